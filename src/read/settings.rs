//! `site.yaml`.

use super::files::File;
use super::{Frame, document, problem, severities};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::Digest;
use crate::error::Result;
use crate::language::Tag;
use crate::model::{FieldErrors, Html, Id, Keyed, Settings, is_base_url, is_web_address, not_a_web_address};
use crate::source::{KeyPath, Place};
use crate::yaml::{Map, Value};

/// The name of the file below the content folder.
pub(super) const FILE: &str = "site.yaml";

/// Reads the settings. Where they are mistaken, the languages are kept all the same, so that one run finds the mistakes of all files.
/// With them comes what names all that the file says.
pub(super) fn read(file: &File, diagnostics: &mut Diagnostics) -> Result<(Option<Settings>, Frame, Digest)> {
    let text = document::text(file, diagnostics)?;
    let digest = Digest::of(text.as_deref().unwrap_or_default());
    let entries = text.and_then(|text| document::map(&file.file, &text, diagnostics));
    let Some(entries) = entries else {
        return Ok((None, Frame::new(Vec::new(), &Keyed::default(), Html::Deny), digest));
    };
    let entries: Map = entries.into_iter().filter(|(_, value)| *value != Value::Null).collect();
    let languages = languages(&entries);
    match deserr::deserialize::<Settings, _, FieldErrors>(Value::Map(entries)) {
        Ok(mut settings) => {
            check(&mut settings, file, diagnostics);
            let frame = Frame::new(settings.languages.clone(), &settings.locale, settings.html);
            Ok((Some(settings), frame, digest))
        }
        Err(errors) => {
            for error in problem::without_consequences(errors.0) {
                diagnostics.push(problem::diagnostic(error, &[], |path| Place::value(&file.file, path)));
            }
            Ok((None, Frame::new(languages, &Keyed::default(), Html::Deny), digest))
        }
    }
}

/// The languages, whatever else is wrong.
pub(super) fn languages(entries: &Map) -> Vec<Tag> {
    let list = entries.iter().find(|(key, _)| key == "languages");
    let Some((_, Value::List(items))) = list else { return Vec::new() };
    let mut languages = Vec::new();
    for item in items {
        if let Value::String(text) = item
            && let Ok(tag) = text.parse()
            && !languages.contains(&tag)
        {
            languages.push(tag);
        }
    }
    languages
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
    let listed = std::mem::take(&mut settings.languages);
    for (index, language) in listed.iter().enumerate() {
        let place = |index| place(root.key("languages").index(index));
        match listed[..index].iter().position(|earlier| earlier == language) {
            // Each page of a language that stood twice would meet itself at its address.
            Some(first) => diagnostics.push(
                Diagnostic::new(Code::BadValue, place(index), format!("the language `{language}` stands twice"))
                    .label("stands here again")
                    .related(place(first), "stands here first")
                    .help("keep one of the two"),
            ),
            None => settings.languages.push(language.clone()),
        }
    }
    if !is_base_url(&settings.base_url) {
        diagnostics.push(
            Diagnostic::new(Code::BadValue, place(root.key("base_url")), "this is not the absolute URL of a site")
                .help("write it whole, such as `https://plan.example.org/`"),
        );
    }
    if !settings.base_url.ends_with('/') {
        settings.base_url.push('/');
    }
    for (tag, _) in settings.locale.iter().filter(|(tag, _)| !settings.languages.contains(tag)) {
        let message = format!("the site does not have the language `{tag}`");
        let known: Vec<_> = settings.languages.iter().map(Tag::as_str).collect();
        let place = Place::key(&file.file, root.key("locale").key(tag.as_str()));
        diagnostics.push(
            Diagnostic::new(Code::UnknownLanguage, place, message)
                .suggest(tag.as_str(), known.iter().copied())
                .help(format!("its languages are {}", known.join(", "))),
        );
    }
    severities::check(&settings.diagnostics, |path| place(path.clone()), diagnostics);
    if let Some(repository) = settings.repository.as_ref().filter(|repository| !is_web_address(repository)) {
        diagnostics.push(not_a_web_address(repository, place(root.key("repository"))));
    }
    let contact = root.key("contact");
    for (path, contact) in settings.contact.iter().flat_map(|text| text.at(&contact)) {
        if !is_web_address(contact) && (!contact.contains('@') || contact.contains([':', ' '])) {
            let message = format!("`{contact}` is neither a mail address nor that of a website");
            diagnostics.push(
                Diagnostic::new(Code::UnsafeLink, place(path), message)
                    .help("write it as `secretariat@example.org` or `https://www.example.org/contact`"),
            );
        }
    }
    for (segment, text) in settings.segments.iter() {
        let path = root.key("segments").key(segment.0.as_str());
        for (path, segment_text) in text.at(&path).filter(|(_, text)| !Id::is_segment(text)) {
            diagnostics.push(
                Diagnostic::new(Code::BadValue, place(path), format!("`{segment_text}` cannot stand in an address"))
                    .help("a part of an address is made of lower-case letters, digits and single hyphens"),
            );
        }
    }
    for (directive, sources) in settings.csp.iter() {
        let path = root.key("csp").key(directive.as_str());
        let is_name = directive.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_source = |source: &String| {
            !source.is_empty() && !source.contains([';', ',']) && !source.contains(char::is_whitespace)
        };
        if !is_name {
            let message = format!("`{directive}` is not a directive of a Content-Security-Policy");
            diagnostics.push(Diagnostic::new(Code::BadValue, Place::key(&file.file, path.clone()), message));
        }
        for (index, source) in sources.iter().enumerate().filter(|(_, source)| !is_source(source)) {
            let message = format!("`{source}` is not one source of a Content-Security-Policy");
            diagnostics.push(
                Diagnostic::new(Code::BadValue, place(path.index(index)), message).help("list each source on its own"),
            );
        }
    }
    let period = settings.plan.period.as_ref();
    if let Some(period) = period.filter(|period| period.to.is_before(&period.from)) {
        let path = root.key("plan").key("period");
        diagnostics.push(
            Diagnostic::new(
                Code::EndBeforeStart,
                place(path.key("to")),
                format!("this ends on {}, before it begins on {}", period.to, period.from),
            )
            .label("ends here")
            .related(place(path.key("from")), "begins here")
            .help("the end is the last day that it covers"),
        );
    }
}
