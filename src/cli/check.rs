//! `tratado check`: everything that can be found without publishing.

use std::process::ExitCode;
use std::time::Instant;

use anstream::eprintln;

use super::progress::Progress;
use super::{Common, Denied, report};
use crate::build;
use crate::error::Result;

pub(super) fn run(common: &Common) -> Result<ExitCode> {
    let started = Instant::now();
    let output = build::output_folder(&common.root)?;
    let build::Site { renderer, mut diagnostics } = build::site(&common.request()?)?;
    let mut looked_at = 0;
    let mut failure = None;
    if let Some(renderer) = renderer {
        looked_at = renderer.outputs().len();
        let progress = Progress::new(looked_at, common.quiet, started);
        match build::check(&renderer, &common.root, &output, &|| progress.step()) {
            Ok(found) => diagnostics.extend(found),
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
