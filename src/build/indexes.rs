//! The indexes of the search: the only files that are published and are no outputs, since their names are known when they are made, and no
//! page links to one.

use std::collections::BTreeSet;
use std::path::Path;

use super::former::Former;
use crate::error::Result;
use crate::publish::Stage;
use crate::render::{Kind, Renderer, SEARCH_FOLDER};
use crate::search;

/// The files of the search of every language, as far as they are not kept as they stand in the output.
pub(super) fn files(
    renderer: &Renderer,
    root: &Path,
    stage: &Stage,
    former: Option<&Former>,
) -> Result<Vec<(String, Vec<u8>)>> {
    // An index is made of all prose, as the page of its search is.
    let mut searches = renderer.outputs().filter(|output| matches!(output.kind, Kind::Search(_)));
    match former.filter(|former| searches.all(|output| former.has(renderer, output))) {
        Some(former) => missing(renderer, root, stage, former),
        None => made(renderer, root),
    }
}

/// The files of the search of every language, with their paths.
fn made(renderer: &Renderer, root: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for searched in renderer.searches() {
        let folder = searched.folder();
        let index = search::index(searched, root)?;
        files.extend(index.into_iter().map(|file| (format!("{folder}{}", file.name), file.bytes)));
    }
    Ok(files)
}

/// Keeps the files of indexes that are what they were; those that do not stand in the output.
fn missing(renderer: &Renderer, root: &Path, stage: &Stage, former: &Former) -> Result<Vec<(String, Vec<u8>)>> {
    let mut kept = BTreeSet::new();
    let mut are_all = true;
    for path in stage.former_paths().filter(|path| path.starts_with(SEARCH_FOLDER)) {
        if stage.keep(path, former.stamp(path))? {
            kept.insert(path.to_owned());
        } else {
            are_all = false;
        }
    }
    let files = if are_all { Vec::new() } else { made(renderer, root)? };
    Ok(files.into_iter().filter(|(path, _)| !kept.contains(path)).collect())
}
