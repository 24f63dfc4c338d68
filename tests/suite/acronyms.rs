//! Rule 25: the acronyms that a site knows are expanded where a record's prose first uses them.

use scraper::{Html, Selector};

use crate::site::Site;

/// A site with bodies and groups that have acronyms.
fn site() -> Site {
    Site::new()
        .file(
            "content/bodies.yaml",
            "sre: {title: {en: Secretariat of External Affairs, es: Secretaría de Relaciones Exteriores}, acronym: SRE}\n\
             oas: {title: {en: Organization of American States, es: Organización de los Estados Americanos}, acronym: {en: OAS, es: OEA}}\n\
             habitat: {title: {en: Human Settlements Programme, es: Programa de Asentamientos Humanos}, acronym: UN-Habitat}\n\
             rd: {title: {en: Research & <Development>, es: Investigación}, acronym: R&D}\n\
             one: {title: {en: One Agency, es: Una agencia}, acronym: AMB}\n\
             two: {title: {en: Another Agency, es: Otra agencia}, acronym: AMB}\n\
             sela: {title: {en: '', es: Sistema Económico}, acronym: SELA}\n\
             apec: {title: {en: The APEC forum, es: El foro APEC}, acronym: APEC}\n",
        )
        .file("content/groups.yaml", "cmp: {title: {en: Canada–Mexico Partnership, es: Alianza México-Canadá}, acronym: {en: CMP, es: AMC}}\n")
}

/// The prose of an area on its page in a language, where its file in English (or in Spanish) holds a text.
fn prose(language: &str, text: &str) -> String {
    let title = "---\ntitle: An area\n---\n";
    prose_at(site().file(&format!("content/areas/a.{language}.md"), format!("{title}{text}\n")), language)
}

fn prose_at(site: Site, language: &str) -> String {
    prose_on(&site.page(&format!("{language}/areas/an-area/")))
}

fn prose_on(page: &str) -> String {
    let page = Html::parse_document(page);
    let prose = page.select(&Selector::parse("main .prose").unwrap()).next().unwrap().inner_html();
    prose.trim().replace("</p>", "").replace("<p>", "")
}

const SRE: &str = "<abbr>SRE</abbr> (Secretariat of External Affairs)";

#[test]
fn rule_25_an_acronym_is_expanded_at_its_first_use_in_the_language_of_the_prose() {
    assert_eq!(
        prose("en", "The SRE met. The SRE and\nOAS spoke."),
        format!("The {SRE} met. The SRE and\n<abbr>OAS</abbr> (Organization of American States) spoke.")
    );
    assert_eq!(
        prose("es", "La SRE y la OEA; la OAS no."),
        "La <abbr>SRE</abbr> (Secretaría de Relaciones Exteriores) y la <abbr>OEA</abbr> (Organización de los Estados Americanos); la OAS no."
    );
}

#[test]
fn rule_25_prose_that_is_not_translated_is_expanded_in_its_own_language() {
    let site = site()
        .file("content/areas/a.yaml", "title: An area\noriginal: es\n")
        .file("content/areas/a.es.md", "La SRE.\n");
    assert_eq!(prose_at(site, "en"), "La <abbr>SRE</abbr> (Secretaría de Relaciones Exteriores).");
}

#[test]
fn rule_25_a_title_in_another_language_than_the_prose_is_marked() {
    assert_eq!(
        prose("en", "At SELA."),
        "At <abbr>SELA</abbr> (<span dir=\"ltr\" lang=\"es\">Sistema Económico</span>)."
    );
}

#[test]
fn rule_25_only_whole_words_in_the_case_of_the_acronym_are_expanded() {
    let none = "SREs, sre, non-SRE, SRE-led, SRE.gob.mx, UN, Habitat, R, D, &lt;&amp;";
    assert_eq!(prose("en", none), none);
    assert_eq!(
        prose("en", "UN-Habitat's R&D, the CMP's groups"),
        "<abbr>UN-Habitat</abbr>’s (Human Settlements Programme) <abbr>R&amp;D</abbr> (Research &amp; &lt;Development&gt;), \
         the <abbr>CMP</abbr>’s (Canada–Mexico Partnership) groups"
    );
}

#[test]
fn rule_25_headings_links_code_quotations_and_abbreviations_stay_as_they_are() {
    let written = prose(
        "en",
        "## SRE\n\n[SRE](https://sre.example.org/) [[bodies/oas|SRE]] `SRE` <q>SRE</q> <span lang=\"es\">SRE</span>\n\n> SRE\n\n```\nSRE\n```\n\n\
         SRE\n: A term\n\n| SRE |\n|---|\n| the SRE |\n\n: SRE\n",
    );
    assert_eq!(written.matches("<abbr>").count(), 1, "{written}");
    assert!(written.contains(&format!("<td>the {SRE}</td>")), "{written}");
    let site = site().file("content/areas/a/map.svg", "<svg/>");
    let image =
        prose_at(site.file("content/areas/a.en.md", "---\ntitle: An area\n---\n![SRE](map.svg \"SRE\")\n"), "en");
    assert!(!image.contains("abbr"), "{image}");
    let own = "<abbr title=\"Foreign ministry\">SRE</abbr>, and the SRE";
    assert_eq!(prose("en", own), own);
}

#[test]
fn rule_25_what_the_author_has_explained_is_not_explained_again() {
    for text in [
        "the Secretariat of External Affairs (SRE)",
        "the *secretariat of\nexternal affairs*, known as **SRE**,",
        "the Secretaría de Relaciones Exteriores (SRE)",
        "the SRE (Secretariat of External Affairs)",
        "the [[bodies/sre]] (SRE)",
        "the [[bodies/sre|foreign ministry]]\n(SRE)",
        "SRE: the [[bodies/sre]]",
        "| a | b |\n|---|---|\n| SRE | Secretariat of External Affairs |\n\n",
    ] {
        let written = prose("en", &format!("{text} has a seat. The SRE has it."));
        assert!(!written.contains("<abbr>"), "{written}");
    }
    assert_eq!(prose("en", "the Canada-Mexico Partnership (CMP)"), "the Canada-Mexico Partnership (CMP)");
    for text in [
        "[[bodies/sre|SRE]] (the SRE)",
        "The [[bodies/sre]] met. SRE",
        "- the [[bodies/sre]]\n- SRE",
        "the [[bodies/oas]] (SRE)",
    ] {
        assert!(prose("en", text).contains("<abbr>SRE</abbr>"), "{text}");
    }
}

#[test]
fn rule_25_an_expansion_within_parentheses_has_none_of_its_own() {
    assert_eq!(
        prose("en", "The foreign ministry (SRE) met (it did). OAS"),
        "The foreign ministry (<abbr>SRE</abbr>, Secretariat of External Affairs) met (it did). <abbr>OAS</abbr> (Organization of American States)"
    );
}

#[test]
fn rule_25_an_expansion_stands_before_what_follows_the_acronym() {
    let written = prose("en", "SRE[^1] [[bodies/oas]]**SRE**\n\n[^1]: A note on the OAS.\n");
    assert!(written.starts_with(&format!("{SRE}<sup")), "{written}");
    assert!(written.contains("A note on the <abbr>OAS</abbr> (Organization of American States)."), "{written}");
}

#[test]
fn rule_25_an_acronym_that_several_share_or_whose_title_holds_it_is_not_expanded() {
    assert_eq!(prose("en", "AMB and APEC"), "AMB and APEC");
}

#[test]
fn rule_25_a_record_expands_its_own_acronym() {
    let page =
        site().file("content/bodies/sre.en.md", "SRE leads.\n").page("en/bodies/secretariat-of-external-affairs/");
    assert_eq!(prose_on(&page), format!("{SRE} leads."));
}

#[test]
fn rule_25_on_the_page_of_the_whole_plan_each_record_expands_it_anew() {
    let area = |name: &str| format!("---\ntitle: Area {name}\n---\nThe SRE, the SRE.\n");
    let site = site().file("content/areas/a.en.md", area("one")).file("content/areas/b.en.md", area("two"));
    let page = site.page("en/whole-plan/");
    assert_eq!(page.matches(&format!("The {SRE}, the SRE.")).count(), 2, "{page}");
}
