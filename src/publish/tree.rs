//! A tree of files under one root, whose folders are looked at or made once, however many threads ask.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::disk;
use crate::stamp::Stamp;

/// A folder and what is known of the folders under it. Paths are relative, with `/`; the empty path is the root.
pub(super) struct Tree {
    root: PathBuf,
    /// Whether the folder is a real one, for those that were asked about. Only looked up in, never iterated.
    folders: Mutex<HashMap<String, bool>>,
}

impl Tree {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, folders: Mutex::default() }
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Whether the folder and all above it are folders themselves, none of them a link to one.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        if folder.is_empty() {
            return true;
        }
        if let Some(known) = self.known(folder) {
            return known;
        }
        let found = self.has_folder(parent(folder)) && disk::is_folder(&self.path(folder));
        self.learn(folder, found);
        found
    }

    /// Makes the folder in which the file is to stand, and those above it.
    pub(super) fn make_folder_of(&self, path: &str) -> io::Result<()> {
        self.make_folder(parent(path))
    }

    fn make_folder(&self, folder: &str) -> io::Result<()> {
        if folder.is_empty() || self.known(folder) == Some(true) {
            return Ok(());
        }
        self.make_folder(parent(folder))?;
        let path = self.path(folder);
        match disk::make_folder(&path) {
            // Another thread may have been faster.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && disk::is_folder(&path) => {}
            outcome => outcome?,
        }
        self.learn(folder, true);
        Ok(())
    }

    /// Whether the file stands here, is a file itself, and has exactly these bytes.
    pub(super) fn has(&self, path: &str, bytes: &[u8]) -> bool {
        self.has_folder(parent(path)) && holds(&self.path(path), bytes).unwrap_or(false)
    }

    /// What the file system says of a file that stands here and is a file itself.
    pub(super) fn stamp(&self, path: &str) -> Option<Stamp> {
        let is_here = self.has_folder(parent(path));
        let metadata = is_here.then(|| self.path(path).symlink_metadata().ok())?;
        metadata.filter(Metadata::is_file).map(|metadata| Stamp::of(&metadata))
    }

    /// Writes a new file, which stays open.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> io::Result<File> {
        self.make_folder_of(path)?;
        disk::write(&self.path(path), bytes, None)
    }

    /// The paths of all files, sorted.
    pub(super) fn files(&self) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        list(&self.root, "", &mut found)?;
        found.sort();
        Ok(found)
    }

    fn known(&self, folder: &str) -> Option<bool> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(folder).copied()
    }

    fn learn(&self, folder: &str, is_real: bool) {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), is_real);
    }
}

/// The folder that a path stands in.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// A file of another size is not read.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let metadata = path.symlink_metadata()?;
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    let mut buffer = vec![0; bytes.len().min(1 << 17)];
    for expected in bytes.chunks(1 << 17) {
        let present = &mut buffer[..expected.len()];
        io::Read::read_exact(&mut file, present)?;
        if present != expected {
            return Ok(false);
        }
    }
    Ok(true)
}

fn list(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        // What is staged came as text; another name was not staged.
        let Ok(name) = entry.file_name().into_string() else { continue };
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{prefix}{name}/"), found)?;
        } else {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
