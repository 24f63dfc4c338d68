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

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cache;
use crate::check::Seen;
use crate::digest::Digest;
use crate::publish;
use crate::render::{Output, Renderer};

/// The name of the file in the folder of what may be forgotten.
const NAME: &str = "build.json";
const FORMAT: u32 = 2;

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
        made.is_some_and(|(made, prose)| made.prose == prose.to_string())
    }

    /// What a build makes, for the next one: of each output what was seen of it, or what `former` says of it where it was kept.
    pub(super) fn of(
        made_of: Digest,
        renderer: &Renderer,
        outputs: &[&Output],
        seen: &[Option<Seen>],
        former: Option<&Self>,
    ) -> Self {
        let made = |(output, seen): (&&Output, &Option<Seen>)| {
            let made = match seen {
                Some(seen) => {
                    let prose = renderer.prose_of(output).map(|prose| prose.to_string()).unwrap_or_default();
                    Made { prose, seen: seen.digest().to_string() }
                }
                None => former?.outputs.get(&output.path)?.clone(),
            };
            Some((output.path.clone(), made))
        };
        let outputs: Vec<_> = outputs.par_iter().zip(seen).filter_map(made).collect();
        Self {
            format: FORMAT,
            made_of: made_of.to_string(),
            listing: String::new(),
            outputs: outputs.into_iter().collect(),
        }
    }

    /// Whether all outputs tell of themselves what they told in another build of the same.
    pub(super) fn tells_what(&self, other: &Self) -> bool {
        let both = self.outputs.iter().zip(&other.outputs);
        self.outputs.len() == other.outputs.len()
            && both.into_iter().all(|((path, made), (other, before))| path == other && made.seen == before.seen)
    }

    /// Keeps it for the next build, once all was published. That it cannot be kept is no mistake: the next build makes all anew.
    pub(super) fn keep(mut self, root: &Path, output: &Path) {
        let Some(listing) = publish::listing_digest(output) else { return };
        self.listing = listing.to_string();
        if let Ok(bytes) = serde_json::to_vec(&self) {
            let _ = cache::write(root, NAME, &bytes);
        }
    }
}
