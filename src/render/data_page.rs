//! The page that explains the open data and leads to its files.

use super::Renderer;
use super::data::{Column, DataFile, TableFile};
use super::download::size;
use super::edition::{Edition, escaped};
use super::view::{Html, view};
use crate::link::LanguageIndex;
use crate::model::Collection;

view! {
    /// The open data.
    DataView {
        /// The file that describes the tables.
        package: FileView,
        /// The whole plan in one file.
        plan: FileView,
        /// The tables, by what they tell of.
        subjects: Vec<SubjectView>,
    }
}

view! {
    /// A file to download.
    FileView {
        /// Its name.
        name: String,
        /// Its path.
        path: String,
        /// Its type, such as `CSV`.
        kind: &'static str,
        /// Its size, such as `1.2 MB`.
        size: String,
    }
}

view! {
    /// What some tables tell of: the records of a collection, or the words that they use.
    SubjectView {
        /// What marks its place on the page.
        id: String,
        /// What it is called.
        title: Html,
        /// The path of the list of the same records, which is there to be read.
        path: Option<String>,
        /// The tables.
        tables: Vec<TableView>,
    }
}

view! {
    /// A table.
    TableView {
        /// Its file.
        file: FileView,
        /// What it is called.
        title: String,
        /// What its rows are.
        description: String,
        /// How many rows it has.
        rows: usize,
        /// Its columns.
        columns: Vec<ColumnView>,
    }
}

view! {
    /// What a table says of a thing, in one or more columns of its file.
    ColumnView {
        /// The names of its columns in the file: one a language, a date and its precision, one a collection, or just one.
        names: Vec<String>,
        /// What it is called.
        title: String,
        /// What it holds.
        description: String,
    }
}

/// The page in a language.
pub(super) fn data(renderer: &Renderer, language: LanguageIndex) -> DataView {
    let edition = renderer.edition(language);
    let mut subjects: Vec<(Option<Collection>, SubjectView)> = Vec::new();
    for (data_file, table_file) in renderer.data().tables() {
        let collection = table_file.table.collection();
        // A list that no record has is of no use to people. Programs find it in the description.
        if table_file.rows == 0 {
            continue;
        }
        let table = table(&edition, data_file, table_file);
        match subjects.last_mut().filter(|(last, _)| *last == collection) {
            Some((_, subject)) => subject.tables.push(table),
            None => subjects.push((collection, subject(&edition, collection, table))),
        }
    }
    let package = DataFile::Package.text(renderer).len();
    DataView {
        package: file(&edition, DataFile::Package, "JSON", package),
        plan: file(&edition, DataFile::Plan, "JSON", renderer.plan_as_json().len()),
        subjects: subjects.into_iter().map(|(_, subject)| subject).collect(),
    }
}

fn subject(edition: &Edition<'_>, collection: Option<Collection>, table: TableView) -> SubjectView {
    let listed = collection.filter(|collection| *collection != Collection::Pages);
    SubjectView {
        id: collection.map_or("statuses", Collection::as_str).to_owned(),
        title: Html(escaped(&table.title)),
        path: listed.map(|collection| edition.site.list_address(collection, edition.language)),
        tables: vec![table],
    }
}

fn table(edition: &Edition<'_>, data_file: DataFile, table_file: &TableFile) -> TableView {
    let table = table_file.table;
    let column = |column: Column| ColumnView {
        names: column.names_in_file(edition.site),
        title: column.title(edition),
        description: column.description(edition),
    };
    TableView {
        file: file(edition, data_file, "CSV", table_file.csv.len()),
        title: table.title(edition),
        description: table.description(edition),
        rows: table_file.rows,
        columns: table.columns().map(column).collect(),
    }
}

fn file(edition: &Edition<'_>, file: DataFile, kind: &'static str, length: usize) -> FileView {
    let path = file.path();
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    FileView { name, path, kind, size: size(edition, length as u64) }
}
