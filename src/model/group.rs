//! Working groups, mechanisms, partnerships and agreements.

use deserr::Deserr;
use schemars::JsonSchema;

use super::record::{Visit, visit_one};
use super::shape::as_it_is_read;
use super::vocabulary::vocabulary;
use super::{Body, FieldErrors, PartialDate, Reference, Relation, Text};
use crate::source::KeyPath;

vocabulary! {
    /// What kind of group it is.
    GroupKind {
        /// A partnership of the parties.
        Partnership = "partnership",
        /// An agreement that they are part of.
        Agreement = "agreement",
        /// A group that works on something.
        WorkingGroup = "working-group",
        /// A standing way of doing something together.
        Mechanism = "mechanism",
    }
}

/// Some of the parties' bodies, working together.
#[derive(Clone, Debug, Default, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Group>)]
pub struct Group {
    /// What kind of group it is.
    #[deserr(default)]
    pub kind: Option<GroupKind>,
    /// Its short name.
    #[deserr(default)]
    pub acronym: Option<Text>,
    /// The group that it belongs to.
    #[deserr(default)]
    pub parent: Option<Reference<Group>>,
    /// Who belongs to it.
    #[deserr(default)]
    pub members: Vec<Member>,
    /// When it was founded.
    #[deserr(default)]
    pub founded: Option<PartialDate>,
    /// When it was dissolved.
    #[deserr(default)]
    pub dissolved: Option<PartialDate>,
    /// Its own website.
    #[deserr(default)]
    pub url: Option<Text>,
}

/// A body in a group.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Member>)]
pub struct Member {
    /// The body that belongs to the group.
    pub body: Reference<Body>,
    /// What it does there.
    #[deserr(default)]
    pub role: Option<Text>,
    /// Since when it belongs to the group.
    #[deserr(default)]
    pub from: Option<PartialDate>,
    /// Until when it belonged to the group.
    #[deserr(default)]
    pub to: Option<PartialDate>,
}

impl Group {
    pub(super) fn visit(&self, visit: &mut dyn Visit) {
        let root = KeyPath::root();
        visit_one(visit, Relation::Parent, "parent", self.parent.as_ref());
        for (index, member) in self.members.iter().enumerate() {
            let path = root.key("members").index(index);
            visit.reference(Relation::Member, index, &path.key("body"), &member.body.to);
            if let Some(role) = &member.role {
                visit.text(&path.key("role"), role);
            }
            visit.period((&path.key("from"), member.from.as_ref()), (&path.key("to"), member.to.as_ref()));
        }
        if let Some(url) = &self.url {
            visit.url(&KeyPath::root().key("url"), url);
        }
        for (field, text) in [("acronym", &self.acronym), ("url", &self.url)] {
            if let Some(text) = text {
                visit.text(&root.key(field), text);
            }
        }
        visit.period((&root.key("founded"), self.founded.as_ref()), (&root.key("dissolved"), self.dissolved.as_ref()));
    }
}
