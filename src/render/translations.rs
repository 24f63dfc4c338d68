//! The state of the translations, for readers.

use super::Renderer;
use super::card::Card;
use super::shape::Shared;
use super::view::{LanguageView, view};
use crate::link::{LanguageIndex, State};

view! {
    /// The state of the translations.
    TranslationsView {
        /// The languages, each with how many records stand how in it.
        languages: Vec<TranslationCounts>,
        /// The records whose text is not translated into the language of the page.
        missing: Vec<Shared<Card>>,
        /// The records whose text in the language of the page is behind its original.
        outdated: Vec<Shared<Card>>,
    }
}

view! {
    /// How many records stand how in a language.
    TranslationCounts {
        /// The language.
        language: LanguageView,
        /// Those that were written in it.
        original: usize,
        /// Those that are translated into it.
        translated: usize,
        /// Those of them whose original has changed since.
        outdated: usize,
        /// Those that are not translated into it.
        missing: usize,
    }
}

/// Counts, and lists what is open in the language of the page.
pub(super) fn translations(renderer: &Renderer, language: LanguageIndex) -> TranslationsView {
    let site = &renderer.site;
    let edition = renderer.edition(language);
    let languages = site.language_indices().map(|counted| {
        let states = site.states(counted);
        let count = |state: State| states.get(&state).copied().unwrap_or_default();
        let (original, missing) = (count(State::Original), count(State::Missing));
        TranslationCounts {
            language: edition.language_view(counted),
            original,
            translated: states.values().sum::<usize>() - original - missing,
            outdated: count(State::Outdated),
            missing,
        }
    });
    let standing = |wanted: State| {
        let records = site.records().filter(|(index, _)| site.state(*index, language) == Some(wanted));
        renderer.cards(records.map(|(index, _)| index), language)
    };
    TranslationsView {
        languages: languages.collect(),
        missing: standing(State::Missing),
        outdated: standing(State::Outdated),
    }
}
