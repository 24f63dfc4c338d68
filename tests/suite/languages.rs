//! A site in English, French, Spanish and Arabic: what each language does in its own way, and what is said where a text is missing.
//!
//! What is expected here was written by hand, from CLDR's charts and from what the style guides of the languages say.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use tratado::language::{Argument, Locale, Source, Strings, Tag};

use crate::site::{outputs, read, repository};

/// Every page of `tests/sites/four-languages`, by path.
fn published() -> &'static BTreeMap<String, String> {
    static OUTPUTS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        let site = read(&repository().join("tests/sites/four-languages"), false, None);
        outputs(&site.renderer.unwrap())
    })
}

fn page(address: &str) -> Html {
    let path = format!("{address}index.html");
    Html::parse_document(published().get(&path).unwrap_or_else(|| panic!("there is no page `{path}`")))
}

fn select<'page>(document: &'page Html, selector: &str) -> Vec<ElementRef<'page>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

fn texts(document: &Html, selector: &str) -> Vec<String> {
    let text = |element: ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    select(document, selector).into_iter().map(text).collect()
}

/// What stands behind a label of facts.
fn fact(document: &Html, label: &str) -> String {
    let facts = select(document, ".fact");
    let is_wanted = |fact: &&ElementRef<'_>| {
        fact.select(&Selector::parse("dt").unwrap()).any(|term| term.text().collect::<String>() == label)
    };
    let fact = facts.iter().find(is_wanted).unwrap_or_else(|| panic!("there is no fact `{label}`"));
    fact.select(&Selector::parse("dd").unwrap()).flat_map(|value| value.text()).collect::<String>().trim().to_owned()
}

/// The alternates of a page, by language.
fn alternates(document: &Html) -> BTreeMap<String, String> {
    let pair = |link: ElementRef<'_>| {
        let path = link.attr("href").unwrap().strip_prefix("https://lake.example.org/").unwrap();
        (link.attr("hreflang").unwrap().to_owned(), path.to_owned())
    };
    select(document, "link[rel=alternate][hreflang]").into_iter().map(pair).collect()
}

/// The strings of the default theme in a language.
fn strings(language: &str) -> Strings {
    let path = repository().join("themes/default/strings").join(format!("{language}.ftl"));
    let text = std::fs::read_to_string(path).unwrap();
    let tag: Tag = language.parse().unwrap();
    Strings::new(&tag, &Locale::new(&tag), &[Source { name: language, text: &text }], None).0
}

#[test]
fn dates_are_written_in_the_order_and_the_words_of_the_language() {
    for (address, label, written) in [
        ("en/", "Agreed", "March 22, 2021"),
        ("fr/", "Date de l’accord", "22 mars 2021"),
        ("es/", "Fecha del acuerdo", "22 de marzo de 2021"),
        ("ar/", "تاريخ الاتفاق", "22 مارس 2021"),
        ("fr/engagements/relever-le-lac-de-moitie/", "Échéance", "juin 2026"),
        ("ar/commitments/depth/", "الموعد النهائي", "يونيو 2026"),
        ("fr/evenements/deuxieme-conseil/", "Date", "6 mai 2024 à 09:30 UTC+3"),
        ("ar/events/second-council/", "التاريخ", "6 مايو 2024 في 9:30 ص غرينتش\u{200e}+3"),
    ] {
        assert_eq!(fact(&page(address), label), written, "{address}");
    }
}

#[test]
fn a_span_of_time_is_told_as_the_language_tells_it() {
    for (address, label, written) in [
        ("en/events/first-council/", "Date", "May 3, 2022 – May 5, 2022"),
        ("fr/evenements/premier-conseil/", "Date", "3 mai 2022 – 5 mai 2022"),
        ("es/eventos/primer-consejo/", "Fecha", "3 de mayo de 2022 a 5 de mayo de 2022"),
        ("ar/events/first-council/", "التاريخ", "من 3 مايو 2022 إلى 5 مايو 2022"),
        ("fr/", "Période", "2021 à 2026"),
        ("ar/", "الفترة", "من 2021 إلى 2026"),
        // In words, in the language that has them, and else in the original's.
        ("ar/events/regatta/", "التاريخ", "خريف 2023"),
        ("fr/evenements/regate/", "Date", "autumn 2023"),
    ] {
        assert_eq!(fact(&page(address), label), written, "{address}");
    }
}

#[test]
fn numbers_and_percentages_have_the_signs_and_the_separators_of_the_locale() {
    for (address, goal, values) in [
        ("en/commitments/raise-the-lake-by-half/", "+50%", ["12,500", "13,100.5", "14,800"]),
        (
            "fr/engagements/relever-le-lac-de-moitie/",
            "+50\u{a0}%",
            ["12\u{202f}500", "13\u{202f}100,5", "14\u{202f}800"],
        ),
        // Mexico writes numbers as Canada does in English; Spain would write 12.500 and 50 %.
        ("es/compromisos/elevar-el-lago-a-la-mitad-mas/", "+50%", ["12,500", "13,100.5", "14,800"]),
        ("ar/commitments/depth/", "\u{200e}+50\u{200e}%\u{200e}", ["12,500", "13,100.5", "14,800"]),
    ] {
        let page = page(address);
        assert_eq!(texts(&page, ".goal .numeral"), [goal], "{address}");
        assert_eq!(texts(&page, ".target td.align-end")[..3], values, "{address}");
    }
}

#[test]
fn lists_stand_in_the_order_of_the_language() {
    for (address, countries, agencies) in [
        // A tilde is an accent in English, and makes a letter of its own in Spanish.
        ("en/bodies/", ["Estia", "Ñandia", "Nurra"], ["Lake Union", "Shore Office"]),
        ("es/organismos/", ["Estia", "Nurra", "Ñandia"], ["Oficina de las Orillas", "Unión del Lago"]),
        ("fr/organismes/", ["Étie", "Niandie", "Nourra"], ["Office des rives", "Union du lac"]),
        // Alif comes before alif with hamza only between words of the same letters.
        ("ar/bodies/", ["إستيا", "نورا", "نيانديا"], ["اتحاد البحيرة", "أمانة الشواطئ"]),
    ] {
        assert_eq!(texts(&page(address), "main .card-title a"), [&countries[..], &agencies].concat(), "{address}");
    }
}

#[test]
fn names_are_joined_as_the_language_joins() {
    for (address, label, written) in [
        ("en/whole-plan/", "Parties", "Estia, Ñandia and Nurra"),
        ("fr/plan-complet/", "Parties", "Étie, Niandie et Nourra"),
        ("es/plan-completo/", "Partes", "Estia, Ñandia y Nurra"),
        ("ar/whole-plan/", "الأطراف", "إستيا ونيانديا ونورا"),
    ] {
        assert_eq!(fact(&page(address), label), written, "{address}");
    }
}

#[test]
fn straight_quotation_marks_become_those_of_the_language_of_the_prose() {
    for (address, written) in [
        ("en/areas/water/", "“the lake of ‘three shores’”"),
        ("fr/domaines/eau/", "«\u{202f}le lac des trois rives\u{202f}»"),
        ("fr/domaines/eau/", "l’appellent"),
        ("es/areas/agua/", "“el lago de las tres orillas”"),
        ("ar/areas/water/", "”بحيرة الشواطئ الثلاثة“"),
        // The prose is French, whatever the page is.
        ("ar/areas/les-roseaux/", "«\u{202f}forêt\u{202f}»"),
        ("fr/domaines/le-port/", "«\u{202f}trop loin\u{202f}»"),
        ("es/areas/the-harbour/", "“too far”"),
    ] {
        let prose = texts(&page(address), ".prose").concat();
        assert!(prose.contains(written), "{address}: {prose}");
    }
}

#[test]
fn addresses_are_in_the_language_and_arabic_titles_give_way_to_the_id() {
    let paths: Vec<_> = published().keys().map(String::as_str).collect();
    for path in [
        "fr/domaines/eau/",
        "fr/mises-a-jour/the-north-canal-is-closed/",
        "fr/organismes/etie/",
        "es/organismos/nandia/",
        "ar/areas/water/",
        "ar/commitments/canal/",
        // A slug that was written in Arabic stays.
        "ar/updates/إغلاق-القناة/",
        // Without a title in the language, the original's.
        "ar/areas/les-roseaux/",
        "es/areas/the-harbour/",
        "ar/timeline/",
        "fr/qui-fait-quoi/",
    ] {
        assert!(paths.contains(&format!("{path}index.html").as_str()), "{path} is not among {paths:?}");
    }
}

#[test]
fn rule_1_the_direction_of_a_page_is_that_of_its_language() {
    let mut pages = 0;
    for (path, html) in published().iter().filter(|(path, _)| path.ends_with(".html")) {
        let document = Html::parse_document(html);
        let language = match path.split('/').next().unwrap() {
            "index.html" | "404.html" => "en",
            language => language,
        };
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        let html = document.root_element();
        assert_eq!((html.attr("lang"), html.attr("dir")), (Some(language), Some(direction)), "{path}");
        // Whatever says its language says its direction too.
        for element in select(&document, "[lang]:not(tspan)") {
            let direction = if element.attr("lang") == Some("ar") { "rtl" } else { "ltr" };
            assert_eq!(element.attr("dir"), Some(direction), "{path}: {}", element.html());
        }
        pages += 1;
    }
    assert!(pages > 100, "{pages}");
    let choices: Vec<_> =
        select(&page(""), "main li").iter().map(|half| half.attr("dir").unwrap().to_owned()).collect();
    assert_eq!(choices, ["ltr", "ltr", "ltr", "rtl"]);
}

#[test]
fn rule_2_each_text_falls_back_for_itself_and_says_in_what_language_it_is() {
    let harbour = page("ar/areas/harbour/");
    // The title is Arabic, the summary and the prose are not.
    assert_eq!(texts(&harbour, "h1"), ["المرفأ"]);
    assert!(select(&harbour, "h1 [lang]").is_empty());
    assert_eq!(texts(&harbour, ".summary [lang=en][dir=ltr]"), ["Boats reach the pier."]);
    assert_eq!(select(&harbour, ".prose[lang=en][dir=ltr]").len(), 1);
    // The Spanish page has no title, and a summary.
    let harbour = page("es/areas/the-harbour/");
    assert_eq!(texts(&harbour, "h1 [lang=en]"), ["The harbour"]);
    assert_eq!(texts(&harbour, ".summary"), ["Los barcos llegan al muelle."]);
    assert!(select(&harbour, ".summary [lang]").is_empty());
    // What is missing is taken from the original, which is French here.
    let canal = page("es/compromisos/curer-le-canal/");
    assert_eq!(texts(&canal, "h1 [lang=fr]"), ["Curer le canal"]);
    assert_eq!(texts(&canal, "dd [lang=fr]"), ["La drague est en panne."]);
    // An acronym, a place, a milestone.
    assert_eq!(texts(&page("ar/groups/water-panel/"), "dd [lang=en]"), ["WP"]);
    assert_eq!(texts(&page("ar/events/first-council/"), "dd [lang=en]"), ["Port Estia"]);
    assert_eq!(texts(&page("ar/commitments/depth/"), ".steps [lang=en]"), ["Buy the pumps"]);
    // Without a place in Spanish the plan's is English, the first language of the site.
    assert_eq!(texts(&page("es/"), ".hero dd [lang=en]"), ["Port Estia"]);
}

#[test]
fn rule_3_the_switch_marks_what_is_not_translated_in_words_of_the_page() {
    let marked = |address: &str| -> Vec<String> {
        let page = page(address);
        let items = select(&page, "nav.languages li").into_iter();
        items.map(|item| item.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(marked("ar/areas/harbour/"), ["English", "Français", "Español (بلا ترجمة)", "العربية (بلا ترجمة)"]);
    assert_eq!(
        marked("fr/domaines/les-roseaux/"),
        ["English (sans traduction)", "Français", "Español (sans traduction)", "العربية (sans traduction)"]
    );
    assert_eq!(marked("es/areas/agua/"), ["English", "Français", "Español", "العربية"]);
}

#[test]
fn rule_5_only_real_translations_are_alternates() {
    let languages = |address| alternates(&page(address)).into_keys().collect::<Vec<_>>();
    assert_eq!(languages("ar/areas/water/"), ["ar", "en", "es", "fr"]);
    assert_eq!(languages("en/areas/the-harbour/"), ["en", "fr"]);
    assert_eq!(languages("ar/areas/harbour/"), Vec::<String>::new());
    assert_eq!(languages("fr/domaines/les-roseaux/"), Vec::<String>::new());
    assert_eq!(languages("en/areas/les-roseaux/"), Vec::<String>::new());
    let about = alternates(&page("ar/about/"));
    let about: Vec<_> = about.iter().map(|(language, path)| (language.as_str(), path.as_str())).collect();
    assert_eq!(about, [("ar", "ar/about/"), ("en", "en/about/"), ("es", "es/acerca-del-sitio/")]);
    // Letters that are not ASCII stand encoded in an absolute address.
    let update = alternates(&page("en/updates/the-north-canal-is-closed/"));
    assert_eq!(update["ar"], "ar/updates/%D8%A5%D8%BA%D9%84%D8%A7%D9%82-%D8%A7%D9%84%D9%82%D9%86%D8%A7%D8%A9/");
    assert_eq!(languages("en/")[4], "x-default");
}

#[test]
fn rule_6_a_page_that_is_not_translated_says_so_in_its_language_and_shows_the_original() {
    for (address, notice, original, target, canonical) in [
        (
            "ar/areas/harbour/",
            "لم تُترجم هذه الصفحة إلى العربية بعد",
            "English",
            "../../../en/areas/the-harbour/",
            "en/areas/the-harbour/",
        ),
        (
            "ar/areas/les-roseaux/",
            "لم تُترجم هذه الصفحة إلى العربية بعد",
            "Français",
            "../../../fr/domaines/les-roseaux/",
            "fr/domaines/les-roseaux/",
        ),
        (
            "en/areas/les-roseaux/",
            "has not been translated into English yet",
            "Français",
            "../../../fr/domaines/les-roseaux/",
            "fr/domaines/les-roseaux/",
        ),
        (
            "fr/mises-a-jour/the-north-canal-is-closed/",
            "n’est pas encore traduite en français",
            "English",
            "../../../en/updates/the-north-canal-is-closed/",
            "en/updates/the-north-canal-is-closed/",
        ),
    ] {
        let page = page(address);
        assert!(texts(&page, ".notice").concat().contains(notice), "{address}");
        let link = select(&page, ".notice a")[0];
        assert_eq!((texts(&page, ".notice a")[0].as_str(), link.attr("href")), (original, Some(target)), "{address}");
        assert_eq!(select(&page, ".prose[lang]").len(), 1, "{address}");
        let wanted = format!("https://lake.example.org/{canonical}");
        assert_eq!(select(&page, "link[rel=canonical]")[0].attr("href"), Some(wanted.as_str()), "{address}");
    }
    for address in ["ar/areas/water/", "fr/domaines/le-port/", "fr/domaines/les-roseaux/", "ar/bodies/estia/"] {
        assert!(select(&page(address), ".notice").is_empty(), "{address}");
    }
}

#[test]
fn rule_6_a_link_to_what_is_not_translated_names_the_language_it_is_in() {
    let links = |address: &str| texts(&page(address), ".prose .untranslated");
    assert_eq!(links("ar/areas/water/"), ["(English)", "(Français)"]);
    assert_eq!(links("es/areas/agua/"), ["(English)", "(Français)"]);
    assert_eq!(links("en/areas/water/"), ["(Français)"]);
    assert_eq!(links("fr/domaines/eau/"), Vec::<String>::new());
}

#[test]
fn the_sitemap_names_translations_and_nothing_else() {
    let map = &published()["sitemap.xml"];
    let is_listed = |path: &str| map.contains(&format!("<loc>https://lake.example.org/{path}</loc>"));
    for path in ["en/areas/water/", "ar/areas/water/", "fr/domaines/le-port/", "fr/domaines/les-roseaux/", "ar/about/"]
    {
        assert!(is_listed(path), "{path}");
    }
    for path in
        ["ar/areas/harbour/", "es/areas/the-harbour/", "en/areas/les-roseaux/", "ar/areas/les-roseaux/", "fr/about/"]
    {
        assert!(!is_listed(path), "{path}");
    }
    let harbour = map.lines().find(|line| line.contains("<loc>https://lake.example.org/en/areas/the-harbour/</loc>"));
    let languages: Vec<_> = harbour.unwrap().split("hreflang=\"").skip(1).map(|rest| &rest[..2]).collect();
    assert_eq!(languages, ["en", "fr"]);
}

#[test]
fn arabic_counts_in_six_ways() {
    let strings = strings("ar");
    let count = |count| strings.get("count-commitments", &[("count", Argument::Number(count))]).unwrap().into_owned();
    for (number, written) in [
        (0.0, "لا توجد التزامات"),
        (1.0, "التزام واحد"),
        (2.0, "التزامان"),
        (3.0, "3 التزامات"),
        (10.0, "10 التزامات"),
        (11.0, "11 التزامًا"),
        (99.0, "99 التزامًا"),
        (100.0, "100 التزام"),
        (103.0, "103 التزامات"),
        (1250.0, "1,250 التزامًا"),
    ] {
        assert_eq!(count(number), written);
    }
    assert_eq!(texts(&page("ar/commitments/"), ".summary"), ["التزامان"]);
}

#[test]
fn french_counts_nought_as_one() {
    let strings = strings("fr");
    let count = |count| strings.get("count-commitments", &[("count", Argument::Number(count))]).unwrap().into_owned();
    for (number, written) in
        [(0.0, "0 engagement"), (1.0, "1 engagement"), (2.0, "2 engagements"), (1250.0, "1\u{202f}250 engagements")]
    {
        assert_eq!(count(number), written);
    }
}

#[test]
fn a_colon_of_the_french_interface_never_begins_a_line() {
    let strings = strings("fr");
    for id in strings.ids() {
        let arguments: Vec<_> = strings.variables(id).iter().map(|name| (name.as_str(), Argument::Text("x"))).collect();
        let text = strings.get(id, &arguments).unwrap();
        assert!(!text.contains(['?', '!', ';', '«', '»', '\'', '"']), "{id}: {text}");
        for (place, _) in text.match_indices(':') {
            assert!(text[..place].ends_with('\u{a0}'), "{id}: {text}");
        }
    }
}
