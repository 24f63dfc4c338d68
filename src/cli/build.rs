//! `tratado build`: the whole site into `output/`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::eprintln;

use super::progress::Progress;
use super::{Build, Common, Denied, report, schema};
use crate::build::{self, Publication, Published, Step, Timings, Workspace};
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::read::{Survey, files};

pub(super) fn run(common: &Common, build: &Build) -> Result<ExitCode> {
    let started = Instant::now();
    let output = build::output_folder(&common.root)?;
    let (request, program) = (common.request()?, program());
    let none = Diagnostics::new();
    let (survey, mut timings) = Timings::of(Step::Read, || Survey::of(&common.root, Some(&program)));
    let survey = survey?;
    if let Some(mut publication) = build::repeat(&request, &output, &program, &survey)? {
        report::findings(&none, common);
        publication.timings = timings.and(publication.timings);
        tell(&publication, &none, started, common, build);
        return Ok(ExitCode::SUCCESS);
    }
    let mut workspace = Workspace::of(request, survey)?;
    schema::refresh(common, || workspace.content());
    timings.extend(workspace.timings().clone());
    timings.measure(Step::Keep, || workspace.keep(&program));
    let made_of = workspace.made_of(&program);
    let build::Site { renderer, mut diagnostics } = workspace.into_site();
    let forbidden = build::forbids_publishing(&diagnostics, common.deny == Some(Denied::Warnings));
    let mut published = None;
    let mut failure = None;
    if let Some(renderer) = renderer.filter(|_| !forbidden) {
        let progress = Progress::new(renderer.outputs().len(), "files", common.quiet, started);
        match build::publish(&renderer, &common.root, &output, made_of.as_ref(), &|| progress.step()) {
            Ok(Published::Whole(publication)) => published = Some(publication),
            Ok(Published::Mistaken(mistakes)) => diagnostics.extend(mistakes),
            Err(error) => failure = Some(error),
        }
        progress.finish();
        // The program ends soon: the system takes back at once what would be given back piece by piece.
        std::mem::forget(renderer);
    }
    // What is wrong with the machine does not hide what is wrong with the content.
    report::findings(&diagnostics, common);
    if let Some(error) = failure {
        return Err(error);
    }
    let Some(mut publication) = published else {
        eprintln!("nothing was published: {}", report::counted(&diagnostics));
        return Ok(ExitCode::from(1));
    };
    publication.timings = timings.and(publication.timings);
    tell(&publication, &diagnostics, started, common, build);
    Ok(ExitCode::SUCCESS)
}

/// Says what was published, and what it took.
fn tell(publication: &Publication, diagnostics: &Diagnostics, started: Instant, common: &Common, build: &Build) {
    if !common.quiet {
        eprintln!("{}", summary(publication, started.elapsed(), &report::counted(diagnostics)));
    }
    if build.timings {
        eprintln!("{}", table(&publication.timings));
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
fn summary(publication: &Publication, elapsed: Duration, findings: &str) -> String {
    let Publication { report, summary, timings: _ } = publication;
    let listed = |counts: &[(String, usize)], between: &str| {
        let counts = counts.iter().map(|(what, count)| format!("{count} {between}{what}"));
        counts.collect::<Vec<_>>().join(", ")
    };
    let pages: Vec<_> = summary.pages.clone().into_iter().collect();
    let translated = summary.translations.iter().filter(|(_, states)| !states.is_empty());
    let translated: String =
        translated.map(|(tag, states)| format!("translations into {tag}: {}\n", listed(states, ""))).collect();
    format!(
        "{}, {} other files; {findings}\n{translated}{} written, {} unchanged, {} removed in {:.2} s",
        listed(&pages, "pages in "),
        summary.others,
        report.written,
        report.unchanged,
        report.removed,
        elapsed.as_secs_f64()
    )
}
