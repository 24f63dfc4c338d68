//! Links and images.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::destination::{self, Link, LinkTarget};
use super::fragment::Slot;
use super::writer::Writer;

impl Writer<'_> {
    pub(super) fn link(&mut self, kind: LinkType, destination: &str, title: &str, range: Range<usize>) {
        // HTML has no links in links; Markdown has an address in angle brackets there.
        if self.open_links.iter().any(Option::is_some) {
            self.open_links.push(None);
            return;
        }
        let target = match kind {
            LinkType::WikiLink { .. } => destination::wikilink(destination, range.clone(), self.file),
            LinkType::Email => Ok(LinkTarget::Url(format!("mailto:{destination}"))),
            _ => destination::destination(destination, range.clone(), self.file),
        };
        match target {
            Ok(target) => {
                let position = self.add_link(target, title, range);
                self.open_links.push(Some(position));
                self.out.push_slot(Slot::LinkStart(position));
                if let LinkType::WikiLink { has_pothole } = kind {
                    self.bare_wikilink(has_pothole, position);
                }
            }
            Err(diagnostic) => {
                self.diagnostics.push(*diagnostic);
                self.open_links.push(None);
            }
        }
    }

    pub(super) fn end_link(&mut self) {
        if let Some(Some(link)) = self.open_links.pop() {
            self.out.push_slot(Slot::LinkEnd(link));
        }
    }

    /// A wikilink without a label has its destination as its text, or, behind a bar, nothing: the title of the record stands in its place.
    fn bare_wikilink(&mut self, has_bar: bool, position: usize) {
        let is_empty = match self.events.as_slice() {
            [(Event::End(TagEnd::Link), _), ..] => true,
            [(Event::Text(text), _), (Event::End(TagEnd::Link), _), ..] => text.trim().is_empty(),
            _ => false,
        };
        if has_bar && !is_empty {
            return;
        }
        while let [(Event::Text(text), _), ..] = self.events.as_slice() {
            let text = text.clone();
            self.remember(&text);
            self.events.next();
        }
        self.out.push_slot(Slot::LinkTitle(position));
    }

    fn add_link(&mut self, target: LinkTarget, title: &str, range: Range<usize>) -> usize {
        let title = (!title.is_empty()).then(|| title.to_owned());
        self.prose.links.push(Link { target, range, title });
        self.prose.links.len() - 1
    }

    /// Reads the plain text of an image, whose links, images and footnotes are none there. It is read without recursion: images stand in
    /// images as deep as their author likes.
    fn alternative(&mut self) -> String {
        let outer = self.plain.replace(String::new());
        let out = std::mem::take(&mut self.out);
        let mut depth = 0_usize;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Text(text) => self.text(&text, self.in_file(range)),
                Event::Code(text) => self.remember(&text),
                Event::SoftBreak | Event::HardBreak => self.remember(" "),
                _ => {}
            }
        }
        self.out = out;
        std::mem::replace(&mut self.plain, outer).unwrap_or_default()
    }

    pub(super) fn image(&mut self, destination: &str, title: &str, range: Range<usize>) {
        let alternative = self.alternative();
        self.remember(&alternative);
        match destination::destination(destination, range.clone(), self.file) {
            Ok(target) => {
                let position = self.add_link(target, title, range);
                self.out.push_html("<img ");
                self.out.push_slot(Slot::ImageSource(position));
                self.out.push_html(" alt=\"");
                self.out.push_text(&alternative);
                if !title.is_empty() {
                    self.out.push_html("\" title=\"");
                    self.out.push_text(title);
                }
                self.out.push_html("\" loading=\"lazy\">");
            }
            Err(diagnostic) => {
                self.diagnostics.push(*diagnostic);
                self.out.push_text(&alternative);
            }
        }
    }
}
