//! `tratado check`: everything that can be found without publishing.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

use anstream::eprintln;

use super::progress::Progress;
use super::{Check, Common, Denied, report};
use crate::build::{self, Ask};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Result;
use crate::external::{self, Answer, Known, Manner, Proxy};

pub(super) fn run(common: &Common, arguments: &Check) -> Result<ExitCode> {
    let started = Instant::now();
    let output = build::output_folder(&common.root)?;
    let build::Site { renderer, mut diagnostics } = build::site(&common.request()?)?;
    let mut looked_at = 0;
    let mut failure = None;
    if let Some(renderer) = renderer {
        looked_at = renderer.outputs().len();
        let progress = Progress::new(looked_at, "files", common.quiet, started);
        let ask = |urls: &BTreeSet<String>| {
            progress.finish();
            look_up(urls, common, arguments)
        };
        let ask: Option<Ask<'_>> = if arguments.external { Some(&ask) } else { None };
        match build::check(&renderer, &common.root, &output, ask, &|| progress.step()) {
            Ok(found) => {
                // A template that fails where a mistake is reported already fails because of it.
                let places: BTreeSet<_> = diagnostics.iter().map(|known| known.place.clone()).collect();
                let is_cause =
                    |found: &Diagnostic| found.code != Code::TemplateFailure || !places.contains(&found.place);
                diagnostics.extend(found.into_iter().filter(is_cause));
            }
            Err(error) => failure = Some(error),
        }
        progress.finish();
    }
    diagnostics.sort();
    // What is wrong with the machine does not hide what is wrong with the content.
    report::findings(&diagnostics, common);
    if let Some(error) = failure {
        return Err(error);
    }
    let is_refused = build::forbids_publishing(&diagnostics, common.deny == Some(Denied::Warnings));
    if is_refused || !common.quiet {
        let counted = report::counted(&diagnostics);
        eprintln!("{looked_at} files looked at in {:.2} s: {counted}", started.elapsed().as_secs_f64());
    }
    Ok(ExitCode::from(u8::from(is_refused)))
}

/// Asks other websites, and keeps what they said for the next run.
fn look_up(urls: &BTreeSet<String>, common: &Common, arguments: &Check) -> BTreeMap<String, Answer> {
    let started = Instant::now();
    let progress = Progress::new(urls.len(), "links to other websites", common.quiet, started);
    let manner = Manner {
        exclude: arguments.exclude.clone(),
        max_age: Duration::from_hours(24 * arguments.max_age),
        proxy: Proxy::try_from_env(),
        ..Manner::default()
    };
    let mut known = Known::read(&common.root);
    let answers = external::look_up(urls, &manner, &mut known, SystemTime::now(), &|so_far| {
        progress.reach(so_far.answered, so_far.total);
    });
    progress.finish();
    if let Err(error) = known.write(&common.root) {
        // The answers are right all the same; the next run asks for them again.
        report::failure(&error);
    }
    if !common.quiet {
        eprintln!("{} links to other websites in {:.1} s", answers.len(), started.elapsed().as_secs_f64());
    }
    answers
}
