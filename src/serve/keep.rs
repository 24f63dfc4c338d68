//! Keeps the site that is shown what its files say.
//!
//! 1. What may have changed is read again. A file that vanishes while it is read is no news: everything is looked at once more.
//! 2. The site takes the place of the one that is shown, where it could be published, and every open page compares itself.
//! 3. Whoever started the server is told what was found, and how much changed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::block_in_place;
use tokio::time::sleep;

use super::shown::Shown;
use super::watch::{Gathering, Watch};
use super::{Event, State};
use crate::build::{self, Changes, Workspace};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::{Error, Result};
use crate::source::FilePath;

/// How long a failure has to pass by itself.
const SECOND_TRY: Duration = Duration::from_millis(100);

/// How long after a folder appeared it is looked at once more.
const SECOND_LOOK: Duration = Duration::from_millis(250);

/// How often everything is looked at where nothing is watched.
const EVERY: Duration = Duration::from_secs(1);

/// Where changes are known from.
pub(super) enum Source {
    /// The system tells.
    Watched(Watch, Arc<Gathering>),
    /// Nobody tells.
    Polled,
}

/// A site, and the state of the server that shows it.
pub(super) struct Keeper {
    state: Arc<State>,
    workspace: Workspace,
    deny_warnings: bool,
    found: Arc<Diagnostics>,
    /// Whether a failure left it unknown what the files say.
    is_lost: bool,
}

impl Keeper {
    /// Shows a site for the first time.
    pub(super) fn new(state: Arc<State>, workspace: Workspace, deny_warnings: bool) -> Self {
        let found = Arc::clone(workspace.diagnostics());
        let keeper = Self { state, workspace, deny_warnings, found, is_lost: false };
        let shown = Shown::default().next(&keeper.workspace, deny_warnings);
        keeper.state.show(shown);
        keeper
    }

    /// Says what was found at the start.
    pub(super) fn report_found(&self) {
        let forbids = build::forbids_publishing(&self.found, self.deny_warnings);
        (self.state.report)(Event::Found { diagnostics: &self.found, new: &self.found, forbids, forbade: false });
    }

    /// Follows the files until the server ends.
    pub(super) async fn keep(mut self, mut source: Source) {
        loop {
            match &mut source {
                Source::Polled => {
                    sleep(EVERY).await;
                    self.refresh(&Changes::Anything).await;
                }
                Source::Watched(watch, gathering) => {
                    let batch = gathering.next().await;
                    if batch.is_moved && block_in_place(|| watch.begin_anew()).is_err() {
                        gathering.add(Changes::Anything);
                    }
                    self.refresh(&batch.changes).await;
                    if let Some(again) = batch.again {
                        let gathering = Arc::clone(gathering);
                        tokio::spawn(async move {
                            sleep(SECOND_LOOK).await;
                            gathering.add(again);
                        });
                    }
                }
            }
        }
    }

    async fn refresh(&mut self, changes: &Changes) {
        (self.state.report)(Event::Noticed);
        let changes = if self.is_lost { &Changes::Anything } else { changes };
        let mut result = block_in_place(|| self.workspace.refresh(changes));
        if result.is_err() {
            sleep(SECOND_TRY).await;
            result = block_in_place(|| self.workspace.refresh(&Changes::Anything));
        }
        block_in_place(|| match result {
            Ok(()) => self.show(changes),
            Err(error) => self.lose(&error),
        });
    }

    fn show(&mut self, changes: &Changes) {
        let was_lost = std::mem::take(&mut self.is_lost);
        let former = self.state.shown.borrow().clone();
        let remembered = self.state.pages.remembered();
        let shown = former.next(&self.workspace, self.deny_warnings);
        let is_another = shown.number != former.number;
        if is_another || shown.mistakes != former.mistakes {
            self.state.show(shown.clone());
        }
        (self.state.report)(Event::Shown);
        self.report_changed_findings();
        let count = self.state.pages.count(remembered, &shown);
        // Whoever looks every second, and does not know at what, has nothing to say but what came of it.
        if (is_another && (count.changed > 0 || matches!(changes, Changes::Paths(_)))) || was_lost {
            let changed = match changes {
                Changes::Anything => None,
                Changes::Paths(paths) => Some(names(&self.workspace.request().root, paths.iter().map(AsRef::as_ref))),
            };
            (self.state.report)(Event::Refreshed { changed: changed.as_deref(), count });
        }
        if shown.base() != former.base() {
            self.state.report_address(None);
        }
    }

    fn report_changed_findings(&mut self) {
        let diagnostics = Arc::clone(self.workspace.diagnostics());
        if diagnostics.iter().eq(self.found.iter()) {
            return;
        }
        let forbids = build::forbids_publishing(&diagnostics, self.deny_warnings);
        let forbade = build::forbids_publishing(&self.found, self.deny_warnings);
        let known: BTreeSet<_> = self.found.iter().map(said).collect();
        let new: Diagnostics = diagnostics.iter().filter(|found| !known.contains(&said(found))).cloned().collect();
        (self.state.report)(Event::Found { diagnostics: &diagnostics, new: &new, forbids, forbade });
        self.found = diagnostics;
    }

    fn lose(&mut self, error: &Error) {
        let former = self.state.shown.borrow().clone();
        let shown = former.unknown(error);
        let is_news = shown.mistakes != former.mistakes;
        self.is_lost = true;
        if is_news {
            self.state.show(shown);
            (self.state.report)(Event::Unreadable(error));
        }
    }
}

/// What a finding says, wherever it stands in its file now.
fn said(found: &Diagnostic) -> (Code, &FilePath, &str) {
    (found.code, &found.place.file, &found.message)
}

/// Paths as their authors name them.
fn names<'path>(root: &Path, paths: impl Iterator<Item = &'path Path>) -> Vec<String> {
    let below = paths.map(|path| path.strip_prefix(root).unwrap_or(path));
    below.map(|path| path.to_string_lossy().replace('\\', "/")).collect()
}

impl State {
    /// Shows another site, to whoever listens.
    pub(super) fn show(&self, shown: Shown) {
        self.shown.send_modify(|current| {
            let is_closing = current.is_closing;
            *current = Arc::new(Shown { is_closing, ..shown });
        });
    }

    /// Ends every stream of events.
    pub(super) fn close(&self) {
        self.shown.send_modify(|current| Arc::make_mut(current).is_closing = true);
    }
}

/// The result of looking for changes; here so that a failure to watch is one of the machine's.
pub(super) fn source(root: &Path, polls: bool) -> Result<Source> {
    if polls {
        return Ok(Source::Polled);
    }
    let gathering = Arc::default();
    Ok(Source::Watched(Watch::begin(root, &gathering)?, gathering))
}
