//! Schemas in the form that editors read best.
//!
//! Of a field that refers to a definition, some editors show what the field says, others what the definition says. Here both stand at the
//! field: what it is, and how a value of its type is written.

use serde_json::{Map, Value, json};

/// Lets a value be nothing as well: a key without a value.
pub(super) fn accept_nothing(schema: &mut Value) {
    let nothing = json!("null");
    let Some(object) = schema.as_object_mut() else { return };
    match object.get_mut("type") {
        Some(Value::Array(types)) if types.contains(&nothing) => return,
        Some(Value::Array(types)) => return types.push(nothing),
        Some(one) => {
            *one = json!([one, nothing]);
            return;
        }
        None => {}
    }
    match (object.remove("$ref"), object.get_mut("anyOf")) {
        (Some(reference), _) => {
            object.insert("anyOf".to_owned(), json!([{"$ref": reference}, {"type": nothing}]));
        }
        (None, Some(Value::Array(choices))) if !choices.iter().any(|choice| choice["type"] == nothing) => {
            choices.push(json!({"type": nothing}));
        }
        _ => {}
    }
}

/// Moves what definitions are to the fields that refer to them, and leaves out what no editor knows.
pub(super) fn settle(schema: &mut Value) {
    let definitions = schema["definitions"].as_object().cloned().unwrap_or_default();
    settle_part(schema, &definitions);
    for definition in schema["definitions"].as_object_mut().into_iter().flat_map(|definitions| definitions.values_mut())
    {
        if let Some(definition) = definition.as_object_mut() {
            definition.remove("description");
        }
    }
}

fn settle_part(schema: &mut Value, definitions: &Map<String, Value>) {
    let Some(object) = schema.as_object_mut() else { return };
    // The sizes of Rust's numbers.
    object.remove("format");
    for key in ["properties", "definitions"] {
        let parts = object.get_mut(key).and_then(Value::as_object_mut);
        parts.into_iter().flat_map(|parts| parts.values_mut()).for_each(|part| settle_part(part, definitions));
    }
    for key in ["items", "additionalProperties", "propertyNames"] {
        if let Some(part) = object.get_mut(key) {
            settle_part(part, definitions);
        }
    }
    if let Some(choices) = object.get("anyOf").and_then(Value::as_array) {
        let described: Vec<_> = choices.iter().filter_map(|choice| description_of(choice, definitions)).collect();
        describe(object, described.first().copied());
    } else if let Some(reference) = object.get("$ref").cloned() {
        let described = description_of(&json!({"$ref": reference}), definitions);
        describe(object, described);
        // Beside `$ref`, draft 7 reads nothing.
        if object.len() > 1 {
            object.remove("$ref");
            object.insert("allOf".to_owned(), json!([{"$ref": reference}]));
        }
    }
}

/// What the definition says, that a schema refers to, on how its values are written.
fn description_of<'definitions>(
    schema: &Value,
    definitions: &'definitions Map<String, Value>,
) -> Option<&'definitions str> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix("#/definitions/")?;
    let definition = definitions.get(name)?;
    // What a map is, its fields say one by one.
    if definition["type"] == "object" { None } else { definition.get("description")?.as_str() }
}

/// Adds what a definition says to what a field says.
fn describe(object: &mut Map<String, Value>, more: Option<&str>) {
    let Some(more) = more else { return };
    let own = object.get("description").and_then(Value::as_str);
    let description = match own {
        Some(own) => format!("{own}\n\n{more}"),
        None => more.to_owned(),
    };
    object.insert("description".to_owned(), description.into());
}
