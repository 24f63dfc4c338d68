//! New records: what they begin with, and what is refused.

use std::collections::BTreeMap;
use std::fs;

use tratado::model::{Collection, Facts};
use walkdir::WalkDir;

use crate::program::{error_text, tratado};
use crate::schema::refused;
use crate::site::Site;

/// Every file of the content, by path.
fn content(site: &Site) -> BTreeMap<String, String> {
    let files = WalkDir::new(site.root().join("content")).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).unwrap())).collect()
}

#[test]
fn a_new_record_of_every_collection_is_built_and_is_refused_a_second_time() {
    for collection in Collection::ALL {
        let site = Site::new();
        let output =
            tratado(&site, &["new", collection.as_str(), "labour-mobility", "--title", "es=Movilidad: laboral"]);
        let text = error_text(&output);
        assert_eq!(output.status.code(), Some(0), "{text}");
        assert!(text.contains(&format!("content/{collection}/labour-mobility.en.md written\n")), "{text}");
        assert_eq!(
            site.root().join(format!("content/{collection}/labour-mobility.yaml")).exists(),
            collection != Collection::Pages
        );
        for field in Facts::required(collection) {
            assert!(text.contains(&format!("next: write its `{field}`")), "{text}");
            let finding = &site.findings()[0];
            assert!(finding.contains(&format!("content/{collection}/labour-mobility.yaml:1:1:")), "{finding}");
            assert!(finding.contains("error[missing-field]"), "{finding}");
            let path = format!("content/{collection}/labour-mobility.yaml");
            let facts = fs::read_to_string(site.root().join(&path)).unwrap();
            site.write(&path, facts.replace(&format!("{field}: "), &format!("{field}: 2008-04 ")));
        }
        assert_eq!(site.findings(), Vec::<String>::new());
        assert_eq!(refused(site.root()), Vec::new());
        let outputs = site.outputs();
        assert!(outputs.values().any(|page| page.contains("Labour mobility")), "{collection}");
        assert!(outputs.values().any(|page| page.contains("Movilidad: laboral")), "{collection}");
        let before = content(&site);
        let output = tratado(&site, &["new", collection.as_str(), "labour-mobility"]);
        assert_eq!(output.status.code(), Some(2));
        let text = error_text(&output);
        assert!(text.contains(&format!("there is already a record `{collection}/labour-mobility`")), "{text}");
        assert_eq!(content(&site), before);
    }
}

#[test]
fn every_field_that_is_offered_is_one() {
    for collection in Collection::ALL {
        let site = Site::new();
        tratado(&site, &["new", collection.as_str(), "a", "--draft"]);
        for (path, text) in content(&site) {
            // A field whose comment is taken away has no value yet, which is no mistake.
            fs::write(path, text.replace("# ", "").replace(":  ", ":  # ")).unwrap();
        }
        let findings: Vec<_> = site.findings().into_iter().filter(|line| !line.contains("missing-field")).collect();
        assert_eq!(findings, Vec::<String>::new(), "{collection}");
    }
}

#[test]
fn a_date_and_a_draft_are_options() {
    let site = Site::new();
    let date = "2008-04-01T09:00[America/Toronto]";
    let output = tratado(&site, &["new", "events", "summit", "--date", date, "--draft"]);
    assert_eq!(output.status.code(), Some(0), "{}", error_text(&output));
    let facts = fs::read_to_string(site.root().join("content/events/summit.yaml")).unwrap();
    assert!(
        facts.starts_with("start: 2008-04-01T09:00[America/Toronto]\ndraft: true\n# end:  # When it ends"),
        "{facts}"
    );
    assert_eq!(site.findings(), Vec::<String>::new());
    for arguments in [["new", "areas", "a", "--date", "2008"], ["new", "events", "b", "--date", "soon"]] {
        assert_eq!(tratado(&site, &arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(!site.root().join("content/areas").exists());
}

#[test]
fn what_cannot_be_a_new_record_is_refused_and_nothing_is_written() {
    let site = Site::new()
        .file("content/groups.yaml", "quotas: {title: Quotas}\n")
        .file("content/bodies/broken.yaml", "titel: Broken\n")
        .file("content/commitments.yaml", "a: [\n");
    let before = content(&site);
    for (arguments, message) in [
        (vec!["groups", "quotas"], "there is already a record `groups/quotas`, in `content/groups.yaml`"),
        (vec!["bodies", "broken"], "there is already a record `bodies/broken`, with a mistake in it"),
        (
            vec!["commitments", "b"],
            "`content/commitments.yaml` cannot be read, and may hold the facts of `commitments/b`",
        ),
        (vec!["areas", "Labour Mobility"], "single hyphens: `labour-mobility`"),
        (vec!["areas", "labour/mobility"], "only pages stand below each other"),
        (vec!["areas", "../areas"], "`../areas` is not an id"),
        (vec!["area", "a"], "the collections are areas, "),
        (vec!["areas", "a", "--title", "fr=Pêche"], "the site does not have the language `fr`"),
        (vec!["areas", "a", "--title", "en=A", "--title", "en=B"], "there are two titles in `en`"),
        (vec!["areas", "a", "--title", "A"], "write language and title"),
    ] {
        let output = tratado(&site, &[vec!["new"], arguments].concat());
        let text = error_text(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(message), "{message}: {text}");
        assert_eq!(content(&site), before);
    }
    site.write("content/site.yaml", "title: A\n");
    let output = tratado(&site, &["new", "areas", "a"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error_text(&output).contains("the settings of the site cannot be read"), "{}", error_text(&output));
}

#[test]
fn a_file_that_is_in_the_way_is_kept_and_the_others_are_not_written() {
    // The language is no longer one of the site's, so that the file is no record's.
    let site = Site::new().setting("diagnostics: {unknown-language: error}");
    fs::create_dir_all(site.root().join("content/areas/a.es.md")).unwrap();
    let output = tratado(&site, &["new", "areas", "a"]);
    assert_eq!(output.status.code(), Some(2), "{}", error_text(&output));
    assert!(error_text(&output).contains("nothing was written"), "{}", error_text(&output));
    assert!(!site.root().join("content/areas/a.yaml").exists() && !site.root().join("content/areas/a.en.md").exists());
}

#[test]
fn schemas_that_are_there_know_a_new_record_at_once() {
    let site = Site::new();
    tratado(&site, &["schema", "--write"]);
    assert_eq!(tratado(&site, &["new", "groups", "quotas"]).status.code(), Some(0));
    let schema = fs::read_to_string(site.root().join(".tratado/schemas/areas.json")).unwrap();
    assert!(schema.contains("\"quotas\""));
}
