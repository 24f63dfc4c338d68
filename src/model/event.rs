//! Events.

use deserr::Deserr;
use schemars::JsonSchema;

use super::record::{Visit, visit_list};
use super::shape::as_it_is_read;
use super::vocabulary::vocabulary;
use super::{Area, Body, Commitment, Document, FieldErrors, Group, PartialDate, Reference, Relation, Text};
use crate::source::KeyPath;

vocabulary! {
    /// What has become of an event.
    EventStatus {
        /// It is to come.
        Scheduled = "scheduled",
        /// It has taken place.
        Held = "held",
        /// It will take place later than was said.
        Postponed = "postponed",
        /// It will not take place.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// How often an event comes again.
    Recurrence {
        /// Every year.
        Yearly = "yearly",
        /// Every month.
        Monthly = "monthly",
        /// Every week.
        Weekly = "weekly",
    }
}

/// Something that happens at a time.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Event>)]
pub struct Event {
    /// When it begins.
    pub start: PartialDate,
    /// When it ends; a day is its last day.
    #[deserr(default)]
    pub end: Option<PartialDate>,
    /// When it is, in words, shown in place of the formatted date.
    #[deserr(default)]
    pub when: Option<Text>,
    /// Where it is.
    #[deserr(default)]
    pub place: Option<Text>,
    /// What has become of it.
    #[deserr(default)]
    pub status: Option<EventStatus>,
    /// When it was made public.
    #[deserr(default)]
    pub announced: Option<PartialDate>,
    /// How often it comes again.
    #[deserr(default)]
    pub recurs: Option<Recurrence>,
    /// The areas that it is about.
    #[deserr(default)]
    pub areas: Vec<Reference<Area>>,
    /// The groups that hold it or take part.
    #[deserr(default)]
    pub groups: Vec<Reference<Group>>,
    /// The bodies that hold it or take part.
    #[deserr(default)]
    pub bodies: Vec<Reference<Body>>,
    /// The commitments that it is about.
    #[deserr(default)]
    pub commitments: Vec<Reference<Commitment>>,
    /// Its agenda, minutes and the like.
    #[deserr(default)]
    pub documents: Vec<Document>,
}

impl Event {
    pub(super) fn visit(&self, visit: &mut dyn Visit) {
        let root = KeyPath::root();
        visit_list(visit, Relation::Area, "areas", &self.areas);
        visit_list(visit, Relation::Group, "groups", &self.groups);
        visit_list(visit, Relation::Body, "bodies", &self.bodies);
        visit_list(visit, Relation::Commitment, "commitments", &self.commitments);
        for (field, text) in [("when", &self.when), ("place", &self.place)] {
            if let Some(text) = text {
                visit.text(&root.key(field), text);
            }
        }
        visit.period((&root.key("start"), Some(&self.start)), (&root.key("end"), self.end.as_ref()));
        visit.documents(&root.key("documents"), &self.documents);
    }
}
