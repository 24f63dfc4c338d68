//! Relations, addresses and order.

use scraper::{Html, Selector};

use crate::site::Site;

/// A plan with one of each collection, related to each other, each relation stated once.
fn plan() -> Site {
    Site::new()
        .file("content/areas/security.yaml", "number: 1\ntitle: {en: Security, es: Seguridad}\ngroups: [wg]\nbodies: [sre]\n")
        .file(
            "content/commitments.yaml",
            "talks: {title: {en: Talks, es: Pláticas}, area: security, status: agreed, leads: [bodies/sre, groups/wg], groups: [wg]}\n",
        )
        .file(
            "content/groups.yaml",
            "wg: {title: {en: Working group, es: Grupo de trabajo}, parent: top, members: [{body: sre, role: {en: Lead, es: Dirección}, from: 2007}]}\n\
             top: {title: {en: Partnership, es: Alianza}}\n",
        )
        .file(
            "content/bodies.yaml",
            "sre: {title: {en: Secretariat, es: Secretaría}, country: mexico}\nmexico: {title: {en: Mexico, es: México}, kind: country}\n",
        )
        .file(
            "content/events.yaml",
            "meeting: {title: {en: Meeting, es: Reunión}, start: 2007, areas: [security], groups: [wg], bodies: [sre], commitments: [talks]}\n",
        )
        .file(
            "content/updates.yaml",
            "news: {title: {en: News, es: Novedad}, date: 2008-01, about: [commitments/talks, areas/security, groups/wg, bodies/sre, events/meeting], status: under-way}\n",
        )
        .file("content/pages/about.en.md", "---\ntitle: About\n---\nSee [[bodies/mexico]] and [[areas/security]].\n")
        .file("content/pages/about.es.md", "---\ntitle: Acerca de\n---\nVéase [[bodies/mexico]] y [[areas/security]].\n")
}

/// The records that a page links to from its main part, by their addresses.
fn linked(site: &Site, address: &str) -> Vec<String> {
    let document = Html::parse_document(&site.page(address));
    let links = Selector::parse("main a[href^='../']").unwrap();
    let mut found: Vec<_> = document
        .select(&links)
        .map(|link| link.attr("href").unwrap().trim_start_matches("../").trim_end_matches('/').to_owned())
        // What a group or an event offers as a file is no record.
        .filter(|address| !address.ends_with(".ics"))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn every_relation_is_read_from_both_ends() {
    let site = plan();
    let (area, talks, group, top) =
        ("en/areas/security", "en/commitments/talks", "en/groups/working-group", "en/groups/partnership");
    let (body, country, event, update) =
        ("en/bodies/secretariat", "en/bodies/mexico", "en/events/meeting", "en/updates/news");
    let about = "en/about";
    for (address, expected) in [
        (area, vec![about, body, talks, event, group, update]),
        (talks, vec![area, body, event, group, update]),
        (group, vec![area, body, talks, event, top, update]),
        (top, vec![group]),
        (body, vec![area, country, talks, event, group, update]),
        (country, vec![about, body]),
        (event, vec![area, body, talks, group, update]),
        (update, vec![area, body, talks, event, group]),
    ] {
        assert_eq!(linked(&site, &format!("{address}/")), expected, "{address}");
    }
}

#[test]
fn members_are_shown_with_their_role_from_both_ends() {
    let site = plan();
    for address in ["es/grupos/grupo-de-trabajo/", "es/organismos/secretaria/"] {
        let page = site.page(address);
        assert!(page.contains("Dirección") && page.contains("2007"), "{address}: {page}");
    }
}

#[test]
fn references_to_nothing_are_reported_and_the_rest_is_linked() {
    let site = plan()
        .file(
            "content/areas/trade.yaml",
            "title: {en: Trade, es: Comercio}\ngroups: [wg, wgg, groups/wg]\nbodies: [nowhere]\n",
        )
        .file("content/areas/trade.en.md", "[[groups/wgg]] [[teams/x]] [[bodies]] [[areas/security#steps]]\n");
    assert_eq!(
        site.findings(),
        [
            "content/areas/trade.en.md:1:3: error[unknown-record]: there is no record `groups/wgg`",
            "content/areas/trade.en.md:1:18: error[unknown-collection]: there is no collection `teams`",
            "content/areas/trade.en.md:1:30: error[unknown-collection]: `[[bodies]]` names a collection, and no record of it",
            "content/areas/trade.en.md:1:55: error[unknown-anchor]: `areas/security` has no prose, and so no heading `#steps`",
            "content/areas/trade.yaml:2:19: error[bad-value]: `groups/wg` names its collection, and the id alone is wanted",
            "content/areas/trade.yaml:3:10: error[unknown-record]: there is no record `bodies/nowhere`",
        ]
    );
}

#[test]
fn a_record_with_a_mistake_is_no_unknown_record() {
    let site = plan()
        .file("content/events/meeting2.yaml", "title: M\nstart: never\n")
        .file("content/updates/more.yaml", "title: More\ndate: 2008\nabout: [events/meeting2]\n");
    let findings = site.findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("bad-date"), "{findings:?}");
}

#[test]
fn a_mistake_in_one_field_does_not_hide_those_of_the_others() {
    let site = plan()
        .file("content/commitments/x.yaml", "title: X\ndue: soon\narea: nowhere\nstatus: dne\n")
        .file("content/events/y.yaml", "title: []\nstart: soon\nend: 2007\nareas: [nowhere]\n")
        .file("content/events/z.yaml", "title: Z\nareas: [nowhere]\n")
        .file("content/events/draft.yaml", "title: Draft\ndraft: true\nstart: soon\nareas: [nowhere]\n");
    let findings = site.findings();
    let places: Vec<_> = findings.iter().map(|line| line.split(']').next().unwrap().replace(" error[", " ")).collect();
    assert_eq!(
        places,
        [
            "content/commitments/x.yaml:2:6: bad-date",
            "content/commitments/x.yaml:3:7: unknown-record",
            "content/commitments/x.yaml:4:9: bad-value",
            "content/events/draft.yaml:3:8: bad-date",
            "content/events/y.yaml:1:8: wrong-type",
            "content/events/y.yaml:2:8: bad-date",
            "content/events/y.yaml:4:9: unknown-record",
            "content/events/z.yaml:1:1: missing-field",
            "content/events/z.yaml:2:9: unknown-record",
        ]
    );
}

#[test]
fn an_anchor_stands_in_every_language_of_its_record() {
    let site = Site::new()
        .file(
            "content/areas/a.en.md",
            "---\ntitle: A\n---\n## Steps {#steps}\n\n## Other\n\n[up](#other) [down](#nowhere)\n",
        )
        .file("content/areas/a.es.md", "---\ntitle: A\n---\n## Pasos\n")
        .file("content/areas/b.en.md", "---\ntitle: B\n---\n[[areas/a#steps|steps]]\n");
    assert_eq!(
        site.findings(),
        [
            "content/areas/a.en.md:8:21: error[unknown-anchor]: this text has no heading `#nowhere`",
            "content/areas/b.en.md:4:10: error[unknown-anchor]: `areas/a` has the heading `#steps` in `en`, and not in `es`",
        ]
    );
}

#[test]
fn tens_of_thousands_of_wrong_names_among_thousands_are_all_reported() {
    const KNOWN: usize = 2_000;
    const WRONG: usize = 20_000;
    let lines = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let page = |text: String| format!("---\ntitle: Page\nslug: {}\n---\n{text}", text.len());
    let findings = Site::new()
        .file("content/bodies.yaml", lines(KNOWN, &|body| format!("body-number-{body}: {{title: Body {body}}}\n")))
        .file("content/pages/a.en.md", page(lines(KNOWN, &|id| format!("# Heading {{#heading-{id}}}\n\n"))))
        .file("content/pages/b.en.md", page(lines(WRONG, &|id| format!("[[bodies/body-numbr-{id}]]\n"))))
        .file("content/pages/c.en.md", page(lines(WRONG, &|id| format!("[[body-numbr-{id}]]\n"))))
        .file("content/pages/d.en.md", page(lines(WRONG, &|id| format!("[[pages/a#headng-{id}]]\n"))))
        .file(
            "content/pages/e.en.md",
            page(lines(WRONG, &|id| format!("# E {{#headng-{id}}}\n\n[h](#heading-{id})\n"))),
        )
        .file("content/pages/f.en.md", page(lines(WRONG, &|id| format!("[f](file-{id}) [s](/file-{id})\n"))))
        .findings();
    assert_eq!(findings.len(), 6 * WRONG);
}

#[test]
fn statuses_are_those_of_the_vocabulary_and_explained_where_they_must_be() {
    let site = Site::new().file(
        "content/commitments.yaml",
        "a: {title: A, status: aggreed}\nb: {title: B, status: stalled}\nc: {title: C, status: stalled, reason: No money}\n",
    );
    assert_eq!(
        site.findings(),
        [
            "content/commitments.yaml:1:23: error[bad-value]: there is no status `aggreed`",
            "content/commitments.yaml:2:23: error[missing-reason]: a commitment that is `stalled` says why",
        ]
    );
}

#[test]
fn a_record_that_is_its_own_ancestor_is_reported_once() {
    let site = Site::new()
        .file("content/groups.yaml", "a: {title: A, parent: b}\nb: {title: B, parent: a}\nc: {title: C, parent: c}\n");
    assert_eq!(
        site.findings(),
        [
            "content/groups.yaml:1:23: error[parent-cycle]: `groups/a`, `groups/b` are each other's ancestors",
            "content/groups.yaml:3:23: error[parent-cycle]: `groups/c` is its own parent",
        ]
    );
}

#[test]
fn pages_of_records_that_are_their_own_ancestors_name_each_of_them_once() {
    let site = Site::new()
        .setting("diagnostics: {parent-cycle: off}")
        .file("content/groups.yaml", "a: {title: A, parent: b}\nb: {title: B, parent: a}\nc: {title: C, parent: c}\n");
    assert_eq!(site.page("en/groups/a/").matches("href=\"../../../en/groups/b/\"").count(), 3);
    assert!(site.page("en/groups/c/").contains("<h1>C</h1>"));
}

#[test]
fn a_link_that_leads_nowhere_and_may_is_left_out() {
    let site = Site::new()
        .setting("diagnostics: {unknown-anchor: off, missing-file: off}")
        .file("content/areas/a.yaml", "title: A\n")
        .file(
            "content/areas/a.en.md",
            "[[areas/b#here]], [[areas/b#nowhere]], [a file](nope.txt), [another](/nope.txt).\n",
        )
        .file("content/areas/b.yaml", "title: B\n")
        .file("content/areas/b.en.md", "## Here {#here}\n");
    let page = site.page("en/areas/a/");
    assert!(
        page.contains("href=\"../../../en/areas/b/#here\"") && page.contains("href=\"../../../en/areas/b/\""),
        "{page}"
    );
    assert!(!page.contains("nowhere") && !page.contains("nope.txt") && page.contains("a file"), "{page}");
}

#[test]
fn what_no_file_can_be_called_is_reported_where_it_is_written() {
    let long = "memorandum ".repeat(30);
    let site = Site::new().file("content/areas/a.yaml", format!("title: {long}\n")).file(
        "content/areas/b.yaml",
        "title: B\naliases: [/en//x/, /.git/, /en/%2e%2e/, //x, /.tratado-manifest.json]\n",
    );
    let findings = site.findings();
    let places =
        findings.iter().filter_map(|finding| finding.split_once(": `")).map(|(place, _)| place).collect::<Vec<_>>();
    assert_eq!(
        places,
        [
            "content/areas/a.yaml:1:8: error[bad-value]",
            "content/areas/a.yaml:1:8: error[bad-value]",
            "content/areas/b.yaml:2:11: error[bad-value]",
            "content/areas/b.yaml:2:20: error[bad-value]",
            "content/areas/b.yaml:2:28: error[bad-value]",
            "content/areas/b.yaml:2:41: error[bad-value]",
            "content/areas/b.yaml:2:46: error[bad-value]",
        ],
        "{findings:?}"
    );
}

#[test]
fn an_alias_that_is_copied_from_a_browser_stands_where_hosts_look_for_it() {
    let site = Site::new().file("content/areas/a.yaml", "title: A\naliases: ['/es/educaci%C3%B3n/']\n");
    assert!(site.outputs().contains_key("es/educación/index.html"));
}

#[test]
fn no_alias_takes_the_place_of_what_the_theme_brings() {
    let findings = Site::new().file("content/areas/a.yaml", "title: A\naliases: [/favicon.svg]\n").findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(
        findings[0].contains("error[address-collision]: two outputs would stand at `/favicon.svg`"),
        "{findings:?}"
    );
}

#[test]
fn a_string_that_stands_in_addresses_is_made_of_what_can_stand_there() {
    let site = Site::new()
        .setting("theme: own")
        .file("themes/own/theme.yaml", "parent: default\n")
        .file("themes/own/strings/en.ftl", "segment-areas = Areas of action\nsearch-slug = ../x\ndata-slug = data\n")
        .file("content/areas/a.yaml", "title: A\n");
    assert_eq!(
        site.findings().iter().filter(|finding| finding.contains(".ftl")).collect::<Vec<_>>(),
        [
            "themes/own/strings/en.ftl:1:1: error[bad-value]: `Areas of action` cannot stand in an address",
            "themes/own/strings/en.ftl:2:1: error[bad-value]: `../x` cannot stand in an address",
        ]
    );
}

#[test]
fn a_circle_of_thousands_is_told_in_part() {
    let groups = (0..20_000).map(|group| format!("g{group}: {{title: G{group}, parent: g{}}}\n", (group + 1) % 20_000));
    let findings = Site::new().file("content/groups.yaml", groups.collect::<String>()).findings();
    assert_eq!(findings.len(), 1);
    assert!(findings[0].ends_with("`groups/g7` and 19992 more are each other's ancestors"), "{findings:?}");
}

#[test]
fn what_ends_before_it_begins_is_reported() {
    let site = Site::new().file(
        "content/events.yaml",
        "a: {title: A, start: 2007-10, end: 2007-09-30}\nb: {title: B, start: 2007-10-02, end: 2007-10}\n",
    );
    assert_eq!(
        site.findings(),
        ["content/events.yaml:1:36: error[end-before-start]: this ends on 2007-09-30, before it begins on 2007-10"]
    );
}

#[test]
fn every_part_of_an_address_is_in_its_language() {
    let site = plan().setting("segments: {groups: {es: mesas}}");
    let published = site.outputs();
    for path in [
        "en/areas/security/index.html",
        "es/areas/seguridad/index.html",
        "es/compromisos/platicas/index.html",
        "es/mesas/grupo-de-trabajo/index.html",
        "es/organismos/secretaria/index.html",
        "es/novedades/novedad/index.html",
        "es/cronologia/index.html",
        "es/plan-completo/index.html",
        "es/mapa-del-sitio/index.html",
        "es/acerca-de/index.html",
    ] {
        assert!(published.contains_key(path), "{path}: {:?}", published.keys().collect::<Vec<_>>());
    }
}

#[test]
fn a_slug_defaults_to_the_title_then_to_the_originals_then_to_the_id() {
    let site = Site::new()
        .file("content/areas/a1.yaml", "title: {en: Ñandú & Co., es: ''}\n")
        .file("content/areas/a2.yaml", "title: '…'\n")
        .file("content/areas/a3.yaml", "title: {en: Third, es: Tercera}\nslug: {es: la-tercera}\n");
    let published = site.outputs();
    for path in [
        "en/areas/nandu-co/index.html",
        "es/areas/nandu-co/index.html",
        "en/areas/a2/index.html",
        "es/areas/la-tercera/index.html",
    ] {
        assert!(published.contains_key(path), "{path}: {:?}", published.keys().collect::<Vec<_>>());
    }
    let findings = Site::new().file("content/areas/a.yaml", "title: A\nslug: Not This\n").findings();
    assert_eq!(findings, ["content/areas/a.yaml:2:7: error[bad-value]: `Not This` cannot stand in an address"]);
}

#[test]
fn pages_stand_below_each_other() {
    let site = Site::new()
        .file("content/pages/about.en.md", "---\ntitle: About us\n---\nText.\n")
        .file("content/pages/about/history.en.md", "---\ntitle: History\n---\nText.\n")
        .file("content/pages/other/deep.en.md", "---\ntitle: Deep\n---\nText.\n");
    let published = site.outputs();
    let page = &published["en/about-us/history/index.html"];
    assert!(page.contains("<a href=\"../../../en/about-us/\">About us</a>"), "{page}");
    assert!(published.contains_key("en/other/deep/index.html"));
}

#[test]
fn two_outputs_at_one_address_are_reported_with_both_places() {
    let site = Site::new()
        .setting("plan: {agreed: 2007}")
        .file("content/areas/a.yaml", "title: {en: Same, es: Una}\n")
        .file("content/areas/b.yaml", "title: {en: Same, es: Otra}\n")
        .file("content/pages/timeline.en.md", "---\ntitle: Timeline\n---\nText.\n")
        .file("content/files/es/index.html", "x")
        .file("content/files/en", "x");
    let findings = site.findings();
    let collisions: Vec<_> = findings.iter().filter(|line| line.contains("address-collision")).collect();
    assert_eq!(
        collisions,
        [
            "content/areas/b.yaml:1:13: error[address-collision]: two outputs would stand at `/en/areas/same/`",
            "content/files/en:1:1: error[address-collision]: a file would stand at `/en`, where `/en/areas/index.html` needs a folder",
            "content/files/es/index.html:1:1: error[address-collision]: two outputs would stand at `/es/`",
            "content/pages/timeline.en.md:2:8: error[address-collision]: two outputs would stand at `/en/timeline/`",
        ]
    );
}

#[test]
fn an_alias_leaves_a_redirect_in_the_language_that_it_names() {
    let site = Site::new().file(
        "content/areas/a.yaml",
        "title: {en: New, es: Nueva}\naliases: [/en/old/, /es/vieja/, /short, /en/page.html]\n",
    );
    let published = site.outputs();
    for (path, target) in [
        ("en/old/index.html", "../../en/areas/new/"),
        ("es/vieja/index.html", "../../es/areas/nueva/"),
        ("short/index.html", "../en/areas/new/"),
        ("en/page.html", "../en/areas/new/"),
    ] {
        let page = &published[path];
        assert!(page.contains(&format!("content=\"0; url={target}\"")), "{path}: {page}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    }
    assert!(!published["sitemap.xml"].contains("vieja"));
    let findings = Site::new().file("content/areas/a.yaml", "title: A\naliases: [../up, old]\n").findings();
    assert_eq!(findings.len(), 2, "{findings:?}");
}

/// The titles of the cards of a list, in their order.
fn titles(site: &Site, address: &str) -> Vec<String> {
    let document = Html::parse_document(&site.page(address));
    let cards = Selector::parse("main .card-title a").unwrap();
    document.select(&cards).map(|link| link.text().collect()).collect()
}

#[test]
fn lists_are_ordered_as_the_plan_is_and_by_title_as_the_language_sorts() {
    let site = Site::new()
        .file(
            "content/areas.yaml",
            "a: {title: Ten, number: 10}\nb: {title: Two, number: 2}\nc: {title: None}\nd: {title: First, order: 1}\n",
        )
        .file("content/bodies.yaml", "a: {title: Ozono}\nb: {title: Ñandú}\nc: {title: Nube}\nd: {title: Árbol}\n")
        .file(
            "content/events.yaml",
            "a: {title: Vague, start: 2007}\nb: {title: Day, start: 2007-08-21}\nc: {title: Month, start: 2007-10}\n",
        )
        .file("content/updates.yaml", "a: {title: Old, date: 2007}\nb: {title: New, date: 2008-02}\n");
    assert_eq!(titles(&site, "en/areas/"), ["First", "Two", "Ten", "None"]);
    assert_eq!(titles(&site, "es/organismos/"), ["Árbol", "Nube", "Ñandú", "Ozono"]);
    assert_eq!(titles(&site, "en/bodies/"), ["Árbol", "Ñandú", "Nube", "Ozono"]);
    assert_eq!(titles(&site, "en/events/"), ["Day", "Month", "Vague"]);
    assert_eq!(titles(&site, "en/updates/"), ["New", "Old"]);
}

#[test]
fn time_and_kinds_order_before_the_order_that_authors_give() {
    let site = Site::new()
        .file("content/events.yaml", "a: {title: Late, start: 2009, order: 1}\nb: {title: Early, start: 2007}\n")
        .file(
            "content/groups.yaml",
            "a: {title: Mechanism, kind: mechanism, order: 1}\nb: {title: Working, kind: working-group}\nc: {title: First, kind: working-group, order: 1}\n",
        )
        .file("content/areas.yaml", "a: {title: Two, number: 2}\nb: {title: Three, number: 3, order: 1}\n");
    assert_eq!(titles(&site, "en/events/"), ["Early", "Late"]);
    assert_eq!(titles(&site, "en/groups/"), ["First", "Working", "Mechanism"]);
    assert_eq!(titles(&site, "en/areas/"), ["Three", "Two"]);
}

#[test]
fn an_update_about_a_page_and_the_page_show_each_other() {
    let site = Site::new()
        .file("content/pages/about.en.md", "---\ntitle: About\n---\nText.\n")
        .file("content/updates.yaml", "a: {title: {en: News, es: Novedad}, date: 2008, about: [pages/about]}\n");
    assert_eq!(linked(&site, "en/about/"), ["en/updates/news"]);
    assert_eq!(linked(&site, "en/updates/news/"), ["en/about"]);
}

#[test]
fn a_party_says_that_it_is_one() {
    let site = Site::new().setting("plan: {parties: [mexico]}").file(
        "content/bodies.yaml",
        "mexico: {title: {en: Mexico, es: México}}\nother: {title: {en: Other, es: Otro}}\n",
    );
    assert!(site.page("en/bodies/mexico/").contains("Party to the plan"));
    assert!(!site.page("en/bodies/other/").contains("Party to the plan"));
}

#[test]
fn a_draft_that_is_linked_to_is_named_and_not_linked() {
    let site = Site::new()
        .file("content/areas/draft.yaml", "title: {en: The draft, es: El borrador}\ndraft: true\n")
        .file("content/pages/about.en.md", "---\ntitle: About\n---\nMore in [[areas/draft]].\n");
    assert!(site.page("en/about/").contains("<p>More in The draft.</p>"));
}

#[test]
fn a_title_that_is_the_same_in_all_languages_is_marked_in_none() {
    let site = Site::new()
        .file("content/bodies.yaml", "oas: {title: OAS}\n")
        .file("content/pages/about.en.md", "---\ntitle: About\n---\nSee [[bodies/oas]].\n");
    assert!(site.page("es/about/").contains(">OAS</a>"), "{}", site.page("es/about/"));
}
