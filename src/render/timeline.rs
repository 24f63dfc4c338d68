//! The timeline: what happened, and what is due, in order of time.

use super::Renderer;
use super::card::{Card, event_date};
use super::edition::{Edition, escaped};
use super::shape::Shared;
use super::view::{Date, Html, Label, view};
use crate::link::{LanguageIndex, Linked, RecordIndex, Site};
use crate::model::{Facts, PartialDate};

view! {
    /// The timeline.
    TimelineView {
        /// Its years, the first before the last.
        years: Vec<YearView>,
    }
}

view! {
    /// A year of the timeline.
    YearView {
        /// The year.
        year: String,
        /// What happened, or is due, in it.
        entries: Vec<EntryView>,
    }
}

view! {
    /// An entry of the timeline.
    EntryView {
        /// When, as coarse as it is known.
        date: Date,
        /// What kind of entry it is.
        what: Label,
        /// What happened, or is due.
        title: Html,
        /// The path of the page about it.
        path: Option<String>,
        /// The card of the record that says it.
        record: Option<Shared<Card>>,
    }
}

/// An entry, before it is put in its place.
struct Entry {
    when: PartialDate,
    view: EntryView,
}

/// Gathers the dates of all records. A date says no more than its author did: a year is listed behind the days of that year.
pub(super) fn timeline(renderer: &Renderer, language: LanguageIndex) -> TimelineView {
    let edition = renderer.edition(language);
    let mut entries = Vec::new();
    entries.extend(agreement(renderer, &edition));
    for (index, _) in renderer.site.records() {
        add_entries(renderer, &edition, index, &mut entries);
    }
    // Equal dates stand in the order of the records' names, which no language changes.
    entries.sort_by(|left, right| left.when.chronological(&right.when));
    let mut years: Vec<(i16, YearView)> = Vec::new();
    for entry in entries {
        let year = entry.when.year();
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, view)) => view.entries.push(entry.view),
            None => years.push((year, YearView { year: edition.locale().year(year), entries: vec![entry.view] })),
        }
    }
    TimelineView { years: years.into_iter().map(|(_, view)| view).collect() }
}

/// When the plan was agreed, unless there is an event that says so.
fn agreement(renderer: &Renderer, edition: &Edition<'_>) -> Option<Entry> {
    let agreed = renderer.site.settings.plan.agreed.as_ref()?;
    let is_event = |linked: &Linked| matches!(&linked.record.facts, Facts::Event(event) if event.start == *agreed);
    if renderer.site.records().any(|(_, linked)| is_event(linked)) {
        return None;
    }
    Some(Entry {
        when: agreed.clone(),
        view: EntryView {
            date: edition.date(agreed),
            what: Label { id: "agreed".to_owned(), label: edition.string("timeline-agreed") },
            title: edition.marked_setting(&renderer.site.settings.title).unwrap_or_default(),
            path: Some(renderer.site.home_address(edition.language)),
            record: None,
        },
    })
}

/// Whether there is anything to show on a timeline.
pub(super) fn has_entries(site: &Site) -> bool {
    let is_dated = |linked: &Linked| match &linked.record.facts {
        Facts::Event(_) | Facts::Update(_) => true,
        Facts::Group(group) => group.founded.is_some() || group.dissolved.is_some(),
        Facts::Commitment(commitment) => {
            commitment.due.is_some() || commitment.milestones.iter().any(|milestone| milestone.due.is_some())
        }
        Facts::Area(_) | Facts::Body(_) | Facts::Page(_) => false,
    };
    site.settings.plan.agreed.is_some() || site.records().any(|(_, linked)| is_dated(linked))
}

fn add_entries(renderer: &Renderer, edition: &Edition<'_>, index: RecordIndex, entries: &mut Vec<Entry>) {
    let mut add = |when: Option<&PartialDate>, what: &str, date: Option<Date>, title: Option<Html>| {
        if let Some(when) = when {
            entries.push(Entry {
                when: when.clone(),
                view: EntryView {
                    date: date.unwrap_or_else(|| edition.date(when)),
                    what: Label { id: what.to_owned(), label: edition.string(&format!("timeline-{what}")) },
                    title: title.unwrap_or_else(|| edition.title(index)),
                    path: Some(renderer.site.address(index, edition.language).to_owned()),
                    record: Some(renderer.card(index, edition.language)),
                },
            });
        }
    };
    match &renderer.site.record(index).facts {
        Facts::Event(event) => add(Some(&event.start), "event", Some(event_date(edition, index, event)), None),
        Facts::Group(group) => {
            add(group.founded.as_ref(), "founded", None, None);
            add(group.dissolved.as_ref(), "dissolved", None, None);
        }
        Facts::Commitment(commitment) => {
            add(commitment.due.as_ref(), "due", None, None);
            for milestone in &commitment.milestones {
                let commitment = edition.title(index).0;
                let step = edition.text(&milestone.title, index).unwrap_or_default().0;
                add(
                    milestone.due.as_ref(),
                    "milestone",
                    None,
                    Some(Html(format!("{step}{}{commitment}", escaped(" – ")))),
                );
            }
        }
        Facts::Update(update) => add(Some(&update.date), "update", None, None),
        Facts::Area(_) | Facts::Body(_) | Facts::Page(_) => {}
    }
}
