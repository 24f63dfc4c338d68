//! A theme: templates, strings and assets, file by file from the site's own theme and the themes that it builds on.
//!
//! 1. The chain is read from the site's theme down to the one without a parent ([`layers`]). A theme stands in `themes/<name>/`; the
//!    default theme is built into the program as well.
//! 2. Files of the same path replace each other, the site's own first; strings replace each other one by one.
//! 3. The options of the site are held against those that the theme declares ([`options`]).
//! 4. The templates are parsed; their functions are bound to a language when a page is rendered. What they ask for can be read from their
//!    outlines ([`outline`]).

mod contrast;
mod layers;
mod options;
mod outline;
mod template_error;
mod templates;
mod tokens;

#[cfg(test)]
pub use layers::builtin_templates;
pub use layers::{FOLDER, builtin_text};
pub use outline::{Call, Component, Expression, Name, Node, Outline, Scope};
pub use template_error::TemplateError;
pub use templates::{Asset, Templates};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::Digest;
use crate::error::Result;
use crate::language::{Language, Locale, Source, Strings, Tag};
use crate::model::{Id, Settings};
use crate::read::files;
use crate::source::{FilePath, Place};
use layers::{Layer, LayerFile};

/// A theme with everything that it builds on.
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The templates, ready to render in each of the site's languages.
    pub templates: Templates,
    /// The files that pages use, by their name in the theme.
    pub assets: BTreeMap<String, Asset>,
    /// The values of the options, of the site or by default.
    pub options: BTreeMap<String, tera::Value>,
    /// What names every file of it and of the themes that it builds on.
    pub digest: Digest,
}

/// The text of a source file of the site at `root`, for a report; of the default theme in the program, where the site has no such folder.
pub fn source_text(root: &Path, file: &FilePath) -> Option<String> {
    files::source_text(root, file).or_else(|| builtin_text(file))
}

/// The name of the theme that is built into the program.
pub const DEFAULT: &str = "default";

/// What names every file of a theme and of those that it builds on. None where they cannot all be read as what they are.
///
/// # Errors
/// When a folder of themes cannot be read.
pub fn digest_of_files(root: &Path, name: &str) -> Result<Option<Digest>> {
    let mut diagnostics = Diagnostics::new();
    let layers = layers::read(root, name, &mut diagnostics)?;
    Ok(diagnostics.is_empty().then(|| layers::digest(&layers)))
}

/// Reads the languages of a site, and its theme.
///
/// # Errors
/// When a folder of themes cannot be read; whatever is wrong with what stands in it is in the diagnostics.
pub fn load(root: &Path, settings: &Settings) -> Result<(Vec<Language>, Option<Theme>, Diagnostics)> {
    let mut diagnostics = Diagnostics::new();
    let layers = layers::read(root, &settings.theme, &mut diagnostics)?;
    let read = settings.languages.par_iter().map(|tag| {
        let mut found = Diagnostics::new();
        (language(tag, settings, &layers, &mut found), found)
    });
    let (languages, found): (Vec<_>, Vec<_>) = read.unzip();
    let read_whole: Vec<_> = found.iter().map(|found| !found.has_errors()).collect();
    found.into_iter().for_each(|found| diagnostics.extend(found));
    report_missing_strings(&languages, &read_whole, settings, &mut diagnostics);
    if layers.is_empty() {
        return Ok((languages, None, diagnostics));
    }
    // The site's own theme stands first in the chain: its declaration of an option counts.
    let declared = layers.iter().rev().flat_map(|layer| layer.manifest.options.iter());
    let options = options::values(&settings.theme_options, declared, &mut diagnostics);
    let (templates, assets) = templates::parse(&layers, &languages, &options, &mut diagnostics);
    let digest = layers::digest(&layers);
    let theme = templates.map(|templates| Theme { name: settings.theme.clone(), templates, assets, options, digest });
    Ok((languages, theme, diagnostics))
}

/// A language as the theme speaks it. A message that the language lacks is taken from the default theme's English.
fn language(tag: &Tag, settings: &Settings, layers: &[Layer], diagnostics: &mut Diagnostics) -> Language {
    let locale_tag = settings.locale.get(tag).unwrap_or(tag);
    let mut files: Vec<&LayerFile> = Vec::new();
    // The theme that others build on comes first, and within a theme the more general language: later messages replace earlier ones.
    for layer in layers.iter().rev() {
        for name in tag.lineage().into_iter().rev() {
            files.extend(layer.files.get(&format!("strings/{name}.ftl")));
        }
    }
    if files.is_empty() && !layers.is_empty() {
        let place = Place::value(&FilePath::of_settings(), crate::source::KeyPath::root().key("languages"));
        diagnostics.push(
            Diagnostic::new(Code::MissingString, place, format!("the theme has no strings for the language `{tag}`"))
                .help(help_to_add(tag, settings, layers)),
        );
    }
    let own = files.iter().filter_map(|file| text(file, diagnostics).map(|text| (file.file.clone(), text)));
    let own: Vec<_> = own.collect();
    let fallback = layers::builtin("strings/en.ftl").filter(|_| !tag.as_str().starts_with("en"));
    let fallback_text = fallback.as_ref().and_then(|file| std::str::from_utf8(&file.bytes).ok());
    let locale = Locale::new(locale_tag);
    let sources: Vec<_> = own.iter().map(|(file, text)| Source { name: file.as_str(), text }).collect();
    let (strings, errors) = Strings::new(tag, &locale, &sources, fallback_text);
    for error in errors {
        let file = &own[error.source].0;
        diagnostics.push(
            Diagnostic::new(Code::StringSyntax, Place::bytes(file, error.span.clone()), error.message).help(error.help),
        );
    }
    report_bad_addresses(&strings, &own, diagnostics);
    Language { tag: tag.clone(), locale, strings: Arc::new(strings) }
}

/// Reports the strings that stand in addresses and cannot, each in the last of the files that has it.
fn report_bad_addresses(strings: &Strings, files: &[(FilePath, String)], diagnostics: &mut Diagnostics) {
    let stands_in_addresses = |id: &&str| id.starts_with("segment-") || id.ends_with("-slug");
    let said = strings.ids().filter(stands_in_addresses).map(|id| (id, strings.plain(id).unwrap_or_default()));
    for (id, text) in said.filter(|(_, text)| !Id::is_segment(text)) {
        let place = |(file, text): &(FilePath, String)| Some(Place::bytes(file, of_message(text, id)?));
        let Some(place) = files.iter().rev().find_map(place) else { continue };
        diagnostics.push(
            Diagnostic::new(Code::BadValue, place, format!("`{text}` cannot stand in an address"))
                .help("a part of an address is made of lower-case letters, digits and single hyphens"),
        );
    }
}

/// Where the name of a message stands in a file of strings: at the beginning of a line (Project Fluent, `Message`).
fn of_message(text: &str, id: &str) -> Option<Range<usize>> {
    let is_message = |start: &usize| {
        let is_line = *start == 0 || text[..*start].ends_with('\n');
        is_line && text[start + id.len()..].trim_start_matches(' ').starts_with('=')
    };
    text.match_indices(id).map(|(start, _)| start).find(is_message).map(|start| start..start + id.len())
}

/// How a language gets strings. The built-in theme has no folder: one that was made for a file alone would stand in for the whole theme.
fn help_to_add(tag: &Tag, settings: &Settings, layers: &[Layer]) -> String {
    let theme = &settings.theme;
    if layers.first().is_some_and(Layer::is_builtin) {
        format!(
            "make a theme of your own (`parent: {theme}` in `themes/own/theme.yaml`, `theme: own` in `content/site.yaml`) with \
             `themes/own/strings/{tag}.ftl`; until then its pages speak English"
        )
    } else {
        format!("add `themes/{theme}/strings/{tag}.ftl`; until then its pages speak English")
    }
}

/// The text of a theme's file; none, and a finding, where it is no text.
fn text(file: &LayerFile, diagnostics: &mut Diagnostics) -> Option<String> {
    match String::from_utf8(file.bytes.to_vec()) {
        Ok(text) => Some(text),
        Err(_) => {
            diagnostics.push(
                Diagnostic::new(Code::NotUtf8, Place::file(&file.file), "this file is not encoded as UTF-8")
                    .help("save it as UTF-8 in your editor"),
            );
            None
        }
    }
}

/// How many missing messages are named: a language that lacks more is a file that nobody has translated.
const MOST_NAMED: usize = 12;

/// Reports, once a language, the messages that other languages of the site have and it lacks. Where a file of the language could not be
/// read as a whole, what is missing may stand there.
fn report_missing_strings(
    languages: &[Language],
    read_whole: &[bool],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    let all: BTreeSet<&str> = languages.iter().flat_map(|language| language.strings.ids()).collect();
    for (language, _) in languages.iter().zip(read_whole).filter(|(_, read_whole)| **read_whole) {
        let missing: Vec<_> = all.iter().copied().filter(|id| !language.strings.contains(id)).collect();
        let (Some(file), Some(first)) = (language.strings.file(), missing.first()) else { continue };
        let mut named = missing.iter().take(MOST_NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        if missing.len() > MOST_NAMED {
            named.push_str(&format!(" and {} more", missing.len() - MOST_NAMED));
        }
        let until_then = if missing.iter().all(|id| language.strings.can_say(id)) {
            "pages show what is missing in English"
        } else {
            "no page can be made that shows it"
        };
        let (noun, tag) = (if missing.len() == 1 { "string" } else { "strings" }, &language.tag);
        let message = format!("the language `{tag}` lacks the {noun} {named}");
        diagnostics.push(Diagnostic::new(Code::MissingString, Place::file(&FilePath::new(file)), message).help(
            format!("write `{first} = …` in `themes/{}/strings/{tag}.ftl`; until then {until_then}", settings.theme),
        ));
    }
}
