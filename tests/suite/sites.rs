//! Whole sites, compared with what they are to become, file by file.
//!
//! `BLESS=1 cargo test --test suite sites` writes what is published now into `expected/`; read the difference before you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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

fn check(name: &str) {
    let root = repository().join("tests/sites").join(name);
    let site = read(&root, false, None);
    assert_eq!(lines(&root, &site.diagnostics), Vec::<String>::new(), "{name}");
    let renderer = site.renderer.unwrap();
    let published: BTreeMap<String, Vec<u8>> =
        renderer.outputs().map(|output| (output.path.clone(), renderer.render(output).unwrap().into_owned())).collect();
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
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&published), names(&expected), "{name}: other files are published than expected");
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
