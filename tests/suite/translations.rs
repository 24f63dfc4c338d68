//! What is translated, what is outdated, and what differs.

use std::fs;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed};
use tratado::language::QuotationMarks;
use tratado::markdown::{self, Manner};
use tratado::model::{BlockHash, Html};
use tratado::source::FilePath;

use crate::program;
use crate::site::Site;

const ORIGINAL: &str = "---\ntitle: Security\nsummary: In short\n---\n\n## Steps {#steps}\n\nOne *step*.\n\n- a\n- b\n";
const TRANSLATION: &str =
    "---\ntitle: Seguridad\nsummary: En breve\n---\n\n## Pasos {#steps}\n\nUn paso.\n\n- a\n- b\n";

fn site() -> Site {
    Site::new().file("content/areas/security.en.md", ORIGINAL).file("content/areas/security.es.md", TRANSLATION)
}

fn tratado(site: &Site, arguments: &[&str]) -> (i32, String, String) {
    let output = program::tratado(site, arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.root().join(path)).unwrap()
}

/// The site with its translation recorded.
fn recorded() -> Site {
    let site = site();
    assert_eq!(tratado(&site, &["translated", "areas/security", "es"]).0, 0);
    site
}

#[test]
fn a_translation_that_nobody_recorded_is_minded_by_strict_alone() {
    let site = site();
    assert_eq!(site.findings_with_translations(), Vec::<String>::new());
    assert_eq!(tratado(&site, &["status"]).0, 0);
    let (code, table, _) = tratado(&site, &["status", "--strict"]);
    assert!(code == 1 && table.contains("unrecorded"), "{table}");
}

#[test]
fn recording_a_translation_adds_a_line_and_touches_no_other_byte() {
    let site = recorded();
    let after = read(&site, "content/areas/security.es.md");
    let lines: Vec<_> = after.lines().filter(|line| !line.starts_with("translates: ")).collect();
    assert_eq!(lines.join("\n") + "\n", TRANSLATION);
    assert_eq!(read(&site, "content/areas/security.en.md"), ORIGINAL);
    let (code, table, _) = tratado(&site, &["status", "--strict"]);
    assert!(code == 0 && table.contains("current"), "{table}");
    assert_eq!(site.findings_with_translations(), Vec::<String>::new());
}

#[test]
fn what_changes_nothing_to_read_makes_no_translation_outdated() {
    let site = recorded();
    let marks = "---\nsummary: >-\n  In\n  short\ntitle: \"Security\"\n---\n\nSteps {#steps}\n---\n\nOne\n**step**.\n\n* a\n\n* b\n";
    let site = site.file("content/areas/security.en.md", marks);
    assert_eq!(site.findings_with_translations(), Vec::<String>::new());
    assert!(!site.page("es/areas/seguridad/").contains("has changed since"));
}

#[test]
fn a_changed_original_is_reported_at_the_blocks_and_shown_on_the_page() {
    let site = recorded().file("content/areas/security.en.md", ORIGINAL.replace("One *step*", "Two steps"));
    let findings = site.findings_with_translations();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(
        findings[0].starts_with("content/areas/security.es.md:4:1: warning[outdated-translation]: "),
        "{findings:?}"
    );
    let site = site.setting("diagnostics: {outdated-translation: off}");
    let page = site.page("es/areas/seguridad/");
    assert!(page.contains("class=\"notice\"") && page.contains("../../../en/areas/security/"), "{page}");
    assert!(!site.page("en/areas/security/").contains("class=\"notice\""));
    let (code, table, _) = tratado(&site, &["status", "--language", "es", "--collection", "areas"]);
    assert!(code == 1 && table.contains("outdated (1)"), "{table}");
    let (_, json, _) = tratado(&site, &["status", "--format", "json"]);
    assert!(json.contains("\"state\": \"outdated\"") && json.contains("\"changed_blocks\": 1"), "{json}");
    assert_eq!(tratado(&site, &["translated", "--all"]).0, 0);
    assert_eq!(site.findings_with_translations(), Vec::<String>::new());
}

#[test]
fn what_the_original_no_longer_states_is_not_shown_anywhere_else() {
    let site = recorded().file("content/areas/security.en.md", ORIGINAL.replace("summary: In short\n", ""));
    let (_, _, report) = tratado(&site, &["build"]);
    assert!(report.contains("this translates what changed"), "{report}");
    assert!(!report.contains("this has changed"), "{report}");
}

#[test]
fn a_missing_translation_is_reported_at_the_original_and_none_of_a_record_without_prose() {
    let site = Site::new()
        .file("content/areas/security.en.md", ORIGINAL)
        .file("content/bodies.yaml", "borea: {title: {en: Borea, es: Bórea}}\n");
    assert_eq!(
        site.findings_with_translations(),
        [
            "content/areas/security.en.md:1:1: warning[missing-translation]: `areas/security` is not translated into `es`"
        ]
    );
    let (code, table, _) = tratado(&site, &["status"]);
    assert!(code == 1 && table.contains("missing") && !table.contains("borea"), "{table}");
}

#[test]
fn the_original_is_the_language_that_the_record_says() {
    let site = Site::new()
        .file("content/areas/security.yaml", "original: es\n")
        .file("content/areas/security.en.md", ORIGINAL)
        .file("content/areas/security.es.md", TRANSLATION);
    let (code, _, error) = tratado(&site, &["translated", "areas/security", "es"]);
    assert!(code == 2 && error.contains("is the original"), "{error}");
    assert_eq!(tratado(&site, &["translated", "areas/security", "en"]).0, 0);
    let site = site.file("content/areas/security.es.md", TRANSLATION.replace("Pasos", "Medidas"));
    let findings = site.findings_with_translations();
    assert!(findings[0].starts_with("content/areas/security.en.md:4:1: warning[outdated"), "{findings:?}");
}

#[test]
fn a_translation_of_another_structure_is_different_as_long_as_it_is_not_outdated() {
    let translation = TRANSLATION.replace("- b\n", "");
    let site = site().file("content/areas/security.es.md", &translation);
    let findings = site.findings_with_translations();
    assert!(findings.len() == 1 && findings[0].contains("different-translation"), "{findings:?}");
    let (code, table, _) = tratado(&site, &["status"]);
    assert!(code == 1 && table.contains("different"), "{table}");
    let paragraphs = TRANSLATION.replace("Un paso.", "Un paso.\n\nY otro.");
    assert_eq!(
        site.file("content/areas/security.es.md", paragraphs).findings_with_translations(),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_recorded_by_hand_and_wrong_is_reported() {
    let site =
        site().file("content/areas/security.es.md", TRANSLATION.replace("---\n\n", "translates: yes it does\n---\n\n"));
    let findings = site.findings_with_translations();
    assert!(findings[0].contains("security.es.md:4:13: error[bad-value]"), "{findings:?}");
    let site = Site::new().file("content/areas/a.en.md", "---\ntitle: A\ntranslates: bcdfg\n---\nText.\n");
    let findings = site.findings_with_translations();
    assert!(findings.iter().any(|line| line.contains("this is the original")), "{findings:?}");
}

#[test]
fn what_cannot_be_recorded_exits_2_and_writes_nothing() {
    let site = site();
    for (arguments, said) in [
        (["translated", "areas/securty", "es"], "did you mean `areas/security`"),
        (["translated", "areas/security", "fr"], "does not have the language `fr`"),
    ] {
        let (code, _, error) = tratado(&site, &arguments);
        assert!(code == 2 && error.contains(said), "{error}");
    }
    assert_eq!(read(&site, "content/areas/security.es.md"), TRANSLATION);
    let site = site.file("content/areas/wrong.yaml", "titel: x\n");
    let (code, _, error) = tratado(&site, &["translated", "--all"]);
    assert!(code == 1 && error.contains("nothing was recorded"), "{error}");
    assert_eq!(read(&site, "content/areas/security.es.md"), TRANSLATION);
}

#[test]
fn a_page_shows_the_totals_where_the_site_wants_it() {
    let without = site();
    assert!(!without.outputs().contains_key("en/translations/index.html"));
    let site =
        site().setting("outputs: {status: true}").file("content/areas/trade.en.md", "---\ntitle: Trade\n---\nText.\n");
    let page = site.page("es/traducciones/");
    assert!(page.contains(">Trade</span></a>") && page.contains("<h2>Aún sin traducir al español</h2>"), "{page}");
    let english = site.page("en/translations/");
    assert!(!english.contains(">Trade</a>"), "{english}");
    assert!(site.page("en/site-map/").contains("en/translations/"));
}

/// A block of a text: what it is, and its words.
#[derive(Clone, Debug)]
struct Written {
    kind: &'static str,
    words: Vec<String>,
}

/// How somebody marks a text: none of it changes what is read.
#[derive(Clone, Debug)]
struct Hand {
    /// What stands before and behind a word, and between it and the next.
    marks: Vec<(&'static str, &'static str)>,
    bullet: &'static str,
    is_underlined: bool,
    blank_lines: usize,
}

impl Hand {
    fn write(&self, blocks: &[Written]) -> String {
        let mut text = String::new();
        let mut marks = self.marks.iter().cycle();
        for block in blocks {
            let mut line = String::new();
            for (position, word) in block.words.iter().enumerate() {
                let Some((mark, space)) = marks.next() else { unreachable!("there are marks") };
                // A heading stands on one line.
                let space = if block.kind == "heading" { " " } else { space };
                line.push_str(if position > 0 { space } else { "" });
                line.push_str(&format!("{mark}{word}{mark}"));
            }
            text.push_str(&match block.kind {
                "heading" if self.is_underlined => format!("{line}\n---"),
                "heading" => format!("## {line} ##"),
                "item" => format!("{} {}", self.bullet, line.replace('\n', "\n  ")),
                _ => line,
            });
            text.push_str(&"\n".repeat(1 + self.blank_lines));
        }
        text
    }
}

fn written() -> impl Strategy<Value = Vec<Written>> {
    let words = proptest::collection::vec("[a-z]{1,8}", 1..8);
    let block = (select(vec!["heading", "paragraph", "item"]), words).prop_map(|(kind, words)| Written { kind, words });
    proptest::collection::vec(block, 1..8)
}

fn hand() -> impl Strategy<Value = Hand> {
    let mark = (select(vec!["", "", "*", "**", "_"]), select(vec![" ", "  ", "\n", " \n  "]));
    let marks = proptest::collection::vec(mark, 1..6);
    (marks, select(vec!["-", "*", "+"]), any::<bool>(), 1..3_usize)
        .prop_map(|(marks, bullet, is_underlined, blank_lines)| Hand { marks, bullet, is_underlined, blank_lines })
}

fn hashes(text: &str) -> Vec<BlockHash> {
    let file = FilePath::new("content/areas/a.en.md");
    let quotes = QuotationMarks::of(&"en".parse().unwrap());
    let (prose, found) = markdown::parse(text, 0..text.len(), &file, Manner { html: Html::Deny, quotes: &quotes });
    assert!(found.is_empty(), "{text:?}: {found:?}");
    prose.outline.anatomy.blocks.into_iter().map(|block| block.hash).collect()
}

proptest! {
    #![proptest_config(Config { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(5), ..Config::default() })]

    #[test]
    fn the_hash_of_a_block_ignores_how_it_is_written_and_tells_what_it_says(
        blocks in written(),
        one in hand(),
        other in hand(),
        changed in any::<Index>(),
    ) {
        let before = hashes(&one.write(&blocks));
        prop_assert_eq!(before.len(), blocks.len());
        prop_assert_eq!(&before, &hashes(&other.write(&blocks)));
        let mut edited = blocks;
        let changed = changed.index(edited.len());
        edited[changed].words.push("more".to_owned());
        let after = hashes(&other.write(&edited));
        let others: Vec<_> = (0..before.len()).filter(|position| before[*position] != after[*position]).collect();
        prop_assert_eq!(others, vec![changed]);
    }
}
