//! One page, looked at on its own.

use super::elements;
use super::elements::Piece;
use super::fault::Fault;
use super::head::{Alternate, Head};
use super::links::{Links, SeenLinks};
use super::names::Names;
use super::policy::Policy;
use super::structure::Structure;
use super::{Check, OutputIndex};
use crate::render::Output;

/// What is kept of a page until all were looked at.
pub(super) struct SeenPage {
    pub(super) title: String,
    pub(super) description: Option<String>,
    /// What it names as its translations, itself among them, as far as the site has such pages.
    pub(super) alternates: Vec<(OutputIndex, Alternate)>,
    /// Whether search engines are to leave it out.
    pub(super) is_unlisted: bool,
    pub(super) links: SeenLinks,
}

/// Looks at a page; what is wrong with it alone is added to `found`.
pub(super) fn look(check: &Check<'_>, output: &Output, html: &str, found: &mut Vec<Fault>) -> SeenPage {
    let base = &check.outputs.base;
    let mut head = Head::default();
    let mut links = Links::new(&check.outputs, &output.path);
    let mut names = Names::new(&check.vague);
    let mut structure = Structure::default();
    let mut policy = Policy::new(&check.policy, base, &output.path);
    elements::read(html, |piece| {
        head.see(&piece);
        names.see(&piece, found);
        structure.see(&piece, found);
        policy.see(&piece, found);
        if let Piece::Start(tag) = &piece {
            links.start(tag, found);
        }
    });
    let alternates = head.alternates.into_iter().filter_map(|alternate| {
        let path = base.destination(&output.path, &alternate.url).path()?;
        Some((check.outputs.at(&path)?, alternate))
    });
    SeenPage {
        title: head.title,
        description: head.description,
        alternates: alternates.collect(),
        is_unlisted: head.is_unlisted,
        links: links.finish(found),
    }
}
