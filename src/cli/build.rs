//! `tratado build`: the whole site into `output/`.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::eprintln;

use super::progress::Progress;
use super::{Build, Common, Denied, report, schema};
use crate::build::{self, Published, Timings, Workspace};
use crate::error::Result;
use crate::link::State;
use crate::publish::Report;
use crate::read::files;
use crate::render::Renderer;

pub(super) fn run(common: &Common, build: &Build) -> Result<ExitCode> {
    let started = Instant::now();
    let output = build::output_folder(&common.root)?;
    let mut workspace = Workspace::open(common.request()?)?;
    schema::refresh(common, || workspace.content());
    let mut timings = workspace.timings().clone();
    let made_of = workspace.digest(&program());
    let build::Site { renderer, mut diagnostics } = workspace.into_site();
    let forbidden = build::forbids_publishing(&diagnostics, common.deny == Some(Denied::Warnings));
    let mut published = None;
    let mut failure = None;
    if let Some(renderer) = renderer.filter(|_| !forbidden) {
        let progress = Progress::new(renderer.outputs().len(), "files", common.quiet, started);
        match build::publish(&renderer, &common.root, &output, made_of, &|| progress.step()) {
            Ok(Published::Whole(report, took)) => {
                timings.extend(took);
                published = Some((renderer, report));
            }
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
            if build.timings {
                eprintln!("{}", table(&timings));
            }
            // The program ends here: the system takes back at once what would be given back piece by piece.
            std::mem::forget(renderer);
            Ok(ExitCode::SUCCESS)
        }
        None => {
            eprintln!("nothing was published: {counted}");
            Ok(ExitCode::from(1))
        }
    }
}

/// What names this program: a file that is the same has not been built anew since.
fn program() -> String {
    let file = std::env::current_exe().ok().and_then(|path| files::stamp(&path));
    format!("{} {file:?}", env!("CARGO_PKG_VERSION"))
}

/// What each step took, a line each. Several threads share the work on outputs: their times are added up.
fn table(timings: &Timings) -> String {
    let lines = timings.iter().map(|timing| {
        let time = format!("{:.1} ms", timing.time.as_secs_f64() * 1e3);
        let files = if timing.files == 0 {
            String::new()
        } else {
            format!("{:>10} files {:>14} bytes", timing.files, timing.bytes)
        };
        format!("{:<8}{time:>12}{files}", timing.step)
    });
    lines.collect::<Vec<_>>().join("\n")
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
