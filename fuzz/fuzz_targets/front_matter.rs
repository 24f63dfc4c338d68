//! Front matter: where it ends, and the fields of every collection in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tratado::model::{Collection, Common, Facts, FieldErrors};
use tratado::read::field_diagnostic;
use tratado::source::{FilePath, Place, split_front_matter, yaml_range};
use tratado::yaml::{Value, parse};
use tratado_fuzz::report;

fuzz_target!(|text: &str| {
    let file = FilePath::new("content/pages/fuzz.en.md");
    let parts = match split_front_matter(text) {
        Ok(parts) => parts,
        Err(fence) => return assert_eq!(&text[fence], "---"),
    };
    assert!(text.get(parts.prose).is_some());
    let Some(range) = parts.front_matter else { return };
    assert_eq!(range, yaml_range(&file, text));
    let Ok(Value::Map(entries)) = parse(&text[range]) else { return };
    let (common, own): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|(key, _)| Common::FIELDS.contains(&key.as_str()));
    let mut errors = Vec::new();
    errors.extend(deserr::deserialize::<Common, _, FieldErrors>(Value::Map(common)).err());
    for collection in Collection::ALL {
        errors.extend(Facts::read(collection, Value::Map(own.clone())).err());
    }
    let place = |path| Place::value(&file, path);
    let found = errors.into_iter().flat_map(|errors| errors.0);
    report(text, found.map(|error| field_diagnostic(error, &Common::FIELDS, place)).collect());
});
