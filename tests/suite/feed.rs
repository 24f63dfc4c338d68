//! The feed of a language, as its readers get it.

use atom_syndication::Feed;

use crate::site::Site;

fn site() -> Site {
    Site::new()
        .setting("plan: {agreed: 2007-08-21}\npublisher: {en: The secretariat, es: La secretaría}")
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\n")
        .file(
            "content/updates.yaml",
            "first: {title: {en: First & foremost, es: Primera}, date: 2007-09-15, about: [areas/water], changed: 2007-12-01}\n\
             second: {title: {en: Second}, summary: {en: In short}, date: 2007-10}\n",
        )
        .file("content/updates/second.en.md", "## Steps\n\nSee [[areas/water]] and [below](#notes).\n\n## Notes {#notes}\n\nHere[^1].\n\n[^1]: There.\n")
        .file(
            "content/events.yaml",
            "fair: {title: {en: Fair, es: Feria}, start: 2008-03, announced: 2007-11-02, place: {en: Ottawa, es: Ottawa}}\n\
             silent: {title: {en: Silent, es: Callado}, start: 2008}\n",
        )
}

fn feed(site: &Site, language: &str) -> Feed {
    site.outputs()[&format!("{language}/feed.xml")].parse().unwrap()
}

#[test]
fn it_tells_of_updates_and_of_events_as_they_are_announced() {
    let feed = feed(&site(), "en");
    let titles: Vec<_> = feed.entries.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles, ["Fair", "Second", "First & foremost"]);
    assert_eq!((feed.lang.as_deref(), feed.title.as_str()), (Some("en"), "Updates – The plan"));
    assert_eq!(feed.authors[0].name, "The secretariat");
    let links: Vec<_> = feed.links.iter().map(|link| (link.rel.as_str(), link.href.as_str())).collect();
    assert_eq!(
        links,
        [
            ("self", "https://plan.example.org/en/feed.xml"),
            ("alternate", "https://plan.example.org/en/"),
            ("alternate", "https://plan.example.org/es/feed.xml"),
        ]
    );
}

#[test]
fn entries_have_the_same_ids_in_both_languages() {
    let (english, spanish) = (feed(&site(), "en"), feed(&site(), "es"));
    let ids = |feed: &Feed| feed.entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&english), ids(&spanish));
    assert_eq!(english.entries[0].id, "https://plan.example.org/#events/fair");
    assert_ne!(english.id, spanish.id);
}

#[test]
fn rule_31_every_date_is_of_the_content() {
    let feed = feed(&site(), "en");
    let dates: Vec<_> =
        feed.entries.iter().map(|entry| (entry.published.unwrap().to_rfc3339(), entry.updated.to_rfc3339())).collect();
    let midnight = |day: &str| format!("{day}T00:00:00+00:00");
    assert_eq!(
        dates,
        [
            (midnight("2007-11-02"), midnight("2007-11-02")),
            (midnight("2007-10-01"), midnight("2007-10-01")),
            (midnight("2007-09-15"), midnight("2007-12-01")),
        ]
    );
    assert_eq!(feed.updated.to_rfc3339(), midnight("2007-12-01"));
    let empty = Site::new().setting("plan: {as_of: 2007-08-21}");
    assert_eq!(self::feed(&empty, "en").updated.to_rfc3339(), midnight("2007-08-21"));
    assert!(!Site::new().outputs().contains_key("en/feed.xml"), "no date says how old it is");
}

#[test]
fn rule_2_what_is_not_translated_is_the_original_marked_with_its_language() {
    let spanish = feed(&site(), "es");
    let second = &spanish.entries[1];
    assert_eq!((second.title.as_str(), second.title.lang.as_deref()), ("Second", Some("en")));
    assert_eq!(second.summary.as_ref().unwrap().lang.as_deref(), Some("en"));
    let content = second.content.as_ref().unwrap();
    assert_eq!(content.lang.as_deref(), Some("en"));
    assert!(
        content.value.as_ref().unwrap().contains("<div lang=\"en\" dir=\"ltr\">\n<h2 id=\"steps\">"),
        "{content:?}"
    );
    assert_eq!(spanish.entries[2].title.lang, None);
}

#[test]
fn the_content_is_whole_and_its_links_are_absolute() {
    let feed = feed(&site(), "en");
    for entry in &feed.entries {
        let content = entry.content.as_ref().unwrap();
        let html = scraper::Html::parse_fragment(content.value.as_ref().unwrap());
        for link in html.select(&scraper::Selector::parse("[href]").unwrap()) {
            let href = link.attr("href").unwrap();
            assert!(href.starts_with("https://plan.example.org/en/"), "{}: {href}", entry.id);
        }
    }
    let second = feed.entries[1].content.as_ref().unwrap().value.as_ref().unwrap();
    for part in [
        "<p>In short</p>",
        "<a href=\"https://plan.example.org/en/areas/water/\">Water</a>",
        "href=\"https://plan.example.org/en/updates/second/#notes\">below</a>",
        "href=\"https://plan.example.org/en/updates/second/#fn--1\"",
    ] {
        assert!(second.contains(part), "{part}: {second}");
    }
    let fair = feed.entries[0].content.as_ref().unwrap().value.as_ref().unwrap();
    assert!(fair.contains("<dt>Date</dt><dd><time datetime=\"2008-03\">March 2008</time></dd>"), "{fair}");
}

#[test]
fn rule_8_every_page_of_a_language_names_its_feed() {
    let outputs = site().outputs();
    let page = &outputs["es/areas/agua/index.html"];
    assert!(
        page.contains("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"../../../es/feed.xml\" title=\"Novedades – El plan\">"),
        "{page}"
    );
    assert!(page.contains("<a href=\"../../../es/feed.xml\" type=\"application/atom+xml\">Canal de novedades</a>"));
    assert!(!outputs["index.html"].contains("feed.xml") && !outputs["sitemap.xml"].contains("feed.xml"));
}

#[test]
fn a_site_can_do_without_a_feed() {
    let outputs = site().setting("outputs: {feed: false}").outputs();
    assert!(!outputs.keys().any(|path| path.ends_with("feed.xml")));
    assert!(!outputs.values().any(|text| text.contains("feed.xml")));
}
