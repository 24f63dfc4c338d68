//! A page as a reader's browser takes it apart: tags, with their attributes, and text.
//!
//! Nearly all tags of a page were written by a template: lower-case names, values in double quotes. Those are read in place, which is ten
//! times as fast as by a tokenizer of the whole standard, and there are millions of them. Whatever is written in any other way is given
//! to that tokenizer, piece by piece; a test holds both against each other.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};
use memchr::{memchr, memchr3, memmem};

/// A piece of a page.
pub(super) enum Piece<'page> {
    /// The beginning of an element.
    Start(StartTag<'page>),
    /// The end of an element, by its name.
    End(&'page str),
    /// Text.
    Text(Text<'page>),
}

/// Text between tags. Few look at it: its character references are resolved for those who do.
#[derive(Clone, Copy)]
pub(super) struct Text<'page> {
    written: &'page str,
    /// Whether character references are references in it.
    has_references: bool,
}

impl<'page> Text<'page> {
    /// What it says to a reader.
    pub(super) fn resolved(&self) -> Cow<'page, str> {
        if !self.has_references || !self.written.bytes().any(|byte| matches!(byte, b'&' | b'\r' | 0)) {
            return Cow::Borrowed(self.written);
        }
        let mut said = String::with_capacity(self.written.len());
        // In an element that holds only text a bracket begins no tag.
        for (position, part) in self.written.split('<').enumerate() {
            if position > 0 {
                said.push('<');
            }
            for Ok(token) in Tokenizer::new(part) {
                if let Token::String(resolved) = token {
                    said.push_str(&String::from_utf8_lossy(&resolved));
                }
            }
        }
        Cow::Owned(said)
    }
}

/// The beginning of an element.
#[derive(Clone, Copy)]
pub(super) struct StartTag<'page> {
    pub(super) name: &'page str,
    attributes: &'page [Attribute<'page>],
    /// The page.
    html: &'page str,
    /// Where the tag begins in it, in bytes.
    start: usize,
}

/// A name and a value, which is empty where there is none.
type Attribute<'page> = (&'page str, &'page str);

impl<'page> StartTag<'page> {
    /// The value of an attribute; an empty one where it has none.
    pub(super) fn get(&self, name: &str) -> Option<&'page str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every attribute with its value, in the order in which they are written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'page str, &'page str)> + use<'page> {
        self.attributes.iter().copied()
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

/// Whether character references are resolved in an element whose content is text up to its end tag, whatever stands in it (HTML, 'Parsing
/// elements that contain only text'); none of any other element.
fn only_text(element: &str) -> Option<bool> {
    match element {
        "title" | "textarea" => Some(true),
        "script" | "style" | "iframe" | "xmp" | "noembed" | "noframes" => Some(false),
        _ => None,
    }
}

/// Takes a page apart, in the order of its text.
pub(super) fn read(html: &str, mut each: impl FnMut(Piece<'_>)) {
    // A browser takes a NUL for another character. None is written by a template: a page that has one is left to the tokenizer.
    let has_nul = memchr(0, html.as_bytes()).is_some();
    let mut attributes = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr(b'<', &html.as_bytes()[at..]).map(|open| at + open) {
        text(&html[at..open], &mut each);
        let rest = &html[open..];
        at = match rest.as_bytes().get(1) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => {
                attributes.clear();
                match if has_nul { None } else { plain_tag(rest, &mut attributes) } {
                    Some((name, length)) => {
                        each(Piece::Start(StartTag { name, attributes: &attributes, html, start: open }));
                        let end = open + length;
                        end + text_within(&html[end..], name, &mut each)
                    }
                    None => {
                        let Some(tag) = OddTag::read(rest) else { return };
                        let attributes = tag.attributes();
                        each(Piece::Start(StartTag { name: &tag.name, attributes: &attributes, html, start: open }));
                        let end = open + tag.length;
                        end + text_within(&html[end..], &tag.name, &mut each)
                    }
                }
            }
            Some(b'/') if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let Some(end) = memchr(b'>', rest.as_bytes()) else { return };
                let is_name = |byte: &u8| !matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/');
                let name = &rest[2..2 + rest.as_bytes()[2..end].iter().take_while(|byte| is_name(byte)).count()];
                each(Piece::End(&lower_case(name)));
                open + end + 1
            }
            Some(b'!' | b'?' | b'/') => open + not_shown(rest),
            _ => {
                text("<", &mut each);
                open + 1
            }
        };
    }
    text(&html[at..], &mut each);
}

/// A tag that is written in any other way than templates write tags.
struct OddTag {
    name: String,
    attributes: Vec<(String, String)>,
    /// How long it is as it is written.
    length: usize,
}

impl OddTag {
    /// The tag that a piece of a page begins with; none where the page ends before the tag does.
    fn read(rest: &str) -> Option<Self> {
        let tag = written(rest, 0);
        // What the tokenizer finds wrong with the tag comes before it.
        let token = Tokenizer::new(tag).find_map(|Ok(token)| match token {
            Token::StartTag(token) => Some(token),
            _ => None,
        })?;
        let owned = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let attributes = token.attributes.iter().map(|(name, value)| (owned(name), owned(value))).collect();
        Some(Self { name: owned(&token.name), attributes, length: tag.len() })
    }

    fn attributes(&self) -> Vec<Attribute<'_>> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// Reads a tag that is written as templates write it, on a page without a NUL; none of any other.
fn plain_tag<'html>(rest: &'html str, attributes: &mut Vec<Attribute<'html>>) -> Option<(&'html str, usize)> {
    let bytes = rest.as_bytes();
    let name_of = |start: usize| {
        let length = bytes[start..].iter().position(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b':'))?;
        Some(start + length)
    };
    let name_end = name_of(1)?;
    let mut at = name_end;
    loop {
        match bytes.get(at)? {
            b'>' => return Some((&rest[1..name_end], at + 1)),
            b' ' | b'\n' => at += 1,
            b'a'..=b'z' => {
                let end = name_of(at)?;
                let name = &rest[at..end];
                at = end;
                let mut value = "";
                if bytes.get(end) == Some(&b'=') {
                    let start = end + 2;
                    if bytes.get(end + 1) != Some(&b'"') {
                        return None;
                    }
                    // A value is what is written, unless a character reference or a carriage return stands in it.
                    let length = memchr3(b'"', b'&', b'\r', &bytes[start..])?;
                    if bytes[start + length] != b'"' {
                        return None;
                    }
                    value = &rest[start..start + length];
                    at = start + length + 1;
                } else if !matches!(bytes.get(end)?, b' ' | b'\n' | b'>') {
                    return None;
                }
                // Of two attributes of one name the first counts.
                if attributes.iter().any(|(known, _)| *known == name) {
                    return None;
                }
                attributes.push((name, value));
            }
            _ => return None,
        }
    }
}

/// Reads what stands in an element that holds only text; its length, up to the end tag. Nothing of any other element.
fn text_within(rest: &str, name: &str, each: &mut impl FnMut(Piece<'_>)) -> usize {
    let Some(has_references) = only_text(name) else { return 0 };
    let is_end = |start: &usize| {
        let behind = &rest.as_bytes()[start + 2..];
        let is_name = behind.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        is_name && matches!(behind.get(name.len()), None | Some(b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/' | b'>'))
    };
    let length = memmem::find_iter(rest.as_bytes(), "</").find(is_end).unwrap_or(rest.len());
    if length > 0 {
        each(Piece::Text(Text { written: &rest[..length], has_references }));
    }
    length
}

/// The length of a comment or a document type.
fn not_shown(rest: &str) -> usize {
    let end = match rest.strip_prefix("<!--") {
        // Even `<!-->` is a whole comment.
        Some(comment) if comment.starts_with('>') => Some("<!-->".len()),
        Some(comment) if comment.starts_with("->") => Some("<!--->".len()),
        Some(comment) => memmem::find(comment.as_bytes(), b"-->").map(|end| "<!--".len() + end + "-->".len()),
        None => memchr(b'>', rest.as_bytes()).map(|end| end + 1),
    };
    end.unwrap_or(rest.len())
}

/// Gives text on.
fn text(written: &str, each: &mut impl FnMut(Piece<'_>)) {
    if !written.is_empty() {
        each(Piece::Text(Text { written, has_references: true }));
    }
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests {
    use html5gum::emitters::default::DefaultEmitter;
    use proptest::prelude::*;

    use super::*;

    /// What is read, one piece a line, with neighbouring texts joined.
    #[derive(Default)]
    struct Shown {
        text: String,
        lines: Vec<String>,
    }

    impl Shown {
        fn end_text(&mut self) {
            if !self.text.is_empty() {
                self.lines.push(format!("{:?}", std::mem::take(&mut self.text)));
            }
        }
    }

    fn shown(html: &str) -> Vec<String> {
        let mut shown = Shown::default();
        read(html, |piece| match piece {
            Piece::Start(tag) => {
                let mut attributes: Vec<_> =
                    tag.attributes().map(|(name, value)| format!("{name}={value:?}")).collect();
                attributes.sort();
                shown.end_text();
                shown.lines.push(format!("<{} {}>", tag.name, attributes.join(" ")));
            }
            Piece::End(name) => {
                shown.end_text();
                shown.lines.push(format!("</{name}>"));
            }
            Piece::Text(text) => shown.text.push_str(&text.resolved()),
        });
        shown.end_text();
        shown.lines
    }

    /// The same by the tokenizer of the whole standard.
    fn by_the_standard(html: &str) -> Vec<String> {
        let mut shown = Shown::default();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            let of = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            match token {
                Token::StartTag(tag) => {
                    let attributes = tag.attributes.iter().map(|(name, value)| format!("{}={:?}", of(name), of(value)));
                    let mut attributes: Vec<_> = attributes.collect();
                    attributes.sort();
                    shown.end_text();
                    shown.lines.push(format!("<{} {}>", of(&tag.name), attributes.join(" ")));
                }
                Token::EndTag(tag) => {
                    shown.end_text();
                    shown.lines.push(format!("</{}>", of(&tag.name)));
                }
                Token::String(text) => shown.text.push_str(&of(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        shown.end_text();
        shown.lines
    }

    #[test]
    fn a_page_is_taken_apart_as_the_standard_says() {
        for html in [
            "<!doctype html><p title=\"a > b\" hidden>x &amp; y<br></p><!-- <b> -->z",
            "<P CLASS=x id='y' data-z = \"1\"><IMG src=a/b.png/></P >",
            "<a href=\"?a=1&amp;b=2\">&eacute;&#233;</a><a href=\"a\" href=\"b\">",
            "<script>if (a < b && c) { '</b>' }</script><style>a > b {}</style><title>1 &lt; 2</title>",
            "<textarea></p></TEXTAREA><svg:a xlink:href=\"#x\"/>",
            "a < b, a <3 b, </ a>, <?php ?>, <!-->, <!--->-->",
            "<p\n  class=\"x\"\n>\r\n</p>",
            "<p class=\"x\0\">y</p>",
            "<p title=\"a\r\nb\">y</p>",
            "ñ<a href=x>é</a>",
        ] {
            assert_eq!(shown(html), by_the_standard(html), "{html}");
        }
    }

    #[test]
    fn a_tag_is_shown_as_it_is_written() {
        let mut tags = Vec::new();
        read("é<p title=\"a > b\" hidden>x<br/><a\nhref='>'>", |piece| {
            if let Piece::Start(tag) = piece {
                tags.push(tag.written().to_owned());
            }
        });
        assert_eq!(tags, ["<p title=\"a > b\" hidden>", "<br/>", "<a\nhref='>'>"]);
    }

    proptest! {
        #[test]
        fn pages_of_odd_pieces_are_taken_apart_as_the_standard_says(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "<p class=\"a\">", "<a href='b'>", "<a href=c>", "<A HREF=\"d\">", "<br/>", "<img alt>", "</p>", "</A >",
                    "text", "&amp;", "&nosuch;", " < ", "<!-- c -->", "é", "\n", "<i a=\"&lt;\" b>", "<i a=\"x\r\ny\">", "<b x=\"1\" x=\"2\">",
                    "<title>", "</title>", "<h2 id=\"x--y\">", "<circle cx=\"1\"/>",
                ]),
                0..20,
            )
        ) {
            let html = pieces.concat();
            prop_assert_eq!(shown(&html), by_the_standard(&html));
        }
    }
}
