//! The indexes of the search: made when a browser first asks for one, and not when files change.
//!
//! A page that is open may ask for more of an index that is no longer that of the site, since the text changed: the last few are kept.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use hyper::body::Bytes;
use lru::LruCache;

use crate::error::Result;
use crate::render::{Renderer, SEARCH_FOLDER};
use crate::search;

/// How many indexes are kept: those of a site in a few languages, before and after an edit.
const MOST: NonZeroUsize = NonZeroUsize::new(16).unwrap();

/// The files of an index, by their names in its folder.
type Files = BTreeMap<String, Bytes>;

/// The indexes that were asked for.
pub(super) struct Searches {
    root: PathBuf,
    /// By their folders.
    kept: Mutex<LruCache<String, Files>>,
}

impl Searches {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, kept: Mutex::new(LruCache::new(MOST)) }
    }

    /// The file at a path of the site, where that is one of an index. Makes the index where it was not asked for before: not for a thread that
    /// others wait for.
    ///
    /// # Errors
    /// When the index cannot be made.
    pub(super) fn file(&self, renderer: &Renderer, path: &str) -> Result<Option<Bytes>> {
        let Some((folder, name)) = path.strip_prefix(SEARCH_FOLDER).and_then(|below| below.split_once('/')) else {
            return Ok(None);
        };
        let folder = format!("{SEARCH_FOLDER}{folder}/");
        // Held while an index is made: whoever else asks for it meanwhile waits for the same one.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(files) = kept.get(&folder) {
            return Ok(files.get(name).cloned());
        }
        let Some(searched) = renderer.searches().find(|searched| searched.folder() == folder) else { return Ok(None) };
        let files = search::index(searched, &self.root)?;
        let files: Files = files.into_iter().map(|file| (file.name, Bytes::from(file.bytes))).collect();
        let found = files.get(name).cloned();
        kept.put(folder, files);
        Ok(found)
    }
}
