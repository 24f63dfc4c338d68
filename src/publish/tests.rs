//! What publishing promises, looked at from outside. Kills and refusals at every step are in `kill_tests`, links, mounts
//! and full disks in `system_tests`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::place::INSIDE;
use super::{MANIFEST, Report, Stage, faults};
use crate::error::{Error, Result};

pub(super) type Site<'a> = &'a [(&'a str, &'a str)];

pub(super) const FORMER: Site = &[
    ("index.html", "home"),
    ("en/index.html", "english"),
    ("en/areas/security/index.html", "security"),
    ("en/areas/trade/index.html", "trade"),
];
pub(super) const NEXT: Site = &[
    ("index.html", "home"),
    ("en/index.html", "ENGLISH"),
    ("en/areas/security/index.html", "security"),
    ("es/index.html", "español"),
];

pub(super) fn publish(output: &Path, site: Site) -> Result<Report> {
    let stage = Stage::open(output)?;
    for (path, text) in site {
        stage.write(path, text.as_bytes())?;
    }
    stage.publish().map(|(report, _)| report)
}

/// All files under a folder with their text, links as `-> target`, without the manifest.
pub(super) fn files(folder: &Path) -> BTreeMap<String, String> {
    fn walk(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
        for entry in folder.read_dir().unwrap().map(io::Result::unwrap) {
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                walk(&entry.path(), &format!("{path}/"), found);
            } else if kind.is_symlink() {
                found.insert(path, format!("-> {}", entry.path().read_link().unwrap().display()));
            } else if path != MANIFEST {
                found.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

pub(super) fn as_files(site: Site) -> BTreeMap<String, String> {
    site.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A temporary folder and the output in it, into which the former site is published.
pub(super) fn published() -> (TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("output");
    publish(&output, FORMER).unwrap();
    (root, output)
}

pub(super) fn refusal(outcome: Result<impl Sized>) -> Error {
    outcome.err().expect("this is refused")
}

pub(super) fn identity(path: &Path) -> (same_file::Handle, SystemTime) {
    (same_file::Handle::from_path(path).unwrap(), path.metadata().unwrap().modified().unwrap())
}

#[test]
fn a_first_site_makes_the_folder_and_its_parents() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("far/away");
    let report = publish(&output, FORMER).unwrap();
    assert_eq!(report, Report { written: 4, unchanged: 0, removed: 0 });
    assert_eq!(files(&output), as_files(FORMER));
    assert_eq!(names(output.parent().unwrap()), ["away"]);
}

#[test]
fn an_unchanged_file_keeps_its_inode_and_time_and_what_is_gone_is_removed() {
    let (root, output) = published();
    let page = output.join("en/areas/security/index.html");
    let before = identity(&page);
    let report = publish(&output, NEXT).unwrap();
    assert_eq!(report, Report { written: 2, unchanged: 2, removed: 1 });
    assert_eq!(files(&output), as_files(NEXT));
    assert!(identity(&page) == before);
    assert!(!output.join("en/areas/trade").exists());
    assert_eq!(names(root.path()), ["output"]);
}

#[test]
fn when_nothing_has_changed_the_folder_itself_stays() {
    let (root, output) = published();
    let before = identity(&output);
    assert_eq!(publish(&output, FORMER).unwrap(), Report { written: 0, unchanged: 4, removed: 0 });
    assert!(identity(&output) == before);
    assert_eq!(names(root.path()), ["output"]);
}

#[test]
fn a_file_changed_by_another_hand_is_written_anew_even_with_the_same_size_and_time() {
    let (_root, output) = published();
    let page = output.join("en/index.html");
    let modified = page.metadata().unwrap().modified().unwrap();
    fs::write(&page, "engl1sh").unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(modified).unwrap();
    assert_eq!(publish(&output, FORMER).unwrap(), Report { written: 1, unchanged: 3, removed: 0 });
    assert_eq!(files(&output), as_files(FORMER));
}

#[test]
fn a_file_put_there_by_another_hand_is_removed_even_when_nothing_else_has_changed() {
    let (_root, output) = published();
    fs::write(output.join("en/stray.html"), "stray").unwrap();
    fs::create_dir_all(output.join("empty/folders")).unwrap();
    publish(&output, FORMER).unwrap();
    assert_eq!(files(&output), as_files(FORMER));
    assert!(!output.join("empty").exists());
}

#[test]
fn a_folder_of_another_is_refused_and_left_alone() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("thesis.txt"), "years of work").unwrap();
    let error = refusal(Stage::open(root.path()));
    assert!(error.to_string().starts_with("this folder holds files that Tratado did not write: `"), "{error}");
    assert!(error.advice().is_some());
    assert_eq!(names(root.path()), ["thesis.txt"]);
}

#[test]
fn a_folder_filled_by_another_during_the_build_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("output");
    let stage = Stage::open(&output).unwrap();
    stage.write("index.html", b"home").unwrap();
    fs::create_dir(&output).unwrap();
    fs::write(output.join("thesis.txt"), "years of work").unwrap();
    refusal(stage.publish());
    assert_eq!(names(&output), ["thesis.txt"]);
    assert_eq!(names(root.path()), ["output"]);
}

#[test]
fn what_belongs_to_the_repository_does_not_count_and_is_carried_over() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("output");
    fs::create_dir_all(output.join(".git/objects")).unwrap();
    fs::write(output.join(".git/HEAD"), "ref: refs/heads/pages").unwrap();
    fs::write(output.join(".gitignore"), "*.tmp").unwrap();
    for site in [FORMER, NEXT] {
        publish(&output, site).unwrap();
        let mut expected = as_files(site);
        expected.insert(".git/HEAD".into(), "ref: refs/heads/pages".into());
        expected.insert(".gitignore".into(), "*.tmp".into());
        assert_eq!(files(&output), expected);
        assert!(output.join(".git/objects").is_dir());
    }
}

#[test]
fn a_second_build_is_refused_while_the_first_is_at_work() {
    let (_root, output) = published();
    let first = Stage::open(&output).unwrap();
    let error = refusal(Stage::open(&output));
    assert!(error.to_string().starts_with("another build is publishing to `"), "{error}");
    first.write("index.html", b"first").unwrap();
    first.publish().unwrap();
    Stage::open(&output).unwrap();
}

#[test]
fn a_full_disk_leaves_no_working_folder_and_the_former_output() {
    let (root, output) = published();
    // The first refusal is that of the folder, which is made on the second attempt.
    for changes in 1..4 {
        let _fault = faults::refuse_once_after(changes, root.path());
        let error = refusal(Stage::open(&output));
        assert_eq!(error.advice(), Some("free some space; the former output is untouched"), "{error}");
        assert_eq!(names(root.path()), ["output"], "{error}");
        assert_eq!(files(&output), as_files(FORMER));
    }
}

#[test]
fn a_dropped_stage_leaves_nothing() {
    let (root, output) = published();
    let before = identity(&output);
    let stage = Stage::open(&output).unwrap();
    stage.write("en/index.html", b"never seen").unwrap();
    drop(stage);
    assert!(identity(&output) == before);
    assert_eq!(files(&output), as_files(FORMER));
    assert_eq!(names(root.path()), ["output"]);
}

#[test]
fn many_threads_may_write() {
    use rayon::prelude::*;

    let (_root, output) = published();
    let stage = Stage::open(&output).unwrap();
    (0..500).into_par_iter().for_each(|n| stage.write(&format!("a/{}/{n}/index.html", n % 7), b"page").unwrap());
    assert_eq!(stage.publish().unwrap().0, Report { written: 500, unchanged: 0, removed: 4 });
    assert_eq!(files(&output).len(), 500);
}

#[test]
fn a_path_that_leads_elsewhere_is_refused() {
    let (_root, output) = published();
    let stage = Stage::open(&output).unwrap();
    for path in [
        "",
        "/etc/passwd",
        "../up",
        "en/../../up",
        "en//x",
        "en/",
        "./x",
        "en\\x",
        ".git/hooks/x",
        ".GIT/x",
        MANIFEST,
        INSIDE,
    ] {
        assert!(stage.write(path, b"").is_err(), "{path}");
    }
    for path in [".well-known/security.txt", ".nojekyll", "en/.git", "a..b/c"] {
        stage.write(path, b"").unwrap();
    }
}

#[test]
fn two_files_at_one_path_are_refused() {
    let (_root, output) = published();
    let stage = Stage::open(&output).unwrap();
    stage.write("index.html", b"home").unwrap();
    refusal(stage.write("index.html", b"home"));
    stage.write("new.html", b"one").unwrap();
    refusal(stage.write("new.html", b"other"));
}

#[test]
fn the_manifest_depends_on_the_site_alone() {
    let (_root, output) = published();
    let manifest = fs::read_to_string(output.join(MANIFEST)).unwrap();
    let other = tempfile::tempdir().unwrap();
    let backwards: Vec<_> = FORMER.iter().rev().copied().collect();
    publish(other.path(), &backwards).unwrap();
    assert_eq!(fs::read_to_string(other.path().join(MANIFEST)).unwrap(), manifest);
    let beginning = format!(
        "{{\n  \"format\": 1,\n  \"files\": {{\n    \"en/areas/security/index.html\": \"{}\",\n    \"en/areas/trade/",
        blake3::hash(b"security")
    );
    assert!(manifest.starts_with(&beginning), "{manifest}");
}

#[test]
fn a_manifest_that_cannot_be_understood_still_marks_the_folder_as_ours() {
    let (_root, output) = published();
    for unreadable in ["<<<<<<< HEAD", r#"{"format": 2, "files": {}}"#, ""] {
        fs::write(output.join(MANIFEST), unreadable).unwrap();
        assert_eq!(publish(&output, NEXT).unwrap().written, 4);
        assert_eq!(files(&output), as_files(NEXT));
    }
}

#[test]
fn a_workplace_that_is_a_file_is_reported() {
    let (root, output) = published();
    fs::write(root.path().join(".output.tratado"), "mine").unwrap();
    let error = refusal(Stage::open(&output));
    assert!(error.to_string().starts_with("what stands in the place of the working folder is none: `"), "{error}");
}

#[test]
fn where_nothing_can_be_exchanged_files_are_replaced_one_by_one() {
    for fault in [faults::no_exchange, faults::no_exchange_of_output] {
        let (root, output) = published();
        fs::create_dir(output.join(".git")).unwrap();
        let _standing = fault(root.path());
        let page = output.join("en/areas/security/index.html");
        let before = (identity(&page), same_file::Handle::from_path(&output).unwrap());
        assert_eq!(publish(&output, NEXT).unwrap(), Report { written: 2, unchanged: 2, removed: 1 });
        assert_eq!(files(&output), as_files(NEXT));
        assert!((identity(&page), same_file::Handle::from_path(&output).unwrap()) == before);
        assert_eq!(names(&output), [".git", MANIFEST, "en", "es", "index.html"]);
        assert_eq!(names(&output.join("en/areas")), ["security"]);
        assert_eq!(names(root.path()), ["output"]);
    }
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let sites: [Site; 2] =
        [&[("a", "file"), ("b/c/d", "deep"), ("b/e", "high")], &[("a/b/c", "deep"), ("b", "file"), ("d", "more")]];
    for is_in_place in [false, true] {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("output");
        let _standing = is_in_place.then(|| faults::no_exchange(root.path()));
        for site in [sites[0], sites[1], sites[0]] {
            publish(&output, site).unwrap();
            assert_eq!(files(&output), as_files(site));
        }
    }
}

#[test]
fn a_copy_keeps_the_time() {
    let root = tempfile::tempdir().unwrap();
    let (from, to) = (root.path().join("from"), root.path().join("to"));
    fs::write(&from, "page").unwrap();
    let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(1_187_654_321);
    fs::File::options().write(true).open(&from).unwrap().set_modified(modified).unwrap();
    super::disk::copy(&from, &to).unwrap();
    assert_eq!(to.metadata().unwrap().modified().unwrap(), modified);
    assert_eq!(fs::read(&to).unwrap(), b"page");
}
