//! Prose: Markdown to HTML whose links are still open.
//!
//! 1. `pulldown-cmark` turns the text into events with their places.
//! 2. The writer turns the events into a [`Fragment`]: HTML with slots where something depends on the page that shows it (an address,
//!    the title of another record, a heading's level and id) or on the language of the interface.
//! 3. What the prose refers to is collected as [`Link`]s, for the stage that knows the other records.
//!
//! `pulldown-cmark`'s own HTML writer is not used: it writes inline styles, which the site's policy forbids, check boxes without a label,
//! and tables without captions and scopes.

mod anatomy;
mod destination;
mod footnotes;
mod fragment;
mod inline_html;
mod link;
mod table;
mod tight;
mod writer;

pub use anatomy::{Anatomy, Block, Figure, Part, PartKind};
pub use destination::{Link, LinkTarget};
pub use footnotes::{footnote_id, reference_id};
pub use fragment::{Fragment, Insertion, Interface, Slot};

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::language::QuotationMarks;
use crate::model::Html;
use crate::source::FilePath;

/// A record's prose in one language.
///
/// Of most prose a run shows nothing: a build that keeps pages needs to know where their prose leads, and no more. So what is shown may be written
/// when it is first asked for.
#[derive(Debug)]
pub struct Prose {
    /// What those need to know of it who do not show it.
    pub outline: Outline,
    written: LazyLock<Result<Written>, Later>,
}

/// What those need to know of prose who do not show it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outline {
    /// The headings, in the order of the text.
    pub headings: Vec<Heading>,
    /// What the prose refers to, in the order of the text; slots name them by their position.
    pub links: Vec<Link>,
    /// What it consists of.
    pub anatomy: Anatomy,
    /// The positions of the headings, in the order of their ids.
    anchors: Vec<u32>,
}

/// What pages show of prose.
#[derive(Debug)]
pub struct Written {
    /// The HTML.
    html: Fragment,
    /// The texts of the headings, without links.
    headings: Vec<Fragment>,
}

/// What writes prose when it is first asked for.
pub type Later = Box<dyn FnOnce() -> Result<Written> + Send + Sync>;

/// What is shown of prose that could not be written.
static NOTHING: Written = Written { html: Fragment::EMPTY, headings: Vec::new() };

impl Prose {
    /// Prose of an outline, to be written by `later`.
    pub fn later(outline: Outline, later: Later) -> Self {
        Self { outline, written: LazyLock::new(later) }
    }

    /// The HTML. It is empty where it could not be written, see [`failure`](Self::failure).
    pub fn html(&self) -> &Fragment {
        &self.written().html
    }

    /// The headings with their texts, in the order of the text.
    pub fn headings(&self) -> impl Iterator<Item = (&Heading, &Fragment)> {
        self.outline.headings.iter().zip(&self.written().headings)
    }

    /// Why it could not be written, where somebody asked for it in vain: what was made of it must not be published.
    pub fn failure(&self) -> Option<&Error> {
        LazyLock::get(&self.written).and_then(|written| written.as_ref().err())
    }

    fn written(&self) -> &Written {
        self.written.as_ref().unwrap_or(&NOTHING)
    }
}

impl Outline {
    /// The heading with an id.
    pub fn heading(&self, id: &str) -> Option<&Heading> {
        self.place_of(id).ok().map(|place| &self.headings[self.anchors[place] as usize])
    }

    fn push_heading(&mut self, heading: Heading) {
        if let Err(place) = self.place_of(&heading.id) {
            self.anchors.insert(place, u32::try_from(self.headings.len()).unwrap_or(u32::MAX));
        }
        self.headings.push(heading);
    }

    /// Where an id stands among the anchors, or else would stand.
    fn place_of(&self, id: &str) -> Result<usize, usize> {
        self.anchors.binary_search_by(|position| self.headings[*position as usize].id.as_str().cmp(id))
    }

    /// Gives back the memory that was set aside for more: a site keeps all of it.
    fn shrink(&mut self) {
        tight::list(&mut self.headings);
        tight::list(&mut self.links);
        tight::list(&mut self.anchors);
        self.anatomy.shrink();
    }
}

impl Written {
    /// Gives back the memory that was set aside for more text.
    fn shrink(&mut self) {
        self.html.shrink();
        self.headings.iter_mut().for_each(Fragment::shrink);
        tight::list(&mut self.headings);
    }
}

/// A heading within prose.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Heading {
    /// Its level: 2 for the sections of a record, whose title is the 1.
    pub level: u8,
    /// Its id, unique within the prose.
    pub id: String,
    /// Whether the id was written by the author (`{#id}`), and not made from the text.
    pub explicit: bool,
    /// Where it stands in the file, in bytes.
    pub range: Range<usize>,
}

/// What reading prose depends on besides the prose.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'site> {
    /// Whether HTML of every kind is let through.
    pub html: Html,
    /// The marks that straight quotes become.
    pub quotes: &'site QuotationMarks,
}

/// Reads the prose in `range` of a file's text.
pub fn parse(text: &str, range: Range<usize>, file: &FilePath, manner: Manner<'_>) -> (Prose, Vec<Diagnostic>) {
    let (outline, written, diagnostics) = writer::Writer::new(text, range, file, manner).run();
    (Prose::later(outline, Box::new(|| Ok(written))), diagnostics)
}

/// What pages show of the prose in `range` of a file's text, whose outline is known.
pub fn write(text: &str, range: Range<usize>, file: &FilePath, manner: Manner<'_>) -> Written {
    writer::Writer::new(text, range, file, manner).run().1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Tag;

    /// The HTML of a text in English, with slots shown as `⟨…⟩`.
    fn html(text: &str) -> String {
        written(text, "en", Html::Deny).0
    }

    fn written(text: &str, language: &str, html: Html) -> (String, Vec<Diagnostic>) {
        let quotes = QuotationMarks::of(&language.parse::<Tag>().unwrap());
        let file = FilePath::new("areas/test.en.md");
        let (prose, diagnostics) = parse(text, 0..text.len(), &file, Manner { html, quotes: &quotes });
        let mut shown = String::new();
        prose.html().write(&mut shown, &mut |slot, out| out.push_str(&format!("⟨{slot:?}⟩")));
        (shown, diagnostics)
    }

    fn codes(text: &str) -> Vec<&'static str> {
        written(text, "en", Html::Deny).1.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
    }

    #[test]
    fn a_wikilink_shows_the_title_of_its_record_or_its_label() {
        assert_eq!(
            html("[[groups/security]] and [[areas/security#next|what *follows*]]"),
            "<p>⟨LinkStart(0)⟩⟨LinkTitle(0)⟩⟨LinkEnd(0)⟩ and ⟨LinkStart(1)⟩what <em>follows</em>⟨LinkEnd(1)⟩</p>\n"
        );
    }

    #[test]
    fn a_wikilink_in_a_table_cell_may_escape_its_bar() {
        let text = "| a |\n|---|\n| [[groups/security\\|the group]] |\n";
        let quotes = QuotationMarks::of(&"en".parse::<Tag>().unwrap());
        let (prose, diagnostics) =
            parse(text, 0..text.len(), &FilePath::new("a.md"), Manner { html: Html::Deny, quotes: &quotes });
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert!(
            matches!(&prose.outline.links[0].target, LinkTarget::Record { record, .. } if record.to_string() == "groups/security")
        );
    }

    #[test]
    fn headings_have_unique_ids_and_never_the_level_of_the_page() {
        let shown = html("# Next steps\n\n## Next steps\n\n### Own {#mine}\n");
        assert!(shown.contains("⟨HeadingStart(2)⟩"), "{shown}");
        assert!(shown.contains("⟨Id(\"next-steps\")⟩") && shown.contains("⟨Id(\"next-steps-2\")⟩"), "{shown}");
        assert!(shown.contains("⟨Id(\"mine\")⟩"), "{shown}");
    }

    #[test]
    fn an_id_that_an_author_gives_is_not_taken_by_another_heading() {
        let shown = html("## Steps\n\n## Other {#steps}\n");
        assert!(shown.contains("⟨Id(\"steps-2\")⟩\">Steps"), "{shown}");
        assert_eq!(codes("## A {#x}\n\n## B {#x}\n\n## C {#page--main}\n"), ["bad-anchor", "bad-anchor"]);
    }

    #[test]
    fn links_keep_their_titles_and_destinations_are_decoded() {
        let text = "[a](my%20file.txt \"What it is\") [[groups/g|]]";
        let quotes = QuotationMarks::of(&"en".parse::<Tag>().unwrap());
        let (prose, _) =
            parse(text, 0..text.len(), &FilePath::new("a.md"), Manner { html: Html::Deny, quotes: &quotes });
        assert_eq!(prose.outline.links[0].target, LinkTarget::Attachment("my file.txt".to_owned()));
        assert_eq!(prose.outline.links[0].title.as_deref(), Some("What it is"));
        assert!(html(text).ends_with("⟨LinkStart(1)⟩⟨LinkTitle(1)⟩⟨LinkEnd(1)⟩</p>\n"), "{}", html(text));
    }

    #[test]
    fn a_link_knows_where_its_destination_stands() {
        let text = "[a](one.txt) ![b \\](x)](  <two three.png> \"](t)\") [**c**](/four \"(t)\")\n[[ groups/g#h |d]] [r]\n\n\
                    | t |\n|---|\n| [[groups/t\\|T]] |\n\n![[areas/i]] <https://e.org> [![f](five.png)](six.txt) [g](a(b).txt) [](empty)\n\n\
                    [r]: seven.txt\n";
        let quotes = QuotationMarks::of(&"en".parse::<Tag>().unwrap());
        let (prose, _) =
            parse(text, 0..text.len(), &FilePath::new("a.md"), Manner { html: Html::Deny, quotes: &quotes });
        let found: Vec<_> = prose.outline.links.iter().map(|link| &text[link.range.clone()]).collect();
        assert_eq!(
            found,
            [
                "one.txt",
                "<two three.png>",
                "/four",
                "groups/g#h",
                "[r]",
                "groups/t",
                "areas/i",
                "https://e.org",
                "six.txt",
                "five.png",
                "a(b).txt",
                "empty"
            ]
        );
    }

    #[test]
    fn a_table_has_scopes_a_box_to_scroll_in_and_the_caption_below_it_or_the_heading_above_it() {
        let shown = html("| Year | Trade |\n|---|--:|\n| 2005 |  |\n\n: Bilateral *trade*\n");
        assert_eq!(
            shown,
            "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"⟨Id(\"table--1\")⟩\">\
             <table><caption id=\"⟨Id(\"table--1\")⟩\">Bilateral <em>trade</em></caption><thead><tr><th scope=\"col\">Year</th>\
             <th scope=\"col\" class=\"align-end\">Trade</th></tr></thead><tbody>\
             <tr><td>2005</td><td class=\"align-end\">—</td></tr></tbody></table></div>\n"
        );
        assert!(html("## Trade\n\n| a |\n|---|\n| b |\n").contains("aria-labelledby=\"⟨Id(\"trade\")⟩\""));
    }

    #[test]
    fn a_footnote_whose_name_another_has_is_not_lost() {
        let notes = html("A[^a].\n\n[^a]: one\n\n[^a]: two\n");
        assert!(notes.contains("one") && notes.contains("two"), "{notes}");
    }

    #[test]
    fn footnotes_are_numbered_as_they_are_referred_to_and_lead_back() {
        let shown = html("One[^b] two[^a].\n\n[^a]: Second.\n\n[^b]: First.\n");
        let (first, second) = (shown.find("First.").unwrap(), shown.find("Second.").unwrap());
        assert!(first < second, "{shown}");
        assert!(
            shown.contains("⟨FootnoteReference { number: 2, reference: 1 }⟩")
                && shown.contains("role=\"doc-backlink\""),
            "{shown}"
        );
    }

    #[test]
    fn tasks_say_their_state_in_words() {
        let shown = html("- [x] done\n\n- [ ] open\n");
        assert_eq!(shown.matches("<li class=\"task\">").count(), 2, "{shown}");
        assert!(shown.contains("⟨Interface(TaskDone)⟩") && shown.contains("⟨Interface(TaskOpen)⟩"), "{shown}");
        assert!(!shown.contains("<input"), "{shown}");
    }

    #[test]
    fn straight_quotes_become_those_of_the_language_and_apostrophes_stay() {
        let text = "\"it's 'so'\"";
        assert_eq!(written(text, "en", Html::Deny).0, "<p>“it’s ‘so’”</p>\n");
        assert_eq!(written(text, "de", Html::Deny).0, "<p>„it’s ‚so‘“</p>\n");
    }

    #[test]
    fn the_allowed_inline_elements_pass_and_others_are_reported() {
        assert_eq!(
            html("a <span lang=\"fr\">eau</span> H<sub>2</sub>O<br>b"),
            "<p>a <span lang=\"fr\">eau</span> H<sub>2</sub>O<br>b</p>\n"
        );
        assert_eq!(codes("a <b onclick=\"x()\">bold</b>"), ["raw-html"]);
        assert_eq!(codes("<div>\n\n<div>\n\ntext\n\n</div>\n\n</div>\n\n</div>"), ["raw-html"; 3]);
        assert_eq!(codes("a <span class=\"x\">b</span>"), ["raw-html"]);
        assert_eq!(codes("<script>alert(1)</script>"), ["raw-html"]);
        assert_eq!(codes("a <span lang=\"fr\">never closed"), ["raw-html"]);
        assert_eq!(html("a <!-- a note\nto the editors --> b"), "<p>a  b</p>\n");
        assert_eq!(html("<!-- a note\n\nto the editors -->\n\nText"), "\n<p>Text</p>\n");
        assert_eq!(written("<!-- a\nnote -->\n\n<div>x</div>", "en", Html::Allow).0, "\n<div>x</div>");
    }

    fn running(text: &str, html: Html) -> Vec<String> {
        let quotes = QuotationMarks::of(&"en".parse::<Tag>().unwrap());
        let file = FilePath::new("areas/test.en.md");
        let (prose, _) = parse(text, 0..text.len(), &file, Manner { html, quotes: &quotes });
        let pieces = prose.html().running_text();
        pieces.map(|range| prose.html().html()[range.clone()].to_owned()).collect()
    }

    #[test]
    fn running_text_is_what_stands_in_sentences_of_the_author() {
        let text = "## Heading\n\nIt's *one*\nand [no](x.txt) [[areas/x]] `no` ![no](x.png) <abbr title=\"x\">no</abbr> two[^n].\n\n\
                    > no\n\n```\nno\n```\n\nno\n: three\n\n> [!NOTE]\n> four\n\n- five\n\n| no |\n|---|\n| six |\n\n: no\n\n[^n]: seven  \n";
        let found = running(text, Html::Deny);
        let found: Vec<_> = found.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()).collect();
        assert_eq!(found, ["It’s", "one", "and", "two.", "three", "four", "five", "six", "seven"]);
    }

    #[test]
    fn running_text_is_not_within_elements_that_set_it_apart_where_all_are_let_through() {
        let text = "<div>\n\none <a href=\"x\">no <b>no</b></a> two <b>three</b>\n\n</div>\n\n<blockquote>\n\nno\n\n</blockquote>\n\nfour\n";
        let found = running(text, Html::Allow);
        let found: Vec<_> = found.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()).collect();
        assert_eq!(found, ["one", "two", "three", "four"]);
    }

    #[test]
    fn what_is_put_into_a_fragment_stands_beside_its_slots() {
        let mut fragment = Fragment::default();
        fragment.push_slot(Slot::LinkEnd(0));
        fragment.push_running_text("ab");
        fragment.push_slot(Slot::LinkStart(1));
        let insertions = [(0, true, "["), (1, false, "|"), (2, false, "]")].map(|(offset, opens, html)| Insertion {
            offset,
            opens,
            html: html.to_owned(),
        });
        let mut out = String::new();
        fragment.write_with(&insertions, &mut out, &mut |slot, out| out.push_str(&format!("⟨{slot:?}⟩")));
        assert_eq!(out, "⟨LinkEnd(0)⟩[a|b]⟨LinkStart(1)⟩");
    }

    #[test]
    fn unsafe_links_are_reported_and_their_text_is_kept() {
        let (shown, diagnostics) = written("[click](javascript:alert(1)) [[areas/No]]", "en", Html::Deny);
        assert_eq!(shown, "<p>click areas/No</p>\n");
        let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
        assert_eq!(codes, ["unsafe-link", "bad-id"]);
    }

    #[test]
    fn alerts_definition_lists_and_images_are_written() {
        assert!(html("> [!WARNING]\n> Mind\n").contains("<div class=\"alert alert-warning\" role=\"note\">"));
        assert_eq!(html("Term\n: Meaning\n"), "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n");
        assert_eq!(html("![A *map*](map.png)"), "<p><img ⟨ImageSource(0)⟩ alt=\"A map\" loading=\"lazy\"></p>\n");
    }
}
