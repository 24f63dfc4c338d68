//! What holds for any input, however broken or hostile: no panic, every finding within its file, harmless and well-formed HTML, and effort in
//! proportion to the input.
//!
//! 1. [`seeds`] are the files of the repository's own sites, so that what is made of them reaches deep.
//! 2. [`hostile`] makes texts: seeds with pieces cut, doubled and put in, rows of the format's tokens, and plain noise.
//! 3. [`Ground`] puts such a text in the place of one file of a whole site, builds and renders it, and reports what was found in every form.
//!
//! What may overflow the stack, or never end, would take all tests along. [`survives`] gives it to the program, with a limit.

use std::fmt;
use std::fs;
use std::ops::Deref;
use std::path::{Component, Path};
use std::time::Duration;

use assert_cmd::Command;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use scraper::Html;
use tratado::diagnostic::{self, SourceText};
use tratado::language::{QuotationMarks, Tag};
use tratado::markdown::{self, LinkTarget, Manner, Slot};
use tratado::model;
use tratado::read::files;
use tratado::source::{FilePath, KeyPath, split_front_matter};
use tratado::yaml::{self, Part, Value};
use walkdir::WalkDir;

use crate::site::{self, Site, repository};

/// The files with one of these endings in the repository's sites and in its default theme, in the order of their paths.
fn seeds(endings: &[&str]) -> Vec<Vec<u8>> {
    let folders = ["content", "tests/sites", "themes/default"];
    let files = folders.iter().flat_map(|folder| WalkDir::new(repository().join(folder)).sort_by_file_name());
    let files = files.map(|entry| entry.unwrap().into_path());
    let is_source = |path: &Path| {
        let name = path.to_string_lossy();
        path.is_file() && !name.contains("/expected/") && endings.iter().any(|ending| name.ends_with(ending))
    };
    let seeds: Vec<_> = files.filter(|path| is_source(path)).map(|path| fs::read(path).unwrap()).collect();
    assert!(!seeds.is_empty(), "there is no file that ends in {endings:?}");
    seeds
}

/// One change of a text. Where an index lies depends on how long the text has become.
#[derive(Clone, Debug)]
enum Change {
    Cut(Index, Index),
    Double(Index, Index),
    Insert(Index, Vec<u8>),
    End(Index),
}

impl Change {
    fn apply(&self, text: &mut Vec<u8>) {
        let at = |index: &Index, text: &[u8]| index.index(text.len() + 1);
        let range = |one: &Index, other: &Index, text: &[u8]| {
            let (start, end) = (at(one, text), at(other, text));
            // Short pieces are lines and words, which say more than halves of files.
            let start = start.min(end);
            start..start.max(end).min(start + 60)
        };
        match self {
            Self::Cut(one, other) => drop(text.drain(range(one, other, text))),
            Self::Double(one, other) => {
                let piece = text[range(one, other, text)].to_vec();
                let place = at(one, text);
                text.splice(place..place, piece);
            }
            Self::Insert(place, piece) => {
                let place = at(place, text);
                text.splice(place..place, piece.iter().copied());
            }
            Self::End(place) => text.truncate(at(place, text)),
        }
    }
}

/// A row of tokens of a format, with a little noise between them.
fn row(tokens: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![
        8 => select(tokens).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => select(&["é", "\u{feff}", "\u{202e}", "𝕏", "\0", "\r\n", "\t", "ａ", "👩‍👧", "\u{85}", "\u{2028}"][..]).prop_map(str::to_owned),
    ];
    vec(token, 0..40).prop_map(|tokens| tokens.concat().into_bytes())
}

/// A text that may be none; shown as text where a property fails on it.
struct Bytes(Vec<u8>);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

/// Texts that try to break what reads a format: `endings` are those of its files, `tokens` the pieces that mean something in it.
fn hostile(endings: &[&str], tokens: &'static [&'static str]) -> BoxedStrategy<Bytes> {
    let change = prop_oneof![
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::Cut(one, other)),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::Double(one, other)),
        (any::<Index>(), row(tokens)).prop_map(|(place, mut piece)| {
            piece.truncate(24);
            Change::Insert(place, piece)
        }),
        any::<Index>().prop_map(Change::End),
    ];
    let changed = (select(seeds(endings)), vec(change, 1..6)).prop_map(|(mut text, changes)| {
        changes.iter().for_each(|change| change.apply(&mut text));
        text
    });
    prop_oneof![
        5 => changed,
        4 => row(tokens),
        1 => any::<String>().prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..80),
    ]
    .prop_map(Bytes)
    .boxed()
}

/// Runs a property on so many texts. What fails is printed, made as short as it can be; no file is kept of it.
fn holds<S: Strategy>(cases: u32, texts: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let wanted = Config::default();
    // Whoever wants more asks for it: `PROPTEST_CASES=5000 cargo test --test suite properties`.
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { wanted.cases } else { cases };
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 400, ..wanted };
    if let Err(failure) = TestRunner::new(config).run(&texts, property) {
        panic!("{failure}");
    }
}

#[rustfmt::skip]
const YAML: &[&str] = &[
    ": ", "- ", "\n", "\n  ", "\n    ", "? ", "{", "}", "[", "]", ", ", "&a ", "*a", "!tag ", "!!str ", "|\n", ">-\n",
    "\"", "'", "\\", "#", " # ", "---\n", "...\n", "%YAML 1.2\n", "~", "true", "1", "-1.5e3", ".inf", ".nan", "0x1F",
    "99999999999999999999999", "<<: ", "title: ", "en: ", "es: ", "summary: ", "slug: ", "order: ", "start: ",
    "2007-10-15", "2007-02-30", "\"2007-10-15T09:00[America/Toronto]\"", "members:\n  - body: a\n", "aliases: [",
    "extra: ", "diagnostics: {unknown-key: off}\n", "languages: [en, es]\n", "base_url: https://a.example/\n",
    "theme: ", "options:\n", "type: color\n", "parent: ", "default: ", "water", "x",
];
#[rustfmt::skip]
const MARKDOWN: &[&str] = &[
    "\n", "\n\n", "# ", "## ", " {#id}", "- ", "1. ", "- [x] ", "> ", "> [!NOTE]\n", "    ", "```", "```rust\n", "`",
    "*", "**", "_", "~~", "[", "]", "](", ")", "!", "![", "[[", "]]", "|", "[[areas/water|", "[[areas/water#id]]",
    "[[pages/", "#", "[a](b.png \"t\")", "[a](javascript:x)", "[a](JAVA\tscript:x)", "<https://a.example>", "[^a]",
    "[^a]: ", "[^b]: ", "| a | b |\n|---|:-:|\n", "| c |\n", ": ", "\n: ", "<span lang=\"fr\">", "</span>", "<sub>",
    "</sub>", "<br>", "<script>", "</script>", "<q cite=\"javascript:x\">", "<b onclick=x>", "<div\n", ">", "<!-- ",
    " -->", "<![CDATA[", "<?", "&amp;", "&#0;", "\"", "'", "--", "...", "\\", "$", "a", "word ", "---\n",
    "title: A\n", "***\n",
];
#[rustfmt::skip]
const STRINGS: &[&str] = &[
    "\n", "\n    ", "a = ", "b = ", "-t = ", "{ ", " }", "{", "}", "$n", "$n ->\n", "    [one] ", "   *[other] ", "[",
    "]", "*", "\"", "\\u0041", "\\U01F602", "\"\\u0", "\"\\U1é", "NUMBER(", ")", "minimumFractionDigits: ",
    "DATETIME(", ", ", ".attr = ", "    .attr = ", "# ", "## ", "### ", "1", "-1.50", "1.00000000000000000000000001",
    "99999999999999999999999", "text", "-t", "b", "-t.attr", "home = ", "language-name = ", "segment-areas = ",
    "not/a slug", "page-title = ",
];
#[rustfmt::skip]
const TEMPLATE: &[&str] = &[
    "{{ ", " }}", "{% ", " %}", "{%- ", " -%}", "{# ", " #}", "if ", "elif ", "else", "endif", "for x in ", "endfor",
    "set x = ", "block main", "endblock main", "extends \"base.html\"", "include \"page.html\"",
    "include \"base.html\"", "component c(a, b=1)", "endcomponent c", "<c a={1} />", "raw", "endraw", "filter upper",
    "endfilter", "break", "continue", "super()", "page", "site", "plan", ".title", ".languages", "[0]", "[-1]",
    "[0:2]", "?.x", " | ", "safe", "upper", "length", "default(value=1)", "join(sep=\",\")", "date",
    "round(precision=99)", "text(id=\"home\")", "text(id=\"count-areas\", count=1.5)", "asset(name=\"x\")",
    "range(end=3)", "throw(message=\"x\")", " + ", " ~ ", " / ", " % ", " ** ", " // ", "1", "0",
    "-9223372036854775808", "1e308", "99999999999999999999999999999999999999", "\"", "'", "`", "(", ")", "[", "]",
    "{", "}", " and ", " not ", " in ", " is ", "defined", "\n", "<p>",
];

/// A site with the theme that shows every value, in which one file at a time is replaced.
struct Ground(Site);

const THEME: &str = "tests/sites/every-field/themes/plain";

impl Ground {
    fn new() -> Self {
        let mut site = Site::new().setting("theme: plain");
        for entry in WalkDir::new(repository().join(THEME)) {
            let path = entry.unwrap().into_path();
            if path.is_file() {
                let name = path.strip_prefix(repository().join(THEME)).unwrap().to_str().unwrap().to_owned();
                site = site.file(&format!("themes/plain/{name}"), fs::read(path).unwrap());
            }
        }
        Self(
            site.file("content/areas.yaml", "water:\n  title: {en: Water, es: Agua}\n")
                .file("content/areas/water.en.md", "Water. See [[pages/about]].\n\n## Next {#id}\n")
                .file("content/pages/about.yaml", "title: {en: About, es: Acerca}\n"),
        )
    }

    /// Builds and renders the site with a file of these bytes: nothing panics, and whatever is found stands in its file.
    fn endures(&self, path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
        self.0.write(path, bytes);
        let built = site::read(self.0.root(), true, None);
        let fetch = |file: &FilePath| files::source_text(self.0.root(), file);
        let mut sources = SourceText::new(&fetch);
        for found in built.diagnostics.iter() {
            for place in std::iter::once(&found.place).chain(found.related.iter().map(|(place, _)| place)) {
                let located = sources.locate(place);
                let text = located.text.as_deref().unwrap_or_default();
                prop_assert!(text.get(located.bytes.clone()).is_some(), "{found:?} stands at {:?}", located.bytes);
            }
        }
        for colour in [false, true] {
            diagnostic::human(&built.diagnostics, &mut sources, 80, colour);
        }
        let lines = diagnostic::short(&built.diagnostics, &mut sources).lines().count();
        prop_assert!(lines >= built.diagnostics.iter().count());
        diagnostic::json(&built.diagnostics, &mut sources);
        if let Some(renderer) = &built.renderer {
            for output in renderer.outputs() {
                let climbs = !Path::new(&output.path).components().all(|part| matches!(part, Component::Normal(_)));
                prop_assert!(!climbs, "an output stands at {:?}", output.path);
                // A template may fail on a page; it says so.
                let _ = renderer.render(output);
            }
        }
        Ok(())
    }
}

#[test]
fn no_facts_make_it_panic() {
    let ground = Ground::new();
    holds(60, hostile(&[".yaml"], YAML), |text| ground.endures("content/areas.yaml", &text));
    holds(60, hostile(&[".yaml"], YAML), |text| ground.endures("content/events/a.yaml", &text));
}

#[test]
fn no_front_matter_and_no_prose_make_it_panic() {
    let ground = Ground::new();
    holds(60, hostile(&[".md"], MARKDOWN), |text| ground.endures("content/areas/water.es.md", &text));
    holds(60, hostile(&[".yaml"], YAML), |text| {
        ground.endures("content/pages/about.en.md", &[b"---\n", &text[..], b"\n---\nProse\n"].concat())
    });
}

#[test]
fn no_settings_make_it_panic() {
    let ground = Ground::new();
    holds(100, hostile(&["site.yaml"], YAML), |text| ground.endures("content/site.yaml", &text));
}

#[test]
fn no_theme_makes_it_panic() {
    let ground = Ground::new();
    holds(60, hostile(&["theme.yaml"], YAML), |text| ground.endures("themes/plain/theme.yaml", &text));
}

#[test]
fn no_strings_make_it_panic() {
    let ground = Ground::new();
    holds(80, hostile(&[".ftl"], STRINGS), |text| ground.endures("themes/plain/strings/es.ftl", &text));
}

#[test]
fn no_template_makes_it_panic() {
    let ground = Ground::new();
    holds(80, hostile(&[".html"], TEMPLATE), |text| ground.endures("themes/plain/templates/page.html", &text));
}

#[test]
fn no_name_of_a_file_makes_it_panic() {
    let ground = Ground::new();
    let name = prop_oneof![
        "[^/\0]{1,40}",
        "[A-Z .ñß-]{1,9}",
        Just("a\\b".to_owned()),
        Just("..a".to_owned()),
        Just("con".to_owned())
    ];
    const PLACES: &[&str] = &[
        "content/{}",
        "content/areas/{}.yaml",
        "content/pages/{}.en.md",
        "content/areas/water/{}",
        "content/files/{}",
        "content/pages/a/{}.md",
    ];
    holds(60, (name, select(PLACES)), |(name, place)| {
        let path = place.replace("{}", &name);
        let is_dot = matches!(name.as_str(), "." | "..");
        prop_assume!(!is_dot && name.len() < 200);
        ground.endures(&path, b"title: A\n")?;
        fs::remove_file(ground.0.root().join(&path)).unwrap();
        Ok(())
    });
}

#[test]
fn no_id_makes_it_panic() {
    let ground = Ground::new();
    holds(60, any::<String>(), |id| {
        let id = serde_json::to_string(&id).unwrap();
        ground.endures(
            "content/areas.yaml",
            format!("{id}: {{title: A, slug: {id}, parent: {id}, aliases: [{id}]}}\n").as_bytes(),
        )
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode_is_reported_or_passed_over() {
    use std::os::unix::ffi::OsStrExt as _;
    let ground = Ground::new();
    for folder in ["content", "content/areas", "content/files", "themes/plain/templates"] {
        let name = std::ffi::OsStr::from_bytes(b"a\xff.yaml");
        fs::create_dir_all(ground.0.root().join(folder)).unwrap();
        fs::write(ground.0.root().join(folder).join(name), "title: A\n").unwrap();
    }
    ground.endures("content/pages/a.yaml", b"title: A\n").unwrap();
}

/// A value of YAML whose keys are unlike each other, for what has to be found in it again.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        "[ -~éñ\u{1F602}\n\t]{0,12}".prop_map(Value::String),
        any::<i32>().prop_map(|number| Value::Integer(number.into())),
        any::<bool>().prop_map(Value::Boolean),
        Just(Value::Null),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map("[a-zñ][a-z ñ]{0,5}[a-z]", inner, 0..4)
                .prop_map(|map| Value::Map(map.into_iter().collect())),
        ]
    })
}

/// Writes a value in YAML, in blocks down to a depth and in brackets below it.
fn write_yaml(value: &Value, indent: usize, blocks: usize, out: &mut String) {
    let text = |text: &str| serde_json::to_string(text).unwrap();
    let margin = format!("\n{}", "  ".repeat(indent));
    match value {
        Value::List(items) if indent < blocks && !items.is_empty() => {
            for item in items {
                out.push_str(&format!("{margin}- "));
                write_yaml(item, indent + 1, blocks, out);
            }
        }
        Value::Map(entries) if indent < blocks && !entries.is_empty() => {
            for (key, value) in entries {
                out.push_str(&format!("{margin}{key}: "));
                write_yaml(value, indent + 1, blocks, out);
            }
        }
        Value::List(items) => {
            out.push('[');
            for item in items {
                write_yaml(item, indent, 0, out);
                out.push_str(", ");
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (key, value) in entries {
                out.push_str(&format!("{key}: "));
                write_yaml(value, indent, 0, out);
                out.push_str(", ");
            }
            out.push('}');
        }
        Value::String(written) => out.push_str(&text(written)),
        Value::Integer(number) => out.push_str(&number.to_string()),
        Value::Boolean(boolean) => out.push_str(&boolean.to_string()),
        Value::Null | Value::Float(_) => out.push('~'),
    }
}

/// Finds each value and each key within `value` again.
fn is_found(text: &str, value: &Value, path: &KeyPath) -> Result<(), TestCaseError> {
    let found = &text[yaml::locate(text, path, Part::Value)];
    match value {
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                is_found(text, item, &path.index(index))?;
            }
        }
        Value::Map(entries) => {
            for (key, item) in entries {
                let path = path.key(key.as_str());
                prop_assert_eq!(&text[yaml::locate(text, &path, Part::Key)], key);
                is_found(text, item, &path)?;
            }
        }
        scalar => prop_assert_eq!(&yaml::parse(found).unwrap(), scalar, "`{}` is {:?}", path, found),
    }
    Ok(())
}

#[test]
fn every_key_and_every_value_is_found_where_it_stands() {
    holds(150, (value(), 0_usize..5), |(value, blocks)| {
        let mut text = String::new();
        write_yaml(&value, 0, blocks, &mut text);
        prop_assert_eq!(&yaml::parse(&text).unwrap(), &value, "{}", text);
        is_found(&text, &value, &KeyPath::root())
    });
}

#[test]
fn front_matter_and_prose_are_parts_of_the_file_in_this_order() {
    holds(300, hostile(&[".md"], MARKDOWN), |text| {
        let text = String::from_utf8_lossy(&text);
        match split_front_matter(&text) {
            Err(fence) => prop_assert_eq!(&text[fence], "---"),
            Ok(parts) => {
                let front_matter = parts.front_matter.unwrap_or(0..0);
                prop_assert!(front_matter.start <= front_matter.end && front_matter.end <= parts.prose.start);
                prop_assert_eq!(parts.prose.end, text.len());
                prop_assert!(text.get(front_matter).is_some() && text.get(parts.prose).is_some());
            }
        }
        Ok(())
    });
}

/// The elements that prose is written with where its author may not write HTML.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3",
    "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "q", "section", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
];

/// Prose as HTML, with something in every slot.
fn written(text: &str) -> (String, usize) {
    let english: Tag = "en".parse().unwrap();
    let manner = Manner { html: model::Html::Deny, quotes: &QuotationMarks::of(&english) };
    let (prose, found) = markdown::parse(text, 0..text.len(), &FilePath::new("content/pages/a.en.md"), manner);
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let href = |link: usize| match &prose.outline.links[link].target {
        LinkTarget::Url(url) => escaped(url),
        other => escaped(&format!("./{other:?}")),
    };
    let mut html = String::new();
    prose.html().write(&mut html, &mut |slot, out| match slot {
        Slot::LinkStart(link) => out.push_str(&format!("<a href=\"{}\">", href(*link))),
        Slot::LinkEnd(_) => out.push_str("</a>"),
        Slot::LinkTitle(_) => out.push_str("title"),
        Slot::ImageSource(link) => out.push_str(&format!("src=\"{}\"", href(*link))),
        Slot::Id(id) => out.push_str(&escaped(id)),
        Slot::HeadingStart(level) => out.push_str(&format!("<h{level}")),
        Slot::HeadingEnd { level, .. } => out.push_str(&format!("</h{level}>")),
        Slot::FootnoteReference { number, .. } => out.push_str(&format!("<sup><a href=\"#fn\">{number}</a></sup>")),
        Slot::Interface(_) => out.push_str("text"),
    });
    (html, found.len())
}

/// The names of the elements in the order of their tags, each of which is closed where it should be.
fn balanced(html: &str) -> Result<Vec<&str>, TestCaseError> {
    let (mut names, mut open) = (Vec::new(), Vec::new());
    for tag in html.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag)) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if tag.starts_with('/') {
            prop_assert_eq!(open.pop(), Some(name), "{}", html);
            continue;
        }
        names.push(name);
        if !["br", "hr", "img"].contains(&name) {
            open.push(name);
        }
    }
    prop_assert!(open.is_empty(), "{:?} are open in {}", open, html);
    Ok(names)
}

#[test]
fn prose_is_written_as_harmless_html_that_is_read_as_it_is_written() {
    holds(400, hostile(&[".md"], MARKDOWN), |text| {
        let (html, _) = written(&String::from_utf8_lossy(&text));
        let names = balanced(&html)?;
        let read = Html::parse_fragment(&html);
        // The parser adds what a page has around it.
        let elements: Vec<_> = read
            .tree
            .values()
            .filter_map(|node| node.as_element())
            .filter(|element| !["html", "body"].contains(&element.name()))
            .collect();
        prop_assert_eq!(&names, &elements.iter().map(|element| element.name()).collect::<Vec<_>>(), "{}", html);
        for element in elements {
            prop_assert!(ELEMENTS.contains(&element.name()), "<{}> in {}", element.name(), html);
            for (name, value) in element.attrs() {
                prop_assert!(!name.starts_with("on") && name != "style", "{} in {}", name, html);
                let address: String = value.chars().filter(|character| *character > ' ').collect();
                let leads = ["href", "src"].contains(&name);
                let runs = ["javascript:", "data:", "vbscript:"]
                    .iter()
                    .any(|scheme| address.to_lowercase().starts_with(scheme));
                prop_assert!(!(leads && runs), "{} leads to {:?} in {}", name, value, html);
            }
        }
        Ok(())
    });
}

/// What grows with the text grows no faster: twice the text gives at most a little more than twice of it.
fn is_proportional(kind: &str, text: impl Fn(usize) -> String, count: impl Fn(&str) -> usize) {
    let counts = [100, 200, 400].map(|size| {
        let text = text(size);
        count(&text) as f64 / text.len() as f64
    });
    assert!(counts[2] <= counts[0] * 1.3 + 0.01, "{kind}: {counts:?} a byte");
}

#[test]
fn html_and_findings_are_in_proportion_to_the_prose() {
    let rows: [(&str, &str); 12] = [
        ("links", "[[areas/water]] "),
        ("bad links", "[[x]]\n"),
        ("quotes", "> "),
        ("lists", "- "),
        ("images", "!["),
        ("headings", "# a\n"),
        ("elements", "<sub>"),
        ("tables", "|a|\n|-|\n\n"),
        ("notes", "[^a]: "),
        ("uses of a note", "[^a]"),
        ("terms", "a\n: "),
        ("emphasis", "*a **b "),
    ];
    for (kind, row) in rows {
        is_proportional(kind, |size| row.repeat(size), |text| written(text).0.len());
        is_proportional(kind, |size| row.repeat(size), |text| written(text).1);
    }
}

/// How many values and characters there are in a value.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(entries) => entries.iter().map(|(key, value)| key.len() + size(value)).sum(),
        Value::String(text) => text.len(),
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) => 0,
    }
}

#[test]
fn aliases_do_not_make_more_of_yaml_than_was_written() {
    let laughs = (1..20).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, level| {
        format!("{text}a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "))
    });
    let list = |items: usize| format!("a: &a [{}]\nb: [{}]\n", vec!["x"; items].join(","), vec!["*a"; items].join(","));
    let word = format!("a: &a {}\nb: [{}]\n", "x".repeat(5000), vec!["*a"; 5000].join(","));
    for text in [laughs, list(300), list(1000), word, "a: &a [*a]\n".to_owned()] {
        let read = yaml::parse(&text).map_or(0, |value| size(&value));
        assert!(read <= 20 * text.len() + 20_000, "{read} from {} bytes", text.len());
    }
    // What people write with aliases is read.
    assert!(yaml::parse(&list(8)).is_ok());
}

/// Gives a site with this file to the program, which must end as it should: neither by a signal, nor never.
fn survives(kind: &str, path: &str, text: &[u8]) {
    let site = Site::new()
        .file("content/areas.yaml", "water:\n  title: {en: Water, es: Agua}\n")
        .file("content/areas/water.en.md", "Water.\n")
        .file(path, text);
    let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
    let output = program
        .args(["build", "--format", "short", "--root"])
        .arg(site.root())
        .timeout(Duration::from_secs(30))
        .output();
    let output = output.unwrap();
    let code = output.status.code();
    let errors = String::from_utf8_lossy(&output.stderr);
    let last = errors.lines().last().unwrap_or_default();
    assert!(matches!(code, Some(0 | 1)), "{kind} in {path}: {:?}, {last}", output.status);
}

const PROSE: &str = "content/areas/water.es.md";
const FACTS: &str = "content/events/a.yaml";
const STRING: &str = "themes/default/strings/es.ftl";

/// So many that what reads by recursion overflows.
const DEEP: usize = 10_000;

#[test]
fn deep_nesting_is_survived_in_prose() {
    let deep = |start: &str, end: &str| format!("{}x{}", start.repeat(DEEP), end.repeat(DEEP));
    let notes: String = (0..DEEP).map(|name| format!("[^{name}]: - ")).collect();
    let all = [
        deep(">", ""),
        deep("- ", ""),
        deep("[", "]"),
        deep("[[", "]]"),
        deep("![", "](y)"),
        deep("*a **b ", ""),
        deep("<sub>", ""),
        deep("<div>", ""),
        deep("> [^a]: ", ""),
        notes,
    ];
    survives("deep nesting", PROSE, all.join("\n\nA paragraph ends it.\n\n").as_bytes());
}

#[test]
fn deep_nesting_is_survived_in_yaml() {
    for (start, end) in [("[", "]"), ("{", ""), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
        let text = format!("title: A\nextra: {}{}", start.repeat(DEEP), end.repeat(DEEP));
        assert!(yaml::parse(&text).is_err(), "{start}");
        let text = format!("{}{}", start.repeat(DEEP), end.repeat(DEEP));
        assert!(yaml::parse(&text).is_err(), "{start}");
    }
    survives("deep nesting", FACTS, "{a: ".repeat(DEEP * 10).as_bytes());
}

#[test]
fn deep_nesting_is_survived_in_strings() {
    for (start, end) in [("{", ""), ("{", "}"), ("{ F(", ") }"), ("{ $n ->\n *[o] ", "\n }\n")] {
        survives(start, STRING, format!("home = {} $n {}\n", start.repeat(DEEP), end.repeat(DEEP)).as_bytes());
    }
    survives("many placeables", STRING, format!("home = {}\n", "{ $n }".repeat(DEEP)).as_bytes());
    survives("an escape", STRING, "home = { \"\\u00é\" }\n".as_bytes());
    survives("many decimals", STRING, b"home = { 1.0000000000000000000000001 ->\n *[other] x\n}\n");
}

#[test]
fn deep_nesting_is_survived_in_templates() {
    for (start, end) in [("{% if 1 %}", "{% endif %}"), ("{{ (", ") }}"), ("{% if 0 %}", ""), ("{{ [", "] }}")] {
        survives(
            start,
            "themes/default/templates/page.html",
            format!("{}{}", start.repeat(DEEP), end.repeat(DEEP)).as_bytes(),
        );
    }
    let branches = format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 1 %}".repeat(DEEP));
    survives("branches", "themes/default/templates/page.html", branches.as_bytes());
}

#[test]
fn much_of_the_same_ends_in_prose() {
    // What takes a second where the effort is in proportion takes hours where each of them looks at all others.
    let rows =
        ["[[areas/water]] ", "[[x]]\n", "# a\n", "# a {#a}\n", "<sub>", "a[^1] ", "|a|\n|-|\n\n", "[a](b.png)\n"];
    let text: String = rows.iter().map(|row| format!("{}\n\n", row.repeat(20_000))).collect();
    let notes: String = (0..20_000).map(|name| format!("[^n{name}] ")).collect();
    survives("much", PROSE, format!("{text}{notes}\n\n{}", "x".repeat(1 << 20)).as_bytes());
}

#[test]
fn much_of_the_same_ends_in_yaml() {
    let mistakes: String =
        (0..5_000).map(|key| format!("e{key}: {{title: A, start: 2007-02-30, colour: red}}\n")).collect();
    survives("mistakes", "content/events.yaml", mistakes.as_bytes());
    let keys = "key: value\n".repeat(5_000);
    survives("repeated keys", FACTS, keys.as_bytes());
    survives("a long line", FACTS, format!("title: {}\n", "x".repeat(1 << 20)).as_bytes());
}
