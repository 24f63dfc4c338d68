//! Where publishing happens: the real output folder, and the folder for work in progress, held by one build at a time.
//!
//! The workplace stands beside the output, `.<name>.tratado/`, so that staged files are on the output's file system and one
//! rename brings them in. Where that cannot be (the output is a mount point, or a file system or subvolume of its own, or
//! nobody may write beside it), it stands inside, `.tratado-work/`, and the site is replaced in place.
//!
//! A build that takes one of the two and finds the other takes that too, to mend what it holds: so two builds never publish
//! at once, even if one may write beside the output and the other may not.

use std::ffi::OsString;
use std::fs::{self, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::disk::{self, failed};
use crate::error::{Error, Result};

/// The name of the workplace when it stands inside the output.
pub(super) const INSIDE: &str = ".tratado-work";

/// A folder for work in progress, ours alone until it is dropped, which removes it when nothing is left in it.
pub(super) struct Workplace {
    folder: PathBuf,
    lock: Handle,
}

/// The output folder with every link on the way resolved. It need not exist; its parents are made.
pub(super) fn resolve(output: &Path) -> Result<PathBuf> {
    match output.canonicalize() {
        Ok(real) if real.is_dir() => return Ok(real),
        Ok(real) => {
            let help = "move it away: the site is published to a folder of this name";
            return Err(Error::new("the output is a file, not a folder:").at(&real).help(help));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Error::io("cannot open the output folder", output, error)),
    }
    if output.is_symlink() {
        let help = "make the folder that it names, or remove the link";
        return Err(Error::new("the output is a symbolic link that leads nowhere:").at(output).help(help));
    }
    let Some(name) = output.file_name() else {
        let help = "make this folder, or write its path without `..` at the end";
        return Err(Error::new("the output has no name of its own:").at(output).help(help));
    };
    // A path of one name has the empty path as its parent.
    let parent = output.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(failed("cannot make the parent folder of the output", parent))?;
    let parent = parent.canonicalize().map_err(failed("cannot open the parent folder of the output", parent))?;
    Ok(parent.join(name))
}

/// The places in which a former run may have left something.
pub(super) fn candidates(output: &Path) -> impl Iterator<Item = PathBuf> {
    beside(output).into_iter().chain([output.join(INSIDE)])
}

fn beside(output: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(output.file_name()?);
    name.push(".tratado");
    Some(output.parent()?.join(name))
}

impl Workplace {
    /// Takes the workplace that suits the output.
    pub(super) fn choose(output: &Path) -> Result<Self> {
        let inside = output.join(INSIDE);
        let Some(beside) = beside(output).filter(|_| !is_apart(output)) else {
            return Self::take(&inside, output);
        };
        match disk::make_folder(&beside) {
            Err(error) if is_forbidden(&error) && disk::is_folder(output) => Self::take(&inside, output),
            // Whatever else stands in the way is met, and told, on taking it.
            _ => Self::take(&beside, output),
        }
    }

    /// Takes the workplace inside the output.
    pub(super) fn inside(output: &Path) -> Result<Self> {
        Self::take(&output.join(INSIDE), output)
    }

    /// Takes a workplace, which is made where it is missing; an error when another build holds it.
    pub(super) fn take(folder: &Path, output: &Path) -> Result<Self> {
        // The holder may remove lock and folder between our opening the lock and our locking it: then the lock that we
        // have is of no use.
        for _ in 0..100 {
            let attempt = lock(folder, output).inspect_err(|_| {
                // Without a lock the folder is of no use. That it stays where it cannot be removed harms nobody: the next
                // build takes it as its own. One with the lock of another build is not empty and stays as well.
                let _ = disk::remove_empty_folder(folder);
            });
            if let Some(lock) = attempt? {
                return Ok(Self { folder: folder.to_owned(), lock });
            }
        }
        Err(busy(output))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether this is the workplace inside the output.
    pub(super) fn is_inside(&self) -> bool {
        self.folder.ends_with(INSIDE)
    }

    /// The folder in which the next site is gathered and, after an exchange, the former one stands.
    pub(super) fn stage(&self) -> PathBuf {
        self.folder.join("stage")
    }

    /// The file that says, while it exists, that the output is being replaced in place.
    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// The journal before it counts.
    pub(super) fn draft_journal(&self) -> PathBuf {
        self.folder.join("journal.draft")
    }

    /// A folder in which to find out what the file system can do.
    pub(super) fn probe(&self) -> PathBuf {
        self.folder.join("probe")
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // The lock is removed while it is held, so that who finds it on the disk finds the one that counts. A folder that
        // is not empty stays, for the next build to mend.
        let _ = disk::remove(&self.folder.join("lock"));
        let _ = disk::remove_empty_folder(&self.folder);
        // Closing would do, were it not for a process that another thread is starting at this moment: it has the file open
        // too, for a while.
        let _ = self.lock.as_file().unlock();
    }
}

/// One attempt to hold the lock of a workplace; nothing when the workplace was removed meanwhile.
fn lock(folder: &Path, output: &Path) -> Result<Option<Handle>> {
    let attempt = "cannot make the working folder";
    match disk::make_folder(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(Error::io(attempt, folder, error));
        }
        _ => {}
    }
    let path = folder.join("lock");
    if disk::exists(folder).map_err(failed(attempt, folder))? && !disk::is_folder(folder) {
        let help = "move it away: publishing needs a folder of this name";
        return Err(Error::new("what stands in the place of the working folder is none:").at(folder).help(help));
    }
    let file = match disk::open_lock(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io("cannot open the lock", &path, error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy(output)),
        // A file system without locks is better published to without one than not at all.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(Error::io("cannot take the lock", &path, error)),
    }
    let held = Handle::from_file(file).map_err(failed("cannot read the lock", &path))?;
    Ok(Handle::from_path(&path).is_ok_and(|present| present == held).then_some(held))
}

fn busy(output: &Path) -> Error {
    let help = "wait until it has ended, or end it; then build again";
    Error::new("another build is publishing to").at(output).help(help)
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Whether the output is a mount point or a file system of its own, so that nothing can be renamed into its place.
#[cfg(unix)]
fn is_apart(output: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let device = |path: &Path| path.metadata().map(|metadata| metadata.dev()).ok();
    let Some(parent) = output.parent() else { return true };
    let Some(own) = device(output) else { return false };
    device(parent) != Some(own) || is_mount_point(output)
}

#[cfg(not(unix))]
fn is_apart(_: &Path) -> bool {
    // Where a volume can be mounted on a folder, resolving the folder gave the volume's root, which has no parent.
    false
}

/// Another folder of the same file system may be mounted here, which the device number does not tell.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_mount_point(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

    statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn is_mount_point(_: &Path) -> bool {
    false
}
