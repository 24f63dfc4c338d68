//! What the program writes among the files of the authors: as little as can be, and all of it or nothing.

mod new_files;

pub use new_files::{check_free, create};

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::Snapshot;
use crate::read::{TRANSLATES, files};
use crate::source::{FilePath, KeyPath, split_front_matter};
use crate::yaml::{self, Part, Value};

/// Records in a file of prose which state of the original it was translated from. Says whether that changed the file.
///
/// # Errors
/// When the file cannot be read or replaced, or its front matter cannot be edited; then it is as it was.
pub fn record_translation(root: &Path, file: &FilePath, snapshot: &Snapshot) -> Result<bool> {
    let path = root.join(file.as_str());
    let attempt = "recording a translation";
    let text = files::source_text(root, file)
        .ok_or_else(|| Error::new(attempt).at(&path).help("the file is gone, too large, or no text"))?;
    let edited = with_translation(&text, snapshot).ok_or_else(|| {
        Error::new(attempt).at(&path).help(format!("write `{TRANSLATES}: {snapshot}` into its front matter yourself"))
    })?;
    if edited == text {
        return Ok(false);
    }
    replace(&path, edited.as_bytes()).map_err(|source| Error::io(attempt, &path, source))?;
    Ok(true)
}

/// The text of a file with the state of the original in its front matter, and every other byte as it was; none where that cannot be done.
fn with_translation(text: &str, snapshot: &Snapshot) -> Option<String> {
    let newline = if text.lines().next().is_some_and(|_| text.contains("\r\n")) { "\r\n" } else { "\n" };
    let line = format!("{TRANSLATES}: {snapshot}{newline}");
    let parts = split_front_matter(text).ok()?;
    let Some(range) = parts.front_matter else {
        let start = parts.prose.start;
        let fences = format!("---{newline}{line}---{newline}");
        return Some(format!("{}{fences}{}", &text[..start], &text[start..]));
    };
    let yaml_text = &text[range.clone()];
    let recorded = match yaml::parse(yaml_text).ok()? {
        Value::Map(entries) => entries.into_iter().find(|(key, _)| key == TRANSLATES).map(|(_, value)| value),
        Value::Null => None,
        _ => return None,
    };
    let edited = match recorded {
        Some(_) => {
            let place = yaml::locate(yaml_text, &KeyPath::root().key(TRANSLATES), Part::Value);
            let (start, end) = (range.start + place.start, range.start + place.end);
            format!("{}{snapshot}{}", &text[..start], &text[end..])
        }
        None => format!("{}{line}{}", &text[..range.end], &text[range.end..]),
    };
    // What was edited is read once more: YAML has more ways to write a value than anybody thinks of.
    let parts = split_front_matter(&edited).ok()?;
    let Value::Map(entries) = yaml::parse(&edited[parts.front_matter?]).ok()? else { return None };
    let is_recorded = entries.iter().any(|(key, value)| {
        key == TRANSLATES && matches!(value, Value::String(written) if *written == snapshot.to_string())
    });
    is_recorded.then_some(edited)
}

/// Puts a file with these bytes in the place of another, in one step. A link to the file stays one.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut staged = tempfile::NamedTempFile::new_in(folder)?;
    staged.write_all(bytes)?;
    staged.as_file().set_permissions(path.symlink_metadata()?.permissions())?;
    staged.as_file().sync_all()?;
    staged.persist(&path).map_err(|error| error.error)?;
    fs::File::open(folder).and_then(|folder| folder.sync_all()).or(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockHash;

    fn snapshot() -> Snapshot {
        Snapshot(vec![BlockHash::of("One"), BlockHash::of("Two")])
    }

    fn edited(text: &str) -> Option<String> {
        with_translation(text, &snapshot())
    }

    #[test]
    fn a_line_is_added_at_the_end_of_the_front_matter_and_nothing_else_changes() {
        let text = "---\n# a note\ntitle:   'Pesca'   # so\n---\n\nTexto.\n";
        let after = edited(text).unwrap();
        assert_eq!(after, text.replace("so\n---", &format!("so\ntranslates: {}\n---", snapshot())));
        assert_eq!(edited(&after).unwrap(), after);
    }

    #[test]
    fn a_state_that_is_recorded_is_replaced_where_it_stands() {
        for value in ["qkmvr.bcdfg", "\"qkmvr.bcdfg\"", "'qkmvr'   # reviewed", ">-\n  qkmvr"] {
            let text = format!("---\ntranslates: {value}\ntitle: Pesca\n---\nTexto.\n");
            match edited(&text) {
                Some(after) => {
                    assert!(after.starts_with(&format!("---\ntranslates: {}", snapshot())), "{after}");
                    assert!(after.ends_with("\ntitle: Pesca\n---\nTexto.\n"), "{after}");
                }
                None => assert!(value.starts_with('>'), "{value}"),
            }
        }
    }

    #[test]
    fn a_file_without_front_matter_gets_one_and_line_ends_and_marks_stay() {
        assert_eq!(edited("Texto.\n").unwrap(), format!("---\ntranslates: {}\n---\nTexto.\n", snapshot()));
        let text = "\u{feff}---\r\ntitle: Pesca\r\n---\r\nTexto.\r\n";
        let after = edited(text).unwrap();
        assert_eq!(after, text.replace("Pesca\r\n", &format!("Pesca\r\ntranslates: {}\r\n", snapshot())));
        assert!(edited("\u{feff}Texto.\r\n").unwrap().starts_with("\u{feff}---\r\ntranslates: "));
    }

    #[test]
    fn front_matter_that_cannot_be_edited_is_left_alone() {
        assert_eq!(edited("---\ntitle: Pesca\nTexto.\n"), None);
        assert_eq!(edited("---\n- Pesca\n---\nTexto.\n"), None);
        assert_eq!(edited("---\n{title: Pesca}\n---\nTexto.\n"), None);
    }

    /// Every path in a folder, in order.
    fn paths(folder: &Path) -> Vec<String> {
        let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().map(Result::unwrap);
        entries.map(|entry| entry.path().strip_prefix(folder).unwrap().display().to_string()).collect()
    }

    #[test]
    fn files_are_created_with_their_folders() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path().join("new/site");
        create(&root, &[("content/areas/a.yaml", "number: 1"), ("b", "")]).unwrap();
        assert_eq!(paths(&root), ["b", "content", "content/areas", "content/areas/a.yaml"]);
    }

    #[test]
    fn a_file_that_is_there_is_never_written_over() {
        let folder = tempfile::TempDir::new().unwrap();
        create(folder.path(), &[("b", "mine"), ("c", "mine")]).unwrap();
        let error = create(folder.path(), &[("a/a", "new"), ("b", "new"), ("c", "new")]).unwrap_err();
        assert!(error.to_string().contains("`b`, `c`"), "{error}");
        assert_eq!(paths(folder.path()), ["b", "c"]);
        let bytes = files::bytes(&folder.path().join("b")).unwrap();
        assert_eq!(bytes, b"mine");
    }

    #[test]
    fn what_was_created_before_a_failure_is_removed_again() {
        let folder = tempfile::TempDir::new().unwrap();
        create(folder.path(), &[("file", "mine")]).unwrap();
        // A file cannot be a folder.
        create(folder.path(), &[("a/b/c", "new"), ("d", "new"), ("file/e", "new")]).unwrap_err();
        assert_eq!(paths(folder.path()), ["file"]);
    }
}
