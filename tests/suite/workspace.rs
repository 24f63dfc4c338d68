//! A site that is kept as its files change: it is what a fresh build would make, and no more of it is made anew than has to be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tratado::build::{self, Changes, Request, Workspace};
use tratado::model::{Collection, RecordId};
use tratado::render::{Fingerprint, Renderer};

use crate::edits::{Desk, edit};
use crate::site::{Site, lines, outputs};

fn request(root: &Path) -> Request {
    Request { root: root.to_owned(), base_url: None, now: None, drafts: false }
}

fn paths(paths: impl IntoIterator<Item = PathBuf>) -> Changes {
    Changes::Paths(paths.into_iter().collect())
}

/// What somebody sees of a site: its findings, and its outputs where they can be made.
fn seen(
    root: &Path,
    renderer: Option<&Renderer>,
    diagnostics: &tratado::diagnostic::Diagnostics,
) -> (Vec<String>, BTreeMap<String, String>) {
    (lines(root, diagnostics), renderer.map(outputs).unwrap_or_default())
}

/// The fingerprints of the pages.
fn fingerprints(renderer: &Renderer) -> BTreeMap<String, Fingerprint> {
    let prints =
        renderer.outputs().filter_map(|output| Some((output.path.clone(), renderer.prepare(output)?.fingerprint())));
    prints.collect()
}

fn holds_whatever_is_edited(source: &str, cases: u32, most_edits: usize) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let edits = vec((edit(), any::<bool>()), 1..most_edits);
    let result = TestRunner::new_with_rng(
        config.clone(),
        proptest::test_runner::TestRng::deterministic_rng(config.rng_algorithm),
    )
    .run(&edits, |edits| {
        let site = Site::new();
        let desk = Desk::new(&site, source);
        let mut workspace = Workspace::open(request(desk.root())).unwrap();
        for (position, (edit, is_told)) in edits.iter().enumerate() {
            let touched = desk.edit(edit);
            let before = workspace.renderer().map(|renderer| (workspace.generation(), Arc::clone(renderer)));
            let changes = if *is_told { paths(touched) } else { Changes::Anything };
            workspace.refresh(&changes).unwrap();
            let fresh = build::site(&request(desk.root())).unwrap();
            prop_assert_eq!(
                lines(desk.root(), workspace.diagnostics()),
                lines(desk.root(), &fresh.diagnostics),
                "{:?}",
                edit
            );
            prop_assert_eq!(workspace.renderer().is_some(), fresh.renderer.is_some());
            if position % 4 != 3 && position + 1 != edits.len() {
                continue;
            }
            let kept = seen(desk.root(), workspace.renderer().map(Arc::as_ref), workspace.diagnostics());
            let built = seen(desk.root(), fresh.renderer.as_deref(), &fresh.diagnostics);
            prop_assert_eq!(&kept, &built, "{:?}", edit);
            if let (Some((generation, before)), Some(after)) = (before, workspace.renderer())
                && generation == workspace.generation()
            {
                let (prints, texts) = (fingerprints(&before), outputs(&before));
                for (path, print) in fingerprints(after) {
                    if prints.get(&path) == Some(&print) {
                        prop_assert_eq!(&texts[&path], &kept.1[&path]);
                    }
                }
            }
        }
        Ok(())
    });
    result.unwrap();
}

#[test]
fn after_any_edits_the_own_plan_is_what_a_fresh_build_makes() {
    holds_whatever_is_edited(".", 8, 12);
}

#[test]
fn after_any_edits_the_full_plan_is_what_a_fresh_build_makes() {
    holds_whatever_is_edited("tests/sites/full-plan", 4, 10);
}

/// The pages that are other than they were.
fn changed(before: &Renderer, after: &Renderer) -> BTreeSet<String> {
    let prints = fingerprints(before);
    let others = fingerprints(after).into_iter().filter(|(path, print)| prints.get(path) != Some(print));
    others.map(|(path, _)| path).collect()
}

#[test]
fn an_edit_of_prose_changes_just_the_pages_that_show_it() {
    let site = Site::new();
    let desk = Desk::new(&site, ".");
    let mut workspace = Workspace::open(request(desk.root())).unwrap();
    let before = Arc::clone(workspace.renderer().unwrap());
    let path = desk.content().join("areas/security.es.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\nUna frase más.\n")).unwrap();
    workspace.refresh(&paths([path])).unwrap();
    let after = workspace.renderer().unwrap();
    let site = after.site();
    let area = site.find(&RecordId::new(Collection::Areas, "security".parse().unwrap())).unwrap();
    let spanish = site.language_indices().nth(1).unwrap();
    let own = format!("{}index.html", site.address(area, spanish));
    // The search names its index, which is another where any text of its language is.
    let others = ["es/buscar/index.html", "es/plan-completo/index.html"].map(str::to_owned);
    assert_eq!(changed(&before, after), others.into_iter().chain([own]).collect());
    assert_eq!(workspace.generation(), 1);
    // Nothing else was linked again.
    assert!(Arc::ptr_eq(&before.site().files, &after.site().files));
}

/// The records that are others than they were.
fn read_again(before: &Renderer, after: &Renderer) -> Vec<String> {
    let pairs = before.site().records().zip(after.site().records());
    let others = pairs.filter(|((_, before), (_, after))| !Arc::ptr_eq(&before.record, &after.record));
    others.map(|((_, before), _)| before.record.id.to_string()).collect()
}

#[test]
fn only_records_of_changed_files_are_read_again() {
    let site = Site::new();
    let desk = Desk::new(&site, ".");
    let mut workspace = Workspace::open(request(desk.root())).unwrap();
    for (file, text, expected) in [
        ("areas/security.en.md", "\nA sentence.\n", &["areas/security"][..]),
        ("areas/security.yaml", "\norder: 1\n", &["areas/security"]),
        ("site.yaml", "\n# A comment.\n", &[]),
    ] {
        let before = Arc::clone(workspace.renderer().unwrap());
        let path = desk.content().join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap() + text).unwrap();
        workspace.refresh(&paths([path])).unwrap();
        assert_eq!(read_again(&before, workspace.renderer().unwrap()), expected, "{file}");
    }
}

#[test]
fn the_wishes_of_a_site_hold_for_what_changed() {
    let site = Site::new()
        .setting("diagnostics: {missing-translation: error}")
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\n")
        .file("content/areas/water.en.md", "Water.\n");
    let mut workspace = Workspace::open(request(site.root())).unwrap();
    assert_eq!(workspace.diagnostics().count(tratado::diagnostic::Severity::Error), 1);
    site.write("content/areas/water.en.md", "More water.\n");
    workspace.refresh(&paths([site.root().join("content/areas/water.en.md")])).unwrap();
    assert_eq!(workspace.diagnostics().count(tratado::diagnostic::Severity::Error), 1);
}

#[test]
fn a_heading_that_others_lead_to_is_missed_when_it_goes() {
    let site = Site::new()
        .setting("diagnostics: {missing-translation: off}")
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\n")
        .file("content/areas/water.en.md", "See [[groups/panel#role]].\n")
        .file("content/groups/panel.yaml", "title: {en: Panel, es: Panel}\n")
        .file("content/groups/panel.en.md", "## Its role {#role}\n\nIt meets.\n");
    let mut workspace = Workspace::open(request(site.root())).unwrap();
    assert!(workspace.diagnostics().is_empty());
    site.write("content/groups/panel.en.md", "## Its role\n\nIt meets.\n");
    workspace.refresh(&paths([site.root().join("content/groups/panel.en.md")])).unwrap();
    assert_eq!(
        lines(site.root(), workspace.diagnostics()),
        ["content/areas/water.en.md:1:19: error[unknown-anchor]: `groups/panel` has no heading `#role`"]
    );
}

#[test]
fn a_link_that_leads_elsewhere_shows_on_both_sides() {
    let site = Site::new()
        .setting("diagnostics: {missing-translation: off}")
        .file("content/areas/water.yaml", "title: {en: Water, es: Agua}\n")
        .file("content/areas/water.en.md", "See [[groups/panel]].\n")
        .file(
            "content/groups.yaml",
            "panel: {title: {en: Panel, es: Panel}}\nboard: {title: {en: Board, es: Junta}}\n",
        );
    let mut workspace = Workspace::open(request(site.root())).unwrap();
    site.write("content/areas/water.en.md", "See [[groups/board]].\n");
    workspace.refresh(&paths([site.root().join("content/areas/water.en.md")])).unwrap();
    let fresh = build::site(&request(site.root())).unwrap();
    assert_eq!(outputs(workspace.renderer().unwrap()), outputs(&fresh.renderer.unwrap()));
}
