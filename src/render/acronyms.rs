//! The acronyms of bodies and groups, expanded where prose first uses them.
//!
//! 1. The acronyms that a language's pages show are gathered once ([`Acronyms::of`]), under the word that each begins with.
//! 2. The running text of a record's prose is gone through word by word. A word costs one look-up, however many acronyms there are, and
//!    none where no acronym begins with its first letter.
//! 3. The first use of each acronym is expanded, unless its author has said beside it what it stands for.
//!
//! What it stands for is written out behind it, as text: `<abbr>SRE</abbr> (Secretariat of External Affairs)`. A `title` of the `abbr`
//! would change no word of the author's, but most readers would never learn of it: it shows under a mouse alone, so not on a phone, not
//! from the keyboard, not on paper, and most screen readers pass over it. The HTML standard discourages relying on it for that, and the W3C
//! no longer counts technique H28 (`abbr` with a `title`) as sufficient for abbreviations (SC 3.1.4). The form that suffices for all readers
//! is that of technique G97, the expanded form beside the first use, which GOV.UK and the style guides of English and Spanish ask for too.
//! It is found by a search in the page, and can be in another language than the sentence, and say so.
//!
//! Words are put into an author's own sentences only: [`Fragment::running_text`] says where those are. In a quotation they would be said by
//! somebody who did not say them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Renderer;
use super::edition::escaped;
use crate::language::Argument;
use crate::link::{LanguageIndex, RecordIndex, Site};
use crate::markdown::{Fragment, Insertion, Slot};
use crate::model::Facts;

/// How many characters may stand between an acronym and what it stands for, as in 'the Secretariat of External Affairs, known as SRE'.
const NEAR: usize = 32;

/// What joins words into another one: `UN-Habitat` is not the UN, nor `AT&T` the AT. An apostrophe does not.
const JOINING: [&str; 7] = ["-", "\u{2010}", "\u{2011}", ".", "@", "_", "&amp;"];
const APOSTROPHES: [&str; 3] = ["’", "ʼ", "&#39;"];
const EMPHASES: [&str; 6] = ["<em>", "</em>", "<strong>", "</strong>", "<del>", "</del>"];

/// The tags at which a sentence ends, whether or not it has a full stop.
const BLOCK_ENDS: [&str; 4] = ["/p", "/li", "/dd", "/tr"];

/// The acronyms that the site has in a language.
pub(super) struct Acronyms {
    /// Whose each is, escaped as in prose; nobody's where several share it, or where the title would explain nothing.
    owners: HashMap<String, Option<RecordIndex>>,
    /// How long the acronyms are that begin with a word, the longest first.
    lengths: HashMap<String, Vec<usize>>,
    /// Whether an acronym begins with a byte: most words need not be looked up.
    first_bytes: [bool; 256],
}

/// The prose of a record in a language.
#[derive(Clone, Copy)]
pub(super) struct ProseOf<'site> {
    pub(super) record: RecordIndex,
    pub(super) language: LanguageIndex,
    pub(super) html: &'site Fragment,
}

/// Where an acronym is used.
struct Use {
    acronym: Range<usize>,
    /// Where the word ends: behind an `’s`.
    word_end: usize,
    owner: RecordIndex,
    /// Whether parentheses are open there.
    in_parentheses: bool,
}

impl Acronyms {
    /// The acronyms that a site has in a language.
    pub(super) fn of(site: &Site, language: LanguageIndex) -> Self {
        let mut owners = HashMap::new();
        let mut lengths: HashMap<String, Vec<usize>> = HashMap::new();
        let mut first_bytes = [false; 256];
        for (index, linked) in site.records() {
            let acronym = match &linked.record.facts {
                Facts::Group(group) => group.acronym.as_ref(),
                Facts::Body(body) => body.acronym.as_ref(),
                _ => None,
            };
            let Some(acronym) = acronym.and_then(|acronym| site.text(acronym, language, linked.original)) else {
                continue;
            };
            let acronym = escaped(acronym.text).replace("&#39;", "’");
            let word = word_length(&acronym);
            if word == 0 || acronym.chars().count() < 2 {
                continue;
            }
            let explains = !escaped(site.title(index, language).text).contains(&acronym);
            first_bytes[usize::from(acronym.as_bytes()[0])] = true;
            let of_word = lengths.entry(acronym[..word].to_owned()).or_default();
            if !of_word.contains(&acronym.len()) {
                of_word.push(acronym.len());
                of_word.sort_unstable_by(|left, right| right.cmp(left));
            }
            owners.entry(acronym).and_modify(|owner| *owner = None).or_insert(explains.then_some(index));
        }
        Self { owners, lengths, first_bytes }
    }

    /// What is put into a record's prose so that it says what its acronyms stand for.
    pub(super) fn expansions(&self, renderer: &Renderer, prose: ProseOf<'_>) -> Vec<Insertion> {
        let mut insertions = Vec::new();
        if self.owners.is_empty() {
            return insertions;
        }
        let edition = renderer.edition(prose.language);
        for found in self.first_uses(prose.html) {
            if is_explained(&renderer.site, prose, &found) {
                continue;
            }
            let title = edition.title(found.owner).0;
            let argument = [("text", Argument::Text(&title))];
            let expansion = if found.in_parentheses {
                edition.string_with("in-apposition", &argument)
            } else {
                format!(" {}", edition.string_with("in-parentheses", &argument))
            };
            let Range { start, end } = found.acronym;
            insertions.push(Insertion { offset: start, opens: true, html: "<abbr>".to_owned() });
            insertions.push(Insertion { offset: end, opens: false, html: "</abbr>".to_owned() });
            insertions.push(Insertion { offset: found.word_end, opens: false, html: expansion });
        }
        insertions
    }

    /// The first use of each acronym, in the order of the text.
    fn first_uses(&self, prose: &Fragment) -> Vec<Use> {
        let html = prose.html();
        let mut uses = Vec::new();
        let mut used = HashSet::new();
        let mut parentheses = 0_usize;
        let mut reached = 0;
        for running in prose.running_text() {
            let between = &html[reached..running.start];
            // An author who marks an abbreviation has said what there is to say.
            used.extend(abbreviations(between).filter_map(|acronym| self.owners.get(acronym).copied().flatten()));
            if between.contains('\n') || between.contains("<td") {
                parentheses = 0;
            }
            let mut at = running.start;
            while at < running.end {
                let rest = &html[at..running.end];
                let word = word_length(rest);
                if word == 0 {
                    match rest.as_bytes()[0] {
                        b'(' => parentheses += 1,
                        b')' => parentheses = parentheses.saturating_sub(1),
                        _ => {}
                    }
                    at += gap_length(rest);
                    continue;
                }
                let Some((length, word_end, owner)) = self.at(prose, at..running.end, word) else {
                    at += word;
                    continue;
                };
                if let Some(owner) = owner.filter(|owner| used.insert(*owner)) {
                    let in_parentheses = parentheses > 0;
                    uses.push(Use { acronym: at..at + length, word_end, owner, in_parentheses });
                }
                at += length.max(word);
            }
            reached = running.end;
        }
        uses
    }

    /// The acronym that begins with the word of a length at the start of a piece of text: its length, where its word ends, and whose it is.
    fn at(&self, prose: &Fragment, piece: Range<usize>, word: usize) -> Option<(usize, usize, Option<RecordIndex>)> {
        let html = prose.html();
        let text = &html[piece.clone()];
        if !self.first_bytes[usize::from(text.as_bytes()[0])] {
            return None;
        }
        self.lengths.get(&text[..word])?.iter().find_map(|length| {
            let owner = self.owners.get(text.get(..*length)?)?;
            let acronym = piece.start..piece.start + length;
            if is_interrupted(prose.slots(), &acronym) {
                return None;
            }
            Some((*length, word_end(html, &acronym)?, *owner))
        })
    }
}

/// Whether a character is part of a word.
fn is_word(character: char) -> bool {
    // Marks that combine with the letter before them, and what joins letters or breaks words at the ends of lines, are no letters.
    character.is_alphanumeric() || matches!(character, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}')
}

/// How long the word is that a text begins with; 0 where it begins with none.
fn word_length(text: &str) -> usize {
    text.find(|character| !is_word(character)).unwrap_or(text.len())
}

/// How long the character is that stands between words at the start of a text: an escaped one is not the word that its escape looks like.
fn gap_length(text: &str) -> usize {
    let escape = text.starts_with('&').then(|| text.find(';')).flatten();
    escape.map_or_else(|| text.chars().next().map_or(1, char::len_utf8), |end| end + 1)
}

/// The texts of the `abbr` elements in a piece of HTML.
fn abbreviations(html: &str) -> impl Iterator<Item = &str> {
    html.split("<abbr").skip(1).filter_map(|rest| {
        let (_, rest) = rest.split_once('>')?;
        rest.split('<').next()
    })
}

/// Whether a slot stands within a piece of HTML.
fn is_interrupted(slots: &[(usize, Slot)], piece: &Range<usize>) -> bool {
    let next = slots.partition_point(|(offset, _)| *offset <= piece.start);
    slots.get(next).is_some_and(|(offset, _)| *offset < piece.end)
}

/// Where the word ends that an acronym is, with an ending behind an apostrophe; none where it is but a part of another word.
fn word_end(html: &str, acronym: &Range<usize>) -> Option<usize> {
    let mut before = &html[..acronym.start];
    while let Some(shorter) = EMPHASES.iter().find_map(|tag| before.strip_suffix(tag)) {
        before = shorter;
    }
    let joined = JOINING.iter().find_map(|mark| before.strip_suffix(mark));
    if before.ends_with(is_word) || joined.is_some_and(|before| before.ends_with(is_word)) {
        return None;
    }
    let mut behind = &html[acronym.end..];
    while let Some(shorter) = EMPHASES.iter().find_map(|tag| behind.strip_prefix(tag)) {
        behind = shorter;
    }
    let joined = JOINING.iter().find_map(|mark| behind.strip_prefix(mark));
    if behind.starts_with(is_word) || joined.is_some_and(|behind| behind.starts_with(is_word)) {
        return None;
    }
    let ending = APOSTROPHES.iter().find_map(|mark| behind.strip_prefix(mark));
    Some(match ending.map(|ending| (ending, word_length(ending))) {
        Some((ending, length)) if length > 0 => html.len() - ending.len() + length,
        _ => acronym.end,
    })
}

/// Whether the author says beside an acronym what it stands for: by the title of its owner, in whatever language, or a link to it.
fn is_explained(site: &Site, prose: ProseOf<'_>, found: &Use) -> bool {
    let html = prose.html.html();
    let titles: Vec<_> = site
        .language_indices()
        .map(|language| plain(&escaped(site.title(found.owner, language).text)))
        .filter(|title| !title.is_empty())
        .collect();
    let reach = titles.iter().map(String::len).max().unwrap_or(0) + 4 * NEAR;
    let start = html.floor_char_boundary(found.acronym.start.saturating_sub(reach));
    let end = html.ceil_char_boundary((found.word_end + reach).min(html.len()));
    let before = plain(&html[start..found.acronym.start]);
    let behind = plain(&html[found.word_end..end]);
    let is_titled = titles.iter().any(|title| {
        before.rfind(title).is_some_and(|at| is_near(&before[at + title.len()..]))
            || behind.find(title).is_some_and(|at| is_near(&behind[..at]))
    });
    if is_titled {
        return true;
    }
    let slots = prose.html.slots();
    let targets = site.link_targets(prose.record, prose.language);
    let first = slots.partition_point(|(offset, _)| *offset < start);
    let last = slots.partition_point(|(offset, _)| *offset <= end);
    let acronym = plain(&html[found.acronym.clone()]);
    // A link whose text is the acronym itself says nothing.
    let names = |from: usize, to: usize| plain(&html[from..to]).trim() != acronym;
    (first..last).any(|position| match &slots[position] {
        (opened, Slot::LinkStart(link)) if targets.get(*link) == Some(&Some(found.owner)) => {
            let closed = slots[position..].iter().find(|(_, slot)| *slot == Slot::LinkEnd(*link));
            let closed = closed.map_or(*opened, |(closed, _)| *closed);
            if closed <= found.acronym.start {
                names(*opened, closed) && is_near(&plain(&html[closed..found.acronym.start]))
            } else {
                *opened >= found.word_end && names(*opened, closed) && is_near(&plain(&html[found.word_end..*opened]))
            }
        }
        _ => false,
    })
}

/// Whether what stands between an acronym and its expansion keeps them together: a few words of the same sentence.
fn is_near(between: &str) -> bool {
    between.chars().count() <= NEAR && !between.contains(['.', '!', '?', '…'])
}

/// The words of a piece of HTML, in lower case, with one kind of apostrophe, dash and space, so that texts compare as readers do, and a full
/// stop where a block ends. The piece may begin or end within a tag.
fn plain(html: &str) -> String {
    let html = match (html.find('>'), html.find('<')) {
        (Some(end), start) if start.is_none_or(|start| end < start) => &html[end + 1..],
        _ => html,
    };
    let mut plain = String::with_capacity(html.len());
    for (position, piece) in html.split('<').enumerate() {
        let (tag, text) = if position == 0 { ("", piece) } else { piece.split_once('>').unwrap_or_default() };
        if BLOCK_ENDS.contains(&tag) {
            plain.push('.');
        }
        for character in text.replace("&#39;", "'").chars().flat_map(char::to_lowercase) {
            match character {
                '’' | 'ʼ' => plain.push('\''),
                '\u{2010}'..='\u{2015}' => plain.push('-'),
                character if character.is_whitespace() => plain.push(' '),
                character => plain.push(character),
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `word_end` takes for the word at `SRE`.
    fn word(html: &str) -> Option<&str> {
        let start = html.find("SRE").unwrap();
        word_end(html, &(start..start + 3)).map(|end| &html[start..end])
    }

    #[test]
    fn an_acronym_is_a_whole_word() {
        for whole in [
            "the SRE.",
            "<p>SRE</p>",
            "(SRE)",
            "l’SRE",
            "SRE/OAS",
            "the SRE–OAS talks",
            "‘SRE’",
            "SRE-",
            "<em>SRE</em> x",
        ] {
            assert_eq!(word(whole), Some("SRE"), "{whole}");
        }
        for part in [
            "SREs",
            "USRE",
            "SRE2",
            "ñSRE",
            "SRE-led",
            "non-SRE",
            "SRE‑led",
            "SRE.gob.mx",
            "x@SRE",
            "SRE_x",
            "A&amp;SRE",
            "SRE&amp;A",
            "SRE\u{301}",
            "<strong>SRE</strong>s",
            "S<em>SRE</em>",
        ] {
            assert_eq!(word(part), None, "{part}");
        }
    }

    #[test]
    fn an_ending_behind_an_apostrophe_belongs_to_the_word() {
        assert_eq!(word("the SRE’s staff"), Some("SRE’s"));
        assert_eq!(word("the SRE&#39;s staff"), Some("SRE&#39;s"));
        assert_eq!(word("<strong>SRE</strong>’nin"), Some("SRE</strong>’nin"));
    }

    #[test]
    fn texts_are_compared_as_readers_do() {
        assert_eq!(plain("m>the <em>Canada–Mexico</em>\nSecretary’s <stro"), "the canada-mexico secretary's ");
        assert!(!is_near(&plain("</p>\n<p>the ")) && is_near(&plain("</td><td>the ")));
        assert_eq!(gap_length("&lt;LT"), 4);
        assert_eq!(gap_length("é; x"), 2);
    }
}
