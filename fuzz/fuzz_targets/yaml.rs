//! YAML: reading it, and finding in the text every value and key that was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tratado::source::KeyPath;
use tratado::yaml::{Part, locate, parse, repeated_keys};
use tratado_fuzz::paths;

fuzz_target!(|text: &str| {
    match parse(text) {
        Err(error) => assert!(error.offset <= text.len()),
        Ok(value) => {
            let in_text = |path: &KeyPath, part: Part| {
                let range = locate(text, path, part);
                assert!(text.get(range.clone()).is_some(), "{range:?} of {path:?} is no part of the text");
            };
            for path in paths(&value) {
                in_text(&path, Part::Value);
                in_text(&path, Part::Key);
            }
            for path in repeated_keys(&value) {
                in_text(&path, Part::RepeatedKey);
            }
        }
    }
});
