//! The index of a search: from what is to be found to the files that a browser asks for.
//!
//! 1. What was made before for the same key is taken from the cache, so that nothing is indexed whose text did not change.
//! 2. Otherwise Pagefind makes an index of the pages, in memory, in their order: the same pages give the same files.
//! 3. Of its files those are kept that a search asks for. Its own interface is none of them: the theme has one.

use std::path::Path;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use serde::{Deserialize, Serialize};

use crate::cache;
use crate::error::{Error, Result};
use crate::render::{Searched, SearchedPage};

/// What makes the files from the pages, and how they are kept. Another one makes all of them anew.
const MADE_BY: &str = "pagefind 1.6.0, kept as 1";

/// What stands in a page and is not to be found: signs for the eye beside a heading and behind a note.
const PASSED_OVER: [&str; 2] = [".heading-anchor", ".footnote-back"];

/// A file of an index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IndexFile {
    /// Its path below the folder of the index.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The files of an index, in the order of their names. `root` is the folder of the site, which keeps them for the next run.
///
/// # Errors
/// When the index cannot be made.
pub fn index(searched: &Searched, root: &Path) -> Result<Vec<IndexFile>> {
    let name = format!("search/{}", searched.language);
    let key = format!("{MADE_BY}, {}", searched.key);
    let kept = cache::read(root, &name).and_then(|bytes| unpacked(&bytes, &key));
    if let Some(files) = kept {
        return Ok(files);
    }
    let files = made(searched)?;
    // Where nothing can be kept, the next run makes it again.
    let _ = cache::write(root, &name, &packed(&files, &key));
    Ok(files)
}

/// Has Pagefind make an index. It gets a thread of its own: it wants an asynchronous runtime, which may not run within another, and what it
/// gives up on by a panic is an error here.
fn made(searched: &Searched) -> Result<Vec<IndexFile>> {
    let run = || -> Result<Vec<IndexFile>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        runtime.block_on(indexed(searched))
    };
    std::thread::scope(|scope| scope.spawn(run).join()).unwrap_or_else(|_| Err(failed("it gave up")))
}

async fn indexed(searched: &Searched) -> Result<Vec<IndexFile>> {
    let options = PagefindServiceConfig::builder()
        .force_language(searched.language.to_ascii_lowercase())
        .exclude_selectors(PASSED_OVER.map(str::to_owned).to_vec())
        .build();
    let mut index = PagefindIndex::new(Some(options)).map_err(failed)?;
    for SearchedPage { path, html } in &searched.pages {
        index.add_html_file(None, Some(path.clone()), html.clone()).await.map_err(failed)?;
    }
    let files = index
        .get_files()
        .await
        .map_err(failed)?
        .into_iter()
        .map(|file| IndexFile { name: file.filename.to_string_lossy().replace('\\', "/"), bytes: file.contents });
    let mut files: Vec<_> = files.filter(|file| is_asked_for(&file.name)).collect();
    // The words of a language without a stemmer are looked for by the program that knows none; others have their own.
    let has_own = files.iter().any(|file| file.name.starts_with("wasm.") && file.name != UNKNOWN);
    files.retain(|file| file.name != UNKNOWN || !has_own);
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files.dedup_by(|one, other| one.name == other.name);
    Ok(files)
}

/// The program that searches in a language that it knows nothing of.
const UNKNOWN: &str = "wasm.unknown.pagefind";

/// Whether a search asks for a file of Pagefind's.
fn is_asked_for(name: &str) -> bool {
    let is_program = matches!(name, "pagefind.js" | "pagefind-worker.js" | "pagefind-entry.json");
    is_program || name.ends_with(".pagefind") || name.ends_with(".pf_meta") || name.contains('/')
}

fn failed(why: impl std::fmt::Display) -> Error {
    Error::new(format!("cannot make the index of the search: {why}"))
        .help("`outputs: {search: false}` in `site.yaml` leaves the search out")
}

/// What stands before the bytes of kept files, on a line.
#[derive(Serialize, Deserialize)]
struct Label {
    key: String,
    /// A hash of the bytes.
    hash: String,
    /// The name of each file, and how many of the bytes are its own.
    files: Vec<(String, usize)>,
}

/// Files as they are kept.
fn packed(files: &[IndexFile], key: &str) -> Vec<u8> {
    let bytes = files.iter().flat_map(|file| &file.bytes).copied().collect::<Vec<u8>>();
    let label = Label {
        key: key.to_owned(),
        hash: blake3::hash(&bytes).to_hex().to_string(),
        files: files.iter().map(|file| (file.name.clone(), file.bytes.len())).collect(),
    };
    let mut packed = serde_json::to_vec(&label).unwrap_or_default();
    packed.push(b'\n');
    packed.extend(bytes);
    packed
}

/// Files as they were kept under a key; none where they were kept under another, or something happened to them.
fn unpacked(packed: &[u8], key: &str) -> Option<Vec<IndexFile>> {
    let end = packed.iter().position(|byte| *byte == b'\n')?;
    let label: Label = serde_json::from_slice(&packed[..end]).ok()?;
    let mut bytes = &packed[end + 1..];
    if label.key != key || label.hash != blake3::hash(bytes).to_hex().as_str() {
        return None;
    }
    let mut files = Vec::with_capacity(label.files.len());
    for (name, length) in label.files {
        let (own, rest) = bytes.split_at_checked(length)?;
        files.push(IndexFile { name, bytes: own.to_vec() });
        bytes = rest;
    }
    bytes.is_empty().then_some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searched(language: &str, texts: &[&str]) -> Searched {
        let page = |(number, text): (usize, &&str)| SearchedPage {
            path: format!("{language}/{number}/"),
            html: format!(
                "<html><body><meta data-pagefind-filter=\"collection[content]\" content=\"areas\"><h1>{text}</h1>\
                 <h2 id=\"next\">Next <a class=\"heading-anchor\" href=\"#next\">#</a></h2><p>{text}</p></body></html>"
            ),
        };
        let pages = texts.iter().enumerate().map(page).collect();
        Searched { language: language.to_owned(), pages, key: texts.join(" ") }
    }

    #[test]
    fn an_index_is_the_same_each_time() {
        let texts: Vec<String> =
            (0..60).map(|number| format!("Forest number {number} öäü señal {}", number % 7)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let once = made(&searched("en", &texts)).unwrap();
        assert_eq!(once, made(&searched("en", &texts)).unwrap());
        assert!(once.iter().any(|file| file.name.starts_with("fragment/")));
    }

    #[test]
    fn an_index_holds_the_program_of_its_language_and_no_interface() {
        let names = |language| {
            let files = made(&searched(language, &["one"])).unwrap().into_iter();
            files
                .map(|file| file.name)
                .filter(|name| !name.contains('/') && !name.ends_with("_meta"))
                .collect::<Vec<_>>()
        };
        assert_eq!(names("es"), ["pagefind-entry.json", "pagefind-worker.js", "pagefind.js", "wasm.es.pagefind"]);
        assert_eq!(names("es-MX")[3], "wasm.es-mx.pagefind");
        assert_eq!(names("qu")[3], UNKNOWN);
    }

    #[test]
    fn an_index_is_made_by_the_version_that_its_key_names() {
        let files = made(&searched("en", &["one"])).unwrap();
        let entry = files.iter().find(|file| file.name == "pagefind-entry.json").unwrap();
        let entry: serde_json::Value = serde_json::from_slice(&entry.bytes).unwrap();
        assert!(MADE_BY.starts_with(&format!("pagefind {},", entry["version"].as_str().unwrap())), "{entry}");
    }

    #[test]
    fn a_site_without_text_has_an_index_that_finds_nothing() {
        assert!(made(&searched("en", &[])).unwrap().iter().any(|file| file.name == "pagefind.js"));
    }

    #[test]
    fn what_was_kept_is_taken_again_unless_the_text_changed_or_it_is_damaged() {
        let root = tempfile::tempdir().unwrap();
        let wanted = searched("en", &["one", "two"]);
        let files = index(&wanted, root.path()).unwrap();
        let kept = cache::read(root.path(), "search/en").unwrap();
        assert_eq!(unpacked(&kept, &format!("{MADE_BY}, one two")).as_ref(), Some(&files));

        // What is kept is what is answered: nothing was indexed.
        let planted = [IndexFile { name: "planted".to_owned(), bytes: b"here".to_vec() }];
        cache::write(root.path(), "search/en", &packed(&planted, &format!("{MADE_BY}, one two"))).unwrap();
        assert_eq!(index(&wanted, root.path()).unwrap(), planted);
        assert_ne!(index(&searched("en", &["one"]), root.path()).unwrap(), planted);

        for damaged in [&kept[..kept.len() - 1], &kept[..20], b"", b"{}\n"] {
            cache::write(root.path(), "search/en", damaged).unwrap();
            assert_eq!(index(&wanted, root.path()).unwrap(), files);
        }
    }
}
