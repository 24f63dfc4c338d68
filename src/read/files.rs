//! The file system, as the rest of the program sees it: the only place that reads from it.
#![expect(clippy::disallowed_methods, reason = "this is the module that reads the file system")]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::{Error, Result};
use crate::source::{FilePath, Place};
use crate::stamp::Stamp;

/// How many bytes a file has at most that is parsed, so that no single one can take the machine's memory: a book of
/// 500 pages has 1 MB. Files that are only copied may be of any size.
pub const MOST_BYTES_PARSED: u64 = 4_000_000;

/// A file that was found.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below the folder that was walked, with `/` on every system.
    pub relative: String,
    /// Its path as its author names it, from the site's root on.
    pub file: FilePath,
    /// Where it is read from.
    pub source: PathBuf,
    /// What it was when it was found.
    pub stamp: Stamp,
}

/// What was found in a folder.
#[derive(Debug)]
pub struct Walked {
    /// The files, in the order of their paths.
    pub files: Vec<File>,
    /// Whether a symbolic link stands there, or is the folder: what is seen then may change elsewhere.
    pub has_links: bool,
    /// What could not be walked.
    pub diagnostics: Diagnostics,
}

/// Lists the files below a folder, which people call `name`. Dotfiles (but `.well-known`) and `README.md` are passed over.
///
/// # Errors
/// When the folder does not exist or cannot be listed.
pub fn walk(folder: &Path, name: &str) -> Result<Walked> {
    walk_below(folder, name, Path::new(""))
}

/// Lists what [`walk`] finds at a path below the folder, and below that path: nothing where nothing is there.
///
/// # Errors
/// When the folder does not exist, or what stands at the path cannot be listed.
pub fn walk_below(folder: &Path, name: &str, below: &Path) -> Result<Walked> {
    let real = folder.canonicalize().map_err(|error| Error::io("cannot read the folder", folder, error))?;
    let mut walked = Walked { files: Vec::new(), has_links: false, diagnostics: Diagnostics::new() };
    let is_all = below.as_os_str().is_empty();
    let start = if is_all { folder.to_owned() } else { folder.join(below) };
    if below.iter().any(|part| is_ignored(&part.to_string_lossy())) || (!is_all && start.symlink_metadata().is_err()) {
        return Ok(walked);
    }
    let entries = WalkDir::new(start)
        .min_depth(usize::from(is_all))
        .follow_links(true)
        // Of the entries of a folder the paths are in the order of the names, which would have to be cut off first.
        .sort_by(|one, other| one.path().as_os_str().cmp(other.path().as_os_str()))
        .into_iter()
        .filter_entry(|entry| !is_ignored(&entry.file_name().to_string_lossy()));
    let mut found = Vec::new();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                walked.diagnostics.push(unreadable_entry(&error, folder, name)?);
                continue;
            }
        };
        let relative = below_folder(entry.path(), folder);
        let file = FilePath::new(format!("{name}/{relative}"));
        walked.has_links |= entry.path_is_symlink();
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(&real)) {
            walked.diagnostics.push(bad_link(entry.path(), &file, name));
            continue;
        }
        if entry.file_type().is_file() {
            found.push((relative, file, entry.into_path()));
        }
    }
    let stamped = found.into_par_iter().map(|(relative, file, source)| {
        let metadata = fs::metadata(&source).map_err(|error| Error::io("cannot read", &source, error))?;
        Ok(File { relative, file, stamp: Stamp::of(&metadata), source })
    });
    walked.files = stamped.collect::<Result<_>>()?;
    // What lies behind a link that leads out was walked before the link itself could be judged.
    let links: Vec<String> =
        walked.diagnostics.iter().map(|diagnostic| format!("{}/", diagnostic.place.file)).collect();
    walked.files.retain(|file| !links.iter().any(|link| file.file.as_str().starts_with(link)));
    Ok(walked)
}

fn is_ignored(name: &str) -> bool {
    is_hidden(name) || name.eq_ignore_ascii_case("readme.md")
}

/// Whether a file or folder of this name is passed over, with everything in it: a dotfile, but for `.well-known` (RFC 8615).
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.') && name != ".well-known"
}

/// The finding about a symbolic link in the folder that people call `name`: it leads out of it, nowhere, or in a circle.
fn bad_link(path: &Path, file: &FilePath, name: &str) -> Diagnostic {
    let target = fs::read_link(path).map_or_else(|_| "…".to_owned(), |target| target.display().to_string());
    let (message, help) = match path.canonicalize() {
        Ok(inside)
            if path.ancestors().skip(1).any(|folder| folder.canonicalize().is_ok_and(|folder| folder == inside)) =>
        {
            (
                format!("this symbolic link leads in a circle: to `{target}`"),
                "remove it: it leads to a folder that it stands in".to_owned(),
            )
        }
        Ok(_) => (
            format!("this symbolic link leads out of `{name}`: to `{target}`"),
            format!("put the file itself here, or move what the link leads to into `{name}`"),
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (
            format!("this symbolic link leads nowhere: there is no `{target}`"),
            "put the file itself here, or remove the link".to_owned(),
        ),
        Err(_) => (
            format!("this symbolic link leads in a circle: to `{target}`"),
            "put the file itself here, or remove the link".to_owned(),
        ),
    };
    Diagnostic::new(Code::SymbolicLink, Place::file(file), message).help(help)
}

/// A link that leads nowhere or in a circle is its author's mistake; anything else is the machine's.
fn unreadable_entry(error: &walkdir::Error, folder: &Path, name: &str) -> Result<Diagnostic> {
    let path = error.path().unwrap_or(folder);
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    if error.loop_ancestor().is_some() || is_link {
        let relative = slashed(path.strip_prefix(folder).unwrap_or(path));
        return Ok(bad_link(path, &FilePath::new(format!("{name}/{relative}")), name));
    }
    let cause = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
    Err(Error::io("cannot read", path, cause.into()))
}

/// The path of an entry below the folder that it was found in, with `/`.
fn below_folder(path: &Path, folder: &Path) -> String {
    // Entries are named by the folder's own path: to go through its parts for each of them would take as long as the walk.
    let plain = path.to_str().zip(folder.to_str()).and_then(|(path, folder)| path.strip_prefix(folder));
    match plain.and_then(|rest| rest.strip_prefix('/')) {
        Some(plain) if cfg!(unix) && !plain.starts_with('/') => plain.to_owned(),
        _ => slashed(path.strip_prefix(folder).unwrap_or(path)),
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The text of a file.
///
/// # Errors
/// The outer error is the machine's; the inner one is the author's, where the file is too large or the bytes are not UTF-8.
pub fn text(file: &File) -> Result<Result<String, Diagnostic>> {
    let bytes = match bytes_to_parse(file)? {
        Ok(bytes) => bytes,
        Err(diagnostic) => return Ok(Err(diagnostic)),
    };
    Ok(String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("this file is not encoded as UTF-8: the first byte that is not stands on line {line}");
        Diagnostic::new(Code::NotUtf8, Place::file(&file.file), message).help("save it as UTF-8 in your editor")
    }))
}

/// The bytes of a file that is to be parsed.
///
/// # Errors
/// The outer error is the machine's; the inner one is the author's, where the file is too large.
pub fn bytes_to_parse(file: &File) -> Result<Result<Vec<u8>, Diagnostic>> {
    let bounded = bounded(&file.source).map_err(|error| Error::io("cannot read the file", &file.source, error))?;
    Ok(bounded.map_err(|length| too_large(&file.file, length)))
}

/// The bytes of a file, or its length where it has more than are parsed. The length is asked for before anything is read, and
/// held while reading: a file may grow.
fn bounded(path: &Path) -> io::Result<Result<Vec<u8>, u64>> {
    let file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > MOST_BYTES_PARSED {
        return Ok(Err(length));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    let read = file.take(MOST_BYTES_PARSED + 1).read_to_end(&mut bytes)?;
    Ok(if read as u64 > MOST_BYTES_PARSED { Err(read as u64) } else { Ok(bytes) })
}

fn too_large(file: &FilePath, length: u64) -> Diagnostic {
    // Rounded up, so that no file is said to have the very size that it may have.
    let tenths = length.div_ceil(100_000);
    let message = format!(
        "this file has {}.{} MB, and a file that is parsed has at most {} MB",
        tenths / 10,
        tenths % 10,
        MOST_BYTES_PARSED / 1_000_000
    );
    Diagnostic::new(Code::TooLarge, Place::file(file), message).help("split it into several files")
}

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::io("cannot read the file", path, error))
}

/// The text of a file that is no part of the site; none where there is none. What is not UTF-8 in it is lost.
pub fn text_at(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// What the file system says of a file, where there is one.
pub fn stamp(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().map(|metadata| Stamp::of(&metadata))
}

/// The length of a file in bytes, where it can be had.
pub fn length(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|metadata| metadata.len())
}

/// Whether there is anything at a path, and be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether there is a folder at a path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The names of the folders in a folder, in order, without dotfiles; none where it cannot be listed.
pub fn folders(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).into_iter().flatten().filter_map(io::Result::ok);
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// The text of a source file below the site's root, for a report; none where it is gone, too large or no text, or where a symbolic link leads out
/// of the folder that was walked for it: a report about the link must not show what is not the site's.
pub fn source_text(root: &Path, file: &FilePath) -> Option<String> {
    // Content is walked as a whole, themes one by one.
    let depth = if file.as_str().starts_with("themes/") { 2 } else { 1 };
    let folder = root.join(file.as_str().split('/').take(depth).collect::<PathBuf>()).canonicalize().ok()?;
    let path = root.join(file.as_str()).canonicalize().ok()?;
    if path.starts_with(folder) { String::from_utf8(bounded(&path).ok()?.ok()?).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_parsed_up_to_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::File::create(&path).unwrap().set_len(MOST_BYTES_PARSED).unwrap();
        assert_eq!(bounded(&path).unwrap().unwrap().len() as u64, MOST_BYTES_PARSED);
        fs::File::create(&path).unwrap().set_len(MOST_BYTES_PARSED + 1).unwrap();
        assert_eq!(bounded(&path).unwrap(), Err(MOST_BYTES_PARSED + 1));
    }

    /// This file is empty, says the system, and has no end.
    #[cfg(unix)]
    #[test]
    fn a_file_that_grows_while_it_is_read_is_held_to_the_limit() {
        assert_eq!(bounded(Path::new("/dev/zero")).unwrap(), Err(MOST_BYTES_PARSED + 1));
    }

    #[test]
    fn the_size_that_is_told_is_never_the_limit_itself() {
        let message = |length| too_large(&FilePath::new("content/events.yaml"), length).message;
        assert_eq!(message(4_000_001), "this file has 4.1 MB, and a file that is parsed has at most 4 MB");
        assert_eq!(message(12_345_678), "this file has 12.4 MB, and a file that is parsed has at most 4 MB");
    }
}
