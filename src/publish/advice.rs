//! What the user is told when the system refuses: what would help, by the kind of the refusal, and what has become of the
//! site.

use std::io::ErrorKind;
use std::path::Path;

use super::manifest::Manifest;
use crate::error::Error;

/// Adds to an error of which nothing is said yet what would help, and that nothing is lost. For what fails before anything
/// in the output has changed.
pub(super) fn untouched(error: Error, output: &Path) -> Error {
    if error.advice().is_some() {
        return error;
    }
    let state = match Manifest::read(output) {
        Some(_) => "the former output is untouched",
        None => "nothing was published",
    };
    let help = match remedy(&error) {
        Some(remedy) => format!("{remedy}; {state}"),
        None => state.to_owned(),
    };
    error.help(help)
}

fn remedy(error: &Error) -> Option<String> {
    match error.kind()? {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("free some space".to_owned()),
        ErrorKind::ReadOnlyFilesystem => Some("this disk can only be read: make it writable".to_owned()),
        ErrorKind::PermissionDenied => {
            let folder = error.path().and_then(Path::parent)?;
            Some(format!("the user who builds must be able to read and write `{}` and what is in it", folder.display()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn the_advice_follows_the_kind_of_the_refusal() {
        let root = tempfile::tempdir().unwrap();
        let advice = |kind: ErrorKind| {
            let error = Error::io("cannot make the folder", Path::new("site/output"), io::Error::from(kind));
            untouched(error, root.path()).advice().map(str::to_owned).unwrap_or_default()
        };
        assert_eq!(advice(ErrorKind::StorageFull), "free some space; nothing was published");
        assert_eq!(advice(ErrorKind::QuotaExceeded), "free some space; nothing was published");
        assert_eq!(
            advice(ErrorKind::ReadOnlyFilesystem),
            "this disk can only be read: make it writable; nothing was published"
        );
        assert_eq!(
            advice(ErrorKind::PermissionDenied),
            "the user who builds must be able to read and write `site` and what is in it; nothing was published"
        );
        assert_eq!(advice(ErrorKind::TimedOut), "nothing was published");
        std::fs::write(root.path().join(super::super::MANIFEST), "").unwrap();
        assert_eq!(advice(ErrorKind::TimedOut), "the former output is untouched");
    }

    #[test]
    fn what_is_said_already_stands() {
        let error = Error::io("cannot remove", Path::new("a"), ErrorKind::StorageFull.into()).help("remove it by hand");
        assert_eq!(untouched(error, Path::new("nowhere")).advice(), Some("remove it by hand"));
    }
}
