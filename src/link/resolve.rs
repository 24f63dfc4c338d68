//! References to records, and everything else in a record that means something only within the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::finding::Finding;
use super::names::Names;
use super::prose::{Folder, Targets};
use super::site::{Edge, RecordIndex, Resolved, StatusDefinition};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Document, Facts, Id, PartialDate, RecordId, Reference, Relation, Settings, Text, Visit, is_web_address,
    not_a_web_address,
};
use crate::read::{Record, SiteFile, Unreadable};
use crate::source::{FilePath, KeyPath, Place};

/// Resolves what each record refers to.
pub(super) fn records(
    records: &[Arc<Record>],
    names: &Names<'_>,
    statuses: &[StatusDefinition],
    files: &BTreeMap<String, SiteFile>,
    diagnostics: &mut Diagnostics,
) -> Vec<Resolved> {
    let resolved: Vec<_> =
        records.par_iter().map(|record| self::record(record, records, names, statuses, files)).collect();
    resolved
        .into_iter()
        .map(|(resolved, found)| {
            found.into_iter().for_each(|finding| finding.report(diagnostics));
            resolved
        })
        .collect()
}

/// Resolves what one of the records refers to.
pub(super) fn record<'site>(
    record: &'site Record,
    records: &'site [Arc<Record>],
    names: &'site Names<'site>,
    statuses: &'site [StatusDefinition],
    files: &'site BTreeMap<String, SiteFile>,
) -> (Resolved, Vec<Finding<'site>>) {
    let folder = Folder::new(&record.id, &record.attachments);
    let targets = Targets { names, records, files, folder };
    let mut visitor = Visitor { record, statuses, targets, forward: Vec::new(), found: Vec::new() };
    record.common.visit(&mut visitor);
    record.facts.visit(&mut visitor);
    visitor.check_reason();
    visitor.check_original();
    let links: Vec<_> = record.prose.iter().map(|file| visitor.targets.of(file, &mut visitor.found)).collect();
    // A link is a relation, too.
    for (position, target) in links.iter().flatten().flatten().enumerate() {
        visitor.forward.push(Edge { record: *target, relation: Relation::Mention, position });
    }
    (Resolved { forward: visitor.forward, links }, visitor.found)
}

/// Checks what could be read of records that could not be read as a whole.
pub(super) fn check_rest(
    unreadable: &BTreeMap<RecordId, Arc<Unreadable>>,
    names: &Names<'_>,
    records: &[Arc<Record>],
    statuses: &[StatusDefinition],
    files: &BTreeMap<String, SiteFile>,
    diagnostics: &mut Diagnostics,
) {
    for record in unreadable.values().filter_map(|unreadable| unreadable.rest.as_deref()) {
        let folder = Folder::new(&record.id, &record.attachments);
        let targets = Targets { names, records, files, folder };
        let mut visitor = Visitor { record, statuses, targets, forward: Vec::new(), found: Vec::new() };
        record.facts.visit(&mut visitor);
        visitor.found.into_iter().for_each(|finding| finding.report(diagnostics));
    }
}

/// Looks at one record.
struct Visitor<'site> {
    record: &'site Record,
    statuses: &'site [StatusDefinition],
    targets: Targets<'site>,
    forward: Vec<Edge>,
    found: Vec<Finding<'site>>,
}

impl Visit for Visitor<'_> {
    fn reference(&mut self, relation: Relation, position: usize, path: &KeyPath, to: &RecordId) {
        match self.targets.names.resolve(to, relation.choices(), || self.record.origins.place(path)) {
            Ok(Some(record)) => self.forward.push(Edge { record, relation, position }),
            Ok(None) => {}
            Err(finding) => self.found.push(*finding),
        }
    }

    fn status(&mut self, path: &KeyPath, status: &Id) {
        if self.statuses.iter().any(|known| known.id == *status) {
            return;
        }
        let known: Vec<_> = self.statuses.iter().map(|status| status.id.as_str()).collect();
        self.report(
            Diagnostic::new(Code::BadValue, self.record.origins.place(path), format!("there is no status `{status}`"))
                .suggest(status.as_str(), known.iter().copied())
                .help(format!("the statuses are {}", known.join(", "))),
        );
    }

    fn text(&mut self, path: &KeyPath, text: &Text) {
        self.targets.names.check_text(text, path, &|path| self.record.origins.place(path), &mut self.found);
    }

    fn url(&mut self, path: &KeyPath, url: &Text) {
        for (path, address) in url.at(path).filter(|(_, address)| !is_web_address(address)) {
            self.report(not_a_web_address(address, self.record.origins.place(&path)));
        }
    }

    fn period(&mut self, start: (&KeyPath, Option<&PartialDate>), end: (&KeyPath, Option<&PartialDate>)) {
        let place = |path: &KeyPath| self.record.origins.place(path);
        if let ((start_path, Some(start)), (end_path, Some(end))) = (start, end)
            && end.is_before(start)
        {
            let message = format!("this ends on {end}, before it begins on {start}");
            self.report(
                Diagnostic::new(Code::EndBeforeStart, place(end_path), message)
                    .label("ends here")
                    .related(place(start_path), "begins here")
                    .help("the end is the last day that it covers"),
            );
        }
    }

    fn document(&mut self, path: &KeyPath, document: &Document) {
        self.text(&path.key("title"), &document.title);
        let place = || self.record.origins.place(&path.key("url"));
        if document.is_external() {
            if !is_web_address(&document.url) {
                let folder = format!("or put the file into `content/{}/`, and write its name alone", self.record.id);
                self.report(not_a_web_address(&document.url, place()).help(folder));
            }
        } else {
            self.found.extend(self.targets.folder.missing(&document.url, place));
        }
    }
}

impl Visitor<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic.into());
    }

    fn check_reason(&mut self) {
        let Facts::Commitment(commitment) = &self.record.facts else { return };
        let Some(status) = &commitment.status else { return };
        let needs_reason = self.statuses.iter().any(|known| known.id == *status && known.needs_reason);
        if needs_reason && commitment.reason.is_none() {
            let place = self.record.origins.place(&KeyPath::root().key("status"));
            self.report(
                Diagnostic::new(Code::MissingReason, place, format!("a commitment that is `{status}` says why"))
                    .help("add `reason`, in each language"),
            );
        }
    }

    fn check_original(&mut self) {
        let Some(original) = &self.record.common.original else { return };
        if !self.targets.names.languages.iter().any(|language| language.tag == *original) {
            let place = self.record.origins.place(&KeyPath::root().key("original"));
            self.report(self.targets.names.unknown_language(original, place));
        }
    }
}

/// Checks the texts of the settings, and gives the parties that exist.
pub(super) fn settings(settings: &Settings, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<RecordIndex> {
    let file = FilePath::of_settings();
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
    for (segment, text) in settings.segments.iter() {
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
        match names.resolve(&party.to, &[], || place(&plan.key("parties").index(position))) {
            Ok(index) => index,
            Err(finding) => {
                found.push(*finding);
                None
            }
        }
    });
    let parties = parties.collect();
    found.into_iter().for_each(|finding| finding.report(diagnostics));
    parties
}
