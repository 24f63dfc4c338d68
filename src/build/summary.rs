//! What a site is made of, in numbers: what a build says when it is done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::link::State;
use crate::render::Renderer;

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
        let mut pages: BTreeMap<String, usize> = BTreeMap::new();
        let mut others = 0;
        let mut counts = vec![0; site.languages.len()];
        for output in renderer.outputs() {
            match output.kind.language() {
                Some(language) if output.kind.is_page() => counts[language.position()] += 1,
                _ => others += 1,
            }
        }
        for language in site.language_indices() {
            pages.insert(site.tag(language).to_string(), counts[language.position()]);
        }
        let states = |language| {
            let states = site.states(language).into_iter().filter(|(state, _)| *state != State::Original);
            states.map(|(state, count)| (state.as_str().to_owned(), count)).collect()
        };
        let translations =
            site.language_indices().map(|language| (site.tag(language).to_string(), states(language))).collect();
        Self { pages, others, translations }
    }
}
