//! `datapackage.json`: the description of the tables, as a Data Package (<https://datapackage.org/standard/data-package/>, version 2.0)
//! whose resources have Table Schemas.
//!
//! `title` and `description` are in the first language of the site; `titles` and `descriptions` have them in every language. A package may
//! have properties besides those that the standard knows.

use serde_json::{Value, json};

use super::super::Renderer;
use super::super::address::absolute;
use super::super::edition::Edition;
use super::rows::{Field, Part, fields};
use super::tables::{Form, Table};
use super::{DataFile, Object, TableFile};
use crate::language::Argument;
use crate::link::LanguageIndex;
use crate::model::Collection;

const STANDARD: &str = "https://datapackage.org/profiles/2.0";

/// What a date looks like, as exactly as it is known.
const DATE: &str = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?[+-]\d{2}:\d{2})?)?)?$";

/// The text of the file.
pub(super) fn descriptor(renderer: &Renderer) -> String {
    let site = &renderer.site;
    let settings = &site.settings;
    let title = |edition: &Edition<'_>| edition.setting(&settings.title).unwrap_or_default();
    let mut package = Object::new();
    package.insert("$schema".to_owned(), format!("{STANDARD}/datapackage.json").into());
    package.insert("name".to_owned(), name(&title(&renderer.edition(LanguageIndex::DEFAULT))).into());
    package.insert("id".to_owned(), absolute(settings, &DataFile::Package.path()).into());
    describe(&mut package, renderer, "title", title);
    describe(&mut package, renderer, "description", |edition| edition.string("data-introduction"));
    package.insert("homepage".to_owned(), settings.base_url.clone().into());
    let tags: Vec<_> = site.language_indices().map(|language| site.tag(language).as_str()).collect();
    package.insert("languages".to_owned(), tags.into());
    if let (Some(licence), Some(path)) = (&settings.licence, super::super::frame::licence_href(settings)) {
        package.insert("licenses".to_owned(), json!([{"name": licence, "path": path}]));
    }
    let publisher =
        settings.publisher.as_ref().and_then(|publisher| renderer.edition(LanguageIndex::DEFAULT).setting(publisher));
    if let Some(publisher) = publisher {
        package.insert("contributors".to_owned(), json!([{"title": publisher, "roles": ["publisher"]}]));
    }
    let resources: Vec<_> =
        renderer.data().tables().map(|(_, file)| table(renderer, file)).chain([plan(renderer)]).collect();
    package.insert("resources".to_owned(), resources.into());
    format!("{:#}\n", Value::Object(package))
}

/// A name of small letters, digits and hyphens.
fn name(title: &str) -> String {
    let name = slug::slugify(title);
    if name.is_empty() { "plan".to_owned() } else { name }
}

/// Puts what a thing is called, or what it is, in the first language and in all.
fn describe(object: &mut Object, renderer: &Renderer, property: &str, text: impl Fn(&Edition<'_>) -> String) {
    let site = &renderer.site;
    object.insert(property.to_owned(), text(&renderer.edition(LanguageIndex::DEFAULT)).into());
    let texts = site
        .language_indices()
        .map(|language| (site.tag(language).to_string(), text(&renderer.edition(language)).into()));
    object.insert(format!("{property}s"), Value::Object(texts.collect()));
}

/// `plan.json`, as a resource.
fn plan(renderer: &Renderer) -> Value {
    let mut resource = Object::new();
    resource.insert("$schema".to_owned(), format!("{STANDARD}/dataresource.json").into());
    resource.insert("name".to_owned(), "plan".into());
    resource.insert("path".to_owned(), "plan.json".into());
    describe(&mut resource, renderer, "title", |edition| edition.string("data-plan"));
    describe(&mut resource, renderer, "description", |edition| edition.string("data-plan-text"));
    resource.insert("format".to_owned(), "json".into());
    resource.insert("mediatype".to_owned(), "application/json".into());
    resource.insert("encoding".to_owned(), "utf-8".into());
    resource.insert("bytes".to_owned(), renderer.plan_as_json().len().into());
    resource.into()
}

/// A table, as a resource.
fn table(renderer: &Renderer, file: &TableFile) -> Value {
    let site = &renderer.site;
    let mut resource = Object::new();
    resource.insert("$schema".to_owned(), format!("{STANDARD}/dataresource.json").into());
    resource.insert("name".to_owned(), file.table.name.into());
    resource.insert("type".to_owned(), "table".into());
    resource.insert("path".to_owned(), file.table.file_name().into());
    describe(&mut resource, renderer, "title", |edition| file.table.title(edition));
    describe(&mut resource, renderer, "description", |edition| file.table.description(edition));
    resource.insert("format".to_owned(), "csv".into());
    resource.insert("mediatype".to_owned(), "text/csv".into());
    resource.insert("encoding".to_owned(), "utf-8".into());
    resource.insert("bytes".to_owned(), file.csv.len().into());
    resource.insert("schema".to_owned(), schema(renderer, file.table, &fields(site, file.table)));
    resource.into()
}

/// The Table Schema of a table (<https://datapackage.org/standard/table-schema/>, version 2.0).
fn schema(renderer: &Renderer, table: &Table, fields: &[Field]) -> Value {
    let keys: Vec<_> = table.key().collect();
    let foreign = fields.iter().filter_map(|field| {
        let resource = resource_of(table, field)?;
        let exists = super::tables::ALL.iter().any(|table| table.name == resource && table.is_of(&renderer.site));
        let mut reference = Object::new();
        // A table names others, and itself by naming none.
        if resource != table.name {
            reference.insert("resource".to_owned(), resource.into());
        }
        reference.insert("fields".to_owned(), json!(["id"]));
        exists.then(|| json!({"fields": [field.name], "reference": reference}))
    });
    let mut schema = Object::new();
    schema.insert("$schema".to_owned(), format!("{STANDARD}/tableschema.json").into());
    schema.insert("fields".to_owned(), fields.iter().map(|field| description(renderer, field)).collect());
    schema.insert("primaryKey".to_owned(), keys.into());
    let foreign: Vec<_> = foreign.collect();
    if !foreign.is_empty() {
        schema.insert("foreignKeys".to_owned(), foreign.into());
    }
    schema.into()
}

/// The table whose ids a column holds.
fn resource_of(table: &Table, field: &Field) -> Option<&'static str> {
    match (&field.part, field.column.form) {
        (_, Form::Owner) => table.collection.map(Collection::as_str),
        (_, Form::Reference(collection)) => Some(collection.map_or("statuses", Collection::as_str)),
        (Part::Of(collection), _) => Some(collection.as_str()),
        _ => None,
    }
}

/// A column, as a field of the schema.
fn description(renderer: &Renderer, field: &Field) -> Value {
    let column = field.column;
    let mut object = Object::new();
    object.insert("name".to_owned(), field.name.clone().into());
    let type_ = match column.form {
        Form::Position => "integer",
        Form::Number => "number",
        _ => "string",
    };
    object.insert("type".to_owned(), type_.into());
    if matches!(column.form, Form::Address | Form::Addresses) {
        object.insert("format".to_owned(), "uri".into());
    }
    describe(&mut object, renderer, "title", |edition| title(edition, field));
    describe(&mut object, renderer, "description", |edition| match field.part {
        Part::Precision => edition.string("column-precision"),
        _ => column.description(edition),
    });
    if let Part::In(tag) = &field.part {
        object.insert("language".to_owned(), tag.as_str().into());
    }
    let constraints = match (&field.part, column.form) {
        (_, Form::Id | Form::Owner) => json!({"required": true}),
        (_, Form::Position) => json!({"required": true, "minimum": 1}),
        (Part::Whole, Form::Date) => json!({"pattern": DATE}),
        (Part::Precision, _) => json!({"enum": ["year", "month", "day", "time"]}),
        (_, Form::Word(_, words)) => json!({"enum": words()}),
        _ => return object.into(),
    };
    object.insert("constraints".to_owned(), constraints);
    if let Form::Word(family, words) = column.form {
        let categories = words().into_iter().map(|word| {
            let mut category = Object::from_iter([("value".to_owned(), word.into())]);
            describe(&mut category, renderer, "label", |edition| edition.label(family, word).label);
            Value::Object(category)
        });
        object.insert("categories".to_owned(), categories.collect());
    }
    object.into()
}

/// What a column of a file is called.
fn title(edition: &Edition<'_>, field: &Field) -> String {
    let title = field.column.title(edition);
    let part = match &field.part {
        Part::Whole => return title,
        Part::In(tag) => edition.any_language(tag).name,
        Part::Precision => edition.string("column-precision-name"),
        Part::Of(collection) => edition.string(&format!("collection-{collection}")),
    };
    edition.string_with("data-part", &[("whole", Argument::Text(&title)), ("part", Argument::Text(&part))])
}
