//! What links, buttons and images are called, for those who hear them.

use std::collections::BTreeSet;

use super::elements::{Piece, StartTag};
use super::fault::{Fault, Trace};
use crate::diagnostic::Code;
use crate::link::Site;

/// The link texts that say nothing, in the languages of a site.
pub(super) struct VagueTexts {
    texts: BTreeSet<String>,
    /// How many bytes the longest text has that may be one of them, with what is passed over in it.
    longest: usize,
}

impl VagueTexts {
    /// As the theme's strings list them, with a bar between two.
    pub(super) fn of(site: &Site) -> Self {
        let lists = site.languages.iter().filter_map(|language| language.strings.get("vague-link-texts", &[]).ok());
        let texts =
            lists.flat_map(|list| list.split('|').map(bare).collect::<Vec<_>>()).filter(|text| !text.is_empty());
        let texts: BTreeSet<_> = texts.collect();
        let longest = texts.iter().map(String::len).max().map_or(0, |longest| 2 * longest);
        Self { texts, longest }
    }

    fn contains(&self, text: &str) -> bool {
        // Nearly every link says more than any of these.
        text.len() <= self.longest && self.texts.contains(&bare(text))
    }
}

/// A text without what does not tell two texts apart: upper case, spaces, arrows and full stops.
fn bare(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The links and buttons of one page (WCAG 2.2, 2.4.4 and 4.1.2; for images 1.1.1).
pub(super) struct Names<'check> {
    vague: &'check VagueTexts,
    html: &'check str,
    /// The links and buttons that are open.
    open: Vec<Open>,
}

struct Open {
    element: Named,
    /// Where its tag begins.
    start: usize,
    text: String,
    /// Whether it is called otherwise than by its text.
    is_labelled: bool,
}

/// What has to have a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Link,
    Button,
}

impl Named {
    fn of(element: &str) -> Option<Self> {
        match element {
            "a" => Some(Self::Link),
            "button" => Some(Self::Button),
            _ => None,
        }
    }
}

impl<'check> Names<'check> {
    /// What it finds.
    pub(super) const CODES: [Code; 3] = [Code::EmptyLink, Code::MissingAlt, Code::VagueLink];

    pub(super) fn new(vague: &'check VagueTexts, html: &'check str) -> Self {
        Self { vague, html, open: Vec::new() }
    }

    pub(super) fn see(&mut self, piece: &Piece<'_>, found: &mut Vec<Fault>) {
        match piece {
            Piece::Start(tag) => self.start(tag, found),
            Piece::Text(_) if self.open.is_empty() => {}
            Piece::Text(text) => self.add(&text.resolved()),
            Piece::End(name) => {
                let Some(element) = Named::of(name) else { return };
                if let Some(position) = self.open.iter().rposition(|open| open.element == element) {
                    let closed = self.open.drain(position..).next();
                    closed.into_iter().for_each(|open| self.judge(&open, found));
                }
            }
        }
    }

    fn start(&mut self, tag: &StartTag<'_>, found: &mut Vec<Fault>) {
        let label = tag.get("aria-label").filter(|label| !label.trim().is_empty());
        match tag.name {
            "a" if tag.get("href").is_some() => self.open(Named::Link, tag, label),
            "button" => self.open(Named::Button, tag, label),
            "img" => match tag.get("alt") {
                Some(alternative) => self.add(alternative),
                None => {
                    let source = tag.get("src").unwrap_or_default();
                    let trace = Trace::of(tag).text(format!("src=\"{source}\""));
                    found.push(
                        Fault::new(Code::MissingAlt, "this image has no text alternative", trace)
                            .help("write what it shows: `alt=\"…\"`, or `alt=\"\"` where it only decorates"),
                    );
                }
            },
            _ => label.into_iter().for_each(|label| self.add(label)),
        }
    }

    /// What stands in a link or a button is a part of its name.
    fn add(&mut self, name: &str) {
        for open in &mut self.open {
            open.text.push_str(name);
        }
    }

    fn open(&mut self, element: Named, tag: &StartTag<'_>, label: Option<&str>) {
        self.open.push(Open {
            element,
            start: tag.start(),
            text: label.unwrap_or_default().to_owned(),
            is_labelled: label.is_some() || tag.get("aria-labelledby").is_some() || tag.get("title").is_some(),
        });
    }

    fn judge(&self, open: &Open, found: &mut Vec<Fault>) {
        let text = open.text.trim();
        let trace = || Trace::at(self.html, open.start);
        if text.is_empty() && !open.is_labelled {
            let what = if open.element == Named::Link { "link" } else { "button" };
            let fault = Fault::new(Code::EmptyLink, format!("this {what} has no text"), trace());
            found.push(fault.help("write in it what it leads to or does, or say it in `aria-label`"));
        } else if open.element == Named::Link && self.vague.contains(text) {
            let trace = trace().text(format!("[{text}](")).text(format!("|{text}]]")).text(format!("[{text}]"));
            found.push(
                Fault::new(Code::VagueLink, format!("the link text `{text}` does not say where it leads"), trace)
                    .help("let the text be the name of what is there: many readers hear a page's links one by one"),
            );
        }
    }
}
