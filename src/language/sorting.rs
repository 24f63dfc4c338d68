//! The order of words in a language: `ñ` after `n` in Spanish, within `n` in English.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use super::locale::Locale;

/// CLDR's collation of a language (UTS 35, part 5), at its default strength: letters first, then accents, then case.
/// Numbers within words are compared as numbers, so that `Annex 2` comes before `Annex 10`. None where ICU4X has no
/// data, not even in the root locale, which does not happen with the data it is built with.
pub(super) struct Sorter(Option<CollatorBorrowed<'static>>);

impl Sorter {
    pub(super) fn new(locale: &icu_locale::Locale) -> Self {
        let mut preferences = CollatorPreferences::from(locale);
        preferences.numeric_ordering = preferences.numeric_ordering.or(Some(CollationNumericOrdering::True));
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }
}

impl Locale {
    /// Which of two texts comes first. Only the same text is equal to itself: what the language does not tell apart is
    /// compared as bytes, so that a sorted list never depends on the order it had before.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        let by_language =
            self.formatters.sorter.0.as_ref().map_or(Ordering::Equal, |sorter| sorter.compare(left, right));
        by_language.then_with(|| left.cmp(right))
    }

    /// Bytes that sort as [`compare`](Self::compare) sorts the text. Making a key costs more than comparing once; it
    /// pays where each text is compared many times. Good only within one build of the program: not to be published or
    /// kept.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 4);
        if let Some(sorter) = &self.formatters.sorter.0 {
            let Ok(()) = sorter.write_sort_key_to(text, &mut key);
        }
        // A key has no zero byte within it, so what follows one decides only between equal keys.
        key.push(0);
        key.extend_from_slice(text.as_bytes());
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<const COUNT: usize>(tag: &str, mut words: [&'static str; COUNT]) -> [&'static str; COUNT] {
        let locale = Locale::new(&tag.parse().unwrap());
        words.sort_by(|left, right| locale.compare(left, right));
        let mut by_key = words;
        by_key.reverse();
        by_key.sort_by_key(|word| locale.sort_key(word));
        assert_eq!(words, by_key, "the keys sort as the comparison does");
        words
    }

    #[test]
    fn in_spanish_enye_is_a_letter_after_n() {
        for tag in ["es", "es-MX"] {
            assert_eq!(sorted(tag, ["ñandú", "nube", "oso", "Ñu", "nadie"]), ["nadie", "nube", "ñandú", "Ñu", "oso"]);
        }
    }

    #[test]
    fn in_english_a_tilde_is_an_accent() {
        assert_eq!(sorted("en", ["ñandú", "nube", "oso", "nadie"]), ["nadie", "ñandú", "nube", "oso"]);
    }

    #[test]
    fn accents_and_case_decide_only_between_words_of_the_same_letters() {
        assert_eq!(sorted("es", ["Área", "azul", "area", "Arte", "área"]), ["area", "área", "Área", "Arte", "azul"]);
        assert_eq!(sorted("fr", ["cote", "côté", "coté", "côte"]), ["cote", "coté", "côte", "côté"]);
    }

    #[test]
    fn numbers_sort_by_their_value() {
        assert_eq!(sorted("en", ["Annex 10", "Annex 2", "Annex 1"]), ["Annex 1", "Annex 2", "Annex 10"]);
    }

    #[test]
    fn arabic_sorts_by_its_alphabet() {
        assert_eq!(sorted("ar", ["تعليم", "أمن", "بيئة"]), ["أمن", "بيئة", "تعليم"]);
    }

    #[test]
    fn only_the_same_text_is_equal() {
        let locale = Locale::new(&"es".parse().unwrap());
        // Composed and decomposed, these are the same letters to the language.
        assert_ne!(locale.compare("á", "a\u{301}"), Ordering::Equal);
        assert_ne!(locale.sort_key("á"), locale.sort_key("a\u{301}"));
        assert_eq!(locale.compare("á", "á"), Ordering::Equal);
        assert_eq!(locale.sort_key("a").cmp(&locale.sort_key("a b")), locale.compare("a", "a b"));
    }
}
