//! The documentation of the contract, made of the types that hold it, with examples from the repository's own site.
//!
//! `BLESS=1 cargo test --lib contract` writes it into `docs/theme.md`.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use tera::Value;

use super::asked::Asked;
use super::contract;
use super::record::Whole;
use super::shape::{Field, Shape, Type};
use super::view::View;
use super::{Renderer, page};
use crate::build::{self, Request};
use crate::link::LanguageIndex;
use crate::theme;

const DOCUMENT: &str = "docs/theme.md";
const BEGIN: &str = "<!-- The contract: made of the program's types. BLESS=1 cargo test --lib contract -->\n";
const END: &str = "<!-- The end of the contract. -->\n";
/// How long an example may be, in characters.
const LONGEST_EXAMPLE: usize = 60;

/// The first value of each field that the pages of a site show, by the type and the name of the field.
type Examples = BTreeMap<(&'static str, &'static str), String>;

/// A site whose pages see what its theme asks for.
fn site_as_asked(root: &str) -> Renderer {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let request = Request { root, base_url: None, now: None, drafts: false };
    Arc::into_inner(build::site(&request).unwrap().renderer.unwrap()).unwrap()
}

/// A site whose pages see everything, whatever its theme asks for.
fn site(root: &str) -> Renderer {
    let mut renderer = site_as_asked(root);
    Arc::get_mut(&mut renderer.views).unwrap().asked = Asked::anything();
    renderer
}

/// Looks through the pages of a site in its first language, in the order of their paths.
fn gather(renderer: &Renderer, examples: &mut Examples) {
    let in_default = renderer.outputs().filter(|output| output.kind.language() == Some(LanguageIndex::DEFAULT));
    for output in in_default.chain(renderer.outputs().filter(|output| output.kind.language().is_none())) {
        let Some(fields) = output.kind.template(&renderer.site).and_then(contract::of_page) else { continue };
        page::put_values(renderer, output, LanguageIndex::DEFAULT, &mut |name, value| {
            if let Some(field) = fields.iter().find(|field| field.name == name) {
                note(examples, "", field, &value);
            }
        });
    }
}

/// Takes a value as the example of a field, and its parts as those of theirs.
fn note(examples: &mut Examples, owner: &'static str, field: &Field, value: &Value) {
    if let Some(text) = shown(value) {
        examples.entry((owner, field.name)).or_insert(text);
    }
    let (of, parts) = match (field.shape)() {
        Shape::Fields(of) => (of, vec![value.clone()]),
        Shape::List(element) => match *element {
            Shape::Fields(of) => (of, value.as_array().map(<[Value]>::to_vec).unwrap_or_default()),
            _ => return,
        },
        _ => return,
    };
    let fields = (of.fields)();
    for part in &parts {
        for field in &fields {
            if let Some(value) = part.as_map().and_then(|map| map.get(&tera::value::Key::from(field.name))) {
                note(examples, of.identity, field, value);
            }
        }
    }
}

/// A plain value as an example; none for one that is empty or has parts.
fn shown(value: &Value) -> Option<String> {
    if value.is_none() || value.as_array().is_some() || value.as_map().is_some() {
        return None;
    }
    let text = value.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return None;
    }
    let mut short: String = text.chars().take(LONGEST_EXAMPLE).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    Some(short)
}

/// The type of a field, in words.
fn type_of(field: &Field) -> String {
    fn of(shape: &Shape) -> String {
        match shape {
            Shape::Anything => "anything".to_owned(),
            Shape::Options => "the options".to_owned(),
            Shape::Plain(name) => (*name).to_owned(),
            Shape::List(element) => format!("list of {}", of(element)),
            Shape::Fields(of) => format!("[`{0}`](#{1})", of.title(), of.title().to_lowercase()),
        }
    }
    let shape = of(&(field.shape)());
    if field.is_optional { format!("{shape}, or none") } else { shape }
}

fn table(text: &mut String, owner: &'static str, fields: &[Field], examples: &Examples) {
    text.push_str("| name | type | what it is | example |\n|---|---|---|---|\n");
    for field in fields {
        let example = examples.get(&(owner, field.name));
        let example = example.map(|example| format!("`{}`", example.replace('|', "\\|"))).unwrap_or_default();
        let description = field.description.trim();
        let _ = writeln!(text, "| `{}` | {} | {description} | {example} |", field.name, type_of(field));
    }
    text.push('\n');
}

/// Every type that the fields lead to, in the order in which they are met.
fn reach(fields: &[Field], types: &mut Vec<Type>) {
    for field in fields {
        let mut shape = (field.shape)();
        while let Shape::List(element) = shape {
            shape = *element;
        }
        if let Shape::Fields(of) = shape
            && !types.iter().any(|known| known.identity == of.identity)
        {
            types.push(of);
            reach(&(of.fields)(), types);
        }
    }
}

/// The contract as Markdown.
fn contract() -> String {
    let mut examples = Examples::new();
    gather(&site("."), &mut examples);
    gather(&site("tests/sites/every-field"), &mut examples);
    let mut text = String::new();
    let everywhere = page::Everywhere::fields();
    text.push_str("### What every template sees\n\n");
    table(&mut text, "", &everywhere, &examples);
    let mut types = Vec::new();
    reach(&everywhere, &mut types);
    text.push_str("### What the template of a page sees besides\n\n");
    for name in contract::pages() {
        let own: Vec<_> = contract::of_page(name).unwrap().into_iter().skip(everywhere.len()).collect();
        let _ = writeln!(text, "#### `{name}`\n");
        table(&mut text, "", &own, &examples);
        reach(&own, &mut types);
    }
    text.push_str("### The types\n\n");
    types.sort_by_key(Type::title);
    let record = <Whole<()>>::fields();
    for of in types {
        let _ = writeln!(text, "#### `{}`\n\n{}\n", of.title(), of.description.trim());
        let mut fields = (of.fields)();
        let count = fields.len();
        if count > record.len() {
            // What is its own stands first, and counts.
            fields.truncate(count - record.len());
            text.push_str("It has the fields of [`Record`](#record), and:\n\n");
        }
        let mut names = HashSet::new();
        fields.retain(|field| names.insert(field.name));
        table(&mut text, of.identity, &fields, &examples);
    }
    text.push_str(&components());
    text
}

/// The components of the default theme, each with its parameters and the comment above it.
fn components() -> String {
    let mut text =
        "### Components of the default theme\n\n| component | parameters | what it shows |\n|---|---|---|\n".to_owned();
    for (_, template) in theme::builtin_templates() {
        for (before, definition) in template.match_indices("{% component ").map(|(at, _)| template.split_at(at)) {
            let (name, rest) = definition["{% component ".len()..].split_once('(').unwrap();
            let (parameters, _) = rest.split_once(')').unwrap();
            let comment = before.trim_end().strip_suffix("#}").and_then(|before| Some(before.rsplit_once("{#")?.1));
            let comment = comment.unwrap_or_default().trim_matches(['-', ' ', '\n']);
            let comment = comment.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "| `{name}` | `{parameters}` | {comment} |");
        }
    }
    text.push('\n');
    text
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads and writes the documentation")]
fn the_documentation_of_themes_says_the_contract() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCUMENT);
    let document = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = document.split_once(BEGIN).expect("the contract begins");
    let (written, after) = rest.split_once(END).expect("the contract ends");
    let contract = format!("\n{}", contract());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{contract}{END}{after}")).unwrap();
    } else {
        assert!(written == contract, "{DOCUMENT} is behind: BLESS=1 cargo test --lib contract");
    }
}

#[test]
fn every_kind_of_page_has_its_names_in_the_contract() {
    for renderer in [site("."), site("tests/sites/every-field")] {
        for output in renderer.outputs() {
            let template = output.kind.template(&renderer.site);
            assert_eq!(template.is_some(), output.kind.is_made_by_template(), "{}", output.path);
            let Some(template) = template else { continue };
            let fields = contract::of_page(template).unwrap_or_else(|| panic!("{template}"));
            page::put_values(&renderer, output, LanguageIndex::DEFAULT, &mut |name, _| {
                assert!(fields.iter().any(|field| field.name == name), "{template} sees `{name}`");
            });
        }
    }
}

#[test]
fn pages_are_the_same_whether_or_not_what_nobody_asks_for_is_made() {
    for root in [".", "tests/sites/every-field", "tests/sites/child-theme", "tests/sites/own-vocabulary"] {
        let everything = site(root);
        let asked = site_as_asked(root);
        for output in asked.outputs().filter(|output| output.kind.is_made_by_template()) {
            let text = |renderer: &Renderer| {
                String::from_utf8(renderer.render(renderer.output(&output.path).unwrap()).unwrap().into_owned())
                    .unwrap()
            };
            assert!(text(&asked) == text(&everything), "{root}: {}", output.path);
        }
    }
}
