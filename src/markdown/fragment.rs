//! HTML with slots.

/// A piece of HTML, with slots for what is known only when a page is written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fragment {
    html: String,
    /// Each slot with the byte of `html` before which it stands, in order.
    slots: Vec<(usize, Slot)>,
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
    /// Adds HTML.
    pub fn push_html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds text, escaped.
    pub fn push_text(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = pulldown_cmark_escape::escape_html(&mut self.html, text);
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
    }

    /// The fragment without its links and footnotes, for headings that are shown within links themselves.
    #[must_use]
    pub fn without_links(&self) -> Self {
        let is_link =
            |slot: &Slot| matches!(slot, Slot::LinkStart(_) | Slot::LinkEnd(_) | Slot::FootnoteReference { .. });
        let slots = self.slots.iter().filter(|(_, slot)| !is_link(slot));
        Self { html: self.html.clone(), slots: slots.cloned().collect() }
    }

    /// Writes it, with each slot filled by `fill`.
    pub fn write(&self, out: &mut String, fill: &mut dyn FnMut(&Slot, &mut String)) {
        out.reserve(self.html.len());
        let mut written = 0;
        for (offset, slot) in &self.slots {
            out.push_str(&self.html[written..*offset]);
            fill(slot, out);
            written = *offset;
        }
        out.push_str(&self.html[written..]);
    }
}
