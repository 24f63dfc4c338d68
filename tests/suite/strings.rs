//! The strings of the default theme: each is asked for by a template or by the program, and each that is asked for exists.
//!
//! What is asked for is read from the sources: the ids that stand there in full, and the families whose ids are put together.

use std::collections::BTreeSet;
use std::fs;

use tratado::model::{BodyKind, Collection, EventStatus, GroupKind, Recurrence};

use crate::rules::theme_strings;
use crate::site::repository;

/// Where ids stand: the templates of the theme, and the sources of the program without their tests.
struct Sources {
    templates: Vec<String>,
    program: Vec<String>,
}

impl Sources {
    fn new() -> Self {
        let read = |folder: &str, extension: &str| -> Vec<String> {
            let entries = walkdir::WalkDir::new(repository().join(folder)).sort_by_file_name().into_iter();
            let paths = entries.map(|entry| entry.unwrap().into_path());
            let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
            wanted.map(|path| fs::read_to_string(path).unwrap()).collect()
        };
        let program =
            ["src/render", "src/link", "src/language", "src/check"].into_iter().flat_map(|folder| read(folder, "rs"));
        let mut program: Vec<_> =
            program.chain([fs::read_to_string(repository().join("src/language.rs")).unwrap()]).collect();
        for text in &mut program {
            text.truncate(text.find("#[cfg(test)]").unwrap_or(text.len()));
        }
        Self { templates: read("themes/default/templates", "html"), program }
    }

    /// The ids that are asked for in full. In the program some stand away from where they are asked for: of those only what is made of
    /// several words is taken, since a single one may be anything.
    fn written(&self, ids: &BTreeSet<String>) -> BTreeSet<String> {
        let mut written = BTreeSet::new();
        for template in &self.templates {
            written.extend(
                between(template, "text(id=\"", "\"")
                    .filter(|(_, rest)| !rest.trim_start().starts_with('~'))
                    .map(|(id, _)| id),
            );
        }
        for text in &self.program {
            for call in ["string(\"", "string_with(\"", "plain(\"", "title(\"", "numbered(\"", "::path(edition, \""] {
                written.extend(between(text, call, "\"").map(|(id, _)| id));
            }
            written
                .extend(between(text, "\"", "\"").map(|(id, _)| id).filter(|id| id.contains('-') && ids.contains(id)));
        }
        written
    }

    /// The ids that are put together, each as `family-{}` or `{}-family`.
    fn families(&self) -> BTreeSet<String> {
        let mut families = BTreeSet::new();
        for template in &self.templates {
            let prefixes = between(template, "text(id=\"", "\"").filter(|(_, rest)| rest.trim_start().starts_with('~'));
            families.extend(prefixes.map(|(prefix, _)| format!("{prefix}{{}}")));
        }
        for text in &self.program {
            for call in ["string(&format!(\"", "string_with(&format!(\"", "plain(&format!(\"", "title(&format!(\""] {
                families.extend(between(text, call, "\"").map(|(id, _)| with_gap(&id)));
            }
            let vocabularies = between(text, "edition.label(\"", "\"").chain(between(text, "self.label(\"", "\""));
            families.extend(vocabularies.map(|(family, _)| format!("{family}-{{}}")));
        }
        // What `Edition::label` puts together is found where it is called.
        families.remove("{}-{}");
        families
    }
}

/// What stands between two marks, each time, and what follows.
fn between<'text>(text: &'text str, open: &'text str, close: &'text str) -> impl Iterator<Item = (String, &'text str)> {
    text.match_indices(open).filter_map(move |(place, _)| {
        let (inner, rest) = text[place + open.len()..].split_once(close)?;
        Some((inner.to_owned(), rest))
    })
}

/// The text of a `format!` with its one or two names left out.
fn with_gap(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        written += before;
        written += "{}";
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    written + rest
}

/// The families, each with what stands in its gap.
fn members() -> Vec<(&'static str, Vec<&'static str>)> {
    let collections = || Collection::ALL.map(Collection::as_str).into_iter();
    let listed = || collections().filter(|name| *name != "pages").collect::<Vec<_>>();
    let groups = GroupKind::ALL.iter().map(|kind| kind.as_str());
    let kinds: Vec<_> = groups.chain(BodyKind::ALL.iter().map(|kind| kind.as_str())).collect();
    vec![
        ("alert-{}", vec!["note", "tip", "important", "warning", "caution"]),
        ("chart-{}", vec!["baseline", "observation", "goal"]),
        ("collection-{}", collections().collect()),
        ("count-{}", listed()),
        ("event-{}", EventStatus::ALL.iter().map(|status| status.as_str()).collect()),
        ("filter-{}", vec!["collection", "status", "area", "body", "country"]),
        ("kind-{}", kinds.clone()),
        ("kinds-{}", kinds),
        ("recurs-{}", Recurrence::ALL.iter().map(|recurs| recurs.as_str()).collect()),
        ("segment-{}", listed()),
        ("status-{}", vec!["agreed", "under-way", "ongoing", "complete", "stalled", "not-pursued"]),
        ("target-{}", vec!["baseline", "observation", "goal"]),
        ("timeline-{}", vec!["event", "founded", "dissolved", "due", "milestone", "update"]),
        ("{}-title", vec!["timeline", "relations", "whole-plan", "translations", "site-map", "search", "data"]),
    ]
}

/// The strings that nobody asks for, and those that are asked for and do not exist.
fn unused_and_missing(sources: &Sources, ids: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
    let mut asked = sources.written(ids);
    let composed =
        members().into_iter().flat_map(|(family, gaps)| gaps.into_iter().map(|gap| family.replace("{}", gap)));
    asked.extend(composed);
    (ids.difference(&asked).cloned().collect(), asked.difference(ids).cloned().collect())
}

fn english_ids() -> BTreeSet<String> {
    theme_strings()["en"].ids().map(str::to_owned).collect()
}

#[test]
fn rule_11_every_string_is_said_somewhere_and_none_is_asked_for_that_does_not_exist() {
    let (unused, missing) = unused_and_missing(&Sources::new(), &english_ids());
    assert_eq!(unused, Vec::<String>::new(), "nobody asks for these");
    assert_eq!(missing, Vec::<String>::new(), "these are asked for");
}

#[test]
fn the_families_of_strings_are_those_that_are_put_together() {
    let families: BTreeSet<_> = members().into_iter().map(|(family, _)| family.to_owned()).collect();
    assert_eq!(Sources::new().families(), families);
}

#[test]
fn a_string_that_nobody_says_and_one_that_nobody_wrote_are_found() {
    let (mut sources, mut ids) = (Sources::new(), english_ids());
    ids.insert("kind-empire".to_owned());
    ids.insert("farewell".to_owned());
    ids.remove("home");
    ids.remove("status-agreed");
    sources.templates.push("<p>{{ text(id=\"greeting\", name=page.title) }}</p>".to_owned());
    sources.program.push("edition.string(\"good-night\")".to_owned());
    let (unused, missing) = unused_and_missing(&sources, &ids);
    assert_eq!(unused, ["farewell", "kind-empire"]);
    assert_eq!(missing, ["good-night", "greeting", "home", "status-agreed"]);
}

#[test]
fn every_count_has_the_forms_of_its_language_and_no_other() {
    // Those of CLDR for whole numbers. Spanish and French say millions with `de`.
    for (language, forms) in
        [("en", &["one", "other"][..]), ("es", &["many", "one", "other"]), ("fr", &["many", "one", "other"])]
    {
        let path = repository().join("themes/default/strings").join(format!("{language}.ftl"));
        let text = fs::read_to_string(path).unwrap();
        let counts: Vec<_> =
            text.split("{ $count ->\n").skip(1).map(|rest| rest.split_once("\n}").unwrap().0).collect();
        assert_eq!(counts.len(), 10, "{language}");
        for count in counts {
            let found: BTreeSet<_> = between(count, "[", "]").map(|(form, _)| form).collect();
            assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), forms, "{language}: {count}");
        }
    }
}
