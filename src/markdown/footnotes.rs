//! Footnotes: numbered as they are first referred to, written at the end, each with the way back.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::fragment::{Fragment, Interface, Slot};
use super::writer::Writer;

/// The footnotes: numbered as they are first referred to, written at the end.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The names, in the order of the first references, each with how often it is referred to.
    order: Vec<(String, usize)>,
    /// The position of each name in the order.
    positions: BTreeMap<String, usize>,
    definitions: BTreeMap<String, Fragment>,
    /// Definitions of a name that was defined before.
    repeated: Vec<Fragment>,
    /// The definitions that are being read, one in another, each with what was being written before it.
    open: Vec<(String, Fragment)>,
}

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let known = self.footnotes.positions.get(name).copied();
        let index = known.unwrap_or_else(|| {
            self.footnotes.order.push((name.to_owned(), 0));
            self.footnotes.positions.insert(name.to_owned(), self.footnotes.order.len() - 1);
            self.footnotes.order.len() - 1
        });
        self.footnotes.order[index].1 += 1;
        let reference = self.footnotes.order[index].1;
        self.out.push_slot(Slot::FootnoteReference { number: index + 1, reference });
    }

    pub(super) fn start_footnote(&mut self, name: &str) {
        self.footnotes.open.push((name.to_owned(), std::mem::take(&mut self.out)));
    }

    pub(super) fn end_footnote(&mut self) {
        if let Some((name, outer)) = self.footnotes.open.pop() {
            let content = std::mem::replace(&mut self.out, outer);
            match self.footnotes.definitions.entry(name) {
                Entry::Vacant(definition) => drop(definition.insert(content)),
                Entry::Occupied(_) => self.footnotes.repeated.push(content),
            }
        }
    }

    /// Writes the footnotes, those that nothing refers to at the end, and behind them those of a name that another one has.
    pub(super) fn write_footnotes(&mut self) {
        let mut footnotes = std::mem::take(&mut self.footnotes);
        let mut notes: Vec<(Fragment, usize)> = footnotes
            .order
            .iter()
            .map(|(name, references)| (footnotes.definitions.remove(name).unwrap_or_default(), *references))
            .collect();
        notes.extend(footnotes.definitions.into_values().chain(footnotes.repeated).map(|content| (content, 0)));
        if notes.is_empty() {
            return;
        }
        self.out.push_html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.push_slot(Slot::Interface(Interface::Footnotes));
        self.out.push_html("\">\n<ol>\n");
        for (index, (mut content, references)) in notes.into_iter().enumerate() {
            let number = index + 1;
            self.out.push_html("<li id=\"");
            self.out.push_slot(Slot::Id(footnote_id(number)));
            self.out.push_html("\">");
            content.trim_end();
            self.out.push_fragment(content);
            for reference in 1..=references {
                self.out.push_html(" <a class=\"footnote-back\" href=\"#");
                self.out.push_slot(Slot::Id(reference_id(number, reference)));
                self.out.push_html("\" role=\"doc-backlink\" aria-label=\"");
                self.out.push_slot(Slot::Interface(Interface::FootnoteBack(number)));
                self.out.push_html("\">↩</a>");
            }
            self.out.push_html("</li>\n");
        }
        self.out.push_html("</ol>\n</section>\n");
    }
}

/// The id of a footnote.
pub fn footnote_id(number: usize) -> String {
    format!("fn--{number}")
}

/// The id of the nth reference to a footnote.
pub fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 { format!("fnref--{number}") } else { format!("fnref--{number}--{reference}") }
}
