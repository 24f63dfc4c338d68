//! Records that are their own ancestors.

use super::{RecordIndex, Site};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Relation;
use crate::source::KeyPath;

/// Reports each circle of `parent` fields once, at the record of it that comes first.
pub(super) fn report(site: &Site, diagnostics: &mut Diagnostics) {
    let parent = |index: RecordIndex| site.stated(index, Relation::Parent).next().map(|edge| edge.record);
    let mut looked_at = vec![false; site.records().len()];
    for (start, _) in site.records() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next {
            if let Some(begin) = path.iter().position(|seen| *seen == index) {
                diagnostics.push(cycle(site, &path[begin..]));
                break;
            }
            if std::mem::replace(&mut looked_at[index.position()], true) {
                break;
            }
            path.push(index);
            next = parent(index);
        }
    }
}

fn cycle(site: &Site, members: &[RecordIndex]) -> Diagnostic {
    let place = |index: &RecordIndex| site.record(*index).origins.place(&KeyPath::root().key("parent"));
    let names: Vec<_> = members.iter().map(|index| format!("`{}`", site.record(*index).id)).collect();
    let message = match names.as_slice() {
        [one] => format!("{one} is its own parent"),
        _ => format!("{} are each other's ancestors", names.join(", ")),
    };
    let mut diagnostic = Diagnostic::new(Code::ParentCycle, place(&members[0]), message);
    for member in &members[1..] {
        diagnostic = diagnostic.related(place(member), "and this is its parent's parent");
    }
    diagnostic.help("let one of them have no parent")
}
