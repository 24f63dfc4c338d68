//! The order of a collection's records in a language's lists.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Facts};
use crate::read::Record;

/// The order of each collection, for each language.
pub(super) fn of_collections(site: &Site) -> Vec<BTreeMap<Collection, Vec<RecordIndex>>> {
    let languages: Vec<_> = site.language_indices().collect();
    languages.into_par_iter().map(|language| in_language(site, language)).collect()
}

fn in_language(site: &Site, language: LanguageIndex) -> BTreeMap<Collection, Vec<RecordIndex>> {
    let locale = &site.languages[language.position()].locale;
    let title_keys: Vec<Vec<u8>> =
        site.records().map(|(index, _)| locale.sort_key(site.title(index, language).text)).collect();
    let mut orders: BTreeMap<Collection, Vec<RecordIndex>> = BTreeMap::new();
    for (index, linked) in site.records() {
        orders.entry(linked.record.id.collection).or_default().push(index);
    }
    for records in orders.values_mut() {
        records.sort_by(|left, right| {
            let by_title = || title_keys[left.position()].cmp(&title_keys[right.position()]);
            compare(site.record(*left), site.record(*right)).then_with(by_title).then(left.cmp(right))
        });
    }
    orders
}

/// What the plan itself orders by: time, kinds, numbers. `order` comes before numbers, which it may correct, and behind time and kinds,
/// which it may not.
fn compare(left: &Record, right: &Record) -> Ordering {
    let order = |record: &Record| record.common.order.map_or((true, 0), |order| (false, order));
    let by_order = order(left).cmp(&order(right));
    match (&left.facts, &right.facts) {
        (Facts::Area(left), Facts::Area(right)) => {
            by_order.then(known_first(left.number.as_ref(), right.number.as_ref()))
        }
        (Facts::Commitment(left), Facts::Commitment(right)) => {
            by_order.then(known_first(left.number.as_ref(), right.number.as_ref()))
        }
        (Facts::Event(left), Facts::Event(right)) => left.start.chronological(&right.start).then(by_order),
        (Facts::Update(left), Facts::Update(right)) => right.date.chronological(&left.date).then(by_order),
        (Facts::Group(left), Facts::Group(right)) => known_first(left.kind, right.kind).then(by_order),
        (Facts::Body(left), Facts::Body(right)) => known_first(left.kind, right.kind).then(by_order),
        _ => by_order,
    }
}

/// What has no kind, or no number, comes behind what has one.
fn known_first<T: Ord>(left: Option<T>, right: Option<T>) -> Ordering {
    left.is_none().cmp(&right.is_none()).then(left.cmp(&right))
}
