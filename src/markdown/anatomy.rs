//! What prose consists of, for holding a translation against its original.

use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{Event, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use super::tight;
use crate::model::BlockHash;
use crate::source::Span;

/// What prose consists of.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Anatomy {
    /// The blocks: what a translator translates at a time.
    pub blocks: Vec<Block>,
    /// The parts that a translation has, too, in the same order.
    pub parts: Vec<Part>,
    /// The numbers that are written in digits.
    pub figures: Vec<Figure>,
}

/// A heading, a paragraph, an item of a list, a row of a table, a piece of code.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// What it says, and what its links lead to; not how either is marked.
    pub hash: BlockHash,
    /// Where its first line stands in the file, in bytes.
    pub span: Span,
}

/// A part that a translation has, too. Paragraphs are free.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where its first line stands in the file, in bytes.
    pub span: Span,
}

/// The kinds of parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PartKind {
    /// A heading of a level.
    Heading(u8),
    /// A list of so many items.
    List(u32),
    /// A table of so many columns, and rows without its header.
    Table(u32, u32),
    /// A footnote.
    Footnote,
    /// An image.
    Image,
}

/// A number in digits.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// Its digits, without what languages write between them.
    pub digits: Box<str>,
    /// Where it stands in the file, in bytes.
    pub span: Span,
}

impl Anatomy {
    /// Gives back the memory that was set aside for more.
    pub(super) fn shrink(&mut self) {
        tight::list(&mut self.blocks);
        tight::list(&mut self.parts);
        tight::list(&mut self.figures);
    }
}

/// Takes prose apart. `text` is its file, and `start` where the prose begins in it.
pub(super) fn of(events: &[(Event<'_>, Range<usize>)], text: &str, start: usize) -> Anatomy {
    let mut reader = Reader {
        text,
        start,
        anatomy: Anatomy::default(),
        block: None,
        said: String::new(),
        lists: Vec::new(),
        table: None,
    };
    for (event, range) in events {
        reader.read(event, start + range.start..start + range.end);
    }
    reader.end_block();
    reader.anatomy
}

struct Reader<'text> {
    text: &'text str,
    start: usize,
    anatomy: Anatomy,
    /// Where the block stands that is being read.
    block: Option<Range<usize>>,
    /// What it says.
    said: String,
    /// The positions among the parts of the lists that are open.
    lists: Vec<usize>,
    /// The same of the table.
    table: Option<usize>,
}

impl Reader<'_> {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.figures(&range);
                self.say(text, range);
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.say(text, range),
            Event::Html(html) | Event::InlineHtml(html) if !html.starts_with("<!--") => self.say("", range),
            Event::SoftBreak | Event::HardBreak => self.say(" ", range),
            Event::FootnoteReference(_) => self.say("[^]", range),
            Event::TaskListMarker(done) => self.say(if *done { "[x]" } else { "[ ]" }, range),
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.begin_block(&range);
                self.part(PartKind::Heading(*level as u8), &range);
            }
            Tag::List(_) => {
                self.end_block();
                self.lists.push(self.anatomy.parts.len());
                self.part(PartKind::List(0), &range);
            }
            Tag::Item => {
                self.begin_block(&range);
                self.count_item();
            }
            Tag::Table(columns) => {
                self.end_block();
                self.table = Some(self.anatomy.parts.len());
                self.part(PartKind::Table(u32::try_from(columns.len()).unwrap_or(u32::MAX), 0), &range);
            }
            Tag::TableRow => {
                self.begin_block(&range);
                if let Some(Part { kind: PartKind::Table(_, rows), .. }) =
                    self.table.and_then(|table| self.anatomy.parts.get_mut(table))
                {
                    *rows += 1;
                }
            }
            Tag::FootnoteDefinition(_) => {
                self.begin_block(&range);
                self.part(PartKind::Footnote, &range);
            }
            Tag::Paragraph
            | Tag::TableHead
            | Tag::CodeBlock(_)
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.begin_block(&range),
            Tag::TableCell => self.say(" | ", range),
            Tag::Image { dest_url, .. } => {
                self.part(PartKind::Image, &range);
                self.say(&format!("[{dest_url}]"), range);
            }
            Tag::Link { dest_url, .. } => self.say(&format!("[{dest_url}]"), range),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::CodeBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.end_block(),
            TagEnd::Table => self.table = None,
            _ => {}
        }
    }

    fn count_item(&mut self) {
        if let Some(Part { kind: PartKind::List(items), .. }) =
            self.lists.last().and_then(|list| self.anatomy.parts.get_mut(*list))
        {
            *items += 1;
        }
    }

    fn part(&mut self, kind: PartKind, range: &Range<usize>) {
        let span = self.first_line(range).into();
        self.anatomy.parts.push(Part { kind, span });
    }

    /// Begins a block. One that says nothing yet becomes it: the paragraph of an item is the item's block.
    fn begin_block(&mut self, range: &Range<usize>) {
        self.end_block();
        self.block = Some(range.clone());
    }

    fn end_block(&mut self) {
        if let Some(range) = self.block.take()
            && !self.said.trim().is_empty()
        {
            let span = self.first_line(&range).into();
            self.anatomy.blocks.push(Block { hash: BlockHash::of(&self.said), span });
        }
        self.said.clear();
    }

    fn say(&mut self, text: &str, range: Range<usize>) {
        self.block.get_or_insert(range);
        self.said.push_str(text);
    }

    fn figures(&mut self, range: &Range<usize>) {
        let Some(written) = self.text.get(range.clone()) else { return };
        let is_between = |character: char| matches!(character, '.' | ',' | '\u{a0}' | '\u{202f}');
        let mut rest = 0;
        while let Some(found) = written[rest..].find(|character: char| character.is_ascii_digit()) {
            let begin = rest + found;
            let length = written[begin..]
                .find(|character: char| !character.is_ascii_digit() && !is_between(character))
                .unwrap_or(written.len() - begin);
            let number = written[begin..begin + length].trim_end_matches(is_between);
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let place = range.start + begin..range.start + begin + number.len();
            self.anatomy.figures.push(Figure { digits: digits.into(), span: place.into() });
            rest = begin + length;
        }
    }

    /// The first line of a range, without the white space around it.
    fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let skipped = text.len() - text.trim_start().len();
        let text = &text[skipped..];
        let line = memchr(b'\n', text.as_bytes()).map_or(text, |end| &text[..end]).trim_end();
        let begin = (range.start + skipped).max(self.start);
        begin..begin + line.len()
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    fn anatomy(text: &str) -> Anatomy {
        let events: Vec<_> = Parser::new_ext(text, Options::all()).into_offset_iter().collect();
        of(&events, text, 0)
    }

    fn hashes(text: &str) -> Vec<BlockHash> {
        anatomy(text).blocks.into_iter().map(|block| block.hash).collect()
    }

    #[test]
    fn blocks_are_what_is_translated_at_a_time() {
        let text = "## Heading\n\nA *paragraph*\nof two lines.\n\n- one\n- two\n\n  more of two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n";
        let shown: Vec<_> = anatomy(text).blocks.into_iter().map(|block| &text[block.span.range()]).collect();
        assert_eq!(
            shown,
            ["## Heading", "A *paragraph*", "one", "two", "more of two", "| a | b |", "| c | d |", "```"]
        );
    }

    #[test]
    fn white_space_and_marks_that_change_nothing_to_read_change_no_hash() {
        assert_eq!(hashes("One *two*\nthree.\n"), hashes("One  **two** three.\n\n\n"));
        assert_eq!(hashes("- one\n- two\n"), hashes("* one\n\n* two\n"));
        assert_eq!(hashes("## A {#a}\n"), hashes("A\n=\n"));
    }

    #[test]
    fn words_and_destinations_change_the_hash_of_their_block_alone() {
        let (before, after) = (hashes("One.\n\n[Two](a).\n\nThree.\n"), hashes("One.\n\n[Two](b).\n\nThree.\n"));
        assert_eq!((before[0], before[2]), (after[0], after[2]));
        assert_ne!(before[1], after[1]);
    }

    #[test]
    fn parts_are_counted_with_what_they_hold() {
        let kinds = |text| anatomy(text).parts.into_iter().map(|part| part.kind).collect::<Vec<_>>();
        assert_eq!(
            kinds("# A\n\n- one\n  - in one\n- two\n\n| a |\n|---|\n| b |\n| c |\n\nx[^1] ![i](i.png)\n\n[^1]: note\n"),
            [
                PartKind::Heading(1),
                PartKind::List(2),
                PartKind::List(1),
                PartKind::Table(1, 2),
                PartKind::Image,
                PartKind::Footnote
            ]
        );
    }

    #[test]
    fn figures_are_digits_however_a_language_parts_them() {
        let digits =
            |text| anatomy(text).figures.into_iter().map(|figure| String::from(figure.digits)).collect::<Vec<_>>();
        assert_eq!(digits("In 2007, 1,250.5 or 1.250,5 or 1\u{a0}250,5.\n"), ["2007", "12505", "12505", "12505"]);
    }
}
