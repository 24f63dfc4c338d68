//! What the server shows at one moment: a site, and what is wrong with its files now.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::{self, Workspace};
use crate::diagnostic::{self, Diagnostic, Diagnostics, SourceText};
use crate::render::{HeaderRule, Kind, Renderer};
use crate::source::FilePath;
use crate::theme;

use super::address;

/// How wide the findings are written that a page shows, in characters.
const WIDTH: usize = 100;

/// How many findings a page shows; whoever mends these sees the others.
const MOST_FINDINGS: usize = 50;

/// A site as it is shown, until its files change.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// Which site it is: another number, another site.
    pub(super) number: u64,
    /// Which theme, strings and settings it is made with: pages of different generations cannot be compared by their fingerprints.
    pub(super) generation: u64,
    /// The site; none while none could be made.
    pub(super) renderer: Option<Arc<Renderer>>,
    /// Whether it is one that could be published.
    pub(super) is_good: bool,
    /// What forbids that the files be published as they are now, as a terminal shows it.
    pub(super) mistakes: Option<Arc<str>>,
    /// The path of the site's root on its host, with a `/` at both ends.
    pub(super) base: String,
    /// The headers that go with the answers below a path.
    pub(super) rules: Arc<Vec<HeaderRule>>,
    /// The paths of the style sheets, by their names in the theme.
    pub(super) styles: Arc<BTreeMap<String, String>>,
    /// Whether the server ends.
    pub(super) is_closing: bool,
}

impl Shown {
    /// What is shown now that the files have been read. A site that could not be published does not take the place of one that could.
    pub(super) fn next(&self, workspace: &Workspace, deny_warnings: bool) -> Self {
        let found = workspace.diagnostics();
        let is_good = workspace.renderer().is_some() && !build::forbids_publishing(found, deny_warnings);
        let mistakes = (!is_good).then(|| text(workspace, found));
        let same = self.is_same_as(workspace.renderer());
        if same || (self.is_good && !is_good) || workspace.renderer().is_none() {
            return Self { mistakes, is_good: self.is_good || (same && is_good), ..self.clone() };
        }
        let mut next =
            Self { number: self.number + 1, generation: workspace.generation(), is_good, mistakes, ..Self::default() };
        if let Some(renderer) = workspace.renderer() {
            let decoded = |path: &str| address::decoded(path).unwrap_or_else(|| path.to_owned());
            let rules = renderer.header_rules().into_iter();
            next.base = decoded(renderer.site().settings.base_path());
            next.rules = Arc::new(rules.map(|rule| HeaderRule { path: decoded(&rule.path), ..rule }).collect());
            next.styles = Arc::new(styles(renderer));
            next.renderer = Some(Arc::clone(renderer));
        }
        next
    }

    /// The same site, of whose files nobody knows what they are now.
    pub(super) fn unknown(&self, error: &crate::error::Error) -> Self {
        let advice = error.advice().map(|advice| format!("\n  help: {advice}")).unwrap_or_default();
        Self { mistakes: Some(format!("error: {error}{advice}\n").into()), ..self.clone() }
    }

    /// The base of the addresses; that of the host while there is no site.
    pub(super) fn base(&self) -> &str {
        if self.base.is_empty() { "/" } else { &self.base }
    }

    /// Which style sheets of this site have another path in a later one: both paths.
    pub(super) fn moved_styles(&self, later: &Self) -> Vec<(String, String)> {
        let moved = self.styles.iter().filter_map(|(name, path)| Some((path, later.styles.get(name)?)));
        moved.filter(|(before, after)| before != after).map(|(before, after)| (before.clone(), after.clone())).collect()
    }

    fn is_same_as(&self, renderer: Option<&Arc<Renderer>>) -> bool {
        match (&self.renderer, renderer) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            _ => false,
        }
    }
}

fn styles(renderer: &Renderer) -> BTreeMap<String, String> {
    let assets = renderer.outputs().filter_map(|output| match &output.kind {
        Kind::Asset(name) if output.path.ends_with(".css") => Some((name.clone(), output.path.clone())),
        _ => None,
    });
    assets.collect()
}

/// Findings as a terminal shows them, as many as a page holds.
pub(super) fn text(workspace: &Workspace, found: &Diagnostics) -> Arc<str> {
    let shown: Diagnostics = found.iter().take(MOST_FINDINGS).cloned().collect();
    let root = &workspace.request().root;
    let text = written(root, &shown);
    match found.len() - shown.len() {
        0 => text.into(),
        more => format!("{text}and {more} more\n").into(),
    }
}

/// The finding about one page.
pub(super) fn text_of_one(root: &std::path::Path, diagnostic: Diagnostic) -> Arc<str> {
    written(root, &std::iter::once(diagnostic).collect()).into()
}

fn written(root: &std::path::Path, found: &Diagnostics) -> String {
    let fetch = |file: &FilePath| theme::source_text(root, file);
    diagnostic::human(found, &mut SourceText::new(&fetch), WIDTH, false)
}
