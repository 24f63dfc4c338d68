//! Pages: everything that is to be read and is no other record.

use deserr::Deserr;
use schemars::JsonSchema;

use super::FieldErrors;
use super::shape::as_it_is_read;
use super::vocabulary::vocabulary;

vocabulary! {
    /// The menu that leads to a page.
    Menu {
        /// The menu at the top.
        Main = "main",
        /// The menu at the foot.
        Footer = "footer",
    }
}

/// A page; `pages/index` is the home page.
#[derive(Clone, Debug, Default, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Page>)]
pub struct Page {
    /// The menu that leads to it.
    #[deserr(default)]
    pub menu: Option<Menu>,
}
