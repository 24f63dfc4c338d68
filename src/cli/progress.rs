//! A bar on a terminal, for work that takes long.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::report;

/// How long something may take before it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(400);

/// How many of the outputs are done. Until it has taken long, and on a pipe, there is nothing to see.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_wanted: bool,
}

impl Progress {
    pub(super) fn new(outputs: usize, quiet: bool, started: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(Some(outputs as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} files") {
            bar.set_style(style);
        }
        Self { bar, started, is_wanted: !quiet && report::is_watched() }
    }

    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.is_wanted && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
