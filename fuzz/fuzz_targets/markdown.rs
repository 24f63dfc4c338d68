//! Markdown: reading prose, and writing it with something in every slot.
#![no_main]

use html5gum::{Token, Tokenizer};
use libfuzzer_sys::fuzz_target;
use tratado::language::{QuotationMarks, Tag};
use tratado::markdown::{Manner, Slot, parse};
use tratado::model::Html;
use tratado::source::FilePath;
use tratado_fuzz::report;

fuzz_target!(|text: &str| {
    let english: Tag = "en".parse().expect("a tag");
    let quotes = QuotationMarks::of(&english);
    let file = FilePath::new("content/pages/fuzz.en.md");
    for html in [Html::Deny, Html::Allow] {
        let (prose, found) = parse(text, 0..text.len(), &file, Manner { html, quotes: &quotes });
        for link in &prose.outline.links {
            assert!(text.get(link.range.clone()).is_some());
        }
        let mut written = String::new();
        prose.html().write(&mut written, &mut |slot, out| match slot {
            Slot::LinkStart(link) | Slot::ImageSource(link) | Slot::LinkEnd(link) | Slot::LinkTitle(link) => {
                assert!(*link < prose.outline.links.len());
            }
            Slot::Id(id) => out.push_str(&id.replace(['"', '<', '&'], "_")),
            Slot::HeadingStart(level) => out.push_str(&format!("<h{level}")),
            Slot::HeadingEnd { level, .. } => out.push_str(&format!("</h{level}>")),
            Slot::FootnoteReference { .. } | Slot::Interface(_) => {}
        });
        for (_, text) in prose.headings() {
            text.write(&mut String::new(), &mut |_, _| {});
        }
        if html == Html::Deny {
            is_harmless(&written);
        }
        report(text, found.into_iter().collect());
    }
});

/// What the author did not write in an allowed form, and the writer did not, is not there.
fn is_harmless(html: &str) {
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(!["script", "style", "iframe", "object", "embed", "form", "input", "svg"].contains(&&*name), "{html}");
        for attribute in tag.attributes.keys() {
            assert!(!attribute.starts_with(b"on") && attribute.as_slice() != b"style", "{html}");
        }
    }
}
