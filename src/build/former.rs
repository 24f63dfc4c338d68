//! What the last build made, and of what: so that this one need not make it again.
//!
//! An output is the same as before where the program, the run, the theme and all content but prose are
//! ([`Workspace::digest`](super::Workspace::digest)), and the prose that it shows is ([`Renderer::prose_of`]). Then the file that was published is
//! kept, if it still stands there with the bytes that it was published with ([`Stage::keep`](crate::publish::Stage::keep)).
//!
//! Pages that are kept are not looked at. What is wrong with a site as a whole is what it was as long as no page that was made again says
//! anything else of itself ([`Seen::digest`]); where one does, all pages are looked at once more.
//!
//! All of it may be forgotten: what is damaged, of another version, or of another output is as if there were nothing.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::cache;
use crate::check::Seen;
use crate::digest::Digest;
use crate::publish;
use crate::render::{Output, Renderer};

/// The name of the file in the folder of what may be forgotten.
const NAME: &str = "build.json";
const FORMAT: u32 = 1;

/// What a build made, and of what.
#[derive(Serialize, Deserialize, Default)]
pub(super) struct Former {
    format: u32,
    /// What names all that it was made of but prose.
    made_of: String,
    /// What names the listing of what was published.
    listing: String,
    outputs: BTreeMap<String, Made>,
}

/// What an output was made of, and what was seen of it.
#[derive(Serialize, Deserialize, Clone)]
struct Made {
    prose: String,
    seen: String,
}

impl Former {
    /// What the last build kept here, if it was made of the same and published this output.
    pub(super) fn read(root: &Path, output: &Path, made_of: Digest) -> Option<Self> {
        let former: Self = serde_json::from_slice(&cache::read(root, NAME)?).ok()?;
        let listing = publish::listing_digest(output)?;
        let is_same =
            former.format == FORMAT && former.made_of == made_of.to_string() && former.listing == listing.to_string();
        is_same.then_some(former)
    }

    /// Whether an output would be what it was.
    pub(super) fn has(&self, renderer: &Renderer, output: &Output) -> bool {
        let made = self.outputs.get(&output.path).zip(renderer.prose_of(output));
        made.is_some_and(|(made, prose)| made.prose == short(prose))
    }

    /// Whether the same is seen of an output as before.
    pub(super) fn saw(&self, output: &Output, seen: &Seen) -> bool {
        self.outputs.get(&output.path).is_some_and(|made| made.seen == short(seen.digest()))
    }
}

/// What a build makes, for the next one.
pub(super) struct Making {
    made_of: Digest,
    outputs: BTreeMap<String, Made>,
}

impl Making {
    pub(super) fn new(made_of: Digest) -> Self {
        Self { made_of, outputs: BTreeMap::new() }
    }

    /// Notes an output that was made, and what was seen of it; one that was kept is what it was.
    pub(super) fn note(&mut self, renderer: &Renderer, output: &Output, seen: Option<&Seen>, former: Option<&Former>) {
        let kept = || former.and_then(|former| former.outputs.get(&output.path)).cloned();
        let made = match seen {
            Some(seen) => {
                let prose = renderer.prose_of(output).map(short).unwrap_or_default();
                Some(Made { prose, seen: short(seen.digest()) })
            }
            None => kept(),
        };
        self.outputs.extend(made.map(|made| (output.path.clone(), made)));
    }

    /// Keeps it for the next build, once all was published. That it cannot be kept is no mistake: the next build makes all anew.
    pub(super) fn keep(self, root: &Path, output: &Path) {
        let Some(listing) = publish::listing_digest(output) else { return };
        let former = Former {
            format: FORMAT,
            made_of: self.made_of.to_string(),
            listing: listing.to_string(),
            outputs: self.outputs,
        };
        if let Ok(bytes) = serde_json::to_vec(&former) {
            let _ = cache::write(root, NAME, &bytes);
        }
    }
}

/// As much of a digest as tells two states of one output apart.
fn short(digest: Digest) -> String {
    let mut text = digest.to_string();
    text.truncate(32);
    text
}
