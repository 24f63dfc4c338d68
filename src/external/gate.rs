//! Politeness: how often one host is asked, and when no more.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::answer::Trouble;

/// How many addresses of a host may fail one after another for want of any answer before the host is taken for dead. A single one may be a
/// page that is slow.
const PATIENCE: u32 = 3;

/// The gates of all hosts that were met.
#[derive(Default)]
pub(super) struct Gates(Mutex<BTreeMap<String, Arc<Gate>>>);

impl Gates {
    /// The gate of a host. Its servers at other ports, and those that speak without encryption, are behind it too.
    pub(super) fn of(&self, host: &str) -> Arc<Gate> {
        let mut gates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(host.to_owned()).or_default())
    }
}

/// What all requests to one host go through.
#[derive(Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// How many requests are under way.
    inside: usize,
    /// Whether somebody stands in the gate and lets the pause pass.
    is_pausing: bool,
    /// Whether anybody has been through: the first need not wait.
    was_used: bool,
    /// For how long the host asked to be left alone.
    rest: Duration,
    /// How many addresses in a row got no answer.
    failures: u32,
    /// Why nobody goes through any more.
    closed: Option<Trouble>,
    /// Whether the host was found to answer rightly only when it is asked as a browser asks.
    wants_get: bool,
}

impl Gate {
    /// Waits for the turn of a request. Where the host is to be left alone, that is said instead.
    ///
    /// The pause lies between the moment when the request may go and when it goes, and one request at a time lets it pass. So it is kept
    /// without a look at a clock; where requests take long, it is a little longer than it need be.
    pub(super) fn enter(&self, at_once: usize, pause: Duration) -> Result<Turn<'_>, Trouble> {
        let mut state = self.state();
        loop {
            if let Some(trouble) = &state.closed {
                return Err(Trouble::LeftAlone(Box::new(trouble.clone())));
            }
            if !state.is_pausing && state.inside < at_once.max(1) {
                break;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.inside += 1;
        let turn = Turn { gate: self };
        if !mem::replace(&mut state.was_used, true) {
            return Ok(turn);
        }
        state.is_pausing = true;
        let mut wait = pause.max(mem::take(&mut state.rest));
        // What the host asks of somebody else meanwhile counts for this one too.
        while !wait.is_zero() {
            drop(state);
            thread::sleep(wait);
            state = self.state();
            wait = mem::take(&mut state.rest);
        }
        state.is_pausing = false;
        let closed = state.closed.clone();
        drop(state);
        self.changed.notify_all();
        closed.map_or(Ok(turn), |trouble| Err(Trouble::LeftAlone(Box::new(trouble))))
    }

    /// The host asked to be left alone for a while.
    pub(super) fn rest(&self, wait: Duration) {
        let mut state = self.state();
        state.rest = state.rest.max(wait);
    }

    /// Nobody goes through any more.
    pub(super) fn close(&self, trouble: &Trouble) {
        self.state().closed.get_or_insert_with(|| trouble.clone());
        self.changed.notify_all();
    }

    /// The host answered, whatever it said.
    pub(super) fn note_answer(&self) {
        self.state().failures = 0;
    }

    /// An address got no answer, however often it was asked for. Enough of them close the gate; a name that is not known does so at once.
    pub(super) fn note_failure(&self, trouble: &Trouble) {
        let failures = {
            let mut state = self.state();
            state.failures += 1;
            state.failures
        };
        if failures >= PATIENCE || *trouble == Trouble::UnknownHost {
            self.close(trouble);
        }
    }

    /// Whether to ask as a browser does, at once.
    pub(super) fn wants_get(&self) -> bool {
        self.state().wants_get
    }

    /// What was refused without the page was given with it.
    pub(super) fn note_wants_get(&self) {
        self.state().wants_get = true;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to make one request, given back when it is dropped.
pub(super) struct Turn<'gate> {
    gate: &'gate Gate,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.gate.state().inside -= 1;
        self.gate.changed.notify_all();
    }
}
