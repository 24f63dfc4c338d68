//! Links and images.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::destination::{self, Link, LinkTarget};
use super::fragment::Slot;
use super::writer::Writer;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;

impl Writer<'_> {
    pub(super) fn link(&mut self, kind: LinkType, destination: &str, title: &str, range: Range<usize>) {
        // HTML has no links in links; Markdown has an address in angle brackets there.
        if self.open_links.iter().any(Option::is_some) {
            self.open_links.push(None);
            return;
        }
        let range = self.destination_range(kind, range);
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
                } else if matches!(self.events.as_slice(), [(Event::End(TagEnd::Link), _), ..]) {
                    self.empty_link(destination, position);
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

    /// A link without a text: its destination stands in its place, so that nobody comes upon a link that cannot be seen.
    fn empty_link(&mut self, destination: &str, position: usize) {
        let place = Place::bytes(self.file, self.outline.links[position].range.clone());
        self.diagnostics.push(
            Diagnostic::new(Code::EmptyLink, place, "this link has no text")
                .help(format!("say where it leads: `[what is there]({destination})`")),
        );
        self.remember(destination);
        self.out.push_text(destination);
    }

    /// Where the destination of the link or image that has just begun stands: what is wrong with it is shown there. It is the link itself
    /// where the destination stands elsewhere, or is empty.
    fn destination_range(&self, kind: LinkType, link: Range<usize>) -> Range<usize> {
        let text = &self.text[link.clone()];
        let (start, end) = match kind {
            LinkType::WikiLink { .. } => {
                let start = text.find("[[").map_or(0, |brackets| brackets + 2);
                let inner = &text[start..];
                (start, start + inner.find('|').or_else(|| inner.find("]]")).unwrap_or(inner.len()))
            }
            LinkType::Autolink | LinkType::Email => (1, text.trim_end_matches('>').len()),
            LinkType::Inline => {
                let label = self.label_end().saturating_sub(link.start);
                let start = text[label..].find("](").map_or(text.len(), |bracket| label + bracket + 2);
                let written = text[start..].trim_start();
                let start = text.len() - written.len();
                let length = match written.strip_prefix('<') {
                    Some(written) => written.find('>').map_or(1, |end| end + 2),
                    None => written
                        .find(char::is_whitespace)
                        .unwrap_or_else(|| written.strip_suffix(')').unwrap_or(written).len()),
                };
                (start, start + length)
            }
            _ => return link,
        };
        let written = text[start..end].trim_end_matches('\\').trim_end();
        let before = written.len() - written.trim_start().len();
        if written.is_empty() { link } else { link.start + start + before..link.start + start + written.len() }
    }

    /// Where the last piece of the label ends of the link or image that has just begun.
    fn label_end(&self) -> usize {
        let (mut depth, mut end) = (0_usize, 0);
        for (event, range) in self.events.as_slice() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            end = self.start + range.end;
        }
        end
    }

    fn add_link(&mut self, target: LinkTarget, title: &str, range: Range<usize>) -> usize {
        let title = (!title.is_empty()).then(|| title.to_owned());
        self.outline.links.push(Link { target, range, title });
        self.outline.links.len() - 1
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

    pub(super) fn image(&mut self, kind: LinkType, destination: &str, title: &str, range: Range<usize>) {
        let range = self.destination_range(kind, range);
        let alternative = self.alternative();
        self.remember(&alternative);
        if alternative.trim().is_empty() {
            let place = Place::bytes(self.file, range.clone());
            self.diagnostics.push(
                Diagnostic::new(Code::MissingAlt, place, "this image has no text alternative")
                    .help(format!("say what it shows to those who do not see it: `![what it shows]({destination})`")),
            );
        }
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
