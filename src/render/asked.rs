//! What the pages of a site ask for: a value that no template names is not made.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::theme::Theme;

/// The templates by which each page is made: its own, those that this one extends and includes, and those of the components that are
/// called on the way. What names no value is left out. None where one of them goes through the fields of a value, whatever they are called.
#[derive(Debug, Default)]
pub struct Reach(BTreeMap<&'static str, Option<BTreeSet<String>>>);

impl Reach {
    /// Of the templates of each page.
    pub(super) fn new<'name>(pages: impl IntoIterator<Item = (&'static str, Option<BTreeSet<&'name str>>)>) -> Self {
        let owned = |templates: BTreeSet<&str>| templates.into_iter().map(str::to_owned).collect();
        Self(pages.into_iter().map(|(page, templates)| (page, templates.map(owned))).collect())
    }

    /// What the templates of some pages ask for.
    pub(super) fn asked<'page>(&self, theme: &Theme, pages: impl IntoIterator<Item = &'page str>) -> Asked {
        let reached: Option<Vec<_>> =
            pages.into_iter().filter_map(|page| self.0.get(page)).map(Option::as_ref).collect();
        let Some(reached) = reached else { return Asked::anything() };
        let templates: BTreeSet<_> = reached.into_iter().flatten().collect();
        Asked::of(templates.into_iter().flat_map(|template| theme.templates.words(template)))
    }
}

/// The words of the templates that pages are made by. What is no word of any of them, no page can show.
pub(super) struct Asked(Option<HashSet<String, foldhash::fast::FixedState>>);

/// Words by which a template shows values whose names it does not say.
const WORDS_FOR_ANYTHING: [&str; 2] = ["__tera_context", "json_encode"];

impl Asked {
    /// What templates of these words may ask for.
    pub(super) fn of<'word>(words: impl IntoIterator<Item = &'word str>) -> Self {
        let words: HashSet<String, _> = words.into_iter().map(str::to_owned).collect();
        let may_be_anything = WORDS_FOR_ANYTHING.iter().any(|word| words.contains(*word));
        Self((!may_be_anything).then_some(words))
    }

    /// Whatever there is.
    pub(super) fn anything() -> Self {
        Self(None)
    }

    /// Whether a value of this name may be asked for.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.as_ref().is_none_or(|words| words.contains(name))
    }

    /// Makes the value of this name if it may be asked for; else there is nothing.
    pub(super) fn make<T: Default>(&self, name: &str, make: impl FnOnce() -> T) -> T {
        if self.has(name) { make() } else { T::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_template_says_is_not_made() {
        let asked = Asked::of(["title", "path"]);
        assert!(asked.has("title") && !asked.has("mentions"));
        assert_eq!((asked.make("path", || 1), asked.make("mentions", || 1)), (1, 0));
    }

    #[test]
    fn a_template_that_shows_whatever_there_is_may_ask_for_anything() {
        for word in WORDS_FOR_ANYTHING {
            assert!(Asked::of(["record", word]).has("mentions"));
        }
    }
}
