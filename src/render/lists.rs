//! Pages that list records: the home page, the list of a collection, the site map.

use tera::Value;

use super::calendar::{self, CalendarView};
use super::card::Card;
use super::edition::{Edition, escaped};
use super::filters::{self, Facet, Filter};
use super::output::{Generated, listed};
use super::prose::Setting;
use super::record::Whole;
use super::shape::Shared;
use super::view::{Html, LanguageView, StatusView, TargetView, view};
use super::{Renderer, record};
use crate::language::Argument;
use crate::link::{LanguageIndex, RecordIndex};
use crate::model::{Collection, EventStatus, Facts, Id, Relation};

/// How many areas the home page shows: a plan of more is shown by its list.
const AREAS_ON_HOME: usize = 12;
/// A list of more records than this leaves summaries out, and is parted where nothing else parts it.
const LONG_LIST: usize = 500;
/// How many records a part of such a list holds.
const PART: usize = 100;
/// How many updates the home page shows.
const UPDATES_ON_HOME: usize = 3;

view! {
    /// How many commitments have a status.
    StatusCount {
        /// The status.
        status: StatusView,
        /// How many have it.
        count: usize,
        /// Its share of all, in percent: the width of its part of a bar.
        share: f64,
        /// Where its part of a bar begins, in percent from the left: the share of all that stand before it, or behind it where writing goes from
        /// right to left.
        start: f64,
    }
}

view! {
    /// Some records of a list that belong together.
    ListGroup {
        /// What they have in common; none where the list has one group.
        title: Option<Html>,
        /// What makes the group's id unique on the page.
        id: String,
        /// The path of the page of what they have in common.
        path: Option<String>,
        /// The language of the prose there, where it is not translated into that of this page.
        untranslated: Option<LanguageView>,
        /// The records.
        entries: Vec<ListEntry>,
    }
}

view! {
    /// A record of a list.
    ListEntry {
        /// Its card.
        card: Shared<Card>,
        /// What it answers to in each of the list's filters.
        facets: Vec<Facet>,
    }
}

view! {
    /// A part of the site map.
    SiteMapSection {
        /// Its title.
        title: Html,
        /// The path of the page that stands for it.
        path: Option<String>,
        /// The cards of the records in it.
        records: Vec<Shared<Card>>,
    }
}

view! {
    /// The home page.
    HomeView {
        /// The page that its author wrote, where there is one.
        record: Option<Shared<Whole<()>>>,
        /// The areas, of many the first.
        areas: Vec<Shared<Card>>,
        /// How many areas there are.
        areas_total: usize,
        /// The path of the list of areas.
        areas_path: String,
        /// How many commitments have each status.
        statuses: Vec<StatusCount>,
        /// How many commitments there are.
        commitments_total: usize,
        /// The path of their list, where there are any.
        commitments_path: Option<String>,
        /// The targets of the commitments.
        targets: Vec<TargetView>,
        /// The event that comes next.
        next: Option<Shared<Card>>,
        /// The event that came last.
        last: Option<Shared<Card>>,
        /// The latest updates.
        updates: Vec<Shared<Card>>,
        /// The path of the timeline, where there is one.
        timeline_path: Option<String>,
        /// The path of who does what, where there is such a page.
        relations_path: Option<String>,
        /// The path of the whole plan, where there is one.
        whole_plan_path: Option<String>,
        /// The path of the site map.
        site_map_path: String,
    }
}

view! {
    /// The list of a collection.
    ListView {
        /// The collection.
        collection: &'static str,
        /// Its records, as they belong together.
        groups: Vec<ListGroup>,
        /// How many records there are.
        total: usize,
        /// What it can be filtered by; none for a short list.
        filters: Vec<Filter>,
        /// The calendar of all of them, where they are events.
        calendar: Option<CalendarView>,
    }
}

view! {
    /// The site map.
    SiteMapView {
        /// Its parts.
        sections: Vec<SiteMapSection>,
    }
}

/// The state of the plan at a glance.
pub(super) fn home(renderer: &Renderer, setting: Setting<'_>) -> HomeView {
    let language = setting.language;
    let edition = renderer.edition(language);
    let site = &renderer.site;
    let areas = site.collection(Collection::Areas, language);
    let commitments = site.collection(Collection::Commitments, language);
    let updates = site.collection(Collection::Updates, language);
    let (last, next) = events_around_now(renderer, language);
    HomeView {
        // Its prose stands in a section of the page.
        record: site.home().map(|home| record::record(renderer, home, Setting { deeper: 1, ..setting })),
        areas: renderer.cards(areas.iter().take(AREAS_ON_HOME).copied(), language),
        areas_total: areas.len(),
        areas_path: site.list_address(Collection::Areas, language),
        statuses: statuses(renderer, &edition, commitments),
        commitments_total: commitments.len(),
        commitments_path: (!commitments.is_empty()).then(|| site.list_address(Collection::Commitments, language)),
        targets: record::targets(renderer, edition, commitments),
        next: next.map(|next| renderer.card(next, language)),
        last: last.map(|last| renderer.card(last, language)),
        updates: renderer.cards(updates.iter().take(UPDATES_ON_HOME).copied(), language),
        timeline_path: Generated::timeline(&edition),
        relations_path: Generated::relations(&edition),
        whole_plan_path: Generated::whole_plan(&edition),
        site_map_path: Generated::site_map(&edition),
    }
}

/// How many commitments have each status, in the order of the vocabulary.
fn statuses(renderer: &Renderer, edition: &Edition<'_>, commitments: &[RecordIndex]) -> Vec<StatusCount> {
    let status_of = |index: &RecordIndex| match &renderer.site.record(*index).facts {
        Facts::Commitment(commitment) => commitment.status.as_ref(),
        _ => None,
    };
    let mut counts: Vec<(&Id, usize)> = renderer.site.statuses.iter().map(|status| (&status.id, 0)).collect();
    for id in commitments.iter().filter_map(status_of) {
        if let Some((_, count)) = counts.iter_mut().find(|(status, _)| *status == id) {
            *count += 1;
        }
    }
    counts.retain(|(_, count)| *count > 0);
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    #[expect(clippy::cast_precision_loss, reason = "no plan has 2^52 commitments")]
    let percent = |count: usize| (1000.0 * count as f64 / total as f64).round() / 10.0;
    let mut before = 0;
    let counted = counts.into_iter().map(|(id, count)| {
        let start = percent(before);
        before += count;
        let (share, left) = (percent(before) - start, 100.0 - percent(before));
        let start = if edition.is_mirrored() { (10.0 * left).round() / 10.0 } else { start };
        StatusCount { status: edition.status(id, None), count, share, start }
    });
    counted.collect()
}

/// The last event before, and the first after, the day that counts as now.
fn events_around_now(renderer: &Renderer, language: LanguageIndex) -> (Option<RecordIndex>, Option<RecordIndex>) {
    if renderer.now.is_none() {
        return (None, None);
    }
    let mut last = None;
    let mut next = None;
    for index in renderer.site.collection(Collection::Events, language) {
        let Facts::Event(event) = &renderer.site.record(*index).facts else { continue };
        if event.status == Some(EventStatus::Cancelled) {
            continue;
        }
        if renderer.is_over(*index) == Some(true) {
            last = Some(*index);
        } else if next.is_none() {
            next = Some(*index);
        }
    }
    (last, next)
}

/// The list of a collection.
pub(super) fn list(renderer: &Renderer, language: LanguageIndex, collection: Collection) -> ListView {
    let edition = renderer.edition(language);
    let records = renderer.site.collection(collection, language);
    let asked = renderer.asked();
    let is_filtered = asked.has("filters") || asked.has("facets");
    let facets = if is_filtered { filters::facets(renderer, language, collection) } else { Vec::new() };
    let mut groups: Vec<(Heading, Vec<ListEntry>)> = Vec::new();
    let mut positions = std::collections::HashMap::new();
    let is_long = records.len() > LONG_LIST;
    for (place, record) in records.iter().enumerate() {
        let key = match GroupKey::of(renderer, *record) {
            GroupKey::All if is_long => GroupKey::part(renderer.site.rank(*record, language), records.len()),
            key => key,
        };
        let position = *positions.entry(key.clone()).or_insert_with(|| {
            groups.push((key.heading(&edition), Vec::new()));
            groups.len() - 1
        });
        let card = renderer.card(*record, language);
        groups[position].1.push(ListEntry {
            card: if is_long { short(&card) } else { card },
            facets: facets.iter().map(|facets| facets.of(place)).collect(),
        });
    }
    groups.sort_by_key(|(heading, _)| heading.rank);
    // One group needs no heading, unless it is a year or an area, which says something.
    let is_alone = groups.len() == 1 && groups[0].0.path.is_none();
    let groups = groups.into_iter().map(|(heading, entries)| ListGroup {
        title: if is_alone { None } else { heading.title },
        id: heading.id,
        path: heading.path,
        untranslated: heading.untranslated,
        entries,
    });
    ListView {
        collection: collection.as_str(),
        groups: groups.collect(),
        total: records.len(),
        filters: facets.iter().map(|facets| facets.filter().clone()).collect(),
        calendar: (collection == Collection::Events).then(|| calendar::language_view(renderer, language)).flatten(),
    }
}

/// A card without its summary, for lists of thousands.
fn short(card: &Shared<Card>) -> Shared<Card> {
    let mut fields = card.value().as_map().cloned().unwrap_or_default();
    fields.insert("summary".into(), Value::none());
    Shared::new(fields.into())
}

/// What the records of a group of a list have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
enum GroupKey {
    All,
    Area(Option<RecordIndex>),
    Kind(Option<&'static str>),
    Year(i16),
    /// A part of a long list that nothing else parts: the places of its first and its last record.
    Part(usize, usize),
}

/// The heading of a group, and its place among the others.
struct Heading {
    title: Option<Html>,
    id: String,
    path: Option<String>,
    untranslated: Option<LanguageView>,
    rank: u32,
}

impl GroupKey {
    /// The part of a list of `total` records in which the record of a rank stands.
    fn part(rank: u32, total: usize) -> Self {
        let first = rank as usize / PART * PART;
        Self::Part(first + 1, (first + PART).min(total))
    }

    fn of(renderer: &Renderer, index: RecordIndex) -> Self {
        match &renderer.site.record(index).facts {
            Facts::Commitment(_) => {
                Self::Area(renderer.site.stated(index, Relation::Area).next().map(|edge| edge.record))
            }
            Facts::Group(group) => Self::Kind(group.kind.map(crate::model::GroupKind::as_str)),
            Facts::Body(body) => Self::Kind(body.kind.map(crate::model::BodyKind::as_str)),
            Facts::Event(event) => Self::Year(event.start.year()),
            Facts::Update(update) => Self::Year(update.date.year()),
            Facts::Area(_) | Facts::Page(_) => Self::All,
        }
    }

    fn heading(&self, edition: &Edition<'_>) -> Heading {
        let heading = |title: String, id: &str, path, rank| {
            let title = Some(Html(title));
            Heading { title, id: id.to_owned(), path, untranslated: None, rank }
        };
        match self {
            Self::All => Heading { title: None, id: "all".to_owned(), path: None, untranslated: None, rank: 0 },
            Self::Area(Some(area)) => {
                let path = edition.site.address(*area, edition.language).to_owned();
                let id = edition.site.record(*area).id.id.to_string();
                let rank = edition.site.rank(*area, edition.language);
                let untranslated = edition.untranslated(*area);
                Heading { untranslated, ..heading(edition.title(*area).0, &id, Some(path), rank) }
            }
            Self::Area(None) => heading(escaped(&edition.string("without-area")), "none", None, u32::MAX),
            Self::Kind(Some(kind)) => heading(escaped(&edition.string(&format!("kinds-{kind}"))), kind, None, 0),
            Self::Kind(None) => heading(escaped(&edition.string("without-kind")), "none", None, u32::MAX),
            Self::Part(first, last) => {
                #[expect(clippy::cast_precision_loss, reason = "no list has 2^52 records")]
                let number = |number: usize| edition.locale().decimal(number as f64);
                let (from, to) = (number(*first), number(*last));
                let range = [("from", Argument::Text(&from)), ("to", Argument::Text(&to))];
                heading(escaped(&edition.string_with("period", &range)), &first.to_string(), None, 0)
            }
            Self::Year(year) => heading(edition.locale().year(*year), &year.to_string(), None, 0),
        }
    }
}

/// Every page of a language.
pub(super) fn site_map(renderer: &Renderer, language: LanguageIndex) -> SiteMapView {
    let edition = renderer.edition(language);
    let site = &renderer.site;
    let title = |id: &str| Html(escaped(&edition.string(id)));
    let mut sections =
        vec![SiteMapSection { title: title("home"), path: Some(site.home_address(language)), records: Vec::new() }];
    for collection in listed(edition) {
        sections.push(SiteMapSection {
            title: title(&format!("collection-{collection}")),
            path: Some(site.list_address(collection, language)),
            records: renderer.cards(site.collection(collection, language).iter().copied(), language),
        });
    }
    let generated = [
        ("timeline-title", Generated::timeline(&edition)),
        ("relations-title", Generated::relations(&edition)),
        ("whole-plan-title", Generated::whole_plan(&edition)),
        ("translations-title", Generated::translations(&edition)),
        ("search-title", Generated::search(&edition)),
    ];
    for (id, path) in generated {
        sections.extend(path.map(|path| SiteMapSection { title: title(id), path: Some(path), records: Vec::new() }));
    }
    let pages: Vec<_> = site
        .collection(Collection::Pages, language)
        .iter()
        .copied()
        .filter(|page| Some(*page) != site.home())
        .collect();
    if !pages.is_empty() {
        let records = renderer.cards(pages, language);
        sections.push(SiteMapSection { title: title("collection-pages"), path: None, records });
    }
    SiteMapView { sections }
}
