//! The whole plan on one page, for reading through and printing.

use super::card::Card;
use super::prose::{self, Setting};
use super::record::{CommitmentView, Whole};
use super::shape::Shared;
use super::view::{Html, LanguageView, view};
use super::{Renderer, record};
use crate::link::RecordIndex;
use crate::model::{Collection, Relation};

/// The headings of the introduction and of an area's prose stand below their own, which is of the second level.
const BELOW_AREA: u8 = 1;
/// A commitment's heading is the fourth, below that of the area's commitments.
const BELOW_COMMITMENT: u8 = 3;
/// The heading of a commitment that belongs to no area is the third.
const BELOW_LOOSE_COMMITMENT: u8 = 2;

view! {
    /// An area, with everything that belongs to it.
    PlanArea {
        /// Its card.
        card: Shared<Card>,
        /// Its prose.
        content: Option<Html>,
        /// The language of the prose.
        content_language: LanguageView,
        /// Its commitments, whole.
        commitments: Vec<Shared<Whole<CommitmentView>>>,
        /// The cards of its groups.
        groups: Vec<Shared<Card>>,
        /// The cards of its events.
        events: Vec<Shared<Card>>,
        /// The cards of its bodies.
        bodies: Vec<Shared<Card>>,
    }
}

view! {
    /// The whole plan.
    WholePlanView {
        /// The prose of the home page.
        introduction: Option<Html>,
        /// The language of that prose.
        introduction_language: Option<LanguageView>,
        /// The areas, each with everything that belongs to it.
        areas: Vec<PlanArea>,
        /// The commitments that belong to no area, whole.
        loose_commitments: Vec<Shared<Whole<CommitmentView>>>,
    }
}

/// Puts the plan together. Ids are unique on the joined page: each begins with the name of its record.
pub(super) fn whole_plan(renderer: &Renderer, setting: Setting<'_>) -> WholePlanView {
    let site = &renderer.site;
    let language = setting.language;
    let setting = Setting { joined: true, ..setting };
    let whole = |index: RecordIndex, deeper: u8| {
        let prefix = id_prefix(renderer, index);
        record::record(renderer, index, Setting { id_prefix: &prefix, deeper, ..setting })
    };
    let areas = site.collection(Collection::Areas, language).iter().map(|area| {
        let prefix = id_prefix(renderer, *area);
        let (shown, content) =
            prose::content(renderer, *area, Setting { id_prefix: &prefix, deeper: BELOW_AREA, ..setting });
        let related = |collection| site.related(*area, collection, language);
        PlanArea {
            card: renderer.card(*area, language),
            content,
            content_language: renderer.edition(language).language_view(shown),
            commitments: related(Collection::Commitments)
                .into_iter()
                .map(|index| whole(index, BELOW_COMMITMENT))
                .collect(),
            groups: renderer.cards(related(Collection::Groups), language),
            events: renderer.cards(related(Collection::Events), language),
            bodies: renderer.cards(related(Collection::Bodies), language),
        }
    });
    let areas = areas.collect();
    let loose = site.collection(Collection::Commitments, language).iter().copied();
    let loose = loose.filter(|index| site.stated(*index, Relation::Area).next().is_none());
    let loose_commitments = loose.map(|index| whole(index, BELOW_LOOSE_COMMITMENT)).collect();
    let introduction = site.home().and_then(|home| {
        let prefix = id_prefix(renderer, home);
        let (shown, content) =
            prose::content(renderer, home, Setting { id_prefix: &prefix, deeper: BELOW_AREA, ..setting });
        content.map(|content| (renderer.edition(language).language_view(shown), content))
    });
    let (introduction_language, introduction) = introduction.unzip();
    WholePlanView { introduction, introduction_language, areas, loose_commitments }
}

/// What makes the ids of a record's prose unique on the page.
fn id_prefix(renderer: &Renderer, index: RecordIndex) -> String {
    format!("{}--", prose::joined_id(renderer, index))
}
