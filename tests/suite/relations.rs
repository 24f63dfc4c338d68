//! Who does what: the picture of areas, groups and bodies, and the tables that say the same.

use std::collections::BTreeSet;
use std::fmt::Write;

use scraper::{Html, Selector};

use crate::site::{Site, read, repository};

/// Two areas: one with a group and a body of its own, one with those of its commitment.
fn plan() -> Site {
    Site::new()
        .setting("plan: {agreed: 2007-08-21, as_of: 2008-01-01}")
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\nnumber: 1\ngroups: [quality]\nbodies: [institute]\n")
        .file("content/areas/floods.yaml", "title: {en: Floods, es: Inundaciones}\nnumber: 2\n")
        .file("content/areas/fish.yaml", "title: {en: Fish, es: Peces}\nnumber: 3\n")
        .file(
            "content/commitments.yaml",
            "warn: {title: {en: Warn, es: Avisar}, area: floods, status: agreed, since: 2007-08-21, leads: [bodies/ministry], groups: [warning]}\n",
        )
        .file(
            "content/groups.yaml",
            "quality: {title: {en: Quality, es: Calidad}, kind: working-group, members: [{body: ministry, role: {en: Lead, es: Dirección}}, {body: former, to: 2006}]}\n\
             warning: {title: {en: Warning, es: Alerta}, kind: mechanism}\n\
             old: {title: {en: Old, es: Antiguo}, dissolved: 2001, members: [{body: former}]}\n\
             idle: {title: {en: Idle, es: Ocioso}}\n",
        )
        .file(
            "content/bodies.yaml",
            "borea: {title: {en: Borea, es: Bórea}, kind: country}\n\
             ministry: {title: {en: Ministry, es: Ministerio}, acronym: {en: MW}, kind: ministry, country: borea}\n\
             institute: {title: {en: 'Institute', es: ''}, kind: agency}\n\
             former: {title: {en: Former, es: Anterior}}\n",
        )
}

/// A plan of many areas, each with a group of one member and a body of its own.
fn large(areas: usize) -> Site {
    let (mut groups, mut bodies) = (String::new(), String::new());
    let mut site = Site::new();
    for area in 0..areas {
        let _ = writeln!(groups, "g{area}: {{title: Group {area}, members: [{{body: b{area}}}]}}");
        let _ = writeln!(bodies, "b{area}: {{title: Body {area}}}");
        let facts =
            format!("title: Area {area}\nnumber: {area}\ngroups: [g{area}]\nbodies: [b{}]\n", (area + 1) % areas);
        site = site.file(&format!("content/areas/a{area}.yaml"), facts);
    }
    site.file("content/groups.yaml", groups).file("content/bodies.yaml", bodies)
}

fn texts(page: &str, selector: &str) -> Vec<String> {
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let document = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| words(element.text().collect())).collect()
}

fn links(page: &str, selector: &str) -> BTreeSet<String> {
    let document = Html::parse_document(page);
    let links = Selector::parse(&format!("{selector} a")).unwrap();
    document.select(&links).map(|link| link.attr("href").unwrap().to_owned()).collect()
}

#[test]
fn who_does_what_stands_in_both_languages_and_is_found_from_every_way() {
    let site = plan();
    let english = site.page("en/who-does-what/");
    assert_eq!(texts(&english, "h1"), ["Who does what"]);
    assert_eq!(texts(&english, ".breadcrumbs li"), ["Home", "Who does what"]);
    assert!(english.contains("hreflang=\"es\" href=\"https://plan.example.org/es/quien-hace-que/\""), "{english}");
    assert!(links(&english, ".languages").contains("../../es/quien-hace-que/"));
    assert_eq!(texts(&english, ".site-header .menu [aria-current=page]"), ["Who does what"]);
    assert_eq!(texts(&site.page("es/quien-hace-que/"), "h1"), ["Quién hace qué"]);
    assert!(links(&site.page("es/"), "#section--ways").contains("../es/quien-hace-que/"));
    assert!(links(&site.page("es/mapa-del-sitio/"), ".site-map").contains("../../es/quien-hace-que/"));
    assert!(site.outputs()["sitemap.xml"].contains("<loc>https://plan.example.org/en/who-does-what/</loc>"));
}

#[test]
fn who_does_what_can_be_turned_off_and_is_left_out_where_nobody_does_anything() {
    let off = plan().setting("outputs: {relations: false}");
    let nobody = Site::new()
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\n")
        .file("content/groups.yaml", "idle: {title: {en: Idle, es: Ocioso}}\n");
    for site in [off, nobody] {
        let outputs = site.outputs();
        assert!(!outputs.contains_key("en/who-does-what/index.html"));
        assert!(outputs.values().all(|text| !text.contains("who-does-what")));
    }
}

#[test]
fn areas_show_those_they_name_and_those_of_their_commitments_and_groups_show_their_members() {
    let page = plan().page("en/who-does-what/");
    assert_eq!(
        texts(&page, "#section--areas tbody tr"),
        [
            "1 Water Quality Working group Institute Agency",
            "2 Floods Warning Mechanism Ministry (MW) Ministry Borea",
            "3 Fish Not stated Not stated",
        ]
    );
    // Who has left, and what was dissolved, before the date of the plan does nothing any more.
    assert_eq!(texts(&page, "#section--groups tbody tr"), ["Quality Working group Ministry (MW) Lead Ministry Borea"]);
    assert!(!page.contains("Former") && !page.contains("Old") && !page.contains("Idle"), "{page}");
}

#[test]
fn rule_22_the_picture_and_its_tables_lead_to_the_same_pages() {
    let own = read(repository(), false, None).renderer.unwrap();
    let of_own = |path: &str| {
        let output = own.output(path).unwrap();
        String::from_utf8(own.render(output).unwrap().into_owned()).unwrap()
    };
    let (plan, large) = (plan(), large(40));
    let pages = [
        plan.page("en/who-does-what/"),
        plan.page("es/quien-hace-que/"),
        large.page("en/who-does-what/"),
        of_own("en/who-does-what/index.html"),
        of_own("es/quien-hace-que/index.html"),
    ];
    for page in pages {
        let picture = links(&page, "svg");
        assert!(picture.len() > 5, "{picture:?}");
        assert_eq!(picture, links(&page, "table"));
    }
}

#[test]
fn rule_18_kinds_and_countries_are_words_in_the_picture() {
    let page = plan().page("en/who-does-what/");
    let boxes = texts(&page, ".relations-groups a, .relations-bodies a");
    let expected = ["Quality Working group", "Warning Mechanism", "Institute Agency", "Ministry (MW) Ministry · Borea"];
    assert_eq!(boxes.into_iter().collect::<BTreeSet<_>>(), expected.map(str::to_owned).into_iter().collect());
}

#[test]
fn rule_2_a_title_in_another_language_is_marked_in_the_picture() {
    let page = plan().page("es/quien-hace-que/");
    assert_eq!(texts(&page, ".relations-bodies tspan[lang=en]"), ["Institute"]);
    // HTML would end the picture.
    assert_eq!(texts(&page, "svg span"), Vec::<String>::new());
}

#[test]
fn lines_are_hidden_from_screen_readers_and_boxes_are_lists_of_links() {
    let page = plan().page("en/who-does-what/");
    assert_eq!(texts(&page, "svg path:not([aria-hidden=true])"), Vec::<String>::new());
    assert_eq!(texts(&page, "svg [role=list] > [role=listitem] > a[href]").len(), texts(&page, "svg rect").len());
}

#[test]
fn a_plan_of_more_than_forty_areas_has_the_tables_alone() {
    assert_eq!(texts(&large(40).page("en/who-does-what/"), "svg rect").len(), 120);
    let page = large(41).page("en/who-does-what/");
    assert!(!page.contains("<svg"), "{page}");
    assert_eq!(texts(&page, "#section--areas tbody tr").len(), 41);
    assert_eq!(texts(&page, "#section--groups tbody tr").len(), 41);
}

/// Invariant 5 of `docs/architecture.md`: many areas of one group of many members are no areas times members.
#[test]
fn the_page_grows_with_the_relations_and_not_with_their_product() {
    let page = |count: usize| {
        let mut site = Site::new();
        let (mut bodies, mut members) = (String::new(), Vec::new());
        for number in 0..count {
            let _ = writeln!(bodies, "b{number}: {{title: Body {number}}}");
            members.push(format!("{{body: b{number}}}"));
            let area = format!("title: Area {number}\ngroups: [hub]\n");
            site = site.file(&format!("content/areas/a{number}.yaml"), area);
        }
        let hub = format!("hub: {{title: Hub, members: [{}]}}\n", members.join(", "));
        site.file("content/groups.yaml", hub).file("content/bodies.yaml", bodies).page("en/who-does-what/").len()
    };
    let (small, large) = (page(50), page(200));
    assert!(large < 5 * small, "{small} bytes grew to {large}");
}
