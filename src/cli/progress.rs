//! A bar on a terminal, for work that takes long.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::report;

/// How long something may take before it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(400);

/// How much of some work is done. Until it has taken long, and on a pipe, there is nothing to see.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_wanted: bool,
}

impl Progress {
    /// Of `total` pieces, called by their `name` in the plural.
    pub(super) fn new(total: usize, name: &str, quiet: bool, started: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:32}} {{pos}}/{{len}} {name}")) {
            bar.set_style(style);
        }
        Self { bar, started, is_wanted: !quiet && report::is_watched() }
    }

    pub(super) fn step(&self) {
        self.bar.inc(1);
        self.show();
    }

    /// So many are done, of so many.
    pub(super) fn reach(&self, done: usize, total: usize) {
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
        self.show();
    }

    fn show(&self) {
        if self.is_wanted && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
