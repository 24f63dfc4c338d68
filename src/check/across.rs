//! What pages say of each other, once all of them were looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{Fault, Trace};
use super::links::no_such_place;
use super::origin::Origins;
use super::page::SeenPage;
use super::{OutputIndex, Outputs, Seen, shown};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::{LanguageIndex, RecordIndex};
use crate::model::Collection;
use crate::render::{Kind, Output};
use crate::source::{KeyPath, Place};

/// The pages of a site, in the order of their paths.
pub(super) struct Across<'check> {
    outputs: &'check Outputs<'check>,
    /// What was seen of each output that is a page.
    pages: Vec<Option<&'check SeenPage>>,
}

impl<'check> Across<'check> {
    pub(super) fn new(outputs: &'check Outputs<'check>, seen: &'check [Seen]) -> Self {
        let mut pages = vec![None; outputs.list.len()];
        for seen in seen {
            pages[seen.output.position()] = seen.page.as_ref();
        }
        Self { outputs, pages }
    }

    fn page(&self, index: OutputIndex) -> Option<&'check SeenPage> {
        self.pages[index.position()]
    }

    /// The pages, in the order of their paths.
    fn pages(&self) -> impl Iterator<Item = (OutputIndex, &'check SeenPage)> {
        let pages = self.pages.iter().enumerate();
        pages.filter_map(|(position, page)| Some((OutputIndex::new(position), (*page)?)))
    }

    fn output(&self, index: OutputIndex) -> &'check Output {
        self.outputs.list[index.position()]
    }

    /// Links to places that other pages do not have.
    pub(super) fn missing_places(&self) -> Vec<(OutputIndex, Fault)> {
        let mut found = Vec::new();
        for (from, page) in self.pages() {
            for anchor in &page.links.anchors {
                // What is no page of the site's own making may make its places as it is shown.
                let Some(target) = self.page(anchor.to) else { continue };
                if !target.links.has_place(&anchor.id) {
                    found.push((from, no_such_place(&anchor.id, &self.output(anchor.to).path, anchor.trace.clone())));
                }
            }
        }
        found
    }

    /// Translations that do not name each other: search engines pass over such, and pages that do not name themselves (Google Search
    /// Central, 'Localized versions of your pages').
    pub(super) fn one_way_alternates(&self) -> Vec<(OutputIndex, Fault)> {
        let mut found = Vec::new();
        let mut report = |page: OutputIndex, message: String, language: &str| {
            let trace = Trace::default().text(format!("hreflang=\"{language}\""));
            found.push((page, Fault::new(Code::OneWayAlternate, message, trace)));
        };
        for (index, page) in self.pages() {
            let names = |page: &SeenPage| page.alternates.iter().any(|(other, _)| *other == index);
            for (other, language) in &page.alternates {
                // The choice of a language stands for all pages, and names the home pages alone.
                let is_mutual = language == "x-default" || self.page(*other).is_none_or(names);
                if !is_mutual {
                    let address = shown(&self.output(*other).path);
                    let message = format!(
                        "a page names `{address}` as its translation (`{language}`), which does not name it back"
                    );
                    report(index, message, language);
                }
            }
            if let Some((_, language)) = page.alternates.first().filter(|_| !names(page)) {
                report(index, "a page names its translations, and not itself among them".to_owned(), language);
            }
        }
        found
    }

    /// Pages of one language that have the same title, or the same description.
    pub(super) fn duplicates(&self, origins: &Origins<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut firsts = BTreeMap::new();
        for (index, page) in self.pages().filter(|(_, page)| !page.is_unlisted) {
            let output = self.output(index);
            let Some(language) = output.kind.language().filter(|_| output.kind.is_page()) else { continue };
            let said = [(Code::DuplicateTitle, Some(page.title)), (Code::DuplicateDescription, page.description)];
            for (code, hash) in said.into_iter().filter_map(|(code, hash)| Some((code, hash?))) {
                let first: &Output = firsts.entry((code, language, hash)).or_insert(output);
                if first.path != output.path {
                    found.push(duplicate(code, first, output, language, origins));
                }
            }
        }
        found
    }

    /// The pages and files to which a reader of some page can go.
    fn reached(&self) -> BTreeSet<OutputIndex> {
        let is_start = |output: &Output| matches!(output.kind, Kind::Home(_) | Kind::Choice);
        let indices = self.pages().map(|(index, _)| index);
        let mut waiting: Vec<_> = indices.filter(|index| is_start(self.output(*index))).collect();
        let mut reached: BTreeSet<_> = waiting.iter().copied().collect();
        while let Some(index) = waiting.pop() {
            // A page that only the list of all pages names is not found by anybody who does not look for it.
            if matches!(self.output(index).kind, Kind::SiteMap(_)) {
                continue;
            }
            let ways = self.page(index).into_iter().flat_map(|page| &page.links.ways);
            waiting.extend(ways.copied().filter(|way| reached.insert(*way)));
        }
        reached
    }

    /// Pages of records that no list, menu or link leads to.
    pub(super) fn orphans(&self, origins: &Origins<'_>) -> Vec<Diagnostic> {
        let reached = self.reached();
        let mut orphans: BTreeMap<RecordIndex, (LanguageIndex, &Output)> = BTreeMap::new();
        for (index, _) in self.pages().filter(|(index, _)| !reached.contains(index)) {
            let output = self.output(index);
            if let Kind::Record(language, record) = output.kind {
                orphans.entry(record).or_insert((language, output));
            }
        }
        let diagnostics = orphans.into_iter().map(|(record, (_, output))| {
            let linked = origins.site().record(record);
            let message = format!("no list, menu or link leads to `{}`", shown(&output.path));
            let diagnostic = Diagnostic::new(Code::OrphanPage, Place::file(linked.origins.main_file()), message);
            diagnostic.help(match linked.id.collection {
                Collection::Pages => format!(
                    "give it a place in a menu (`menu: main` or `menu: footer`), or link to it: `[[{}]]`",
                    linked.id
                ),
                _ => format!("link to it: `[[{}]]`", linked.id),
            })
        });
        diagnostics.collect()
    }

    /// Files of records that no page uses in any language.
    pub(super) fn unused_files(&self, origins: &Origins<'_>) -> Vec<Diagnostic> {
        let used: BTreeSet<OutputIndex> = self.pages().flat_map(|(_, page)| &page.links.uses).copied().collect();
        let mut files: BTreeMap<Place, (String, bool)> = BTreeMap::new();
        for (position, output) in self.outputs.list.iter().enumerate() {
            if let Kind::Attachment { record, .. } = &output.kind {
                let is_used = used.contains(&OutputIndex::new(position));
                let record = origins.site().record(*record);
                let file = files.entry(origins.of_output(output)).or_insert((record.id.to_string(), false));
                file.1 |= is_used;
            }
        }
        let unused = files.into_iter().filter(|(_, (_, is_used))| !is_used).map(|(place, (record, _))| {
            Diagnostic::new(Code::UnusedFile, place, format!("no page links to this file of `{record}`, or shows it"))
                .help("link to it or show it in the prose of its record, or remove it; it is published all the same")
        });
        unused.collect()
    }
}

fn duplicate(
    code: Code,
    first: &Output,
    second: &Output,
    language: LanguageIndex,
    origins: &Origins<'_>,
) -> Diagnostic {
    let (field, help) = match code {
        Code::DuplicateTitle => {
            ("title", "give one of the two another title: search results and tabs show nothing else")
        }
        _ => ("summary", "say in each summary what is special about its page"),
    };
    let place = |output: &Output| match output.kind {
        Kind::Record(_, record) => {
            let linked = origins.site().record(record);
            let text = if field == "title" { Some(&linked.common.title) } else { linked.common.summary.as_ref() };
            let path = KeyPath::root().key(field);
            let path = text.map_or(path.clone(), |text| match text.get(origins.site().tag(language)) {
                Some(_) => text.path(&path, origins.site().tag(language)),
                None => path.clone(),
            });
            linked.origins.place(&path)
        }
        _ => origins.of_output(output),
    };
    let what = if field == "title" { "title" } else { "description" };
    let message = format!("`{}` has the same {what} as `{}`", shown(&second.path), shown(&first.path));
    // What a record says can be changed; the titles of lists and the like are the theme's.
    let (at, other) = if matches!(second.kind, Kind::Record(..)) { (second, first) } else { (first, second) };
    let diagnostic = Diagnostic::new(code, place(at), message);
    let diagnostic = match other.kind {
        Kind::Record(..) => diagnostic.related(place(other), "the other page"),
        _ => diagnostic,
    };
    diagnostic.help(help)
}
