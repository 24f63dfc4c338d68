//! The chain of themes, from the site's own down to the one that builds on none.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use deserr::Deserr;
use include_dir::{Dir, include_dir};

use super::DEFAULT;
use super::options::{self, OptionDefinition};
use super::templates::{TEMPLATE_ENDING, TEMPLATE_FOLDER};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::{Digest, Digester};
use crate::error::Result;
use crate::model::{FieldErrors, Keyed};
use crate::read::{self, files};
use crate::source::{FilePath, KeyPath, Place};
use crate::yaml::Value;

/// The default theme, as it was when the program was built.
static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// One theme of the chain.
pub(super) struct Layer {
    pub(super) name: String,
    pub(super) manifest: Manifest,
    /// The files, by their path in the theme.
    pub(super) files: BTreeMap<String, LayerFile>,
}

impl Layer {
    /// Whether it is the theme in the program, and not in a folder of the site.
    pub(super) fn is_builtin(&self) -> bool {
        self.files.values().all(|file| matches!(file.bytes, Cow::Borrowed(_)))
    }
}

/// A file of a theme.
pub(super) struct LayerFile {
    /// The file as people see it.
    pub(super) file: FilePath,
    pub(super) bytes: Cow<'static, [u8]>,
}

/// What `theme.yaml` says.
#[derive(Clone, Debug, Default, Deserr)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
pub(super) struct Manifest {
    /// The theme whose files stand in for those that this one lacks.
    #[deserr(default)]
    pub(super) parent: Option<String>,
    /// What the site may tell the theme.
    #[deserr(default)]
    pub(super) options: Keyed<String, OptionDefinition>,
}

const MANIFEST: &str = "theme.yaml";

/// The name of the folder of themes below the site's root.
pub const FOLDER: &str = "themes";

fn folder(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// Reads the chain. It is empty, with a finding, where one of its themes is not there, or does not say what it builds on.
pub(super) fn read(root: &Path, name: &str, diagnostics: &mut Diagnostics) -> Result<Vec<Layer>> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((name.to_owned(), named_by_site()));
    while let Some((name, place)) = next {
        if layers.iter().any(|layer| layer.name == name) {
            let message = format!("the theme `{name}` builds on itself");
            diagnostics.push(
                Diagnostic::new(Code::MissingTheme, place, message)
                    .help(format!("name another theme as `parent`, such as `{DEFAULT}`, or leave it out")),
            );
            return Ok(Vec::new());
        }
        let Some(files) = theme_files(root, &name, diagnostics)? else {
            let mut known = files::folders(&root.join(FOLDER));
            if !known.iter().any(|known| known == DEFAULT) {
                known.insert(0, DEFAULT.to_owned());
            }
            diagnostics.push(
                Diagnostic::new(Code::MissingTheme, place, format!("there is no theme `{name}`"))
                    .suggest(&name, known.iter().map(String::as_str))
                    .help(format!("the themes are {}: each a folder in `{FOLDER}/`, or built in", known.join(", "))),
            );
            return Ok(Vec::new());
        };
        // What a theme builds on stands in its manifest: without it, everything that is not its own would seem to be missing.
        let Some(manifest) = manifest(&files, diagnostics) else { return Ok(Vec::new()) };
        next = manifest.parent.clone().map(|parent| {
            let file = FilePath::new(format!("{}/{MANIFEST}", folder(&name)));
            (parent, Place::value(&file, KeyPath::root().key("parent")))
        });
        layers.push(Layer { name, manifest, files });
    }
    Ok(layers)
}

/// What names every file of a chain.
pub(super) fn digest(layers: &[Layer]) -> Digest {
    let mut digester = Digester::default();
    for layer in layers {
        digester.add(&layer.name);
        for (path, file) in &layer.files {
            digester.add(path).add(&file.bytes);
        }
    }
    digester.finish()
}

fn named_by_site() -> Place {
    Place::value(&FilePath::of_settings(), KeyPath::root().key("theme"))
}

/// The files of a theme: from its folder, or, for the default one where it has none, from the program.
fn theme_files(root: &Path, name: &str, diagnostics: &mut Diagnostics) -> Result<Option<BTreeMap<String, LayerFile>>> {
    let is_name = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    let path = root.join(folder(name));
    if is_name && files::is_folder(&path) {
        let walked = files::walk(&path, &folder(name))?;
        diagnostics.extend(walked.diagnostics);
        let mut read = BTreeMap::new();
        for file in walked.files {
            let bytes = if is_parsed(&file.relative) {
                files::bytes_to_parse(&file)?
            } else {
                files::bytes(&file.source).map(Ok)?
            };
            match bytes {
                Ok(bytes) => {
                    read.insert(file.relative, LayerFile { file: file.file, bytes: Cow::Owned(bytes) });
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        return Ok(Some(read));
    }
    Ok((name == DEFAULT).then(|| {
        let mut files = BTreeMap::new();
        collect_builtin(&BUILTIN, &mut files);
        files
    }))
}

/// Whether a file of a theme, by its path in it, is more than copied.
fn is_parsed(path: &str) -> bool {
    path == MANIFEST
        || [".ftl", TEMPLATE_ENDING].iter().any(|ending| path.ends_with(ending))
        || path.starts_with(TEMPLATE_FOLDER)
}

fn collect_builtin(folder: &Dir<'static>, files: &mut BTreeMap<String, LayerFile>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let layer_file = LayerFile { file: builtin_path(&path), bytes: Cow::Borrowed(file.contents()) };
        files.insert(path, layer_file);
    }
    for inner in folder.dirs() {
        collect_builtin(inner, files);
    }
}

fn builtin_path(path: &str) -> FilePath {
    FilePath::new(format!("{}/{path}", folder(DEFAULT)))
}

/// A file of the default theme in the program.
pub(super) fn builtin(path: &str) -> Option<LayerFile> {
    let file = BUILTIN.get_file(path)?;
    Some(LayerFile { file: builtin_path(path), bytes: Cow::Borrowed(file.contents()) })
}

/// The templates of the default theme in the program: their names and texts.
#[cfg(test)]
pub fn builtin_templates() -> Vec<(&'static str, &'static str)> {
    fn within(folder: &'static Dir<'static>) -> Vec<(&'static str, &'static str)> {
        let files = folder.files().filter_map(|file| {
            let name = file.path().to_str()?.strip_prefix("templates/")?;
            Some((name, file.contents_utf8()?))
        });
        files.chain(folder.dirs().flat_map(within)).collect()
    }
    within(&BUILTIN)
}

/// The text of a file of the default theme in the program, for reports about it in a site that has no such folder.
pub fn builtin_text(file: &FilePath) -> Option<String> {
    let path = file.as_str().strip_prefix("themes/default/")?;
    builtin(path).and_then(|file| String::from_utf8(file.bytes.into_owned()).ok())
}

/// What `theme.yaml` says; a theme without one has no parent and no options. None, and findings, where it cannot be read.
fn manifest(files: &BTreeMap<String, LayerFile>, diagnostics: &mut Diagnostics) -> Option<Manifest> {
    let Some(file) = files.get(MANIFEST) else { return Some(Manifest::default()) };
    let text = super::text(file, diagnostics)?;
    let entries = read::yaml_map(&file.file, &text, diagnostics)?;
    match deserr::deserialize::<Manifest, _, FieldErrors>(Value::Map(entries)) {
        Ok(manifest) => {
            options::check_defaults(&file.file, &manifest.options, diagnostics);
            Some(manifest)
        }
        Err(errors) => {
            let place = |path| Place::value(&file.file, path);
            diagnostics.extend(errors.0.into_iter().map(|error| read::field_diagnostic(error, &[], place)));
            None
        }
    }
}
