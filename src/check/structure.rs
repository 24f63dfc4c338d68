//! The headings and tables of a page.

use super::elements::{Piece, StartTag};
use super::fault::{Fault, Trace};
use crate::diagnostic::Code;

/// The outline of one page, and the tables that are open (WCAG 2.2, 1.3.1).
#[derive(Default)]
pub(super) struct Structure {
    /// The level of the last heading.
    level: Option<u8>,
    tables: Vec<Table>,
}

struct Table {
    trace: Trace,
    has_header: bool,
    /// Whether it shows data, and does not only lay out a page.
    has_data: bool,
}

impl Structure {
    /// What it finds.
    pub(super) const CODES: [Code; 2] = [Code::MissingHeader, Code::SkippedHeading];

    pub(super) fn see(&mut self, piece: &Piece<'_>, found: &mut Vec<Fault>) {
        match piece {
            Piece::Start(tag) if tag.name == "table" => self.tables.push(Table {
                trace: Trace::of(tag),
                has_header: false,
                has_data: !matches!(tag.get("role"), Some("presentation" | "none")),
            }),
            Piece::Start(tag) if tag.name == "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.has_header = true;
                }
            }
            Piece::Start(tag) => {
                if let Some(level) = level_of(tag) {
                    self.heading(level, tag, found);
                }
            }
            Piece::End("table") => {
                if let Some(table) = self.tables.pop().filter(|table| table.has_data && !table.has_header) {
                    found.push(Fault::new(Code::MissingHeader, "this table has no header cells", table.trace).help(
                        "make the cells that name a column or a row `<th scope=\"col\">` or `<th scope=\"row\">`",
                    ));
                }
            }
            Piece::End(_) | Piece::Text(_) => {}
        }
    }

    fn heading(&mut self, level: u8, tag: &StartTag<'_>, found: &mut Vec<Fault>) {
        let expected = self.level.map_or(1, |last| last + 1);
        let last = self.level.replace(level);
        if level <= expected {
            return;
        }
        let message = match last {
            // On the whole plan the same heading stands lower, and is the same mistake.
            Some(last) => format!("this heading stands {} levels below the one before it", level - last),
            None => format!("the first heading of a page is of level {level}"),
        };
        let trace = Trace { heading: tag.get("id").map(str::to_owned), ..Trace::of(tag) };
        let written = "#".repeat(usize::from(expected));
        let help =
            format!("make it one of level {expected}, in Markdown `{written} …`, or give it a heading in between");
        found.push(Fault::new(Code::SkippedHeading, message, trace).help(help));
    }
}

/// The level of a heading; none of what is no heading.
fn level_of(tag: &StartTag<'_>) -> Option<u8> {
    match tag.name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ if tag.get("role") == Some("heading") => tag.get("aria-level")?.parse().ok(),
        _ => None,
    }
}
