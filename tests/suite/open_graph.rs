//! What is shown of a page where somebody shares its address.

use scraper::{ElementRef, Html, Selector};

use crate::site::Site;

fn site() -> Site {
    Site::new()
        .setting("locale: {en: en-CA, es: es-MX}")
        .file("content/pages/index.en.md", "---\ntitle: Welcome\nsummary: What was agreed.\n---\n")
        .file("content/pages/index.es.md", "---\ntitle: Bienvenida\n---\n")
        .file(
            "content/areas/water.yaml",
            "title: {en: Water, es: Agua}\nsummary: {en: Clean \"water\"., es: Agua limpia.}\nchanged: 2007-09-15\n",
        )
        .file("content/areas/roads.yaml", "title: {en: Roads, es: Caminos}\nchanged: 2007-09\n")
        .file("content/areas/roads.en.md", "They are built.\n")
}

/// The properties of a page, in their order.
fn properties(site: &Site, address: &str) -> Vec<(String, String)> {
    let document = Html::parse_document(&site.page(address));
    let selector = Selector::parse("head > meta[property]").unwrap();
    let attribute = |meta: ElementRef<'_>, name: &str| meta.attr(name).unwrap().to_owned();
    document.select(&selector).map(|meta| (attribute(meta, "property"), attribute(meta, "content"))).collect()
}

fn expect(site: &Site, address: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned())).collect();
    assert_eq!(properties(site, address), expected);
}

#[test]
fn the_page_of_a_record_is_an_article_of_the_site() {
    expect(
        &site(),
        "en/areas/water/",
        &[
            ("og:title", "Water"),
            ("og:description", "Clean \"water\"."),
            ("og:type", "article"),
            ("og:url", "https://plan.example.org/en/areas/water/"),
            ("og:site_name", "The plan"),
            ("og:locale", "en_CA"),
            ("og:locale:alternate", "es_MX"),
            ("article:modified_time", "2007-09-15"),
        ],
    );
}

#[test]
fn the_home_page_goes_by_the_name_of_the_site() {
    expect(
        &site(),
        "en/",
        &[
            ("og:title", "The plan"),
            ("og:description", "What was agreed."),
            ("og:type", "website"),
            ("og:url", "https://plan.example.org/en/"),
            ("og:site_name", "The plan"),
            ("og:locale", "en_CA"),
            ("og:locale:alternate", "es_MX"),
        ],
    );
}

#[test]
fn a_page_that_is_not_translated_leads_to_its_original_and_has_no_alternates() {
    expect(
        &site(),
        "es/areas/caminos/",
        &[
            ("og:title", "Caminos"),
            ("og:type", "article"),
            ("og:url", "https://plan.example.org/en/areas/roads/"),
            ("og:site_name", "El plan"),
            ("og:locale", "es_MX"),
        ],
    );
}

#[test]
fn a_language_without_a_country_has_no_locale() {
    let site = Site::new().setting("locale: {es: es-419}").file("content/areas/a.yaml", "title: {en: A, es: B}\n");
    assert!(properties(&site, "en/areas/a/").iter().all(|(name, _)| !name.contains("locale")));
}

#[test]
fn pages_that_are_made_of_records_are_described_in_their_first_words() {
    let page = site().page("es/mapa-del-sitio/");
    assert!(page.contains("<meta name=\"description\" content=\"Todas las páginas de este sitio.\">"), "{page}");
}
