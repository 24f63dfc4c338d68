//! Templates, parsed, and the functions that they may call; assets, with their fingerprints.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, State, Tera};

use super::layers::{Layer, LayerFile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{Argument, Language, Strings, lower_first};
use crate::source::{FilePath, Place};

/// The templates of a theme.
pub struct Templates {
    /// One engine a language of the site: their functions speak that language.
    engines: Vec<Tera>,
    /// The file of each template, by the name under which others extend and include it.
    files: BTreeMap<String, FilePath>,
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

/// Why a template could not be rendered.
pub struct TemplateError {
    /// What is wrong.
    pub message: String,
    /// Where in which template, as far as the engine says.
    pub place: Place,
}

/// How much of the hash of an asset stands in its name: 2^40 values are enough to tell its versions apart.
const FINGERPRINT_LENGTH: usize = 10;

/// How many branches a template may have: `tera` reads each within the one before it, and has no limit.
const MOST_BRANCHES: usize = 200;

const TEMPLATE_FOLDER: &str = "templates/";
const ASSET_FOLDER: &str = "assets/";
/// The ending of an asset that is rendered with the theme's options.
const TEMPLATE_ENDING: &str = ".tera";

/// Parses the templates of the chain, and makes its assets. There are no templates where one does not parse.
pub(super) fn parse(
    layers: &[Layer],
    languages: &[Language],
    options: &BTreeMap<String, tera::Value>,
    diagnostics: &mut Diagnostics,
) -> (Option<Templates>, BTreeMap<String, Asset>) {
    let assets = assets(layers, options, diagnostics);
    let files = newest(layers, TEMPLATE_FOLDER);
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
    let texts: Vec<(&str, String)> =
        files.iter().filter_map(|(name, file)| super::text(file, diagnostics).map(|text| (*name, text))).collect();
    let branchy = texts.iter().find(|(_, text)| text.matches("elif").count() > MOST_BRANCHES);
    if let Some((name, text)) = branchy {
        let message = format!("a template has at most {MOST_BRANCHES} `elif`");
        let offset = text.match_indices("elif").nth(MOST_BRANCHES).map_or(0, |(offset, _)| offset);
        let place = Place::bytes(&files[name].file, offset..offset + "elif".len());
        diagnostics.push(Diagnostic::new(Code::TemplateSyntax, place, message));
        return (None, assets);
    }
    let names: BTreeMap<String, FilePath> =
        files.iter().map(|(name, file)| ((*name).to_owned(), file.file.clone())).collect();
    if let Err(error) = engine.add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_str()))) {
        let error = template_error(&error, &names, None);
        diagnostics.push(Diagnostic::new(Code::TemplateSyntax, error.place, error.message));
        return (None, assets);
    }
    let engines = (0..languages.len())
        .map(|language| {
            let mut engine = engine.clone();
            speak(&mut engine, language);
            engine
        })
        .collect();
    (Some(Templates { engines, files: names }), assets)
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

fn assets(
    layers: &[Layer],
    options: &BTreeMap<String, tera::Value>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (name, file) in newest(layers, ASSET_FOLDER) {
        let (name, bytes) = match name.strip_suffix(TEMPLATE_ENDING) {
            None => (name, file.bytes.clone()),
            Some(name) => match render_asset(file, options, diagnostics) {
                Some(text) => (name, Cow::Owned(text.into_bytes())),
                None => continue,
            },
        };
        let path = fingerprinted(name, &bytes);
        assets.insert(name.to_owned(), Asset { path, bytes, file: file.file.clone() });
    }
    assets
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

fn render_asset(
    file: &LayerFile,
    options: &BTreeMap<String, tera::Value>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let text = super::text(file, diagnostics)?;
    let mut context = tera::Context::new();
    context.insert_value("options", tera::Value::from(options.clone()));
    let mut engine = Tera::default();
    // Only templates of HTML are escaped; the values of options were checked against their types.
    let rendered = engine.add_raw_template("asset", &text).and_then(|()| engine.render("asset", &context));
    match rendered {
        Ok(text) => Some(text),
        Err(error) => {
            let names = BTreeMap::from([("asset".to_owned(), file.file.clone())]);
            let error = template_error(&error, &names, Some("asset"));
            diagnostics.push(Diagnostic::new(Code::TemplateSyntax, error.place, error.message));
            None
        }
    }
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

/// What the engine says of an error, with the place in the template where it says one.
fn template_error(error: &tera::Error, files: &BTreeMap<String, FilePath>, rendered: Option<&str>) -> TemplateError {
    let file = |name: &str| files.get(name).cloned().unwrap_or_else(|| FilePath::new(format!("templates/{name}")));
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateError {
            message: lower_first(report.message()),
            place: Place::bytes(&file(report.filename()), report.span().range.clone()),
        },
        other => {
            let message = other.to_string();
            // Some errors are a finished report, whose second line says where: `--> name:line:column`.
            let named = message.lines().find_map(|line| line.trim().strip_prefix("--> ")?.split(':').next());
            let place = Place::file(&file(named.or(rendered).unwrap_or("base.html")));
            let first = message.lines().next().unwrap_or_default();
            TemplateError { message: lower_first(first.strip_prefix("error: ").unwrap_or(first)), place }
        }
    }
}

impl Templates {
    /// Whether the theme has a template of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Renders a template in the language at this position.
    ///
    /// # Errors
    /// What the template did wrong, and where.
    pub fn render(&self, name: &str, language: usize, context: &tera::Context) -> Result<String, TemplateError> {
        self.engines[language].render(name, context).map_err(|error| template_error(&error, &self.files, Some(name)))
    }
}
