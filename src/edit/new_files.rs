//! Files that the program writes anew.
#![expect(clippy::disallowed_methods, reason = "this is a module that writes files")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Writes files that are not there yet, each with its path below the root. All of them are written, or none.
///
/// # Errors
/// When one of them exists or cannot be written; those that were written before it are gone again.
pub fn create<'file>(root: &Path, files: impl IntoIterator<Item = (&'file str, &'file str)>) -> Result<()> {
    let mut made = Made::default();
    for (name, text) in files {
        let path = root.join(name);
        if let Err(source) = made.file(&path, text.as_bytes()) {
            made.undo();
            return Err(match source.kind() {
                io::ErrorKind::AlreadyExists => {
                    Error::new("there is already a file").at(&path).help("nothing was written; it is left as it is")
                }
                _ => Error::io("cannot write the file", &path, source).help("nothing was written"),
            });
        }
    }
    Ok(())
}

/// Writes a file, in place of another if need be, in one step. Says whether it says anything else than before.
///
/// # Errors
/// When it cannot be written; then it is as it was.
pub fn put(root: &Path, name: &str, text: &str) -> Result<bool> {
    let path = root.join(name);
    if fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(false);
    }
    let staged = folder_of(&path).and_then(|folder| {
        fs::create_dir_all(folder)?;
        stage(folder, text.as_bytes())
    });
    let written = staged.and_then(|staged| staged.persist(&path).map_err(|error| error.error));
    written.map(|_| true).map_err(|source| Error::io("cannot write the file", &path, source))
}

/// What was made so far, in the order in which it was made.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn file(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = folder_of(path)?;
        let missing: Vec<_> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        stage(folder, bytes)?.persist_noclobber(path).map_err(|error| error.error)?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Takes all of it away again, as far as the system lets it.
    fn undo(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn folder_of(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

/// A file with these bytes beside the place where it is to stand, for its owner to read and write as any other.
fn stage(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The system takes away what the user's mask does.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut staged = builder.prefix(".tratado-").tempfile_in(folder)?;
    staged.write_all(bytes)?;
    staged.as_file().sync_all()?;
    Ok(staged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_written_all_or_none() {
        let root = tempfile::tempdir().unwrap();
        create(root.path(), [("content/areas/a.yaml", "a"), ("content/areas/a.en.md", "b")]).unwrap();
        assert_eq!(fs::read(root.path().join("content/areas/a.en.md")).unwrap(), b"b");
        let again = [("content/bodies/new.yaml", "c"), ("content/areas/a.yaml", "d")];
        let error = create(root.path(), again).unwrap_err();
        assert!(error.to_string().starts_with("there is already a file"), "{error}");
        assert!(!root.path().join("content/bodies").exists());
        assert_eq!(fs::read(root.path().join("content/areas/a.yaml")).unwrap(), b"a");
    }

    #[test]
    fn a_file_that_says_the_same_is_not_written_again() {
        let root = tempfile::tempdir().unwrap();
        assert!(put(root.path(), ".tratado/schemas/site.json", "{}").unwrap());
        assert!(!put(root.path(), ".tratado/schemas/site.json", "{}").unwrap());
        assert!(put(root.path(), ".tratado/schemas/site.json", "[]").unwrap());
        assert_eq!(fs::read(root.path().join(".tratado/schemas/site.json")).unwrap(), b"[]");
        assert_eq!(fs::read_dir(root.path().join(".tratado/schemas")).unwrap().count(), 1);
    }
}
