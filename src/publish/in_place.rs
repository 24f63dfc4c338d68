//! The way where nothing can be exchanged: the files of the stage, which stands inside the output, replace those of the site
//! one by one.
//!
//! 1. The journal is written: the manifest of the new site. From here on the next build finishes what is begun, unless step
//!    2 fails, which takes back what it did.
//! 2. Files that are new at their address are moved in.
//! 3. Files that have changed are moved over the former ones, the manifest last.
//! 4. What is no part of the new site is removed, then the journal.
//!
//! Every move is one rename within the file system. So a reader finds at each address, at each moment, one whole file, the
//! former or the new one: until step 3 the former site, during step 3 some pages of either, and the new site after. A page
//! never names a fingerprinted asset that is not there, because assets come before the pages and go after them. The one gap:
//! where a file becomes a folder, or a folder a file, the former is removed a moment before the new one comes. The stage
//! can be seen at `.tratado-work/` meanwhile. What belongs to the owner is never moved.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::{self, failed};
use super::manifest::{MANIFEST, Manifest};
use super::place::Workplace;
use super::tree::{Tree, parent};
use crate::error::Result;

pub(super) const FINISHED_LATER: &str =
    "a part of the new site is in place: once this can be done, the next build finishes it";

/// Replaces the site in `output` by the one whose changed files are staged and whose manifest is given. After an error
/// without advice nothing has changed.
pub(super) fn publish(work: &Workplace, output: &Path, manifest: &[u8]) -> Result<()> {
    let (draft, journal) = (work.draft_journal(), work.journal());
    disk::settle(&work.stage())
        .and_then(|()| disk::write(&draft, manifest, None)?.sync_all())
        .and_then(|()| disk::rename(&draft, &journal))
        .map_err(failed("cannot write the journal", &journal))?;

    let replacement = Replacement::read(work, output)?;
    if let Err(error) = replacement.add() {
        let taken_back = replacement.take_back().and_then(|()| disk::remove(&journal));
        return Err(if taken_back.is_ok() { error } else { error.help(FINISHED_LATER) });
    }
    replacement.finish().map_err(|error| error.help(FINISHED_LATER))
}

/// Finishes what the journal says was begun, if there is one.
pub(super) fn resume(work: &Workplace, output: &Path) -> Result<()> {
    if !work.journal().is_file() {
        return Ok(());
    }
    let replacement = Replacement::read(work, output)?;
    replacement.add().and_then(|()| replacement.finish()).map_err(|error| error.help(FINISHED_LATER))
}

/// What is to be done in the output; made from the disk alone, so that it is the same for the run that began and for one
/// that resumes.
struct Replacement {
    output: PathBuf,
    stage: Tree,
    journal: PathBuf,
    /// The new site. Nothing where the journal cannot be read, as after a power failure: then files are moved in, and what
    /// is left over is found by the next build.
    manifest: Option<Manifest>,
    added: Vec<String>,
    replaced: Vec<String>,
}

/// What stands where a file is to be moved.
enum Ground {
    Free,
    /// A file or a link, which the move replaces.
    Taken,
    /// A file where a folder must be, or a folder where the file must be.
    Blocked(PathBuf),
}

impl Replacement {
    fn read(work: &Workplace, output: &Path) -> Result<Self> {
        let (stage, journal) = (work.stage(), work.journal());
        let manifest = Manifest::parse(&journal).ok();
        let stage = Tree::new(stage);
        let staged = match stage.files() {
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            staged => staged.map_err(failed("cannot read the staged files", &stage.path("")))?,
        };

        let (mut added, mut replaced) = (Vec::new(), Vec::new());
        for path in staged {
            let ground = ground(output, &path).map_err(failed("cannot look at", &output.join(&path)))?;
            if matches!(ground, Ground::Free) { added.push(path) } else { replaced.push(path) }
        }
        for paths in [&mut added, &mut replaced] {
            paths.sort_by_key(|path| turn(path));
        }
        Ok(Self { output: output.to_owned(), stage, journal, manifest, added, replaced })
    }

    fn add(&self) -> Result<()> {
        let output = Tree::new(self.output.clone());
        self.added.iter().try_for_each(|path| self.bring(path, &output))
    }

    /// Undoes [`add`](Self::add), however far it came.
    fn take_back(&self) -> io::Result<()> {
        for path in self.added.iter().rev() {
            let (staged, added) = (self.stage.path(path), self.output.join(path));
            if !disk::exists(&staged)? {
                disk::rename(&added, &staged)?;
            }
            // Up to the first folder that holds something else; the lowest may not have been made.
            let mut folder = parent(path);
            while !folder.is_empty() && is_removed(disk::remove_empty_folder(&self.output.join(folder))) {
                folder = parent(folder);
            }
        }
        Ok(())
    }

    fn finish(&self) -> Result<()> {
        let output = Tree::new(self.output.clone());
        for path in &self.replaced {
            let target = self.output.join(path);
            if let Ground::Blocked(by) = ground(&self.output, path).map_err(failed("cannot look at", &target))? {
                disk::remove(&by).map_err(failed("cannot remove the former", &by))?;
            }
            self.bring(path, &output)?;
        }
        if let Some(manifest) = &self.manifest {
            remove_strangers(manifest, &self.output)?;
        }
        disk::remove(&self.journal).map_err(failed("cannot remove the journal", &self.journal))
    }

    fn bring(&self, path: &str, output: &Tree) -> Result<()> {
        let target = output.path(path);
        output
            .make_folder_of(path)
            .and_then(|()| disk::rename(&self.stage.path(path), &target))
            .map_err(failed("cannot move the new file to", &target))
    }
}

/// Removes from the output what is no part of the site.
pub(super) fn remove_strangers(manifest: &Manifest, output: &Path) -> Result<()> {
    for stranger in manifest.strangers(output).map_err(failed("cannot read the output folder", output))? {
        disk::remove(&stranger).map_err(failed("cannot remove", &stranger))?;
    }
    Ok(())
}

fn ground(output: &Path, path: &str) -> io::Result<Ground> {
    for (end, _) in path.match_indices('/') {
        let folder = output.join(&path[..end]);
        if !disk::exists(&folder)? {
            return Ok(Ground::Free);
        }
        if !disk::is_folder(&folder) {
            return Ok(Ground::Blocked(folder));
        }
    }
    let target = output.join(path);
    if !disk::exists(&target)? {
        return Ok(Ground::Free);
    }
    Ok(if disk::is_folder(&target) { Ground::Blocked(target) } else { Ground::Taken })
}

/// Pages come after what they are made of, and the manifest after all.
fn turn(path: &str) -> u8 {
    match Path::new(path).extension() {
        _ if path == MANIFEST => 2,
        Some(extension) if extension == "html" => 1,
        _ => 0,
    }
}

fn is_removed(outcome: io::Result<()>) -> bool {
    outcome.map_or_else(|error| error.kind() == ErrorKind::NotFound, |()| true)
}
