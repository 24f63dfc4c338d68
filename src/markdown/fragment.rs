//! HTML with slots.

use std::ops::Range;

use super::tight;
use crate::source::Span;

/// A piece of HTML, with slots for what is known only when a page is written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fragment {
    html: String,
    /// Each slot with the byte of `html` before which it stands, in order.
    slots: Vec<(usize, Slot)>,
    /// Where in `html` running text stands, in order, with what touches joined.
    running: Vec<Span>,
}

/// HTML that is put into a fragment as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Insertion {
    /// The byte of the fragment's HTML before which it stands.
    pub offset: usize,
    /// Whether it belongs to what follows: then it stands behind the slots at the same place, and before them otherwise.
    pub opens: bool,
    /// The HTML.
    pub html: String,
}

/// What is known only when a page is written.
#[derive(Clone, PartialEq, Debug)]
pub enum Slot {
    /// `<a href="…">` to the target of the link at this position; nothing where it does not resolve.
    LinkStart(usize),
    /// `</a>`, and the name of the language where the target is not translated.
    LinkEnd(usize),
    /// The title of the record that the link leads to, in the language of the page.
    LinkTitle(usize),
    /// `src="…"` of the image at this position among the links.
    ImageSource(usize),
    /// An id, unique within the prose; a page that shows several proses makes it unique on the page.
    Id(String),
    /// `<h2` or deeper, without `>`: the level within the prose, which a page may push down.
    HeadingStart(u8),
    /// A link to the heading itself, and `</h2>` or deeper.
    HeadingEnd {
        /// The level within the prose.
        level: u8,
        /// The id of the heading, unique within the prose.
        id: String,
    },
    /// A reference to a footnote.
    FootnoteReference {
        /// The number of the footnote, from 1.
        number: usize,
        /// Which of its references this is, from 1.
        reference: usize,
    },
    /// A text of the interface.
    Interface(Interface),
}

/// A text of the interface within prose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interface {
    /// The title of an alert of one of the five kinds: `note`, `tip`, `important`, `warning`, `caution`.
    Alert(&'static str),
    /// The name of the list of footnotes.
    Footnotes,
    /// The name of the link to a footnote.
    FootnoteReference(usize),
    /// The name of the link from a footnote back to where it is referred to.
    FootnoteBack(usize),
    /// What stands before a task that is done.
    TaskDone,
    /// What stands before a task that is not done.
    TaskOpen,
    /// The name of the box in which a table without a caption scrolls.
    Table,
}

impl Fragment {
    /// An empty one.
    pub(super) const EMPTY: Self = Self { html: String::new(), slots: Vec::new(), running: Vec::new() };

    /// An empty one, with room for so many bytes of HTML.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), ..Self::default() }
    }

    /// Gives back the memory that was set aside for more.
    pub(super) fn shrink(&mut self) {
        tight::text(&mut self.html);
        tight::list(&mut self.slots);
        tight::list(&mut self.running);
    }

    /// Adds HTML.
    pub fn push_html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds text, escaped.
    pub fn push_text(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = pulldown_cmark_escape::escape_html(&mut self.html, text);
    }

    /// Adds text that is part of its author's own sentences, escaped: not of a heading, a link, code or a quotation.
    pub fn push_running_text(&mut self, text: &str) {
        let start = self.html.len();
        self.push_text(text);
        self.run(start..self.html.len());
    }

    fn run(&mut self, range: Range<usize>) {
        match self.running.last_mut() {
            Some(last) if last.range().end == range.start => *last = (last.range().start..range.end).into(),
            _ => self.running.push(range.into()),
        }
    }

    /// Adds a URL, escaped as the value of an attribute.
    pub fn push_url(&mut self, url: &str) {
        let _ = pulldown_cmark_escape::escape_href(&mut self.html, url);
    }

    /// Adds a slot.
    pub fn push_slot(&mut self, slot: Slot) {
        self.slots.push((self.html.len(), slot));
    }

    /// Adds another fragment.
    pub fn push_fragment(&mut self, other: Self) {
        let start = self.html.len();
        self.html.push_str(&other.html);
        for range in other.running_text() {
            self.run(start + range.start..start + range.end);
        }
        self.slots.extend(other.slots.into_iter().map(|(offset, slot)| (start + offset, slot)));
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.slots.is_empty()
    }

    /// Takes the white space off the end.
    pub(super) fn trim_end(&mut self) {
        let last_slot = self.slots.last().map_or(0, |(offset, _)| *offset);
        let length = self.html.trim_end().len().max(last_slot);
        self.html.truncate(length);
        for span in &mut self.running {
            let range = span.range();
            *span = (range.start..range.end.min(length)).into();
        }
        self.running.retain(|span| !span.range().is_empty());
    }

    /// The fragment without its links and footnotes, for headings that are shown within links themselves.
    #[must_use]
    pub fn without_links(&self) -> Self {
        let is_link =
            |slot: &Slot| matches!(slot, Slot::LinkStart(_) | Slot::LinkEnd(_) | Slot::FootnoteReference { .. });
        let slots = self.slots.iter().filter(|(_, slot)| !is_link(slot));
        Self { html: self.html.clone(), slots: slots.cloned().collect(), running: self.running.clone() }
    }

    /// Its HTML without what stands in the slots.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The slots, each with the byte of the HTML before which it stands, in order.
    pub fn slots(&self) -> &[(usize, Slot)] {
        &self.slots
    }

    /// Where in the HTML the running text stands, in order.
    pub fn running_text(&self) -> impl Iterator<Item = Range<usize>> {
        self.running.iter().map(|span| span.range())
    }

    /// Writes it, with each slot filled by `fill`.
    pub fn write(&self, out: &mut String, fill: &mut dyn FnMut(&Slot, &mut String)) {
        self.write_with(&[], out, fill);
    }

    /// Writes it with what is put into it, in the order of the places, and with each slot filled by `fill`.
    pub fn write_with(&self, insertions: &[Insertion], out: &mut String, fill: &mut dyn FnMut(&Slot, &mut String)) {
        out.reserve(self.html.len());
        let mut written = 0;
        let mut insertions = insertions.iter().peekable();
        for (offset, slot) in &self.slots {
            while let Some(insertion) = insertions
                .next_if(|insertion| insertion.offset < *offset || (insertion.offset == *offset && !insertion.opens))
            {
                out.push_str(&self.html[written..insertion.offset]);
                out.push_str(&insertion.html);
                written = insertion.offset;
            }
            out.push_str(&self.html[written..*offset]);
            fill(slot, out);
            written = *offset;
        }
        for insertion in insertions {
            out.push_str(&self.html[written..insertion.offset]);
            out.push_str(&insertion.html);
            written = insertion.offset;
        }
        out.push_str(&self.html[written..]);
    }
}
