//! `tratado status`: records by languages, and what is missing, outdated or different.

use std::collections::BTreeMap;
use std::process::ExitCode;

use anstream::{eprintln, println};
use serde::Serialize;

use super::{Common, Format, Status, report};
use crate::build;
use crate::error::{Error, Result};
use crate::link::{Change, LanguageIndex, RecordIndex, Site, State, Translation};
use crate::model::Collection;

/// The version of the JSON document's shape.
const VERSION: u32 = 1;

/// Whether a state is to be minded.
fn is_open(state: State, strict: bool) -> bool {
    match state {
        State::Original | State::Current => false,
        State::Unrecorded => strict,
        State::Different | State::Outdated | State::Missing => true,
    }
}

/// How many records stand how.
type Counts = BTreeMap<&'static str, usize>;

#[derive(Serialize)]
struct Document<'site> {
    version: u32,
    /// By language.
    totals: BTreeMap<&'site str, Counts>,
    /// By collection and language.
    collections: BTreeMap<&'static str, BTreeMap<&'site str, Counts>>,
    records: Vec<Row<'site>>,
}

#[derive(Serialize)]
struct Row<'site> {
    record: String,
    #[serde(skip)]
    collection: Collection,
    /// By language, in the order of the site.
    languages: Vec<Cell<'site>>,
}

#[derive(Serialize)]
struct Cell<'site> {
    language: &'site str,
    #[serde(serialize_with = "word")]
    state: State,
    /// How many blocks of the original changed since it was translated.
    changed_blocks: usize,
}

pub(super) fn run(common: &Common, arguments: &Status) -> Result<ExitCode> {
    let build::Site { renderer, diagnostics } = build::site(&common.request()?)?;
    let Some(renderer) = renderer.filter(|_| !diagnostics.has_errors()) else {
        report::findings(&diagnostics, common);
        eprintln!("the state of the translations is not known: {}", report::counted(&diagnostics));
        return Ok(ExitCode::from(1));
    };
    let site = renderer.site();
    let languages = languages(site, arguments)?;
    let rows = rows(site, arguments, &languages);
    let document = Document {
        version: VERSION,
        totals: totals(rows.iter()),
        collections: Collection::ALL
            .into_iter()
            .map(|collection| (collection.as_str(), totals(rows.iter().filter(|row| row.collection == collection))))
            .filter(|(_, totals)| !totals.is_empty())
            .collect(),
        records: rows,
    };
    if common.format == Format::Json {
        let text = serde_json::to_string_pretty(&document).map_err(|error| Error::new(error.to_string()))?;
        println!("{text}");
    } else {
        print(&document, common.quiet);
    }
    let is_open =
        document.records.iter().flat_map(|row| &row.languages).any(|cell| is_open(cell.state, arguments.strict));
    Ok(ExitCode::from(u8::from(is_open)))
}

fn languages(site: &Site, arguments: &Status) -> Result<Vec<LanguageIndex>> {
    let Some(wanted) = &arguments.language else { return Ok(site.language_indices().collect()) };
    let known: Vec<_> = site.language_indices().map(|language| site.tag(language).as_str()).collect();
    site.language(wanted).map(|language| vec![language]).ok_or_else(|| {
        Error::new(format!("the site does not have the language `{wanted}`"))
            .help(format!("its languages are {}", known.join(", ")))
    })
}

/// The records that have prose, in the order of their names.
fn rows<'site>(site: &'site Site, arguments: &Status, languages: &[LanguageIndex]) -> Vec<Row<'site>> {
    let wanted = |collection| arguments.collection.is_none_or(|wanted| wanted == collection);
    let records = site.records().filter(|(_, linked)| wanted(linked.record.id.collection));
    let row = |index: RecordIndex| {
        let id = &site.record(index).id;
        let cells: Vec<_> = languages.iter().filter_map(|language| cell(site, index, *language)).collect();
        (!cells.is_empty()).then(|| Row { record: id.to_string(), collection: id.collection, languages: cells })
    };
    records.filter_map(|(index, _)| row(index)).collect()
}

fn cell(site: &Site, index: RecordIndex, language: LanguageIndex) -> Option<Cell<'_>> {
    let state = site.state(index, language)?;
    let changed_blocks = match site.translation(index, language) {
        Translation::Outdated(changes) => changes.iter().map(Change::blocks).sum(),
        _ => 0,
    };
    Some(Cell { language: site.tag(language).as_str(), state, changed_blocks })
}

fn word<S: serde::Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.as_str())
}

fn totals<'rows, 'site: 'rows>(rows: impl Iterator<Item = &'rows Row<'site>>) -> BTreeMap<&'site str, Counts> {
    let mut totals: BTreeMap<&str, Counts> = BTreeMap::new();
    for cell in rows.flat_map(|row| &row.languages) {
        *totals.entry(cell.language).or_default().entry(cell.state.as_str()).or_default() += 1;
    }
    totals
}

/// The table for people: a row a record, then the sums.
fn print(document: &Document<'_>, quiet: bool) {
    let languages: Vec<&str> = document.totals.keys().copied().collect();
    let mut rows = Vec::new();
    if !quiet {
        rows.push(std::iter::once("record").chain(languages.iter().copied()).map(str::to_owned).collect());
        rows.extend(document.records.iter().map(|row| {
            let word = |language: &&str| {
                let cell = row.languages.iter().find(|cell| cell.language == *language);
                cell.map_or_else(String::new, |cell| match cell.changed_blocks {
                    0 => cell.state.as_str().to_owned(),
                    changed => format!("{} ({changed})", cell.state.as_str()),
                })
            };
            std::iter::once(row.record.clone()).chain(languages.iter().map(word)).collect::<Vec<_>>()
        }));
        print_table(&rows);
        println!();
    }
    let heading = ["", "language"].into_iter().chain(State::ALL.map(State::as_str)).map(str::to_owned).collect();
    let mut sums: Vec<Vec<String>> = vec![heading];
    let collections = document.collections.iter().map(|(name, totals)| (*name, totals));
    for (name, totals) in collections.chain([("all", &document.totals)]) {
        for (language, counts) in totals {
            let numbers =
                State::ALL.map(|state| counts.get(state.as_str()).map_or_else(|| "–".to_owned(), usize::to_string));
            sums.push([name.to_owned(), (*language).to_owned()].into_iter().chain(numbers).collect());
        }
    }
    print_table(&sums);
}

/// Prints cells in columns as wide as their widest.
fn print_table(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<_> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        println!("{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}
