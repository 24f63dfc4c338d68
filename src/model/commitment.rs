//! Commitments.

use deserr::Deserr;
use schemars::JsonSchema;

use super::record::{Visit, visit_list, visit_one};
use super::shape::as_it_is_read;
use super::{
    Area, Document, FieldErrors, Group, Id, Lead, Number, PartialDate, Reference, Relation, StatusWord, Target, Text,
};
use crate::source::KeyPath;

/// Something that the parties agreed to do.
#[derive(Clone, Debug, Default, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Commitment>)]
pub struct Commitment {
    /// The area that it belongs to.
    #[deserr(default)]
    pub area: Option<Reference<Area>>,
    /// Its number in the plan.
    #[deserr(default)]
    pub number: Option<Number>,
    /// What has come of it: a word of the site's vocabulary of statuses.
    #[deserr(default)]
    #[schemars(with = "Option<StatusWord>")]
    pub status: Option<Id>,
    /// Since when the status holds.
    #[deserr(default)]
    pub since: Option<PartialDate>,
    /// By when it is to be done.
    #[deserr(default)]
    pub due: Option<PartialDate>,
    /// The bodies and groups that lead it.
    #[deserr(default)]
    pub leads: Vec<Reference<Lead>>,
    /// The groups that work on it.
    #[deserr(default)]
    pub groups: Vec<Reference<Group>>,
    /// The steps on the way, in their order.
    #[deserr(default)]
    pub milestones: Vec<Milestone>,
    /// What is to be reached, where it can be measured.
    #[deserr(default)]
    pub target: Option<Target>,
    /// Why it has the status that it has.
    #[deserr(default)]
    pub reason: Option<Text>,
    /// Where all this is written.
    #[deserr(default)]
    pub sources: Vec<Document>,
}

/// A step on the way to a commitment.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Milestone>)]
pub struct Milestone {
    /// What is reached with it.
    pub title: Text,
    /// By when it is to be reached.
    #[deserr(default)]
    pub due: Option<PartialDate>,
    /// What has come of it, in the same words as for the commitment.
    #[deserr(default)]
    #[schemars(with = "Option<StatusWord>")]
    pub status: Option<Id>,
}

impl Commitment {
    pub(super) fn visit(&self, visit: &mut dyn Visit) {
        visit_one(visit, Relation::Area, "area", self.area.as_ref());
        visit_list(visit, Relation::Lead, "leads", &self.leads);
        visit_list(visit, Relation::Group, "groups", &self.groups);
        let root = KeyPath::root();
        if let Some(status) = &self.status {
            visit.status(&root.key("status"), status);
        }
        for (index, milestone) in self.milestones.iter().enumerate() {
            let path = root.key("milestones").index(index);
            visit.text(&path.key("title"), &milestone.title);
            if let Some(status) = &milestone.status {
                visit.status(&path.key("status"), status);
            }
        }
        if let Some(target) = &self.target {
            target.visit(&root.key("target"), visit);
        }
        if let Some(reason) = &self.reason {
            visit.text(&root.key("reason"), reason);
        }
        visit.documents(&root.key("sources"), &self.sources);
    }
}
