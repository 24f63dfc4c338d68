//! Language tags: `en`, `es-MX`, `zh-Hant`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::{LocaleCanonicalizer, LocaleDirectionality, LocaleFallbacker};

/// A BCP 47 language tag in canonical form: `en`, `es-MX`, `zh-Hant`.
///
/// Canonical means that two tags of the same language are equal: `ES-mx` is read as `es-MX`, the deprecated `iw` as `he`
/// (UTS 35, annex C, which refines RFC 5646, section 4.5). A tag holds only letters, digits and hyphens, so it can stand
/// in an address or an attribute as it is. Tags sort by their text. A clone shares the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(Arc<str>);

impl Tag {
    /// The text of the tag, as `lang` and `hreflang` want it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which way the language's script is written (UTS 35's likely script of the tag, where it names none). A script
    /// that CLDR does not know is taken for left to right, as browsers do.
    pub fn direction(&self) -> Direction {
        match LocaleDirectionality::new_common().get(&self.to_icu().id) {
            Some(icu_locale::Direction::RightToLeft) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The language and the country, where the tag names one, as they are written outside of the web: `es_MX`.
    pub fn with_country(&self) -> Option<String> {
        let id = self.to_icu().id;
        // A region of three digits is a part of the world.
        let country = id.region.filter(|region| region.as_str().len() == 2)?;
        Some(format!("{}_{country}", id.language))
    }

    /// The tag itself and those it inherits from, nearest first, by CLDR's parent locales (UTS 35, part 1, 'Locale
    /// Inheritance'): `es-MX`, `es-419`, `es`. Another script is another language: `zh-Hant` does not inherit from
    /// `zh`, which is written in simplified characters.
    pub fn lineage(&self) -> Vec<Tag> {
        let fallbacker = LocaleFallbacker::new().for_config(LocaleFallbackConfig::default());
        let mut ancestors = fallbacker.fallback_for((&self.to_icu()).into());
        let mut lineage = vec![self.clone()];
        while !ancestors.get().is_unknown() {
            let tag = Tag(ancestors.get().to_string().into());
            if lineage.last() != Some(&tag) {
                lineage.push(tag);
            }
            ancestors.step();
        }
        lineage
    }

    /// The tag as ICU4X wants it. A tag was parsed by ICU4X when it was made, so the root locale, which stands for a
    /// failure here, is never seen.
    pub(super) fn to_icu(&self) -> icu_locale::Locale {
        self.0.parse().unwrap_or(icu_locale::Locale::UNKNOWN)
    }
}

impl FromStr for Tag {
    type Err = TagError;

    fn from_str(text: &str) -> Result<Self, TagError> {
        let error = |expected| Err(TagError { text: text.to_owned(), expected });
        if text.contains('_') {
            let hyphenated: Result<Tag, TagError> = text.replace('_', "-").parse();
            return error(hyphenated.map_or(Expected::Shape, Expected::Hyphens));
        }
        // The grammar of BCP 47 lets a language have up to eight letters, but no code of more than three was ever
        // registered, so a longer one is the name of a language or something else altogether.
        if text.split('-').next().is_some_and(|language| language.len() > 3) {
            return error(Expected::Code);
        }
        let Ok(mut locale) = text.parse::<icu_locale::Locale>() else {
            return error(Expected::Shape);
        };
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        Ok(Self(locale.to_string().into()))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text that is not a language tag. Its message says what a tag looks like, and which one was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagError {
    text: String,
    expected: Expected,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Expected {
    Hyphens(Tag),
    Code,
    Shape,
}

impl fmt::Display for TagError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not a language tag; ", self.text)?;
        match &self.expected {
            Expected::Hyphens(tag) => write!(formatter, "its parts are joined by hyphens, as in `{tag}`"),
            Expected::Code => {
                formatter.write_str("it begins with a code of two or three letters, as in `en`, `es-MX` or `zh-Hant`")
            }
            Expected::Shape => formatter.write_str("a tag looks like `en`, `es-MX` or `zh-Hant`"),
        }
    }
}

impl std::error::Error for TagError {}

/// Which way a script is written, for the `dir` of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As English and Spanish.
    LeftToRight,
    /// As Arabic and Hebrew.
    RightToLeft,
}

impl Direction {
    /// `ltr` or `rtl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Tag {
        text.parse().unwrap()
    }

    fn message(text: &str) -> String {
        text.parse::<Tag>().unwrap_err().to_string()
    }

    #[test]
    fn a_tag_is_kept_in_canonical_form() {
        assert_eq!(tag("en").as_str(), "en");
        assert_eq!(tag("ES-mx").as_str(), "es-MX");
        assert_eq!(tag("ZH-HANT").as_str(), "zh-Hant");
        assert_eq!(tag("iw"), tag("he"));
        assert_eq!(tag("ar-u-nu-arab").to_string(), "ar-u-nu-arab");
    }

    #[test]
    fn tags_sort_by_their_text() {
        let mut tags = [tag("es-MX"), tag("en"), tag("es")];
        tags.sort();
        assert_eq!(tags, [tag("en"), tag("es"), tag("es-MX")]);
    }

    #[test]
    fn a_tag_with_an_underscore_is_refused_with_the_tag_that_was_meant() {
        assert_eq!(message("en_us"), "`en_us` is not a language tag; its parts are joined by hyphens, as in `en-US`");
        assert_eq!(message("_"), "`_` is not a language tag; a tag looks like `en`, `es-MX` or `zh-Hant`");
    }

    #[test]
    fn the_name_of_a_language_is_not_its_tag() {
        assert_eq!(
            message("spanish"),
            "`spanish` is not a language tag; it begins with a code of two or three letters, as in `en`, `es-MX` or \
             `zh-Hant`"
        );
    }

    #[test]
    fn a_country_is_written_behind_its_language_and_a_part_of_the_world_is_none() {
        let written = ["es-MX", "zh-Hant-TW", "es", "es-419"].map(|tag| tag.parse::<Tag>().unwrap().with_country());
        assert_eq!(written, [Some("es_MX".to_owned()), Some("zh_TW".to_owned()), None, None]);
    }

    #[test]
    fn a_malformed_tag_is_refused() {
        for text in ["", "e", "es-", "es-MX-", "es mx", "español", "1"] {
            assert!(text.parse::<Tag>().is_err(), "{text}");
        }
    }

    #[test]
    fn arabic_and_hebrew_are_written_from_right_to_left() {
        for text in ["ar", "he", "fa", "ur", "az-Arab", "pa-PK"] {
            assert_eq!(tag(text).direction().as_str(), "rtl", "{text}");
        }
        for text in ["en", "es-MX", "zh-Hant", "az", "ar-Latn", "xx"] {
            assert_eq!(tag(text).direction().as_str(), "ltr", "{text}");
        }
    }

    #[test]
    fn a_tag_inherits_from_the_parents_that_cldr_names() {
        let lineage = |text| tag(text).lineage().iter().map(Tag::to_string).collect::<Vec<_>>();
        assert_eq!(lineage("es-MX"), ["es-MX", "es-419", "es"]);
        assert_eq!(lineage("en-GB"), ["en-GB", "en-001", "en"]);
        assert_eq!(lineage("zh-TW"), ["zh-TW", "zh-Hant"]);
        assert_eq!(lineage("fr"), ["fr"]);
    }
}
