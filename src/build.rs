//! The spine: from a folder to a site, and from a site to a published folder.
//!
//! 1. [`site`] reads the content, loads the theme, links the records and lists the outputs. Its mistakes are those of the content. A
//!    [`Workspace`] does so again as files change.
//! 2. [`publish`] renders every output in parallel into a stage, and swaps the stage in when all of them are there.
//!
//! Whatever shows the site goes through the first; only what writes it goes through the second.

mod workspace;

pub use workspace::{Changes, Workspace};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::error::{Error, Result};
use crate::model::PartialDate;
use crate::publish::{Report, Stage};
use crate::read::{self, Severities};
use crate::render::{Failure, Output, Renderer};

/// What is to be built.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder that holds `content/`, and may hold `themes/`.
    pub root: PathBuf,
    /// The URL of the site's root, in place of that of `site.yaml`.
    pub base_url: Option<String>,
    /// The day on which 'next' and 'last' depend, in place of the plan's own.
    pub now: Option<PartialDate>,
    /// Whether drafts are taken in.
    pub drafts: bool,
}

/// A site as far as it could be made, with every mistake of its content.
pub struct Site {
    /// The site, ready to render; none where its settings or its theme cannot be used.
    pub renderer: Option<Arc<Renderer>>,
    /// What was found, ordered by place, as serious as the site wants.
    pub diagnostics: Diagnostics,
}

/// The name of the folder below the site's root that is published.
pub const OUTPUT: &str = "output";

/// Reads and links a site.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn site(request: &Request) -> Result<Site> {
    Workspace::open(request.clone()).map(Workspace::into_site)
}

/// Gives findings the severities that the site and its records want, and orders them.
fn settle(diagnostics: &mut Diagnostics, severities: &Severities) {
    diagnostics.set_severities(|diagnostic| severities.of(diagnostic));
    diagnostics.sort();
}

/// What came of a publication.
#[derive(Debug)]
pub enum Published {
    /// The site is published.
    Whole(Report),
    /// Templates failed, as serious as the site wants; whatever it wants, a page that cannot be made cannot be published, and what was
    /// published before stands as it was.
    Mistaken(Diagnostics),
}

/// Renders every output and publishes them. `progress` is called after each, from any thread.
///
/// # Errors
/// When a file cannot be read or written; what was published before stands as it was.
pub fn publish(renderer: &Renderer, output: &Path, progress: &(dyn Fn() + Sync)) -> Result<Published> {
    let stage = Stage::open(output)?;
    let outputs: Vec<&Output> = renderer.outputs().collect();
    let failures: Vec<Failure> = outputs
        .par_iter()
        .filter_map(|output| {
            let written =
                renderer.render(output).and_then(|bytes| stage.write(&output.path, &bytes).map_err(Failure::Machine));
            progress();
            written.err()
        })
        .collect();
    let mut mistakes = Diagnostics::new();
    for failure in failures {
        match failure {
            Failure::Mistake(diagnostic) => mistakes.push(*diagnostic),
            Failure::Machine(error) => return Err(error),
        }
    }
    if mistakes.is_empty() {
        return stage.publish().map(Published::Whole);
    }
    let mut mistakes = one_per_place(mistakes);
    let records = renderer.site().records().map(|(_, linked)| linked.record.as_ref());
    settle(&mut mistakes, &Severities::new(&renderer.site().settings.diagnostics, records));
    Ok(Published::Mistaken(mistakes))
}

/// A template that fails on a thousand pages is one mistake: the first page stands for all.
fn one_per_place(mut mistakes: Diagnostics) -> Diagnostics {
    mistakes.sort();
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in mistakes {
        match kept.last_mut() {
            Some((last, count)) if last.place == diagnostic.place && last.message == diagnostic.message => *count += 1,
            _ => kept.push((diagnostic, 0)),
        }
    }
    let kept = kept.into_iter().map(|(diagnostic, more)| match more {
        0 => diagnostic,
        1 => diagnostic.help("it fails on 1 more page"),
        _ => diagnostic.help(format!("it fails on {more} more pages")),
    });
    kept.collect()
}

/// Whether findings forbid publishing.
pub fn forbids_publishing(diagnostics: &Diagnostics, deny_warnings: bool) -> bool {
    diagnostics.has_errors() || (deny_warnings && diagnostics.count(Severity::Warning) > 0)
}

/// The folder that a site is published in.
///
/// # Errors
/// When the root is no folder.
pub fn output_folder(root: &Path) -> Result<PathBuf> {
    if read::files::is_folder(root) {
        Ok(root.join(OUTPUT))
    } else {
        Err(Error::new("there is no folder").at(root).help("name the folder that holds `content/` with `--root`"))
    }
}
