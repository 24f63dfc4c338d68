//! Files that the program writes anew.
#![expect(clippy::disallowed_methods, reason = "this is a module that writes files")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::read::files;

/// Writes files that are not there yet, with the folders that they need, each by its path below the root, with `/` on every system. All of
/// them are written, or none.
///
/// # Errors
/// When one of them exists or cannot be written; those that were written before it are gone again.
pub fn create(root: &Path, files: &[(impl AsRef<str>, impl AsRef<[u8]>)]) -> Result<()> {
    let paths: Vec<_> = files.iter().map(|(path, _)| path.as_ref()).collect();
    check_free(root, &paths)?;
    let mut made = Made::default();
    for (path, bytes) in files {
        let path = root.join(path.as_ref());
        if let Err(source) = made.file(&path, bytes.as_ref()) {
            made.undo();
            return Err(Error::io("cannot write the file", &path, source).help("nothing was written"));
        }
    }
    Ok(())
}

/// How many files are named that are in the way.
const MOST_NAMED: usize = 10;

/// Checks that none of the files that are to be written is there already, by its path below the root.
///
/// # Errors
/// When one is, or several are.
pub fn check_free(root: &Path, paths: &[&str]) -> Result<()> {
    let taken: Vec<_> = paths.iter().filter(|path| files::is_there(&root.join(path))).collect();
    let help = "nothing was written: a file that is there is never written over";
    match taken.as_slice() {
        [] => Ok(()),
        [path] => Err(Error::new("there is already a file").at(&root.join(path)).help(help)),
        several => {
            let mut names: Vec<_> = several.iter().take(MOST_NAMED).map(|path| format!("`{path}`")).collect();
            if let Some(more) = several.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
                names.push(format!("and {more} more"));
            }
            let attempt = format!("there are already the files {} in the folder", names.join(", "));
            // The folder in which the command runs needs no name.
            let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
            Err(Error::new(attempt).at(root).help(help))
        }
    }
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
        let missing: Vec<_> =
            folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
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

/// The folder of a file. That in which the command runs has no name.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
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
        create(root.path(), &[("content/areas/a.yaml", "a"), ("content/areas/a.en.md", "b")]).unwrap();
        assert_eq!(fs::read(root.path().join("content/areas/a.en.md")).unwrap(), b"b");
        let again = [("content/bodies/new.yaml", "c"), ("content/areas/a.yaml", "d")];
        let error = create(root.path(), &again).unwrap_err();
        assert!(error.to_string().starts_with("there is already a file"), "{error}");
        assert!(!root.path().join("content/bodies").exists());
        assert_eq!(fs::read(root.path().join("content/areas/a.yaml")).unwrap(), b"a");
    }
}
