//! What lists and links show of a record.

use super::asked::Asked;
use super::edition::Edition;
use super::view::{Date, Html, Label, LanguageView, StatusView, view};
use crate::link::RecordIndex;
use crate::model::{Facts, Relation};

view! {
    /// A record as lists and links show it.
    Card {
        /// The name of its collection.
        collection: &'static str,
        /// Its id there.
        id: String,
        /// The path of its page in the language of this page.
        path: String,
        /// Its title, marked with its language where it is another one.
        title: Html,
        /// Its title as text, for attributes.
        title_text: String,
        /// What it is, in one or two sentences.
        summary: Option<Html>,
        /// Its number in the plan.
        number: Option<String>,
        /// Its short name.
        acronym: Option<Html>,
        /// What kind of group or body it is.
        kind: Option<Label>,
        /// What has become of it.
        status: Option<StatusView>,
        /// The date that it is best known by: an event's, a commitment's `due`, an update's, a group's founding.
        date: Option<Date>,
        /// The end of an event that has one: the hour alone where that is later on the day of its begin.
        end: Option<Date>,
        /// Who leads a commitment, as a sentence lists them.
        leads_text: Option<Html>,
        /// Where an event is.
        place: Option<Html>,
        /// The country of a body.
        country: Option<Html>,
        /// The language of its prose, where it is not translated into that of this page.
        untranslated: Option<LanguageView>,
    }
}

/// The card of a record, as far as it is asked for.
pub(super) fn card(edition: &Edition<'_>, index: RecordIndex, asked: &Asked) -> Card {
    let record = edition.site.record(index);
    let mut card = Card {
        collection: record.id.collection.as_str(),
        id: record.id.id.to_string(),
        path: edition.site.address(index, edition.language).to_owned(),
        title: edition.title(index),
        title_text: asked.make("title_text", || edition.title_text(index)),
        summary: edition.optional_text(record.common.summary.as_ref(), index),
        number: None,
        acronym: None,
        kind: None,
        status: None,
        date: None,
        end: None,
        leads_text: None,
        place: None,
        country: None,
        untranslated: edition.untranslated(index),
    };
    match &record.facts {
        Facts::Area(area) => card.number = area.number.as_ref().map(ToString::to_string),
        Facts::Commitment(commitment) => {
            card.number = commitment.number.as_ref().map(ToString::to_string);
            card.status = commitment.status.as_ref().map(|status| edition.status(status, commitment.since.as_ref()));
            card.date = edition.optional_date(commitment.due.as_ref());
            card.leads_text = asked.make("leads_text", || leads_text(edition, index));
        }
        Facts::Group(group) => {
            card.kind = group.kind.map(|kind| edition.label("kind", kind.as_str()));
            card.acronym = edition.optional_text(group.acronym.as_ref(), index);
            card.date = edition.optional_date(group.founded.as_ref());
        }
        Facts::Event(event) => {
            card.status = event.status.map(|status| edition.event_status(status));
            card.place = asked.make("place", || edition.optional_text(event.place.as_ref(), index));
            card.date = asked.make("date", || Some(event_date(edition, index, event)));
            card.end = asked.make("end", || event_end(edition, event));
        }
        Facts::Body(body) => {
            card.kind = body.kind.map(|kind| edition.label("kind", kind.as_str()));
            card.acronym = edition.optional_text(body.acronym.as_ref(), index);
            let country = edition.site.stated(index, Relation::Country).next();
            card.country = country.map(|country| edition.title(country.record));
        }
        Facts::Update(update) => {
            card.date = Some(edition.date(&update.date));
            card.status = update.status.as_ref().map(|status| edition.status(status, None));
        }
        Facts::Page(_) => {}
    }
    card
}

/// Who leads a commitment, as a sentence lists them.
fn leads_text(edition: &Edition<'_>, index: RecordIndex) -> Option<Html> {
    let leads = edition.site.stated(index, Relation::Lead).map(|edge| edition.title(edge.record).0);
    let leads: Vec<_> = leads.collect();
    (!leads.is_empty()).then(|| Html(edition.locale().list_and(&leads)))
}

/// When an event is: in the words of its author, or as the language writes the date.
pub(super) fn event_date(edition: &Edition<'_>, index: RecordIndex, event: &crate::model::Event) -> Date {
    let date = edition.date(&event.start);
    let original = edition.site.linked(index).original;
    let words = event.when.as_ref().and_then(|when| edition.site.text(when, edition.language, original));
    match words {
        Some(words) => Date { text: edition.marked(words), iso: date.iso },
        None => date,
    }
}

/// When it ends, where the words of its author do not say so.
pub(super) fn event_end(edition: &Edition<'_>, event: &crate::model::Event) -> Option<Date> {
    let end = event.end.as_ref().filter(|_| event.when.is_none())?;
    Some(edition.end(&event.start, end))
}
