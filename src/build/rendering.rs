//! Outputs, each rendered, written and looked at, many at a time.

use std::time::Duration;

use rayon::prelude::*;

use super::timings::Watch;
use super::{Step, Timings, settled, shows_all};
use crate::check::{Check, Seen};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Result;
use crate::render::{Failure, Output, Renderer};

/// What came of rendering everything.
pub(super) enum Rendered {
    /// What was seen of each output; nothing of those that were kept.
    Whole(Vec<Option<Seen>>),
    /// Templates failed.
    Mistaken(Diagnostics),
}

/// What is done with each output.
pub(super) struct Work<'run> {
    pub(super) renderer: &'run Renderer,
    pub(super) check: &'run Check<'run>,
    /// Keeps the output that was published, where it would be the same; whether it did.
    pub(super) keep: &'run (dyn Fn(&Output) -> Result<bool> + Sync),
    pub(super) write: &'run (dyn Fn(&Output, &[u8]) -> Result<()> + Sync),
    pub(super) progress: &'run (dyn Fn() + Sync),
}

/// What came of one output.
struct Done {
    /// What was seen of it; nothing where it was kept.
    seen: Option<Seen>,
    /// How many bytes it has, where it was not kept.
    length: usize,
    times: Vec<(Step, Duration)>,
}

impl Work<'_> {
    fn done(&self, output: &Output) -> Result<Done, Failure> {
        let mut watch = Watch::start();
        let is_kept = (self.keep)(output).map_err(Failure::Machine)?;
        let kept = (Step::Keep, watch.lap());
        if is_kept {
            (self.progress)();
            return Ok(Done { seen: None, length: 0, times: vec![kept] });
        }
        let bytes = self.renderer.render(output)?;
        let rendered = (Step::Render, watch.lap());
        (self.write)(output, &bytes).map_err(Failure::Machine)?;
        let written = (Step::Write, watch.lap());
        let seen = self.check.look(output, &bytes);
        let looked = (Step::Check, watch.lap());
        (self.progress)();
        Ok(Done { seen, length: bytes.len(), times: vec![rendered, written, looked] })
    }
}

/// Renders outputs in parallel, writes them, and looks at them.
pub(super) fn render(work: &Work<'_>, outputs: &[&Output], timings: &mut Timings) -> Result<Rendered> {
    let rendered: Vec<Result<Done, Failure>> = outputs.par_iter().map(|output| work.done(output)).collect();
    shows_all(work.renderer)?;
    let mut seen = Vec::with_capacity(rendered.len());
    let mut mistakes = Diagnostics::new();
    for rendered in rendered {
        match rendered {
            Ok(done) => {
                for (step, time) in done.times {
                    timings.add(step, time, done.length);
                }
                seen.push(done.seen);
            }
            Err(Failure::Mistake(diagnostic)) => mistakes.push(*diagnostic),
            Err(Failure::Machine(error)) => return Err(error),
        }
    }
    if mistakes.is_empty() {
        return Ok(Rendered::Whole(seen));
    }
    Ok(Rendered::Mistaken(settled(one_per_place(mistakes), work.renderer)))
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
