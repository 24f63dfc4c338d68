//! The generated plan, with which speed is measured: it is what it says, and the program finds no mistake in it.

use std::fs;

use tempfile::TempDir;
use tratado::build::{self, Published};
use tratado::render::Kind;

use crate::site::{files_in, lines, read};

#[path = "../../examples/generate-plan/plan.rs"]
mod plan;

#[test]
fn a_generated_plan_is_published_without_a_finding() {
    for (areas, pages) in [(20, 66), (110, 362)] {
        let root = TempDir::new().unwrap();
        assert_eq!(plan::write(areas, root.path()).unwrap(), pages);
        let site = read(root.path(), false, None);
        assert_eq!(lines(root.path(), &site.diagnostics), Vec::<String>::new());
        let renderer = site.renderer.unwrap();
        let records = renderer.outputs().filter(|output| matches!(output.kind, Kind::Record { .. })).count();
        assert_eq!(records, pages);
        let published = build::publish(&renderer, root.path(), &root.path().join(build::OUTPUT), None, &|| {}).unwrap();
        assert!(matches!(published, Published::Whole(..)));
    }
}

#[test]
fn a_generated_plan_is_the_same_each_time_and_has_400_words_a_page() {
    let roots = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    roots.iter().for_each(|root| assert_eq!(plan::write(20, root.path()).unwrap(), 66));
    let [first, second] = roots.map(|root| files_in(root.path()));
    assert_eq!(first, second);
    for (path, text) in first.iter().filter(|(path, _)| path.ends_with(".md")) {
        let words = std::str::from_utf8(text).unwrap().split_whitespace().count();
        assert!((350..450).contains(&words), "{path} has {words} words");
    }
}

#[test]
fn a_plan_is_not_generated_over_what_is_there() {
    let root = TempDir::new().unwrap();
    fs::write(root.path().join("thesis.txt"), "years of work").unwrap();
    assert!(plan::write(20, root.path()).is_err());
    assert_eq!(files_in(root.path()).len(), 1);
    assert!(plan::write(19, &root.path().join("new")).is_err());
}
