//! What the file system says of a file besides its bytes, and how far that tells whether the bytes are what they were.
//!
//! A file whose stamp is what it was has the bytes that it had, if two things hold:
//!
//! 1. The stamp dates every change, and no program can set that date: POSIX has such a one, the time of the last status change (`st_ctime`).
//!    Windows has none, and there no stamp vouches for anything.
//! 2. The file had been as it was for a while when its bytes were looked at. The clock of a file system ticks slowly (on Linux every few
//!    milliseconds), and a change within the tick of the one before leaves the same stamp. So a stamp vouches for bytes only where it is older
//!    than a [`Moment`] that came before they were looked at. Git calls what is younger 'racily clean', and looks at it again, too.

use std::fs::Metadata;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// What the file system says of a file besides its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// Which file it is: one that is put in another's place may be as old and as long.
    #[cfg(unix)]
    inode: u64,
    #[cfg(unix)]
    changed: Moment,
}

/// A time by the clock of a file system, since the beginning of 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Moment {
    seconds: i64,
    nanoseconds: i64,
}

impl Stamp {
    /// What the file system says.
    pub fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;

        Self {
            modified: metadata.modified().ok(),
            length: metadata.len(),
            #[cfg(unix)]
            inode: metadata.ino(),
            #[cfg(unix)]
            changed: Moment { seconds: metadata.ctime(), nanoseconds: metadata.ctime_nsec() },
        }
    }

    /// How many bytes the file has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// When the file became what it is; none where the system does not say so.
    pub fn changed(&self) -> Option<Moment> {
        #[cfg(unix)]
        return Some(self.changed);
        #[cfg(not(unix))]
        return None;
    }

    /// This stamp, if it vouches for bytes that were looked at after a moment of the same file system.
    pub fn vouching_since(self, moment: Option<Moment>) -> Option<Self> {
        let is_older = self.changed().zip(moment).is_some_and(|(changed, moment)| changed < moment);
        is_older.then_some(self)
    }
}

#[cfg(test)]
#[cfg(unix)]
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
        let now = || {
            let probe = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
            stamp(probe.path()).changed()
        };
        // Until the clock of the file system has ticked.
        while before.vouching_since(now()).is_none() {}
        let mut file = File::options().write(true).open(&path).unwrap();
        file.write_all(b"two").unwrap();
        file.set_modified(modified).unwrap();
        assert_ne!(stamp(&path), before);
    }

    #[test]
    fn a_stamp_does_not_vouch_for_bytes_that_were_looked_at_in_its_own_tick() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let stamp = stamp(file.path());
        assert_eq!(stamp.vouching_since(stamp.changed()), None);
        assert_eq!(stamp.vouching_since(None), None);
    }
}
