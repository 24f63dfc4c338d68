//! The two pictures: charts of targets (rule 22), and the timeline as rows of years.

use scraper::{ElementRef, Html, Selector};

use crate::site::Site;

fn select<'page>(document: &'page Html, selector: &str) -> Vec<ElementRef<'page>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(document: &Html, selector: &str) -> Vec<String> {
    select(document, selector).iter().map(text).collect()
}

/// A site with one commitment, which has a target.
fn target(facts: &str) -> Site {
    let target = "title: {en: Stations, es: Estaciones}\ntarget:\n  indicator: {en: Stations at work, es: Estaciones en servicio}\n  unit: {en: stations, es: estaciones}\n";
    Site::new().file("content/commitments/stations.yaml", format!("{target}{facts}"))
}

fn chart(facts: &str) -> Html {
    Html::parse_document(&target(facts).page("en/commitments/stations/"))
}

const OBSERVED: &str = "  baseline: {date: 2006, value: 1000}\n  goal: {date: 2010-06-30, value: 12500}\n  observations:\n    - {date: 2007-03, value: 1300}\n    - {date: 2008-09-15, value: 2750.5}\n";

#[test]
fn rule_22_a_chart_has_a_text_alternative_and_a_table_of_the_same_figures() {
    let site = target(OBSERVED);
    let english = Html::parse_document(&site.page("en/commitments/stations/"));
    let picture = select(&english, "figure.chart svg[role=img]")[0];
    assert_eq!(
        picture.attr("aria-label"),
        Some(
            "Chart of Stations at work (stations). The table below has the same figures. The baseline is 1,000 (2006). \
             2 figures were observed, the last of them 2,750.5 (September 15, 2008). The goal is 12,500 (June 30, 2010)."
        )
    );
    let spanish = Html::parse_document(&site.page("es/compromisos/estaciones/"));
    let alternative = select(&spanish, "figure.chart svg")[0].attr("aria-label").unwrap().to_owned();
    for part in ["La línea base es 1000 (2006).", "Se observaron 2 datos", "La meta es 12.500 (30 de junio de 2010)."]
    {
        assert!(alternative.contains(part), "{alternative}");
    }
    let cells = texts(&english, ".target table td.align-end");
    assert_eq!(cells, ["1,000", "1,300", "2,750.5", "12,500"]);
    for value in ["1,000", "2,750.5", "12,500"] {
        assert!(texts(&english, ".chart tspan").contains(&value.to_owned()), "{value}");
    }
}

#[test]
fn rule_22_marks_differ_by_shape_and_are_named() {
    let document = chart(OBSERVED);
    assert_eq!(select(&document, ".chart-goal circle").len(), 2);
    assert_eq!(select(&document, ".chart-baseline circle, .chart-observation circle").len(), 3);
    // The year and the month are bars, the days are points.
    assert_eq!(select(&document, ".chart g line").len(), 2);
    let labels = texts(&document, ".chart text").join("; ");
    for label in ["Baseline 1,000", "Observed 2,750.5", "Goal 12,500"] {
        assert!(labels.contains(label), "{labels}");
    }
}

#[test]
fn rule_22_a_target_of_which_only_a_change_is_known_starts_at_nothing() {
    let document = chart("  baseline: {date: 2005}\n  goal: {date: 2010, change: -20%}\n");
    let labels = texts(&document, ".chart text");
    for label in ["Baseline 0%", "Goal −20%", "−10%", "2005", "2010"] {
        assert!(labels.iter().any(|text| text == label), "{labels:?}");
    }
    assert_eq!(select(&document, ".chart-path").len(), 1);
}

#[test]
fn rule_22_figures_that_have_no_common_scale_stay_in_the_table() {
    for facts in [
        "  baseline: {date: 2005}\n  goal: {date: 2010}\n",
        "  baseline: {date: 2005}\n  goal: {date: 2010, value: 7}\n",
        "  baseline: {date: 2005}\n  goal: {date: 2010, change: 50%}\n  observations: [{date: 2007, value: 3}]\n",
    ] {
        let document = chart(facts);
        assert!(select(&document, ".chart").is_empty(), "{facts}");
        assert_eq!(select(&document, ".target table").len(), 1);
    }
}

/// A plan with entries of every kind and precision.
fn plan() -> Site {
    Site::new()
        .setting("plan: {agreed: 2007-08-21, as_of: 2007-09-01}")
        .file(
            "content/commitments/one.yaml",
            "title: {en: One, es: Uno}\ndue: 2010\nmilestones: [{title: {en: Half, es: Mitad}, due: 2009-06}]\n",
        )
        .file("content/groups/club.yaml", "title: {en: Club, es: Club}\nfounded: 1999-05-01\n")
        .file(
            "content/events/meeting.yaml",
            "title: {en: Meeting, es: Reunión}\nstart: 2007\nwhen: {en: late 2007, es: finales de 2007}\n",
        )
        .file(
            "content/events/school.yaml",
            "title: {en: School, es: Escuela}\nstart: 2007-12-20\nend: 2008-01-10\nstatus: cancelled\n",
        )
}

#[test]
fn every_entry_of_the_timeline_is_a_named_link_in_the_picture_and_stays_in_the_list() {
    let document = Html::parse_document(&plan().page("en/timeline/"));
    let mut names = texts(&document, ".years a > title");
    names.sort();
    names.dedup();
    assert_eq!(
        names,
        [
            "2010: One (Due)",
            "August 21, 2007: The plan (Plan agreed)",
            "December 20, 2007 – January 10, 2008: School (Cancelled) (Event)",
            "June 2009: Half – One (Milestone)",
            "May 1, 1999: Club (Established)",
            "late 2007: Meeting (Event)",
        ]
    );
    assert_eq!(select(&document, ".year li").len(), 6);
    // What goes on over new year stands in both years.
    assert_eq!(select(&document, ".years a").len(), 7);
    assert_eq!(texts(&document, ".years strong"), ["1999", "2007", "2008", "2009", "2010"]);
}

#[test]
fn the_picture_shows_how_coarse_a_date_is_and_what_counts_as_now() {
    let document = Html::parse_document(&plan().page("es/cronologia/"));
    let bars: Vec<_> =
        select(&document, ".years a rect").iter().map(|bar| bar.attr("width").unwrap().to_owned()).collect();
    assert!(bars.iter().filter(|width| width.starts_with("99")).count() == 2, "{bars:?}");
    assert_eq!(texts(&document, ".years em"), ["finales de 2007"]);
    assert_eq!(texts(&document, ".years-now"), ["Fecha de corte: 1 de septiembre de 2007"]);
    assert_eq!(select(&document, "line.now").len(), 4, "the label and three lanes of 2007");
    let key = texts(&document, ".years figcaption li");
    assert_eq!(key, ["Creación", "Acuerdo del plan", "Evento", "Hito", "Plazo"]);
}

#[test]
fn many_entries_share_lines_and_marks_that_lead_to_the_list() {
    let events: String = (0..300)
        .map(|number| {
            format!("e{number}:\n  title: Event {number}\n  start: {}-{:02}-03\n", 2000 + number % 4, 1 + number % 12)
        })
        .collect();
    let document = Html::parse_document(&Site::new().file("content/events.yaml", events).page("en/timeline/"));
    assert_eq!(select(&document, ".year li").len(), 300);
    let marks = select(&document, ".years a");
    assert_eq!(marks.len(), 12, "one for each date");
    assert!(select(&document, ".years svg").len() < 30);
    for mark in marks {
        let anchor = mark.attr("href").unwrap().strip_prefix('#').unwrap();
        assert!(select(&document, "[id]").iter().any(|element| element.attr("id") == Some(anchor)), "{anchor}");
        assert!(text(&mark).contains("25 entries (Event)"), "{}", text(&mark));
    }
}
