//! What the page of a record shows.

use std::collections::HashSet;

use tera::Value;

use super::calendar::{self, CalendarView};
use super::card::Card;
use super::download::Download;
use super::edition::{Edition, plain_map};
use super::prose::{self, Setting};
use super::shape::{Shared, value_of};
use super::view::{
    Date, FigureView, HeadingView, HistoryEntry, Html, Label, LanguageView, MemberView, MembershipView, MilestoneView,
    NameView, SourceView, StatusView, TargetView, View, view,
};
use super::{Renderer, card, chart};
use crate::link::RecordIndex;
use crate::model::{Collection, Commitment, Document, Event, Facts, Group, Relation, Target, Update};
use crate::url::encoded;

view! {
    /// What the page of every record shows, besides its card.
    Common {
        /// The prose.
        content: Option<Html>,
        /// The language that the prose is in.
        content_language: Shared<LanguageView>,
        /// The headings of the prose; empty where there are too few.
        contents: Vec<HeadingView>,
        /// The related areas.
        areas: Vec<Shared<Card>>,
        /// The related commitments.
        commitments: Vec<Shared<Card>>,
        /// The related groups.
        groups: Vec<Shared<Card>>,
        /// The related events.
        events: Vec<Shared<Card>>,
        /// Those of the events that are over; none where no day counts as now.
        past_events: Vec<Shared<Card>>,
        /// Those of the events that are to come; none where no day counts as now.
        coming_events: Vec<Shared<Card>>,
        /// The related bodies.
        bodies: Vec<Shared<Card>>,
        /// The updates about it.
        updates: Vec<Shared<Card>>,
        /// The related pages.
        pages: Vec<Shared<Card>>,
        /// Records whose prose mentions it, and which are related to it in no other way.
        mentions: Vec<Shared<Card>>,
        /// What its author put under `extra`.
        extra: Value,
    }
}

view! {
    /// What the page of an area shows besides.
    AreaView {
        /// The targets among its commitments.
        targets: Vec<TargetView>,
        /// The area before it.
        previous: Option<Shared<Card>>,
        /// The area behind it.
        next: Option<Shared<Card>>,
    }
}

view! {
    /// What the page of a commitment shows besides.
    CommitmentView {
        /// Its area.
        area: Option<Shared<Card>>,
        /// By when it is to be done.
        due: Option<Date>,
        /// Who leads it.
        leads: Vec<Shared<Card>>,
        /// The steps on the way.
        milestones: Vec<MilestoneView>,
        /// What is to be reached.
        target: Option<TargetView>,
        /// Why it has its status.
        reason: Option<Html>,
        /// Where all this is written.
        sources: Vec<SourceView>,
        /// The updates that changed its status, or reported on it, from the first on.
        history: Vec<HistoryEntry>,
    }
}

view! {
    /// What the page of a group shows besides.
    GroupView {
        /// The group that it belongs to.
        parent: Option<Shared<Card>>,
        /// The groups above it, from the outermost to its parent.
        ancestors: Vec<Shared<Card>>,
        /// The groups that belong to it.
        children: Vec<Shared<Card>>,
        /// Who belongs to it.
        members: Vec<MemberView>,
        /// The commitments that it leads.
        leads: Vec<Shared<Card>>,
        /// When it was founded.
        founded: Option<Date>,
        /// When it was dissolved.
        dissolved: Option<Date>,
        /// Its own website.
        url: Option<String>,
        /// The calendar of its events.
        calendar: Option<CalendarView>,
    }
}

view! {
    /// What the page of an event shows besides.
    EventView {
        /// When it begins.
        start: Date,
        /// When it ends: the hour alone where that is later on the day of its begin.
        end: Option<Date>,
        /// How often it comes again.
        recurs: Option<Label>,
        /// When it was made public.
        announced: Option<Date>,
        /// The event for the calendars of readers.
        calendar: Option<CalendarView>,
        /// Its documents.
        documents: Vec<SourceView>,
    }
}

view! {
    /// What the page of a body shows besides.
    BodyView {
        /// Its country.
        country: Option<Shared<Card>>,
        /// The body that it is a part of.
        parent: Option<Shared<Card>>,
        /// The bodies that are a part of it.
        children: Vec<Shared<Card>>,
        /// The groups that it belongs to.
        memberships: Vec<MembershipView>,
        /// The commitments that it leads.
        leads: Vec<Shared<Card>>,
        /// Its own website.
        url: Option<String>,
        /// Whether it is one of those who agreed the plan.
        is_party: bool,
        /// What it is called in the other languages, where that differs.
        names: Vec<NameView>,
    }
}

view! {
    /// What the page of an update shows besides.
    UpdateView {
        /// When it was made.
        date: Date,
        /// The status that it reports.
        status: Option<StatusView>,
        /// Where this is written.
        sources: Vec<SourceView>,
    }
}

/// A record as its page shows it: its card, what the pages of all records show, and what those of its collection show besides.
pub(super) type Whole<T> = (Card, Common, T);

/// The view of a record for a page of its own, or for one that shows it whole. `T` is what records of its collection have besides.
pub(super) fn record<T>(renderer: &Renderer, index: RecordIndex, setting: Setting<'_>) -> Shared<Whole<T>> {
    let maker = Maker { renderer, edition: renderer.edition(setting.language), index };
    let card = renderer.card(index, setting.language);
    let shown = card.value().as_map().into_iter().flatten();
    let mut fields: Vec<_> = shown.map(|(name, value)| (name.clone(), value.clone())).collect();
    let mut put = |name: &'static str, value| fields.push((name.into(), value));
    maker.common(setting).put(renderer.asked(), &mut put);
    maker.facts(&mut put);
    Shared::new(value_of(fields))
}

/// The targets of the commitments among some records.
pub(super) fn targets(renderer: &Renderer, edition: Edition<'_>, records: &[RecordIndex]) -> Vec<TargetView> {
    let commitments = records.iter().filter_map(|index| match &renderer.site.record(*index).facts {
        Facts::Commitment(commitment) => commitment.target.as_ref().map(|target| (*index, target)),
        _ => None,
    });
    commitments.map(|(index, target)| Maker { renderer, edition, index }.target(target)).collect()
}

/// Makes the parts of a record's view.
struct Maker<'site> {
    renderer: &'site Renderer,
    edition: Edition<'site>,
    index: RecordIndex,
}

impl Maker<'_> {
    fn common(&self, setting: Setting<'_>) -> Common {
        let (language, content) = prose::content(self.renderer, self.index, setting);
        let record = self.renderer.site.record(self.index);
        let asked = self.renderer.asked();
        Common {
            content,
            content_language: self.renderer.language(language),
            contents: asked.make("contents", || prose::contents(self.renderer, self.index, setting)),
            areas: self.related(Collection::Areas),
            commitments: self.related(Collection::Commitments),
            groups: self.related(Collection::Groups),
            events: self.related(Collection::Events),
            past_events: asked.make("past_events", || self.events(true)),
            coming_events: asked.make("coming_events", || self.events(false)),
            bodies: self.related(Collection::Bodies),
            updates: self.related(Collection::Updates),
            pages: self.related(Collection::Pages),
            mentions: asked.make("mentions", || self.mentions()),
            extra: asked.make("extra", || Some(plain_map(&record.common.extra.0))).unwrap_or_else(Value::none),
        }
    }

    /// The related records of a collection, under its name.
    fn related(&self, collection: Collection) -> Vec<Shared<Card>> {
        let language = self.edition.language;
        let related = || self.renderer.cards(self.renderer.site.related(self.index, collection, language), language);
        self.renderer.asked().make(collection.as_str(), related)
    }

    /// The related events that are over, or those that are not.
    fn events(&self, are_over: bool) -> Vec<Shared<Card>> {
        let language = self.edition.language;
        let events = self.renderer.site.related(self.index, Collection::Events, language).into_iter();
        self.renderer.cards(events.filter(|event| self.renderer.is_over(*event) == Some(are_over)), language)
    }

    /// The groups or bodies above the record, from the outermost on. Of those that are their own ancestors, which is reported elsewhere, each
    /// is named once.
    fn ancestors(&self) -> Vec<Shared<Card>> {
        let site = &self.renderer.site;
        let parent = |index: &RecordIndex| site.stated(*index, Relation::Parent).next().map(|edge| edge.record);
        let mut named = HashSet::from([self.index]);
        let above = std::iter::successors(parent(&self.index), parent);
        let ancestors: Vec<_> = above.take_while(|index| named.insert(*index)).collect();
        self.renderer.cards(ancestors.into_iter().rev(), self.edition.language)
    }

    /// Its title in the other languages, where it differs.
    fn names(&self) -> Vec<NameView> {
        let site = &self.renderer.site;
        let own = self.edition.title_text(self.index);
        let others = site.language_indices().filter(|language| *language != self.edition.language);
        let name = |language| {
            let title = site.title(self.index, language).text;
            let view = || NameView { language: self.edition.language_view(language), name: title.to_owned() };
            (title != own).then(view)
        };
        others.filter_map(name).collect()
    }

    /// Records whose prose links here, and which the page does not show for a better reason.
    fn mentions(&self) -> Vec<Shared<Card>> {
        let linked = self.renderer.site.linked(self.index);
        let edges = linked.forward.iter().chain(&linked.backward);
        let shown: HashSet<_> =
            edges.filter(|edge| edge.relation != Relation::Mention).map(|edge| edge.record).collect();
        let mut mentions = self.stating(Relation::Mention);
        // A record that mentions this one several times stands once, since its mentions stand together.
        mentions.dedup();
        mentions.retain(|record| *record != self.index && !shown.contains(record));
        self.renderer.cards(mentions, self.edition.language)
    }

    fn stating(&self, relation: Relation) -> Vec<RecordIndex> {
        let edges = self.renderer.site.stating(self.index, relation, self.edition.language);
        edges.into_iter().map(|edge| edge.record).collect()
    }

    fn cards_stating(&self, relation: Relation) -> Vec<Shared<Card>> {
        self.renderer.cards(self.stating(relation), self.edition.language)
    }

    fn card_stated(&self, relation: Relation) -> Option<Shared<Card>> {
        let edge = self.renderer.site.stated(self.index, relation).next()?;
        Some(self.renderer.card(edge.record, self.edition.language))
    }

    fn facts(&self, put: &mut dyn FnMut(&'static str, Value)) {
        let asked = self.renderer.asked();
        match &self.renderer.site.record(self.index).facts {
            Facts::Area(_) => self.area().put(asked, put),
            Facts::Commitment(commitment) => self.commitment(commitment).put(asked, put),
            Facts::Group(group) => self.group(group).put(asked, put),
            Facts::Event(event) => self.event(event).put(asked, put),
            Facts::Body(body) => self.body(body).put(asked, put),
            Facts::Update(update) => self.update(update).put(asked, put),
            Facts::Page(_) => {}
        }
    }

    fn area(&self) -> AreaView {
        let language = self.edition.language;
        let areas = self.renderer.site.collection(Collection::Areas, language);
        let rank = self.renderer.site.rank(self.index, language) as usize;
        let neighbour =
            |rank: Option<usize>| rank.and_then(|rank| areas.get(rank)).map(|area| self.renderer.card(*area, language));
        let commitments = self.renderer.site.related(self.index, Collection::Commitments, language);
        AreaView {
            targets: targets(self.renderer, self.edition, &commitments),
            previous: neighbour(rank.checked_sub(1)),
            next: neighbour(rank.checked_add(1)),
        }
    }

    fn commitment(&self, commitment: &Commitment) -> CommitmentView {
        let edition = &self.edition;
        let leads = self.renderer.site.stated(self.index, Relation::Lead).map(|edge| edge.record);
        let milestones = commitment.milestones.iter().map(|milestone| MilestoneView {
            title: edition.text(&milestone.title, self.index).unwrap_or_default(),
            due: edition.optional_date(milestone.due.as_ref()),
            status: milestone.status.as_ref().map(|status| edition.status(status, None)),
        });
        CommitmentView {
            area: self.card_stated(Relation::Area),
            due: edition.optional_date(commitment.due.as_ref()),
            leads: self.renderer.cards(leads, edition.language),
            milestones: milestones.collect(),
            target: commitment.target.as_ref().map(|target| self.target(target)),
            reason: edition.optional_text(commitment.reason.as_ref(), self.index),
            sources: self.documents(&commitment.sources),
            history: self.history(),
        }
    }

    /// The updates about the commitment, from the first on.
    fn history(&self) -> Vec<HistoryEntry> {
        let site = &self.renderer.site;
        let mut updates: Vec<_> = self.stating(Relation::About).into_iter().rev().collect();
        updates.dedup();
        let date_of = |index: &RecordIndex| match &site.record(*index).facts {
            Facts::Update(update) => Some(&update.date),
            _ => None,
        };
        updates.sort_by(|left, right| match (date_of(left), date_of(right)) {
            (Some(left), Some(right)) => left.chronological(right),
            _ => std::cmp::Ordering::Equal,
        });
        let entry = |index: RecordIndex| match &site.record(index).facts {
            Facts::Update(update) => Some(HistoryEntry {
                date: self.edition.date(&update.date),
                status: update.status.as_ref().map(|status| self.edition.status(status, None)),
                update: self.renderer.card(index, self.edition.language),
            }),
            _ => None,
        };
        updates.into_iter().filter_map(entry).collect()
    }

    fn target(&self, target: &Target) -> TargetView {
        let edition = &self.edition;
        let figure = |date, value: Option<f64>, change: Option<f64>, source: Option<&Document>| FigureView {
            date: edition.date(date),
            value: value.map(|value| edition.number(value)),
            change: change.map(|ratio| edition.change(ratio)),
            source: source.map(|source| self.document(source)),
        };
        let observations = target.observations.iter();
        TargetView {
            title: edition.title(self.index),
            path: self.renderer.site.address(self.index, edition.language).to_owned(),
            untranslated: edition.untranslated(self.index),
            indicator: edition.text(&target.indicator, self.index).unwrap_or_default(),
            unit: edition.text(&target.unit, self.index).unwrap_or_default(),
            baseline: figure(&target.baseline.date, target.baseline.value, None, None),
            goal: figure(&target.goal.date, target.goal.value, target.goal.change.map(|change| change.ratio), None),
            observations: observations
                .map(|observation| {
                    figure(&observation.date, Some(observation.value), None, observation.source.as_ref())
                })
                .collect(),
            chart: chart::chart(edition, target, self.index),
        }
    }

    fn group(&self, group: &Group) -> GroupView {
        let edition = &self.edition;
        let members = self.renderer.site.stated(self.index, Relation::Member).filter_map(|edge| {
            let member = group.members.get(edge.position)?;
            Some(MemberView {
                body: self.renderer.card(edge.record, edition.language),
                role: edition.optional_text(member.role.as_ref(), self.index),
                from: edition.optional_date(member.from.as_ref()),
                to: edition.optional_date(member.to.as_ref()),
            })
        });
        GroupView {
            parent: self.card_stated(Relation::Parent),
            ancestors: self.ancestors(),
            children: self.cards_stating(Relation::Parent),
            members: members.collect(),
            leads: self.cards_stating(Relation::Lead),
            founded: edition.optional_date(group.founded.as_ref()),
            dissolved: edition.optional_date(group.dissolved.as_ref()),
            url: edition.address(group.url.as_ref(), self.index),
            calendar: calendar::record_view(self.renderer, self.index, edition.language),
        }
    }

    fn event(&self, event: &Event) -> EventView {
        EventView {
            start: card::event_date(&self.edition, self.index, event),
            end: card::event_end(&self.edition, event),
            recurs: event.recurs.map(|recurs| self.edition.label("recurs", recurs.as_str())),
            announced: self.edition.optional_date(event.announced.as_ref()),
            calendar: calendar::record_view(self.renderer, self.index, self.edition.language),
            documents: self.documents(&event.documents),
        }
    }

    fn body(&self, body: &crate::model::Body) -> BodyView {
        let edition = &self.edition;
        let memberships = self.renderer.site.stating(self.index, Relation::Member, edition.language);
        let memberships = memberships.into_iter().filter_map(|edge| {
            let Facts::Group(group) = &self.renderer.site.record(edge.record).facts else { return None };
            let member = group.members.get(edge.position)?;
            Some(MembershipView {
                group: self.renderer.card(edge.record, edition.language),
                role: edition.optional_text(member.role.as_ref(), edge.record),
                from: edition.optional_date(member.from.as_ref()),
                to: edition.optional_date(member.to.as_ref()),
            })
        });
        let mut children = self.stating(Relation::Parent);
        children.extend(self.stating(Relation::Country));
        let mut seen = HashSet::new();
        children.retain(|child| seen.insert(*child));
        BodyView {
            country: self.card_stated(Relation::Country),
            parent: self.card_stated(Relation::Parent),
            children: self.renderer.cards(children, edition.language),
            memberships: memberships.collect(),
            leads: self.cards_stating(Relation::Lead),
            url: edition.address(body.url.as_ref(), self.index),
            is_party: self.renderer.site.parties.contains(&self.index),
            names: self.names(),
        }
    }

    fn update(&self, update: &Update) -> UpdateView {
        UpdateView {
            date: self.edition.date(&update.date),
            status: update.status.as_ref().map(|status| self.edition.status(status, None)),
            sources: self.documents(&update.sources),
        }
    }

    fn documents(&self, documents: &[Document]) -> Vec<SourceView> {
        documents.iter().map(|document| self.document(document)).collect()
    }

    fn document(&self, document: &Document) -> SourceView {
        let edition = &self.edition;
        let site = &self.renderer.site;
        let external = document.is_external();
        let file = Download::of(edition, self.index, &document.url);
        SourceView {
            title: edition.text(&document.title, self.index).unwrap_or_default(),
            href: if external {
                document.url.clone()
            } else {
                encoded(&format!("{}{}", site.address(self.index, edition.language), document.url))
            },
            external,
            language: document.language.as_ref().map(|tag| edition.any_language(tag)),
            date: edition.optional_date(document.date.as_ref()),
            kind: file.kind,
            size: file.size,
        }
    }
}
