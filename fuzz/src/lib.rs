//! What the targets share: that every finding of a text stands in it, and can be reported.

use tratado::diagnostic::{self, Diagnostics, SourceText};
use tratado::source::{FilePath, KeyPath};
use tratado::yaml::Value;

/// Reports findings about a text in each form, and holds their places against the text.
///
/// # Panics
/// When a place does not lie in the text, which is what the fuzzer looks for.
pub fn report(text: &str, diagnostics: Diagnostics) {
    let fetch = |_: &FilePath| Some(text.to_owned());
    let mut sources = SourceText::new(&fetch);
    for diagnostic in diagnostics.iter() {
        let related = diagnostic.related.iter().map(|(place, _)| place);
        for place in std::iter::once(&diagnostic.place).chain(related) {
            let bytes = sources.locate(place).bytes;
            assert!(text.get(bytes.clone()).is_some(), "{bytes:?} of {place:?} is no part of the text");
        }
    }
    diagnostic::human(&diagnostics, &mut sources, 80, false);
    diagnostic::short(&diagnostics, &mut sources);
}

/// The ways to the values of a document, the first thousand of them.
pub fn paths(value: &Value) -> Vec<KeyPath> {
    let mut paths = Vec::new();
    collect(value, KeyPath::root(), &mut paths);
    paths
}

fn collect(value: &Value, path: KeyPath, paths: &mut Vec<KeyPath>) {
    if paths.len() >= 1000 {
        return;
    }
    match value {
        Value::List(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, path.index(index), paths));
        }
        Value::Map(entries) => {
            entries.iter().for_each(|(key, value)| collect(value, path.key(key.as_str()), paths));
        }
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) | Value::String(_) => {}
    }
    paths.push(path);
}
