//! Templates, parsed, and the functions that they may call; assets, with their fingerprints.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, Tera};

use super::layers::{Layer, LayerFile};
use super::template_error::{Sources, Template, TemplateError};
use super::tokens::words;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{Argument, Language, Strings};
use crate::source::{FilePath, Place};

/// The templates of a theme.
pub struct Templates {
    /// One engine a language of the site: their functions speak that language.
    engines: Vec<Tera>,
    /// The templates as they were read.
    sources: Sources,
    /// The same of assets that are rendered with the theme's options, by the paths of their files.
    assets: Sources,
}

/// A file that pages use.
pub struct Asset {
    /// Its path from the site's root: `assets/style.0123abcd.css`.
    pub path: String,
    /// What stands in it.
    pub bytes: Cow<'static, [u8]>,
    /// The file as people see it.
    pub file: FilePath,
}

/// How much of the hash of an asset stands in its name: 2^40 values are enough to tell its versions apart.
const FINGERPRINT_LENGTH: usize = 10;

/// How many branches a template may have: `tera` reads each within the one before it, and has no limit.
const MOST_BRANCHES: usize = 200;

pub(super) const TEMPLATE_FOLDER: &str = "templates/";
const ASSET_FOLDER: &str = "assets/";
/// The ending of an asset that is rendered with the theme's options.
pub(super) const TEMPLATE_ENDING: &str = ".tera";

/// Parses the templates of the chain, and makes its assets. There are no templates where one does not parse.
pub(super) fn parse(
    layers: &[Layer],
    languages: &[Language],
    options: &BTreeMap<String, tera::Value>,
    diagnostics: &mut Diagnostics,
) -> (Option<Templates>, BTreeMap<String, Asset>) {
    let (assets, asset_sources) = assets(layers, options, diagnostics);
    let mut engine = Tera::default();
    let paths: Arc<BTreeMap<String, String>> =
        Arc::new(assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())).collect());
    engine.register_function("asset", move |arguments: Kwargs, _: &State| asset_path(&paths, &arguments));
    let strings: Arc<Vec<Arc<Strings>>> =
        Arc::new(languages.iter().map(|language| Arc::clone(&language.strings)).collect());
    // The templates are parsed once, against any language, and then spoken in each.
    let speak = |engine: &mut Tera, language: usize| {
        let strings = Arc::clone(&strings);
        engine.register_function("text", move |arguments: Kwargs, _: &State| text(&strings, language, &arguments));
    };
    speak(&mut engine, 0);
    let sources: Sources = newest(layers, TEMPLATE_FOLDER)
        .into_iter()
        .filter_map(|(name, file)| Some((name.to_owned(), source(file, diagnostics)?)))
        .collect();
    let before = diagnostics.len();
    diagnostics.extend(sources.values().filter_map(too_many_branches));
    if diagnostics.len() > before {
        return (None, assets);
    }
    let parsed =
        engine.add_raw_templates(sources.iter().map(|(name, template)| (name.as_str(), template.text.as_str())));
    if let Err(error) = parsed {
        diagnostics.extend(TemplateError::of_parsing(&error, &sources).into_iter().map(syntax));
        return (None, assets);
    }
    // The first language has the engine itself, the others have copies.
    let others = (1..languages.len()).map(|language| {
        let mut engine = engine.clone();
        speak(&mut engine, language);
        engine
    });
    let mut engines: Vec<Tera> = others.collect();
    engines.insert(0, engine);
    (Some(Templates { engines, sources, assets: asset_sources }), assets)
}

/// A template as it stands in its file; none, and a finding, where it is no text.
fn source(file: &LayerFile, diagnostics: &mut Diagnostics) -> Option<Template> {
    Some(Template { file: file.file.clone(), text: super::text(file, diagnostics)? })
}

/// The engine reads a branch within the one before it, until its stack is full.
fn too_many_branches(template: &Template) -> Option<Diagnostic> {
    let (offset, word) = template.text.match_indices("elif").nth(MOST_BRANCHES)?;
    let place = Place::bytes(&template.file, offset..offset + word.len());
    let message = format!("a template has at most {MOST_BRANCHES} `elif`");
    Some(Diagnostic::new(Code::TemplateSyntax, place, message))
}

/// A template that does not parse.
fn syntax(error: TemplateError) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::TemplateSyntax, error.place, error.message);
    error.help.into_iter().fold(diagnostic, Diagnostic::help)
}

/// The files below a folder of the theme, each from the first layer that has it, by their path in that folder.
fn newest<'layer>(layers: &'layer [Layer], folder: &str) -> BTreeMap<&'layer str, &'layer LayerFile> {
    let mut newest = BTreeMap::new();
    for (path, file) in layers.iter().rev().flat_map(|layer| &layer.files) {
        if let Some(name) = path.strip_prefix(folder) {
            newest.insert(name, file);
        }
    }
    newest
}

/// The assets by their names in the theme, and the sources of those that are rendered.
fn assets(
    layers: &[Layer],
    options: &BTreeMap<String, tera::Value>,
    diagnostics: &mut Diagnostics,
) -> (BTreeMap<String, Asset>, Sources) {
    let mut assets = BTreeMap::new();
    let mut sources = Sources::new();
    for (name, file) in newest(layers, ASSET_FOLDER) {
        let (name, bytes) = match name.strip_suffix(TEMPLATE_ENDING) {
            None => (name, file.bytes.clone()),
            Some(rendered) => {
                let Some(template) = source(file, diagnostics) else { continue };
                let text = render_asset(name, &template, options);
                sources.insert(name.to_owned(), template);
                match text {
                    Ok(text) => (rendered, Cow::Owned(text.into_bytes())),
                    Err(found) => {
                        diagnostics.extend(found);
                        continue;
                    }
                }
            }
        };
        let path = fingerprinted(name, &bytes);
        assets.insert(name.to_owned(), Asset { path, bytes, file: file.file.clone() });
    }
    (assets, sources)
}

/// The path of an asset: its name with a piece of its hash, so that hosts may let it be kept for ever.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    // Browsers and other programs look for the icon under the name that they know.
    if name == "favicon.svg" {
        return name.to_owned();
    }
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash[..FINGERPRINT_LENGTH];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{ASSET_FOLDER}{stem}.{hash}.{ending}"),
        None => format!("{ASSET_FOLDER}{name}.{hash}"),
    }
}

/// An asset, rendered; else what is wrong with it.
fn render_asset(
    name: &str,
    template: &Template,
    options: &BTreeMap<String, tera::Value>,
) -> Result<String, Vec<Diagnostic>> {
    if let Some(found) = too_many_branches(template) {
        return Err(vec![found]);
    }
    let mut context = tera::Context::new();
    context.insert_value("options", tera::Value::from(options.clone()));
    let mut engine = Tera::default();
    // Only templates of HTML are escaped; the values of options were checked against their types.
    engine.add_raw_template(name, &template.text).and_then(|()| engine.render(name, &context)).map_err(|error| {
        let sources =
            Sources::from([(name.to_owned(), Template { file: template.file.clone(), text: template.text.clone() })]);
        TemplateError::of_parsing(&error, &sources).into_iter().map(syntax).collect()
    })
}

fn asset_path(paths: &BTreeMap<String, String>, arguments: &Kwargs) -> tera::TeraResult<String> {
    let name = arguments.must_get::<&str>("name")?;
    paths.get(name).cloned().ok_or_else(|| {
        let known = paths.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        tera::Error::message(format!("the theme has no asset `{name}`; it has {known}"))
    })
}

/// A text of the interface. `language`, a tag, asks for another language than the page's.
fn text(strings: &[Arc<Strings>], language: usize, arguments: &Kwargs) -> tera::TeraResult<String> {
    let id = arguments.must_get::<&str>("id")?;
    let strings = match arguments.get::<&str>("language")? {
        Some(tag) => strings.iter().find(|strings| strings.tag().as_str() == tag).unwrap_or(&strings[language]),
        None => &strings[language],
    };
    let values: Vec<(&str, tera::Value)> = strings
        .variables(id)
        .iter()
        .filter_map(|name| arguments.get::<tera::Value>(name).ok().flatten().map(|value| (name.as_str(), value)))
        .collect();
    let arguments: Vec<(&str, Argument<'_>)> = values
        .iter()
        .map(|(name, value)| match value.as_f64() {
            Some(number) => (*name, Argument::Number(number)),
            None => (*name, Argument::Text(value.as_str().unwrap_or_default())),
        })
        .collect();
    match strings.get(id, &arguments) {
        Ok(text) => Ok(text.into_owned()),
        Err(error) => Err(tera::Error::message(error.to_string())),
    }
}

impl Templates {
    /// Whether the theme has a template of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.sources.contains_key(name)
    }

    /// The words of a template by which it can name values: a value that is named by none of them is not shown by it.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        self.sources.get(name).into_iter().flat_map(|template| words(&template.text))
    }

    /// The names and texts of the templates, by which they can be read once more.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sources.iter().map(|(name, template)| (name.as_str(), template.text.as_str()))
    }

    /// The same of assets that are rendered with the theme's options; no template has such a name.
    pub fn asset_sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assets.iter().map(|(name, template)| (name.as_str(), template.text.as_str()))
    }

    /// The file of a template, or of an asset that is rendered.
    pub fn file(&self, name: &str) -> Option<&FilePath> {
        self.sources.get(name).or_else(|| self.assets.get(name)).map(|template| &template.file)
    }

    /// Renders a template in the language at this position.
    ///
    /// # Errors
    /// What the template did wrong, and where.
    pub fn render(&self, name: &str, language: usize, context: &tera::Context) -> Result<String, TemplateError> {
        self.engines[language]
            .render(name, context)
            .map_err(|error| TemplateError::of_rendering(&error, &self.sources, name))
    }
}
