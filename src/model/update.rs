//! Updates: reports of what has come of the plan. (A change of a file is called a change.)

use deserr::Deserr;
use schemars::JsonSchema;

use super::record::{Visit, visit_list};
use super::shape::as_it_is_read;
use super::{Any, Document, FieldErrors, Id, PartialDate, Reference, Relation, StatusWord};
use crate::source::KeyPath;

/// A report of progress.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Update>)]
pub struct Update {
    /// When it was made.
    pub date: PartialDate,
    /// The records that it is about.
    #[deserr(default)]
    pub about: Vec<Reference<Any>>,
    /// The status that the commitments among them have since then.
    #[deserr(default)]
    #[schemars(with = "Option<StatusWord>")]
    pub status: Option<Id>,
    /// Where this is written.
    #[deserr(default)]
    pub sources: Vec<Document>,
}

impl Update {
    pub(super) fn visit(&self, visit: &mut dyn Visit) {
        visit_list(visit, Relation::About, "about", &self.about);
        if let Some(status) = &self.status {
            visit.status(&KeyPath::root().key("status"), status);
        }
        visit.documents(&KeyPath::root().key("sources"), &self.sources);
    }
}
