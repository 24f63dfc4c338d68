//! A build that keeps what the last one made: whatever happened in between, what is published is what a build that keeps nothing publishes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use tratado::build::{self, Publication, Published, Request, Step, Timings, Workspace};
use tratado::digest::Digest;
use tratado::read::{Sources, Survey};

use crate::edits::{Desk, edit};
use crate::site::{Site, files_in, lines, outputs, repository};

/// What names the program that builds.
const PROGRAM: &str = "the program";

fn request(root: &Path) -> Request {
    Request { root: root.to_owned(), base_url: None, now: None, drafts: false }
}

/// Takes over what the last build made, where nothing has changed since.
fn repeat(root: &Path) -> Option<Publication> {
    let survey = Survey::of(root, Some(PROGRAM)).unwrap();
    build::repeat(&request(root), &root.join(build::OUTPUT), PROGRAM, &survey).unwrap()
}

/// What came of a build: what it took, or what forbids it.
type Built = Result<Timings, Vec<String>>;

/// Builds the site in a folder to a folder below it, with what the last build read and made or without.
fn build(root: &Path, output: &str, keeps: bool) -> Built {
    let survey = Survey::of(root, keeps.then_some(PROGRAM)).unwrap();
    let workspace = Workspace::of(request(root), survey).unwrap();
    if keeps {
        workspace.keep(PROGRAM);
    }
    let made_of = workspace.made_of(PROGRAM).filter(|_| keeps);
    let build::Site { renderer, diagnostics } = workspace.into_site();
    let Some(renderer) = renderer.filter(|_| !diagnostics.has_errors()) else {
        return Err(lines(root, &diagnostics));
    };
    match build::publish(&renderer, root, &root.join(output), made_of.as_ref(), &|| {}).unwrap() {
        Published::Whole(publication) => Ok(publication.timings),
        Published::Mistaken(mistakes) => Err(lines(root, &mistakes)),
    }
}

fn warm(site: &Site) -> Timings {
    build(site.root(), build::OUTPUT, true).unwrap()
}

/// How many outputs went through a step.
fn count(timings: &Timings, step: Step) -> usize {
    timings.iter().find(|timing| timing.step == step).map_or(0, |timing| timing.files)
}

/// A site whose search costs nothing.
fn site() -> Site {
    site_without("search: false")
}

/// A site without some outputs.
fn site_without(outputs: &str) -> Site {
    Site::new()
        .setting(&format!("outputs: {{{outputs}}}"))
        .file("content/areas/a.yaml", "title: {en: Area, es: Área}\n")
        .file("content/areas/a.en.md", "See [[areas/b]].\n")
        .file("content/areas/a.es.md", "Véase [[areas/b]].\n")
        .file("content/areas/b.yaml", "title: {en: Other, es: Otra}\n")
        .file("content/files/note.txt", "A note.\n")
}

fn is_as_a_cold_build(site: &Site) {
    let cold = tempfile::tempdir().unwrap();
    let into = cold.path().join("output");
    let renderer = site.renderer();
    assert!(matches!(build::publish(&renderer, site.root(), &into, None, &|| {}).unwrap(), Published::Whole(_)));
    assert_eq!(files_in(&site.output()), files_in(&into));
}

fn holds_whatever_is_edited(source: &str, cases: u32, most_edits: usize) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let result = TestRunner::new_with_rng(config, rng).run(&vec(edit(), 2..most_edits), |edits| {
        let site = Site::new();
        let desk = Desk::new(&site, source);
        let published = [build::OUTPUT, "cold"].map(|output| desk.root().join(output));
        published.iter().for_each(|output| fs::create_dir(output).unwrap());
        for edit in &edits {
            desk.edit(edit);
            let is_repeated = repeat(desk.root()).is_some();
            let repeated = files_in(&published[0]);
            let (warm, cold) = (build(desk.root(), build::OUTPUT, true), build(desk.root(), "cold", false));
            if is_repeated {
                prop_assert!(cold.is_ok());
                prop_assert_eq!(&repeated, &files_in(&published[1]), "{:?}", edit);
            }
            prop_assert_eq!(warm.err(), cold.err(), "{:?}", edit);
            prop_assert_eq!(files_in(&published[0]), files_in(&published[1]), "{:?}", edit);
            repeat(desk.root());
            prop_assert_eq!(files_in(&published[0]), files_in(&published[1]), "{:?}, and built again", edit);
        }
        Ok(())
    });
    result.unwrap();
}

#[test]
fn after_any_edits_the_own_plan_is_what_a_cold_build_makes() {
    holds_whatever_is_edited(".", 3, 9);
}

#[test]
fn after_any_edits_a_plan_in_four_languages_is_what_a_cold_build_makes() {
    holds_whatever_is_edited("tests/sites/four-languages", 3, 9);
}

/// Every output with its bytes and what names the prose that it is made of; and what names the rest.
fn outputs_of(root: &Path) -> (Digest, BTreeMap<String, (String, Option<Digest>)>) {
    let workspace = Workspace::open(request(root)).unwrap();
    let renderer = workspace.renderer().unwrap();
    let outputs = outputs(renderer).into_iter().map(|(path, text)| {
        let prose = renderer.prose_of(renderer.output(&path).unwrap());
        (path, (text, prose))
    });
    (workspace.made_of(PROGRAM).unwrap().shared, outputs.collect())
}

#[test]
fn no_output_shows_prose_that_it_does_not_name() {
    let site = Site::new();
    crate::edits::copy(&repository().join("tests/sites/four-languages/content"), &site.root().join("content"));
    let (rest, before) = outputs_of(site.root());
    let prose = files_in(site.root()).into_iter().filter(|(path, _)| path.ends_with(".md"));
    let mut seen = 0;
    for (path, text) in prose {
        site.write(&path, [&text[..], b"\n\nAnother paragraph, which says nothing new.\n"].concat());
        let (same, after) = outputs_of(site.root());
        assert_eq!(same, rest, "{path} says nothing that others show");
        for (output, (text, prose)) in &after {
            let (former, named) = &before[output];
            assert!(text == former || prose != named, "{output} shows {path} and does not name it");
            seen += usize::from(text != former);
        }
        site.write(&path, text);
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn where_nothing_changed_nothing_is_rendered_but_copies() {
    let site = site();
    let first = warm(&site);
    assert_eq!(count(&first, Step::Keep), 0);
    let again = warm(&site);
    assert_eq!(count(&again, Step::Render), 1, "a file is copied, and compared with what was copied before");
    assert_eq!(count(&again, Step::Keep) + 1, count(&first, Step::Render));
}

#[test]
fn where_nothing_at_all_changed_nothing_is_read_but_bytes() {
    let site = site();
    assert!(repeat(site.root()).is_none(), "nothing was built");
    warm(&site);
    let published = files_in(&site.output());
    let publication = repeat(site.root()).unwrap();
    assert_eq!((publication.report.written, publication.report.unchanged), (0, published.len() - 1));
    assert!(
        [Step::Link, Step::Render].iter().all(|step| publication.timings.iter().all(|timing| timing.step != *step))
    );
    assert_eq!(publication.summary.pages.keys().collect::<Vec<_>>(), ["en", "es"]);
    assert_eq!(files_in(&site.output()), published);
}

#[test]
fn whatever_changed_takes_a_build() {
    let page = |site: &Site| site.output().join("en/areas/area/index.html");
    type Edit<'edit> = &'edit dyn Fn(&Site);
    let edits: [(&str, Edit<'_>); 7] = [
        ("prose", &|site| site.write("content/areas/a.en.md", "See [[areas/b]], and more.\n")),
        ("facts", &|site| site.write("content/areas/b.yaml", "title: {en: Another, es: Otra}\n")),
        ("a record more", &|site| site.write("content/areas/c.yaml", "title: {en: More, es: Más}\n")),
        ("a longer file", &|site| site.write("content/files/note.txt", "A longer note.\n")),
        ("a theme", &|site| {
            crate::edits::copy(&repository().join("themes"), &site.root().join("themes"));
            site.write("themes/default/templates/footer-extra.html", "<p>More</p>\n");
        }),
        ("the output", &|site| fs::write(page(site), "x").unwrap()),
        ("less output", &|site| fs::remove_file(page(site)).unwrap()),
    ];
    for (what, edit) in edits {
        let site = site();
        warm(&site);
        edit(&site);
        assert!(repeat(site.root()).is_none(), "{what}");
        warm(&site);
        assert!(repeat(site.root()).is_some(), "{what}");
        is_as_a_cold_build(&site);
    }
    let site = site();
    warm(&site);
    let of = |request: Request, program| {
        let survey = Survey::of(site.root(), Some(program)).unwrap();
        build::repeat(&request, &site.output(), program, &survey).unwrap()
    };
    let drafts = Request { drafts: true, ..request(site.root()) };
    let elsewhere = Request { base_url: Some("https://www.example.org/".to_owned()), ..request(site.root()) };
    assert!(of(drafts, PROGRAM).is_none() && of(elsewhere, PROGRAM).is_none());
    assert!(of(request(site.root()), "another program").is_none());
    assert!(of(request(site.root()), PROGRAM).is_some());
}

#[test]
fn a_copy_that_is_as_long_as_before_is_copied_again() {
    let site = site();
    warm(&site);
    site.write("content/files/note.txt", "B note.\n");
    assert_eq!(repeat(site.root()).unwrap().report.written, 1);
    is_as_a_cold_build(&site);
    assert_eq!(repeat(site.root()).unwrap().report.written, 0);
}

#[test]
fn what_was_found_is_found_again() {
    let site = site();
    fs::remove_file(site.root().join("content/areas/a.es.md")).unwrap();
    warm(&site);
    assert!(repeat(site.root()).is_none(), "a translation is missing, which each build says");
}

#[test]
fn an_edit_of_prose_renders_what_shows_it() {
    let site = site();
    let all = count(&warm(&site), Step::Render);
    site.write("content/areas/a.en.md", "See [[areas/b]], and more.\n");
    let edited = warm(&site);
    // The area in both languages, the whole plan in both, the open data (package, plan, a page in both), and the copy.
    assert_eq!((count(&edited, Step::Render), count(&edited, Step::Keep)), (9, all - 9));
    is_as_a_cold_build(&site);
}

#[test]
fn a_link_more_or_another_fact_renders_everything() {
    for (path, text) in [
        ("content/areas/a.en.md", "See [[areas/b]] and [[areas/a]].\n"),
        ("content/areas/b.yaml", "title: {en: Another, es: Otra}\n"),
        ("content/files/note.txt", "A longer note.\n"),
        ("themes/default/theme.yaml", "options: {}\n"),
    ] {
        let site = site();
        warm(&site);
        if path.starts_with("themes/") {
            crate::edits::copy(&repository().join("themes"), &site.root().join("themes"));
            site.write("themes/default/templates/footer-extra.html", "<p>More</p>\n");
        } else {
            site.write(path, text);
        }
        assert_eq!(count(&warm(&site), Step::Keep), 0, "{path}");
        is_as_a_cold_build(&site);
    }
}

#[test]
fn what_other_hands_did_to_the_output_is_noticed() {
    let site = site();
    warm(&site);
    let page = site.output().join("en/areas/area/index.html");
    let (text, length) = (fs::read(&page).unwrap(), fs::metadata(&page).unwrap().len());
    // As long as it was, and as old.
    let modified = fs::metadata(&page).unwrap().modified().unwrap();
    fs::write(&page, "x".repeat(usize::try_from(length).unwrap())).unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(modified).unwrap();
    fs::remove_file(site.output().join("robots.txt")).unwrap();
    assert_eq!(count(&warm(&site), Step::Render), 3);
    assert_eq!(fs::read(&page).unwrap(), text);
    is_as_a_cold_build(&site);
}

#[test]
fn the_index_of_the_search_is_kept_where_no_text_changed_and_mended_where_it_is_damaged() {
    let site = Site::new().file("content/areas/a.yaml", "title: {en: Area, es: Área}\n");
    warm(&site);
    let published = files_in(&site.output());
    let (entry, _) = published.iter().find(|(path, _)| path.ends_with("pagefind-entry.json")).unwrap();
    // Without what Pagefind made, all that there is stands in the output.
    fs::remove_dir_all(site.root().join(".tratado/search")).unwrap();
    assert_eq!(count(&warm(&site), Step::Write), 0);
    assert!(!site.root().join(".tratado/search").exists(), "nothing was indexed");
    fs::write(site.output().join(entry), "damaged").unwrap();
    assert!(count(&warm(&site), Step::Write) > 0);
    assert_eq!(files_in(&site.output()), published);
}

#[test]
fn a_memory_that_is_damaged_or_of_another_output_is_as_none() {
    let site = site();
    let all = count(&warm(&site), Step::Render);
    let kept = site.root().join(".tratado/build");
    let bytes = fs::read(&kept).unwrap();
    let changed = |position: usize| [&bytes[..position], &[bytes[position] ^ 1], &bytes[position + 1..]].concat();
    for damaged in [Vec::new(), bytes[..bytes.len() / 2].to_owned(), changed(0), changed(bytes.len() - 1)] {
        fs::write(&kept, damaged).unwrap();
        assert_eq!(count(&warm(&site), Step::Render), all);
        assert_ne!(count(&warm(&site), Step::Render), all);
    }
    fs::remove_dir_all(site.output()).unwrap();
    assert_eq!(count(&warm(&site), Step::Render), all);
    is_as_a_cold_build(&site);
}

/// What was read of the site's files, as records say it.
fn readings(site: &Site, program: Option<&str>) -> Vec<String> {
    let survey = Survey::of(site.root(), program).unwrap();
    let mut sources = Sources::of(site.root(), survey).unwrap();
    if let Some(program) = program {
        sources.keep(program);
    }
    let content = sources.content();
    let said = content.records.iter().map(|record| format!("{:?} {:?} {:?}", record.id, record.common, record.facts));
    said.chain(content.diagnostics.iter().map(|diagnostic| format!("{diagnostic:?}"))).collect()
}

#[test]
fn what_was_read_by_another_program_or_by_other_settings_or_is_damaged_is_read_again() {
    let site = site().file("content/events.yaml", "e: {title: {en: Event, es: Evento}, start: 2007}\n");
    let fresh = readings(&site, None);
    let kept = site.root().join(".tratado/sources");
    let holds = || {
        assert_eq!(readings(&site, Some(PROGRAM)), fresh);
        assert_eq!(readings(&site, Some(PROGRAM)), fresh, "and once more from what was kept");
    };
    holds();
    let bytes = fs::read(&kept).unwrap();
    assert_eq!(readings(&site, Some("another")), fresh);
    assert_ne!(fs::read(&kept).unwrap(), bytes, "it belongs to the other program now");
    holds();
    for damaged in [Vec::new(), bytes[..bytes.len() / 2].to_owned(), [&bytes[..9], b"x", &bytes[10..]].concat()] {
        fs::write(&kept, damaged).unwrap();
        holds();
    }
    // Spanish is no language of the site any more, which is found in its files.
    site.write("content/site.yaml", "title: {en: Plan}\nbase_url: https://example.org/\nlanguages: [en]\n");
    let found = readings(&site, Some(PROGRAM));
    assert_eq!(found, readings(&site, None));
    assert!(found.iter().any(|said| said.contains("UnknownLanguage")), "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_as_long_and_as_old_as_before_is_read_again() {
    let site = site();
    warm(&site);
    let path = site.root().join("content/areas/b.yaml");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "title: {en: Othen, es: Otra}\n").unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    assert!(repeat(site.root()).is_none());
    warm(&site);
    is_as_a_cold_build(&site);
    assert!(fs::read_to_string(site.output().join("en/areas/othen/index.html")).is_ok());
}

#[test]
fn files_that_were_only_touched_are_what_they_were() {
    let site = site();
    warm(&site);
    for (path, bytes) in files_in(&site.root().join("content")) {
        site.write(&format!("content/{path}"), bytes);
    }
    // What is as young as the moment of looking may change without a trace, and has no stamp that vouches for it. The clock of a file system
    // ticks every few milliseconds.
    sleep(Duration::from_millis(50));
    let kept = || fs::read(site.root().join(".tratado/sources")).unwrap();
    let before = kept();
    assert!(repeat(site.root()).is_some());
    if cfg!(target_os = "linux") {
        assert_ne!(kept(), before, "from now on other stamps vouch for them");
    }
    assert_eq!(count(&warm(&site), Step::Render), 1);
}

#[test]
fn prose_that_changes_while_the_site_is_built_publishes_nothing() {
    let site = site();
    warm(&site);
    // Another title is on every page, whose prose was read by the last build.
    site.write("content/areas/b.yaml", "title: {en: Another, es: Otra}\n");
    let survey = Survey::of(site.root(), Some(PROGRAM)).unwrap();
    let workspace = Workspace::of(request(site.root()), survey).unwrap();
    let made_of = workspace.made_of(PROGRAM);
    let published = files_in(&site.output());
    site.write("content/areas/a.en.md", "Something else.\n");
    let renderer = workspace.into_site().renderer.unwrap();
    let error = build::publish(&renderer, site.root(), &site.output(), made_of.as_ref(), &|| {}).unwrap_err();
    assert!(error.to_string().contains("a.en.md"), "{error}");
    assert_eq!(error.advice(), Some("build once more"));
    assert_eq!(files_in(&site.output()), published);
    warm(&site);
    is_as_a_cold_build(&site);
}

#[cfg(unix)]
#[test]
fn one_page_that_changed_is_moved_to_its_place_and_nothing_else_is_touched() {
    use std::os::unix::fs::MetadataExt;

    let site = site_without("search: false, whole-plan: false, feed: false, data: false");
    warm(&site);
    let inode = |path: &str| fs::metadata(site.output().join(path)).unwrap().ino();
    let (folder, page, other) = (inode("en"), inode("en/areas/area/index.html"), inode("es/index.html"));
    site.write("content/areas/a.en.md", "See [[areas/b]], and more.\n");
    // The prose of the English page is shown by no other one.
    warm(&site);
    assert_eq!((inode("en"), inode("es/index.html")), (folder, other));
    assert_ne!(inode("en/areas/area/index.html"), page);
    is_as_a_cold_build(&site);
    assert!(repeat(site.root()).is_some());
}

#[test]
fn an_error_on_a_page_that_is_made_again_is_found_and_nothing_is_published() {
    let site = site().setting("html: allow");
    warm(&site);
    let published = files_in(&site.output());
    let prose = "See [[areas/b]].\n";
    // HTML of the author's own leads somewhere without the site's knowing.
    site.write("content/areas/a.en.md", format!("{prose}\n<p><a href=\"../nowhere/\">Nowhere</a></p>\n"));
    for _ in 0..2 {
        let found = build(site.root(), build::OUTPUT, true).unwrap_err();
        assert!(found.iter().any(|line| line.contains("broken-link")), "{found:?}");
    }
    assert_eq!(files_in(&site.output()), published);
    site.write("content/areas/a.en.md", prose);
    assert_eq!(count(&warm(&site), Step::Render), 1);
}

#[test]
fn what_a_page_that_is_made_again_says_of_itself_is_held_against_pages_that_are_kept() {
    let site = site().setting("html: allow");
    site.write("content/areas/b.en.md", "Before.\n\n<p id=\"place\">Here.</p>\n");
    site.write("content/areas/a.en.md", "See [[areas/b]] and <a href=\"/en/areas/other/#place\">the place</a>.\n");
    warm(&site);
    // The page that leads there is kept, and leads nowhere now.
    site.write("content/areas/b.en.md", "Before.\n\n<p id=\"other\">Here.</p>\n");
    let found = build(site.root(), build::OUTPUT, true).unwrap_err();
    assert!(found.iter().any(|line| line.contains("broken-link") && line.contains("place")), "{found:?}");
}
