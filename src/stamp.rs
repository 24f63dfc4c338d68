//! What the file system says of a file besides its bytes, and how far that tells whether the bytes are what they were.
//!
//! A file whose stamp is what it was has the bytes that it had, if two things hold:
//!
//! 1. The stamp dates every change, and no program can set that date. The file systems of Linux's own disks have such a one, the time of the last
//!    status change (`st_ctime` of POSIX). Those of a network answer from memory for a while, others take it for the time that programs set,
//!    and Windows has none: there no stamp vouches for anything.
//! 2. The file had been as it was for a while when its bytes were looked at. The clock of a file system ticks slowly (on Linux every few
//!    milliseconds), and a change within the tick of the one before leaves the same stamp. So a stamp vouches for bytes only where it is older
//!    than a [`Moment`] of the same file system that came before they were looked at. Git calls what is younger 'racily clean', and looks at
//!    it again, too.

use std::fs::Metadata;
#[cfg(not(unix))]
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// What the file system says of a file besides its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    /// Which file it is: one that is put in another's place may be as old and as long.
    #[cfg(unix)]
    inode: u64,
    /// When it became what it is.
    #[cfg(unix)]
    changed: Moment,
    /// When it was written, or whatever a program said instead.
    #[cfg(not(unix))]
    modified: Option<SystemTime>,
}

/// A time by the clock of a file system, since the beginning of 1970.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Moment {
    /// The file system, by the number of its device.
    device: u64,
    seconds: i64,
    nanoseconds: i64,
}

impl Stamp {
    /// What the file system says.
    pub fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;

        Self {
            length: metadata.len(),
            #[cfg(unix)]
            inode: metadata.ino(),
            #[cfg(unix)]
            changed: Moment { device: metadata.dev(), seconds: metadata.ctime(), nanoseconds: metadata.ctime_nsec() },
            #[cfg(not(unix))]
            modified: metadata.modified().ok(),
        }
    }

    /// How many bytes the file has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// This stamp, if it vouches for bytes that were looked at after a moment.
    pub fn vouching_since(self, moment: Option<Moment>) -> Option<Self> {
        #[cfg(unix)]
        return moment.filter(|moment| self.changed.is_before(moment)).map(|_| self);
        #[cfg(not(unix))]
        return moment.and(None);
    }
}

impl Moment {
    /// When the file or folder that is open became what it is: the time, where it was made just now. None where the file system does not date
    /// every change.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn of(file: &impl std::os::fd::AsFd) -> Option<Self> {
        let kind = u64::try_from(rustix::fs::fstatfs(file).ok()?.f_type).ok()?;
        let status = rustix::fs::fstat(file).ok()?;
        DATES_EVERY_CHANGE.contains(&kind).then_some(Self {
            device: status.st_dev,
            seconds: status.st_ctime,
            nanoseconds: i64::try_from(status.st_ctime_nsec).ok()?,
        })
    }

    /// None: what a file system is like is known for Linux alone.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub fn of<File>(_: &File) -> Option<Self> {
        None
    }

    #[cfg(unix)]
    fn is_before(&self, other: &Self) -> bool {
        self.device == other.device && (self.seconds, self.nanoseconds) < (other.seconds, other.nanoseconds)
    }
}

/// The file systems of which it is known, by the numbers that `statfs(2)` gives them: bcachefs, Btrfs, ext2 to ext4, F2FS, overlayfs, ramfs, tmpfs,
/// XFS, ZFS.
#[cfg(any(target_os = "linux", target_os = "android"))]
const DATES_EVERY_CHANGE: [u64; 9] =
    [0xca45_1a4e, 0x9123_683e, 0xef53, 0xf2f5_2010, 0x794c_7630, 0x8584_58f6, 0x0102_1994, 0x5846_5342, 0x2fc1_2fc1];

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write;
    use std::path::Path;

    use super::*;

    #[track_caller]
    fn stamp(path: &Path) -> Stamp {
        path.symlink_metadata().map(|metadata| Stamp::of(&metadata)).expect("the file is there")
    }

    #[test]
    fn a_file_that_other_bytes_of_the_same_length_and_age_were_written_to_has_another_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        File::create(&path).unwrap().write_all(b"one").unwrap();
        let (before, modified) = (stamp(&path), path.symlink_metadata().unwrap().modified().unwrap());
        let now = || Moment::of(&tempfile::NamedTempFile::new_in(folder.path()).unwrap());
        if now().is_none() {
            return;
        }
        // Until the clock of the file system has ticked.
        while before.vouching_since(now()).is_none() {}
        let mut file = File::options().write(true).open(&path).unwrap();
        file.write_all(b"two").unwrap();
        file.set_modified(modified).unwrap();
        assert_ne!(stamp(&path), before);
    }

    #[test]
    fn a_stamp_does_not_vouch_for_bytes_that_were_looked_at_in_its_own_tick_or_on_another_file_system() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let stamp = stamp(file.path());
        assert_eq!(stamp.vouching_since(Moment::of(&file)), None);
        assert_eq!(stamp.vouching_since(None), None);
        let later = Moment { seconds: stamp.changed.seconds + 1, ..stamp.changed };
        assert_eq!(stamp.vouching_since(Some(later)), Some(stamp));
        assert_eq!(stamp.vouching_since(Some(Moment { device: later.device + 1, ..later })), None);
    }

    #[test]
    fn what_is_no_file_system_of_a_disk_has_no_moment() {
        assert_eq!(Moment::of(&File::open("/proc/self/stat").unwrap()), None);
    }
}
