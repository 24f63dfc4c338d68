//! The rows of a table, as CSV (RFC 4180): in UTF-8, with a header, commas and CRLF.
//!
//! A column of a table takes one or more columns of its file: a text one a language, a date one more for its precision. [`fields`] names
//! them; each row fills them in the same order.

use serde_json::Value;

use super::tables::{Column, Form, Rows, Table};
use super::{Object, TableFile};
use crate::language::Tag;
use crate::link::Site;
use crate::model::Collection;

/// A column of a file.
pub(super) struct Field {
    pub(super) name: String,
    /// The column of the table that it belongs to.
    pub(super) column: Column,
    pub(super) part: Part,
}

/// Which part of its table's column a column of a file is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// That in a language.
    In(Tag),
    /// The precision of the date.
    Precision,
    /// The records of a collection.
    Of(Collection),
}

/// The columns of a table's file.
pub(super) fn fields(site: &Site, table: &Table) -> Vec<Field> {
    table.columns().flat_map(|column| fields_of(site, column)).collect()
}

/// The columns of the file that a column of its table takes.
pub(super) fn fields_of(site: &Site, column: Column) -> Vec<Field> {
    let name = column.name;
    let field = |name: String, part| Field { name, column, part };
    match column.form {
        Form::Text | Form::Addresses => site
            .language_indices()
            .map(|language| site.tag(language))
            .map(|tag| field(format!("{name}_{tag}"), Part::In(tag.clone())))
            .collect(),
        Form::Date => {
            vec![field(name.to_owned(), Part::Whole), field(format!("{name}_precision"), Part::Precision)]
        }
        Form::Choice(collections) => {
            collections.iter().map(|collection| field(format!("{name}_{collection}"), Part::Of(*collection))).collect()
        }
        _ => vec![field(name.to_owned(), Part::Whole)],
    }
}

/// The file of a table, made of the objects of its records.
pub(super) fn file(site: &Site, table: &'static Table, objects: &[Object]) -> TableFile {
    let fields = fields(site, table);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut rows = 0;
    // Writing to memory cannot fail, and all rows have the columns of the header.
    let _ = writer.write_record(fields.iter().map(|field| field.name.as_str()));
    for object in objects {
        for (position, entry) in entries(table.rows, object).into_iter().enumerate() {
            rows += 1;
            let row = Row { object, position, entry };
            let _ = writer.write_record(fields.iter().map(|field| row.cell(field)));
        }
    }
    let csv = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
    TableFile { table, rows, csv }
}

/// The parts of an object that are rows of a table; nothing for the object itself.
fn entries(rows: Rows, object: &Object) -> Vec<Option<&Value>> {
    let at = |path: &[&str]| {
        let (first, rest) = path.split_first()?;
        follow(object.get(*first)?, rest)
    };
    match rows {
        Rows::Record => vec![None],
        Rows::Part(path) => at(path).map(Some).into_iter().collect(),
        Rows::List(path) => {
            at(path).and_then(Value::as_array).map_or_else(Vec::new, |list| list.iter().map(Some).collect())
        }
    }
}

/// The value at the end of a way.
fn follow<'value>(value: &'value Value, path: &[&str]) -> Option<&'value Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

struct Row<'row> {
    /// The record.
    object: &'row Object,
    /// Its place in its list, from 0.
    position: usize,
    /// The part of the record that it is; none where it is the record itself.
    entry: Option<&'row Value>,
}

impl Row<'_> {
    fn cell(&self, field: &Field) -> String {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map_or_else(String::new, harmless);
        let value = self.value(field.column.path);
        match (&field.part, field.column.form) {
            (_, Form::Owner) => text(self.object.get("id")),
            (_, Form::Position) => (self.position + 1).to_string(),
            (_, Form::Number) => value.map(Value::to_string).unwrap_or_default(),
            (Part::Whole, Form::Date) => text(value.and_then(|date| date.get("date"))),
            (Part::Precision, _) => text(value.and_then(|date| date.get("precision"))),
            (Part::In(tag), _) => text(value.and_then(|texts| texts.get(tag.as_str()))),
            (Part::Of(collection), _) => text(value)
                .split_once('/')
                .filter(|(named, _)| *named == collection.as_str())
                .map_or_else(String::new, |(_, id)| id.to_owned()),
            (Part::Whole, _) => text(value),
        }
    }

    fn value(&self, path: &[&str]) -> Option<&Value> {
        match (self.entry, path.split_first()) {
            (Some(entry), _) => follow(entry, path),
            (None, Some((first, rest))) => follow(self.object.get(*first)?, rest),
            (None, None) => None,
        }
    }
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula has an apostrophe before it, as OWASP advises ("CSV
/// Injection"). That character is one that spreadsheets read as 'this is text'.
fn harmless(text: &str) -> String {
    let begins_formula =
        |letter: char| matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(begins_formula) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_begins_with_an_apostrophe() {
        for text in ["=1+1", "+1", "-1", "@sum", "\t=1", "＝1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "1+1", "'=1", "Water – and air", "a=b"] {
            assert_eq!(harmless(text), text);
        }
    }
}
