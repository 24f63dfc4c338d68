//! `site.yaml`.

use std::collections::BTreeMap;

use super::files::File;
use super::{Frame, document, problem};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Result;
use crate::language::Tag;
use crate::model::{FieldErrors, Html, Settings};
use crate::source::{KeyPath, Place};
use crate::yaml::{Map, Value};

/// The name of the file below the content folder.
pub(super) const FILE: &str = "site.yaml";

/// Reads the settings. Where they are mistaken, the languages are kept all the same, so that one run finds the mistakes of all files.
pub(super) fn read(file: &File, diagnostics: &mut Diagnostics) -> Result<(Option<Settings>, Frame)> {
    let text = document::text(file, diagnostics)?;
    let entries = text.and_then(|text| document::map(&file.file, &text, diagnostics));
    let Some(entries) = entries else { return Ok((None, Frame::new(Vec::new(), &BTreeMap::new(), Html::Deny))) };
    let entries: Map = entries.into_iter().filter(|(_, value)| *value != Value::Null).collect();
    let languages = languages(&entries);
    match deserr::deserialize::<Settings, _, FieldErrors>(Value::Map(entries)) {
        Ok(mut settings) => {
            check(&mut settings, file, diagnostics);
            let frame = Frame::new(settings.languages.clone(), &settings.locale, settings.html);
            Ok((Some(settings), frame))
        }
        Err(errors) => {
            for error in errors.0 {
                diagnostics.push(problem::diagnostic(error, &[], |path| Place::value(&file.file, path)));
            }
            Ok((None, Frame::new(languages, &BTreeMap::new(), Html::Deny)))
        }
    }
}

/// The languages, whatever else is wrong.
fn languages(entries: &Map) -> Vec<Tag> {
    let list = entries.iter().find(|(key, _)| key == "languages");
    let Some((_, Value::List(items))) = list else { return Vec::new() };
    let tags = items.iter().filter_map(|item| if let Value::String(text) = item { text.parse().ok() } else { None });
    tags.collect()
}

/// What no type can say.
fn check(settings: &mut Settings, file: &File, diagnostics: &mut Diagnostics) {
    let place = |path: KeyPath| Place::value(&file.file, path);
    let root = KeyPath::root();
    if settings.languages.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::BadValue, place(root.key("languages")), "a site has at least one language")
                .help("list the languages of the site, the default first: `languages: [en, es]`"),
        );
    }
    for (index, language) in settings.languages.iter().enumerate() {
        if settings.languages[..index].contains(language) {
            let message = format!("the language `{language}` stands twice");
            diagnostics.push(Diagnostic::new(Code::BadValue, place(root.key("languages").index(index)), message));
        }
    }
    let is_web = settings.base_url.starts_with("https://") || settings.base_url.starts_with("http://");
    if !is_web || settings.base_url.contains(['?', '#', ' ', '"']) {
        diagnostics.push(
            Diagnostic::new(Code::BadValue, place(root.key("base_url")), "this is not the absolute URL of a site")
                .help("write it whole, such as `https://plan.example.org/`"),
        );
    }
    if !settings.base_url.ends_with('/') {
        settings.base_url.push('/');
    }
    let period = settings.plan.period.as_ref();
    if let Some(period) = period.filter(|period| period.to.is_before(&period.from)) {
        let path = root.key("plan").key("period");
        diagnostics.push(
            Diagnostic::new(Code::EndBeforeStart, place(path.key("to")), "this period ends before it begins")
                .label(period.to.to_string())
                .related(place(path.key("from")), "begins here"),
        );
    }
}
