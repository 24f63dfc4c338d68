//! Whole sites, compared with what they are to become, file by file.
//!
//! `BLESS=1 cargo test --test suite sites` writes what is published now into `expected/`; read the difference before you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tratado::render::{Kind, Renderer};
use walkdir::WalkDir;

use crate::site::{lines, read, repository};

/// The files below a folder, by their path there.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// What is published, by path. So that a change of the default theme's looks changes no page here, assets stand under their names, without
/// fingerprints, and those of the default theme are left out.
fn published(renderer: &Renderer) -> BTreeMap<String, Vec<u8>> {
    let assets: Vec<(String, String)> = renderer
        .outputs()
        .filter_map(|output| match &output.kind {
            Kind::Asset(name) if output.path.starts_with("assets/") => {
                Some((output.path.clone(), format!("assets/{name}")))
            }
            _ => None,
        })
        .collect();
    let named = |text: &str| assets.iter().fold(text.to_owned(), |text, (path, name)| text.replace(path, name));
    let is_default = |name: &str, bytes: &[u8]| {
        fs::read(repository().join("themes/default").join(name)).is_ok_and(|default| default == bytes)
    };
    let mut published = BTreeMap::new();
    for output in renderer.outputs() {
        let bytes = renderer.render(output).unwrap().into_owned();
        let path = named(&output.path);
        if matches!(output.kind, Kind::Asset(_)) && is_default(&path, &bytes) {
            continue;
        }
        let bytes = String::from_utf8(bytes).map_or_else(|error| error.into_bytes(), |text| named(&text).into_bytes());
        published.insert(path, bytes);
    }
    published
}

fn check(name: &str) {
    let root = repository().join("tests/sites").join(name);
    let site = read(&root, false, None);
    assert_eq!(lines(&root, &site.diagnostics), Vec::<String>::new(), "{name}");
    let published = published(&site.renderer.unwrap());
    let expected_folder = root.join("expected");
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&expected_folder);
        for (path, bytes) in &published {
            let path = expected_folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let expected = tree(&expected_folder);
    let only_in = |one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        one.keys().filter(|path| !other.contains_key(*path)).cloned().collect()
    };
    let (new, stale) = (only_in(&published, &expected), only_in(&expected, &published));
    assert!(
        new.is_empty() && stale.is_empty(),
        "{name}: published and not expected {new:?}, expected and not published {stale:?}"
    );
    for (path, bytes) in &published {
        let (found, wanted) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
        if let Some(line) = found.lines().zip(wanted.lines()).position(|(found, wanted)| found != wanted) {
            let at = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
            panic!("{name}/expected/{path}:{}\n  found    {}\n  expected {}", line + 1, at(&found), at(&wanted));
        }
        assert_eq!(found, wanted, "{name}/expected/{path}");
    }
}

#[test]
fn a_site_with_every_field_of_every_collection_is_published_as_expected() {
    check("every-field");
}

#[test]
fn a_child_theme_overrides_its_parent_file_by_file() {
    check("child-theme");
}

#[test]
fn a_site_of_one_language_with_its_own_vocabulary_is_published_as_expected() {
    check("own-vocabulary");
}

#[test]
fn a_site_in_four_languages_with_gaps_is_published_as_expected() {
    check("four-languages");
}
