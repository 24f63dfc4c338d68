//! The folder of what may be forgotten: `.tratado/` below a site's root, which git passes over and anybody may remove.
//!
//! Whoever keeps something here must do without it: what cannot be read, and what another version wrote, is as if it were not there.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that reads and writes what is kept between two runs"
)]

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::digest::{Digest, Digester};
use crate::error::{Error, Result};
use crate::stamp::Moment;

/// The name of the folder below the site's root.
pub const FOLDER: &str = ".tratado";

/// What was kept under a name; none where there is nothing, or nothing that can be read.
pub fn read(root: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(root.join(FOLDER).join(name)).ok()
}

/// Keeps bytes under a name, which may be in a folder, in one step: a run that reads meanwhile, or after a kill, finds the former ones or
/// these. Says whether they are others than before.
///
/// # Errors
/// When the folder cannot be made, or nothing can be written there.
pub fn write(root: &Path, name: &str, bytes: &[u8]) -> Result<bool> {
    if read(root, name).is_some_and(|kept| kept == bytes) {
        return Ok(false);
    }
    put(root, name, bytes).map(|()| true)
}

fn put(root: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let folder = root.join(FOLDER);
    make(&folder).map_err(|source| Error::io("cannot make the folder", &folder, source))?;
    let path = folder.join(name);
    replace(&path, bytes).map_err(|source| Error::io("cannot write", &path, source))
}

/// What a program kept under a name with [`write_sealed`]; none where another program did, or where a byte of it is no more what it was.
pub fn read_sealed(root: &Path, name: &str, program: &str) -> Option<Vec<u8>> {
    let mut bytes = read(root, name)?;
    let length = bytes.len().checked_sub(Digest::LENGTH)?;
    let is_whole = bytes[length..] == *seal(program, &bytes[..length]).as_ref();
    bytes.truncate(length);
    is_whole.then_some(bytes)
}

/// Keeps bytes under a name for the same program alone, in one step. What names the program names the form of the bytes as well.
///
/// # Errors
/// When the folder cannot be made, or nothing can be written there.
pub fn write_sealed(root: &Path, name: &str, program: &str, mut bytes: Vec<u8>) -> Result<()> {
    let seal = seal(program, &bytes);
    bytes.extend_from_slice(seal.as_ref());
    put(root, name, &bytes)
}

fn seal(program: &str, bytes: &[u8]) -> Digest {
    let mut digester = Digester::default();
    digester.add(program).add(bytes);
    digester.finish()
}

/// What the clock of the file system of `root` says now; none where nothing can be written, or where it does not date every change. The folder is
/// made for it.
pub fn moment(root: &Path) -> Option<Moment> {
    let folder = root.join(FOLDER);
    make(&folder).ok()?;
    Moment::of(&tempfile::NamedTempFile::new_in(folder).ok()?)
}

/// Makes the folder, and has git pass over all that is in it, this note included: no site needs a line for it in its own `.gitignore`.
fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let note = folder.join(".gitignore");
    if note.symlink_metadata().is_ok() {
        return Ok(());
    }
    fs::write(note, "*\n")
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut staged = tempfile::NamedTempFile::new_in(folder)?;
    staged.write_all(bytes)?;
    staged.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_found_again_and_git_passes_over_it() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(read(root.path(), "links.json"), None);
        assert!(write(root.path(), "links.json", b"one").unwrap());
        assert!(write(root.path(), "links.json", b"two").unwrap());
        assert!(!write(root.path(), "links.json", b"two").unwrap());
        assert_eq!(read(root.path(), "links.json").unwrap(), b"two");
        write(root.path(), "schemas/site.json", b"{}").unwrap();
        assert_eq!(read(root.path(), "schemas/site.json").unwrap(), b"{}");
        let mut names: Vec<_> = root
            .path()
            .join(FOLDER)
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, [".gitignore", "links.json", "schemas"]);
        assert_eq!(fs::read_to_string(root.path().join(FOLDER).join(".gitignore")).unwrap(), "*\n");
    }

    #[test]
    fn what_is_sealed_is_for_one_program_and_whole_or_not_there() {
        let root = tempfile::tempdir().unwrap();
        write_sealed(root.path(), "sources", "this", b"some bytes".to_vec()).unwrap();
        assert_eq!(read_sealed(root.path(), "sources", "this").unwrap(), b"some bytes");
        assert_eq!(read_sealed(root.path(), "sources", "another"), None);
        let bytes = read(root.path(), "sources").unwrap();
        for position in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[position] ^= 1;
            write(root.path(), "sources", &damaged).unwrap();
            assert_eq!(read_sealed(root.path(), "sources", "this"), None, "{position}");
            write(root.path(), "sources", &bytes[..position]).unwrap();
            assert_eq!(read_sealed(root.path(), "sources", "this"), None, "{position}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_that_names_it() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(FOLDER), "a file").unwrap();
        let error = write(root.path(), "links.json", b"one").unwrap_err();
        assert!(error.to_string().contains(FOLDER), "{error}");
        assert_eq!(read(root.path(), "links.json"), None);
    }
}
