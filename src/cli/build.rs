//! `tratado build`: the whole site into `output/`.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::eprintln;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Common, Denied, report, schema};
use crate::build::{self, Published, Workspace};
use crate::error::Result;
use crate::link::State;
use crate::publish::Report;
use crate::render::Renderer;

/// How long a build may take before it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(400);

pub(super) fn run(common: &Common) -> Result<ExitCode> {
    let started = Instant::now();
    let output = build::output_folder(&common.root)?;
    let mut workspace = Workspace::open(common.request()?)?;
    schema::refresh(common, || workspace.content());
    let build::Site { renderer, mut diagnostics } = workspace.into_site();
    let forbidden = build::forbids_publishing(&diagnostics, common.deny == Some(Denied::Warnings));
    let mut published = None;
    let mut failure = None;
    if let Some(renderer) = renderer.filter(|_| !forbidden) {
        let progress = Progress::new(renderer.outputs().len(), common.quiet, started);
        match build::publish(&renderer, &output, &|| progress.step()) {
            Ok(Published::Whole(report)) => published = Some((renderer, report)),
            Ok(Published::Mistaken(mistakes)) => diagnostics.extend(mistakes),
            Err(error) => failure = Some(error),
        }
        progress.finish();
    }
    // What is wrong with the machine does not hide what is wrong with the content.
    report::findings(&diagnostics, common);
    if let Some(error) = failure {
        return Err(error);
    }
    let counted = report::counted(&diagnostics);
    match published {
        Some((renderer, report)) => {
            if !common.quiet {
                eprintln!("{}", summary(&renderer, &report, started.elapsed(), &counted));
            }
            Ok(ExitCode::SUCCESS)
        }
        None => {
            eprintln!("nothing was published: {counted}");
            Ok(ExitCode::from(1))
        }
    }
}

/// What was published, in two lines.
fn summary(renderer: &Renderer, report: &Report, elapsed: Duration, findings: &str) -> String {
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    let mut others = 0;
    for output in renderer.outputs() {
        match output.kind.language() {
            Some(language) if output.kind.is_page() => {
                *pages.entry(renderer.site().tag(language).as_str()).or_default() += 1;
            }
            _ => others += 1,
        }
    }
    let pages: Vec<_> = pages.into_iter().map(|(language, count)| format!("{count} pages in {language}")).collect();
    let site = renderer.site();
    let translated = site.language_indices().filter_map(|language| {
        let states = site.states(language);
        let states: Vec<_> = states
            .into_iter()
            .filter(|(state, _)| *state != State::Original)
            .map(|(state, count)| format!("{count} {}", state.as_str()))
            .collect();
        (!states.is_empty()).then(|| format!("translations into {}: {}\n", site.tag(language), states.join(", ")))
    });
    let translated: String = translated.collect();
    format!(
        "{}, {others} other files; {findings}\n{translated}{} written, {} unchanged, {} removed in {:.2} s",
        pages.join(", "),
        report.written,
        report.unchanged,
        report.removed,
        elapsed.as_secs_f64()
    )
}

/// A bar on a terminal, for builds that take long: until then, and on a pipe, there is nothing to see.
struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_wanted: bool,
}

impl Progress {
    fn new(outputs: usize, quiet: bool, started: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(Some(outputs as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} files") {
            bar.set_style(style);
        }
        Self { bar, started, is_wanted: !quiet && report::is_watched() }
    }

    fn step(&self) {
        self.bar.inc(1);
        if self.is_wanted && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
