//! Publishing: a rendered site becomes the output folder, all of it or nothing.
//!
//! 1. [`Stage::open`] finds the real output, takes the lock of its workplace, mends what a killed build left, and refuses a
//!    folder that is not ours.
//! 2. [`Stage::write`] takes the files, from many threads: one that stands in the output with the same bytes is only noted,
//!    any other is written into the stage, beside the output.
//! 3. [`Stage::publish`] does nothing when nothing has changed, and where one file takes the place of another, it moves that. Else it
//!    links the unchanged files into the stage, so that
//!    they keep their inode and time, and exchanges stage and output (`exchange`); where that cannot be, it moves the changed
//!    files in one by one (`in_place`).
//!
//! The former output is whole until the new one is: an error, a full disk, or a kill at any moment before the exchange
//! leaves it as it was, and the next [`Stage::open`] removes what was staged. Where files are moved one by one, each address
//! gives a whole file at each moment, and the next [`Stage::open`] finishes what was begun. On Linux the staged files are on
//! the disk before they are brought in, so that this holds for a power failure too, as far as the file system keeps the
//! order of its renames; elsewhere it is promised for kills alone.
//!
//! The output belongs to Tratado: what other hands put there is removed by the next build, except what stands at its top and
//! belongs to a repository (`.git`, `.gitignore`, `.gitkeep`) or to the file system (`lost+found`). A symbolic link in it is
//! never followed.

#![expect(clippy::disallowed_methods, reason = "this is the module that writes files")]

mod advice;
mod disk;
mod exchange;
#[cfg(test)]
mod faults;
mod in_place;
#[cfg(test)]
mod kill_tests;
mod manifest;
mod place;
#[cfg(test)]
mod system_tests;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use self::advice::untouched;
use self::disk::failed;
use self::manifest::Manifest;
pub use self::manifest::{MANIFEST, objection};
use self::place::Workplace;
use self::tree::Tree;
use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::stamp::{Moment, Stamp};

/// One publication in the making. Dropped without [`publish`](Self::publish), it leaves nothing, and the output untouched.
pub struct Stage {
    output: PathBuf,
    work: Workplace,
    former: Option<Manifest>,
    former_tree: Tree,
    /// When the stage was made, by the clock of its file system.
    opened: Option<Moment>,
    staged: Tree,
    files: Mutex<BTreeMap<String, NewFile>>,
}

/// A file of the new site.
struct NewFile {
    hash: blake3::Hash,
    is_unchanged: bool,
    /// What vouches for the bytes: of an unchanged file, for those that stand in the output.
    stamp: Option<Stamp>,
}

/// What vouches for files that were published, by their paths: as long as one has this stamp, it has the bytes that it was published with. Not
/// every file has one.
pub type Stamps = BTreeMap<String, Stamp>;

/// What a publication did, in files of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that stayed as they were, with their inode and time.
    pub unchanged: usize,
    /// Files of the former site that are no part of the new one.
    pub removed: usize,
}

/// The paths of the files that an output folder was published with, as its manifest lists them; none where it has no manifest.
pub fn published_paths(output: &Path) -> Vec<String> {
    let manifest = Manifest::read(output);
    manifest.iter().flat_map(Manifest::paths).map(str::to_owned).collect()
}

/// What names the listing that an output folder was published with; none where there is none.
pub fn listing_digest(output: &Path) -> Option<Digest> {
    std::fs::read(output.join(MANIFEST)).ok().map(Digest::of)
}

impl Stage {
    /// Begins a publication to `output`, which need not exist. A symbolic link to a folder is followed.
    ///
    /// # Errors
    ///
    /// When another build is publishing there, when the folder holds something and no manifest of Tratado's, and when it
    /// cannot be written.
    pub fn open(output: &Path) -> Result<Self> {
        let output = place::resolve(output).map_err(|error| untouched(error, output))?;
        let work = Workplace::choose(&output).map_err(|error| untouched(error, &output))?;
        for folder in place::candidates(&output) {
            if folder != work.folder() && disk::is_folder(&folder) {
                let other = Workplace::take(&folder, &output).map_err(|error| untouched(error, &output))?;
                mend(&other, &output)?;
            }
        }
        mend(&work, &output)?;
        refuse_foreign(&output)?;

        let folder = work.stage();
        let mut stage = Self {
            former: Manifest::read(&output),
            former_tree: Tree::new(output.clone()),
            opened: None,
            staged: Tree::new(folder.clone()),
            files: Mutex::default(),
            output,
            work,
        };
        disk::make_folder(&folder)
            .and_then(|()| disk::dress_like(&stage.output, &folder))
            .map_err(|error| untouched(Error::io("cannot make the staging folder", &folder, error), &stage.output))?;
        stage.opened = File::open(&folder).ok().and_then(|folder| Moment::of(&folder));
        Ok(stage)
    }

    /// The paths of the files that were published before.
    pub fn former_paths(&self) -> impl Iterator<Item = &str> {
        self.former.iter().flat_map(Manifest::paths)
    }

    /// Takes one file of the new site. `path` is relative to the output, with `/`, such as `en/areas/security/index.html`.
    ///
    /// # Errors
    ///
    /// When the path leads out of the output or to what is not the site's (`.git` and the like), when it was taken before, and
    /// when the file cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        if let Some(objection) = objection(path) {
            return Err(Error::new(format!("`{path}` {objection}")));
        }
        let hash = blake3::hash(bytes);
        let former = self.former.as_ref().and_then(|former| former.hash(path));
        let may_stay = former == Some(hash.to_hex().as_str());
        let there = if may_stay { self.former_tree.stamp(path) } else { None };
        let is_unchanged = there.is_some() && self.former_tree.has(path, bytes);
        let stamp = match there.filter(|_| is_unchanged) {
            Some(there) => there.vouching_since(self.opened),
            None => self.stage_file(path, bytes)?.metadata().ok().map(|metadata| Stamp::of(&metadata)),
        };
        self.note(path, NewFile { hash, is_unchanged, stamp })
    }

    /// Takes a file of the former site into the new one, as it is. Says whether it stands there with the bytes that it was published with:
    /// where it has the stamp that vouches for them, or else where they have the hash that they had.
    ///
    /// # Errors
    ///
    /// When it was taken before.
    pub fn keep(&self, path: &str, vouching: Option<Stamp>) -> Result<bool> {
        let former = self.former.as_ref().and_then(|former| former.hash(path));
        let Some(hash) = former.and_then(|hash| blake3::Hash::from_hex(hash).ok()) else { return Ok(false) };
        let Some(there) = self.former_tree.stamp(path) else { return Ok(false) };
        let stamp = if vouching == Some(there) {
            vouching
        } else {
            let bytes = std::fs::read(self.former_tree.path(path));
            if !bytes.is_ok_and(|bytes| blake3::hash(&bytes) == hash) {
                return Ok(false);
            }
            there.vouching_since(self.opened)
        };
        self.note(path, NewFile { hash, is_unchanged: true, stamp })?;
        Ok(true)
    }

    fn note(&self, path: &str, file: NewFile) -> Result<()> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        match files.insert(path.to_owned(), file) {
            None => Ok(()),
            Some(_) => Err(Error::new("two files are published at").at(Path::new(path))),
        }
    }

    /// Makes the files taken so far the site, and removes the former one. Says what was done, and what vouches for the files from now on.
    ///
    /// # Errors
    ///
    /// When the system refuses; the help of the error says what state the output is in.
    pub fn publish(mut self) -> Result<(Report, Stamps)> {
        let files = std::mem::take(self.files.get_mut().unwrap_or_else(PoisonError::into_inner));
        let paths_where = |is_unchanged: bool| {
            files.iter().filter(move |(_, file)| file.is_unchanged == is_unchanged).map(|(path, _)| path.as_str())
        };
        let unchanged: Vec<&str> = paths_where(true).collect();
        let mut changed: Vec<&str> = paths_where(false).collect();
        let removed = self.former.iter().flat_map(Manifest::paths).filter(|path| !files.contains_key(*path)).count();
        let report = Report { written: changed.len(), unchanged: unchanged.len(), removed };
        let stamps_where = |is_unchanged: bool| -> Stamps {
            let stamp = |(path, file): (&String, &NewFile)| Some((path.clone(), file.stamp?));
            files.iter().filter(|(_, file)| file.is_unchanged == is_unchanged).filter_map(stamp).collect()
        };

        let manifest = Manifest::new(files.iter().map(|(path, file)| (path.clone(), file.hash.to_hex().to_string())));
        let listing = manifest.to_bytes().map_err(failed("cannot write the manifest", Path::new(MANIFEST)))?;
        if changed.is_empty() && self.former_tree.has(MANIFEST, &listing) {
            in_place::remove_strangers(&manifest, &self.output)
                .map_err(|error| error.help("the site itself is up to date: remove this by hand"))?;
            return Ok((report, stamps_where(true)));
        }

        let staged = Moment::of(&self.stage_file(MANIFEST, &listing)?);
        // Something may have come there while the site was rendered.
        refuse_foreign(&self.output)?;
        if let (&[path], 0) = (changed.as_slice(), removed)
            && self.can_be_replaced(path)
            && self.replace(path)?
        {
            in_place::remove_strangers(&manifest, &self.output)
                .and_then(|()| remove_leftovers(&self.work))
                .map_err(after_publishing)?;
            return Ok((report, stamps_where(true)));
        }
        changed.push(MANIFEST);
        let mut stamps = Stamps::new();
        if self.work.is_inside() {
            self.replace_in_place(&self.work, &listing)?;
            stamps = stamps_where(true);
        } else if self.bring_in_at_once(&unchanged).map_err(|error| untouched(error, &self.output))? {
            // Nobody else reached the staged files until now, and the manifest was the last of them. What was linked is changed by that.
            stamps = stamps_where(false);
            stamps.retain(|_, stamp| stamp.vouching_since(staged).is_some());
        } else {
            let inside = self.move_inside(&changed).map_err(|error| untouched(error, &self.output))?;
            self.replace_in_place(&inside, &listing)?;
        }
        remove_leftovers(&self.work).map_err(after_publishing)?;
        Ok((report, stamps))
    }

    /// Whether a file of the stage can take the place of one of the output by being moved there.
    fn can_be_replaced(&self, path: &str) -> bool {
        !self.work.is_inside() && [path, MANIFEST].iter().all(|path| self.former_tree.stamp(path).is_some())
    }

    /// Puts the one file that has changed in the place of the former one: one step, before which a visitor finds the former site, and after which
    /// the new one. The manifest follows: until then the next build finds that the file is not what the manifest says, and writes it anew. Says
    /// whether the file could be moved there at all.
    fn replace(&self, path: &str) -> Result<bool> {
        let stage = self.work.stage();
        let move_in = |path: &str| disk::rename(&self.staged.path(path), &self.former_tree.path(path));
        let refused = |path: &str| {
            let target = self.former_tree.path(path);
            move |error| Error::io("cannot move the new file to", &target, error)
        };
        disk::settle(&stage)
            .map_err(failed("cannot bring to the disk", &stage))
            .map_err(|error| untouched(error, &self.output))?;
        match move_in(path) {
            // Parts of one file system may be as far apart as two.
            Err(error) if error.kind() == ErrorKind::CrossesDevices => return Ok(false),
            moved => moved.map_err(refused(path)).map_err(|error| untouched(error, &self.output))?,
        }
        move_in(MANIFEST).map_err(refused(MANIFEST)).map_err(|error| error.help(in_place::FINISHED_LATER))?;
        Ok(true)
    }

    /// Puts the stage where the output is, in one step. Says whether the file system could.
    fn bring_in_at_once(&self, unchanged: &[&str]) -> Result<bool> {
        let stage = self.work.stage();
        let is_first = !disk::exists(&self.output).map_err(failed("cannot look at", &self.output))?;
        if is_first && !unchanged.is_empty() {
            return Err(Error::new("somebody removed the output folder while the site was built:").at(&self.output));
        }
        if !is_first && !exchange::is_possible(&self.work)? {
            return Ok(false);
        }
        unchanged.par_iter().try_for_each(|path| self.bring_along(path))?;
        disk::settle(&stage).map_err(failed("cannot bring to the disk", &stage))?;
        if is_first {
            disk::rename(&stage, &self.output).map_err(failed("cannot move the staged site to", &self.output))?;
            return Ok(true);
        }
        exchange::swap(&stage, &self.output)
    }

    fn replace_in_place(&self, work: &Workplace, listing: &[u8]) -> Result<()> {
        if let Err(error) = in_place::publish(work, &self.output, listing) {
            tidy(work, &self.output);
            return Err(untouched(error, &self.output));
        }
        remove_leftovers(work).map_err(after_publishing)
    }

    /// Moves the changed files to a stage inside the output, from which each can be renamed into its place. They are copied
    /// if the output is another file system after all.
    fn move_inside(&self, changed: &[&str]) -> Result<Workplace> {
        let inside = Workplace::inside(&self.output)?;
        let stage = Tree::new(inside.stage());
        let moved = disk::make_folder(&inside.stage())
            .map_err(failed("cannot make the staging folder", &inside.stage()))
            .and_then(|()| {
                changed.iter().try_for_each(|path| {
                    let (from, to) = (self.staged.path(path), stage.path(path));
                    stage
                        .make_folder_of(path)
                        .and_then(|()| disk::rename(&from, &to).or_else(|_| disk::copy(&from, &to)))
                        .map_err(failed("cannot move the staged file to", &to))
                })
            });
        moved.inspect_err(|_| tidy(&inside, &self.output))?;
        Ok(inside)
    }

    fn stage_file(&self, path: &str, bytes: &[u8]) -> Result<File> {
        let target = self.staged.path(path);
        self.staged
            .write(path, bytes)
            .map_err(|error| untouched(Error::io("cannot write the staged file", &target, error), &self.output))
    }

    /// Takes over an unchanged file of the former site.
    fn bring_along(&self, path: &str) -> Result<()> {
        let (former, staged) = (self.former_tree.path(path), self.staged.path(path));
        self.staged
            .make_folder_of(path)
            .and_then(|()| disk::keep(&former, &staged))
            .map_err(failed("cannot take over the unchanged file", &former))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        tidy(&self.work, &self.output);
    }
}

/// Removes what an unfinished publication staged. What is begun in place is left for the next build to finish, and what
/// fails here, to mend.
fn tidy(work: &Workplace, output: &Path) {
    if !work.journal().exists() {
        let _ = exchange::give_back_kept(&work.stage(), output).and_then(|()| remove_leftovers(work));
    }
}

fn after_publishing(error: Error) -> Error {
    error.help("the new site is published: remove this by hand")
}

/// Brings the output to a whole state, the former or the new, after a build that was killed or failed, and removes what it
/// left.
fn mend(work: &Workplace, output: &Path) -> Result<()> {
    in_place::resume(work, output)?;
    exchange::give_back_kept(&work.stage(), output)?;
    remove_leftovers(work)
        .map_err(|error| error.help("a former build left it, and the output is whole: remove this by hand"))
}

fn remove_leftovers(work: &Workplace) -> Result<()> {
    for leftover in [work.stage(), work.draft_journal(), work.probe()] {
        disk::remove(&leftover).map_err(failed("cannot remove", &leftover))?;
    }
    Ok(())
}

fn refuse_foreign(output: &Path) -> Result<()> {
    let is_foreign = manifest::is_foreign(output)
        .map_err(|error| untouched(Error::io("cannot read the output folder", output, error), output))?;
    if is_foreign {
        let help = "move them elsewhere, or remove them: publishing replaces all that the output folder holds";
        return Err(Error::new("this folder holds files that Tratado did not write:").at(output).help(help));
    }
    Ok(())
}
