//! Tables: a box that scrolls, a caption or a name, header cells with scopes, no empty cell.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::fragment::{Fragment, Interface, Slot};
use super::writer::Writer;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;

impl Writer<'_> {
    /// Writes a table: a box that scrolls, a caption or a name, rows and cells.
    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        let mut rows = Fragment::default();
        let mut in_head = false;
        let mut has_header = false;
        let mut column = 0;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => {
                    in_head = true;
                    column = 0;
                    self.set_apart += 1;
                    rows.push_html("<thead><tr>");
                }
                Event::End(TagEnd::TableHead) => {
                    in_head = false;
                    self.set_apart -= 1;
                    if !has_header {
                        self.report_missing_header(self.in_file(range));
                    }
                    rows.push_html("</tr></thead><tbody>");
                }
                Event::Start(Tag::TableRow) => {
                    column = 0;
                    rows.push_html("<tr>");
                }
                Event::End(TagEnd::TableRow) => rows.push_html("</tr>"),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inside();
                    let (open, close) = if in_head { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
                    rows.push_html(open);
                    rows.push_html(alignment_class(alignments.get(column)));
                    rows.push_html(">");
                    has_header |= in_head && !cell.is_empty();
                    if cell.is_empty() {
                        rows.push_html("—");
                    }
                    rows.push_fragment(cell);
                    rows.push_html(close);
                    column += 1;
                }
                Event::End(TagEnd::Table) => break,
                other => self.write(other, self.in_file(range)),
            }
        }
        self.tables += 1;
        self.set_apart += 1;
        let caption = self.caption();
        self.set_apart -= 1;
        self.out.push_html("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" ");
        let heading = self.outline.headings.last().map(|heading| heading.id.clone());
        let caption_id = format!("table--{}", self.tables);
        match (&caption, heading) {
            (Some(_), _) => self.labelled_by(&caption_id),
            (None, Some(heading)) => self.labelled_by(&heading),
            (None, None) => {
                self.out.push_html("aria-label=\"");
                self.out.push_slot(Slot::Interface(Interface::Table));
                self.out.push_html("\">");
            }
        }
        self.out.push_html("<table>");
        if let Some(caption) = caption {
            self.out.push_html("<caption id=\"");
            self.out.push_slot(Slot::Id(caption_id));
            self.out.push_html("\">");
            self.out.push_fragment(caption);
            self.out.push_html("</caption>");
        }
        self.out.push_fragment(rows);
        self.out.push_html("</tbody></table></div>\n");
    }

    /// Markdown has no table without a first row; one that says nothing names no column.
    fn report_missing_header(&mut self, row: Range<usize>) {
        let end = row.start + self.text[row.clone()].trim_end().len();
        self.diagnostics.push(
            Diagnostic::new(
                Code::MissingHeader,
                Place::bytes(self.file, row.start..end),
                "the first row of this table names no column",
            )
            .help("write above each column what stands in it"),
        );
    }

    fn labelled_by(&mut self, id: &str) {
        self.out.push_html("aria-labelledby=\"");
        self.out.push_slot(Slot::Id(id.to_owned()));
        self.out.push_html("\">");
    }

    /// Reads the caption line, a paragraph behind the table that begins with a colon, where there is one.
    fn caption(&mut self) -> Option<Fragment> {
        let is_caption = matches!(self.events.as_slice(), [(Event::Start(Tag::Paragraph), range), ..]
            if self.text[self.start + range.start..].starts_with(": "));
        if !is_caption {
            return None;
        }
        self.events.next();
        if let Some((Event::Text(text), range)) = self.events.next() {
            let text = text.strip_prefix(':').unwrap_or(&text).trim_start().to_owned();
            let outer = std::mem::take(&mut self.out);
            self.text(&text, self.in_file(range));
            let mut caption = std::mem::replace(&mut self.out, outer);
            let rest = self.inside();
            caption.push_fragment(rest);
            return Some(caption);
        }
        Some(self.inside())
    }
}

fn alignment_class(alignment: Option<&Alignment>) -> &'static str {
    match alignment {
        Some(Alignment::Left) => " class=\"align-start\"",
        Some(Alignment::Center) => " class=\"align-center\"",
        Some(Alignment::Right) => " class=\"align-end\"",
        Some(Alignment::None) | None => "",
    }
}
