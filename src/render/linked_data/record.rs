//! What a record is to programs.

use super::super::address::absolute;
use super::node::{Node, Said};
use super::words::Words;
use crate::link::{Edge, RecordIndex};
use crate::model::{
    Body, BodyKind, Commitment, Document, Event, EventStatus, Facts, Group, Member, PartialDate, Recurrence, Relation,
    Text, Update,
};

/// What is said of a record; none of a page, which is itself all that it is about.
pub(super) fn node(words: &Words<'_>, index: RecordIndex) -> Option<Node> {
    let teller = Teller { words, index };
    let record = words.edition.site.record(index);
    let node = words.mention(index).say("description", teller.text(record.common.summary.as_ref()));
    Some(match &record.facts {
        Facts::Area(area) => teller
            .work(node)
            .say("position", area.number.as_ref().map(|number| number.as_str()))
            .say("isPartOf", words.plan()),
        Facts::Commitment(commitment) => teller.commitment(teller.work(node), commitment),
        Facts::Group(group) => teller.group(node, group),
        Facts::Event(event) => teller.event(node, event),
        Facts::Body(body) => teller.body(node, body),
        Facts::Update(update) => teller.update(teller.work(node), update),
        Facts::Page(_) => return None,
    })
}

/// Who tells of a record.
struct Teller<'words> {
    words: &'words Words<'words>,
    index: RecordIndex,
}

impl Teller<'_> {
    /// What a text of the record says.
    fn text(&self, text: Option<&Text>) -> Option<Said> {
        self.words.record_text(text, self.index)
    }

    /// The records that it names in a relation.
    fn stated(&self, relation: Relation) -> Vec<RecordIndex> {
        self.words.edition.site.stated(self.index, relation).map(|edge| edge.record).collect()
    }

    /// The address of its page, or of the page that this one repeats.
    fn address(&self) -> String {
        let site = self.words.edition.site;
        let (shown, _) = site.shown(self.index, self.words.edition.language);
        absolute(&site.settings, site.address(self.index, shown))
    }

    /// Something that was written: an area, a commitment, an update. Those who act in it are in its text, and have not written it.
    fn work(&self, node: Node) -> Node {
        let acting = [Relation::Lead, Relation::Group, Relation::Body].map(|relation| self.stated(relation));
        let mut acting = acting.concat();
        let mut seen = std::collections::BTreeSet::new();
        acting.retain(|record| seen.insert(*record));
        let changed = self.words.edition.site.record(self.index).common.changed.as_ref();
        node.say("url", self.address())
            .say("mentions", self.words.mentions(acting))
            .say("dateModified", changed.map(ToString::to_string))
    }

    fn commitment(&self, node: Node, commitment: &Commitment) -> Node {
        let mut wholes = self.words.mentions(self.stated(Relation::Area));
        wholes.push(self.words.plan());
        node.say("position", commitment.number.as_ref().map(|number| number.as_str()))
            .say("isPartOf", wholes)
            .say("citation", self.documents(&commitment.sources))
    }

    /// An update reports on the plan: it was written later, and is no part of it.
    fn update(&self, node: Node, update: &Update) -> Node {
        let about = self.words.mentions(self.stated(Relation::About));
        let about = if about.is_empty() { vec![self.words.plan()] } else { about };
        node.say("datePublished", update.date.to_string())
            .say("about", about)
            .say("citation", self.documents(&update.sources))
    }

    fn event(&self, node: Node, event: &Event) -> Node {
        let [areas, commitments] = [Relation::Area, Relation::Commitment].map(|relation| self.stated(relation));
        // The record does not say which of them hold it, and which take part.
        let attending = [Relation::Group, Relation::Body].map(|relation| self.stated(relation)).concat();
        let status = event.status.map(|status| match status {
            EventStatus::Scheduled | EventStatus::Held => "https://schema.org/EventScheduled",
            EventStatus::Postponed => "https://schema.org/EventPostponed",
            EventStatus::Cancelled => "https://schema.org/EventCancelled",
        });
        node.say("url", self.address())
            .say("startDate", event.start.to_string())
            .say("endDate", event.end.as_ref().map(ToString::to_string))
            .say("eventSchedule", event.recurs.map(|recurrence| schedule(event, recurrence)))
            .say("eventStatus", status)
            .say("location", self.text(event.place.as_ref()).map(|place| Node::new("Place").say("name", place)))
            .say("attendee", self.words.mentions(attending))
            .say("about", self.words.mentions(areas.into_iter().chain(commitments)))
            .say("subjectOf", self.documents(&event.documents))
    }

    fn group(&self, node: Node, group: &Group) -> Node {
        let member = |edge: Edge| {
            let other = self.words.mention(edge.record);
            self.membership("member", other, group.members.get(edge.position), self.index)
        };
        let members = self.words.edition.site.stated(self.index, Relation::Member).map(member).collect::<Vec<_>>();
        node.say("alternateName", self.text(group.acronym.as_ref()))
            .say("url", self.website(group.url.as_ref()))
            .say("foundingDate", group.founded.as_ref().map(ToString::to_string))
            .say("dissolutionDate", group.dissolved.as_ref().map(ToString::to_string))
            .say("parentOrganization", self.words.mentions(self.stated(Relation::Parent)))
            .say("member", members)
    }

    fn body(&self, node: Node, body: &Body) -> Node {
        let site = self.words.edition.site;
        let membership = |edge: Edge| {
            let Facts::Group(group) = &site.record(edge.record).facts else { return None };
            let other = self.words.mention(edge.record);
            Some(self.membership("memberOf", other, group.members.get(edge.position), edge.record))
        };
        let memberships = site.stating(self.index, Relation::Member, self.words.edition.language);
        let parent = self.stated(Relation::Parent);
        // A ministry or an agency is a part of its country's government; an association is in a country.
        let is_of_country = parent.is_empty() && matches!(body.kind, Some(BodyKind::Ministry | BodyKind::Agency));
        let whole = if is_of_country { self.stated(Relation::Country) } else { parent };
        node.say("alternateName", self.text(body.acronym.as_ref()))
            .say("url", self.website(body.url.as_ref()))
            .say("parentOrganization", self.words.mentions(whole))
            .say("memberOf", memberships.into_iter().filter_map(membership).collect::<Vec<_>>())
    }

    /// The other end of a membership: alone, or with what is known of it (`OrganizationRole`). `group` is the record that states it.
    fn membership(&self, property: &'static str, other: Node, member: Option<&Member>, group: RecordIndex) -> Node {
        let Some(member) =
            member.filter(|member| member.role.is_some() || member.from.is_some() || member.to.is_some())
        else {
            return other;
        };
        Node::new("OrganizationRole")
            .say(property, other)
            .say("roleName", self.words.record_text(member.role.as_ref(), group))
            .say("startDate", member.from.as_ref().map(ToString::to_string))
            .say("endDate", member.to.as_ref().map(ToString::to_string))
    }

    /// An organization's own website: the page about it is the plan's.
    fn website(&self, url: Option<&Text>) -> Option<String> {
        self.words.edition.address(url, self.index)
    }

    fn documents(&self, documents: &[Document]) -> Vec<Node> {
        let site = self.words.edition.site;
        let page = site.address(self.index, self.words.edition.language);
        let document = |document: &Document| {
            let url = if document.is_external() {
                document.url.clone()
            } else {
                absolute(&site.settings, &format!("{page}{}", document.url))
            };
            Node::new("CreativeWork")
                .say("name", self.text(Some(&document.title)))
                .say("url", url)
                .say("inLanguage", document.language.as_ref().map(|language| language.as_str()))
                .say("datePublished", document.date.as_ref().map(ToString::to_string))
        };
        documents.iter().map(document).collect()
    }
}

/// How often an event comes again.
fn schedule(event: &Event, recurrence: Recurrence) -> Node {
    let frequency = match recurrence {
        Recurrence::Yearly => "P1Y",
        Recurrence::Monthly => "P1M",
        Recurrence::Weekly => "P1W",
    };
    let zone = match &event.start {
        PartialDate::Time(time) => time.time_zone().iana_name(),
        _ => None,
    };
    Node::new("Schedule")
        .say("startDate", event.start.to_string())
        .say("repeatFrequency", frequency)
        .say("scheduleTimezone", zone)
}
