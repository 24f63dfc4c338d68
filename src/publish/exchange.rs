//! The way that a reader cannot see: the staged folder and the output change places in one step.
//!
//! 1. What belongs to the owner (`.git` and the like) moves into the stage, one rename each.
//! 2. Stage and output are exchanged (`RENAME_EXCHANGE` of Linux, `RENAME_SWAP` of macOS). Before, every address gives the
//!    former site; after, the new one. A first site is only renamed to its place.
//!
//! There is no journal, because one rule mends every state: what belongs to the owner and stands in the workplace goes back
//! to the output, and the rest of the workplace is removed, be it a stage or a former output. Between a kill amid step 1 and
//! the next build the output has all its pages, but perhaps not its `.git`.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::disk::{self, failed};
use super::manifest::KEPT;
use super::place::Workplace;
use crate::error::{Error, Result};

/// Whether two folders of this file system can change places. Found out before a whole site is staged in vain.
pub(super) fn is_possible(work: &Workplace) -> Result<bool> {
    let probe = work.probe();
    let (one, other) = (probe.join("one"), probe.join("other"));
    for folder in [&probe, &one, &other] {
        disk::make_folder(folder).map_err(failed("cannot make the folder", folder))?;
    }
    let is_possible = disk::exchange(&one, &other).is_ok();
    disk::remove(&probe).map_err(failed("cannot remove the folder", &probe))?;
    Ok(is_possible)
}

/// Brings the stage in, and says whether the system could. If not, the output is what it was, with what belongs to the
/// owner.
pub(super) fn swap(stage: &Path, output: &Path) -> Result<bool> {
    let swapped = take_kept(output, stage).and_then(|()| disk::exchange(stage, output));
    if swapped.is_err() {
        give_back_kept(stage, output)?;
    }
    Ok(swapped.is_ok())
}

fn take_kept(output: &Path, stage: &Path) -> io::Result<()> {
    for name in KEPT {
        match disk::rename(&output.join(name), &stage.join(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            outcome => outcome?,
        }
    }
    Ok(())
}

/// Returns to the output what belongs to its owner. It stands in one place at any time, and nothing is overwritten.
pub(super) fn give_back_kept(stage: &Path, output: &Path) -> Result<()> {
    for name in KEPT {
        let (from, to) = (stage.join(name), output.join(name));
        if !disk::exists(&from).map_err(failed("cannot look at", &from))? {
            continue;
        }
        if disk::exists(&to).map_err(failed("cannot look at", &to))? {
            let help = format!(
                "another one stands at `{}`: keep the one you need there, and move the other away",
                to.display()
            );
            return Err(Error::new("a killed build left").at(&from).help(help));
        }
        // Somebody may have removed the output after the build was killed.
        std::fs::create_dir_all(output).map_err(failed("cannot make the output folder", output))?;
        disk::rename(&from, &to).map_err(failed("cannot bring back", &to))?;
    }
    Ok(())
}
