//! What the content folder may hold, and what is said of what it may not.

use crate::site::Site;

/// The findings of a site with one more file.
fn findings_of(path: &str, text: &str) -> Vec<String> {
    Site::new().file(path, text).findings()
}

#[test]
fn facts_stand_in_the_records_own_file_or_in_the_collections() {
    let site = Site::new()
        .file("content/events.yaml", "summit: {title: {en: Summit, es: Cumbre}, start: 2007-08-21}\n")
        .file("content/events/meeting.yaml", "title: {en: Meeting, es: Reunión}\nstart: 2007-10\n")
        .file("content/events/summit.en.md", "The summit.\n")
        .file("content/events/summit.es.md", "La cumbre.\n");
    assert!(site.page("en/events/summit/").contains("<p>The summit.</p>"));
    assert!(site.page("es/eventos/reunion/").contains("<time datetime=\"2007-10\">octubre de 2007</time>"));
}

#[test]
fn facts_in_both_files_are_reported_with_both_places() {
    let site = Site::new()
        .file("content/events.yaml", "summit: {title: Summit, start: 2007}\n")
        .file("content/events/summit.yaml", "title: Summit\nstart: 2007\n");
    assert_eq!(
        site.findings(),
        ["content/events.yaml:1:1: error[facts-stated-twice]: the facts of this record stand in two files"]
    );
}

#[test]
fn texts_stand_in_the_facts_or_in_front_matter() {
    let site = Site::new()
        .file("content/areas/security.yaml", "number: 2\nsummary: {en: In short, es: En breve}\n")
        .file("content/areas/security.en.md", "---\ntitle: Security\n---\nProse.\n")
        .file("content/areas/security.es.md", "---\ntitle: Seguridad\nslug: lo-seguro\n---\nProsa.\n");
    assert!(site.page("en/areas/security/").contains("In short"));
    assert!(site.page("es/areas/lo-seguro/").contains("En breve"));
}

#[test]
fn a_field_in_both_is_reported_at_the_front_matter() {
    let site = Site::new()
        .file("content/areas/security.yaml", "title: {en: Security, es: Seguridad}\n")
        .file("content/areas/security.en.md", "---\nsummary: In short\ntitle: Security\n---\nProse.\n");
    assert_eq!(
        site.findings(),
        ["content/areas/security.en.md:3:1: error[field-stated-twice]: `title` is stated twice"]
    );
}

#[test]
fn a_page_without_facts_may_state_them_in_its_front_matter() {
    let site = Site::new()
        .file("content/pages/about.en.md", "---\ntitle: About\nmenu: footer\norder: 3\n---\nText.\n")
        .file("content/pages/about.es.md", "---\ntitle: Acerca de\n---\nTexto.\n");
    assert!(site.page("es/").contains("href=\"../es/acerca-de/\""));
}

#[test]
fn what_is_no_text_does_not_stand_in_front_matter_beside_facts() {
    let site = Site::new()
        .file("content/commitments.yaml", "one: {title: One}\n")
        .file("content/commitments/one.en.md", "---\nstatus: agreed\n---\nText.\n");
    assert_eq!(
        site.findings(),
        [
            "content/commitments/one.en.md:2:1: error[unknown-key]: `status` is not a text, and does not stand in front matter"
        ]
    );
}

#[test]
fn every_mistake_of_a_file_is_found_at_its_value_in_one_run() {
    let findings = findings_of(
        "content/groups.yaml",
        "\
security:
  title: {en: Security, es: Seguridad}
  kind: workgroup
  foundet: 2006
  members:
    - {body: SRE, role: lead}
    - {role: {en: Lead}}
  founded: 2007-13
Trade:
  title: Trade
",
    );
    assert_eq!(
        findings,
        [
            "content/groups.yaml:3:9: error[bad-value]: `kind` does not take `workgroup`",
            "content/groups.yaml:4:3: error[unknown-key]: there is no field `foundet` here",
            "content/groups.yaml:6:14: error[bad-id]: `SRE` is not an id",
            "content/groups.yaml:7:7: error[missing-field]: `body` is missing",
            "content/groups.yaml:8:12: error[bad-date]: `2007-13` is not a date: there is no month 13",
            "content/groups.yaml:9:1: error[bad-id]: `Trade` is not an id",
        ]
    );
}

#[test]
fn yaml_that_does_not_parse_is_reported_at_its_place() {
    assert_eq!(findings_of("content/areas/a.yaml", "number: 1\ntitle: Security: all of it\n").len(), 1);
    let findings = findings_of("content/areas/a.yaml", "number: 1\ntitle: Security: all of it\n");
    assert!(findings[0].starts_with("content/areas/a.yaml:2:"), "{findings:?}");
    assert!(findings[0].contains("error[yaml-syntax]"), "{findings:?}");
}

#[test]
fn a_key_that_stands_twice_is_reported_at_the_second() {
    assert_eq!(
        findings_of("content/areas/a.yaml", "title: A\nnumber: 1\nnumber: 2\n"),
        ["content/areas/a.yaml:3:1: error[repeated-key]: the key `number` stands twice"]
    );
}

#[test]
fn a_number_that_yaml_would_change_wants_quotes() {
    let findings = findings_of("content/commitments/a.yaml", "title: A\nnumber: 3.10\n");
    assert!(findings[0].starts_with("content/commitments/a.yaml:2:9: error[wrong-type]"), "{findings:?}");
}

#[test]
fn an_error_in_the_settings_does_not_hide_those_of_the_records() {
    let site = Site::new().setting("licens: CC-BY-4.0").file("content/events/a.yaml", "title: A\nstart: soon\n");
    let findings = site.findings();
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].starts_with("content/events/a.yaml:2:8: error[bad-date]"), "{findings:?}");
    assert!(findings[1].starts_with("content/site.yaml:4:1: error[unknown-key]"), "{findings:?}");
}

#[test]
fn a_folder_without_settings_is_told_what_they_state() {
    let site = Site::new();
    std::fs::remove_file(site.root().join("content/site.yaml")).unwrap();
    let findings = site.file("content/areas/a.yaml", "title: A\n").findings();
    assert_eq!(findings, ["content/site.yaml:1:1: error[missing-site]: the content folder has no `site.yaml`"]);
}

#[test]
fn files_that_belong_to_nothing_are_reported() {
    let site = Site::new()
        .file("content/areas/a.yaml", "title: A\n")
        .file("content/areas/a/plan.pdf", "%PDF")
        .file("content/areas/b/plan.pdf", "%PDF")
        .file("content/areas/a.md", "No language.\n")
        .file("content/areas/a.de.md", "Deutsch.\n")
        .file("content/evens/x.yaml", "title: X\n")
        .file("content/notes.txt", "notes")
        .file("content/areas/README.md", "Notes for the editors.\n")
        .file("content/.hidden", "x");
    let codes: Vec<_> = site
        .findings()
        .iter()
        .map(|line| {
            line.split(": error").next().unwrap().to_owned()
                + line.split('[').nth(1).unwrap().split(']').next().unwrap()
        })
        .collect();
    assert_eq!(
        codes,
        [
            "content/areas/a.de.md:1:1unknown-language",
            "content/areas/a.md:1:1stray-file",
            "content/areas/b/plan.pdf:1:1stray-file",
            "content/evens/x.yaml:1:1stray-file",
            "content/notes.txt:1:1stray-file",
        ]
    );
}

#[test]
fn text_that_is_not_utf_8_is_reported() {
    let findings = Site::new().file("content/areas/a.yaml", b"title: Se\xf1al\n").findings();
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("content/areas/a.yaml:1:1: error[not-utf8]"), "{findings:?}");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_that_leads_out_is_reported_and_not_followed() {
    let site = Site::new().file("secret.txt", "secret");
    std::fs::create_dir_all(site.root().join("content/files")).unwrap();
    std::os::unix::fs::symlink(site.root().join("secret.txt"), site.root().join("content/files/secret.txt")).unwrap();
    let findings = site.findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("content/files/secret.txt:1:1: error[symbolic-link]"), "{findings:?}");
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    let site = Site::new()
        .file("content/areas/a.yaml", "\u{feff}number: 1\r\n")
        .file("content/areas/a.en.md", "\u{feff}---\r\ntitle: Security\r\n---\r\n\r\nOne\r\nparagraph.\r\n")
        .file("content/areas/a.es.md", "---\r\ntitle: Seguridad\r\n---\r\nUno.\r\n");
    let page = site.page("en/areas/security/");
    assert!(page.contains("<p>One\nparagraph.</p>"), "{page}");
}

#[test]
fn drafts_are_left_out_of_everything_unless_they_are_wanted() {
    let site = || {
        Site::new()
            .file("content/areas/done.yaml", "title: {en: Done, es: Hecha}\n")
            .file("content/areas/done.en.md", "See [[areas/draft|the draft]].\n")
            .file("content/areas/done.es.md", "Véase [[areas/draft|el borrador]].\n")
            .file("content/areas/draft.yaml", "title: {en: Draft, es: Borrador}\ndraft: true\n")
    };
    let published = site().outputs();
    assert!(!published.contains_key("en/areas/draft/index.html"));
    assert!(published["en/areas/done/index.html"].contains("<p>See the draft.</p>"));
    assert!(!published.values().any(|text| text.contains("Borrador")));
    let with_drafts = site().with_drafts().outputs();
    assert!(with_drafts.contains_key("es/areas/borrador/index.html"));
    assert!(with_drafts["en/areas/done/index.html"].contains("<a href=\"../../../en/areas/draft/\">the draft</a>"));
}

#[test]
fn attachments_are_published_beside_the_page_of_each_language() {
    let site = Site::new()
        .file(
            "content/events/summit.yaml",
            "title: {en: Summit, es: Cumbre}\nstart: 2007\ndocuments: [{title: Agenda, url: agenda.pdf}]\n",
        )
        .file("content/events/summit.en.md", "[The map](maps/map.png) ![A map](maps/map.png)\n")
        .file("content/events/summit.es.md", "[El mapa](maps/map.png)\n")
        .file("content/events/summit/agenda.pdf", "%PDF")
        .file("content/events/summit/maps/map.png", "PNG");
    let published = site.outputs();
    assert_eq!(published["en/events/summit/agenda.pdf"], "%PDF");
    assert_eq!(published["es/eventos/cumbre/maps/map.png"], "PNG");
    let page = &published["es/eventos/cumbre/index.html"];
    assert!(page.contains("href=\"../../../es/eventos/cumbre/maps/map.png\""), "{page}");
    assert!(page.contains("href=\"../../../es/eventos/cumbre/agenda.pdf\""), "{page}");
    assert!(
        published["en/events/summit/index.html"]
            .contains("<img src=\"../../../en/events/summit/maps/map.png\" alt=\"A map\"")
    );
}

#[test]
fn an_attachment_that_is_missing_or_climbs_out_is_reported() {
    let findings = Site::new()
        .file("content/areas/a.en.md", "---\ntitle: A\n---\n[x](report.pdf) [y](../b/report.pdf) [z](/nothing.pdf)\n")
        .file("content/areas/a/Report.pdf", "%PDF")
        .findings();
    assert_eq!(
        findings,
        [
            "content/areas/a.en.md:4:5: error[missing-file]: there is no file `report.pdf` in the folder of this record",
            "content/areas/a.en.md:4:21: error[missing-file]: there is no file `../b/report.pdf` in the folder of this record",
            "content/areas/a.en.md:4:42: error[missing-file]: the site has no file `/nothing.pdf`",
        ]
    );
}

#[test]
fn files_are_copied_to_the_root_and_may_be_linked_to() {
    let site = Site::new()
        .file("content/files/.well-known/security.txt", "Contact: mailto:x@example.org\n")
        .file("content/files/CNAME", "plan.example.org\n")
        .file("content/files/plan.pdf", "%PDF")
        .file("content/pages/about.en.md", "---\ntitle: About\n---\n[The plan](/plan.pdf)\n");
    let published = site.outputs();
    assert_eq!(published["CNAME"], "plan.example.org\n");
    assert!(published.contains_key(".well-known/security.txt"));
    assert!(published["en/about/index.html"].contains("<a href=\"../../plan.pdf\">The plan</a>"));
}

#[test]
fn a_theme_that_is_not_there_and_an_option_that_it_does_not_have_are_reported() {
    let findings = Site::new().setting("theme: defualt").findings();
    assert_eq!(findings, ["content/site.yaml:4:8: error[missing-theme]: there is no theme `defualt`"]);
    let findings = Site::new().setting("theme_options: {acent: '#123456', accent: red}").findings();
    assert_eq!(
        findings,
        [
            "content/site.yaml:4:17: error[unknown-option]: the theme has no option `acent`",
            "content/site.yaml:4:43: error[unknown-option]: the option `accent` takes a colour in quotes, such as \"#8a1c3c\"",
        ]
    );
}

#[test]
fn a_template_that_does_not_parse_or_fails_is_reported_at_its_place() {
    let site = |template: &str| {
        Site::new()
            .setting("theme: own")
            .file("themes/own/theme.yaml", "parent: default\n")
            .file("themes/own/templates/page.html", template)
            .file("content/pages/about.en.md", "---\ntitle: About\n---\nText.\n")
    };
    let findings = site("{% if %}\n").findings();
    assert!(findings[0].starts_with("themes/own/templates/page.html:1:"), "{findings:?}");
    assert!(findings[0].contains("error[template-syntax]"), "{findings:?}");
    let failing = site("<p>\n{{ page.title / 2 }}\n");
    let renderer = failing.renderer();
    let failure = renderer.render(renderer.output("en/about/index.html").unwrap()).unwrap_err();
    let tratado::render::Failure::Mistake(mistake) = failure else { panic!("{failure:?}") };
    let lines = crate::site::lines(failing.root(), &std::iter::once(*mistake).collect());
    assert!(lines[0].starts_with("themes/own/templates/page.html:2:"), "{lines:?}");
}

#[test]
fn severities_are_the_sites_to_set() {
    let site = Site::new().setting("diagnostics: {stray-file: warning}").file("content/notes.txt", "x");
    assert_eq!(site.findings(), ["content/notes.txt:1:1: warning[stray-file]: this file belongs to nothing"]);
    let site = Site::new().setting("diagnostics: {stray-file: off}").file("content/notes.txt", "x");
    assert_eq!(site.findings(), Vec::<String>::new());
}

#[test]
fn a_mistake_in_any_map_is_found() {
    let site = Site::new().setting(
        "locale: {en: en_CA_x, fr: fr}\ncsp: {script-src: https://x.example.org, Bad: ['a; b']}\nsegments: {evnts: x, areas: {en: Not This}}\ntheme_options: {accent: [1]}\ndiagnostics: {stray: error}",
    );
    let codes: Vec<_> = site.findings().iter().map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect();
    assert_eq!(codes, ["unknown-language", "wrong-type", "unknown-key", "wrong-type", "unknown-key"]);
    let site = Site::new().setting("locale: {fr: fr}\ncsp: {script-src: ['a; b'], Bad: []}\nsegments: {areas: {en: Not This}}\nrepository: javascript:x\ncontact: someone");
    let codes: Vec<_> = site.findings().iter().map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect();
    assert_eq!(codes, ["unknown-language", "bad-value", "bad-value", "bad-value", "unsafe-link", "unsafe-link"]);
}

#[test]
fn an_address_of_a_website_is_one() {
    let site = Site::new()
        .file("content/groups.yaml", "a: {title: A, url: 'javascript:alert(1)'}\n")
        .file("content/bodies.yaml", "a: {title: A, url: {en: https://a.example.org/, es: ftp://a}}\n")
        .file(
            "content/events.yaml",
            "a: {title: A, start: 2007, documents: [{title: D, url: 'javascript://x%0aalert(1)'}]}\n",
        );
    let places: Vec<_> = site.findings().iter().map(|line| line.split(" error").next().unwrap().to_owned()).collect();
    assert_eq!(places, ["content/bodies.yaml:1:53:", "content/events.yaml:1:56:", "content/groups.yaml:1:20:"]);
    assert!(site.findings().iter().all(|line| line.contains("unsafe-link")));
}

#[test]
fn only_pages_have_ids_of_several_parts() {
    let findings = findings_of("content/areas.yaml", "a/b: {title: A}\n");
    assert_eq!(findings, ["content/areas.yaml:1:1: error[bad-id]: `a/b` is not an id here"]);
}

#[test]
fn an_empty_text_in_front_matter_is_a_missing_translation() {
    let site = Site::new()
        .file("content/areas/a.en.md", "---\ntitle: A\nsummary: ''\n---\nText.\n")
        .file("content/areas/a.es.md", "---\ntitle: ''\n---\nTexto.\n");
    assert_eq!(site.findings(), Vec::<String>::new());
}

#[test]
fn a_record_sets_how_serious_its_own_findings_are() {
    let site = Site::new()
        .file("content/areas/a.yaml", "title: A\ndiagnostics: {unknown-record: warning}\ngroups: [x]\n")
        .file("content/areas/b.yaml", "title: B\ngroups: [x]\n");
    assert_eq!(
        site.findings(),
        [
            "content/areas/a.yaml:3:10: warning[unknown-record]: there is no record `groups/x`",
            "content/areas/b.yaml:2:10: error[unknown-record]: there is no record `groups/x`",
        ]
    );
}

/// The examples of `docs/content.md` make one site. Each stands under the name of its file; files that are no text are made here.
#[test]
fn the_examples_of_the_reference_are_a_site_without_a_finding() {
    let reference = std::fs::read_to_string(crate::site::repository().join("docs/content.md")).unwrap();
    let mut site = Site::new();
    let mut name = None;
    let mut block: Option<String> = None;
    let mut examples = 0;
    for line in reference.lines() {
        match (&mut block, line) {
            (Some(text), "```") => {
                if let Some(path) = name.take() {
                    site = site.file(path, &*text);
                    examples += 1;
                }
                block = None;
            }
            (Some(text), line) => *text += &format!("{line}\n"),
            (None, line) if line.starts_with("```") => block = Some(String::new()),
            (None, line) if line.starts_with("`content/") && line.ends_with("`:") => {
                name = line.strip_prefix('`').and_then(|line| line.strip_suffix("`:"))
            }
            (None, _) => {}
        }
    }
    assert!(examples > 10, "{examples}");
    for path in [
        "areas/fisheries/map.svg",
        "areas/fisheries/data/catch.csv",
        "commitments/quotas/catch-2007.csv",
        "events/spring-meeting/agenda.txt",
        "files/downloads/letter.txt",
        "updates/boats-counted/count.txt",
    ] {
        site = site.file(&format!("content/{path}"), "x");
    }
    assert_eq!(site.findings(), Vec::<String>::new());
}

/// Where each finding stands, and its code.
fn places(site: &Site) -> Vec<String> {
    let findings = site.findings();
    findings.iter().map(|line| line.split(']').next().unwrap().replace(" error[", " ")).collect()
}

#[test]
fn a_bad_key_of_a_map_is_marked_itself_and_not_its_value() {
    let site = Site::new()
        .setting(
            "statuses: {Under Way: {label: x}}\nsegments: {evnts: x}\nlocale: {en_CA: en}\ndiagnostics: {stray: off}",
        )
        .file("content/areas/a.yaml", "title: {en_CA: A}\n");
    assert_eq!(
        places(&site),
        [
            "content/areas/a.yaml:1:9: unknown-language",
            "content/site.yaml:4:12: bad-id",
            "content/site.yaml:5:12: unknown-key",
            "content/site.yaml:6:10: unknown-language",
            "content/site.yaml:7:15: unknown-key",
        ]
    );
}

#[test]
fn an_option_of_a_theme_has_a_default_of_its_type() {
    let site = Site::new()
        .setting("theme: own")
        .file("themes/own/theme.yaml", "parent: default\noptions:\n  waves: {type: boolean, default: \"yes\"}\n");
    assert_eq!(
        site.findings(),
        ["themes/own/theme.yaml:3:35: error[wrong-type]: the default of the option `waves` is not true or false"]
    );
}

#[test]
fn a_theme_says_of_its_yaml_what_content_says_of_its_own() {
    let theme = |text: &str| Site::new().setting("theme: own").file("themes/own/theme.yaml", text).findings();
    assert_eq!(
        theme("parent: default\noptions: {}\nparent: default\n"),
        ["themes/own/theme.yaml:3:1: error[repeated-key]: the key `parent` stands twice"]
    );
    assert_eq!(
        theme("parent: @default\n"),
        ["themes/own/theme.yaml:1:9: error[yaml-syntax]: a text that begins with `@` wants quotes"]
    );
}

#[test]
fn a_key_that_stands_twice_brings_no_other_finding_with_it() {
    let site = Site::new()
        .file("content/areas.yaml", "a: {title: A}\na: {title: A, number: x, unknown: 1}\n")
        .file("content/pages/b.en.md", "---\ntitle: B\norder: 1\norder: 2\ntitle: C\n---\nText.\n");
    assert_eq!(
        site.findings(),
        [
            "content/areas.yaml:2:1: error[repeated-key]: the key `a` stands twice",
            "content/pages/b.en.md:4:1: error[repeated-key]: the key `order` stands twice",
            "content/pages/b.en.md:5:1: error[repeated-key]: the key `title` stands twice",
        ]
    );
}

#[test]
fn a_language_that_stands_twice_is_one_language() {
    let site = Site::new()
        .file("content/site.yaml", "title: T\nbase_url: https://plan.example.org/\nlanguages: [en, es, en]\n")
        .file("content/areas/a.en.md", "---\ntitle: A\n---\nText.\n");
    assert_eq!(site.findings(), ["content/site.yaml:3:21: error[bad-value]: the language `en` stands twice"]);
}

#[test]
fn a_field_that_is_stated_and_says_nothing_is_not_said_to_be_missing_as_well() {
    let site = Site::new()
        .file("content/areas/a.en.md", "---\ntitle: ''\n---\nText.\n")
        .file("content/areas/b.en.md", "---\nsummary: B\ntitle:\n---\nText.\n")
        .file("content/areas/c.en.md", "---\ntitle: [C]\n---\nText.\n")
        .file("content/events.yaml", "d:\n  title: D\n  start:\n");
    assert_eq!(
        site.findings(),
        [
            "content/areas/a.en.md:2:8: error[empty-text]: `title` is empty",
            "content/areas/b.en.md:3:1: error[missing-field]: `title` has no value",
            "content/areas/c.en.md:2:8: error[wrong-type]: `title` in front matter takes the text in the language of the file",
            "content/events.yaml:3:3: error[missing-field]: `start` has no value",
        ]
    );
}

#[test]
fn a_finding_whose_record_is_left_out_cannot_be_lowered() {
    let site = Site::new()
        .setting("diagnostics: {bad-date: warning, unknown-anchor: off}")
        .file("content/areas/a.yaml", "title: A\ndiagnostics: {unsafe-link: off, bad-date: error}\n")
        .file("content/events.yaml", "a: {title: A, start: soon}\n");
    assert_eq!(
        site.findings(),
        [
            "content/areas/a.yaml:2:28: error[bad-value]: `unsafe-link` is always an error, and cannot be `off`",
            "content/events.yaml:1:22: error[bad-date]: `soon` is not a date: it is in none of the forms of a date",
            "content/site.yaml:4:25: error[bad-value]: `bad-date` is always an error, and cannot be `warning`",
        ]
    );
}

/// A report about a link must not show what it leads to.
#[cfg(unix)]
#[test]
fn the_source_of_a_finding_is_not_read_through_a_link_out_of_the_site() {
    use std::os::unix::fs::symlink;
    use tratado::read::files::source_text;
    use tratado::source::FilePath;
    let site = Site::new().file("elsewhere/secret.yaml", "title: Secret\n").file("content/areas/a.yaml", "title: A\n");
    symlink("../../elsewhere/secret.yaml", site.root().join("content/areas/b.yaml")).unwrap();
    symlink("../elsewhere", site.root().join("content/groups")).unwrap();
    symlink("a.yaml", site.root().join("content/areas/c.yaml")).unwrap();
    let text = |path: &str| source_text(site.root(), &FilePath::new(path));
    assert_eq!(text("content/areas/b.yaml"), None);
    assert_eq!(text("content/groups/secret.yaml"), None);
    assert_eq!(text("content/../elsewhere/secret.yaml"), None);
    assert_eq!(text("content/areas/c.yaml").as_deref(), Some("title: A\n"));
}

#[test]
fn a_field_with_a_slip_in_its_name_is_not_said_to_be_missing() {
    let site = Site::new().file("content/events.yaml", "a: {titel: A, strat: 2007}\nb: {titel: B, members: []}\n");
    assert_eq!(
        site.findings(),
        [
            "content/events.yaml:1:5: error[unknown-key]: there is no field `titel` here",
            "content/events.yaml:1:15: error[unknown-key]: there is no field `strat` here",
            "content/events.yaml:2:1: error[missing-field]: `start` is missing",
            "content/events.yaml:2:5: error[unknown-key]: there is no field `titel` here",
            "content/events.yaml:2:15: error[unknown-key]: there is no field `members` here",
        ]
    );
}
