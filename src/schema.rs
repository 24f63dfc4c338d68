//! JSON Schemas of what authors write, so that their editors complete and check it as it is typed.
//!
//! 1. The types of the model say which fields there are, what they take and what they are ([`schemars`]).
//! 2. A file is more than one type: the facts of a record are its collection's fields and those of every record; front matter has the
//!    texts among them, in one language ([`file_schemas`]).
//! 3. What only a site knows is filled in: the ids of its records, its languages, its statuses ([`Known`]).
//! 4. The whole is put into the form that editors read best (`compose`).
//!
//! The schemas are of draft 7, the youngest that every editor's YAML server reads.

mod compose;
mod editors;
mod known;
mod new_record;

pub use editors::{EditorFile, editor_files};
pub use known::Known;
pub use new_record::{NewFile, NewRecord};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::model::{
    Area, Body, Collection, Commitment, Common, Event, Facts, Group, Id, Page, Settings, Snapshot, Update,
};
use crate::read::TRANSLATES;

/// The folder below the site's root that the schemas are written to: one in the folder of what may be forgotten.
pub const FOLDER: &str = ".tratado/schemas";

/// The same, by its name in [`cache::FOLDER`](crate::cache::FOLDER).
pub const FOLDER_IN_CACHE: &str = "schemas";

/// The schema of one kind of file.
#[derive(Clone, PartialEq, Debug)]
pub struct FileSchema {
    /// The name of the schema's own file.
    pub name: String,
    /// The files that it is for, as a pattern of paths below the site's root; none where no editor finds them by their path alone.
    pub files: Option<String>,
    /// The schema.
    pub schema: Value,
}

impl FileSchema {
    /// The schema as text.
    pub fn text(&self) -> String {
        format!("{:#}\n", self.schema)
    }
}

/// The schemas of every kind of file: `site.yaml`, then the files of each collection.
pub fn file_schemas(known: &Known) -> Vec<FileSchema> {
    let site = FileSchema {
        name: "site.json".to_owned(),
        files: Some("content/site.yaml".to_owned()),
        schema: schema(known, "The site and its plan", |generator| {
            let mut settings = Settings::json_schema(generator).to_value();
            let required = settings["required"].clone();
            accept_nothing(&mut settings, |field| !is_listed(&required, field));
            settings
        }),
    };
    std::iter::once(site)
        .chain(Collection::ALL.into_iter().flat_map(|collection| of_collection(collection, known)))
        .collect()
}

/// The schemas of a collection's files.
fn of_collection(collection: Collection, known: &Known) -> [FileSchema; 4] {
    // Pages lie in folders of pages; elsewhere a folder holds the files of a record.
    let folders = if collection == Collection::Pages { "**/*" } else { "*" };
    let front_matter =
        |name: &str, title: &str, fields: &dyn Fn(&mut SchemaGenerator) -> Map<String, Value>| FileSchema {
            name: format!("{collection}.{name}.json"),
            files: None,
            schema: schema(known, title, |generator| {
                let mut properties = fields(generator);
                properties.insert(TRANSLATES.to_owned(), generator.subschema_for::<Option<Snapshot>>().to_value());
                json!({"type": ["object", "null"], "properties": properties, "additionalProperties": false})
            }),
        };
    [
        FileSchema {
            name: format!("{collection}.json"),
            files: Some(format!("content/{collection}.yaml")),
            schema: schema(known, &format!("The facts of the records of `{collection}`, by id"), |generator| {
                json!({
                    "type": ["object", "null"],
                    "propertyNames": {"pattern": Id::pattern(collection)},
                    "additionalProperties": facts(collection, generator),
                })
            }),
        },
        FileSchema {
            name: format!("{collection}.record.json"),
            files: Some(format!("content/{collection}/{folders}.yaml")),
            schema: schema(known, &format!("The facts of a record of `{collection}`"), |generator| {
                facts(collection, generator)
            }),
        },
        front_matter(
            "front-matter",
            &format!("The front matter of a record of `{collection}` that has facts"),
            &|generator| texts(collection, generator),
        ),
        front_matter(
            "front-matter-alone",
            &format!("The front matter of a record of `{collection}` that has no facts"),
            &|generator| {
                let mut all = properties(collection, generator);
                all.extend(texts(collection, generator));
                // Each field stands in one of the record's files, and no schema knows in which.
                all.values_mut().for_each(compose::accept_nothing);
                all
            },
        ),
    ]
}

/// The schema of a record's facts. Texts may stand in front matter instead, so that none must stand here.
fn facts(collection: Collection, generator: &mut SchemaGenerator) -> Value {
    let required = Facts::required(collection);
    let mut schema = json!({
        "type": ["object", "null"],
        "properties": properties(collection, generator),
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["type"] = "object".into();
        schema["required"] = required.into();
    }
    accept_nothing(&mut schema, |field| !required.contains(&field));
    schema
}

/// A key without a value is as if it were not there: the properties of a map accept that, where the map can do without them.
fn accept_nothing(schema: &mut Value, can_do_without: impl Fn(&str) -> bool) {
    let properties = schema["properties"].as_object_mut().into_iter().flatten();
    for (_, property) in properties.filter(|(field, _)| can_do_without(field)) {
        compose::accept_nothing(property);
    }
}

fn is_listed(names: &Value, name: &str) -> bool {
    names.as_array().is_some_and(|names| names.iter().any(|listed| listed == name))
}

/// The fields of a record: those of every record, then those of its collection.
fn properties(collection: Collection, generator: &mut SchemaGenerator) -> Map<String, Value> {
    let mut properties = properties_of::<Common>(generator);
    properties.extend(own_properties(collection, generator));
    properties
}

/// The fields that only records of a collection have.
fn own_properties(collection: Collection, generator: &mut SchemaGenerator) -> Map<String, Value> {
    match collection {
        Collection::Areas => properties_of::<Area>(generator),
        Collection::Commitments => properties_of::<Commitment>(generator),
        Collection::Groups => properties_of::<Group>(generator),
        Collection::Events => properties_of::<Event>(generator),
        Collection::Bodies => properties_of::<Body>(generator),
        Collection::Updates => properties_of::<Update>(generator),
        Collection::Pages => properties_of::<Page>(generator),
    }
}

fn properties_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Map<String, Value> {
    match T::json_schema(generator).to_value() {
        Value::Object(mut schema) => match schema.remove("properties") {
            Some(Value::Object(properties)) => properties,
            _ => Map::new(),
        },
        _ => Map::new(),
    }
}

/// The text fields of a record, each in the one language of its file.
fn texts(collection: Collection, generator: &mut SchemaGenerator) -> Map<String, Value> {
    let mut properties = properties(collection, generator);
    let texts = Facts::text_fields(collection).iter().filter_map(|field| {
        let description = properties.remove(*field)?["description"].take();
        let mut text = crate::model::Text::in_one_language().to_value();
        text["description"] = description;
        Some(((*field).to_owned(), text))
    });
    texts.collect()
}

/// A whole schema, made with a generator that collects the definitions it refers to.
fn schema(known: &Known, title: &str, body: impl FnOnce(&mut SchemaGenerator) -> Value) -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.transforms.clear());
    let mut generator = settings.into_generator();
    let body = body(&mut generator);
    let mut definitions = generator.take_definitions(false);
    known.fill(&mut definitions);
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into()),
        ("title".to_owned(), title.into()),
    ]);
    schema.extend(body.as_object().cloned().into_iter().flatten().filter(|(key, _)| key != "title"));
    schema.insert("definitions".to_owned(), definitions.into());
    let mut schema = Value::Object(schema);
    compose::settle(&mut schema);
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_collection_has_a_schema_of_its_file_its_records_and_two_of_front_matter() {
        let schemas = file_schemas(&Known::default());
        assert_eq!(schemas.len(), 1 + 4 * Collection::ALL.len());
        let names: Vec<_> = schemas.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(
            names[..5],
            [
                "site.json",
                "areas.json",
                "areas.record.json",
                "areas.front-matter.json",
                "areas.front-matter-alone.json"
            ]
        );
    }

    #[test]
    fn a_field_says_what_it_is_and_how_it_is_written() {
        let schemas = file_schemas(&Known::default());
        let record = schemas.iter().find(|file| file.name == "commitments.record.json").unwrap();
        let due = &record.schema["properties"]["due"];
        let description = due["description"].as_str().unwrap();
        assert!(description.starts_with("By when it is to be done.\n\nA year `2007`"), "{description}");
        assert_eq!(due["anyOf"], json!([{"$ref": "#/definitions/Date"}, {"type": "null"}]));
        assert_eq!(record.schema["definitions"]["Date"].get("description"), None);
    }
}
