//! `tratado serve`: the site in a browser, while its files are written.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anstream::eprintln;
use tokio::sync::Notify;

use super::{Common, Denied, Format, Serve, report};
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::serve::{Count, Event, Options, Server};

pub(super) fn run(common: &Arc<Common>, arguments: &Serve) -> Result<ExitCode> {
    let options = Options {
        request: common.request()?,
        host: arguments.host.clone(),
        port: arguments.port,
        allowed_hosts: arguments.allow_host.clone(),
        deny_warnings: common.deny == Some(Denied::Warnings),
        polls: arguments.poll,
    };
    let printer = Printer { common: Arc::clone(common), opens: arguments.open.into(), clock: Mutex::default() };
    let server = Server::open(options, Arc::new(move |event| printer.print(event)))?;
    server.run(interrupted());
    Ok(ExitCode::SUCCESS)
}

/// Waits until the user, or the system, wants an end.
async fn interrupted() {
    let wanted = Arc::new(Notify::new());
    let interrupted = Arc::clone(&wanted);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            interrupted.notify_one();
        }
    });
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let terminated = Arc::clone(&wanted);
        tokio::spawn(async move {
            if let Ok(mut signals) = signal(SignalKind::terminate()) {
                signals.recv().await;
                terminated.notify_one();
            }
        });
    }
    wanted.notified().await;
}

/// Prints what happens.
struct Printer {
    common: Arc<Common>,
    /// Whether a browser is to be opened; once.
    opens: std::sync::atomic::AtomicBool,
    clock: Mutex<Clock>,
}

/// How long it took to show what the files say.
#[derive(Default)]
struct Clock {
    noticed: Option<Instant>,
    took: Duration,
}

impl Printer {
    fn print(&self, event: Event<'_>) {
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Listening { url, taken } => self.listening(url, taken),
            Event::Noticed => clock.noticed = Some(Instant::now()),
            Event::Shown => clock.took = clock.noticed.map(|noticed| noticed.elapsed()).unwrap_or_default(),
            Event::Refreshed { changed, count } => self.say(&refreshed(changed, count, clock.took)),
            Event::Found { diagnostics, new, forbids, forbade } => {
                // A program wants to know where it stands; people, what is new.
                let is_for_people = matches!(self.common.format, Format::Human | Format::Short);
                report::findings(if is_for_people { new } else { diagnostics }, &self.common);
                self.stand(diagnostics, forbids, forbade);
            }
            Event::Failed(diagnostic) => {
                report::findings(&std::iter::once(diagnostic.clone()).collect(), &self.common);
            }
            Event::Unreadable(error) => report::failure(error),
        }
    }

    fn say(&self, line: &str) {
        if !self.common.quiet {
            eprintln!("{line}");
        }
    }

    fn listening(&self, url: &str, taken: Option<u16>) {
        if let Some(port) = taken {
            self.say(&format!("port {port} is taken by another program: this is the next that is free"));
        }
        self.say(&format!("the plan is at {url} (Ctrl+C ends this)"));
        if self.opens.swap(false, std::sync::atomic::Ordering::Relaxed)
            && let Err(error) = open::that_detached(url)
        {
            report::failure(&Error::new(format!("cannot open a browser: {error}")));
        }
    }

    /// Says how it stands, when something was found or mended.
    fn stand(&self, diagnostics: &Diagnostics, forbids: bool, forbade: bool) {
        let counted = report::counted(diagnostics);
        if forbids {
            self.say(&format!("the last good site is shown below the mistakes: {counted}"));
        } else if forbade {
            self.say(&format!("the mistakes are mended: {counted}"));
        } else {
            self.say(&counted);
        }
    }
}

/// What changed, and how much of the site with it.
fn refreshed(changed: Option<&[String]>, count: Count, took: Duration) -> String {
    let what = match changed {
        Some([file]) => file.clone(),
        Some(files) => format!("{} files", files.len()),
        None => "the files".to_owned(),
    };
    let Count { changed, of } = count;
    format!("{what}: {changed} of {of} pages that were asked for changed, in {} ms", took.as_millis())
}
