//! Bodies: countries, ministries and other organizations. (A body of HTML is called prose, one of HTTP a payload.)

use deserr::Deserr;
use schemars::JsonSchema;

use super::record::{Visit, visit_one};
use super::shape::as_it_is_read;
use super::vocabulary::vocabulary;
use super::{FieldErrors, Reference, Relation, Text};
use crate::source::KeyPath;

vocabulary! {
    /// What kind of body it is.
    BodyKind {
        /// A country.
        Country = "country",
        /// A ministry, secretariat or department.
        Ministry = "ministry",
        /// An agency.
        Agency = "agency",
        /// An association.
        Association = "association",
        /// An international organization or process.
        International = "international",
    }
}

/// An organization that takes part in the plan.
#[derive(Clone, Debug, Default, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Body>)]
pub struct Body {
    /// What kind of body it is.
    #[deserr(default)]
    pub kind: Option<BodyKind>,
    /// Its short name.
    #[deserr(default)]
    pub acronym: Option<Text>,
    /// The country that it belongs to.
    #[deserr(default)]
    pub country: Option<Reference<Body>>,
    /// The body that it is a part of.
    #[deserr(default)]
    pub parent: Option<Reference<Body>>,
    /// Its own website.
    #[deserr(default)]
    pub url: Option<Text>,
}

impl Body {
    pub(super) fn visit(&self, visit: &mut dyn Visit) {
        visit_one(visit, Relation::Country, "country", self.country.as_ref());
        visit_one(visit, Relation::Parent, "parent", self.parent.as_ref());
        if let Some(url) = &self.url {
            visit.url(&KeyPath::root().key("url"), url);
        }
        for (field, text) in [("acronym", &self.acronym), ("url", &self.url)] {
            if let Some(text) = text {
                visit.text(&KeyPath::root().key(field), text);
            }
        }
    }
}
