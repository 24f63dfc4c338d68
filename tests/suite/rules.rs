//! The numbered rules that every published page keeps, on the repository's own site, on the one that `tratado init` writes, and on one
//! with gaps in its translations.
//!
//! Rules that only a browser can hold (contrast, focus, width, print) are held by the suite in `tests/browser/`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use tratado::language::{Locale, Source, Strings, Tag};
use tratado::render::Kind;

use crate::site::{Site, pages, read, repository};

/// A page with its document.
struct Page {
    site: &'static str,
    path: String,
    kind: Kind,
    html: String,
}

impl Page {
    fn document(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// The language that the first part of its path names; the default one for pages that stand in none.
    fn language(&self) -> &str {
        match self.kind {
            Kind::Choice | Kind::NotFound => "en",
            _ => self.path.split('/').next().unwrap(),
        }
    }

    fn name(&self) -> String {
        format!("{}: {}", self.site, self.path)
    }
}

/// Records that are translated, not translated, without prose, and with an empty title in one language.
fn gaps() -> Site {
    Site::new()
        .setting("plan: {as_of: 2007-08-21, parties: [canada]}\ncontact: plan@example.org\nrepository: https://example.org/edit/main/")
        .file("content/areas/both.en.md", "---\ntitle: Both\n---\nSee [[areas/english]] and [[areas/spanish|it]].\n")
        .file("content/areas/both.es.md", "---\ntitle: Ambas\n---\nVéase [[areas/english]].\n")
        .file("content/areas/english.yaml", "title: {en: English only, es: ''}\nchanged: 2007-09-01\n")
        .file("content/areas/english.en.md", "## A heading\n\nOnly in English.\n\n| Year | Trade |\n|---|---|\n| 2005 | |\n")
        .file("content/areas/spanish.yaml", "title: {en: Spanish only, es: Solo en español}\noriginal: es\n")
        .file("content/areas/spanish.es.md", "Solo en español.\n")
        .file("content/bodies.yaml", "canada: {title: {en: Canada, es: Canadá}, kind: country}\n")
        .file("content/commitments/one.yaml", "title: {en: One, es: Uno}\narea: both\nstatus: agreed\nsince: 2007-08-21\nleads: [bodies/canada]\n")
        .file("content/updates/first.yaml", "title: {en: First, es: Primera}\ndate: 2008\nabout: [commitments/one]\nstatus: under-way\n")
}

fn all_pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let own = read(repository(), false, None).renderer.unwrap();
        let starter = read(&repository().join("starter"), false, None).renderer.unwrap();
        let gaps = gaps();
        let with_site = |site, pages: Vec<(String, Kind, String)>| {
            pages.into_iter().map(move |(path, kind, html)| Page { site, path, kind, html })
        };
        let own = with_site("content", pages(&own)).chain(with_site("starter", pages(&starter)));
        own.chain(with_site("gaps", pages(&gaps.renderer()))).collect()
    })
}

fn select<'page>(document: &'page Html, selector: &str) -> Vec<ElementRef<'page>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks every page, and names all that break the rule.
fn every_page(check: impl Fn(&Page, &Html) -> Result<(), String>) {
    let breaks: Vec<_> = all_pages()
        .iter()
        .filter_map(|page| check(page, &page.document()).err().map(|message| format!("{}: {message}", page.name())))
        .collect();
    assert_eq!(breaks, Vec::<String>::new());
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

#[test]
fn rule_1_every_page_says_its_language_and_direction() {
    every_page(|page, document| {
        let html = document.root_element();
        let (language, direction) = (html.attr("lang"), html.attr("dir"));
        ensure(language == Some(page.language()) && direction == Some("ltr"), || format!("{language:?} {direction:?}"))
    });
}

#[test]
fn rule_2_text_in_another_language_is_marked() {
    let page = gaps().page("es/areas/english-only/");
    let document = Html::parse_document(&page);
    let prose = select(&document, ".prose")[0];
    assert_eq!((prose.attr("lang"), prose.attr("dir")), (Some("en"), Some("ltr")));
    assert_eq!(select(&document, "h1 span[lang=en]").len(), 1);
    let card = gaps().page("es/areas/");
    assert!(card.contains("<span lang=\"en\" dir=\"ltr\">English only</span>"), "{card}");
    every_page(|_, document| {
        let unmarked = select(document, "nav.languages a").into_iter().find(|link| link.attr("lang").is_none());
        ensure(unmarked.is_none(), || "the switch has a language that is not marked".to_owned())
    });
}

#[test]
fn rule_3_the_switch_leads_to_the_same_record_and_marks_what_is_not_translated() {
    every_page(|page, document| {
        let links = select(document, "nav.languages a");
        if matches!(page.kind, Kind::Choice | Kind::NotFound) {
            return ensure(links.is_empty(), || "a page in no language has a switch".to_owned());
        }
        let names: Vec<_> = links.iter().map(|link| text(*link)).collect();
        ensure(names == ["English", "Español"], || format!("{names:?}"))?;
        for link in links {
            let language = link.attr("hreflang").unwrap_or_default();
            let target = resolve(&page.path, link.attr("href").unwrap_or_default());
            let other = all_pages().iter().find(|other| other.site == page.site && other.path == target);
            let other = other.ok_or_else(|| format!("{target} does not exist"))?;
            let same = match (&page.kind, &other.kind) {
                (Kind::Record(_, one), Kind::Record(_, other)) => one == other,
                (Kind::List(_, one), Kind::List(_, other)) => one == other,
                (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
            };
            ensure(same && other.language() == language, || format!("{language} leads to {target}"))?;
        }
        Ok(())
    });
    let switch = gaps().page("en/areas/english-only/");
    assert!(switch.contains("(not translated)"), "{switch}");
}

#[test]
fn rule_4_the_choice_of_a_language_is_the_readers() {
    for page in all_pages().iter().filter(|page| page.kind == Kind::Choice) {
        let document = page.document();
        let links: Vec<_> =
            select(&document, "main a").iter().map(|link| link.attr("href").unwrap().to_owned()).collect();
        assert_eq!(links, ["./en/", "./es/"], "{}", page.name());
        assert!(!page.html.contains("http-equiv"), "{}", page.name());
        assert!(select(&document, "script:not([type='application/ld+json'])").is_empty(), "{}", page.name());
        let halves: Vec<_> =
            select(&document, "main li").iter().map(|half| half.attr("lang").unwrap().to_owned()).collect();
        assert_eq!(halves, ["en", "es"]);
    }
}

/// The alternates of a page: language and URL.
fn alternates(document: &Html) -> BTreeMap<String, String> {
    let links = select(document, "link[rel=alternate][hreflang]");
    links
        .iter()
        .map(|link| (link.attr("hreflang").unwrap().to_owned(), link.attr("href").unwrap().to_owned()))
        .collect()
}

#[test]
fn rule_5_alternates_are_absolute_reciprocal_and_real() {
    for site in ["content", "starter", "gaps"] {
        let pages: BTreeMap<String, BTreeMap<String, String>> = all_pages()
            .iter()
            .filter(|page| page.site == site)
            .map(|page| {
                (
                    format!("https://plan.example.org/{}", page.path.trim_end_matches("index.html")),
                    alternates(&page.document()),
                )
            })
            .collect();
        assert!(pages.values().any(|alternates| !alternates.is_empty()));
        for (url, alternates) in &pages {
            for (language, other) in alternates {
                let back = pages.get(other).unwrap_or_else(|| panic!("{url} names {other}, which does not exist"));
                assert_eq!(back, alternates, "{url} and {other}");
                assert!(language == "x-default" || other.starts_with(&format!("https://plan.example.org/{language}/")));
            }
            assert!(
                alternates.is_empty() || alternates.values().any(|other| other == url),
                "{url} does not list itself"
            );
        }
    }
    let untranslated = Html::parse_document(&gaps().page("es/areas/english-only/"));
    assert!(alternates(&untranslated).is_empty());
    assert_eq!(alternates(&Html::parse_document(&gaps().page("en/areas/english-only/"))).len(), 0);
    let home = alternates(&Html::parse_document(&gaps().page("en/")));
    assert_eq!(home.get("x-default").map(String::as_str), Some("https://plan.example.org/"));
}

#[test]
fn rule_6_a_missing_translation_shows_a_notice_and_the_original() {
    let page = gaps().page("es/areas/english-only/");
    let document = Html::parse_document(&page);
    let notice = select(&document, ".notice")[0];
    assert!(text(notice).contains("todavía") || text(notice).contains("aún"), "{}", text(notice));
    assert_eq!(select(&document, ".notice a")[0].attr("href"), Some("../../../en/areas/english-only/"));
    assert!(text(select(&document, ".prose")[0]).contains("Only in English."));
    let canonical = select(&document, "link[rel=canonical]")[0];
    assert_eq!(canonical.attr("href"), Some("https://plan.example.org/en/areas/english-only/"));
    let spanish = gaps().page("en/areas/spanish-only/");
    assert!(spanish.contains("Solo en español.") && spanish.contains("class=\"notice\""));
}

#[test]
fn rule_6_a_link_to_a_page_that_is_not_translated_says_so() {
    let page = gaps().page("es/areas/ambas/");
    assert!(page.contains("(English)</span>"), "{page}");
    assert!(!gaps().page("en/areas/both/").contains("(English)</span>"));
}

#[test]
fn rule_7_an_empty_string_is_a_missing_translation() {
    let document = Html::parse_document(&gaps().page("es/areas/english-only/"));
    assert_eq!(text(select(&document, "h1")[0]), "English only");
}

#[test]
fn rule_8_menu_and_breadcrumb_stay_in_the_language() {
    every_page(|page, document| {
        for link in select(document, "nav.menu a, nav.breadcrumbs a, .site-name a") {
            let target = resolve(&page.path, link.attr("href").unwrap_or_default());
            ensure(target.starts_with(&format!("{}/", page.language())), || format!("the menu leads to {target}"))?;
        }
        Ok(())
    });
}

#[test]
fn rule_9_both_languages_are_built_from_the_same_records() {
    for site in ["content", "starter", "gaps"] {
        let records = |language: &str| -> BTreeSet<String> {
            let pages =
                all_pages().iter().filter(|page| page.site == site && page.path.starts_with(&format!("{language}/")));
            let names = pages.map(|page| match &page.kind {
                Kind::Record(_, record) => format!("{record:?}"),
                Kind::List(_, collection) => format!("{collection}"),
                other => format!("{:?}", std::mem::discriminant(other)),
            });
            names.collect()
        };
        assert_eq!(records("en"), records("es"), "{site}");
    }
}

#[test]
fn rule_10_times_are_written_for_people_and_for_programs() {
    let mut seen = 0;
    for page in all_pages() {
        for time in select(&page.document(), "time") {
            let iso = time.attr("datetime").unwrap();
            assert!(iso.parse::<tratado::model::PartialDate>().is_ok() || iso.contains('T'), "{}: {iso}", page.name());
            assert_ne!(text(time), "", "{}", page.name());
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
    let event = read(repository(), false, None).renderer.unwrap();
    let output = event.output("es/eventos/conferencia-bilateral-de-rectores/index.html").unwrap();
    let html = String::from_utf8(event.render(output).unwrap().into_owned()).unwrap();
    assert!(html.contains("<time datetime=\"2007-10\">octubre de 2007</time>"));
}

#[test]
fn rule_11_no_template_holds_words_of_its_own() {
    let folder = repository().join("themes/default/templates");
    for entry in
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let template = std::fs::read_to_string(entry.path()).unwrap();
        let without_tera = strip(&strip(&strip(&template, "{#", "#}"), "{%", "%}"), "{{", "}}");
        let words = strip(&without_tera, "<", ">");
        let words: Vec<_> = words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
        assert_eq!(words, Vec::<&str>::new(), "{}", entry.path().display());
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""] {
            for value in without_tera.split(attribute).skip(1) {
                assert!(value.starts_with('"'), "{}: {attribute}", entry.path().display());
            }
        }
    }
}

#[test]
fn rule_11_every_string_exists_in_every_language_with_the_same_variables() {
    let languages = theme_strings();
    assert_eq!(languages.keys().map(String::as_str).collect::<Vec<_>>(), ["ar", "en", "es", "fr"]);
    let english = &languages["en"];
    assert!(english.ids().count() > 100);
    for (language, strings) in &languages {
        assert_eq!(english.ids().collect::<Vec<_>>(), strings.ids().collect::<Vec<_>>(), "{language}");
        for id in english.ids() {
            assert_eq!(english.variables(id), strings.variables(id), "{language}: {id}");
        }
    }
}

#[test]
fn rule_11_addresses_are_plain_and_different_in_every_language() {
    for (language, strings) in theme_strings() {
        let ids = strings.ids().filter(|id| id.starts_with("segment-") || id.ends_with("-slug"));
        let mut seen = BTreeSet::new();
        for id in ids {
            let address = strings.plain(id).unwrap();
            assert!(address.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{language}: {address}");
            assert!(seen.insert(address.to_owned()), "{language}: {address} stands twice");
        }
        assert_eq!(seen.len(), 13, "{language}");
    }
}

/// The strings of the default theme, by language.
pub fn theme_strings() -> BTreeMap<String, Strings> {
    let folder = repository().join("themes/default/strings");
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let read = |file: std::fs::DirEntry| {
        let path = file.path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let tag: Tag = name.parse().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let (strings, errors) = Strings::new(&tag, &Locale::new(&tag), &[Source { name: &name, text: &text }], None);
        assert!(errors.is_empty(), "{name}: {errors:?}");
        (name, strings)
    };
    files.map(read).collect()
}

/// A text without what stands between two marks.
pub fn strip(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        kept.push_str(&rest[..start]);
        let after = &rest[start + open.len()..];
        rest = after.find(close).map_or("", |end| &after[end + close.len()..]);
    }
    kept + rest
}

#[test]
fn rule_12_a_skip_link_comes_first_and_headings_do_not_skip() {
    every_page(|_, document| {
        let first = select(document, "a[href], button, input, select, textarea, [tabindex]")[0];
        ensure(first.attr("href") == Some("#page--main"), || format!("first comes {}", first.html()))?;
        ensure(select(document, "main#page--main").len() == 1, || "the skip link leads nowhere".to_owned())?;
        let levels: Vec<u8> = select(document, "h1, h2, h3, h4, h5, h6")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        ensure(levels.iter().filter(|level| **level == 1).count() == 1, || format!("{levels:?}"))?;
        let skips = std::iter::once(&0).chain(&levels).zip(&levels).any(|(before, level)| *level > before + 1);
        ensure(!skips, || format!("{levels:?}"))
    });
}

#[test]
fn rule_13_titles_are_unique_in_a_language_and_name_the_record() {
    for site in ["content", "starter", "gaps"] {
        for language in ["en/", "es/"] {
            let mut titles = BTreeSet::new();
            for page in all_pages().iter().filter(|page| page.site == site && page.path.starts_with(language)) {
                let document = page.document();
                let (title, heading) = (text(select(&document, "title")[0]), text(select(&document, "h1")[0]));
                assert!(title.starts_with(&heading) || matches!(page.kind, Kind::Home(_)), "{}: {title}", page.name());
                assert!(titles.insert(title.clone()), "{}: {title} stands twice", page.name());
            }
        }
    }
}

#[test]
fn rule_14_menus_are_the_same_on_every_page() {
    for site in ["content", "starter", "gaps"] {
        for language in ["en/", "es/"] {
            let menus: BTreeSet<Vec<String>> = all_pages()
                .iter()
                .filter(|page| page.site == site && page.path.starts_with(language))
                .map(|page| {
                    let document = page.document();
                    let links = select(&document, "nav.menu a");
                    links
                        .iter()
                        .map(|link| format!("{} {}", text(*link), resolve(&page.path, link.attr("href").unwrap())))
                        .collect()
                })
                .collect();
            assert_eq!(menus.len(), 1, "{site} {language}: {menus:?}");
        }
    }
}

#[test]
fn rule_15_every_page_is_reached_from_the_site_map_and_by_links() {
    for site in ["content", "starter", "gaps"] {
        let pages: Vec<_> = all_pages().iter().filter(|page| page.site == site).collect();
        let links_of = |page: &Page| -> BTreeSet<String> {
            select(&page.document(), "a[href]")
                .iter()
                .map(|link| resolve(&page.path, link.attr("href").unwrap()))
                .collect()
        };
        for language in ["en/", "es/"] {
            let map =
                pages.iter().find(|page| page.path.starts_with(language) && matches!(page.kind, Kind::SiteMap(_)));
            let linked = links_of(map.unwrap());
            for page in pages.iter().filter(|page| page.path.starts_with(language)) {
                assert!(linked.contains(&page.path), "{}: the site map leaves out {}", site, page.path);
            }
        }
        let mut reached: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
        loop {
            let found: BTreeSet<String> =
                pages.iter().filter(|page| reached.contains(&page.path)).flat_map(|page| links_of(page)).collect();
            let before = reached.len();
            reached.extend(found);
            if reached.len() == before {
                break;
            }
        }
        let lost: Vec<_> = pages
            .iter()
            .filter(|page| !reached.contains(&page.path) && page.kind != Kind::NotFound)
            .map(|page| page.name())
            .collect();
        assert_eq!(lost, Vec::<String>::new());
    }
}

#[test]
fn rule_16_and_30_no_page_needs_or_holds_scripts_or_inline_styles() {
    every_page(|_, document| {
        ensure(select(document, "script:not([src], [type='application/ld+json']), style, [style]").is_empty(), || {
            "an inline script or style".to_owned()
        })?;
        let handler = select(document, "*")
            .into_iter()
            .find(|element| element.value().attrs().any(|(name, _)| name.starts_with("on")));
        ensure(handler.is_none(), || "an event handler".to_owned())
    });
}

#[test]
fn rule_18_a_status_is_a_word() {
    every_page(|_, document| {
        let wordless = select(document, ".status")
            .into_iter()
            .any(|status| text(status).is_empty() || status.value().name() != "span");
        ensure(!wordless, || "a status without a word".to_owned())
    });
}

#[test]
fn rule_21_tables_have_captions_scopes_and_no_empty_cell() {
    let mut tables = 0;
    for page in all_pages() {
        let document = page.document();
        for table in select(&document, "table") {
            tables += 1;
            let caption = Selector::parse("caption").unwrap();
            let is_named = table.select(&caption).next().is_some()
                || table.parent().and_then(ElementRef::wrap).is_some_and(|parent| {
                    parent.attr("aria-label").is_some() || parent.attr("aria-labelledby").is_some()
                });
            assert!(is_named, "{}: a table without a name", page.name());
        }
        for cell in select(&document, "th, td") {
            assert_ne!(text(cell), "", "{}: an empty cell", page.name());
            assert!(cell.value().name() == "td" || cell.attr("scope").is_some(), "{}: {}", page.name(), cell.html());
        }
    }
    assert!(tables > 4, "{tables}");
}

#[test]
fn rule_24_in_a_list_the_link_is_the_title() {
    let page = gaps().page("en/commitments/");
    let document = Html::parse_document(&page);
    let links: Vec<_> = select(&document, "main .card a").iter().map(|link| text(*link)).collect();
    assert_eq!(links, ["One"]);
    every_page(|_, document| {
        let says_nothing = select(document, "a[href]").into_iter().find(|link| {
            let text = text(*link).to_lowercase();
            text.is_empty() || ["read more", "here", "more", "leer más", "aquí", "más"].contains(&text.as_str())
        });
        ensure(says_nothing.is_none(), || format!("{:?}", says_nothing.map(|link| link.html())))
    });
}

#[test]
fn rule_28_a_page_shows_when_its_content_changed_where_the_record_says_so() {
    let changed = gaps().page("en/areas/english-only/");
    assert!(changed.contains("<time datetime=\"2007-09-01\">"), "{changed}");
    let silent = Html::parse_document(&gaps().page("en/areas/both/"));
    let dates: Vec<_> =
        select(&silent, ".site-footer time").iter().map(|time| time.attr("datetime").unwrap().to_owned()).collect();
    assert_eq!(dates, ["2007-08-21"]);
}

/// The file that a link of a page leads to; what leads out of the site is kept as it is.
pub fn resolve(from: &str, href: &str) -> String {
    if href.contains(':') {
        return href.to_owned();
    }
    let href = href.split('#').next().unwrap_or_default();
    if href.is_empty() {
        return from.to_owned();
    }
    if let Some(absolute) = href.strip_prefix('/') {
        return with_index(absolute);
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in href.split('/') {
        match part {
            "." => {}
            ".." => {
                folders.pop();
            }
            part => folders.push(part),
        }
    }
    with_index(&folders.join("/"))
}

fn with_index(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

#[test]
fn every_link_within_the_site_leads_to_something_that_is_published() {
    let gaps = gaps();
    for (site, renderer) in [("content", read(repository(), false, None).renderer.unwrap()), ("gaps", gaps.renderer())]
    {
        let published: BTreeSet<&str> = renderer.outputs().map(|output| output.path.as_str()).collect();
        for page in all_pages().iter().filter(|page| page.site == site) {
            let document = page.document();
            for element in select(&document, "[href], [src]") {
                let target = element.attr("href").or(element.attr("src")).unwrap();
                if target.contains(':') {
                    continue;
                }
                let path = resolve(&page.path, target);
                assert!(published.contains(path.as_str()), "{}: {target} leads to {path}", page.name());
                if let Some((_, anchor)) = target.split_once('#') {
                    let other = all_pages().iter().find(|other| other.site == site && other.path == path).unwrap();
                    let has =
                        select(&other.document(), "[id]").iter().any(|element| element.attr("id") == Some(anchor));
                    assert!(has, "{}: {path} has no #{anchor}", page.name());
                }
            }
        }
    }
}

#[test]
fn ids_are_unique_on_every_page() {
    every_page(|_, document| {
        let mut seen = BTreeSet::new();
        let twice =
            select(document, "[id]").into_iter().find(|element| !seen.insert(element.attr("id").unwrap().to_owned()));
        ensure(twice.is_none(), || format!("{:?}", twice.and_then(|element| element.attr("id").map(str::to_owned))))
    });
}
