//! A linked site in which some records have other prose.

use std::sync::Arc;

use super::names::Names;
use super::site::{Linked, RecordIndex, Site};
use super::{resolve, translation};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::{ProseFile, Record};

impl Site {
    /// The site with other prose in some records, and what was found in it. The records are, but for their prose, what they are in this site,
    /// in which nothing was found but what is to be translated.
    ///
    /// None where the site as a whole has to be linked again: where what the prose leads to is not what it led to before, where headings that
    /// others may lead to have other ids, or where a link leads nowhere.
    ///
    /// Nothing is resolved, ordered or given an address but what these records say.
    pub fn with_prose(&self, changed: &[Arc<Record>]) -> Option<(Self, NewFindings)> {
        let mut records: Vec<Arc<Record>> = self.records.iter().map(|linked| Arc::clone(&linked.record)).collect();
        let indices: Vec<RecordIndex> = changed.iter().map(|record| self.find(&record.id)).collect::<Option<_>>()?;
        for (index, record) in indices.iter().zip(changed) {
            if !are_reached_alike(self.record(*index), record) {
                return None;
            }
            records[index.position()] = Arc::clone(record);
        }
        let mut site = self.clone();
        let names = Names::new(&self.index, &self.passed_over, &self.languages);
        for (index, record) in indices.iter().zip(changed) {
            let (resolved, found) = resolve::record(record, &records, &names, &self.statuses, &self.files);
            let linked = self.linked(*index);
            if !found.is_empty() || resolved.forward != linked.forward {
                return None;
            }
            let record = Arc::clone(record);
            site.records[index.position()] = Arc::new(Linked { record, links: resolved.links, ..linked.clone() });
        }
        let found = indices.iter().flat_map(|index| translation::findings_of(&site, *index)).collect();
        Some((site, NewFindings { records: changed.to_vec(), found }))
    }
}

/// Whether what leads to the headings of a record leads to them still.
fn are_reached_alike(before: &Record, after: &Record) -> bool {
    fn ids(file: &ProseFile) -> impl Iterator<Item = &str> {
        let headings = file.prose.iter().flat_map(|prose| &prose.outline.headings);
        headings.filter(|heading| heading.explicit).map(|heading| heading.id.as_str())
    }
    before.prose.len() == after.prose.len()
        && before.prose.iter().zip(&after.prose).all(|(before, after)| ids(before).eq(ids(after)))
}

/// What was found of records that have other prose.
pub struct NewFindings {
    records: Vec<Arc<Record>>,
    found: Vec<Diagnostic>,
}

impl NewFindings {
    /// What was found of a site, with these findings in place of those that the records had before.
    pub fn replace_in(self, all: Diagnostics) -> Diagnostics {
        let is_of_records = |diagnostic: &Diagnostic| {
            let files = self.records.iter().flat_map(|record| &record.prose);
            translation::is_about_translation(diagnostic)
                && files.map(|file| &file.file).any(|file| *file == diagnostic.place.file)
        };
        let others = all.into_iter().filter(|diagnostic| !is_of_records(diagnostic));
        others.chain(self.found).collect()
    }

    /// Whether [`Site::with_prose`] may be asked of a site in which this was found: nothing but what is to be translated.
    pub fn may_stand_beside(all: &Diagnostics) -> bool {
        all.iter().all(translation::is_about_translation)
    }
}
