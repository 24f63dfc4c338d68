//! Which files may have changed, as the system tells it.
//!
//! Every event is only 'something may be different at this path': editors save in too many ways to read more into it. What is told is
//! gathered until there is quiet. `content/` and `themes/` are watched with everything in them; their own coming and going is seen from
//! the folder above.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::build::Changes;
use crate::error::{Error, Result};
use crate::read::{self, files};
use crate::theme;

/// How long nothing is told before what was told is looked at.
const QUIET: Duration = Duration::from_millis(8);

/// How long something is waited for that never becomes quiet.
const PATIENCE: Duration = Duration::from_millis(100);

/// How many paths are worth telling apart.
const MOST_PATHS: usize = 4096;

/// The folders of a site that are read.
const WATCHED: [&str; 2] = [read::CONTENT, theme::FOLDER];

/// What was told since it was last looked at.
#[derive(Default)]
struct Told {
    paths: BTreeSet<PathBuf>,
    /// Those among them that came into being: where one is a folder, files in it may have come before it was watched.
    appeared: BTreeSet<PathBuf>,
    /// Whether more may have changed than the paths.
    anything: bool,
    /// Whether one of the watched folders came or went.
    is_moved: bool,
}

/// What may have changed, and what is to be done about the watching itself.
pub(super) struct Batch {
    /// What may have changed.
    pub(super) changes: Changes,
    /// What may not have been seen as a whole, and is looked at once more.
    pub(super) again: Option<Changes>,
    /// Whether one of the watched folders came or went.
    pub(super) is_moved: bool,
}

/// Gathers what is told, from any thread.
#[derive(Default)]
pub(super) struct Gathering {
    told: Mutex<Told>,
    news: Notify,
}

impl Gathering {
    fn tell(&self, tell: impl FnOnce(&mut Told)) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        tell(&mut told);
        if told.paths.len() > MOST_PATHS {
            *told = Told { anything: true, is_moved: told.is_moved, ..Told::default() };
        }
        self.news.notify_one();
    }

    /// Something is to be looked at, though nobody saw it change.
    pub(super) fn add(&self, changes: Changes) {
        self.tell(|told| match changes {
            Changes::Anything => told.anything = true,
            Changes::Paths(paths) => told.paths.extend(paths),
        });
    }

    /// Waits until something was told, and there is quiet.
    pub(super) async fn next(&self) -> Batch {
        self.news.notified().await;
        let quiet = async { while timeout(QUIET, self.news.notified()).await.is_ok() {} };
        // Impatience is no failure: the rest comes with the next batch.
        let _ = timeout(PATIENCE, quiet).await;
        let told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        let folders: BTreeSet<_> = told.appeared.into_iter().filter(|path| files::is_folder(path)).collect();
        let again = if told.is_moved {
            Some(Changes::Anything)
        } else {
            (!folders.is_empty()).then_some(Changes::Paths(folders))
        };
        let changes = if told.anything { Changes::Anything } else { Changes::Paths(told.paths) };
        Batch { changes, again, is_moved: told.is_moved }
    }
}

/// A site that is watched.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the site in a folder.
    pub(super) fn begin(root: &Path, gathering: &Arc<Gathering>) -> Result<Self> {
        let absolute = std::path::absolute(root).map_err(|error| Error::io("cannot find", root, error))?;
        let ear = Ear { root: root.to_owned(), absolute: absolute.clone(), gathering: Arc::clone(gathering) };
        let refused = |error: notify::Error| {
            Error::new(format!("cannot watch the files: {error}"))
                .at(root)
                .help("look at them every second with `--poll`")
        };
        let mut watcher = notify::recommended_watcher(move |event| ear.hear(event)).map_err(refused)?;
        watcher.watch(&absolute, RecursiveMode::NonRecursive).map_err(refused)?;
        let mut watch = Self { root: absolute, watcher };
        watch.watch_folders().map_err(refused)?;
        Ok(watch)
    }

    /// Watches what now stands where the watched folders were.
    pub(super) fn begin_anew(&mut self) -> Result<(), notify::Error> {
        for folder in WATCHED {
            // What is gone is not watched any more: that is what was wanted.
            let _ = self.watcher.unwatch(&self.root.join(folder));
        }
        self.watch_folders()
    }

    fn watch_folders(&mut self) -> Result<(), notify::Error> {
        let folders = WATCHED.map(|folder| self.root.join(folder));
        let mut present = folders.iter().filter(|folder| files::is_folder(folder));
        present.try_for_each(|folder| self.watcher.watch(folder, RecursiveMode::Recursive))
    }
}

/// Hears what the system tells.
struct Ear {
    /// The site's root as it was given, by which its files are called.
    root: PathBuf,
    /// The same, as the system calls it.
    absolute: PathBuf,
    gathering: Arc<Gathering>,
}

impl Ear {
    fn hear(&self, event: Result<notify::Event, notify::Error>) {
        let Ok(event) = event else { return self.gathering.tell(|told| told.anything = true) };
        if event.need_rescan() {
            self.gathering.tell(|told| told.anything = true);
        }
        let is_change = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            kind => !kind.is_access(),
        };
        if !is_change {
            return;
        }
        for path in &event.paths {
            match path.strip_prefix(&self.absolute) {
                Ok(path) => self.hear_of(path, event.kind),
                // The system calls the site by another name.
                Err(_) => self.gathering.tell(|told| told.anything = true),
            }
        }
    }

    /// Something may be different at a path below the root.
    fn hear_of(&self, path: &Path, kind: EventKind) {
        let is_name = matches!(kind, EventKind::Modify(ModifyKind::Name(_)));
        let has_appeared = kind.is_create() || is_name;
        let mut steps = path.components();
        let is_ours = match steps.next() {
            Some(Component::Normal(first)) => WATCHED.iter().any(|folder| first == *folder),
            _ => false,
        };
        if !is_ours || path.components().any(|step| files::is_hidden(step.as_os_str().to_string_lossy().as_ref())) {
            return;
        }
        if steps.next().is_none() {
            if has_appeared || kind.is_remove() {
                self.gathering.tell(|told| (told.anything, told.is_moved) = (true, true));
            }
            return;
        }
        let path = self.root.join(path);
        self.gathering.tell(|told| {
            if has_appeared {
                told.appeared.insert(path.clone());
            }
            told.paths.insert(path);
        });
    }
}

#[cfg(test)]
mod tests {
    use notify::Event;
    use notify::event::{CreateKind, Flag, RemoveKind};

    use super::*;

    fn told(event: Event) -> Told {
        let gathering = Arc::new(Gathering::default());
        let ear = Ear { root: "site".into(), absolute: "/home/site".into(), gathering: Arc::clone(&gathering) };
        ear.hear(Ok(event));
        let mut told = gathering.told.lock().unwrap();
        std::mem::take(&mut *told)
    }

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(Path::new("/home/site").join(path))
    }

    #[test]
    fn a_change_is_told_by_the_name_that_the_site_was_given() {
        let told = told(event(EventKind::Create(CreateKind::Any), "content/areas"));
        assert_eq!(told.paths, BTreeSet::from([PathBuf::from("site/content/areas")]));
        assert_eq!(told.appeared, told.paths);
        assert!(!told.anything);
    }

    #[test]
    fn a_queue_that_overflowed_means_that_anything_may_have_changed() {
        assert!(told(Event::new(EventKind::Other).set_flag(Flag::Rescan)).anything);
        let gathering = Gathering::default();
        for number in 0..=MOST_PATHS {
            gathering.add(Changes::Paths(BTreeSet::from([PathBuf::from(number.to_string())])));
        }
        assert!(gathering.told.lock().unwrap().anything);
    }

    #[test]
    fn what_is_not_read_is_not_heard_of() {
        for path in ["output/index.html", "content/.git/index", "README.md", "content/areas/.a.md.swp"] {
            let told = told(event(EventKind::Create(CreateKind::Any), path));
            assert!(told.paths.is_empty() && !told.anything, "{path}");
        }
        assert!(told(event(EventKind::Access(AccessKind::Read), "content/site.yaml")).paths.is_empty());
    }

    #[test]
    fn a_watched_folder_that_comes_or_goes_is_watched_anew() {
        assert!(told(event(EventKind::Remove(RemoveKind::Folder), "content")).is_moved);
        assert!(told(event(EventKind::Create(CreateKind::Folder), "themes")).is_moved);
    }
}
