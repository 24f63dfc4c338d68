//! Broken sites: for every code one that makes that mistake, with the report that its author reads.
//!
//! `BLESS=1 cargo test --test suite broken` writes the reports as they are now into `expected.txt`; read the difference before you commit it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tratado::build::{self, Ask};
use tratado::diagnostic::{self, Code, SourceText};
use tratado::external::{Answer, Trouble};
use tratado::publish::MANIFEST;
use tratado::read::files;
use tratado::source::FilePath;
use tratado::theme;
use walkdir::WalkDir;

use crate::site::{read, read_with_translations, repository};

/// The width that a report has where there is no terminal.
const WIDTH: usize = 140;

fn folder() -> PathBuf {
    repository().join("tests/broken")
}

/// The names of the broken sites, in alphabetical order.
fn sites() -> Vec<String> {
    let folders = fs::read_dir(folder()).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A copy of a broken site in a folder of its own, with what git cannot hold on every system or should not.
fn copy(name: &str) -> TempDir {
    let copy = TempDir::new().unwrap();
    let site = folder().join(name);
    for entry in WalkDir::new(&site).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let path = copy.path().join(entry.path().strip_prefix(&site).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(entry.path(), path).unwrap();
    }
    #[cfg(unix)]
    if name == Code::SymbolicLink.as_str() {
        add_links(copy.path());
    }
    if name == Code::TooLarge.as_str() {
        add_files_too_large_to_parse(copy.path());
    }
    if name == Code::LargeFile.as_str() {
        add_file(copy.path(), "content/areas/fisheries/quays.png", 3 * 1024 * 1024);
    }
    if name == Code::GoneAddress.as_str() {
        let manifest = r#"{"format": 1, "files": {"en/areas/fisheries/index.html": "", "es/index.html": "", "assets/harbour.0123456789.css": ""}}"#;
        fs::create_dir_all(copy.path().join(build::OUTPUT)).unwrap();
        fs::write(copy.path().join(build::OUTPUT).join(MANIFEST), manifest).unwrap();
    }
    copy
}

/// Links out of the content folder: to a file, to a folder, to nothing; two in a circle; and one that stays within it, which is no mistake.
#[cfg(unix)]
fn add_links(root: &Path) {
    use std::os::unix::fs::symlink;
    fs::create_dir_all(root.join("elsewhere")).unwrap();
    fs::write(root.join("elsewhere/harbours.yaml"), "title: Harbours\n").unwrap();
    symlink("../../elsewhere/harbours.yaml", root.join("content/areas/harbours.yaml")).unwrap();
    symlink("../elsewhere", root.join("content/groups")).unwrap();
    symlink("../nowhere", root.join("content/bodies")).unwrap();
    fs::create_dir_all(root.join("content/events/summit")).unwrap();
    symlink("../summit", root.join("content/events/summit/again")).unwrap();
    symlink("round.yaml", root.join("content/events/round.yaml")).unwrap();
    fs::create_dir_all(root.join("content/areas/fisheries")).unwrap();
    symlink("../../files/map.svg", root.join("content/areas/fisheries/map.svg")).unwrap();
}

/// Files that are a byte too large to be parsed; and some that are only copied, which is no mistake. They have a length and
/// no content, so that they take no space.
fn add_files_too_large_to_parse(root: &Path) {
    for path in [
        "content/areas/fisheries.en.md",
        "content/bodies/harbour-office.yaml",
        "content/events.yaml",
        "themes/harbour/strings/es.ftl",
        "themes/harbour/templates/area.html",
        "themes/harbour/assets/harbour.css.tera",
        "content/areas/fisheries/map.tiff",
        "content/files/downloads/plan.pdf",
        "themes/harbour/assets/harbour.svg",
    ] {
        add_file(root, path, files::MOST_BYTES_PARSED + 1);
    }
}

/// A file of a length that holds nothing, so that it takes no space.
fn add_file(root: &Path, path: &str, length: u64) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::File::create(path).unwrap().set_len(length).unwrap();
}

/// What the websites say to which broken sites link; that they are asked is held where the asking is.
fn answers(urls: &BTreeSet<String>) -> BTreeMap<String, Answer> {
    let answer = |url: &String| match url.split('#').next().unwrap_or_default().trim_end_matches('/').rsplit('/').next()
    {
        Some("gone") => Answer::Missing { status: 410, at: None },
        Some("council.example.org") => {
            Answer::Moved { to: "https://www.council.example.org/".to_owned(), permanently: true }
        }
        Some("tomorrow") => Answer::Moved { to: "https://quotas.example.org/today".to_owned(), permanently: false },
        Some("login") => Answer::Unclear(Trouble::Status(403)),
        _ => Answer::Found,
    };
    urls.iter().map(|url| (url.clone(), answer(url))).collect()
}

/// The report of a site: what is found before rendering and, where that forbids nothing, in what is rendered.
fn report(name: &str, root: &Path) -> String {
    let read = if name.ends_with("-translation") { read_with_translations } else { read };
    let build::Site { renderer, mut diagnostics } = read(root, false, None);
    if let Some(renderer) = renderer.filter(|_| !diagnostics.has_errors()) {
        let ask: Ask<'_> = &answers;
        let ask = [Code::DeadLink, Code::MovedLink, Code::UnclearLink]
            .iter()
            .any(|code| code.as_str() == name)
            .then_some(ask);
        diagnostics.extend(build::check(&renderer, root, &root.join(build::OUTPUT), ask, &|| {}).unwrap());
    }
    let fetch = |file: &FilePath| theme::source_text(root, file);
    diagnostic::human(&diagnostics, &mut SourceText::new(&fetch), WIDTH, false)
}

#[test]
fn every_broken_site_is_reported_as_expected() {
    let mut different = String::new();
    for name in sites() {
        // Links cannot be made everywhere.
        if name == Code::SymbolicLink.as_str() && cfg!(not(unix)) {
            continue;
        }
        let found = report(&name, copy(&name).path());
        assert!(found.contains(&format!("[{name}]: ")), "`tests/broken/{name}` does not make its mistake:\n{found}");
        let path = folder().join(&name).join("expected.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            different.push_str(&format!("== {name}, found:\n{found}== {name}, expected:\n{expected}"));
        }
    }
    assert!(different.is_empty(), "{different}");
}

#[test]
fn every_code_has_a_broken_site_and_every_broken_site_a_code() {
    let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(sites(), codes);
}

/// The page of the codes.
fn page() -> String {
    fs::read_to_string(repository().join("docs/diagnostics.md")).unwrap()
}

#[test]
fn every_code_has_its_section_in_the_documentation_in_order() {
    let page = page();
    // The sections before this one are about all codes.
    let (_, sections) = page.split_once("\n## Every code\n").unwrap();
    // Between fences stand examples, which may have headings of their own.
    let prose = sections.split("```").step_by(2);
    let sections: Vec<_> = prose.flat_map(str::lines).filter_map(|line| line.strip_prefix("## ")).collect();
    let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(sections, codes);
}

#[test]
fn the_documentation_has_a_table_of_every_code_with_its_severity_and_summary() {
    let page = page();
    let rows: BTreeSet<_> = page.lines().filter(|line| line.starts_with("| [`")).collect();
    let expected: Vec<_> = Code::ALL
        .iter()
        .map(|code| {
            let always = if code.is_always_error() { ", always" } else { "" };
            format!("| [`{code}`](#{code}) | {}{always} | {} |", code.severity().as_str(), code.summary())
        })
        .collect();
    assert_eq!(rows, expected.iter().map(String::as_str).collect::<BTreeSet<_>>());
}
