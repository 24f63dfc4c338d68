//! One page, looked at on its own.

use super::elements;
use super::elements::Piece;
use super::fault::Fault;
use super::head::Head;
use super::links::{Links, SeenLinks, hash_of};
use super::names::Names;
use super::policy::Policy;
use super::structure::Structure;
use super::{Check, OutputIndex};
use crate::diagnostic::Code;
use crate::digest::Digester;
use crate::render::Output;

/// What is kept of a page until all were looked at.
pub(super) struct SeenPage {
    /// Its title and its description, hashed.
    pub(super) title: u64,
    pub(super) description: Option<u64>,
    /// What it names as its translations, itself among them, as far as the site has such pages: each with its language.
    pub(super) alternates: Vec<(OutputIndex, String)>,
    /// Whether search engines are to leave it out.
    pub(super) is_unlisted: bool,
    pub(super) links: SeenLinks,
}

impl SeenPage {
    /// Adds all that other pages, or whoever judges all of them, may ask of the page.
    pub(super) fn digest_into(&self, digester: &mut Digester) {
        let Self { title, description, alternates, is_unlisted, links } = self;
        digester
            .add(title.to_le_bytes())
            .add(description.unwrap_or_default().to_le_bytes())
            .add([u8::from(*is_unlisted)]);
        for (output, language) in alternates {
            digester.add(output.to_bytes()).add(language);
        }
        let SeenLinks { ways, uses, anchors, ids, outside } = links;
        let places = |outputs: &[OutputIndex]| outputs.iter().flat_map(|output| output.to_bytes()).collect::<Vec<_>>();
        digester.add(places(ways)).add(places(uses));
        digester.add(ids.iter().flat_map(|id| id.to_le_bytes()).collect::<Vec<_>>());
        for anchor in anchors {
            digester.add(anchor.to.to_bytes()).add(&anchor.id);
        }
        for (url, _) in outside {
            digester.add(url);
        }
    }
}

/// Looks at a page; what is wrong with it alone is added to `found`.
pub(super) fn look(check: &Check<'_>, output: &Output, html: &str, found: &mut Vec<Fault>) -> SeenPage {
    let base = &check.outputs.base;
    let mut head = Head::default();
    let mut links = Links::new(&check.outputs, &check.wanted, &output.path, html);
    let mut names = check.wanted.has_any(&Names::CODES).then(|| Names::new(&check.vague, html));
    let mut structure = check.wanted.has_any(&Structure::CODES).then(Structure::default);
    let mut policy = check.wanted.has(Code::BlockedByPolicy).then(|| Policy::new(&check.policy, base, &output.path));
    elements::read(html, |piece| {
        head.see(&piece);
        if let Some(names) = &mut names {
            names.see(&piece, found);
        }
        if let Some(structure) = &mut structure {
            structure.see(&piece, found);
        }
        if let Some(policy) = &mut policy {
            policy.see(&piece, found);
        }
        if let Piece::Start(tag) = &piece {
            links.start(tag, found);
        }
    });
    let alternates = head.alternates.into_iter().filter_map(|(language, url)| {
        let path = base.destination(&output.path, &url).path()?;
        Some((check.outputs.at(&path)?, language))
    });
    SeenPage {
        title: hash_of(&head.title),
        description: head.description.as_deref().map(hash_of),
        alternates: alternates.collect(),
        is_unlisted: head.is_unlisted,
        links: links.finish(found),
    }
}
