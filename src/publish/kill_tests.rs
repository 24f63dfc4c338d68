//! What stands on the disk after a kill, or a refusal of the system, before every single change that a publication makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::tests::{Site, as_files, files, publish};
use super::{Report, Stage, faults};
use crate::error::Result;

const FORMER: Site = &[
    ("index.html", "home"),
    ("en/index.html", "english"),
    ("en/areas/trade/index.html", "trade"),
    ("becomes-folder", "file"),
    ("becomes-file/index.html", "folder"),
    ("gone/one.html", "gone"),
];
const NEXT: Site = &[
    ("index.html", "home"),
    ("en/index.html", "ENGLISH"),
    ("en/areas/trade/index.html", "trade"),
    ("becomes-folder/index.html", "folder"),
    ("becomes-file", "file"),
    ("es/areas/index.html", "áreas"),
];
/// The former site but for one page.
const EDITED: Site = &[
    ("index.html", "home"),
    ("en/index.html", "ENGLISH"),
    ("en/areas/trade/index.html", "trade"),
    ("becomes-folder", "file"),
    ("becomes-file/index.html", "folder"),
    ("gone/one.html", "gone"),
];
const REPOSITORY: Site = &[(".git/HEAD", "main"), (".git/objects/00", "blob"), (".gitignore", "*.tmp")];

/// How the system is and what stood there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Situation {
    Exchange,
    /// One page alone is another.
    Edited,
    NoExchange,
    NoExchangeOfOutput,
    /// There is no output yet.
    First,
    /// The output is empty but for a repository, and nothing can be exchanged.
    FirstInPlace,
}

use Situation::{Edited, Exchange, First, FirstInPlace, NoExchange, NoExchangeOfOutput};

struct Scene {
    root: TempDir,
    output: PathBuf,
    situation: Situation,
    _fault: Option<faults::Standing>,
}

impl Scene {
    fn new(situation: Situation) -> Self {
        // In memory where there is a place for it: thousands of sites are published here, each brought to the disk.
        let memory = Path::new("/dev/shm");
        let root = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let output = root.path().join("output");
        if situation != First && situation != FirstInPlace {
            publish(&output, FORMER).unwrap();
        }
        if situation != First {
            for (path, text) in REPOSITORY {
                let path = output.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        let fault = match situation {
            Exchange | Edited | First => None,
            NoExchange | FirstInPlace => Some(faults::no_exchange(root.path())),
            NoExchangeOfOutput => Some(faults::no_exchange_of_output(root.path())),
        };
        Self { root, output, situation, _fault: fault }
    }

    fn with_repository(&self, site: Site) -> BTreeMap<String, String> {
        let repository = if self.situation == First { BTreeMap::new() } else { as_files(REPOSITORY) };
        as_files(site).into_iter().chain(repository).collect()
    }

    fn former(&self) -> BTreeMap<String, String> {
        self.with_repository(if matches!(self.situation, First | FirstInPlace) { &[] } else { FORMER })
    }

    /// What is published next.
    fn site(&self) -> Site<'static> {
        if self.situation == Edited { EDITED } else { NEXT }
    }

    fn publish(&self) -> Result<Report> {
        publish(&self.output, self.site())
    }

    fn next(&self) -> BTreeMap<String, String> {
        self.with_repository(self.site())
    }

    fn found(&self) -> BTreeMap<String, String> {
        if self.output.exists() { files(&self.output) } else { BTreeMap::new() }
    }

    /// What is found, but for a lock that nobody holds.
    fn found_without_lock(&self) -> BTreeMap<String, String> {
        self.found().into_iter().filter(|(path, _)| path != ".tratado-work/lock").collect()
    }

    /// What a reader of the site finds, who does not look into repositories.
    fn pages(&self) -> BTreeMap<String, String> {
        self.found().into_iter().filter(|(path, _)| !path.starts_with(".git")).collect()
    }

    /// The next build mends what is there, whether it publishes or not.
    fn assert_mended(&self) {
        drop(Stage::open(&self.output).unwrap());
        let found = self.found();
        assert!(found == self.former() || found == self.next(), "neither the former site nor the next: {found:#?}");
        let beside: Vec<_> = self.root.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(beside.iter().all(|name| name == "output"), "{beside:?}");
        self.publish().unwrap();
        assert_eq!(self.found(), self.next());
    }

    /// An address of both sites gives a whole page at any moment.
    fn assert_every_page_is_whole(&self) {
        let (former, next, pages) = (self.former(), self.next(), self.pages());
        for (path, text) in &pages {
            assert!(
                path.starts_with(".tratado-work/") || former.get(path) == Some(text) || next.get(path) == Some(text),
                "{path}"
            );
        }
        for path in former.keys().filter(|path| next.contains_key(*path) && !path.starts_with(".git")) {
            assert!(pages.contains_key(path), "{path} is gone");
        }
    }
}

/// Calls `with` for each change until `with` says that the publication came to its end.
fn for_each_change(mut with: impl FnMut(usize) -> bool) -> usize {
    (0..1000).find(|changes| with(*changes)).expect("a publication ends")
}

#[test]
fn a_kill_before_any_change_leaves_the_former_site_or_the_next() {
    for situation in [Exchange, Edited, NoExchange, NoExchangeOfOutput, First, FirstInPlace] {
        let changes = for_each_change(|changes| {
            let scene = Scene::new(situation);
            let fault = faults::stop_after(changes, scene.root.path());
            let is_complete = scene.publish().is_ok();
            drop(fault);
            let pages = scene.pages();
            if matches!(situation, Exchange | Edited | First) {
                let without = |files: BTreeMap<String, String>| -> BTreeMap<_, _> {
                    files.into_iter().filter(|(path, _)| !path.starts_with(".git")).collect()
                };
                assert!(pages == without(scene.former()) || pages == without(scene.next()), "{pages:#?}");
            }
            scene.assert_every_page_is_whole();
            scene.assert_mended();
            is_complete
        });
        assert!(changes > 10, "{situation:?} has {changes} changes only");
    }
}

#[test]
fn a_kill_while_a_kill_is_mended_is_mended_too() {
    for situation in [Exchange, Edited, NoExchangeOfOutput, FirstInPlace] {
        for_each_change(|changes| {
            let mut is_complete = false;
            for_each_change(|changes_of_mending| {
                let scene = Scene::new(situation);
                let fault = faults::stop_after(changes, scene.root.path());
                is_complete = scene.publish().is_ok();
                drop(fault);
                let fault = faults::stop_after(changes_of_mending, scene.root.path());
                let is_mended = Stage::open(&scene.output).is_ok();
                drop(fault);
                scene.assert_every_page_is_whole();
                scene.assert_mended();
                is_mended
            });
            is_complete
        });
    }
}

#[test]
fn a_refusal_of_any_change_leaves_the_former_site_and_the_error_says_so() {
    for situation in [Exchange, Edited, NoExchange, NoExchangeOfOutput, First, FirstInPlace] {
        for_each_change(|changes| {
            let scene = Scene::new(situation);
            let fault = faults::refuse_once_after(changes, scene.root.path());
            let outcome = scene.publish();
            let was_refused = fault.has_struck();
            drop(fault);
            match &outcome {
                Ok(_) => assert_eq!(scene.found_without_lock(), scene.next()),
                Err(error) if error.advice().is_some_and(|advice| advice.contains("next build finishes")) => {
                    scene.assert_every_page_is_whole();
                }
                Err(error) if error.advice().is_some_and(|advice| advice.contains("new site is published")) => {
                    assert_eq!(scene.pages(), as_files(scene.site()));
                }
                Err(error) => {
                    assert_eq!(scene.found_without_lock(), scene.former(), "{error} ({:?})", error.advice());
                    let is_first = matches!(situation, First | FirstInPlace);
                    let state = if is_first { "nothing was published" } else { "the former output is untouched" };
                    assert_eq!(error.advice(), Some(format!("free some space; {state}").as_str()), "{error}");
                }
            }
            scene.assert_mended();
            !was_refused
        });
    }
}

#[test]
fn a_repository_made_anew_after_a_kill_is_not_overwritten() {
    let scene = Scene::new(Exchange);
    let workplace = scene.root.path().join(".output.tratado");
    fs::create_dir_all(workplace.join("stage/.git")).unwrap();
    fs::write(workplace.join("stage/.git/HEAD"), "lost").unwrap();
    let error = Stage::open(&scene.output).err().unwrap();
    assert!(error.to_string().starts_with("a killed build left `"), "{error}");
    assert_eq!(fs::read_to_string(workplace.join("stage/.git/HEAD")).unwrap(), "lost");
    assert_eq!(scene.found(), scene.former());
}

#[test]
fn an_output_removed_after_a_kill_gets_its_repository_back() {
    let scene = Scene::new(Exchange);
    let stage = scene.root.path().join(".output.tratado/stage");
    fs::create_dir_all(stage.parent().unwrap()).unwrap();
    fs::rename(&scene.output, &stage).unwrap();
    drop(Stage::open(&scene.output).unwrap());
    assert_eq!(scene.found(), as_files(REPOSITORY));
}

#[test]
fn a_journal_torn_by_a_power_failure_is_no_obstacle() {
    let scene = Scene::new(Exchange);
    let workplace = scene.output.join(".tratado-work");
    fs::create_dir_all(workplace.join("stage/en")).unwrap();
    fs::write(workplace.join("stage/en/index.html"), "ENGLISH").unwrap();
    fs::write(workplace.join("journal"), "").unwrap();
    scene.publish().unwrap();
    assert_eq!(scene.found(), scene.next());
}
