//! How a language writes and sorts: one [`Locale`] per language of a site.

use std::fmt;
use std::sync::Arc;

use super::dates::DateFormatters;
use super::lists::ListFormatters;
use super::numbers::NumberFormatters;
use super::plurals::Plurals;
use super::sorting::Sorter;
use super::tag::Tag;

/// The habits of one language in one place: how it writes dates, numbers and lists, and how it sorts.
///
/// Made once for each language of a site, and shared: a clone is another handle on the same formatters, and any thread
/// may use it. (ICU4X's formatters are `Send` and `Sync` with the feature `sync` of `icu_provider`, which is why that
/// crate is named in the manifest.)
///
/// The calendar is the Gregorian one in every language, since the dates of a plan are Gregorian. The digits are those
/// that CLDR gives the locale by default: 2007 in `ar`, ٢٠٠٧ in `ar-EG`. The tag's own wishes come before CLDR's, in the
/// keywords of UTS 35: `ar-u-nu-arab` for digits, `en-CA-u-hc-h23` for hours, `es-u-co-trad` for the order of letters.
///
/// A language that CLDR does not know is written as CLDR's root locale writes, and no method fails.
#[derive(Clone)]
pub struct Locale {
    pub(super) formatters: Arc<Formatters>,
}

/// What a [`Locale`] shares, each part next to the methods that use it.
pub(super) struct Formatters {
    tag: Tag,
    pub(super) dates: DateFormatters,
    pub(super) numbers: NumberFormatters,
    pub(super) lists: ListFormatters,
    pub(super) plurals: Plurals,
    pub(super) sorter: Sorter,
}

impl Locale {
    /// The habits of the language of `tag`, or of the nearest language it inherits from.
    pub fn new(tag: &Tag) -> Self {
        let locale = tag.to_icu();
        Self {
            formatters: Arc::new(Formatters {
                tag: tag.clone(),
                dates: DateFormatters::new(&locale),
                numbers: NumberFormatters::new(tag, &locale),
                lists: ListFormatters::new(&locale),
                plurals: Plurals::new(&locale),
                sorter: Sorter::new(&locale),
            }),
        }
    }

    /// The tag it was made of.
    pub fn tag(&self) -> &Tag {
        &self.formatters.tag
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Locale({})", self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_can_be_used_from_any_thread() {
        fn check<T: Send + Sync + 'static>() {}
        check::<Locale>();
    }

    #[test]
    fn an_unknown_language_is_written_as_the_root_locale_writes() {
        let locale = Locale::new(&"xx".parse().unwrap());
        assert_eq!(locale.day(2007, 8, 21), "2007 M08 21");
        assert_eq!(locale.decimal(1250.0), "1,250");
        assert_eq!(locale.list_and(&["a", "b", "c"]), "a, b, c");
        assert_eq!(format!("{locale:?}"), "Locale(xx)");
    }
}
