//! What pages say to programs: the block of JSON-LD in their head.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::site::Site;

/// A plan with a record of every collection, one of them in English alone.
fn site() -> Site {
    Site::new()
        .setting(
            "plan: {agreed: 2007-08-21, place: {en: Ottawa, es: Otawa}, period: {from: 2007, to: 2008}, parties: [canada]}\n\
             publisher: {en: The secretariat, es: La secretaría}\nlicence: CC-BY-4.0",
        )
        .file("content/pages/index.en.md", "---\ntitle: Welcome\nsummary: What was agreed.\n---\n")
        .file("content/pages/index.es.md", "---\ntitle: Bienvenida\n---\n")
        .file("content/pages/about.yaml", "title: {en: About, es: Acerca}\n")
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\nnumber: 1\ngroups: [water]\nchanged: 2007-09\n")
        .file("content/areas/hidden.yaml", "title: {en: Hidden, es: Oculta}\ndraft: true\n")
        .file(
            "content/commitments/clean.yaml",
            "title: {en: Clean it, es: Limpiarla}\narea: water\nleads: [groups/water, bodies/ministry]\ngroups: [water]\n\
             sources: [{title: The treaty, url: 'https://treaties.example.org/1', language: fr, date: 2006-05}]\n",
        )
        .file(
            "content/groups/water.yaml",
            "title: {en: Water group}\nacronym: {en: WG, es: GA}\nparent: council\nfounded: 1999\nurl: https://water.example.org/\n\
             members: [{body: canada}, {body: ministry, role: {en: Chair, es: Presidencia}, from: 2006-05}]\n",
        )
        .file("content/groups/water.en.md", "It meets.\n")
        .file("content/groups/council.yaml", "title: {en: Council, es: Consejo}\n")
        .file(
            "content/bodies.yaml",
            "canada: {title: {en: Canada, es: Canadá}, kind: country}\n\
             ministry: {title: {en: Ministry, es: Ministerio}, kind: ministry, country: canada}\n\
             club: {title: {en: Club, es: Club}, kind: association, country: canada}\n",
        )
        .file(
            "content/events.yaml",
            "fair: {title: {en: Fair, es: Feria}, start: 2007-10, end: 2007-11, place: {en: Ottawa, es: Otawa}, areas: [water, hidden], groups: [water]}\n\
             talks: {title: {en: Talks, es: Conversaciones}, start: '2007-10-15T09:00[America/Toronto]', recurs: yearly, status: postponed}\n",
        )
        .file("content/updates/first.yaml", "title: {en: First, es: Primera}\ndate: 2007-12-01\nabout: [commitments/clean, pages/about]\n")
        .file("content/updates/second.yaml", "title: {en: Second, es: Segunda}\ndate: 2008\n")
}

/// The block of a page.
fn block(page: &str) -> Value {
    let selector = Selector::parse("head > script[type='application/ld+json']").unwrap();
    let document = Html::parse_document(page);
    let blocks: Vec<_> = document.select(&selector).map(|script| script.inner_html()).collect();
    assert_eq!(blocks.len(), 1, "{page}");
    let block: Value = serde_json::from_str(&blocks[0]).unwrap();
    assert_eq!(block["@context"], "https://schema.org");
    block
}

/// What a page says of the thing that it is about.
fn subject(address: &str) -> Value {
    let block = block(&site().page(address));
    let graph = block["@graph"].as_array().unwrap();
    let subject = graph.iter().find(|node| node["@id"] == graph[0]["mainEntity"]["@id"]);
    subject.unwrap_or_else(|| panic!("{block:#}")).clone()
}

/// Every `@id` that is named in a value.
fn ids(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
        Value::Object(entries) => {
            found.extend(entries.get("@id").and_then(Value::as_str).map(str::to_owned));
            entries.values().for_each(|value| ids(value, found));
        }
        _ => {}
    }
}

#[test]
fn a_page_says_what_it_is_and_which_way_leads_to_it() {
    let block = block(&site().page("en/areas/water/"));
    assert_eq!(
        block["@graph"][0],
        json!({
            "@type": "WebPage",
            "@id": "https://plan.example.org/en/areas/water/",
            "url": "https://plan.example.org/en/areas/water/",
            "name": "Water",
            "inLanguage": "en",
            "isPartOf": {
                "@type": "WebSite",
                "@id": "https://plan.example.org/#site",
                "url": "https://plan.example.org/",
                "name": "The plan",
            },
            "breadcrumb": {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://plan.example.org/en/"},
                    {"@type": "ListItem", "position": 2, "name": "Areas", "item": "https://plan.example.org/en/areas/"},
                    {"@type": "ListItem", "position": 3, "name": "Water"},
                ],
            },
            "mainEntity": {"@id": "https://plan.example.org/#areas/water"},
            "dateModified": "2007-09",
        })
    );
}

#[test]
fn the_home_page_describes_the_site_and_the_plan() {
    let plan = subject("es/");
    assert_eq!(
        plan,
        json!({
            "@type": "CreativeWork",
            "@id": "https://plan.example.org/#plan",
            "name": "El plan",
            "url": "https://plan.example.org/es/",
            "description": {"@value": "What was agreed.", "@language": "en"},
            "inLanguage": ["en", "es"],
            "dateCreated": "2007-08-21",
            "locationCreated": {"@type": "Place", "name": "Otawa"},
            "temporalCoverage": "2007/2008",
            "creator": {"@type": "GovernmentOrganization", "@id": "https://plan.example.org/#bodies/canada", "name": "Canadá"},
            "publisher": {"@id": "https://plan.example.org/#publisher"},
            "license": "https://spdx.org/licenses/CC-BY-4.0.html",
        })
    );
    let site = &block(&site().page("es/"))["@graph"][1];
    assert_eq!((&site["@type"], &site["name"]), (&json!("WebSite"), &json!("El plan")));
    assert_eq!(site["publisher"]["name"], "La secretaría");
}

#[test]
fn the_choice_of_a_language_names_the_site_in_each() {
    let names = json!([{"@value": "The plan", "@language": "en"}, {"@value": "El plan", "@language": "es"}]);
    let block = block(&site().page(""));
    for node in block["@graph"].as_array().unwrap() {
        assert_eq!((&node["name"], &node["inLanguage"]), (&names, &json!(["en", "es"])));
    }
}

#[test]
fn a_commitment_is_a_part_of_its_area_and_of_the_plan() {
    let commitment = subject("en/commitments/clean-it/");
    let parts: Vec<_> = commitment["isPartOf"].as_array().unwrap().iter().map(|part| &part["@id"]).collect();
    assert_eq!(parts, ["https://plan.example.org/#areas/water", "https://plan.example.org/#plan"]);
    let mentioned: Vec<_> = commitment["mentions"].as_array().unwrap().iter().map(|other| &other["name"]).collect();
    assert_eq!(mentioned, ["Water group", "Ministry"]);
    assert_eq!(
        commitment["citation"],
        json!({
            "@type": "CreativeWork",
            "name": "The treaty",
            "url": "https://treaties.example.org/1",
            "inLanguage": "fr",
            "datePublished": "2006-05",
        })
    );
}

#[test]
fn an_event_is_as_exact_as_it_is_known() {
    let fair = subject("en/events/fair/");
    assert_eq!((&fair["startDate"], &fair["endDate"]), (&json!("2007-10"), &json!("2007-11")));
    assert_eq!(fair["location"], json!({"@type": "Place", "name": "Ottawa"}));
    assert_eq!(fair["about"]["name"], "Water", "a draft is not named");
    assert_eq!((fair.get("eventStatus"), fair.get("organizer")), (None, None));
    let talks = subject("en/events/talks/");
    assert_eq!(talks["startDate"], "2007-10-15T09:00-04:00");
    assert_eq!(talks["eventStatus"], "https://schema.org/EventPostponed");
    assert_eq!(
        talks["eventSchedule"],
        json!({
            "@type": "Schedule",
            "startDate": "2007-10-15T09:00-04:00",
            "repeatFrequency": "P1Y",
            "scheduleTimezone": "America/Toronto",
        })
    );
}

#[test]
fn a_membership_is_said_at_both_ends_with_what_is_known_of_it() {
    let group = subject("en/groups/water-group/");
    assert_eq!((&group["@type"], &group["alternateName"]), (&json!("Organization"), &json!("WG")));
    assert_eq!((&group["url"], &group["foundingDate"]), (&json!("https://water.example.org/"), &json!("1999")));
    assert_eq!(group["parentOrganization"]["@id"], "https://plan.example.org/#groups/council");
    assert_eq!(group["member"][0]["name"], "Canada");
    assert_eq!(group["member"][1]["member"]["name"], "Ministry");
    let ministry = subject("es/organismos/ministerio/");
    assert_eq!(ministry["@type"], "GovernmentOrganization");
    assert_eq!(ministry["parentOrganization"]["name"], "Canadá");
    assert_eq!(
        ministry["memberOf"],
        json!({
            "@type": "OrganizationRole",
            "memberOf": {
                "@type": "Organization",
                "@id": "https://plan.example.org/#groups/water",
                "name": {"@value": "Water group", "@language": "en"},
            },
            "roleName": "Presidencia",
            "startDate": "2006-05",
        })
    );
    assert_eq!(subject("en/bodies/club/").get("parentOrganization"), None, "a club is no part of a government");
}

#[test]
fn an_update_is_about_what_it_names_or_else_the_plan() {
    let first = subject("es/novedades/primera/");
    assert_eq!(first["datePublished"], "2007-12-01");
    let about: Vec<_> = first["about"].as_array().unwrap().iter().map(|thing| &thing["@id"]).collect();
    assert_eq!(about, ["https://plan.example.org/#commitments/clean", "https://plan.example.org/es/acerca/"]);
    assert_eq!(subject("es/novedades/segunda/")["about"]["@id"], "https://plan.example.org/#plan");
}

#[test]
fn rule_2_a_page_that_is_not_translated_says_the_language_of_its_texts() {
    let block = block(&site().page("es/grupos/water-group/"));
    let (page, group) = (&block["@graph"][0], &block["@graph"][1]);
    let name = json!({"@value": "Water group", "@language": "en"});
    assert_eq!((&page["name"], &group["name"], &group["alternateName"]), (&name, &name, &json!("GA")));
    assert_eq!(page["@id"], "https://plan.example.org/es/grupos/water-group/");
    assert_eq!(page["url"], "https://plan.example.org/en/groups/water-group/");
    assert_eq!(page["inLanguage"], "en");
    assert_eq!(page["breadcrumb"]["itemListElement"][2]["name"], name);
}

#[test]
fn rule_9_things_have_the_same_ids_in_both_languages() {
    let outputs = site().outputs();
    let ids_in = |language: &str| {
        let mut found = BTreeSet::new();
        let pages = outputs.iter().filter(|(path, _)| path.starts_with(language) && path.ends_with(".html"));
        pages.for_each(|(_, page)| ids(&block(page), &mut found));
        let (things, pages): (BTreeSet<_>, BTreeSet<_>) = found.into_iter().partition(|id| id.contains('#'));
        for page in pages {
            let path = format!("{}index.html", page.strip_prefix("https://plan.example.org/").unwrap());
            assert!(outputs.contains_key(&path), "{page}");
        }
        things
    };
    let english = ids_in("en/");
    assert_eq!(english, ids_in("es/"));
    assert!(english.len() > 12 && !english.iter().any(|id| id.contains("hidden")), "{english:?}");
}

#[test]
fn what_is_no_page_of_its_own_says_nothing() {
    let site = site().file("content/pages/contact.yaml", "title: {en: Contact, es: Contacto}\naliases: [/en/old/]\n");
    for page in [&site.outputs()["404.html"], &site.page("en/old/")] {
        assert!(!page.contains("ld+json") && !page.contains("og:"), "{page}");
    }
}

#[test]
fn rule_30_no_text_ends_the_block() {
    let title = "</script><img src=x onerror=alert(1)> & <!-- \u{2028} ñ";
    let written = title.replace('\u{2028}', "\\u2028");
    let site = Site::new().file("content/areas/a.yaml", format!("title: \"{written}\"\nslug: a\n"));
    let block = block(&site.page("en/areas/a/"));
    assert_eq!(block["@graph"][1]["name"], title);
}

#[test]
fn the_page_of_the_open_data_is_about_a_dataset() {
    let dataset = |page: &str| {
        let block = block(&site().page(page));
        block["@graph"].as_array().unwrap().iter().find(|node| node["@type"] == "Dataset").cloned().unwrap()
    };
    let (english, spanish) = (dataset("en/open-data/"), dataset("es/datos-abiertos/"));
    assert_eq!(english["@id"], spanish["@id"]);
    assert_eq!(english["name"], "Open data – The plan");
    assert_eq!(english["license"], "https://spdx.org/licenses/CC-BY-4.0.html");
    let files: Vec<_> =
        english["distribution"].as_array().unwrap().iter().map(|file| file["contentUrl"].as_str().unwrap()).collect();
    let outputs = site().outputs();
    assert_eq!(files.len(), 2);
    for file in files {
        assert!(outputs.contains_key(file.strip_prefix("https://plan.example.org/").unwrap()), "{file}");
    }
}
