//! The tables of the open data: one a collection, one for each list in its records, one of the statuses.
//!
//! A plan that has a collection has all its tables with all their columns, so that what reads the data of one plan reads that of another.

use super::super::edition::Edition;
use crate::language::Argument;
use crate::link::Site;
use crate::model::{BodyKind, Collection, EventStatus, GroupKind, Recurrence};

/// A table.
pub(in super::super) struct Table {
    /// Its name in the package.
    pub(super) name: &'static str,
    /// The collection that its rows are made of; none for the statuses.
    pub(super) collection: Option<Collection>,
    /// Which part of each record the rows are.
    pub(super) rows: Rows,
    /// The strings of its title.
    pub(super) names: &'static [&'static str],
    /// The string that says what its rows are.
    pub(super) description: &'static str,
    /// The columns behind those that all tables of its kind have.
    columns: &'static [Column],
}

/// Which part of a record becomes rows.
#[derive(Clone, Copy)]
pub(super) enum Rows {
    /// The record is a row.
    Record,
    /// A part of it is a row, where it has it: the way to it.
    Part(&'static [&'static str]),
    /// Each entry of a list is a row: the way to the list.
    List(&'static [&'static str]),
}

/// A column.
#[derive(Clone, Copy)]
pub(in super::super) struct Column {
    /// Its name, and the beginning of its names where it takes several columns of the file.
    pub(super) name: &'static str,
    /// The way to its value from what the row is made of.
    pub(super) path: &'static [&'static str],
    /// The strings of its title.
    names: &'static [&'static str],
    /// The string that says what it holds.
    description: &'static str,
    pub(super) form: Form,
}

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// The id of the row's record.
    Id,
    /// The id of the record whose list it is.
    Owner,
    /// The place in the list, from 1.
    Position,
    /// A text in each language, each in a column of its own.
    Text,
    /// A URL in each language, each in a column of its own.
    Addresses,
    /// A URL.
    Address,
    /// A word or a number as it is written.
    Written,
    /// A word of a vocabulary: the beginning of its strings, and the words.
    Word(&'static str, fn() -> Vec<&'static str>),
    /// A date, and a column with its precision.
    Date,
    /// A number.
    Number,
    /// The id of a record of a collection; a word of the statuses where there is none.
    Reference(Option<Collection>),
    /// The id of a record of one of some collections, each in a column of its own.
    Choice(&'static [Collection]),
}

const fn column(
    name: &'static str,
    path: &'static [&'static str],
    names: &'static [&'static str],
    description: &'static str,
    form: Form,
) -> Column {
    Column { name, path, names, description, form }
}

const ID: Column = column("id", &["id"], &["column-id-name"], "column-id", Form::Id);
const STATUS: Column = column("status", &["status"], &["status"], "column-status", Form::Reference(None));
const ACRONYM: Column = column("acronym", &["acronym"], &["acronym"], "column-acronym", Form::Text);
const URL: Column = column("url", &["url"], &["website"], "column-url", Form::Addresses);
const NUMBER: Column = column("number", &["number"], &["column-number-name"], "column-number", Form::Written);
const DATE: Column = column("date", &["date"], &["date"], "column-date", Form::Date);

/// The columns that every table of records begins with.
const OF_RECORDS: [Column; 5] = [
    ID,
    column("title", &["title"], &["column-title-name"], "column-title", Form::Text),
    column("summary", &["summary"], &["column-summary-name"], "column-summary", Form::Text),
    column("page", &["page"], &["column-page-name"], "column-page", Form::Addresses),
    column("changed", &["changed"], &["column-changed-name"], "column-changed", Form::Date),
];

/// The place in a list.
const POSITION: Column = column("position", &[], &["column-position-name"], "column-position", Form::Position);

/// The columns of a table of documents.
const DOCUMENT: &[Column] = &[
    column("title", &["title"], &["column-title-name"], "column-document-title", Form::Text),
    column("url", &["url"], &["column-url-name"], "column-document-url", Form::Address),
    column("language", &["language"], &["translations-language"], "column-language", Form::Written),
    DATE,
];

const AREA: &[Column] = &[reference("area", Collection::Areas, &["collection-areas-one"])];
const COMMITMENT: &[Column] = &[reference("commitment", Collection::Commitments, &["collection-commitments-one"])];
const GROUP: &[Column] = &[reference("group", Collection::Groups, &["collection-groups-one"])];
const BODY: &[Column] = &[reference("body", Collection::Bodies, &["collection-bodies-one"])];

/// A column of the records that a list names.
const fn reference(name: &'static str, to: Collection, names: &'static [&'static str]) -> Column {
    column(name, &[], names, "column-named", Form::Reference(Some(to)))
}

/// Every table that there can be.
pub(super) static ALL: [Table; 24] = [
    Table {
        name: "areas",
        collection: Some(Collection::Areas),
        rows: Rows::Record,
        names: &["collection-areas"],
        description: "table-areas",
        columns: &[NUMBER],
    },
    list(
        Collection::Areas,
        "area-groups",
        &["groups"],
        &["collection-areas", "collection-groups"],
        "table-groups-of",
        GROUP,
    ),
    list(
        Collection::Areas,
        "area-bodies",
        &["bodies"],
        &["collection-areas", "collection-bodies"],
        "table-bodies-of",
        BODY,
    ),
    Table {
        name: "commitments",
        collection: Some(Collection::Commitments),
        rows: Rows::Record,
        names: &["collection-commitments"],
        description: "table-commitments",
        columns: &[
            column(
                "area",
                &["area"],
                &["collection-areas-one"],
                "column-area",
                Form::Reference(Some(Collection::Areas)),
            ),
            NUMBER,
            STATUS,
            column("since", &["since"], &["status-since"], "column-since", Form::Date),
            column("due", &["due"], &["due"], "column-due", Form::Date),
            column("reason", &["reason"], &["reason"], "column-reason", Form::Text),
        ],
    },
    list(
        Collection::Commitments,
        "commitment-leads",
        &["leads"],
        &["collection-commitments", "table-leads-name"],
        "table-leads",
        &[column("lead", &[], &["leads"], "column-named", Form::Choice(&[Collection::Bodies, Collection::Groups]))],
    ),
    list(
        Collection::Commitments,
        "commitment-groups",
        &["groups"],
        &["collection-commitments", "collection-groups"],
        "table-groups-of",
        GROUP,
    ),
    list(
        Collection::Commitments,
        "commitment-milestones",
        &["milestones"],
        &["collection-commitments", "milestones"],
        "table-milestones",
        &[
            column("title", &["title"], &["column-title-name"], "column-milestone-title", Form::Text),
            column("due", &["due"], &["due"], "column-due", Form::Date),
            STATUS,
        ],
    ),
    Table {
        name: "commitment-targets",
        collection: Some(Collection::Commitments),
        rows: Rows::Part(&["target"]),
        names: &["collection-commitments", "targets"],
        description: "table-targets",
        columns: &[
            column("indicator", &["indicator"], &["column-indicator-name"], "column-indicator", Form::Text),
            column("unit", &["unit"], &["column-unit-name"], "column-unit", Form::Text),
            column(
                "baseline_date",
                &["baseline", "date"],
                &["target-baseline", "date"],
                "column-baseline-date",
                Form::Date,
            ),
            column(
                "baseline_value",
                &["baseline", "value"],
                &["target-baseline", "target-value"],
                "column-baseline-value",
                Form::Number,
            ),
            column("goal_date", &["goal", "date"], &["target-goal", "date"], "column-goal-date", Form::Date),
            column(
                "goal_value",
                &["goal", "value"],
                &["target-goal", "target-value"],
                "column-goal-value",
                Form::Number,
            ),
            column(
                "goal_change",
                &["goal", "change"],
                &["target-goal", "column-change-name"],
                "column-change",
                Form::Number,
            ),
        ],
    },
    list(
        Collection::Commitments,
        "commitment-observations",
        &["target", "observations"],
        &["collection-commitments", "table-observations-name"],
        "table-observations",
        &[
            DATE,
            column("value", &["value"], &["target-value"], "column-value", Form::Number),
            column(
                "source_title",
                &["source", "title"],
                &["source", "column-title-name"],
                "column-document-title",
                Form::Text,
            ),
            column(
                "source_url",
                &["source", "url"],
                &["source", "column-url-name"],
                "column-document-url",
                Form::Address,
            ),
        ],
    ),
    list(
        Collection::Commitments,
        "commitment-sources",
        &["sources"],
        &["collection-commitments", "sources"],
        "table-sources",
        DOCUMENT,
    ),
    Table {
        name: "groups",
        collection: Some(Collection::Groups),
        rows: Rows::Record,
        names: &["collection-groups"],
        description: "table-groups",
        columns: &[
            column("kind", &["kind"], &["filter-collection"], "column-kind", Form::Word("kind", group_kinds)),
            ACRONYM,
            column(
                "parent",
                &["parent"],
                &["group-parent"],
                "column-parent",
                Form::Reference(Some(Collection::Groups)),
            ),
            column("founded", &["founded"], &["founded"], "column-founded", Form::Date),
            column("dissolved", &["dissolved"], &["dissolved"], "column-dissolved", Form::Date),
            URL,
        ],
    },
    list(
        Collection::Groups,
        "group-members",
        &["members"],
        &["collection-groups", "members"],
        "table-members",
        &[
            column(
                "body",
                &["body"],
                &["collection-bodies-one"],
                "column-named",
                Form::Reference(Some(Collection::Bodies)),
            ),
            column("role", &["role"], &["column-role-name"], "column-role", Form::Text),
            column("from", &["from"], &["tenure-from"], "column-from", Form::Date),
            column("to", &["to"], &["tenure-to"], "column-to", Form::Date),
        ],
    ),
    Table {
        name: "events",
        collection: Some(Collection::Events),
        rows: Rows::Record,
        names: &["collection-events"],
        description: "table-events",
        columns: &[
            column("start", &["start"], &["column-start-name"], "column-start", Form::Date),
            column("end", &["end"], &["column-end-name"], "column-end", Form::Date),
            column("when", &["when"], &["column-when-name"], "column-when", Form::Text),
            column("place", &["place"], &["place"], "column-place", Form::Text),
            column("status", &["status"], &["status"], "column-status", Form::Word("event", event_statuses)),
            column("announced", &["announced"], &["announced"], "column-announced", Form::Date),
            column("recurs", &["recurs"], &["recurs"], "column-recurs", Form::Word("recurs", recurrences)),
        ],
    },
    list(
        Collection::Events,
        "event-areas",
        &["areas"],
        &["collection-events", "collection-areas"],
        "table-areas-of",
        AREA,
    ),
    list(
        Collection::Events,
        "event-groups",
        &["groups"],
        &["collection-events", "collection-groups"],
        "table-groups-of",
        GROUP,
    ),
    list(
        Collection::Events,
        "event-bodies",
        &["bodies"],
        &["collection-events", "collection-bodies"],
        "table-bodies-of",
        BODY,
    ),
    list(
        Collection::Events,
        "event-commitments",
        &["commitments"],
        &["collection-events", "collection-commitments"],
        "table-commitments-of",
        COMMITMENT,
    ),
    list(
        Collection::Events,
        "event-documents",
        &["documents"],
        &["collection-events", "documents"],
        "table-documents",
        DOCUMENT,
    ),
    Table {
        name: "bodies",
        collection: Some(Collection::Bodies),
        rows: Rows::Record,
        names: &["collection-bodies"],
        description: "table-bodies",
        columns: &[
            column("kind", &["kind"], &["filter-collection"], "column-kind", Form::Word("kind", body_kinds)),
            ACRONYM,
            column("country", &["country"], &["country"], "column-country", Form::Reference(Some(Collection::Bodies))),
            column("parent", &["parent"], &["body-parent"], "column-parent", Form::Reference(Some(Collection::Bodies))),
            URL,
        ],
    },
    Table {
        name: "updates",
        collection: Some(Collection::Updates),
        rows: Rows::Record,
        names: &["collection-updates"],
        description: "table-updates",
        columns: &[DATE, column("status", &["status"], &["new-status"], "column-new-status", Form::Reference(None))],
    },
    list(
        Collection::Updates,
        "update-about",
        &["about"],
        &["collection-updates", "table-about-name"],
        "table-about",
        &[column("about", &[], &["table-about-name"], "column-named", Form::Choice(&Collection::ALL))],
    ),
    list(
        Collection::Updates,
        "update-sources",
        &["sources"],
        &["collection-updates", "sources"],
        "table-sources",
        DOCUMENT,
    ),
    Table {
        name: "pages",
        collection: Some(Collection::Pages),
        rows: Rows::Record,
        names: &["collection-pages"],
        description: "table-pages",
        columns: &[],
    },
    Table {
        name: "statuses",
        collection: None,
        rows: Rows::Record,
        names: &["table-statuses-name"],
        description: "table-statuses",
        columns: &[ID, column("label", &["label"], &["column-label-name"], "column-label", Form::Text)],
    },
];

/// A table of the lists of a collection.
const fn list(
    collection: Collection,
    name: &'static str,
    path: &'static [&'static str],
    names: &'static [&'static str],
    description: &'static str,
    columns: &'static [Column],
) -> Table {
    Table { name, collection: Some(collection), rows: Rows::List(path), names, description, columns }
}

/// A column of the records whose lists a table holds.
fn owner(collection: Collection) -> Column {
    let (name, names): (_, &[&str]) = match collection {
        Collection::Areas => ("area", &["collection-areas-one"]),
        Collection::Commitments => ("commitment", &["collection-commitments-one"]),
        Collection::Groups => ("group", &["collection-groups-one"]),
        Collection::Events => ("event", &["collection-events-one"]),
        Collection::Bodies => ("body", &["collection-bodies-one"]),
        Collection::Updates => ("update", &["collection-updates-one"]),
        Collection::Pages => ("page", &["collection-pages-one"]),
    };
    column(name, &[], names, "column-owner", Form::Owner)
}

impl Table {
    /// The name of its file.
    pub(in super::super) fn file_name(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// The collection that it stands under: its own, or that of the records whose lists it holds.
    pub(in super::super) fn collection(&self) -> Option<Collection> {
        self.collection
    }

    /// Whether a site has it.
    pub(super) fn is_of(&self, site: &Site) -> bool {
        self.collection.is_none_or(|collection| !super::facts::of(site, collection).is_empty())
    }

    /// Its columns.
    pub(in super::super) fn columns(&self) -> impl Iterator<Item = Column> {
        let first = match (self.rows, self.collection) {
            (_, None) => Vec::new(),
            (Rows::Record, Some(_)) => OF_RECORDS.to_vec(),
            (Rows::Part(_), Some(collection)) => vec![owner(collection)],
            (Rows::List(_), Some(collection)) => vec![owner(collection), POSITION],
        };
        first.into_iter().chain(self.columns.iter().copied())
    }

    /// The columns that tell its rows apart.
    pub(super) fn key(&self) -> impl Iterator<Item = &'static str> {
        let is_key = |column: &Column| matches!(column.form, Form::Id | Form::Owner | Form::Position);
        self.columns().filter(is_key).map(|column| column.name)
    }
}

impl Column {
    /// What it is called.
    pub(in super::super) fn title(&self, edition: &Edition<'_>) -> String {
        name(edition, self.names)
    }

    /// What it holds.
    pub(in super::super) fn description(&self, edition: &Edition<'_>) -> String {
        edition.string(self.description)
    }
}

/// The name that some strings make: the whole, then its part.
pub(super) fn name(edition: &Edition<'_>, ids: &[&str]) -> String {
    let names = ids.iter().map(|id| edition.string(id));
    let joined = names.reduce(|whole, part| {
        edition.string_with("data-part", &[("whole", Argument::Text(&whole)), ("part", Argument::Text(&part))])
    });
    joined.unwrap_or_default()
}

fn group_kinds() -> Vec<&'static str> {
    GroupKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

fn body_kinds() -> Vec<&'static str> {
    BodyKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

fn event_statuses() -> Vec<&'static str> {
    EventStatus::ALL.iter().map(|status| status.as_str()).collect()
}

fn recurrences() -> Vec<&'static str> {
    Recurrence::ALL.iter().map(|recurs| recurs.as_str()).collect()
}
