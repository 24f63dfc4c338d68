//! What a reader is told of a file before it is fetched.

use std::path::Path;

use super::edition::Edition;
use crate::link::RecordIndex;
use crate::read::files;

/// The type and the size of a file, as far as they are known.
#[derive(Default)]
pub(super) struct Download {
    /// Its type, such as `PDF`.
    pub(super) kind: Option<String>,
    /// Its size, such as `1.2 MB`.
    pub(super) size: Option<String>,
}

impl Download {
    /// Of a file that is published beside the pages of a record; of any other nothing is known.
    pub(super) fn of(edition: &Edition<'_>, record: RecordIndex, name: &str) -> Self {
        let attachments = &edition.site.record(record).attachments;
        let file = attachments.iter().find(|attachment| attachment.name == name);
        file.map_or_else(Self::default, |file| Self::read(edition, name, &file.source))
    }

    /// Of a file of the site; of any other nothing is known.
    pub(super) fn of_site(edition: &Edition<'_>, path: &str) -> Self {
        let file = edition.site.files.get(path);
        file.map_or_else(Self::default, |file| Self::read(edition, path, &file.source))
    }

    fn read(edition: &Edition<'_>, name: &str, source: &Path) -> Self {
        Self {
            kind: name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase()),
            size: files::length(source).map(|length| size(edition, length)),
        }
    }

    /// All that is known, in one line.
    pub(super) fn text(self) -> Option<String> {
        let known: Vec<_> = self.kind.into_iter().chain(self.size).collect();
        (!known.is_empty()).then(|| known.join(", "))
    }
}

/// A length in bytes as people read it, in units of the SI.
pub(super) fn size(edition: &Edition<'_>, bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a size is shown with two digits")]
    let bytes = bytes as f64;
    let (value, unit) = match bytes {
        ..1e3 => (bytes, "B"),
        ..1e6 => ((bytes / 1e3).round(), "kB"),
        _ => ((bytes / 1e5).round() / 10.0, "MB"),
    };
    format!("{}\u{a0}{unit}", edition.number(value))
}
