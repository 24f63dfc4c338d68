//! Records that are their own ancestors.

use super::{RecordIndex, Site};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Relation;
use crate::source::KeyPath;

/// How many records of a circle are told one by one.
const MOST_TOLD: usize = 8;

/// Reports each circle of `parent` fields once, at the record of it that comes first.
pub(super) fn report(site: &Site, diagnostics: &mut Diagnostics) {
    let parent = |index: RecordIndex| site.stated(index, Relation::Parent).next().map(|edge| edge.record);
    // The record from which each was come to first.
    let mut reached: Vec<Option<RecordIndex>> = vec![None; site.records().len()];
    for (start, _) in site.records() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next {
            if let Some(earlier) = reached[index.position()] {
                if earlier == start {
                    let begin = path.iter().position(|seen| *seen == index).unwrap_or(0);
                    diagnostics.push(cycle(site, &path[begin..]));
                }
                break;
            }
            reached[index.position()] = Some(start);
            path.push(index);
            next = parent(index);
        }
    }
}

/// Tells the circle from record to record.
fn cycle(site: &Site, members: &[RecordIndex]) -> Diagnostic {
    let place = |index: RecordIndex| site.record(index).origins.place(&KeyPath::root().key("parent"));
    let name = |index: RecordIndex| format!("`{}`", site.record(index).id);
    let first = members[0];
    if members.len() == 1 {
        return Diagnostic::new(Code::ParentCycle, place(first), format!("{} is its own parent", name(first)))
            .help("name the record that it is a part of, or take `parent` out");
    }
    let told = &members[..members.len().min(MOST_TOLD)];
    let names: Vec<_> = told.iter().map(|index| name(*index)).collect();
    let more = members.len() - told.len();
    let message = match more {
        0 => format!("{} are each other's ancestors", names.join(", ")),
        _ => format!("{} and {more} more are each other's ancestors", names.join(", ")),
    };
    let parents = members[1..].iter().chain([&first]);
    // In one file the records may stand in another order than in the circle: so each label names both.
    let mut steps = told.iter().zip(parents).enumerate().map(|(position, (member, parent))| {
        let end = match position + 1 {
            count if count == members.len() => ", and the circle is closed",
            count if count == told.len() => ", and so on",
            _ => "",
        };
        (place(*member), format!("the parent of {} is {}{end}", name(*member), name(*parent)))
    });
    let mut diagnostic = Diagnostic::new(Code::ParentCycle, place(first), message);
    diagnostic.label = steps.next().map(|(_, label)| label);
    diagnostic.related.extend(steps);
    diagnostic.help("one of them is a part of none of the others: take its `parent` out, or name another")
}
