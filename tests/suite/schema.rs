//! Schemas of the content: what they let through, what they refuse, and how they come to be written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tratado::model::Collection;
use tratado::read::Sources;
use tratado::schema::{self, Known};
use tratado::source::split_front_matter;
use walkdir::WalkDir;

use crate::program::{error_text, tratado, tratado_at};
use crate::site::{Site, repository};

/// What the schemas of a site refuse in it: each path, with what is wrong there. Files that are no YAML are passed over.
pub fn refused(root: &Path) -> Vec<(String, String)> {
    let known = Known::of(&Sources::open(root).unwrap().content());
    let validators: BTreeMap<String, jsonschema::Validator> = schema::file_schemas(&known)
        .into_iter()
        .map(|file| (file.name, jsonschema::validator_for(&file.schema).unwrap()))
        .collect();
    let paths = paths(root);
    let with_facts = with_facts(root, &paths);
    let mut refused = Vec::new();
    for path in &paths {
        let Some(name) = schema_of(path, &with_facts) else { continue };
        let Some(value) = yaml(root, path) else { continue };
        let errors = validators[&name].iter_errors(&value);
        refused.extend(errors.map(|error| (path.clone(), format!("{}: {error}", error.instance_path()))));
    }
    refused
}

/// The paths of a site's content, from its root on, in order.
fn paths(root: &Path) -> Vec<String> {
    let files = WalkDir::new(root.join("content")).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")).collect()
}

/// The records that have facts.
fn with_facts(root: &Path, paths: &[String]) -> BTreeSet<String> {
    let mut records = BTreeSet::new();
    for path in paths {
        let Some(name) = path.strip_prefix("content/").and_then(|path| path.strip_suffix(".yaml")) else { continue };
        records.insert(name.to_owned());
        if let Some(Value::Object(facts)) = yaml(root, path).filter(|_| name.parse::<Collection>().is_ok()) {
            records.extend(facts.keys().map(|id| format!("{name}/{id}")));
        }
    }
    records
}

/// The name of the schema that is for a file; none where there is none.
fn schema_of(path: &str, with_facts: &BTreeSet<String>) -> Option<String> {
    let path = path.strip_prefix("content/")?;
    if path == "site.yaml" {
        return Some("site.json".to_owned());
    }
    let Some((collection, rest)) = path.split_once('/') else {
        let collection: Collection = path.strip_suffix(".yaml")?.parse().ok()?;
        return Some(format!("{collection}.json"));
    };
    let collection: Collection = collection.parse().ok()?;
    if rest.contains('/') && collection != Collection::Pages {
        return None;
    }
    if rest.ends_with(".yaml") {
        return Some(format!("{collection}.record.json"));
    }
    let (id, _) = rest.strip_suffix(".md")?.rsplit_once('.')?;
    let kind = if with_facts.contains(&format!("{collection}/{id}")) { "" } else { "-alone" };
    Some(format!("{collection}.front-matter{kind}.json"))
}

/// The YAML of a file, as JSON; none where it is not YAML.
fn yaml(root: &Path, path: &str) -> Option<Value> {
    let text = fs::read_to_string(root.join(path)).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let text = if path.ends_with(".md") { &text[split_front_matter(text).ok()?.front_matter?] } else { text };
    serde_yaml::from_str(text).ok()
}

fn folders(path: &str) -> Vec<PathBuf> {
    let folders = fs::read_dir(repository().join(path)).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.join("content").is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn the_schemas_let_every_file_of_a_site_without_mistakes_through() {
    let sites = folders("tests/sites");
    assert!(sites.len() >= 5);
    for root in sites.iter().map(PathBuf::as_path).chain([repository()]) {
        assert_eq!(refused(root), Vec::new(), "{}", root.display());
    }
}

/// What a text alone shows to be a mistake. All else depends on other files, on prose, or on what no schema can count or compare.
const SEEN: [&str; 10] = [
    "bad-date",
    "bad-id",
    "bad-value",
    "empty-text",
    "missing-field",
    "unknown-collection",
    "unknown-key",
    "unknown-language",
    "unknown-record",
    "wrong-type",
];

#[test]
fn the_schemas_refuse_the_mistakes_that_a_schema_can_see_and_nothing_that_is_none() {
    let mut seen = BTreeSet::new();
    for root in folders("tests/broken") {
        let code = root.file_name().unwrap().to_string_lossy().into_owned();
        // The files that these sites are about are not in their folders: what refers to them leads nowhere.
        if ["too-large", "symbolic-link"].contains(&code.as_str()) {
            continue;
        }
        let report = fs::read_to_string(root.join("expected.txt")).unwrap();
        for (path, message) in refused(&root) {
            assert!(report.contains(&path), "{code}: {path} has no mistake, and its schema says {message}");
            seen.insert(code.clone());
        }
    }
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), SEEN);
}

fn site() -> Site {
    Site::new()
        .file("content/groups.yaml", "quotas: {title: {en: Quotas, es: Cuotas}}\n2007: {title: Of 2007, draft: true}\n")
        .file("content/areas/fisheries.yaml", "title: {en: Fisheries, es: Pesca}\ngroups: [quotas, 2007]\n")
}

fn schema_named(site: &Site, name: &str) -> Value {
    let text = fs::read_to_string(site.root().join(".tratado/schemas").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn schemas_know_the_ids_the_languages_and_the_statuses_of_a_site() {
    let site = site().setting("statuses: {done: {label: {en: Done, es: Cumplido}}}");
    let output = tratado(&site, &["schema"]);
    assert_eq!(output.status.code(), Some(0), "{}", error_text(&output));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let definitions = &all["areas.record.json"]["definitions"];
    assert_eq!(definitions["ReferenceTo-groups"]["enum"], json!([2007, "2007", "quotas"]));
    assert_eq!(definitions["ReferenceTo-groups"]["enumDescriptions"], json!(["Of 2007", "Of 2007", "Quotas"]));
    assert_eq!(definitions["ReferenceTo-bodies"]["pattern"], "^[a-z0-9]+(-[a-z0-9]+)*$");
    let languages = definitions["Text"]["properties"].as_object().unwrap();
    assert_eq!(languages.keys().collect::<Vec<_>>(), ["en", "es"]);
    let about = &all["updates.record.json"]["definitions"]["ReferenceToAny"]["enum"];
    assert_eq!(*about, json!(["areas/fisheries", "groups/2007", "groups/quotas"]));
    assert_eq!(all["commitments.json"]["definitions"]["StatusWord"]["enum"], json!(["done"]));
    assert_eq!(all["commitments.json"]["definitions"]["StatusWord"]["enumDescriptions"], json!(["Done"]));
    assert!(!site.root().join(".tratado").exists() && !site.root().join(".vscode").exists());
}

#[test]
fn without_a_site_schemas_say_how_an_id_looks() {
    let site = Site::new().file("content/site.yaml", "title: [");
    let output = tratado(&site, &["schema"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(error_text(&output).starts_with("the settings of the site cannot be read"), "{}", error_text(&output));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let definitions = &all["areas.record.json"]["definitions"];
    assert_eq!(definitions["ReferenceTo-groups"]["pattern"], "^[a-z0-9]+(-[a-z0-9]+)*$");
    assert_eq!(definitions["Text"].get("properties"), None);
}

#[test]
fn writing_schemas_adds_the_settings_of_editors_and_leaves_those_that_are_there() {
    let site = site().file(".helix/languages.toml", "# mine\n");
    let output = tratado(&site, &["schema", "--write"]);
    let text = error_text(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(output.stdout.is_empty());
    assert!(text.contains("29 of 29 schemas written to .tratado/schemas/\n"), "{text}");
    assert!(text.contains(".helix/languages.toml is there already, and is left as it is; it should hold:"), "{text}");
    assert!(text.contains("\"./.tratado/schemas/areas.record.json\" = \"content/areas/*.yaml\""), "{text}");
    assert_eq!(fs::read_to_string(site.root().join(".helix/languages.toml")).unwrap(), "# mine\n");
    let settings = fs::read_to_string(site.root().join(".vscode/settings.json")).unwrap();
    let settings: Value = serde_json::from_str(&settings).unwrap();
    let schemas = settings["yaml.schemas"].as_object().unwrap();
    assert_eq!(schemas["./.tratado/schemas/site.json"], "content/site.yaml");
    for path in schemas.keys() {
        assert!(site.root().join(path).exists(), "{path}");
    }
    assert!(site.root().join(".vscode/extensions.json").exists());
    assert_eq!(fs::read_to_string(site.root().join(".tratado/.gitignore")).unwrap(), "*\n");
    let own = format!(
        "{{\"editor.tabSize\": 2, {}",
        &fs::read_to_string(site.root().join(".vscode/settings.json")).unwrap()[1..]
    );
    site.write(".vscode/settings.json", &own);
    let again = error_text(&tratado(&site, &["schema", "--write"]));
    assert!(again.starts_with("the schemas in .tratado/schemas/ are up to date\n"), "{again}");
    assert!(!again.contains(".vscode"), "{again}");
    assert_eq!(fs::read_to_string(site.root().join(".vscode/settings.json")).unwrap(), own);
    let again = error_text(&tratado(&site, &["schema", "--write", "--quiet"]));
    assert_eq!(again, "");
}

#[test]
fn schemas_are_written_beside_content_alone() {
    let folder = tempfile::tempdir().unwrap();
    let output = tratado_at(folder.path(), &["schema", "--write"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error_text(&output).contains("there is no folder"), "{}", error_text(&output));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_build_keeps_schemas_up_to_date_and_makes_none() {
    let site = site();
    assert_eq!(tratado(&site, &["build"]).status.code(), Some(0));
    assert!(!site.root().join(".tratado/schemas").exists());
    tratado(&site, &["schema", "--write"]);
    let modified = |name: &str| {
        let path = site.root().join(".tratado/schemas").join(name);
        fs::metadata(path).unwrap().modified().unwrap()
    };
    let (site_before, areas_before) = (modified("site.json"), modified("areas.json"));
    site.write(
        "content/groups.yaml",
        "quotas: {title: {en: Quotas, es: Cuotas}}\n2007: {title: Of 2007}\nnew: {title: New}\n",
    );
    assert_eq!(tratado(&site, &["build"]).status.code(), Some(0));
    let groups = &schema_named(&site, "areas.json")["definitions"]["ReferenceTo-groups"]["enum"];
    assert_eq!(*groups, json!([2007, "2007", "new", "quotas"]));
    assert_eq!(modified("site.json"), site_before);
    assert_ne!(modified("areas.json"), areas_before);
    // What was known is the better help while the settings are mistaken.
    site.write("content/site.yaml", "title: [");
    assert_eq!(tratado(&site, &["build"]).status.code(), Some(1));
    let groups = &schema_named(&site, "areas.json")["definitions"]["ReferenceTo-groups"]["enum"];
    assert_eq!(groups.as_array().unwrap().len(), 4);
}
