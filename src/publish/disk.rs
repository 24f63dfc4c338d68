//! Every change that publishing makes to the disk, in one place, so that a test can stop the disk before any of them.
//!
//! None of these follows a symbolic link at the path it is given.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::error::Error;

/// Makes an [`Error`] of what the system answered to an attempt on a path.
pub(super) fn failed<'a>(attempt: &'a str, path: &'a Path) -> impl FnOnce(io::Error) -> Error + 'a {
    move |source| Error::io(attempt, path, source)
}

/// Whether anything at all stands at the path, a link that leads nowhere included.
pub(super) fn exists(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the path is a folder itself, not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}

pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::faults::before(path)?;
    fs::create_dir(path)
}

/// Gives the new folder the owner, group and mode of the former one, which it is to replace. Where there is none, it stays
/// what the system made it.
#[cfg(unix)]
pub(super) fn dress_like(former: &Path, new: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    #[cfg(test)]
    super::faults::before(new)?;
    let (Ok(former), made) = (former.metadata(), new.metadata()?) else { return Ok(()) };
    if (former.uid(), former.gid()) != (made.uid(), made.gid()) {
        // Only root may give a folder away, and nobody else needs to.
        let _ = chown(new, Some(former.uid()), Some(former.gid())).or_else(|_| chown(new, None, Some(former.gid())));
    }
    fs::set_permissions(new, fs::Permissions::from_mode(former.mode() | 0o700))
}

#[cfg(not(unix))]
pub(super) fn dress_like(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a file that must not exist yet, dated `modified` where that is given.
pub(super) fn write(path: &Path, bytes: &[u8], modified: Option<SystemTime>) -> io::Result<File> {
    #[cfg(test)]
    super::faults::before(path)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    if let Some(modified) = modified {
        file.set_times(FileTimes::new().set_modified(modified))?;
    }
    Ok(file)
}

/// Opens a lock file, which is made where it is missing.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    #[cfg(test)]
    super::faults::before(path)?;
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// The same file under a second name, so that its inode and time stay; where the file system cannot do that, a copy with the
/// same time.
pub(super) fn keep(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::faults::before(to)?;
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    copy(from, to)
}

/// A copy with the same bytes and the same time, and the mode of a new file.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let bytes = fs::read(from)?;
    write(to, &bytes, Some(from.metadata()?.modified()?)).map(drop)
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::faults::before(to)?;
    fs::rename(from, to)
}

/// Swaps two entries in one step, where the system and the file system can.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::faults::before_exchange(one)?;
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    return Ok(rustix::fs::renameat_with(
        rustix::fs::CWD,
        one,
        rustix::fs::CWD,
        other,
        rustix::fs::RenameFlags::EXCHANGE,
    )?);
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    return Err(io::Error::new(ErrorKind::Unsupported, format!("{} and {}", one.display(), other.display())));
}

/// Waits until what was written to the file system of `folder` is on the disk, where the system can do that for one file
/// system: a third of a second for 16,500 new files, where to wait for each of them would take minutes. This also brings to
/// light a write that failed late, such as one over a network.
pub(super) fn settle(folder: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::faults::before(folder)?;
    #[cfg(any(target_os = "linux", target_os = "android"))]
    match rustix::fs::syncfs(File::open(folder)?) {
        Ok(()) | Err(rustix::io::Errno::NOSYS) => Ok(()),
        Err(error) => Err(error.into()),
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    folder.metadata().map(drop)
}

/// Removes whatever stands at the path, a folder with all that is in it. That there is nothing is fine.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match remove_present(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

fn remove_present(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() {
        #[cfg(test)]
        super::faults::before_removing_tree(path)?;
        return remove_tree(path);
    }
    #[cfg(test)]
    super::faults::before(path)?;
    // A link to a folder is a folder of its own kind to Windows.
    fs::remove_file(path).or_else(|error| if cfg!(windows) { fs::remove_dir(path) } else { Err(error) })
}

/// Removes a folder with all that is in it, several parts at a time: a site has a folder for each page, in one for each collection, in one
/// for each language.
fn remove_tree(folder: &Path) -> io::Result<()> {
    folders_below(folder, 2)?.par_iter().try_for_each(fs::remove_dir_all)?;
    fs::remove_dir_all(folder)
}

/// The folders so many levels below another one. What a link leads to is none of them.
fn folders_below(folder: &Path, levels: usize) -> io::Result<Vec<PathBuf>> {
    if levels == 0 {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(folders_below(&entry.path(), levels - 1)?);
        }
    }
    Ok(found)
}

/// Removes a folder that is empty, and fails on any other.
pub(super) fn remove_empty_folder(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::faults::before(path)?;
    fs::remove_dir(path)
}
