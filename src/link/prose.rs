//! What the links of prose lead to.

use std::collections::BTreeMap;

use super::names::Names;
use super::site::RecordIndex;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{LinkTarget, Prose};
use crate::model::RecordId;
use crate::read::{Attachment, ProseFile, Record, SiteFile};
use crate::source::Place;

/// What links may lead to, from the prose of one record.
pub(super) struct Targets<'site> {
    pub(super) names: &'site Names<'site>,
    pub(super) records: &'site [Record],
    pub(super) files: &'site BTreeMap<String, SiteFile>,
    /// The record that the prose belongs to.
    pub(super) record: &'site RecordId,
    pub(super) attachments: &'site [Attachment],
}

impl Targets<'_> {
    /// The record that each link of a file of prose leads to, and a finding for each that leads nowhere.
    pub(super) fn of(&self, file: &ProseFile, found: &mut Vec<Diagnostic>) -> Vec<Option<RecordIndex>> {
        let Some(prose) = &file.prose else { return Vec::new() };
        let links = prose.links.iter().map(|link| {
            let place = || Place::bytes(&file.file, link.range.clone());
            match &link.target {
                LinkTarget::Record { record, anchor } => self.record(record, anchor.as_deref(), place, found),
                LinkTarget::Heading(anchor) => {
                    found.extend(missing_heading(anchor, prose, place));
                    None
                }
                LinkTarget::Attachment(name) => {
                    found.extend(missing_attachment(name, self.record, self.attachments, place));
                    None
                }
                LinkTarget::SiteFile(path) => {
                    found.extend(self.missing_file(path, place));
                    None
                }
                LinkTarget::Url(_) => None,
            }
        });
        links.collect()
    }

    fn record(
        &self,
        record: &RecordId,
        anchor: Option<&str>,
        place: impl Fn() -> Place,
        found: &mut Vec<Diagnostic>,
    ) -> Option<RecordIndex> {
        match self.names.resolve(record, &place) {
            Ok(index) => {
                let target = index.map(|index| &self.records[index.position()]);
                if let (Some(anchor), Some(target)) = (anchor, target) {
                    found.extend(missing_anchor(anchor, target, place));
                }
                index
            }
            Err(diagnostic) => {
                found.push(*diagnostic);
                None
            }
        }
    }

    fn missing_file(&self, path: &str, place: impl Fn() -> Place) -> Option<Diagnostic> {
        if self.files.contains_key(path) {
            return None;
        }
        Some(
            Diagnostic::new(Code::MissingFile, place(), format!("the site has no file `/{path}`"))
                .suggest(path, self.files.keys().map(String::as_str))
                .help(format!("put it at `content/files/{path}`; link to a record with `[[…]]`")),
        )
    }
}

fn missing_heading(anchor: &str, prose: &Prose, place: impl Fn() -> Place) -> Option<Diagnostic> {
    if prose.headings.iter().any(|heading| heading.id == anchor) {
        return None;
    }
    let known = prose.headings.iter().map(|heading| heading.id.as_str());
    let message = format!("this text has no heading `#{anchor}`");
    Some(Diagnostic::new(Code::UnknownAnchor, place(), message).suggest(anchor, known))
}

/// The finding about a file that a record names and does not have in its folder.
pub(super) fn missing_attachment(
    name: &str,
    record: &RecordId,
    attachments: &[Attachment],
    place: impl Fn() -> Place,
) -> Option<Diagnostic> {
    if attachments.iter().any(|attachment| attachment.name == name) {
        return None;
    }
    let known = attachments.iter().map(|attachment| attachment.name.as_str());
    Some(
        Diagnostic::new(Code::MissingFile, place(), format!("there is no file `{name}` in the folder of this record"))
            .suggest(name, known)
            .help(format!("put it at `content/{record}/{name}`")),
    )
}

/// An anchor must stand in every language of the record, or the link would break for some of its readers.
fn missing_anchor(anchor: &str, target: &Record, place: impl Fn() -> Place) -> Option<Diagnostic> {
    let proses =
        || target.prose.iter().filter_map(|file| file.prose.as_ref().map(|prose| (&file.file, &file.language, prose)));
    let has = |prose: &Prose| prose.headings.iter().any(|heading| heading.explicit && heading.id == anchor);
    let missing: Vec<_> = proses().filter(|(_, _, prose)| !has(prose)).collect();
    if missing.is_empty() && proses().next().is_some() {
        return None;
    }
    let known = proses().flat_map(|(_, _, prose)| &prose.headings).filter(|heading| heading.explicit);
    let mut diagnostic =
        Diagnostic::new(Code::UnknownAnchor, place(), format!("`{}` has no heading `#{anchor}`", target.id))
            .suggest(anchor, known.map(|heading| heading.id.as_str()));
    for (file, language, _) in missing {
        diagnostic = diagnostic.related(Place::file(file), format!("it is missing in `{language}`"));
    }
    Some(diagnostic.help(format!("give the heading its id in every language: `## … {{#{anchor}}}`")))
}

/// Reports the links of prose whose record could not be read.
pub(super) fn check_unreadable(
    content: &BTreeMap<RecordId, crate::read::Unreadable>,
    names: &Names<'_>,
    records: &[Record],
    files: &BTreeMap<String, SiteFile>,
    found: &mut Vec<Diagnostic>,
) {
    for (record, unreadable) in content {
        let targets = Targets { names, records, files, record, attachments: &unreadable.attachments };
        for file in &unreadable.prose {
            targets.of(file, found);
        }
    }
}
