//! Strings: reading a file of Fluent, and writing every message of it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tratado::language::{Argument, Locale, Source, Strings, Tag};

static SPANISH: LazyLock<(Tag, Locale)> = LazyLock::new(|| {
    let tag: Tag = "es".parse().expect("a tag");
    let locale = Locale::new(&tag);
    (tag, locale)
});

fuzz_target!(|text: &str| {
    let (tag, locale) = &*SPANISH;
    let source = Source { name: "strings/es.ftl", text };
    let (strings, errors) = Strings::new(tag, locale, &[source], None);
    for error in errors {
        assert!(error.span.start <= error.span.end && error.span.end <= text.len(), "{error:?}");
    }
    let ids: Vec<&str> = strings.ids().collect();
    for id in ids {
        let variables = strings.variables(id);
        for argument in [Argument::Number(1.0), Argument::Number(1234.5), Argument::Text("text")] {
            let arguments: Vec<_> = variables.iter().map(|name| (name.as_str(), argument)).collect();
            let _ = strings.get(id, &arguments);
        }
        let _ = strings.get(id, &[]);
    }
});
