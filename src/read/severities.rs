//! How serious a finding is, as the site and its records want it.

use super::Record;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Levels;
use crate::source::{At, FilePath, KeyPath, Place};

/// The wishes of a site and of its records.
#[derive(Clone, Debug, Default)]
pub struct Severities {
    site: Levels,
    /// The wishes of records: each for a file, or for what stands at a path of it.
    records: Vec<(FilePath, KeyPath, Levels)>,
}

impl Severities {
    /// The wishes of `site.yaml`, and of records.
    pub fn new<'record>(site: &Levels, records: impl IntoIterator<Item = &'record Record>) -> Self {
        let wishes = records.into_iter().filter(|record| !record.common.diagnostics.0.is_empty());
        let records = wishes.flat_map(|record| {
            let facts = record.origins.facts().map(|(file, path)| (file.clone(), path.clone()));
            let prose = record.prose.iter().map(|file| (file.file.clone(), KeyPath::root()));
            facts.into_iter().chain(prose).map(|(file, path)| (file, path, record.common.diagnostics.clone()))
        });
        Self { site: site.clone(), records: records.collect() }
    }

    /// What is wanted for a finding: the record's wish before the site's, none where neither has one.
    pub fn of(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        let here = self.records.iter().filter(|(file, path, _)| is_within(&diagnostic.place, file, path));
        let of_record = here.filter_map(|(_, _, levels)| levels.get(&diagnostic.code)).next();
        of_record.or_else(|| self.site.get(&diagnostic.code)).copied()
    }
}

fn is_within(place: &Place, file: &FilePath, path: &KeyPath) -> bool {
    place.file == *file
        && match &place.at {
            At::Value(inner) | At::Key(inner) | At::RepeatedKey(inner) => inner.steps().starts_with(path.steps()),
            At::File | At::Bytes(..) => path.steps().is_empty(),
        }
}
