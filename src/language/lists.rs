//! Lists in a sentence: `Canada, Mexico and Spain`.

use icu_list::options::{ListFormatterOptions, ListLength};
use icu_list::{ListFormatter, ListFormatterPreferences};

use super::locale::Locale;

/// The formatter behind the method below, none where ICU4X has no data, not even in the root locale, which does not
/// happen with the data it is built with.
pub(super) struct ListFormatters {
    and: Option<ListFormatter>,
}

impl ListFormatters {
    pub(super) fn new(locale: &icu_locale::Locale) -> Self {
        let preferences = ListFormatterPreferences::from(locale);
        let options = ListFormatterOptions::default().with_length(ListLength::Wide);
        Self { and: ListFormatter::try_new_and(preferences, options).ok() }
    }
}

impl Locale {
    /// All of `items`, in their order: `a, b, and c` in English, `a, b y c` in Spanish.
    ///
    /// CLDR's list pattern `standard` (UTS 35, part 2, 'List Patterns'). It looks at the words that it joins: Spanish `y`
    /// becomes `e` before `Italia`.
    pub fn list_and(&self, items: &[impl AsRef<str>]) -> String {
        let items = || items.iter().map(AsRef::as_ref);
        match &self.formatters.lists.and {
            Some(formatter) => formatter.format(items()).to_string(),
            None => items().collect::<Vec<_>>().join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(tag: &str, items: &[&str]) -> String {
        Locale::new(&tag.parse().unwrap()).list_and(items)
    }

    #[test]
    fn a_list_is_joined_as_the_language_joins() {
        assert_eq!(list("en", &["a", "b", "c"]), "a, b, and c");
        assert_eq!(list("en-GB", &["a", "b", "c"]), "a, b and c");
        assert_eq!(list("es", &["a", "b", "c"]), "a, b y c");
        assert_eq!(list("fr", &["a", "b", "c"]), "a, b et c");
        assert_eq!(list("ar", &["a", "b", "c"]), "a وb وc");
        assert_eq!(list("en", &["a"]), "a");
    }

    #[test]
    fn spanish_avoids_two_equal_sounds() {
        assert_eq!(list("es", &["Francia", "Italia"]), "Francia e Italia");
        assert_eq!(list("es-MX", &["Canadá", "México"]), "Canadá y México");
    }
}
