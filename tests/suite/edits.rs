//! What people do to the files of a site, at random.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use walkdir::WalkDir;

use crate::site::{Site, repository};

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(entry.path(), target).unwrap();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// What somebody does to the files of a site.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Writes a paragraph at the end of a text.
    Paragraph(Index),
    /// Writes a heading that others may lead to, or a link that may lead nowhere.
    Target(Index, bool),
    /// Writes a title above a text.
    Title(Index),
    /// Writes what cannot be read.
    Break(Index),
    /// Takes a file away.
    Remove(Index),
    /// Brings back what stood there at first.
    Restore,
    /// Puts a file under another name.
    Rename(Index),
    /// Takes a folder away, as a whole, or brings it back.
    Folder(Index),
    /// Writes another `site.yaml`.
    Settings(bool),
    /// Overrides a text of the theme.
    Theme(u8),
}

/// Any edit; the more usual ones more often.
pub fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<Index>;
    prop_oneof![
        4 => index().prop_map(Edit::Paragraph),
        2 => (index(), any::<bool>()).prop_map(|(index, heading)| Edit::Target(index, heading)),
        2 => index().prop_map(Edit::Title),
        1 => index().prop_map(Edit::Break),
        1 => index().prop_map(Edit::Remove),
        6 => Just(Edit::Restore),
        1 => index().prop_map(Edit::Rename),
        1 => index().prop_map(Edit::Folder),
        1 => any::<bool>().prop_map(Edit::Settings),
        1 => any::<u8>().prop_map(Edit::Theme),
    ]
}

/// A copy of a site that is edited.
pub struct Desk {
    root: PathBuf,
    originals: BTreeMap<PathBuf, Vec<u8>>,
}

impl Desk {
    /// Puts a copy of the content of one of the repository's sites in the place of a site's.
    pub fn new(site: &Site, source: &str) -> Self {
        let root = site.root().to_owned();
        copy(&repository().join(source).join("content"), &root.join("content"));
        let originals = files(&root).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        Self { root, originals }
    }

    /// Its root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its content folder.
    pub fn content(&self) -> PathBuf {
        self.root().join("content")
    }

    /// Takes away what did not stand in the content at first.
    pub fn remove_strangers(&self) {
        let strangers = files(&self.content()).into_iter().filter(|path| !self.originals.contains_key(path));
        strangers.for_each(|path| fs::remove_file(path).unwrap());
    }

    /// Does it, and says which paths it touched.
    pub fn edit(&self, edit: &Edit) -> Vec<PathBuf> {
        let known = files(&self.content());
        let texts =
            || known.iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect::<Vec<_>>();
        let append = |index: &Index, text: &str| {
            let texts = texts();
            if texts.is_empty() {
                return Vec::new();
            }
            let path: &Path = texts[index.index(texts.len())];
            let before = fs::read(path).unwrap();
            fs::write(path, [before.as_slice(), text.as_bytes()].concat()).unwrap();
            vec![path.to_owned()]
        };
        match edit {
            Edit::Paragraph(index) => append(index, "\nA paragraph was added.\n"),
            Edit::Target(index, true) => append(index, "\n## A target {#target}\n\nBelow it.\n"),
            Edit::Target(index, false) => append(index, "\nSee [[groups/security#target]] and [[areas/nowhere]].\n"),
            Edit::Title(index) => {
                let texts = texts();
                if texts.is_empty() {
                    return Vec::new();
                }
                let path: &Path = texts[index.index(texts.len())];
                let before = fs::read_to_string(path).unwrap_or_default();
                fs::write(path, before.replacen("---\n", "---\nsummary: It was given a summary.\n", 1)).unwrap();
                vec![path.to_owned()]
            }
            Edit::Break(index) => {
                let path = index.get(&known);
                fs::write(path, "---\na: [\n---\n\u{0}: {").unwrap();
                vec![path.clone()]
            }
            Edit::Remove(index) => {
                let path = index.get(&known);
                fs::remove_file(path).unwrap();
                vec![path.clone()]
            }
            Edit::Restore => {
                let stands = |(path, bytes): &(&PathBuf, &Vec<u8>)| fs::read(path).is_ok_and(|found| found == **bytes);
                let lost: Vec<_> = self.originals.iter().filter(|original| !stands(original)).collect();
                for (path, bytes) in &lost {
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, bytes).unwrap();
                }
                lost.into_iter().map(|(path, _)| path.clone()).collect()
            }
            Edit::Rename(index) => {
                let path = index.get(&known);
                let name = path.file_name().unwrap().to_string_lossy();
                let target = path.with_file_name(format!("other-{name}"));
                fs::rename(path, &target).unwrap();
                vec![path.clone(), target]
            }
            Edit::Folder(index) => {
                let folders: Vec<_> =
                    ["areas", "groups", "events", "bodies", "updates"].map(|name| self.content().join(name)).into();
                let folder = index.get(&folders);
                let away = self.root().join("away").join(folder.file_name().unwrap());
                fs::create_dir_all(away.parent().unwrap()).unwrap();
                if away.exists() && !folder.exists() {
                    fs::rename(away, folder).unwrap();
                } else if folder.exists() && !away.exists() {
                    fs::rename(folder, away).unwrap();
                }
                vec![folder.clone()]
            }
            Edit::Settings(first) => {
                let path = self.content().join("site.yaml");
                let original = String::from_utf8(self.originals[&path].clone()).unwrap();
                let text =
                    if *first { original.replacen("title:", "outputs: {status: true}\ntitle:", 1) } else { original };
                fs::write(
                    &path,
                    text.replacen("\ntheme:", "\n# theme:", 1) + if *first { "\ntheme: own\n" } else { "" },
                )
                .unwrap();
                let manifest = self.root().join("themes/own/theme.yaml");
                fs::create_dir_all(manifest.parent().unwrap()).unwrap();
                fs::write(&manifest, "parent: default\n").unwrap();
                vec![path, manifest]
            }
            Edit::Theme(number) => {
                let path = self.root().join("themes/own/strings/en.ftl");
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, format!("skip-link = Skip {number}\n")).unwrap();
                vec![path]
            }
        }
    }
}
