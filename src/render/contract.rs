//! Which names each template may use: the contract between the program and its themes.

use super::data_page::DataView;
use super::lists::{HomeView, ListView, SiteMapView};
use super::page::{ChoiceView, Everywhere, RedirectView};
use super::record::{AreaView, BodyView, CommitmentView, EventView, GroupView, UpdateView, Whole};
use super::relations::RelationsView;
use super::search::SearchView;
use super::shape::{Field, Shown};
use super::timeline::TimelineView;
use super::translations::TranslationsView;
use super::view::View;
use super::whole_plan::WholePlanView;

/// The fields of a view.
type Fields = fn() -> Vec<Field>;

/// The templates that pages are made by, each with the names that it sees besides those of every page.
const PAGES: [(&str, Fields); 19] = [
    ("home.html", HomeView::fields),
    ("list.html", ListView::fields),
    ("site-map.html", SiteMapView::fields),
    ("search.html", SearchView::fields),
    ("data.html", DataView::fields),
    ("timeline.html", TimelineView::fields),
    ("relations.html", RelationsView::fields),
    ("translations.html", TranslationsView::fields),
    ("whole-plan.html", WholePlanView::fields),
    ("choice.html", ChoiceView::fields),
    ("404.html", ChoiceView::fields),
    ("redirect.html", RedirectView::fields),
    ("area.html", record::<AreaView>),
    ("commitment.html", record::<CommitmentView>),
    ("group.html", record::<GroupView>),
    ("event.html", record::<EventView>),
    ("body.html", record::<BodyView>),
    ("update.html", record::<UpdateView>),
    ("page.html", record::<()>),
];

/// The name that pages of records see.
fn record<T: View>() -> Vec<Field> {
    vec![Field {
        name: "record",
        description: "The record, with all that its page shows of it.",
        is_optional: false,
        shape: <Whole<T>>::shape,
    }]
}

/// The names that the template of a page sees; none where no page is made by a template of that name.
pub(super) fn of_page(template: &str) -> Option<Vec<Field>> {
    let (_, own) = PAGES.iter().find(|(name, _)| *name == template)?;
    Some(Everywhere::fields().into_iter().chain(own()).collect())
}

/// The templates that pages are made by.
pub(super) fn pages() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::super::card::Card;
    use super::super::frame::{PageView, SiteView};
    use super::*;

    #[test]
    fn the_shapes_of_the_contract_hold_each_other_without_end() {
        for page in pages() {
            assert!(of_page(page).is_some_and(|fields| fields.len() >= 3), "{page}");
        }
        let names = |fields: Vec<Field>| fields.into_iter().map(|field| field.name).collect::<Vec<_>>();
        assert!(names(SiteView::fields()).contains(&"menu") && names(PageView::fields()).contains(&"breadcrumbs"));
        assert!(names(Card::fields()).contains(&"untranslated"));
    }
}
