//! The spine: from a folder to a site, and from a site to a published folder.
//!
//! 1. [`site`] reads the content, loads the theme, links the records and lists the outputs. Its mistakes are those of the content. A
//!    [`Workspace`] does so again as files change.
//! 2. [`publish()`] renders every output in parallel into a stage, looks at it on the way, has the search indexed beside that, and swaps the
//!    stage in when all of them are there and no error was found. [`check`] does the same without a stage.
//!
//! Whatever shows the site goes through the first; only what writes it goes through the second. [`repeat`](repeat()) does without both where
//! nothing has changed since the last build.

mod former;
mod indexes;
mod rendering;
mod repeat;
mod summary;
mod timings;
mod workspace;

use former::Former;
pub use former::MadeOf;
use rendering::{Rendered, Work, render};
pub use repeat::repeat;
pub use summary::Summary;
use timings::Watch;
pub use timings::{Step, Timing, Timings};
pub use workspace::{Changes, Workspace};

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::{Check, Seen};
use crate::diagnostic::{Diagnostics, Severity};
use crate::error::{Error, Result};
use crate::external::Answer;
use crate::model::{PartialDate, Settings};
use crate::publish::{self, Report, Stage};
use crate::read::{self, Severities};
use crate::render::{Output, Renderer};

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

impl Request {
    /// The settings with what the run wants otherwise.
    fn as_requested(&self, mut settings: Settings) -> Settings {
        if let Some(base_url) = &self.base_url {
            settings.base_url = format!("{}/", base_url.trim_end_matches('/'));
        }
        settings
    }
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

/// A site that was published.
#[derive(Debug)]
pub struct Publication {
    /// What was done, in files.
    pub report: Report,
    /// What the site is made of.
    pub summary: Summary,
    /// What it took.
    pub timings: Timings,
}

/// What came of a publication.
#[derive(Debug)]
pub enum Published {
    /// The site is published.
    Whole(Publication),
    /// What was published before stands as it was: templates failed (whatever the site wants of that, a page that cannot be made cannot be
    /// published), or the checks found something as serious.
    Mistaken(Diagnostics),
}

/// Renders every output, looks at it, and publishes all of them. `root` is the folder of the site, and `progress` is called after each
/// output, from any thread. `made_of` names all that the outputs are made of, see [`Workspace::made_of`]: what the last build made of the
/// same is then kept. Without it everything is made.
///
/// # Errors
/// When a file cannot be read or written; what was published before stands as it was.
pub fn publish(
    renderer: &Renderer,
    root: &Path,
    output: &Path,
    made_of: Option<&MadeOf>,
    progress: &(dyn Fn() + Sync),
) -> Result<Published> {
    let stage = Stage::open(output)?;
    let former = made_of
        .and_then(|made_of| Former::read(root, output, &made_of.program).filter(|former| former.is_made_of(made_of)));
    let summary = Summary::of(renderer);
    // A build minds what keeps it from publishing; all else is for who asks for it.
    let severities = severities(renderer);
    let check = Check::new(renderer).only(|code| severities.may_be(code, Severity::Error));
    let outputs: Vec<&Output> = renderer.outputs().collect();
    let write = |output: &Output, bytes: &[u8]| stage.write(&output.path, bytes);
    let keep = |output: &Output| match &former {
        Some(former) if former.has(renderer, output) => stage.keep(&output.path, former.stamp(&output.path)),
        _ => Ok(false),
    };
    let mut timings = Timings::default();
    // The index has a thread of its own: what makes it shares the pool of threads that renders, and none of those may wait for it.
    let (rendered, indexes) = std::thread::scope(|scope| {
        let indexes = scope.spawn(|| {
            let mut timings = Timings::default();
            let files = timings.measure(Step::Search, || indexes::files(renderer, root, &stage, former.as_ref()));
            files.map(|files| (files, timings))
        });
        let work = Work { renderer, check: &check, keep: &keep, write: &write, progress };
        (render(&work, &outputs, &mut timings), indexes.join())
    });
    let seen = match rendered? {
        Rendered::Whole(seen) => seen,
        Rendered::Mistaken(mistakes) => return Ok(Published::Mistaken(mistakes)),
    };
    let made = made_of.map(|made_of| {
        let made = former::made(renderer, &outputs, &seen, former.as_ref());
        Former::of(made_of, summary.clone(), former::copies(root, &outputs), made)
    });
    let is_as_before = former.as_ref().zip(made.as_ref()).is_some_and(|(former, made)| made.tells_what(former));
    if !is_as_before {
        let seen = match look_at_kept(renderer, &check, &outputs, seen, &mut timings)? {
            Rendered::Whole(seen) => seen,
            Rendered::Mistaken(mistakes) => return Ok(Published::Mistaken(mistakes)),
        };
        let mistakes: Diagnostics = timings.measure(Step::Judge, || {
            let found = check.judge(seen.into_iter().flatten().collect(), root, stage.former_paths(), &BTreeMap::new());
            settled(found, renderer).into_iter().filter(|found| found.severity == Severity::Error).collect()
        });
        if !mistakes.is_empty() {
            return Ok(Published::Mistaken(mistakes));
        }
    }
    let (files, search) = indexes.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    timings.extend(search);
    for (path, bytes) in files {
        let mut watch = Watch::start();
        stage.write(&path, &bytes)?;
        timings.add(Step::Write, watch.lap(), bytes.len());
    }
    shows_all(renderer)?;
    let (report, stamps) = timings.measure(Step::Publish, || stage.publish())?;
    if let Some((made, made_of)) = made.zip(made_of) {
        timings.measure(Step::Keep, || made.keep(root, output, &made_of.program, stamps));
    }
    Ok(Published::Whole(Publication { report, summary, timings }))
}

/// Fails where prose was shown that could not be written.
fn shows_all(renderer: &Renderer) -> Result<()> {
    renderer.site().failure().map_or(Ok(()), |failure| Err(failure.again()))
}

/// Looks at the outputs that were kept as well, of which nothing was seen.
fn look_at_kept(
    renderer: &Renderer,
    check: &Check<'_>,
    outputs: &[&Output],
    seen: Vec<Option<Seen>>,
    timings: &mut Timings,
) -> Result<Rendered> {
    let kept: Vec<&Output> =
        outputs.iter().zip(&seen).filter(|(_, seen)| seen.is_none()).map(|(output, _)| *output).collect();
    let work = Work { renderer, check, keep: &|_| Ok(false), write: &|_, _| Ok(()), progress: &|| {} };
    Ok(match render(&work, &kept, timings)? {
        Rendered::Whole(more) => Rendered::Whole(seen.into_iter().flatten().map(Some).chain(more).collect()),
        mistaken @ Rendered::Mistaken(_) => mistaken,
    })
}

/// What asks other websites whether they are there: URLs in, and what was said of each out.
pub type Ask<'run> = &'run dyn Fn(&BTreeSet<String>) -> BTreeMap<String, Answer>;

/// Renders every output and says what is wrong with what readers would get; writes nothing. `root` and `progress` are as in [`publish()`],
/// `output` is where the site was published before, and `ask` is there where other websites are to be asked.
///
/// # Errors
/// When a file cannot be read.
pub fn check(
    renderer: &Renderer,
    root: &Path,
    output: &Path,
    ask: Option<Ask<'_>>,
    progress: &(dyn Fn() + Sync),
) -> Result<Diagnostics> {
    let check = Check::new(renderer);
    let check = if ask.is_some() { check.with_outside() } else { check };
    let outputs: Vec<&Output> = renderer.outputs().collect();
    let work = Work { renderer, check: &check, keep: &|_| Ok(false), write: &|_, _| Ok(()), progress };
    match render(&work, &outputs, &mut Timings::default())? {
        Rendered::Whole(seen) => {
            let seen: Vec<Seen> = seen.into_iter().flatten().collect();
            let former = publish::published_paths(output);
            let answers = ask.map(|ask| ask(&check.outside(&seen))).unwrap_or_default();
            Ok(settled(check.judge(seen, root, former.iter().map(String::as_str), &answers), renderer))
        }
        Rendered::Mistaken(mistakes) => Ok(mistakes),
    }
}

/// Findings as serious as a linked site wants them, in order.
fn settled(mut diagnostics: Diagnostics, renderer: &Renderer) -> Diagnostics {
    settle(&mut diagnostics, &severities(renderer));
    diagnostics
}

/// How serious a linked site and its records want findings to be.
fn severities(renderer: &Renderer) -> Severities {
    let site = renderer.site();
    let records = site.records().map(|(_, linked)| linked.record.as_ref());
    Severities::new(&site.settings.diagnostics, records)
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
