//! Open data: the plan as other programs read it, below `data/`, once for all languages.
//!
//! 1. Each record becomes a JSON object that has the names of the content format ([`facts`]). All of them together, with their prose, are
//!    `plan.json`.
//! 2. What the objects of a collection have in common becomes a table, and so does each list in them ([`tables`]): CSV files, a row a
//!    record or an entry of a list ([`rows`]).
//! 3. `datapackage.json` describes the tables and their columns, in every language ([`package`]).
//!
//! A text stands there in the languages that it was written in, and in no other; a date as exactly as it is known.

mod facts;
mod package;
mod rows;
mod tables;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Renderer;
use super::edition::Edition;
use crate::link::Site;
use crate::model::Collection;

pub(super) use tables::{Column, Table};

/// A JSON object.
type Object = Map<String, Value>;

/// The folder of the data, below the site's root.
const FOLDER: &str = "data/";

/// A file of the open data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DataFile {
    /// `datapackage.json`: what the tables hold.
    Package,
    /// `plan.json`: the whole plan.
    Plan,
    /// A table, by its place among all that there can be.
    Table(usize),
}

/// What the files are made of that is not prose: made once, and used by several of them.
pub(super) struct Data {
    /// The records of each collection that has any.
    records: BTreeMap<Collection, Vec<Object>>,
    /// The tables of the site, each as the text of its file.
    tables: BTreeMap<usize, TableFile>,
}

/// A table as a file.
pub(super) struct TableFile {
    pub(super) table: &'static Table,
    /// How many rows it has, its header not counted.
    pub(super) rows: usize,
    pub(super) csv: String,
}

impl DataFile {
    /// Its path from the site's root.
    pub(super) fn path(self) -> String {
        match self {
            Self::Package => format!("{FOLDER}datapackage.json"),
            Self::Plan => format!("{FOLDER}plan.json"),
            Self::Table(position) => format!("{FOLDER}{}", tables::ALL[position].file_name()),
        }
    }

    /// The files of a site; none where it wants no data.
    pub(super) fn of(site: &Site) -> Vec<Self> {
        if !site.settings.outputs.data {
            return Vec::new();
        }
        let tables = (0..tables::ALL.len()).filter(|table| tables::ALL[*table].is_of(site));
        [Self::Package, Self::Plan].into_iter().chain(tables.map(Self::Table)).collect()
    }

    /// Its text.
    pub(super) fn text(self, renderer: &Renderer) -> String {
        match self {
            Self::Package => package::descriptor(renderer),
            Self::Plan => renderer.plan_as_json().to_owned(),
            Self::Table(position) => {
                renderer.data().tables.get(&position).map(|file| file.csv.clone()).unwrap_or_default()
            }
        }
    }
}

impl Data {
    /// Of a site.
    pub(super) fn of(site: &Site) -> Self {
        let collections = Collection::ALL.into_iter().filter(|collection| !facts::of(site, *collection).is_empty());
        let records: BTreeMap<_, Vec<_>> = collections
            .map(|collection| {
                (collection, facts::of(site, collection).iter().map(|index| facts::record(site, *index)).collect())
            })
            .collect();
        let statuses = facts::statuses(site);
        let wanted = tables::ALL.iter().enumerate().filter(|(_, table)| table.is_of(site));
        let tables = wanted.map(|(position, table)| {
            let objects = table.collection.map_or(&statuses, |collection| &records[&collection]);
            (position, rows::file(site, table, objects))
        });
        Self { tables: tables.collect(), records }
    }

    /// The tables, in the order in which people read of them.
    pub(super) fn tables(&self) -> impl Iterator<Item = (DataFile, &TableFile)> {
        self.tables.iter().map(|(position, file)| (DataFile::Table(*position), file))
    }
}

/// The whole plan as one JSON object: `plan.json`.
pub(super) fn plan(renderer: &Renderer) -> String {
    let site = &renderer.site;
    let mut plan = facts::site(site);
    plan.insert("statuses".to_owned(), facts::statuses(site).into_iter().map(Value::Object).collect());
    for (collection, records) in &renderer.data().records {
        let records = facts::of(site, *collection).iter().zip(records).map(|(index, record)| {
            let mut record = record.clone();
            let prose = facts::prose(renderer, *index);
            if !prose.is_empty() {
                record.insert("prose".to_owned(), prose.into());
            }
            Value::Object(record)
        });
        plan.insert(collection.to_string(), records.collect());
    }
    format!("{:#}\n", Value::Object(plan))
}

impl Column {
    /// The names of the columns that it takes in the file.
    pub(super) fn names_in_file(self, site: &Site) -> Vec<String> {
        rows::fields_of(site, self).into_iter().map(|field| field.name).collect()
    }
}

impl Table {
    /// What it is called.
    pub(super) fn title(&self, edition: &Edition<'_>) -> String {
        tables::name(edition, self.names)
    }

    /// What its rows are.
    pub(super) fn description(&self, edition: &Edition<'_>) -> String {
        edition.string(self.description)
    }
}
