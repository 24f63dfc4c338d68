//! For tests: a disk that stops, as when the build is killed, or refuses once, as when it is full, before the n-th change
//! under a folder.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

static FAULTS: Mutex<Vec<Fault>> = Mutex::new(Vec::new());

struct Fault {
    number: usize,
    under: PathBuf,
    changes_left: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No change succeeds from here on: what stands on the disk is what a kill would have left.
    Stop,
    RefuseOnce,
    /// The system has no exchange.
    NoExchange,
    /// Folders can be exchanged, but this one cannot, as when it is a mount point.
    NoExchangeOfOutput,
}

/// The fault stands until this is dropped.
pub(super) struct Standing(usize);

impl Standing {
    /// Whether a change was refused.
    pub(super) fn has_struck(&self) -> bool {
        faults().iter().any(|fault| fault.number == self.0 && fault.changes_left == usize::MAX)
    }
}

impl Drop for Standing {
    fn drop(&mut self) {
        faults().retain(|fault| fault.number != self.0);
    }
}

pub(super) fn stop_after(changes: usize, under: &Path) -> Standing {
    stand(under, changes, Kind::Stop)
}

pub(super) fn refuse_once_after(changes: usize, under: &Path) -> Standing {
    stand(under, changes, Kind::RefuseOnce)
}

pub(super) fn no_exchange(under: &Path) -> Standing {
    stand(under, 0, Kind::NoExchange)
}

pub(super) fn no_exchange_of_output(under: &Path) -> Standing {
    stand(under, 0, Kind::NoExchangeOfOutput)
}

fn stand(under: &Path, changes_left: usize, kind: Kind) -> Standing {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);

    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    faults().push(Fault { number, under: under.to_owned(), changes_left, kind });
    Standing(number)
}

fn faults() -> MutexGuard<'static, Vec<Fault>> {
    FAULTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Called before every change.
pub(super) fn before(path: &Path) -> io::Result<()> {
    let mut faults = faults();
    let counted =
        |fault: &&mut Fault| matches!(fault.kind, Kind::Stop | Kind::RefuseOnce) && path.starts_with(&fault.under);
    let Some(fault) = faults.iter_mut().find(counted) else { return Ok(()) };
    match (fault.changes_left, fault.kind) {
        (usize::MAX, Kind::RefuseOnce) => Ok(()),
        (0, Kind::RefuseOnce) => {
            fault.changes_left = usize::MAX;
            Err(ErrorKind::StorageFull.into())
        }
        (0, _) => Err(ErrorKind::Other.into()),
        _ => {
            fault.changes_left -= 1;
            Ok(())
        }
    }
}

pub(super) fn before_exchange(one: &Path) -> io::Result<()> {
    before(one)?;
    let refused = faults().iter().any(|fault| {
        let is_refused =
            fault.kind == Kind::NoExchange || fault.kind == Kind::NoExchangeOfOutput && one.ends_with("stage");
        is_refused && one.starts_with(&fault.under)
    });
    if refused { Err(ErrorKind::Unsupported.into()) } else { Ok(()) }
}

/// A tree is removed piece by piece, and a kill may come between any two.
pub(super) fn before_removing_tree(path: &Path) -> io::Result<()> {
    before(path)?;
    for entry in path.read_dir()? {
        let path = entry?.path();
        if path.is_dir() && !path.is_symlink() {
            before_removing_tree(&path)?;
        } else {
            before(&path)?;
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}
