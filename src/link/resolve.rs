//! References to records, and everything else in a record that means something only within the site.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::site::{Edge, RecordIndex, Resolved, StatusDefinition};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::language::{Language, Tag};
use crate::markdown::LinkTarget;
use crate::model::{
    Collection, Document, Facts, Id, PartialDate, RecordId, Reference, Relation, Settings, Text, Visit,
};
use crate::read::{Record, SiteFile};
use crate::source::{FilePath, KeyPath, Place};

/// The names that a site has.
pub(super) struct Names<'site> {
    pub(super) index: &'site HashMap<RecordId, RecordIndex>,
    /// Records that a reference may name although the site does not show them: drafts, and those that could not be read.
    pub(super) passed_over: &'site BTreeSet<RecordId>,
    pub(super) languages: &'site [Language],
}

impl Names<'_> {
    /// The record of that name; where there is none, and none is passed over, the finding.
    fn resolve(&self, id: &RecordId, place: impl FnOnce() -> Place) -> Result<Option<RecordIndex>, Box<Diagnostic>> {
        if let Some(index) = self.index.get(id) {
            return Ok(Some(*index));
        }
        if self.passed_over.contains(id) {
            return Ok(None);
        }
        // Which of several equally close names is suggested must not depend on the order of a hash map.
        let mut known: Vec<_> = self.index.keys().filter(|known| known.collection == id.collection).collect();
        known.sort();
        let ids = || known.iter().map(|known| known.id.as_str());
        let diagnostic = Diagnostic::new(Code::UnknownRecord, place(), format!("there is no record `{id}`"));
        Err(Box::new(match closest(id.id.as_str(), ids()) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None if known.is_empty() => diagnostic.help(format!("the collection `{}` is empty", id.collection)),
            None if known.len() <= 12 => {
                diagnostic.help(format!("`{}` holds {}", id.collection, ids().collect::<Vec<_>>().join(", ")))
            }
            None => diagnostic.help(format!("add it as `content/{id}.yaml`")),
        }))
    }

    fn check_text(&self, text: &Text, path: &KeyPath, place: &dyn Fn(&KeyPath) -> Place, found: &mut Vec<Diagnostic>) {
        for tag in text.languages().filter(|tag| !self.languages.iter().any(|language| language.tag == **tag)) {
            let known: Vec<_> = self.languages.iter().map(|language| language.tag.as_str()).collect();
            let place = place(&path.key(tag.as_str()));
            let place = match place.at {
                crate::source::At::Value(path) => Place::key(&place.file, path),
                _ => place,
            };
            found.push(
                Diagnostic::new(Code::UnknownLanguage, place, format!("the site does not have the language `{tag}`"))
                    .suggest(tag.as_str(), known.iter().copied())
                    .help(format!("its languages are {}: `languages` in `site.yaml`", known.join(", "))),
            );
        }
    }
}

/// Resolves what each record refers to.
pub(super) fn records(
    records: &[Record],
    names: &Names<'_>,
    statuses: &[StatusDefinition],
    files: &BTreeMap<String, SiteFile>,
    diagnostics: &mut Diagnostics,
) -> Vec<Resolved> {
    let resolved: Vec<_> = records
        .par_iter()
        .map(|record| {
            let mut visitor = Visitor { record, records, names, statuses, forward: Vec::new(), found: Vec::new() };
            record.common.visit(&mut visitor);
            record.facts.visit(&mut visitor);
            visitor.check_reason();
            visitor.check_original();
            let links = record.prose.iter().map(|file| {
                let prose = file.prose.as_ref();
                prose.map_or_else(Vec::new, |prose| {
                    let links = prose.links.iter();
                    links.map(|link| visitor.link(&link.target, link.range.clone(), &file.file, prose, files)).collect()
                })
            });
            let links: Vec<_> = links.collect();
            (Resolved { forward: visitor.forward, links }, visitor.found)
        })
        .collect();
    resolved
        .into_iter()
        .map(|(resolved, found)| {
            diagnostics.extend(found);
            resolved
        })
        .collect()
}

/// Looks at one record.
struct Visitor<'site> {
    record: &'site Record,
    records: &'site [Record],
    names: &'site Names<'site>,
    statuses: &'site [StatusDefinition],
    forward: Vec<Edge>,
    found: Vec<Diagnostic>,
}

impl Visit for Visitor<'_> {
    fn reference(&mut self, relation: Relation, position: usize, path: &KeyPath, to: &RecordId) {
        match self.names.resolve(to, || self.record.origins.place(path)) {
            Ok(Some(record)) => self.forward.push(Edge { record, relation, position }),
            Ok(None) => {}
            Err(diagnostic) => self.found.push(*diagnostic),
        }
    }

    fn status(&mut self, path: &KeyPath, status: &Id) {
        if self.statuses.iter().any(|known| known.id == *status) {
            return;
        }
        let known: Vec<_> = self.statuses.iter().map(|status| status.id.as_str()).collect();
        self.found.push(
            Diagnostic::new(Code::BadValue, self.record.origins.place(path), format!("there is no status `{status}`"))
                .suggest(status.as_str(), known.iter().copied())
                .help(format!("the statuses are {}", known.join(", "))),
        );
    }

    fn text(&mut self, path: &KeyPath, text: &Text) {
        self.names.check_text(text, path, &|path| self.record.origins.place(path), &mut self.found);
    }

    fn period(&mut self, path: &KeyPath, start: Option<&PartialDate>, end: Option<&PartialDate>) {
        if let (Some(start), Some(end)) = (start, end)
            && end.is_before(start)
        {
            let message = format!("this ends on {end}, before it begins on {start}");
            self.found.push(
                Diagnostic::new(Code::EndBeforeStart, self.record.origins.place(path), message)
                    .help("the end is the last day that it covers"),
            );
        }
    }

    fn document(&mut self, path: &KeyPath, document: &Document) {
        self.text(&path.key("title"), &document.title);
        if !document.is_external() {
            let place = self.record.origins.place(&path.key("url"));
            self.check_attachment(&document.url, place);
        }
    }
}

impl Visitor<'_> {
    fn check_attachment(&mut self, name: &str, place: Place) {
        if self.record.attachments.iter().any(|attachment| attachment.name == name) {
            return;
        }
        let known = self.record.attachments.iter().map(|attachment| attachment.name.as_str());
        self.found.push(
            Diagnostic::new(
                Code::MissingFile,
                place,
                format!("there is no file `{name}` in the folder of this record"),
            )
            .suggest(name, known)
            .help(format!("put it at `content/{}/{name}`", self.record.id)),
        );
    }

    fn check_reason(&mut self) {
        let Facts::Commitment(commitment) = &self.record.facts else { return };
        let Some(status) = &commitment.status else { return };
        let needs_reason = self.statuses.iter().any(|known| known.id == *status && known.needs_reason);
        if needs_reason && commitment.reason.is_none() {
            let place = self.record.origins.place(&KeyPath::root().key("status"));
            self.found.push(
                Diagnostic::new(Code::MissingReason, place, format!("a commitment that is `{status}` says why"))
                    .help("add `reason`, in each language"),
            );
        }
    }

    fn check_original(&mut self) {
        let Some(original) = &self.record.common.original else { return };
        let known: Vec<&Tag> = self.names.languages.iter().map(|language| &language.tag).collect();
        if !known.contains(&original) {
            let place = self.record.origins.place(&KeyPath::root().key("original"));
            self.found.push(
                Diagnostic::new(
                    Code::UnknownLanguage,
                    place,
                    format!("the site does not have the language `{original}`"),
                )
                .suggest(original.as_str(), known.iter().map(|tag| tag.as_str())),
            );
        }
    }

    /// Checks what a link of the prose leads to. A link to a record is a relation, too.
    fn link(
        &mut self,
        target: &LinkTarget,
        range: std::ops::Range<usize>,
        file: &FilePath,
        prose: &crate::markdown::Prose,
        files: &BTreeMap<String, SiteFile>,
    ) -> Option<RecordIndex> {
        let place = || Place::bytes(file, range.clone());
        match target {
            LinkTarget::Record { record, anchor } => match self.names.resolve(record, place) {
                Ok(Some(index)) => {
                    let position = self.forward.len();
                    self.forward.push(Edge { record: index, relation: Relation::Mention, position });
                    if let Some(anchor) = anchor {
                        self.check_anchor(anchor, index, place());
                    }
                    Some(index)
                }
                Ok(None) => None,
                Err(diagnostic) => {
                    self.found.push(*diagnostic);
                    None
                }
            },
            LinkTarget::Heading(anchor) => {
                if !prose.headings.iter().any(|heading| heading.id == *anchor) {
                    let known = prose.headings.iter().map(|heading| heading.id.as_str());
                    self.found.push(
                        Diagnostic::new(Code::UnknownAnchor, place(), format!("this text has no heading `#{anchor}`"))
                            .suggest(anchor, known),
                    );
                }
                None
            }
            LinkTarget::Attachment(name) => {
                self.check_attachment(name, place());
                None
            }
            LinkTarget::SiteFile(path) => {
                if !files.contains_key(path) {
                    self.found.push(
                        Diagnostic::new(Code::MissingFile, place(), format!("the site has no file `/{path}`"))
                            .suggest(path, files.keys().map(String::as_str))
                            .help(format!("put it at `content/files/{path}`; link to a record with `[[…]]`")),
                    );
                }
                None
            }
            LinkTarget::Url(_) => None,
        }
    }

    /// An anchor must stand in every language of the record, or the link would break for some of its readers.
    fn check_anchor(&mut self, anchor: &str, index: RecordIndex, place: Place) {
        let target = &self.records[index.position()];
        let proses = || target.prose.iter().filter_map(|file| file.prose.as_ref().map(|prose| (file, prose)));
        let has = |prose: &crate::markdown::Prose| {
            prose.headings.iter().any(|heading| heading.explicit && heading.id == *anchor)
        };
        let missing: Vec<_> = proses().filter(|(_, prose)| !has(prose)).map(|(file, _)| file).collect();
        if missing.is_empty() && proses().next().is_some() {
            return;
        }
        let known = proses().flat_map(|(_, prose)| &prose.headings).filter(|heading| heading.explicit);
        let mut diagnostic =
            Diagnostic::new(Code::UnknownAnchor, place, format!("`{}` has no heading `#{anchor}`", target.id))
                .suggest(anchor, known.map(|heading| heading.id.as_str()));
        for file in missing {
            diagnostic = diagnostic.related(Place::file(&file.file), format!("it is missing in `{}`", file.language));
        }
        self.found.push(diagnostic.help(format!("give the heading its id in every language: `## … {{#{anchor}}}`")));
    }
}

/// Checks the texts of the settings, and gives the parties that exist.
pub(super) fn settings(settings: &Settings, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<RecordIndex> {
    let file = FilePath::new("content/site.yaml");
    let place = |path: &KeyPath| Place::value(&file, path.clone());
    let root = KeyPath::root();
    let plan = root.key("plan");
    let mut texts = vec![(root.key("title"), &settings.title)];
    let optional = [
        (plan.key("place"), &settings.plan.place),
        (root.key("publisher"), &settings.publisher),
        (root.key("contact"), &settings.contact),
    ];
    texts.extend(optional.iter().filter_map(|(path, text)| text.as_ref().map(|text| (path.clone(), text))));
    for (segment, text) in &settings.segments {
        texts.push((root.key("segments").key(segment.0.as_str()), text));
    }
    for (id, status) in settings.statuses.iter().flat_map(|statuses| &statuses.0) {
        texts.push((root.key("statuses").key(id.as_str()).key("label"), &status.label));
    }
    let mut found = Vec::new();
    for (path, text) in texts {
        names.check_text(text, &path, &place, &mut found);
    }
    let parties = settings.plan.parties.iter().enumerate().filter_map(|(position, party): (usize, &Reference<_>)| {
        debug_assert_eq!(party.to.collection, Collection::Bodies);
        match names.resolve(&party.to, || place(&plan.key("parties").index(position))) {
            Ok(index) => index,
            Err(diagnostic) => {
                found.push(*diagnostic);
                None
            }
        }
    });
    let parties = parties.collect();
    diagnostics.extend(found);
    parties
}
