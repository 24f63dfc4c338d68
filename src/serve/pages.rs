//! The pages that were asked for, kept so that what did not change is not rendered again.
//!
//! 1. A page of the site that is shown is taken as it is kept.
//! 2. A page of an earlier site is, when everything that its template sees is what it was: when the fingerprints are equal.
//! 3. Any other is rendered. Where its template fails, what was kept of it last stays.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Bytes;
use lru::LruCache;

use super::shown::{self, Shown};
use super::{Event, Report};
use crate::error::Error;
use crate::render::{Failure, Fingerprint, Output, Renderer};
use crate::source::Place;

/// How many bytes of pages are kept.
const MOST_BYTES: usize = 32 << 20;

/// How many pages are kept, however small.
const MOST_PAGES: NonZeroUsize = NonZeroUsize::new(1 << 16).unwrap();

/// How many bytes it takes to keep a page, beside the page.
const COST: usize = 256;

/// How many kept pages are looked through for those that changed, from that asked for last.
const MOST_COUNTED: usize = 500;

/// How many pages may be rendered at once.
const AT_ONCE: usize = 32;

/// A page as it was rendered, or could not be.
#[derive(Clone)]
pub(super) struct Page {
    /// The last text that could be made of it.
    pub(super) payload: Option<Bytes>,
    /// Why this is not its text now.
    pub(super) mistake: Option<Arc<str>>,
}

struct Kept {
    /// The number of the site that the page is known to be right for.
    number: u64,
    generation: u64,
    fingerprint: Fingerprint,
    page: Page,
}

impl Kept {
    fn is_of(&self, shown: &Shown) -> bool {
        self.number == shown.number
    }

    fn is_made_of(&self, shown: &Shown, fingerprint: Fingerprint) -> bool {
        self.generation == shown.generation && self.fingerprint == fingerprint
    }

    fn cost(&self, path: &str) -> usize {
        self.page.payload.as_ref().map_or(0, Bytes::len) + path.len() + COST
    }
}

/// Pages by their paths; those that were not asked for longest make room.
struct Shelf {
    pages: LruCache<String, Kept>,
    bytes: usize,
}

impl Shelf {
    fn put(&mut self, path: &str, kept: Kept) {
        self.bytes += kept.cost(path);
        if let Some((path, former)) = self.pages.push(path.to_owned(), kept) {
            self.bytes -= former.cost(&path);
        }
        while self.bytes > MOST_BYTES {
            let Some((path, oldest)) = self.pages.pop_lru() else { break };
            self.bytes -= oldest.cost(&path);
        }
    }
}

/// How many of the pages that were asked for changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    /// How many are not what they were.
    pub changed: usize,
    /// How many were looked at.
    pub of: usize,
}

/// What some pages are made of: the generation and the fingerprint of each.
pub(super) struct Remembered(Vec<(String, u64, Fingerprint)>);

/// The pages that were asked for.
pub(super) struct Pages {
    root: PathBuf,
    shelf: Mutex<Shelf>,
    /// One page is rendered by one thread; pages share these.
    turns: Vec<Mutex<()>>,
    /// The mistakes of templates that were reported, of the site with this number.
    reported: Mutex<(u64, BTreeSet<(Place, String)>)>,
    renders: Arc<AtomicUsize>,
}

impl Pages {
    pub(super) fn new(root: PathBuf) -> Self {
        Self {
            root,
            shelf: Mutex::new(Shelf { pages: LruCache::new(MOST_PAGES), bytes: 0 }),
            turns: std::iter::repeat_with(Mutex::default).take(AT_ONCE).collect(),
            reported: Mutex::default(),
            renders: Arc::default(),
        }
    }

    /// How many pages were rendered so far.
    pub(super) fn renders(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.renders)
    }

    /// A page of the site that is shown.
    pub(super) fn page(
        &self,
        shown: &Shown,
        renderer: &Renderer,
        output: &Output,
        report: &Report,
    ) -> Result<Page, Error> {
        let _turn = lock(&self.turns[turn_of(&output.path)]);
        if let Some(page) = self.kept(&output.path, |kept| kept.is_of(shown)) {
            return Ok(page);
        }
        let Some(prepared) = renderer.prepare(output) else { return Ok(Page { payload: None, mistake: None }) };
        let fingerprint = prepared.fingerprint();
        if let Some(page) = self.kept(&output.path, |kept| {
            let is_made_of = kept.is_made_of(shown, fingerprint);
            kept.number = if is_made_of { shown.number } else { kept.number };
            is_made_of
        }) {
            return Ok(page);
        }
        self.renders.fetch_add(1, Ordering::Relaxed);
        let page = match prepared.render() {
            Ok(text) => Page { payload: Some(text.into()), mistake: None },
            Err(Failure::Machine(error)) => return Err(error),
            Err(Failure::Mistake(diagnostic)) => {
                self.report(shown, &diagnostic, report);
                let last = self.kept(&output.path, |_| true).and_then(|page| page.payload);
                Page { payload: last, mistake: Some(shown::text_of_one(&self.root, *diagnostic)) }
            }
        };
        let kept = Kept { number: shown.number, generation: shown.generation, fingerprint, page: page.clone() };
        lock(&self.shelf).put(&output.path, kept);
        Ok(page)
    }

    /// What the pages that were asked for last are made of.
    pub(super) fn remembered(&self) -> Remembered {
        let shelf = lock(&self.shelf);
        let pages = shelf.pages.iter().take(MOST_COUNTED);
        Remembered(pages.map(|(path, kept)| (path.clone(), kept.generation, kept.fingerprint)).collect())
    }

    /// Looks through the pages that are remembered for those that are not what they were.
    pub(super) fn count(&self, remembered: Remembered, shown: &Shown) -> Count {
        let Some(renderer) = &shown.renderer else { return Count { changed: 0, of: 0 } };
        let mut count = Count { changed: 0, of: remembered.0.len() };
        for (path, generation, fingerprint) in remembered.0 {
            let output = renderer.output(&path).filter(|_| generation == shown.generation);
            let now = output.and_then(|output| renderer.prepare(output)).map(|prepared| prepared.fingerprint());
            if now != Some(fingerprint) {
                count.changed += 1;
                continue;
            }
            // It is known to be right now, and need not be looked at when it is asked for.
            if let Some(kept) =
                lock(&self.shelf).pages.peek_mut(&path).filter(|kept| kept.is_made_of(shown, fingerprint))
            {
                kept.number = shown.number;
            }
        }
        count
    }

    /// A kept page that will do.
    fn kept(&self, path: &str, will_do: impl FnOnce(&mut Kept) -> bool) -> Option<Page> {
        let mut shelf = lock(&self.shelf);
        let kept = shelf.pages.get_mut(path)?;
        will_do(kept).then(|| kept.page.clone())
    }

    /// A template that fails on a thousand pages is reported once.
    fn report(&self, shown: &Shown, diagnostic: &crate::diagnostic::Diagnostic, report: &Report) {
        let mut reported = lock(&self.reported);
        if reported.0 != shown.number {
            *reported = (shown.number, BTreeSet::new());
        }
        if reported.1.insert((diagnostic.place.clone(), diagnostic.message.clone())) {
            report(Event::Failed(diagnostic));
        }
    }
}

fn turn_of(path: &str) -> usize {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    usize::try_from(hasher.finish() % AT_ONCE as u64).unwrap_or_default()
}

/// What a thread that panicked left is whole: it is written in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
