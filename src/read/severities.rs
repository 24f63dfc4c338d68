//! How serious a finding is, as the site and its records want it.

use std::collections::BTreeMap;

use super::Record;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::Levels;
use crate::source::{At, FilePath, KeyPath, Place};

/// The wishes of a site and of its records.
#[derive(Clone, Debug, Default)]
pub struct Severities {
    site: Levels,
    /// The wishes of records: each for a file, or for what stands at a path of it.
    records: BTreeMap<(FilePath, KeyPath), Levels>,
}

impl Severities {
    /// The wishes of `site.yaml`, and of records.
    pub fn new<'record>(site: &Levels, records: impl IntoIterator<Item = &'record Record>) -> Self {
        let wishes = records.into_iter().filter(|record| !record.common.diagnostics.0.is_empty());
        let records = wishes.flat_map(|record| {
            let facts = record.origins.facts().map(|(file, path)| (file.clone(), path.clone()));
            let prose = record.prose.iter().map(|file| (file.file.clone(), KeyPath::root()));
            facts.into_iter().chain(prose).map(|place| (place, record.common.diagnostics.clone()))
        });
        Self { site: site.clone(), records: records.collect() }
    }

    /// What is wanted for a finding: the record's wish before the site's, none where neither has one, or may not have one.
    pub fn of(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        if diagnostic.code.is_always_error() {
            return None;
        }
        let of_record = self.of_record(&diagnostic.place).and_then(|levels| levels.get(&diagnostic.code));
        of_record.or_else(|| self.site.get(&diagnostic.code)).copied()
    }

    /// Whether any finding of a code may be as serious as this: by itself, or as the site or a record wants it.
    pub fn may_be(&self, code: Code, severity: Severity) -> bool {
        let by_itself = code.severity() == severity && (code.is_always_error() || self.site.get(&code).is_none());
        let mut wishes = self.records.values().chain([&self.site]);
        by_itself || wishes.any(|levels| levels.get(&code) == Some(&severity))
    }

    /// The wishes of the record that a place belongs to: to the file as a whole, or to the entry of a collection's file.
    fn of_record(&self, place: &Place) -> Option<&Levels> {
        let root = (place.file.clone(), KeyPath::root());
        self.records.get(&root).or_else(|| match &place.at {
            At::Value(path) | At::Key(path) | At::RepeatedKey(path) => {
                let entry = path.steps().first()?;
                self.records.get(&(root.0, root.1.then(entry.clone())))
            }
            At::File | At::Bytes(..) => None,
        })
    }
}

/// Reports the wishes that cannot be granted; `place` finds the value of a path.
pub(super) fn check(levels: &Levels, place: impl Fn(&KeyPath) -> Place, diagnostics: &mut Diagnostics) {
    let lowered = levels.iter().filter(|(code, wanted)| code.is_always_error() && **wanted != Severity::Error);
    for (code, wanted) in lowered {
        let path = KeyPath::root().key("diagnostics").key(code.as_str());
        let message = format!("`{code}` is always an error, and cannot be `{}`", wanted.as_str());
        diagnostics.push(
            Diagnostic::new(Code::BadValue, place(&path), message)
                .help("what has this mistake would be left out of the site: mend it, and remove this line"),
        );
    }
}
