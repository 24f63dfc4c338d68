//! What a site is made of, in numbers: what a build says when it is done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::link::State;
use crate::render::{Output, Renderer};

/// What a site is made of, in numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Summary {
    /// How many pages there are in each language, by its tag.
    pub pages: BTreeMap<String, usize>,
    /// How many outputs are no such pages.
    pub others: usize,
    /// How many records stand how in each language, by its tag: the words of [`State`], from the best to the worst, without originals.
    pub translations: Vec<(String, Vec<(String, usize)>)>,
}

impl Summary {
    /// Of a linked site.
    pub fn of(renderer: &Renderer) -> Self {
        let site = renderer.site();
        let pages = |language| {
            let is_one = |output: &&Output| output.kind.is_page() && output.kind.language() == Some(language);
            renderer.outputs().filter(is_one).count()
        };
        let pages: BTreeMap<_, _> =
            site.language_indices().map(|language| (site.tag(language).to_string(), pages(language))).collect();
        let others = renderer.outputs().count() - pages.values().sum::<usize>();
        let states = |language| {
            let states = site.states(language).into_iter().filter(|(state, _)| *state != State::Original);
            states.map(|(state, count)| (state.as_str().to_owned(), count)).collect()
        };
        let translations =
            site.language_indices().map(|language| (site.tag(language).to_string(), states(language))).collect();
        Self { pages, others, translations }
    }
}
