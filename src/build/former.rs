//! What the last build made, and of what: so that this one need not make it again.
//!
//! An output is the same as before where the program, the run, the theme and all content but prose are
//! ([`MadeOf::shared`]), and the prose that it shows is ([`Renderer::prose_of`]). Then the file that was published is
//! kept, if it still stands there with the bytes that it was published with ([`Stage::keep`](crate::publish::Stage::keep)).
//!
//! Pages that are kept are not looked at. What is wrong with a site as a whole is what it was as long as no page that was made again says
//! anything else of itself ([`Seen::digest`]); where one does, all pages are looked at once more.
//!
//! Where not even prose has changed, [`repeat`](super::repeat()) needs no site at all to say so.
//!
//! All of it may be forgotten: what is damaged, of another version, or of another output is as if there were nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Request, Summary};
use crate::cache;
use crate::check::Seen;
use crate::digest::{Digest, Digester};
use crate::publish::{self, Stamps};
use crate::render::{Kind, Output, Renderer};
use crate::stamp::Stamp;

/// The name of the file in the folder of what may be forgotten.
const NAME: &str = "build";

/// What a build made, and of what.
#[derive(Serialize, Deserialize)]
pub(super) struct Former {
    /// What names all that it was made of but prose.
    shared: Digest,
    /// What names all that it was made of; none where something was found that has to be said again.
    pub(super) whole: Option<Digest>,
    /// The theme.
    pub(super) theme: String,
    /// What the build said of the site.
    pub(super) summary: Summary,
    pub(super) copies: Copies,
    /// What names the listing of what was published.
    listing: Option<Digest>,
    outputs: MadeOutputs,
    /// What vouches for the bytes of what was published.
    pub(super) stamps: Stamps,
}

/// The outputs that are copies, by their paths, with the paths of the files from the site's root.
pub(super) type Copies = BTreeMap<String, PathBuf>;

/// What outputs were made of, by their paths.
pub(super) type MadeOutputs = BTreeMap<String, Made>;

/// What outputs are made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MadeOf {
    /// What names the program that makes it.
    pub program: String,
    /// What names all of it but for what [`Renderer::prose_of`] says: the files of content and themes, and what the run wants.
    pub shared: Digest,
    /// What names all of it.
    pub whole: Digest,
    /// The name of the theme.
    pub theme: String,
    /// Whether something was found in it.
    pub has_findings: bool,
}

/// What runs, and what it is asked for.
pub(super) struct Run<'run> {
    /// What names the program.
    pub(super) program: &'run str,
    pub(super) request: &'run Request,
}

impl Run<'_> {
    /// What names it, with the content and the theme that it is about.
    pub(super) fn digest(&self, content: Digest, theme: Digest) -> Digest {
        let Request { root: _, base_url, now, drafts } = self.request;
        let mut digester = Digester::default();
        digester.add(self.program).add(content).add(theme);
        digester.add(format!("{base_url:?} {:?} {drafts}", now.as_ref().map(ToString::to_string)));
        digester.finish()
    }
}

/// What an output was made of, and what was seen of it.
#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Made {
    prose: Option<Digest>,
    seen: Digest,
}

impl Former {
    /// What the last build by `program` kept here, if it published this output.
    pub(super) fn read(root: &Path, output: &Path, program: &str) -> Option<Self> {
        let former: Self = postcard::from_bytes(&cache::read_sealed(root, NAME, program)?).ok()?;
        let listing = publish::listing_digest(output)?;
        (former.listing == Some(listing)).then_some(former)
    }

    /// Whether outputs of the same prose would be what they were.
    pub(super) fn is_made_of(&self, made_of: &MadeOf) -> bool {
        self.shared == made_of.shared
    }

    /// Whether an output would be what it was.
    pub(super) fn has(&self, renderer: &Renderer, output: &Output) -> bool {
        let made = self.outputs.get(&output.path).and_then(|made| made.prose);
        made.is_some_and(|prose| renderer.prose_of(output) == Some(prose))
    }

    /// What vouches for the bytes of a file that was published.
    pub(super) fn stamp(&self, path: &str) -> Option<Stamp> {
        self.stamps.get(path).copied()
    }

    /// What a build makes of all that `made_of` names, for the next one.
    pub(super) fn of(made_of: &MadeOf, summary: Summary, copies: Copies, outputs: MadeOutputs) -> Self {
        Self {
            shared: made_of.shared,
            whole: (!made_of.has_findings).then_some(made_of.whole),
            theme: made_of.theme.clone(),
            summary,
            copies,
            listing: None,
            outputs,
            stamps: Stamps::new(),
        }
    }

    /// Whether all outputs tell of themselves what they told in another build of the same.
    pub(super) fn tells_what(&self, other: &Self) -> bool {
        let both = self.outputs.iter().zip(&other.outputs);
        self.outputs.len() == other.outputs.len()
            && both.into_iter().all(|((path, made), (other, before))| path == other && made.seen == before.seen)
    }

    /// Keeps it for the next build by `program`, once all was published. That it cannot be kept is no mistake: the next build makes all anew.
    pub(super) fn keep(mut self, root: &Path, output: &Path, program: &str, stamps: Stamps) {
        self.listing = publish::listing_digest(output);
        self.stamps = stamps;
        if let Ok(bytes) = postcard::to_stdvec(&self) {
            let _ = cache::write_sealed(root, NAME, program, bytes);
        }
    }
}

/// The outputs that are copies of files below the root of the site.
pub(super) fn copies(root: &Path, outputs: &[&Output]) -> Copies {
    let copy = |output: &&Output| {
        let (Kind::Attachment { source, .. } | Kind::File(source)) = &output.kind else { return None };
        Some((output.path.clone(), source.strip_prefix(root).unwrap_or(source).to_owned()))
    };
    outputs.iter().filter_map(copy).collect()
}

/// What each output was made of and what was seen of it, or what `former` says of it where it was kept.
pub(super) fn made(
    renderer: &Renderer,
    outputs: &[&Output],
    seen: &[Option<Seen>],
    former: Option<&Former>,
) -> MadeOutputs {
    let made = |(output, seen): (&&Output, &Option<Seen>)| {
        let made = match seen {
            Some(seen) => Made { prose: renderer.prose_of(output), seen: seen.digest() },
            None => former?.outputs.get(&output.path)?.clone(),
        };
        Some((output.path.clone(), made))
    };
    let made: Vec<_> = outputs.par_iter().zip(seen).filter_map(made).collect();
    made.into_iter().collect()
}
