//! A page as a reader's browser takes it apart: tags, with their attributes, and text.

use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

/// A piece of a page.
pub(super) enum Piece<'page> {
    /// The beginning of an element.
    Start(StartTag<'page>),
    /// The end of an element, by its name.
    End(&'page str),
    /// Text, with its character references resolved.
    Text(&'page str),
}

/// The beginning of an element.
#[derive(Clone, Copy)]
pub(super) struct StartTag<'page> {
    pub(super) name: &'page str,
    attributes: &'page Attributes,
    /// The page.
    html: &'page str,
    /// Where the tag begins in it, in bytes.
    start: usize,
}

impl<'page> StartTag<'page> {
    /// The value of an attribute; an empty one where it has none.
    pub(super) fn get(&self, name: &str) -> Option<&'page str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every attribute with its value, in the order in which they are written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'page str, &'page str)> + use<'page> {
        let Attributes { text, spans } = self.attributes;
        spans.iter().map(|(name, value)| (&text[name.clone()], &text[value.clone()]))
    }

    /// The tag as it is written on the page.
    pub(super) fn written(&self) -> &'page str {
        written(self.html, self.start)
    }

    /// Where the tag begins on the page, in bytes.
    pub(super) fn start(&self) -> usize {
        self.start
    }
}

/// The tag that begins at a place of a page, as it is written.
pub(super) fn written(html: &str, start: usize) -> &str {
    let rest = &html[start..];
    // A `>` within a value that stands in quotes ends nothing.
    let mut quote = None;
    let end = rest.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), byte) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    });
    &rest[..end.map_or(rest.len(), |end| end + 1)]
}

/// The attributes of the tag that is being read, kept in one text: there are many tags.
#[derive(Default)]
struct Attributes {
    text: String,
    spans: Vec<(Range<usize>, Range<usize>)>,
}

impl Attributes {
    fn clear(&mut self) {
        self.text.clear();
        self.spans.clear();
    }

    fn push(&mut self, text: &[u8]) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(&String::from_utf8_lossy(text));
        start..self.text.len()
    }
}

/// Takes a page apart, in the order of its text.
pub(super) fn read(html: &str, mut each: impl FnMut(Piece<'_>)) {
    let mut name = String::new();
    let mut start = 0;
    let mut attributes = Attributes::default();
    let callback = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<std::convert::Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name: opened } => {
                name.clear();
                name.push_str(&String::from_utf8_lossy(opened));
                start = span.start;
                attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                let name = attributes.push(name);
                attributes.spans.push((name.clone(), name.end..name.end));
            }
            CallbackEvent::AttributeValue { value } => {
                let value = attributes.push(value);
                if let Some((_, empty)) = attributes.spans.last_mut() {
                    *empty = value;
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                each(Piece::Start(StartTag { name: &name, attributes: &attributes, html, start }));
            }
            CallbackEvent::EndTag { name } => each(Piece::End(&String::from_utf8_lossy(name))),
            CallbackEvent::String { value } => each(Piece::Text(&String::from_utf8_lossy(value))),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    // The contents of scripts and styles are text.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let mut shown = String::new();
        read(html, |piece| match piece {
            Piece::Start(tag) => {
                let attributes: Vec<_> = tag.attributes().map(|(name, value)| format!("{name}={value}")).collect();
                shown.push_str(&format!("[{} {} {}]", tag.name, attributes.join(","), tag.written()));
            }
            Piece::End(name) => shown.push_str(&format!("[/{name}]")),
            Piece::Text(text) => shown.push_str(text),
        });
        shown
    }

    #[test]
    fn a_page_is_taken_apart_with_what_is_written() {
        assert_eq!(
            shown(
                "<!doctype html><p title=\"a > b\" hidden>x &amp; y<br></p><!-- no --><script>1 < 2 && '<b>'</script>"
            ),
            "[p title=a > b,hidden= <p title=\"a > b\" hidden>]x & y[br  <br>][/p][script  <script>]1 < 2 && '<b>'[/script]"
        );
        assert_eq!(shown("ñ<a href=x>é</a>"), "ñ[a href=x <a href=x>]é[/a]");
    }
}
