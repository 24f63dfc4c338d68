//! What a page says where its language lacks a text: the original's, marked with its language, wherever it stands.

use scraper::{ElementRef, Html, Selector};

use crate::rules::resolve;
use crate::site::{Site, pages};

/// A site in English and Spanish, of which one page and the title are Spanish too. Every other text says `qq`.
fn english() -> Site {
    Site::new()
        .setting(
            "plan: {agreed: 2007-08-21, as_of: 2007-09-01, place: {en: Placeqq}, parties: [land]}\n\
             publisher: {en: Publisherqq}\noutputs: {status: true}\n\
             statuses: {started: {label: {en: Startedqq}}, done: {label: {en: Doneqq}, reason: true}}",
        )
        .file("content/areas/first.yaml", "number: 1\naliases: [/es/old/]\ngroups: [team]\nbodies: [land]\n")
        .file("content/areas/first.en.md", "---\ntitle: Firstqq\nsummary: Summaryqq\n---\nProseqq.\n\n## Headingqq\n\n| Tableqq |\n|---|\n| Cellqq |\n")
        .file("content/areas/second.yaml", "number: 2\n")
        .file("content/areas/second.en.md", "---\ntitle: Secondqq\n---\nSee [[areas/first]] and [[areas/first|linkqq]].\n")
        .file("content/areas/third.es.md", "---\ntitle: ÁÉÍ\nslug: third\n---\n[[areas/first]] [[areas/first|ÓÚ]] [[groups/team]]\n")
        .file("content/areas/third.en.md", "---\ntitle: Thirdqq\n---\n[[areas/first]] [[areas/first|one]] [[groups/team]]\n")
        .file(
            "content/commitments.yaml",
            "promise:\n  title: {en: Promiseqq}\n  summary: {en: Promisesummary}\n  area: first\n  status: done\n  since: 2007\n  due: 2010\n  \
             leads: [bodies/land, groups/team]\n  reason: {en: Reasonqq}\n  milestones: [{title: {en: Stepqq}, due: 2008, status: started}]\n  \
             sources: [{title: {en: Sourceqq}, url: 'https://example.org/', language: en}]\n  target:\n    indicator: {en: Indicatorqq}\n    \
             unit: {en: Unitqq}\n    baseline: {date: 2005, value: 4}\n    goal: {date: 2010, value: 9}\n    observations: [{date: 2007, value: 5}]\n\
             other:\n  title: {en: Otherqq}\n  area: second\n  status: started\n",
        )
        .file("content/commitments/promise.en.md", "Proseqq.\n")
        .file(
            "content/groups.yaml",
            "team: {title: {en: Teamqq}, acronym: {en: TEAMqq}, kind: mechanism, founded: 2001, members: [{body: land, role: {en: Roleqq}}]}\n\
             subteam: {title: {en: Subteamqq}, parent: team}\n",
        )
        .file(
            "content/bodies.yaml",
            "land: {title: {en: Landqq}, kind: country, acronym: {en: LANDqq}}\n\
             office: {title: {en: Officeqq}, kind: agency, country: land, parent: land}\n",
        )
        .file("content/bodies/office.en.md", "Proseqq of the TEAMqq.\n")
        .file(
            "content/events.yaml",
            "past: {title: {en: Pastqq}, start: 2007-01-01, place: {en: Eventplaceqq}, when: {en: Whenqq}, status: cancelled, areas: [first]}\n\
             next: {title: {en: Nextqq}, start: 2008-01-01, areas: [first], documents: [{title: {en: Documentqq}, url: 'https://example.org/'}]}\n",
        )
        .file("content/events/next.en.md", "Proseqq.\n")
        .file("content/updates/news.yaml", "title: {en: Newsqq}\ndate: 2007-08\nabout: [commitments/promise, areas/first]\nstatus: started\n")
        .file("content/updates/news.en.md", "Proseqq.\n")
        .file("content/pages/about.yaml", "menu: main\n")
        .file("content/pages/about.en.md", "---\ntitle: Aboutqq\n---\nProseqq.\n")
        .file("content/pages/about/history.en.md", "---\ntitle: Historyqq\n---\nProseqq.\n")
        .file("content/pages/legal.yaml", "menu: footer\n")
        .file("content/pages/legal.en.md", "---\ntitle: Legalqq\n---\nProseqq.\n")
}

/// The Spanish pages of the site, by path.
fn spanish(site: &Site) -> Vec<(String, Html)> {
    let all = pages(&site.renderer()).into_iter().filter(|(path, ..)| path.starts_with("es/"));
    all.map(|(path, _, html)| (path, Html::parse_document(&html))).collect()
}

fn select<'page>(document: &'page Html, selector: &str) -> Vec<ElementRef<'page>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

/// The texts below an element that are in the language of the page.
fn own_texts(element: ElementRef<'_>, texts: &mut Vec<String>) {
    // In the name of a picture's mark languages meet, and no element can stand; an address is in no language.
    let is_passed_over = matches!(element.value().name(), "title" | "desc" | "script");
    if is_passed_over || element.attr("lang").is_some() || element.attr("class") == Some("address") {
        return;
    }
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            texts.push(text.trim().to_owned());
        } else if let Some(child) = ElementRef::wrap(child) {
            own_texts(child, texts);
        }
    }
}

#[test]
fn every_text_of_another_language_is_marked_wherever_it_stands() {
    let mut marked = 0;
    let mut unmarked = Vec::new();
    for (path, document) in spanish(&english()) {
        let mut texts = Vec::new();
        own_texts(select(&document, "body")[0], &mut texts);
        unmarked.extend(texts.into_iter().filter(|text| text.contains("qq")).map(|text| format!("{path}: {text}")));
        marked += select(&document, "[lang=en][dir=ltr]").len();
    }
    assert_eq!(unmarked, Vec::<String>::new());
    assert!(marked > 200, "{marked}");
}

#[test]
fn every_link_to_a_page_that_is_not_translated_names_the_language() {
    let pages = spanish(&english());
    let is_untranslated = |document: &Html| !select(document, ".notice").is_empty();
    let untranslated: Vec<_> = pages.iter().filter(|page| is_untranslated(&page.1)).map(|page| &page.0).collect();
    assert_eq!(untranslated.len(), 9, "{untranslated:?}");
    let mut links = 0;
    let mut silent = Vec::new();
    for (path, document) in &pages {
        for link in select(document, "a[href]:not([hreflang])") {
            let target = resolve(path, link.attr("href").unwrap());
            if target == *path || !untranslated.contains(&&target) {
                continue;
            }
            links += 1;
            let behind = link.next_siblings().filter_map(ElementRef::wrap).take(2);
            let mut said = std::iter::once(link).chain(behind).flat_map(|element| element.text());
            if !said.any(|text| text.contains("(English)")) {
                silent.push(format!("{path}: {}", link.html()));
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
    assert!(links > 100, "{links}");
}

#[test]
fn a_page_that_is_not_translated_is_its_original_for_search_engines_and_any_other_is_itself() {
    let site = english();
    let map = &site.outputs()["sitemap.xml"];
    for (path, document) in spanish(&site) {
        if !select(&document, "meta[http-equiv=refresh]").is_empty() {
            continue;
        }
        let address = format!("https://plan.example.org/{}", path.trim_end_matches("index.html"));
        let canonical = select(&document, "link[rel=canonical]")[0].attr("href").unwrap();
        let has_alternates = !select(&document, "link[rel=alternate][hreflang]").is_empty();
        let is_listed = map.contains(&format!("<loc>{address}</loc>"));
        if select(&document, ".notice").is_empty() {
            assert_eq!((canonical, has_alternates, is_listed), (address.as_str(), true, true), "{path}");
        } else {
            assert!(canonical.starts_with("https://plan.example.org/en/"), "{path}: {canonical}");
            assert_eq!((has_alternates, is_listed), (false, false), "{path}");
            assert!(!map.contains(&format!("\"{address}\"")), "{path}");
        }
    }
}
