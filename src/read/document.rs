//! One file of the content folder, read on its own.

use std::ops::Range;
use std::sync::Arc;

use super::fields::TRANSLATES;
use super::files::{self, File};
use super::kind::{self, Kind};
use super::record::{Facts, ProseFile};
use super::{Frame, SiteFile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::digest::{Digest, Digester};
use crate::error::{Error, Result};
use crate::language::Tag;
use crate::markdown::{self, Later, Outline};
use crate::model::{Collection, Id, RecordId, Snapshot};
use crate::source::{At, FilePath, KeyPath, Place, split_front_matter, yaml_range};
use crate::yaml::{self, Map, Slip, Value};

/// A file with what was found in it.
pub(super) struct ReadFile {
    pub(super) file: File,
    pub(super) content: Read,
    pub(super) diagnostics: Diagnostics,
    /// What names all that stands in it.
    pub(super) digest: Digest,
}

impl ReadFile {
    /// What names all of it that more pages may show than those of one record's prose.
    pub(super) fn shared_digest(&self) -> Digest {
        match &self.content {
            Read::Prose { shared, .. } => *shared,
            _ => self.digest,
        }
    }
}

/// What pages show of a file of prose that was read before, read again when the first page shows it; `digest` names what it said.
pub(super) fn written_later(file: &File, digest: Digest, language: &Tag, frame: &Arc<Frame>) -> Later {
    let (file, language, frame) = (file.clone(), language.clone(), Arc::clone(frame));
    Box::new(move || {
        // Whatever cannot be read of it now could be read when it was looked at.
        let text = files::text(&file).ok().and_then(Result::ok).filter(|text| Digest::of(text) == digest);
        let parts = text.as_ref().and_then(|text| split_front_matter(text).ok());
        let (Some(text), Some(parts)) = (text, parts) else {
            let error = Error::new("this file was changed while the site was built:").at(&file.source);
            return Err(error.help("build once more"));
        };
        Ok(markdown::write(&text, parts.prose, &file.file, frame.manner(&language)))
    })
}

/// What names a file that is published as it is, as far as pages can tell it from others: they say how large it is.
pub(super) fn digest_of_copy(file: &File) -> Digest {
    Digest::of(file.stamp.length().to_le_bytes())
}

/// What a file holds.
pub(super) enum Read {
    /// The facts of one record or many.
    Facts(Vec<FactsFile>),
    /// Prose, with what names all of it that other pages may show than those of its record.
    Prose { record: RecordId, prose: Arc<ProseFile>, shared: Digest },
    /// A file in a record's folder.
    Attachment((Collection, String)),
    /// A file that is published as it is.
    SiteFile { path: String, file: SiteFile },
    /// A record that is there, and cannot be used.
    Broken(RecordId),
    /// The facts of a collection that cannot be used: nobody knows of which records.
    BrokenCollection(Collection),
    /// Nothing that belongs to a record.
    Nothing,
}

/// The facts of one record.
pub(super) struct FactsFile {
    pub(super) record: RecordId,
    pub(super) facts: Arc<Facts>,
}

pub(super) fn read(file: &File, kind: Kind, frame: &Frame) -> Result<ReadFile> {
    let mut diagnostics = Diagnostics::new();
    let text = if kind.is_parsed() { text(file, &mut diagnostics)? } else { None };
    let text = text.as_deref();
    let content = match kind {
        Kind::CollectionFacts(collection) => collection_facts(file, text, collection, &mut diagnostics),
        Kind::RecordFacts(record) => record_facts(file, text, record, &mut diagnostics),
        Kind::Prose(record, language) => prose(file, text, record, &language, frame, &mut diagnostics),
        Kind::Attachment(collection, path) => Read::Attachment((collection, path)),
        Kind::SiteFile(path) => {
            Read::SiteFile { path, file: SiteFile { file: file.file.clone(), source: file.source.clone() } }
        }
        Kind::BadId(name) => {
            diagnostics.push(bad_id(Place::file(&file.file), &name));
            Read::Nothing
        }
        Kind::NoLanguage => {
            let name = file.file.as_str().trim_end_matches(".md");
            let language = frame.languages.first().map_or("en", Tag::as_str);
            diagnostics.push(
                Diagnostic::new(
                    Code::StrayFile,
                    Place::file(&file.file),
                    "the name of this file does not say its language",
                )
                .help(format!("call it `{name}.{language}.md`, or by another language of the site")),
            );
            Read::Nothing
        }
        Kind::Stray => {
            diagnostics.push(kind::advise_stray(kind::stray(&file.file), &file.file, std::iter::empty()));
            Read::Nothing
        }
    };
    let digest = match (&content, text) {
        (Read::Prose { prose, .. }, _) => prose.digest,
        (_, Some(text)) => Digest::of(text),
        (_, None) => digest_of_copy(file),
    };
    Ok(ReadFile { file: file.clone(), content, diagnostics, digest })
}

fn bad_id(place: Place, written: &str) -> Diagnostic {
    match written.parse::<Id>() {
        Ok(id) => Diagnostic::new(Code::BadId, place, format!("`{id}` is not an id here"))
            .help("only pages stand below each other"),
        Err(error) => {
            let diagnostic = Diagnostic::new(Code::BadId, place, error.to_string());
            match error.suggestion() {
                Some(suggestion) => diagnostic
                    .help(format!("an id is made of lower-case letters, digits and single hyphens: `{suggestion}`")),
                None => diagnostic.help("an id is made of lower-case letters, digits and single hyphens"),
            }
        }
    }
}

/// The text of a file; none, and a finding, where it is no text.
pub(super) fn text(file: &File, diagnostics: &mut Diagnostics) -> Result<Option<String>> {
    Ok(match files::text(file)? {
        Ok(text) => Some(text),
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            None
        }
    })
}

/// The map that a YAML text is; an empty text is an empty map. None, and findings, where it is not one. Of two equal keys the first is kept.
pub fn map(file: &FilePath, text: &str, diagnostics: &mut Diagnostics) -> Option<Map> {
    let range = yaml_range(file, text);
    let yaml_text = &text[range.clone()];
    let mut value = match yaml::parse(yaml_text) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.push(syntax(file, range.start, Slip::of(yaml_text, &error)));
            return None;
        }
    };
    for path in yaml::take_repeated_keys(&mut value) {
        let key = path.to_string();
        let place = Place { file: file.clone(), at: At::RepeatedKey(path.clone()) };
        diagnostics.push(
            Diagnostic::new(Code::RepeatedKey, place, format!("the key `{key}` stands twice"))
                .label("stands here again")
                .related(Place::key(file, path), "stands here first")
                .help("keep one of the two"),
        );
    }
    match value {
        Value::Null => Some(Map::new()),
        Value::Map(entries) => Some(entries),
        other => {
            let message = format!("this must be a map of keys to values, and is {}", other.kind_name());
            let diagnostic = Diagnostic::new(Code::WrongType, Place::value(file, KeyPath::root()), message);
            diagnostics.push(match &other {
                Value::String(text) if !text.contains('\n') => match text.split_once([' ', ':']) {
                    Some((key, value)) => diagnostic.help(format!("write `{key}: {}`", value.trim_start())),
                    None => diagnostic.help(format!("write `{text}: …`")),
                },
                Value::List(_) => diagnostic.help("write `key: value`, a line each, without `- ` before them"),
                _ => diagnostic.help("write `key: value`, a line each"),
            });
            None
        }
    }
}

/// The finding about a text that is not YAML; `start` is where the YAML begins in its file.
fn syntax(file: &FilePath, start: usize, slip: Slip) -> Diagnostic {
    let place = |range: Range<usize>| Place::bytes(file, start + range.start..start + range.end);
    let mut diagnostic = Diagnostic::new(Code::YamlSyntax, place(slip.range), slip.message);
    if let Some((range, label)) = slip.related {
        diagnostic = diagnostic.related(place(range), label);
    }
    diagnostic.help.extend(slip.help);
    diagnostic
}

/// The facts of a collection. Like the functions below, it takes no text of a file that is none, which is reported already.
fn collection_facts(file: &File, text: Option<&str>, collection: Collection, diagnostics: &mut Diagnostics) -> Read {
    let entries = text.and_then(|text| map(&file.file, text, diagnostics));
    let Some(entries) = entries else { return Read::BrokenCollection(collection) };
    let mut facts = Vec::new();
    for (key, value) in entries {
        let path = KeyPath::root().key(key.as_str());
        let Some(id) = key.parse::<Id>().ok().filter(|id| id.suits(collection)) else {
            diagnostics.push(bad_id(Place::key(&file.file, path), &key));
            continue;
        };
        let values = match value {
            Value::Map(entries) => entries,
            Value::Null => Map::new(),
            other => {
                let message = format!("the facts of a record are a map, and this is {}", other.kind_name());
                diagnostics.push(
                    Diagnostic::new(Code::WrongType, Place::value(&file.file, path), message)
                        .help(format!("write its fields below its id, such as `{id}: {{title: …}}`")),
                );
                continue;
            }
        };
        let record = RecordId::new(collection, id);
        let facts_of_record = Facts { file: file.file.clone(), path, values };
        facts.push(FactsFile { record, facts: Arc::new(facts_of_record) });
    }
    Read::Facts(facts)
}

fn record_facts(file: &File, text: Option<&str>, record: RecordId, diagnostics: &mut Diagnostics) -> Read {
    let values = text.and_then(|text| map(&file.file, text, diagnostics));
    let Some(values) = values else { return Read::Broken(record) };
    let facts = Facts { file: file.file.clone(), path: KeyPath::root(), values };
    Read::Facts(vec![FactsFile { record, facts: Arc::new(facts) }])
}

fn prose(
    file: &File,
    text: Option<&str>,
    record: RecordId,
    language: &str,
    frame: &Frame,
    diagnostics: &mut Diagnostics,
) -> Read {
    let Some(language) = frame.languages.iter().find(|known| known.as_str() == language) else {
        // Without a list of languages every file would be a mistake; the one that counts is in `site.yaml`.
        if frame.languages.is_empty() {
            return Read::Broken(record);
        }
        let known: Vec<_> = frame.languages.iter().map(Tag::as_str).collect();
        let diagnostic = Diagnostic::new(
            Code::UnknownLanguage,
            Place::file(&file.file),
            format!("this file is in the language `{language}`, which the site does not have"),
        );
        let diagnostic = match closest(language, known.iter().copied()) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic,
        };
        let help = format!("the site's languages are {}: `languages` in `site.yaml`", known.join(", "));
        diagnostics.push(diagnostic.help(help));
        return Read::Nothing;
    };
    let Some(text) = text else { return Read::Broken(record) };
    let parts = match split_front_matter(text) {
        Ok(parts) => parts,
        Err(fence) => {
            diagnostics.push(
                Diagnostic::new(Code::YamlSyntax, Place::bytes(&file.file, fence), "this front matter has no end")
                    .help("close it with a line of `---`"),
            );
            return Read::Broken(record);
        }
    };
    let front_matter = match parts.front_matter {
        None => Map::new(),
        Some(_) => match map(&file.file, text, diagnostics) {
            Some(entries) => entries,
            None => return Read::Broken(record),
        },
    };
    let (prose, found) = markdown::parse(text, parts.prose.clone(), &file.file, frame.manner(language));
    diagnostics.extend(found);
    let translates = snapshot(&front_matter, &file.file, diagnostics);
    let has_prose = !text[parts.prose.clone()].trim().is_empty();
    let shared = shared(&text[..parts.prose.start], has_prose.then_some(&prose.outline));
    let prose = ProseFile {
        language: language.clone(),
        file: file.file.clone(),
        front_matter,
        translates,
        digest: Digest::of(text),
        prose: has_prose.then_some(prose),
    };
    Read::Prose { record, prose: Arc::new(prose), shared }
}

/// What names all of a file of prose that other pages may show than those of its record: what stands above the prose, whether there is any,
/// where it leads, and which places of it have names.
fn shared(above: &str, outline: Option<&Outline>) -> Digest {
    let mut digester = Digester::default();
    digester.add(above);
    if let Some(outline) = outline {
        digester.add("prose");
        for heading in outline.headings.iter().filter(|heading| heading.explicit) {
            digester.add(&heading.id);
        }
        for link in &outline.links {
            for part in link.target.parts() {
                digester.add(part);
            }
        }
    }
    digester.finish()
}

/// The state of the original that a translation was made from, where its front matter records one.
fn snapshot(front_matter: &Map, file: &FilePath, diagnostics: &mut Diagnostics) -> Option<Snapshot> {
    let (_, value) = front_matter.iter().find(|(key, _)| key == TRANSLATES)?;
    let snapshot = match value {
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if snapshot.is_none() {
        let place = Place::value(file, KeyPath::root().key(TRANSLATES));
        diagnostics.push(
            Diagnostic::new(Code::BadValue, place, "this is not the state of an original")
                .help("leave it to `tratado translated`, which writes it once the translation was reviewed"),
        );
    }
    snapshot
}
