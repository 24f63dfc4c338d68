//! Records to a [`Site`]: relations read from both ends, addresses, translations, order.
//!
//! 1. Drafts are left out, and every record gets its index.
//! 2. References are resolved ([`resolve`]); those that lead nowhere are reported and left out, so that rendering always has a whole site.
//! 3. What means something only within the site is held against it ([`resolve`] too): statuses, languages, anchors, files.
//! 4. Each record gets its address in each language ([`addresses`]) and its place among its like ([`order`]).
//!
//! Where nothing but the prose of some records changes, most of this stays as it is ([`Site::with_prose`]).
//!
//! After this stage every relation of the site leads from a record to a record that exists: [`Edge`] can say nothing else.

mod addresses;
mod cycle;
mod finding;
mod names;
mod new_prose;
mod order;
mod prose;
mod resolve;
mod site;
mod translation;

pub use new_prose::NewFindings;
pub use site::{Edge, Found, LanguageIndex, Linked, RecordIndex, Site, StatusDefinition, statuses};
pub use translation::{Change, State, Translation};

use std::sync::Arc;

use names::Names;
use site::{Indices, PassedOver};

use crate::diagnostic::Diagnostics;
use crate::language::Language;
use crate::model::Settings;
use crate::read::Content;

/// What is linked besides the content.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Whether drafts are taken in.
    pub drafts: bool,
}

/// Links the records of a content folder whose settings were read. `languages` are those of the settings, in the same order.
///
/// What was found is returned with the site, which is whole whatever was found.
pub fn link(content: Content, settings: Settings, languages: Arc<[Language]>, wanted: Wanted) -> (Site, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let (drafts, mut records): (Vec<_>, Vec<_>) =
        content.records.into_iter().partition(|record| record.common.draft && !wanted.drafts);
    records.sort_by(|left, right| left.id.cmp(&right.id));
    let unreadable = content.unreadable.keys().cloned();
    let passed_over = PassedOver {
        records: unreadable.chain(drafts.iter().map(|record| record.id.clone())).collect(),
        collections: content.unreadable_collections,
        drafts: drafts.into_iter().map(|record| (record.id.clone(), record.common.title.clone())).collect(),
    };

    let index: Indices =
        records.iter().enumerate().map(|(position, record)| (record.id.clone(), RecordIndex::new(position))).collect();
    let names = Names::new(&index, &passed_over, &languages);
    let statuses = statuses(&settings);
    let resolved = resolve::records(&records, &names, &statuses, &content.files, &mut diagnostics);
    prose::check_unreadable(&content.unreadable, &names, &records, &content.files, &mut diagnostics);
    resolve::check_rest(&content.unreadable, &names, &records, &statuses, &content.files, &mut diagnostics);
    let parties = resolve::settings(&settings, &names, &mut diagnostics);

    let mut site = Site::new(settings, languages, statuses, index, parties, content.files, passed_over);
    site.add_records(records, resolved);
    cycle::report(&site, &mut diagnostics);
    diagnostics.extend(translation::findings(&site));
    let (addresses, in_addresses) = addresses::of_records(&site);
    diagnostics.extend(in_addresses);
    site.set_addresses(addresses);
    let orders = order::of_collections(&site);
    site.set_orders(orders);
    (site, diagnostics)
}
