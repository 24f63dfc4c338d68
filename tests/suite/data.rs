//! The open data, as programs get it.

use serde_json::Value;

use crate::site::Site;

fn site() -> Site {
    Site::new()
        .setting("plan: {agreed: 2007-08-21, parties: [borea]}\nlicence: CC-BY-4.0")
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\ngroups: [lakes]\n")
        .file("content/areas/water.en.md", "See [below](#notes) and [[groups/lakes]].\n\n## Notes {#notes}\n\nHere.\n")
        .file("content/areas/later.yaml", "title: Later\ndraft: true\ngroups: [lakes]\n")
        .file(
            "content/bodies.yaml",
            "borea: {title: {en: Borea, es: ''}, kind: country, acronym: B}\noffice: {title: '=HYPERLINK(\"x\")', country: borea}\n",
        )
        .file(
            "content/groups.yaml",
            "lakes: {title: Lakes, kind: working-group, members: [{body: borea, role: {en: -1 vote}, from: 2007}, {body: office}]}\n",
        )
        .file(
            "content/commitments.yaml",
            "depth:\n  title: Depth\n  area: water\n  status: agreed\n  leads: [groups/lakes, bodies/borea]\n  target:\n    indicator: Depth\n    unit: m\n    baseline: {date: 2005, value: -1.5}\n    goal: {date: 2010-06, change: 50%}\n    observations: [{date: 2006, value: 2}]\n",
        )
        .file(
            "content/events.yaml",
            "fair: {title: 'A, \"B\"', start: '2007-10-15T09:00[America/Toronto]', end: 2007-10-16, areas: [water]}\n",
        )
        .file("content/updates.yaml", "first: {title: First, date: 2008, about: [areas/water, areas/later, events/fair]}\n")
}

/// The rows of a table, its header among them.
fn rows(site: &Site, table: &str) -> Vec<Vec<String>> {
    let text = &site.outputs()[&format!("data/{table}.csv")];
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The values of some columns, a row a record.
fn columns(site: &Site, table: &str, names: &[&str]) -> Vec<Vec<String>> {
    let rows = rows(site, table);
    let place = |name: &&str| rows[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("no {name}"));
    let places: Vec<_> = names.iter().map(place).collect();
    rows[1..].iter().map(|row| places.iter().map(|place| row[*place].clone()).collect()).collect()
}

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(&site.outputs()[path]).unwrap()
}

#[test]
fn a_record_is_a_row_with_its_texts_in_every_language() {
    assert_eq!(
        columns(&site(), "bodies", &["id", "title_en", "title_es", "acronym_es", "country"]),
        [["borea", "Borea", "", "B", ""], ["office", "'=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")", "", "borea"]],
        "what a language lacks is empty, and what begins like a formula is text"
    );
    assert_eq!(columns(&site(), "events", &["title_en"]), [["A, \"B\""]]);
}

#[test]
fn rule_10_dates_are_iso_with_their_precision() {
    assert_eq!(
        columns(&site(), "events", &["start", "start_precision", "end", "end_precision"]),
        [["2007-10-15T09:00-04:00", "time", "2007-10-16", "day"]]
    );
    assert_eq!(columns(&site(), "commitment-targets", &["goal_date", "goal_date_precision"]), [["2010-06", "month"]]);
    let start = &json(&site(), "data/plan.json")["events"][0]["start"];
    assert_eq!((&start["precision"], &start["time_zone"]), (&"time".into(), &"America/Toronto".into()));
}

#[test]
fn lists_are_tables_of_their_own() {
    assert_eq!(
        columns(&site(), "commitment-leads", &["commitment", "position", "lead_bodies", "lead_groups"]),
        [["depth", "1", "", "lakes"], ["depth", "2", "borea", ""]]
    );
    assert_eq!(
        columns(&site(), "group-members", &["group", "body", "role_en", "role_es", "from", "from_precision"]),
        [["lakes", "borea", "'-1 vote", "", "2007", "year"], ["lakes", "office", "", "", "", ""]]
    );
    let target = ["baseline_value", "goal_value", "goal_change", "unit_en"];
    assert_eq!(columns(&site(), "commitment-targets", &target), [["-1.5", "", "0.5", "m"]], "a number is no formula");
    assert_eq!(columns(&site(), "commitment-observations", &["date", "value"]), [["2006", "2"]]);
}

#[test]
fn what_the_site_does_not_show_is_not_in_the_data() {
    assert_eq!(columns(&site(), "areas", &["id"]), [["water"]]);
    assert_eq!(columns(&site(), "area-groups", &["area", "group"]), [["water", "lakes"]]);
    assert_eq!(
        columns(&site(), "update-about", &["position", "about_areas", "about_events"]),
        [["1", "water", ""], ["2", "", "fair"]]
    );
    assert!(!site().outputs()["data/plan.json"].contains("later"));
}

#[test]
fn the_package_describes_every_column_of_every_table() {
    let site = site();
    let package = json(&site, "data/datapackage.json");
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    let resources = package["resources"].as_array().unwrap();
    let tables: Vec<_> = resources.iter().filter(|resource| resource["type"] == "table").collect();
    let files = site.outputs().keys().filter(|path| path.starts_with("data/") && path.ends_with(".csv")).count();
    assert_eq!(tables.len(), files);
    for table in tables {
        let name = table["name"].as_str().unwrap();
        let fields = table["schema"]["fields"].as_array().unwrap();
        let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, rows(&site, name)[0], "{name}");
        assert_eq!(table["bytes"], site.outputs()[&format!("data/{name}.csv")].len());
        for described in fields.iter().chain([table]) {
            for property in ["titles", "descriptions"] {
                let texts = described[property].as_object().unwrap();
                assert_eq!(texts.keys().collect::<Vec<_>>(), ["en", "es"], "{name}: {described}");
                assert_ne!(texts["en"], texts["es"], "{name}: {described}");
            }
        }
    }
}

#[test]
fn a_column_of_ids_names_the_table_that_they_are_of() {
    let package = json(&site(), "data/datapackage.json");
    let resources = package["resources"].as_array().unwrap();
    let schema = |name: &str| &resources.iter().find(|resource| resource["name"] == name).unwrap()["schema"];
    let keys = |name: &str| -> Vec<String> {
        let keys = schema(name)["foreignKeys"].as_array().unwrap().iter();
        keys.map(|key| {
            format!(
                "{} {}",
                key["fields"][0].as_str().unwrap(),
                key["reference"]["resource"].as_str().unwrap_or("itself")
            )
        })
        .collect()
    };
    assert_eq!(keys("commitments"), ["area areas", "status statuses"]);
    assert_eq!(keys("commitment-leads"), ["commitment commitments", "lead_bodies bodies", "lead_groups groups"]);
    assert_eq!(
        keys("bodies"),
        ["country itself", "parent itself"],
        "as the standard has it, a table does not name itself"
    );
    assert_eq!(schema("commitment-leads")["primaryKey"], serde_json::json!(["commitment", "position"]));
    assert_eq!(schema("areas")["primaryKey"], serde_json::json!(["id"]));
}

#[test]
fn the_page_names_the_columns_as_the_file_has_them() {
    let page = site().page("en/open-data/");
    assert!(page.contains("ends with the code of the language: title_en, title_es."), "{page}");
    for table in ["commitments", "commitment-leads", "group-members"] {
        let from = page.find(&format!("Columns of {table}.csv")).unwrap();
        let rest = page[from..].split("</table>").next().unwrap();
        let codes = rest.split("<code dir=\"ltr\">").skip(1).map(|code| code.split('<').next().unwrap());
        assert_eq!(codes.collect::<Vec<_>>(), rows(&site(), table)[0], "{table}");
    }
}

#[test]
fn ids_of_nested_pages_and_tags_with_a_region_stay_whole() {
    let site = Site::new()
        .file("content/site.yaml", "title: Plan\nbase_url: https://plan.example.org/\nlanguages: [en, es-MX]\n")
        .file("content/pages/about/team.yaml", "title: {en: Team, es-MX: Equipo}\n")
        .file("content/updates.yaml", "first: {title: First, date: 2008, about: [pages/about/team]}\n");
    assert_eq!(columns(&site, "pages", &["id", "title_en", "title_es-MX"]), [["about/team", "Team", "Equipo"]]);
    assert_eq!(columns(&site, "update-about", &["about_pages"]), [["about/team"]]);
}

#[test]
fn a_percentage_is_written_to_the_digit() {
    for (percentage, ratio) in [("14.3%", "0.143"), ("-0.7%", "-0.007"), ("100%", "1"), ("1e3%", "10")] {
        let site = site().file(
            "content/commitments.yaml",
            format!(
                "depth:\n  title: Depth\n  status: agreed\n  target:\n    indicator: Depth\n    unit: m\n    baseline: {{date: 2005}}\n    goal: {{date: 2010, change: {percentage}}}\n"
            ),
        );
        assert_eq!(columns(&site, "commitment-targets", &["goal_change"]), [[ratio]]);
    }
}

#[test]
fn one_file_has_the_whole_plan_with_its_prose() {
    let plan = json(&site(), "data/plan.json");
    let water = &plan["areas"][0];
    assert_eq!(water["title"], serde_json::json!({"en": "Water", "es": "Agua"}));
    assert_eq!(water["page"]["es"], "https://plan.example.org/es/areas/agua/");
    let prose = water["prose"]["en"].as_str().unwrap();
    assert!(prose.contains("href=\"https://plan.example.org/en/areas/water/#notes\""), "{prose}");
    assert!(prose.contains("href=\"https://plan.example.org/en/groups/lakes/\""), "{prose}");
    assert_eq!(water["prose"].as_object().unwrap().len(), 1, "prose stands in the languages that it was written in");
    assert_eq!(plan["parties"], serde_json::json!(["borea"]));
    assert_eq!(plan["bodies"][1]["title"]["en"], "=HYPERLINK(\"x\")", "a program takes no text for a formula");
}

#[test]
fn rule_27_the_page_tells_type_and_size_behind_the_pages_to_read() {
    let page = site().page("en/open-data/");
    let areas = page.find("href=\"../../en/areas/\">Areas</a></p>").unwrap();
    let file = page.find("../../data/areas.csv").unwrap();
    assert!(areas < file);
    let bytes = site().outputs()["data/areas.csv"].len();
    assert!(page[file..].contains(&format!("(CSV, {bytes}\u{a0}B, 1 row)")), "{}", &page[file..file + 200]);
    assert!(!page.contains("event-documents.csv"), "a table without rows is of no use to people");
}

#[test]
fn a_site_may_do_without_it() {
    let outputs = site().setting("outputs: {data: false}").outputs();
    assert!(outputs.keys().all(|path| !path.starts_with("data/") && !path.contains("open-data")));
    assert!(!outputs["en/index.html"].contains("Open data"));
}
