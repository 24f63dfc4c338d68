//! The few HTML elements that prose may hold, and what becomes of all others.

use std::collections::HashMap;
use std::ops::Range;

use html5gum::{Token, Tokenizer};

use super::fragment::Fragment;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FilePath, Place};

/// An element that prose may hold, with the attributes that it may have.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("span", &["lang", "dir"]),
    ("abbr", &["title", "lang"]),
    ("q", &["lang", "cite"]),
    ("cite", &["lang"]),
    ("sub", &[]),
    ("sup", &[]),
    ("br", &[]),
];

/// The elements whose text is not part of its author's own sentences: names, code, links, what others said. All have an end tag.
const SET_APART: [&str; 20] = [
    "a",
    "abbr",
    "blockquote",
    "button",
    "caption",
    "cite",
    "code",
    "dfn",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "kbd",
    "pre",
    "q",
    "summary",
    "svg",
];

/// What Markdown has in place of elements that prose may not hold.
const IN_MARKDOWN: [(&[&str], &str); 12] = [
    (&["b", "strong"], "write `**…**`"),
    (&["i", "em"], "write `*…*`"),
    (&["s", "del", "strike"], "write `~~…~~`"),
    (&["a"], "write `[text](address)`, or `[[collection/id]]` for a record"),
    (&["img", "picture"], "write `![what it shows](file)`"),
    (&["p", "div"], "leave an empty line between paragraphs"),
    (&["h1", "h2", "h3", "h4", "h5", "h6"], "write `## Heading`"),
    (&["ul", "ol", "li"], "begin each item on a line of its own, with `- ` or `1. `"),
    (&["code", "pre", "tt"], "write it between backticks"),
    (&["blockquote"], "begin each line with `> `"),
    (&["hr"], "write a line of `---`"),
    (
        &["table", "thead", "tbody", "tr", "th", "td"],
        "write rows such as `| a | b |`, with `|---|---|` below the first",
    ),
];

/// What to do about an element that prose may not hold.
fn in_place_of(element: &str) -> String {
    let markdown = IN_MARKDOWN.iter().find(|(elements, _)| elements.contains(&element));
    let markdown = markdown.map_or("write it in Markdown", |(_, markdown)| markdown);
    format!("{markdown}; `html: allow` in `site.yaml` lets all HTML through")
}

/// The elements that are open, and where in them each piece of Markdown that is open began: an element ends within the piece that it began in.
#[derive(Default)]
pub(super) struct OpenElements {
    open: Vec<(String, Range<usize>)>,
    pieces: Vec<usize>,
    /// The elements that set their text apart and are open where HTML of every kind is let through.
    followed: Vec<String>,
    /// For each element that was refused, the findings about those that are not closed yet, by their positions.
    refused: HashMap<String, Vec<usize>>,
}

impl OpenElements {
    /// Begins a piece of Markdown.
    pub(super) fn enter(&mut self) {
        self.pieces.push(self.open.len());
    }

    /// Ends the piece that was begun last.
    pub(super) fn leave(&mut self) {
        self.pieces.pop();
    }

    /// How many elements were open when the piece was begun.
    fn outer(&self) -> usize {
        self.pieces.last().copied().unwrap_or(0)
    }

    /// Whether the text that follows stands within an element whose text is not part of its author's own sentences. Among the few that prose
    /// may hold no other has words in it: those in another language are no place for words in the prose's.
    pub(super) fn set_apart(&self) -> bool {
        !self.open.is_empty() || !self.followed.is_empty()
    }

    /// Takes note of what a piece of HTML opens and closes that is published as it is written.
    pub(super) fn follow(&mut self, raw: &str) {
        for Ok(token) in Tokenizer::new(raw) {
            match token {
                Token::StartTag(tag) if !tag.self_closing => {
                    let name = String::from_utf8_lossy(&tag.name);
                    if SET_APART.contains(&&*name) {
                        self.followed.push(name.into_owned());
                    }
                }
                Token::EndTag(tag) => {
                    if let Some(open) = self.followed.iter().rposition(|open| open.as_bytes() == &**tag.name) {
                        self.followed.truncate(open);
                    }
                }
                _ => {}
            }
        }
    }

    /// Writes the allowed elements of a piece of raw HTML, keeps the text of all others, and reports them. Comments are notes among
    /// editors: they are not published.
    pub(super) fn write(
        &mut self,
        raw: &str,
        range: Range<usize>,
        file: &FilePath,
        out: &mut Fragment,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let place = || Place::bytes(file, range.start..range.start + raw.trim_end().len());
        let mut reported = false;
        let mut report = |diagnostics: &mut Vec<Diagnostic>, message: String, help: String| {
            if !std::mem::replace(&mut reported, true) {
                diagnostics.push(Diagnostic::new(Code::RawHtml, place(), message).help(help));
            }
        };
        for Ok(token) in Tokenizer::new(raw) {
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let Some((_, attributes)) = ALLOWED.iter().find(|(allowed, _)| *allowed == name) else {
                        report(diagnostics, format!("prose may not hold the element `<{name}>`"), in_place_of(&name));
                        self.refused.entry(name).or_default().push(diagnostics.len() - 1);
                        continue;
                    };
                    out.push_html(&format!("<{name}"));
                    for (attribute, value) in &tag.attributes {
                        let attribute = String::from_utf8_lossy(attribute);
                        if attributes.contains(&&*attribute) {
                            out.push_html(&format!(" {attribute}=\""));
                            out.push_text(&String::from_utf8_lossy(value));
                            out.push_html("\"");
                        } else {
                            let message = format!("`<{name}>` may not have the attribute `{attribute}` in prose");
                            report(diagnostics, message, "remove it".to_owned());
                        }
                    }
                    out.push_html(">");
                    if name != "br" {
                        self.open.push((name, range.clone()));
                    }
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if self.open[self.outer()..].last().is_some_and(|(open, _)| *open == name) {
                        self.open.pop();
                        out.push_html(&format!("</{name}>"));
                    } else if let Some(opened) = self.refused.get_mut(&name).and_then(Vec::pop) {
                        // An element is one mistake, whose end stands in a piece of its own where Markdown stands between.
                        let finding = &mut diagnostics[opened];
                        if finding.place != place() {
                            finding.related.push((place(), "it ends here".to_owned()));
                        }
                    } else if ALLOWED.iter().any(|(allowed, _)| *allowed == name) {
                        let message = format!("`</{name}>` closes nothing that is open here");
                        report(diagnostics, message, format!("remove it, or write `<{name}>` before what it closes"));
                    } else {
                        report(diagnostics, format!("prose may not hold the element `<{name}>`"), in_place_of(&name));
                    }
                }
                Token::String(text) => out.push_text(&String::from_utf8_lossy(&text)),
                Token::Doctype(_) => {
                    report(diagnostics, "prose may not hold a document type".to_owned(), "remove it".to_owned());
                }
                Token::Comment(_) | Token::Error(_) => {}
            }
        }
    }

    /// Closes what was opened in the piece that was begun last, and reports it.
    pub(super) fn close(&mut self, file: &FilePath, out: &mut Fragment, diagnostics: &mut Vec<Diagnostic>) {
        for (name, range) in self.open.drain(self.outer()..).rev() {
            out.push_html(&format!("</{name}>"));
            let message = format!("`<{name}>` is not closed in its paragraph");
            diagnostics.push(
                Diagnostic::new(Code::RawHtml, Place::bytes(file, range), message)
                    .help(format!("write `</{name}>` behind what it is about")),
            );
        }
    }
}

/// HTML without its comments, which are notes among editors.
pub(super) fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        rest = rest[start..].find("-->").map_or("", |end| &rest[start + end + "-->".len()..]);
    }
    kept + rest
}
