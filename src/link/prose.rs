//! What the links of prose lead to.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::finding::Finding;
use super::names::{MOST_NAMED, Names, listed};
use super::site::RecordIndex;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::markdown::{Heading, Link, LinkTarget, Outline};
use crate::model::{RecordId, Relation};
use crate::read::{Attachment, ProseFile, Record, SiteFile};
use crate::source::Place;

/// What links may lead to, from the prose of one record.
pub(super) struct Targets<'site> {
    pub(super) names: &'site Names<'site>,
    pub(super) records: &'site [Arc<Record>],
    pub(super) files: &'site BTreeMap<String, SiteFile>,
    pub(super) folder: Folder<'site>,
}

impl<'site> Targets<'site> {
    /// The record that each link of a file of prose leads to, and a finding for each that leads nowhere.
    pub(super) fn of(&self, file: &'site ProseFile, found: &mut Vec<Finding<'site>>) -> Vec<Option<RecordIndex>> {
        let Some(prose) = file.outline() else { return Vec::new() };
        let links = prose.links.iter().map(|link| {
            let place = |range: Range<usize>| Place::bytes(&file.file, range);
            let whole = || place(link.range.clone());
            let finding = match &link.target {
                LinkTarget::Record { record, anchor } => {
                    match self.names.resolve(record, Relation::Mention.choices(), || place(name_range(link, record))) {
                        Ok(index) => {
                            let target = index.map(|index| &self.records[index.position()]);
                            if let (Some(anchor), Some(target)) = (anchor, target) {
                                found.extend(missing_anchor(anchor, target, || place(anchor_range(link, anchor))));
                            }
                            return index;
                        }
                        Err(finding) => Some(*finding),
                    }
                }
                LinkTarget::Name(name) => Some(self.names.without_collection(name, whole())),
                LinkTarget::Heading(anchor) => missing_heading(anchor, prose, whole),
                LinkTarget::Attachment(name) => self.folder.missing(name, whole),
                LinkTarget::SiteFile(path) => self.missing_file(path, whole),
                LinkTarget::Url(_) => None,
            };
            found.extend(finding);
            None
        });
        links.collect()
    }

    fn missing_file(&self, path: &'site str, place: impl Fn() -> Place) -> Option<Finding<'site>> {
        let files = self.files;
        if files.contains_key(path) {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::MissingFile, place(), format!("the site has no file `/{path}`"));
        Some(Finding::advised(diagnostic, move |diagnostic| {
            match closest(path, files.keys().map(String::as_str)) {
                Some(meant) => diagnostic.help(format!("did you mean `/{meant}`?")),
                None => diagnostic,
            }
            .help(format!("put it at `content/files/{path}`; link to a record with `[[…]]`"))
        }))
    }
}

/// The part of a destination that names the record.
fn name_range(link: &Link, record: &RecordId) -> Range<usize> {
    let length = record.collection.as_str().len() + 1 + record.id.as_str().len();
    link.range.start..link.range.end.min(link.range.start + length)
}

/// The part of a destination that names the heading, with its `#`.
fn anchor_range(link: &Link, anchor: &str) -> Range<usize> {
    link.range.start.max(link.range.end.saturating_sub(anchor.len() + 1))..link.range.end
}

/// The files in the folder of a record.
pub(super) struct Folder<'site> {
    record: &'site RecordId,
    attachments: &'site [Attachment],
    names: HashSet<&'site str>,
}

impl<'site> Folder<'site> {
    pub(super) fn new(record: &'site RecordId, attachments: &'site [Attachment]) -> Self {
        let names = attachments.iter().map(|attachment| attachment.name.as_str()).collect();
        Self { record, attachments, names }
    }

    /// The finding about a file that a record names and does not have in its folder.
    pub(super) fn missing(&self, name: &str, place: impl Fn() -> Place) -> Option<Finding<'site>> {
        if self.names.contains(name) {
            return None;
        }
        let message = format!("there is no file `{name}` in the folder of this record");
        let (record, attachments, name) = (self.record, self.attachments, name.to_owned());
        Some(Finding::advised(Diagnostic::new(Code::MissingFile, place(), message), move |diagnostic| {
            let known = attachments.iter().map(|attachment| attachment.name.as_str());
            let diagnostic = diagnostic.suggest(&name, known);
            if name.starts_with("www.") {
                return diagnostic.help(format!("for a website, write `https://{name}`"));
            }
            if name.ends_with(".md") {
                return diagnostic.help("link to a record by its name, `[[collection/id]]`, and not by its file");
            }
            diagnostic.help(format!("put it at `content/{record}/{name}`"))
        }))
    }
}

/// The finding about a link to a heading that its own text does not have.
fn missing_heading<'site>(
    anchor: &'site str,
    prose: &'site Outline,
    place: impl Fn() -> Place,
) -> Option<Finding<'site>> {
    if prose.heading(anchor).is_some() {
        return None;
    }
    let diagnostic = Diagnostic::new(Code::UnknownAnchor, place(), format!("this text has no heading `#{anchor}`"));
    Some(Finding::advised(diagnostic, move |diagnostic| {
        let known = prose.headings.iter().map(|heading| heading.id.as_str());
        if let Some(meant) = closest(anchor, known.clone()) {
            return diagnostic.help(format!("did you mean `#{meant}`?"));
        }
        let known: Vec<_> = known.map(|id| format!("#{id}")).collect();
        diagnostic.help(match known.len() {
            0 => "this text has no headings".to_owned(),
            1..=MOST_NAMED => format!("its headings are {}", listed(&known)),
            _ => format!("give the heading its id: `## … {{#{anchor}}}`"),
        })
    }))
}

/// An anchor must stand in every language of the record, or the link would break for some of its readers.
fn missing_anchor<'site>(
    anchor: &'site str,
    target: &'site Record,
    place: impl Fn() -> Place,
) -> Option<Finding<'site>> {
    let proses = || target.prose.iter().filter_map(|file| file.outline().map(|prose| (file, prose)));
    let (with, without): (Vec<_>, Vec<_>) =
        proses().partition(|(_, prose)| prose.heading(anchor).is_some_and(|heading| heading.explicit));
    let id = &target.id;
    let finding = |message: String| Diagnostic::new(Code::UnknownAnchor, place(), message);
    if with.is_empty() && without.is_empty() {
        let message = format!("`{id}` has no prose, and so no heading `#{anchor}`");
        return Some(finding(message).help(format!("link to the record alone: `[[{id}]]`")).into());
    }
    if with.is_empty() {
        let diagnostic = finding(format!("`{id}` has no heading `#{anchor}`"));
        return Some(Finding::advised(diagnostic, move |diagnostic| advise_anchor(diagnostic, anchor, target)));
    }
    if without.is_empty() {
        return None;
    }
    let languages =
        |files: &[(&'site Arc<ProseFile>, &'site Outline)]| listed(files.iter().map(|(file, _)| &file.language));
    let message =
        format!("`{id}` has the heading `#{anchor}` in {}, and not in {}", languages(&with), languages(&without));
    let mut diagnostic = finding(message);
    for (file, _) in &without {
        diagnostic = diagnostic.related(Place::file(&file.file), format!("it is missing in `{}`", file.language));
    }
    Some(Finding::advised(diagnostic, move |mut diagnostic| {
        let mut is_said = false;
        for (file, prose) in without {
            if let Some(other) = closest(anchor, explicit(prose).map(|heading| heading.id.as_str())) {
                let language = &file.language;
                diagnostic = diagnostic
                    .help(format!("if `#{other}` is that heading in `{language}`, call it `#{anchor}` there as well"));
            } else if !std::mem::replace(&mut is_said, true) {
                diagnostic = diagnostic.help(format!("give the heading its id there as well: `## … {{#{anchor}}}`"));
            }
        }
        diagnostic
    }))
}

/// The headings whose author gave them an id.
fn explicit(prose: &Outline) -> impl Iterator<Item = &Heading> {
    prose.headings.iter().filter(|heading| heading.explicit)
}

/// Says which heading of a record was meant by an id that none has in any language.
fn advise_anchor(diagnostic: Diagnostic, anchor: &str, target: &Record) -> Diagnostic {
    let proses = || target.prose.iter().filter_map(|file| file.outline().map(|prose| (file, prose)));
    if let Some((file, _)) = proses().find(|(_, prose)| prose.heading(anchor).is_some()) {
        let message = format!(
            "the id of that heading is made from its text in `{}`: write it out in every language, `## … {{#{anchor}}}`",
            file.language
        );
        return diagnostic.help(message);
    }
    let known: BTreeSet<&str> =
        proses().flat_map(|(_, prose)| explicit(prose)).map(|heading| heading.id.as_str()).collect();
    if let Some(meant) = closest(anchor, known.iter().copied()) {
        return diagnostic.help(format!("did you mean `#{meant}`?"));
    }
    let known: Vec<_> = known.iter().map(|id| format!("#{id}")).collect();
    diagnostic.help(match known.len() {
        1..=MOST_NAMED => format!("its headings with an id are {}", listed(&known)),
        _ => format!("give the heading its id in every language: `## … {{#{anchor}}}`"),
    })
}

/// Reports the links of prose whose record could not be read.
pub(super) fn check_unreadable(
    content: &BTreeMap<RecordId, Arc<crate::read::Unreadable>>,
    names: &Names<'_>,
    records: &[Arc<Record>],
    files: &BTreeMap<String, SiteFile>,
    diagnostics: &mut Diagnostics,
) {
    for (record, unreadable) in content {
        let targets = Targets { names, records, files, folder: Folder::new(record, &unreadable.attachments) };
        let mut found = Vec::new();
        for file in &unreadable.prose {
            targets.of(file, &mut found);
        }
        found.into_iter().for_each(|finding| finding.report(diagnostics));
    }
}
