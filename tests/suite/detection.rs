//! What pages say, held against the language that they say it is in.
//!
//! A detector reads what is long enough for it. Labels are too short for that: they are compared with the theme's strings in the other languages.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};
use tratado::render::Kind;
use whatlang::{Detector, Lang};

use crate::rules::{strip, theme_strings};
use crate::site::{Site, pages, read, repository};

/// A detector takes less for what it likes.
const FEWEST_LETTERS: usize = 40;
/// The elements that stand within a sentence.
const INLINE: [&str; 15] =
    ["a", "abbr", "b", "bdi", "br", "cite", "del", "em", "i", "q", "span", "strong", "sub", "sup", "time"];
/// The attributes that are read to people.
const SPOKEN: [&str; 5] = ["aria-label", "alt", "title", "placeholder", "data-text"];

/// A text without a break, and the language that it says it is in.
#[derive(Debug)]
struct Block {
    language: String,
    text: String,
}

/// The blocks of a page.
fn blocks(document: &Html) -> Vec<Block> {
    let mut reader = Reader::default();
    reader.read(document.root_element(), "");
    reader.end();
    let description = document.select(&Selector::parse("meta[name=description]").unwrap()).next();
    let language = document.root_element().attr("lang").unwrap().to_owned();
    reader.blocks.extend(description.map(|meta| Block { language, text: meta.attr("content").unwrap().to_owned() }));
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// What the block that is being read says in each language.
    open: BTreeMap<String, String>,
}

impl Reader {
    fn read(&mut self, element: ElementRef<'_>, outer: &str) {
        let language = element.attr("lang").unwrap_or(outer);
        let name = element.value().name();
        if matches!(name, "script" | "style" | "code") || element.attr("class") == Some("address") {
            return;
        }
        for attribute in SPOKEN {
            let text = element.attr(attribute).into_iter();
            self.blocks.extend(text.map(|text| Block { language: language.to_owned(), text: text.to_owned() }));
        }
        let is_inline = INLINE.contains(&name);
        if !is_inline {
            self.end();
        }
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                self.open.entry(language.to_owned()).or_default().push_str(text);
            } else if let Some(child) = ElementRef::wrap(child) {
                self.read(child, language);
            }
        }
        if !is_inline {
            self.end();
        }
    }

    fn end(&mut self) {
        let ended = std::mem::take(&mut self.open).into_iter();
        let blocks = ended.map(|(language, text)| Block { language, text: one_line(&text) });
        self.blocks.extend(blocks.filter(|block| !block.text.is_empty()));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads what is said in the languages of a site.
struct Judge {
    languages: BTreeMap<String, Lang>,
    detector: Detector,
    /// The theme's strings that one of the languages has and another has not: text to languages.
    labels: BTreeMap<String, BTreeSet<String>>,
    seen: BTreeSet<(String, String)>,
    judged: usize,
}

impl Judge {
    fn new(languages: &[&str]) -> Self {
        let known = [("ar", Lang::Ara), ("en", Lang::Eng), ("es", Lang::Spa), ("fr", Lang::Fra)];
        let known = known.into_iter().filter(|(tag, _)| languages.contains(tag));
        let languages: BTreeMap<_, _> = known.map(|(tag, language)| (tag.to_owned(), language)).collect();
        let mut labels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (tag, strings) in theme_strings().into_iter().filter(|(tag, _)| languages.contains_key(tag)) {
            for text in strings.ids().filter(|id| *id != "language-name").filter_map(|id| strings.plain(id)) {
                labels.entry(text.to_lowercase()).or_default().insert(tag.clone());
            }
        }
        let detector = Detector::with_allowlist(languages.values().copied().collect());
        Self { languages, detector, labels, seen: BTreeSet::new(), judged: 0 }
    }

    /// What a page says in another language than it says it does.
    fn judge(&mut self, path: &str, html: &str) -> Vec<String> {
        let mut found = Vec::new();
        for Block { language, text } in blocks(&Html::parse_document(html)) {
            let Some(expected) = self.languages.get(&language).copied() else { continue };
            if !self.seen.insert((language.clone(), text.clone())) {
                continue;
            }
            let others = self.labels.get(&text.to_lowercase()).filter(|languages| !languages.contains(&language));
            if let Some(others) = others {
                found.push(format!("{path}: `{text}` is a label in {others:?}, not in `{language}`"));
            }
            if is_long(&text) {
                self.judged += 1;
                let other = self.other(&text, expected);
                found.extend(other.map(|other| format!("{path}: `{text}` is `{}`, not `{language}`", other.code())));
            }
        }
        found
    }

    /// The language that a text is in, where that is surely another one.
    fn other(&self, text: &str, expected: Lang) -> Option<Lang> {
        let guess = self.detector.detect(text)?;
        (guess.lang() != expected && guess.confidence() >= SURE).then(|| guess.lang())
    }
}

fn is_long(text: &str) -> bool {
    text.chars().filter(|character| character.is_alphabetic()).count() >= FEWEST_LETTERS
}

/// How sure is sure: names alone, of which few words are any language's, come to little more than a half.
const SURE: f64 = 0.8;

#[test]
fn every_page_speaks_the_language_that_it_says() {
    for (folder, languages, fewest) in [
        ("", &["en", "es"][..], 300),
        ("starter", &["en", "es"], 50),
        ("tests/sites/four-languages", &["ar", "en", "es", "fr"], 50),
    ] {
        let renderer = read(&repository().join(folder), false, None).renderer.unwrap();
        let mut judge = Judge::new(languages);
        let found = pages(&renderer).into_iter().flat_map(|(path, kind, html)| match kind {
            // Their titles are in every language at once, and no element can say so.
            Kind::Choice | Kind::NotFound => judge.judge(&path, &strip(&html, "<title>", "</title>")),
            _ => judge.judge(&path, &html),
        });
        let found: Vec<_> = found.collect();
        assert_eq!(found, Vec::<String>::new());
        assert!(judge.judged > fewest, "{folder}: {}", judge.judged);
    }
}

#[test]
fn what_is_said_in_another_language_is_found() {
    let site = Site::new()
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\n")
        .file("content/areas/water.en.md", "The boats of both coasts carry clean water to the islands every week.\n")
        .file(
            "content/areas/water.es.md",
            "Los barcos de las dos costas llevan agua limpia a las islas cada semana.\n",
        );
    let page = site.page("es/areas/agua/");
    let judge = |html: &str| Judge::new(&["en", "es"]).judge("es/areas/agua/", html);
    assert_eq!(judge(&page), Vec::<String>::new());
    // A sentence of the interface, one in an attribute, one that is marked as what it is not, and a label.
    let sentence = "The whole list stands on one page, for reading through and for printing.";
    let foreign = [
        page.replace("<footer", &format!("<p>{sentence}</p><footer")),
        page.replace("<main", &format!("<main aria-label=\"{sentence}\"")),
        page.replace(
            "<footer",
            "<p lang=\"en\">Todas las áreas y los compromisos en una sola página, para imprimir.</p><footer",
        ),
        page.replace("Ir al contenido", "Skip to content"),
    ];
    for html in foreign {
        assert_eq!(judge(&html).len(), 1, "{:?}", judge(&html));
    }
    // The same sentence, marked.
    assert_eq!(judge(&page.replace("<footer", &format!("<p lang=\"en\">{sentence}</p><footer"))), Vec::<String>::new());
}

#[test]
fn no_sentence_of_the_theme_passes_for_one_of_another_language() {
    let judge = Judge::new(&["ar", "en", "es", "fr"]);
    let (mut sentences, mut passed) = (0, Vec::new());
    for (tag, strings) in theme_strings() {
        // A list of link texts is no sentence, and stands on no page.
        let said = strings.ids().filter(|id| *id != "vague-link-texts");
        for text in said.filter_map(|id| strings.plain(id)).filter(|text| is_long(text)) {
            sentences += 1;
            let others = judge.languages.iter().filter(|(other, _)| **other != tag);
            passed.extend(
                others
                    .filter(|(_, other)| judge.other(text, **other).is_none())
                    .map(|(other, _)| format!("{text} ({other})")),
            );
        }
    }
    assert_eq!(passed, Vec::<String>::new());
    assert!(sentences > 40, "{sentences}");
}
