//! Where the time of a build goes.

use std::fmt;
use std::time::{Duration, Instant};

/// A part of a build.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// Files of the content become records.
    Read,
    /// The theme is read, and its templates are looked at.
    Theme,
    /// Records become a site.
    Link,
    /// What the last build made and this one would make alike is kept.
    Keep,
    /// Outputs become bytes.
    Render,
    /// Pages are looked at, each on its own.
    Check,
    /// Bytes become files, or are compared with those that are there.
    Write,
    /// Pages are held against each other.
    Judge,
    /// What is to be found becomes the index of the search.
    Search,
    /// The new site takes the place of the former one.
    Publish,
}

/// What a step took.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// The step.
    pub step: Step,
    /// How long it took; where several threads share it, what each of them took, added up.
    pub time: Duration,
    /// How many files it took in or gave out; none where it is about none.
    pub files: usize,
    /// How many bytes these have.
    pub bytes: u64,
}

/// What the steps of a build took, in the order in which they were done.
#[derive(Clone, Debug, Default)]
pub struct Timings(Vec<Timing>);

/// Tells one time after another. What it tells is shown to people, and stands in no output.
pub(super) struct Watch(Instant);

impl Watch {
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the last one was told.
    pub(super) fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.0, now))
    }
}

impl Step {
    /// Its name, in small letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Theme => "theme",
            Self::Link => "link",
            Self::Keep => "keep",
            Self::Render => "render",
            Self::Check => "check",
            Self::Write => "write",
            Self::Judge => "judge",
            Self::Search => "search",
            Self::Publish => "publish",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Timings {
    /// Does something, and says how long it took.
    pub fn of<T>(step: Step, work: impl FnOnce() -> T) -> (T, Self) {
        let mut timings = Self::default();
        let done = timings.measure(step, work);
        (done, timings)
    }

    /// Does something, and notes how long it took.
    pub fn measure<T>(&mut self, step: Step, work: impl FnOnce() -> T) -> T {
        let mut watch = Watch::start();
        let done = work();
        self.timing(step).time += watch.lap();
        done
    }

    /// Notes what a step took for one file.
    pub fn add(&mut self, step: Step, time: Duration, bytes: usize) {
        let timing = self.timing(step);
        timing.time += time;
        timing.files += 1;
        timing.bytes += bytes as u64;
    }

    /// These with `later` added.
    #[must_use]
    pub fn and(mut self, later: Self) -> Self {
        self.extend(later);
        self
    }

    /// Notes what other steps took, or the same ones once more.
    pub fn extend(&mut self, other: Self) {
        for timing in other.0 {
            let known = self.timing(timing.step);
            known.time += timing.time;
            known.files += timing.files;
            known.bytes += timing.bytes;
        }
    }

    /// The steps that were done.
    pub fn iter(&self) -> impl Iterator<Item = &Timing> {
        self.0.iter()
    }

    fn timing(&mut self, step: Step) -> &mut Timing {
        let position = self.0.iter().position(|timing| timing.step == step).unwrap_or_else(|| {
            self.0.push(Timing { step, time: Duration::ZERO, files: 0, bytes: 0 });
            self.0.len() - 1
        });
        &mut self.0[position]
    }
}
