//! Events to HTML.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::fragment::{Fragment, Interface, Slot};
use super::inline_html::{self, OpenElements};
use super::{Heading, Manner, Outline, Written, anatomy};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Html;
use crate::source::{FilePath, Place};

type Events<'text> = IntoIter<(Event<'text>, Range<usize>)>;

/// What is being written.
pub(super) struct Writer<'text> {
    pub(super) text: &'text str,
    /// Where the prose begins in the text; the events count from there.
    pub(super) start: usize,
    pub(super) file: &'text FilePath,
    manner: Manner<'text>,
    pub(super) events: Events<'text>,
    pub(super) outline: Outline,
    /// The texts of the headings.
    headings: Vec<Fragment>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The HTML of the element that is being written.
    pub(super) out: Fragment,
    /// The plain text of the heading or image that is being written.
    pub(super) plain: Option<String>,
    elements: OpenElements,
    /// Whether each link that is open has a target.
    pub(super) open_links: Vec<Option<usize>>,
    /// How many blocks are open whose text is not part of the author's own sentences: code, quotations, terms, heads of tables.
    pub(super) set_apart: usize,
    /// How many single quotation marks are open.
    open_quotes: usize,
    /// The ids that headings have, or will have because their author says so.
    ids: HashSet<String>,
    /// How many headings wanted the same id, by that id.
    wanted_ids: HashMap<String, usize>,
    /// The ids that authors gave, as far as they were written, each with where it stands.
    explicit_ids: HashMap<String, Range<usize>>,
    pub(super) tables: usize,
    pub(super) footnotes: Footnotes,
}

impl<'text> Writer<'text> {
    pub(super) fn new(text: &'text str, range: Range<usize>, file: &'text FilePath, manner: Manner<'text>) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_WIKILINKS;
        // There is an event for every dozen bytes, and more HTML than Markdown.
        let mut events = Vec::with_capacity(range.len() / 12);
        events.extend(Parser::new_ext(&text[range.clone()], options).into_offset_iter());
        // No id that is made from a text may take one that an author gives further down.
        let ids = events.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { id, .. }) => id.as_ref().map(ToString::to_string),
            _ => None,
        });
        let ids = ids.collect();
        let anatomy = anatomy::of(&events, text, range.start);
        Self {
            text,
            start: range.start,
            file,
            manner,
            events: events.into_iter(),
            outline: Outline { anatomy, ..Outline::default() },
            headings: Vec::new(),
            diagnostics: Vec::new(),
            out: Fragment::with_capacity(2 * range.len()),
            plain: None,
            elements: OpenElements::default(),
            open_links: Vec::new(),
            set_apart: 0,
            open_quotes: 0,
            ids,
            wanted_ids: HashMap::new(),
            explicit_ids: HashMap::new(),
            tables: 0,
            footnotes: Footnotes::default(),
        }
    }

    pub(super) fn run(mut self) -> (Outline, Written, Vec<Diagnostic>) {
        while let Some((event, range)) = self.events.next() {
            self.write(event, self.in_file(range));
        }
        self.write_footnotes();
        self.outline.shrink();
        let mut written = Written { html: self.out, headings: self.headings };
        written.shrink();
        (self.outline, written, self.diagnostics)
    }

    pub(super) fn in_file(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    pub(super) fn write(&mut self, event: Event<'text>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                // What is begun outside a block cannot go on within it.
                if !is_inline(&tag) {
                    self.close_elements();
                }
                if !reads_its_end(&tag) {
                    self.elements.enter();
                }
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.leave();
                self.end(tag);
            }
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                self.remember(&code);
                self.out.push_html("<code>");
                self.out.push_text(&code);
                self.out.push_html("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, range),
            Event::SoftBreak => {
                self.remember(" ");
                self.push_text("\n");
            }
            Event::HardBreak => {
                self.remember(" ");
                self.out.push_html("<br>\n");
            }
            Event::Rule => self.out.push_html("<hr>\n"),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(done) => {
                let (class, text) =
                    if done { ("task-done", Interface::TaskDone) } else { ("task-open", Interface::TaskOpen) };
                self.out.push_html(&format!("<span class=\"task-state {class}\">"));
                self.out.push_slot(Slot::Interface(text));
                self.out.push_html("</span> ");
            }
            // The option for mathematics is not on: its dollar signs are text here.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.out.push_text(&text),
        }
    }

    /// Adds to the plain text of the heading or image that is being written.
    pub(super) fn remember(&mut self, text: &str) {
        if let Some(plain) = &mut self.plain {
            plain.push_str(text);
        }
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let quotes = self.manner.quotes;
        let single_closes = self.open_quotes > 0 && !self.is_within_word(range.end);
        let mark = match (text, self.text.get(range)) {
            ("“", Some("\"")) => Some(quotes.start),
            ("”", Some("\"")) => Some(quotes.end),
            ("‘", Some("'")) => {
                self.open_quotes += 1;
                Some(quotes.alternate_start)
            }
            ("’", Some("'")) if single_closes => {
                self.open_quotes -= 1;
                Some(quotes.alternate_end)
            }
            _ => None,
        };
        let text = mark.unwrap_or(text);
        self.remember(text);
        self.push_text(text);
    }

    fn push_text(&mut self, text: &str) {
        let is_set_apart = self.set_apart > 0 || self.plain.is_some() || !self.open_links.is_empty();
        if is_set_apart || self.elements.set_apart() {
            self.out.push_text(text);
        } else {
            self.out.push_running_text(text);
        }
    }

    /// Whether a letter follows: then a single quote before it is an apostrophe.
    fn is_within_word(&self, offset: usize) -> bool {
        self.text.get(offset..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
    }

    fn start(&mut self, tag: Tag<'text>, range: Range<usize>) {
        if matches!(tag, Tag::BlockQuote(None) | Tag::CodeBlock(_) | Tag::DefinitionListTitle) {
            self.set_apart += 1;
        }
        match tag {
            Tag::Paragraph => self.out.push_html("<p>"),
            Tag::Heading { level, id, .. } => self.heading(level, id, range),
            Tag::BlockQuote(None) => self.out.push_html("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let kind = alert(kind);
                self.out
                    .push_html(&format!("<div class=\"alert alert-{kind}\" role=\"note\">\n<p class=\"alert-title\">"));
                self.out.push_slot(Slot::Interface(Interface::Alert(kind)));
                self.out.push_html("</p>\n");
            }
            Tag::CodeBlock(kind) => {
                self.out.push_html("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(language) = kind
                    && let Some(language) = language.split_whitespace().next()
                {
                    self.out.push_html(" class=\"language-");
                    self.out.push_text(language);
                    self.out.push_html("\"");
                }
                self.out.push_html(">");
            }
            Tag::List(None) => self.out.push_html("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_html("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_html(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => {
                let is_task = matches!(
                    self.events.as_slice(),
                    [(Event::TaskListMarker(_), _), ..]
                        | [(Event::Start(Tag::Paragraph), _), (Event::TaskListMarker(_), _), ..]
                );
                self.out.push_html(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(name) => self.start_footnote(&name),
            Tag::DefinitionList => self.out.push_html("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push_html("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_html("<dd>"),
            Tag::Table(alignments) => self.table(&alignments),
            Tag::Emphasis => self.out.push_html("<em>"),
            Tag::Strong => self.out.push_html("<strong>"),
            Tag::Strikethrough => self.out.push_html("<del>"),
            Tag::Superscript => self.out.push_html("<sup>"),
            Tag::Subscript => self.out.push_html("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, range),
            Tag::Image { link_type, dest_url, title, .. } => self.image(link_type, &dest_url, &title, range),
            Tag::HtmlBlock => self.html_block(range),
            // The rows and cells of a table are read by `table`.
            Tag::TableHead | Tag::TableRow | Tag::TableCell | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::BlockQuote(None) | TagEnd::CodeBlock | TagEnd::DefinitionListTitle) {
            self.set_apart -= 1;
        }
        let closing = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Link => return self.end_link(),
            TagEnd::FootnoteDefinition => return self.end_footnote(),
            // These are closed where they are opened.
            TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::MetadataBlock(_) => return,
        };
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListTitle) {
            self.open_quotes = 0;
        }
        self.out.push_html(closing);
    }

    /// Ends the piece of Markdown that was begun last: an HTML element ends where the piece ends that it was begun in.
    fn leave(&mut self) {
        self.close_elements();
        self.elements.leave();
    }

    fn close_elements(&mut self) {
        self.elements.close(self.file, &mut self.out, &mut self.diagnostics);
    }

    /// Writes the events up to the end of the element that has just begun into a fragment of their own.
    pub(super) fn inside(&mut self) -> Fragment {
        let outer = std::mem::take(&mut self.out);
        self.elements.enter();
        let mut depth = 0_usize;
        while let Some((event, range)) = self.events.next() {
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            // What begins here may read its own end.
            let has_ended = matches!(&event, Event::Start(tag) if reads_its_end(tag));
            self.write(event, self.in_file(range));
            if has_ended {
                depth -= 1;
            }
        }
        self.open_quotes = 0;
        self.leave();
        std::mem::replace(&mut self.out, outer)
    }

    /// An id that no heading has yet, made from a text.
    fn unique_id(&mut self, text: &str) -> String {
        let wanted = slug::slugify(text);
        let wanted = if wanted.is_empty() { "section" } else { &wanted };
        let count = self.wanted_ids.entry(wanted.to_owned()).or_insert(0);
        loop {
            *count += 1;
            let id = if *count == 1 { wanted.to_owned() } else { format!("{wanted}-{count}") };
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    /// The id that its author gave a heading; none, and a finding, where it cannot be one.
    fn explicit_id(&mut self, id: &str, range: Range<usize>) -> Option<String> {
        let written = format!("#{id}");
        let heading = self.text[range.clone()].trim_end();
        let start = heading.rfind(&written);
        let place = start.map_or(range.start..range.start + heading.len(), |start| {
            range.start + start..range.start + start + written.len()
        });
        let finding =
            |message: String| Diagnostic::new(Code::BadAnchor, Place::bytes(self.file, place.clone()), message);
        self.diagnostics.push(if let Some(first) = self.explicit_ids.get(id) {
            finding(format!("the id `{id}` stands twice in this text"))
                .related(Place::bytes(self.file, first.clone()), "stands here first")
                .help("give one of the two headings another id")
        } else if id.contains("--") || id.contains(char::is_whitespace) {
            let slug = Some(slug::slugify(id)).filter(|slug| !slug.is_empty());
            let slug = slug.unwrap_or_else(|| "next-steps".to_owned());
            finding(format!("`{id}` cannot be the id of a heading"))
                .help(format!("write `{{#{slug}}}`: two hyphens in a row mark the ids of the theme"))
        } else {
            self.explicit_ids.insert(id.to_owned(), place);
            return Some(id.to_owned());
        });
        None
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<CowStr<'text>>, range: Range<usize>) {
        // The page's title is its only heading of level 1.
        let level = (level as u8).max(2);
        self.plain = Some(String::new());
        let content = self.inside();
        let plain = self.plain.take().unwrap_or_default();
        let written = range.start..range.start + self.text[range.clone()].trim_end().len();
        let given = id.and_then(|id| self.explicit_id(&id, range));
        let explicit = given.is_some();
        let id = given.unwrap_or_else(|| self.unique_id(&plain));
        self.out.push_slot(Slot::HeadingStart(level));
        self.out.push_html(" id=\"");
        self.out.push_slot(Slot::Id(id.clone()));
        self.out.push_html("\">");
        self.outline.push_heading(Heading { level, id: id.clone(), explicit, range: written });
        self.headings.push(content.without_links());
        self.out.push_fragment(content);
        self.out.push_slot(Slot::HeadingEnd { level, id });
        self.out.push_html("\n");
    }

    /// Writes the HTML of a block as one piece: an element or a comment may stand on several of its lines.
    fn html_block(&mut self, range: Range<usize>) {
        let mut html = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Html(text) => html.push_str(&text),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        self.elements.enter();
        self.raw_html(&html, range);
        self.leave();
    }

    fn raw_html(&mut self, html: &str, range: Range<usize>) {
        match self.manner.html {
            Html::Allow => {
                self.elements.follow(html);
                self.out.push_html(&inline_html::without_comments(html));
            }
            Html::Deny => self.elements.write(html, range, self.file, &mut self.out, &mut self.diagnostics),
        }
    }
}

/// Whether a tag stands within a line of text.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Whether what is begun reads the events up to its own end.
fn reads_its_end(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Heading { .. } | Tag::Table(_) | Tag::Image { .. } | Tag::HtmlBlock)
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
