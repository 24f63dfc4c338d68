//! What speed is measured with: the generated plan and the theme of the comparison. They are what they say, and the program finds no
//! mistake in them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use tratado::build::{self, Published};
use tratado::render::{Kind, Renderer};

use crate::edits::copy;
use crate::site::{files_in, lines, read, repository};

#[path = "../../examples/generate-plan/plan.rs"]
mod plan;

#[test]
fn a_generated_plan_is_published_without_a_finding() {
    for (areas, pages) in [(20, 66), (110, 362)] {
        let root = TempDir::new().unwrap();
        assert_eq!(plan::write(areas, root.path()).unwrap(), pages);
        let renderer = published(root.path());
        let records = renderer.outputs().filter(|output| matches!(output.kind, Kind::Record { .. })).count();
        assert_eq!(records, pages);
    }
}

/// `benches/themes/equal` is not looked at when a theme's contract changes, but the comparison with Hugo needs it to fit.
#[test]
fn the_theme_of_the_comparison_fits_a_generated_plan() {
    let root = TempDir::new().unwrap();
    plan::write(20, root.path()).unwrap();
    copy(&repository().join("benches/themes"), &root.path().join("themes"));
    let settings = fs::File::options().append(true).open(root.path().join("content/site.yaml"));
    settings.unwrap().write_all(b"theme: equal\n").unwrap();
    let renderer = published(root.path());
    let files = files_in(&root.path().join(build::OUTPUT));
    let page = renderer.outputs().find(|output| matches!(output.kind, Kind::Record { .. })).unwrap();
    let text = std::str::from_utf8(&files[&page.path]).unwrap();
    // Its pages are its own: the default theme's tell programs what they are about.
    assert!(!text.contains("application/ld+json"), "{text}");
}

/// Publishes a site without a finding.
fn published(root: &Path) -> Arc<Renderer> {
    let site = read(root, false, None);
    assert_eq!(lines(root, &site.diagnostics), Vec::<String>::new());
    let renderer = site.renderer.unwrap();
    let published = build::publish(&renderer, root, &root.join(build::OUTPUT), None, &|| {}).unwrap();
    assert!(matches!(published, Published::Whole(_)));
    renderer
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
