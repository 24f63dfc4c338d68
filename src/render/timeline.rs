//! The timeline: what happened, and what is due, in order of time.

use super::Renderer;
use super::card::{Card, event_date};
use super::edition::{Edition, escaped};
use super::shape::Shared;
use super::timeline_picture::{self, Dated, PictureView};
use super::view::{Date, Html, Label, view};
use crate::language::Argument;
use crate::link::{LanguageIndex, Linked, RecordIndex, Site};
use crate::model::{Event, EventStatus, Facts, PartialDate};

view! {
    /// The timeline.
    TimelineView {
        /// Its years, the first before the last.
        years: Vec<YearView>,
        /// The same as a picture.
        picture: PictureView,
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
    view: EntryView,
    dated: Dated,
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
    entries.sort_by(|left, right| left.dated.start.chronological(&right.dated.start));
    let dated: Vec<_> = entries.iter().map(|entry| entry.dated.clone()).collect();
    let picture = timeline_picture::picture(&edition, &dated, renderer.now.as_ref());
    let mut years: Vec<(i16, YearView)> = Vec::new();
    for entry in entries {
        let year = entry.dated.start.year();
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, view)) => view.entries.push(entry.view),
            None => years.push((year, YearView { year: edition.locale().year(year), entries: vec![entry.view] })),
        }
    }
    TimelineView { years: years.into_iter().map(|(_, view)| view).collect(), picture }
}

/// When the plan was agreed, unless there is an event that says so.
fn agreement(renderer: &Renderer, edition: &Edition<'_>) -> Option<Entry> {
    let agreed = renderer.site.settings.plan.agreed.as_ref()?;
    let is_event = |linked: &Linked| matches!(&linked.record.facts, Facts::Event(event) if event.start == *agreed);
    if renderer.site.records().any(|(_, linked)| is_event(linked)) {
        return None;
    }
    let title = &renderer.site.settings.title;
    let view = EntryView {
        date: edition.date(agreed),
        what: Label { id: "agreed".to_owned(), label: edition.string("timeline-agreed") },
        title: edition.marked_setting(title).unwrap_or_default(),
        path: Some(renderer.site.home_address(edition.language)),
        record: None,
    };
    let text = edition.setting(title).unwrap_or_default();
    Some(Entry::new(edition, agreed, view, text))
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

impl Entry {
    /// An entry that the picture shows as the list does.
    fn new(edition: &Edition<'_>, when: &PartialDate, view: EntryView, title_text: String) -> Self {
        let dated = Dated {
            start: when.clone(),
            end: when.clone(),
            what: view.what.clone(),
            title: view.title.clone(),
            title_text,
            date_text: edition.date_text(when),
            words: None,
            path: view.path.clone(),
        };
        Self { view, dated }
    }

    /// The same for an event, of which the picture shows how long it is, in the words of its author when it is, and that it does not take
    /// place as it was announced.
    fn with_event(mut self, edition: &Edition<'_>, index: RecordIndex, event: &Event) -> Self {
        match (&event.when, &event.end) {
            (Some(when), _) => {
                self.dated.date_text = edition.unmarked(when, index).unwrap_or(self.dated.date_text);
                self.dated.words = Some(self.view.date.text.clone());
            }
            (None, Some(end)) => {
                self.dated.end = end.clone();
                self.dated.date_text = edition.date_range(&event.start, end);
            }
            (None, None) => {}
        }
        if let Some(status @ (EventStatus::Postponed | EventStatus::Cancelled)) = event.status {
            let status = edition.event_status(status).label;
            let note = edition.string_with("in-parentheses", &[("text", Argument::Text(&status))]);
            self.dated.title = Html(format!("{} {}", self.dated.title.0, escaped(&note)));
            self.dated.title_text = format!("{} {note}", self.dated.title_text);
        }
        self
    }
}

fn add_entries(renderer: &Renderer, edition: &Edition<'_>, index: RecordIndex, entries: &mut Vec<Entry>) {
    let entry = |when: &PartialDate, what: &str| {
        let view = EntryView {
            date: edition.date(when),
            what: Label { id: what.to_owned(), label: edition.string(&format!("timeline-{what}")) },
            title: edition.title(index),
            path: Some(renderer.site.address(index, edition.language).to_owned()),
            record: Some(renderer.card(index, edition.language)),
        };
        let mut title_text = edition.title_text(index);
        // The name of a mark in the picture is one text, in which no element can name the language.
        if let Some(language) = edition.untranslated(index) {
            let note = edition.string_with("in-parentheses", &[("text", Argument::Text(&language.name))]);
            title_text = format!("{title_text} {note}");
        }
        Entry::new(edition, when, view, title_text)
    };
    match &renderer.site.record(index).facts {
        Facts::Event(event) => {
            let mut held = entry(&event.start, "event");
            held.view.date = event_date(edition, index, event);
            entries.push(held.with_event(edition, index, event));
        }
        Facts::Group(group) => {
            entries.extend(group.founded.as_ref().map(|when| entry(when, "founded")));
            entries.extend(group.dissolved.as_ref().map(|when| entry(when, "dissolved")));
        }
        Facts::Commitment(commitment) => {
            entries.extend(commitment.due.as_ref().map(|when| entry(when, "due")));
            for milestone in &commitment.milestones {
                entries.extend(milestone.due.as_ref().map(|when| {
                    let mut reached = entry(when, "milestone");
                    let step = edition.text(&milestone.title, index).unwrap_or_default().0;
                    let step_text = edition.unmarked(&milestone.title, index).unwrap_or_default();
                    let title = Html(format!("{step}{}{}", escaped(" – "), reached.view.title.0));
                    reached.view.title = title.clone();
                    reached.dated.title = title;
                    reached.dated.title_text = format!("{step_text} – {}", reached.dated.title_text);
                    reached
                }));
            }
        }
        Facts::Update(update) => entries.push(entry(&update.date, "update")),
        Facts::Area(_) | Facts::Body(_) | Facts::Page(_) => {}
    }
}
