//! Areas of action.

use deserr::Deserr;
use schemars::JsonSchema;

use super::record::{Visit, visit_list};
use super::shape::as_it_is_read;
use super::{Body, FieldErrors, Group, Number, Reference, Relation};

/// One of the areas that the plan is divided into.
#[derive(Clone, Debug, Default, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Area>)]
pub struct Area {
    /// Its number in the plan.
    #[deserr(default)]
    pub number: Option<Number>,
    /// The groups that work on it.
    #[deserr(default)]
    pub groups: Vec<Reference<Group>>,
    /// The bodies that work on it.
    #[deserr(default)]
    pub bodies: Vec<Reference<Body>>,
}

impl Area {
    pub(super) fn visit(&self, visit: &mut dyn Visit) {
        visit_list(visit, Relation::Group, "groups", &self.groups);
        visit_list(visit, Relation::Body, "bodies", &self.bodies);
    }
}
