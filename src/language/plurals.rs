//! The plural form that goes with a number: `one` for 1, in Arabic `few` for 103.

use icu_plurals::{PluralCategory, PluralOperands, PluralRules, PluralRulesPreferences};

use super::locale::Locale;
use super::numbers::decimal;

/// CLDR's plural rules of a language (UTS 35, part 3, 'Language Plural Rules'). None where ICU4X has no data, not even in the root locale,
/// which does not happen with the data it is built with.
pub(super) struct Plurals(Option<PluralRules>);

impl Plurals {
    pub(super) fn new(locale: &icu_locale::Locale) -> Self {
        Self(PluralRules::try_new_cardinal(PluralRulesPreferences::from(locale)).ok())
    }
}

impl Locale {
    /// The form of what is counted by a number, written without needless digits, by its name in CLDR: `zero`, `one`, `two`, `few`, `many` or
    /// `other`.
    pub fn plural(&self, number: f64) -> &'static str {
        let rules = self.formatters.plurals.0.as_ref();
        let Some((rules, number)) = rules.zip(decimal(number)) else { return "other" };
        match rules.category_for(PluralOperands::from(&number)) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_goes_with_the_form_that_cldr_names() {
        for (tag, forms) in [
            ("en", ["other", "one", "other", "other", "other", "other", "other", "other"]),
            ("fr", ["one", "one", "other", "other", "other", "other", "many", "one"]),
            ("es-MX", ["other", "one", "other", "other", "other", "other", "many", "other"]),
            ("ar", ["zero", "one", "two", "few", "many", "few", "other", "other"]),
            ("lt", ["other", "one", "few", "few", "other", "few", "other", "many"]),
        ] {
            let locale = Locale::new(&tag.parse().unwrap());
            let found = [0.0, 1.0, 2.0, 3.0, 11.0, 103.0, 1e6, 1.5].map(|number| locale.plural(number));
            assert_eq!(found, forms, "{tag}");
        }
        assert_eq!(Locale::new(&"en".parse().unwrap()).plural(f64::NAN), "other");
    }
}
