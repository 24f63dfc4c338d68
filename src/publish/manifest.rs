//! The manifest: what the output folder holds and what each file hashes to. It marks the folder as Tratado's.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::disk;
use super::place::INSIDE;

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = ".tratado-manifest.json";

/// What stands at the top of an output folder and belongs to its owner: the repository it is published from, and what a new
/// file system comes with. It is carried over and does not make a folder a foreign one.
pub(super) const KEPT: [&str; 4] = [".git", ".gitignore", ".gitkeep", "lost+found"];

const FORMAT: u32 = 1;

/// The files of a site with their hashes, sorted by path.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// Made of paths and hashes.
    pub(super) fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { format: FORMAT, files: files.into_iter().collect() }
    }

    /// Reads the manifest of an output folder. One that cannot be understood (of a later version, or merged by hand) still
    /// marks the folder as ours, and knows no file: all are written anew.
    pub(super) fn read(output: &Path) -> Option<Self> {
        let path = output.join(MANIFEST);
        let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        is_file.then(|| Self::parse(&path).unwrap_or_else(|_| Self::new([])))
    }

    /// Reads a manifest that must be whole.
    pub(super) fn parse(path: &Path) -> io::Result<Self> {
        let manifest: Self = serde_json::from_slice(&std::fs::read(path)?)?;
        if manifest.format == FORMAT { Ok(manifest) } else { Err(ErrorKind::InvalidData.into()) }
    }

    pub(super) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    pub(super) fn hash(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What stands in the output and is no part of this site, the topmost entry of each; a folder that holds nothing of the
    /// site too.
    pub(super) fn strangers(&self, output: &Path) -> io::Result<Vec<PathBuf>> {
        self.strangers_in(output, "")
    }

    fn strangers_in(&self, folder: &Path, prefix: &str) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        let mut folders = Vec::new();
        for entry in folder.read_dir()? {
            let entry = entry?;
            let name = entry.file_name();
            if prefix.is_empty() && is_ours_or_kept(&name.to_string_lossy()) {
                continue;
            }
            // HFS+ gives accented names back decomposed, and so not as they were written.
            if cfg!(target_vendor = "apple") && !name.is_ascii() {
                continue;
            }
            // Every path of a site is text, so a name that is none is a stranger's.
            let path = name.to_str().map(|name| format!("{prefix}{name}"));
            let is_folder = entry.file_type()?.is_dir();
            match path {
                Some(path) if is_folder && self.has_folder(&format!("{path}/")) => {
                    folders.push((entry.path(), format!("{path}/")));
                }
                Some(path) if !is_folder && self.files.contains_key(&path) => {}
                _ => found.push(entry.path()),
            }
        }
        // A site has a folder for each page.
        let below = folders.par_iter().map(|(folder, prefix)| self.strangers_in(folder, prefix));
        found.extend(below.collect::<io::Result<Vec<_>>>()?.into_iter().flatten());
        Ok(found)
    }

    fn has_folder(&self, prefix: &str) -> bool {
        let after = self.files.range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded)).next();
        after.is_some_and(|(path, _)| path.starts_with(prefix))
    }
}

/// Whether a name at the top of an output folder is no page of a site but publishing's own or the owner's.
pub(super) fn is_ours_or_kept(name: &str) -> bool {
    name == MANIFEST || name == INSIDE || KEPT.contains(&name)
}

/// How long a name may be, in bytes, on nearly every file system (POSIX, `NAME_MAX`).
const LONGEST_NAME: usize = 255;

/// What is wrong with a path that cannot be one of a site: what it is, in words behind the path.
pub fn objection(path: &str) -> Option<&'static str> {
    let is_relative = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if !is_relative || path.split('/').any(|name| name.is_empty() || name == "." || name.contains(['\\', '\0'])) {
        return Some("is no path inside the output folder");
    }
    if path.split('/').any(|name| name.len() > LONGEST_NAME) {
        return Some("has a part of more than 255 bytes, which is too long for a file");
    }
    let top = path.split('/').next().unwrap_or(path);
    // Some file systems take `.GIT` for `.git`.
    is_ours_or_kept(&top.to_ascii_lowercase()).then_some("begins with a name that no site can use in the output folder")
}

/// Whether a folder holds something that neither Tratado nor its owner's repository put there.
pub(super) fn is_foreign(output: &Path) -> io::Result<bool> {
    if !disk::exists(output)? || Manifest::read(output).is_some() {
        return Ok(false);
    }
    for entry in output.read_dir()? {
        if !is_ours_or_kept(&entry?.file_name().to_string_lossy()) {
            return Ok(true);
        }
    }
    Ok(false)
}
