//! Quotation marks, which are a matter of language: “these” in English, «these» in Portugal, „these“ in German.

use icu_locale::subtags::{language, region};

use super::inheritance::inherited_row;
use super::tag::Tag;

/// CLDR's `delimiters` (UTS 35, part 2, 'Delimiter Elements'); the first lines of the file say how it is made again.
const TABLE: &str = include_str!("quotation_marks.tsv");

/// The quotation marks of a language, for `<q>` in prose and for titles quoted in a sentence.
///
/// A mark includes the space that its language sets between it and the quoted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationMarks {
    /// Opens a quotation.
    pub start: &'static str,
    /// Closes a quotation.
    pub end: &'static str,
    /// Opens a quotation within a quotation.
    pub alternate_start: &'static str,
    /// Closes a quotation within a quotation.
    pub alternate_end: &'static str,
}

impl QuotationMarks {
    /// The marks of the language of `tag`, or of the nearest language that it inherits from.
    pub fn of(tag: &Tag) -> Self {
        let spaced = sets_space_within_guillemets(tag);
        let mut marks = inherited_row(TABLE, tag).map(|mark| if spaced { with_space_within(mark) } else { mark });
        let mut next = || marks.next().unwrap_or_default();
        Self { start: next(), end: next(), alternate_start: next(), alternate_end: next() }
    }
}

/// Whether a space that does not break stands between a guillemet and the quoted text. It does in French; not in
/// Switzerland, where the guillemets touch the text. CLDR gives the marks alone.
fn sets_space_within_guillemets(tag: &Tag) -> bool {
    let identifier = tag.to_icu().id;
    identifier.language == language!("fr") && identifier.region != Some(region!("CH"))
}

/// The space is asked for by the *Lexique des règles typographiques en usage à l'Imprimerie nationale*, which sets it
/// as wide as between words. On screens the narrow U+202F is usual, the character that Unicode names for French
/// punctuation (UAX 14, class GL) and that CLDR uses in French numbers.
fn with_space_within(mark: &'static str) -> &'static str {
    match mark {
        "«" => "«\u{202f}",
        "»" => "\u{202f}»",
        _ => mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(tag: &str) -> [&'static str; 4] {
        let marks = QuotationMarks::of(&tag.parse().unwrap());
        [marks.start, marks.end, marks.alternate_start, marks.alternate_end]
    }

    #[test]
    fn english_spanish_and_mexican_spanish_quote_alike() {
        for tag in ["en", "en-CA", "es", "es-MX"] {
            assert_eq!(marks(tag), ["“", "”", "‘", "’"], "{tag}");
        }
    }

    #[test]
    fn a_region_may_quote_in_its_own_way() {
        assert_eq!(marks("es-US"), ["«", "»", "“", "”"]);
        assert_eq!(marks("pt-PT"), ["«", "»", "“", "”"]);
        assert_eq!(marks("pt-BR"), ["“", "”", "‘", "’"]);
    }

    #[test]
    fn a_region_without_marks_of_its_own_has_those_of_its_language() {
        assert_eq!(marks("de-AT"), marks("de"));
        assert_eq!(marks("de"), ["„", "“", "‚", "‘"]);
    }

    #[test]
    fn french_guillemets_hold_a_narrow_space_that_does_not_break() {
        assert_eq!(marks("fr"), ["«\u{202f}", "\u{202f}»", "«\u{202f}", "\u{202f}»"]);
        assert_eq!(marks("fr-CA"), ["«\u{202f}", "\u{202f}»", "”", "“"]);
    }

    #[test]
    fn swiss_guillemets_touch_the_text() {
        assert_eq!(marks("fr-CH"), ["«", "»", "‹", "›"]);
    }

    #[test]
    fn arabic_marks_are_those_of_cldr() {
        assert_eq!(marks("ar"), ["”", "“", "’", "‘"]);
    }

    #[test]
    fn an_unknown_language_has_the_marks_of_the_root() {
        assert_eq!(marks("xx"), marks("und"));
    }

    #[test]
    fn every_row_of_the_table_has_four_marks() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            assert_eq!(row.split('\t').filter(|column| !column.is_empty()).count(), 5, "{row}");
        }
    }
}
