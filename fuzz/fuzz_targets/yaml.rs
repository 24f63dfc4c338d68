//! YAML: reading it, and finding in the text every value and key that was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tratado::source::KeyPath;
use tratado::yaml::{Part, Slip, locate, parse, take_repeated_keys};
use tratado_fuzz::paths;

fuzz_target!(|text: &str| {
    match parse(text) {
        Err(error) => {
            assert!(error.offset <= text.len());
            assert!(text.get(Slip::of(text, &error).range).is_some());
        }
        Ok(mut value) => {
            let in_text = |path: &KeyPath, part: Part| {
                let range = locate(text, path, part);
                assert!(text.get(range.clone()).is_some(), "{range:?} of {path:?} is no part of the text");
            };
            for path in paths(&value) {
                in_text(&path, Part::Value);
                in_text(&path, Part::Key);
            }
            for path in take_repeated_keys(&mut value) {
                in_text(&path, Part::RepeatedKey);
            }
        }
    }
});
