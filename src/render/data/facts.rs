//! Records as JSON objects, with the names that their authors use.
//!
//! What a record does not say is left out. A text is an object of its languages; a date one of `date` and `precision`; a reference is an
//! id, or `<collection>/<id>` where several collections are possible. What a reference names that the site does not show is left out.

use serde_json::{Value, json};

use super::super::Renderer;
use super::super::address::absolute;
use super::super::prose;
use super::Object;
use crate::link::{LanguageIndex, RecordIndex, Site};
use crate::model::{
    Collection, Commitment, Document, Event, Facts, Group, Id, Milestone, Number, PartialDate, RecordId, Reference,
    Target, Text,
};

/// The records of a collection, in an order that all languages share.
pub(super) fn of(site: &Site, collection: Collection) -> &[RecordIndex] {
    site.collection(collection, LanguageIndex::DEFAULT)
}

/// What the site says of itself and of the plan.
pub(super) fn site(site: &Site) -> Object {
    let settings = &site.settings;
    let plan = &settings.plan;
    let mut object = Writer::new(site);
    object.text("title", Some(&settings.title));
    object.put("url", settings.base_url.clone());
    object.put("languages", site.language_indices().map(|language| site.tag(language).as_str()).collect::<Vec<_>>());
    object.date("agreed", plan.agreed.as_ref());
    object.date("as_of", plan.as_of.as_ref());
    object.text("place", plan.place.as_ref());
    if let Some(period) = &plan.period {
        object.put("period", json!({"from": date(&period.from), "to": date(&period.to)}));
    }
    object.references("parties", &plan.parties);
    object.text("publisher", settings.publisher.as_ref());
    object.text("contact", settings.contact.as_ref());
    if let Some(licence) = &settings.licence {
        object.put("licence", licence.clone());
    }
    object.object
}

/// The vocabulary of statuses, with what they are called.
pub(super) fn statuses(site: &Site) -> Vec<Object> {
    let label = |id: &Id, language| {
        let edition = super::Edition::new(site, language);
        (site.tag(language).to_string(), edition.status(id, None).label.into())
    };
    let status = |id: &Id| {
        let labels: Object = site.language_indices().map(|language| label(id, language)).collect();
        Object::from_iter([("id".to_owned(), id.as_str().into()), ("label".to_owned(), labels.into())])
    };
    site.statuses.iter().map(|definition| status(&definition.id)).collect()
}

/// A record without its prose.
pub(super) fn record(site: &Site, index: RecordIndex) -> Object {
    let record = site.record(index);
    let mut object = Writer::new(site);
    object.put("id", record.id.id.as_str());
    object.text("title", Some(&record.common.title));
    object.text("summary", record.common.summary.as_ref());
    let page = |language| absolute(&site.settings, site.address(index, language));
    object.put("page", object.each_language(|language| Some(page(language))));
    object.date("changed", record.common.changed.as_ref());
    match &record.facts {
        Facts::Area(area) => {
            object.number("number", area.number.as_ref());
            object.references("groups", &area.groups);
            object.references("bodies", &area.bodies);
        }
        Facts::Commitment(commitment) => object.commitment(commitment, index),
        Facts::Group(group) => object.group(group),
        Facts::Event(event) => object.event(event, index),
        Facts::Body(body) => {
            object.word("kind", body.kind.map(|kind| kind.as_str()));
            object.text("acronym", body.acronym.as_ref());
            object.reference("country", body.country.as_ref());
            object.reference("parent", body.parent.as_ref());
            object.text("url", body.url.as_ref());
        }
        Facts::Update(update) => {
            object.date("date", Some(&update.date));
            object.references("about", &update.about);
            object.word("status", update.status.as_ref().map(Id::as_str));
            object.documents("sources", &update.sources, index);
        }
        Facts::Page(_) => {}
    }
    object.object
}

/// The prose of a record as HTML, in the languages that it was written in, with absolute links.
pub(super) fn prose(renderer: &Renderer, index: RecordIndex) -> Object {
    let site = &renderer.site;
    let languages = site.language_indices().filter_map(|language| {
        let (shown, html) = prose::by_itself(renderer, index, language);
        let html = html.filter(|_| shown == language)?;
        Some((site.tag(language).to_string(), html.0.into()))
    });
    languages.collect()
}

/// A JSON object that is being written.
struct Writer<'site> {
    site: &'site Site,
    object: Object,
}

impl<'site> Writer<'site> {
    fn new(site: &'site Site) -> Self {
        Self { site, object: Object::new() }
    }

    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.object.insert(name.to_owned(), value.into());
    }

    /// An object of what there is in each language.
    fn each_language(&self, value: impl Fn(LanguageIndex) -> Option<String>) -> Object {
        let languages = self.site.language_indices();
        let values =
            languages.filter_map(|language| Some((self.site.tag(language).to_string(), value(language)?.into())));
        values.collect()
    }

    fn text(&mut self, name: &str, text: Option<&Text>) {
        let Some(text) = text else { return };
        let texts = self.each_language(|language| text.get(self.site.tag(language)).map(str::to_owned));
        if !texts.is_empty() {
            self.put(name, texts);
        }
    }

    fn date(&mut self, name: &str, value: Option<&PartialDate>) {
        if let Some(value) = value {
            self.put(name, date(value));
        }
    }

    fn word(&mut self, name: &str, word: Option<&str>) {
        if let Some(word) = word {
            self.put(name, word);
        }
    }

    fn number(&mut self, name: &str, number: Option<&Number>) {
        self.word(name, number.map(Number::as_str));
    }

    fn reference<T>(&mut self, name: &str, reference: Option<&Reference<T>>) {
        if let Some(reference) = reference.filter(|reference| self.site.find(&reference.to).is_some()) {
            self.put(name, reference.to.id.as_str());
        }
    }

    fn list(&mut self, name: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.put(name, values);
        }
    }

    /// References of a field that says the collection.
    fn references<T: crate::model::ReferenceTarget>(&mut self, name: &str, references: &[Reference<T>]) {
        let written = |id: &RecordId| if T::COLLECTIONS.len() == 1 { id.id.to_string() } else { id.to_string() };
        let shown = references.iter().map(|reference| &reference.to).filter(|id| self.site.find(id).is_some());
        let values = shown.map(|id| written(id).into()).collect();
        self.list(name, values);
    }

    fn documents(&mut self, name: &str, documents: &[Document], record: RecordIndex) {
        let values = documents.iter().map(|document| self.document(document, record).into()).collect();
        self.list(name, values);
    }

    /// A file in the record's folder is published beside its page in each language; the default one is named.
    fn document(&self, document: &Document, record: RecordIndex) -> Object {
        let mut object = Self::new(self.site);
        object.text("title", Some(&document.title));
        let url = if document.is_external() {
            document.url.clone()
        } else {
            let folder = self.site.address(record, LanguageIndex::DEFAULT);
            absolute(&self.site.settings, &format!("{folder}{}", document.url))
        };
        object.put("url", url);
        object.word("language", document.language.as_ref().map(crate::language::Tag::as_str));
        object.date("date", document.date.as_ref());
        object.object
    }

    fn commitment(&mut self, commitment: &Commitment, index: RecordIndex) {
        self.reference("area", commitment.area.as_ref());
        self.number("number", commitment.number.as_ref());
        self.word("status", commitment.status.as_ref().map(Id::as_str));
        self.date("since", commitment.since.as_ref());
        self.date("due", commitment.due.as_ref());
        self.text("reason", commitment.reason.as_ref());
        self.references("leads", &commitment.leads);
        self.references("groups", &commitment.groups);
        let milestones = commitment.milestones.iter().map(|milestone| self.milestone(milestone).into()).collect();
        self.list("milestones", milestones);
        if let Some(target) = &commitment.target {
            self.put("target", self.target(target, index));
        }
        self.documents("sources", &commitment.sources, index);
    }

    fn milestone(&self, milestone: &Milestone) -> Object {
        let mut object = Self::new(self.site);
        object.text("title", Some(&milestone.title));
        object.date("due", milestone.due.as_ref());
        object.word("status", milestone.status.as_ref().map(Id::as_str));
        object.object
    }

    fn target(&self, target: &Target, index: RecordIndex) -> Object {
        let mut object = Self::new(self.site);
        object.text("indicator", Some(&target.indicator));
        object.text("unit", Some(&target.unit));
        let mut baseline = Self::new(self.site);
        baseline.date("date", Some(&target.baseline.date));
        if let Some(value) = target.baseline.value {
            baseline.put("value", number(value));
        }
        object.put("baseline", baseline.object);
        let mut goal = Self::new(self.site);
        goal.date("date", Some(&target.goal.date));
        if let Some(value) = target.goal.value {
            goal.put("value", number(value));
        }
        if let Some(change) = target.goal.change {
            goal.put("change", number(change.ratio));
        }
        object.put("goal", goal.object);
        let observations = target.observations.iter().map(|observation| {
            let mut object = Self::new(self.site);
            object.date("date", Some(&observation.date));
            object.put("value", number(observation.value));
            if let Some(source) = &observation.source {
                object.put("source", self.document(source, index));
            }
            object.object.into()
        });
        object.list("observations", observations.collect());
        object.object
    }

    fn group(&mut self, group: &Group) {
        self.word("kind", group.kind.map(|kind| kind.as_str()));
        self.text("acronym", group.acronym.as_ref());
        self.reference("parent", group.parent.as_ref());
        self.date("founded", group.founded.as_ref());
        self.date("dissolved", group.dissolved.as_ref());
        self.text("url", group.url.as_ref());
        let shown = group.members.iter().filter(|member| self.site.find(&member.body.to).is_some());
        let members = shown.map(|member| {
            let mut object = Self::new(self.site);
            object.reference("body", Some(&member.body));
            object.text("role", member.role.as_ref());
            object.date("from", member.from.as_ref());
            object.date("to", member.to.as_ref());
            object.object.into()
        });
        self.list("members", members.collect());
    }

    fn event(&mut self, event: &Event, index: RecordIndex) {
        self.date("start", Some(&event.start));
        self.date("end", event.end.as_ref());
        self.text("when", event.when.as_ref());
        self.text("place", event.place.as_ref());
        self.word("status", event.status.map(|status| status.as_str()));
        self.date("announced", event.announced.as_ref());
        self.word("recurs", event.recurs.map(|recurs| recurs.as_str()));
        self.references("areas", &event.areas);
        self.references("groups", &event.groups);
        self.references("bodies", &event.bodies);
        self.references("commitments", &event.commitments);
        self.documents("documents", &event.documents, index);
    }
}

/// A date in ISO 8601, as exactly as it is known. What has a time of day has the name of its zone, from the IANA database.
fn date(date: &PartialDate) -> Value {
    match date {
        PartialDate::Year(_) => json!({"date": date.to_string(), "precision": "year"}),
        PartialDate::Month(..) => json!({"date": date.to_string(), "precision": "month"}),
        PartialDate::Day(_) => json!({"date": date.to_string(), "precision": "day"}),
        PartialDate::Time(time) => {
            let mut value = json!({"date": date.to_string(), "precision": "time"});
            if let Some(zone) = time.time_zone().iana_name() {
                value["time_zone"] = zone.into();
            }
            value
        }
    }
}

/// A number; a whole one without a decimal point.
fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers below 2^53 are the same in both types")]
    let whole = value as i64;
    #[expect(clippy::cast_precision_loss, reason = "compared with the number that it was made of")]
    if whole as f64 == value && whole.unsigned_abs() < 1 << 53 { whole.into() } else { value.into() }
}
