//! The plan that `tratado init` begins with: a small bilingual example, as it stands in the folder `starter/` of the repository.
//!
//! What a new site says of itself stands there as a value of its own (a title, an address, a version), so that the starter is a site that can be
//! built and looked at. [`files`] puts the new site's values in the place of these.

use include_dir::{Dir, include_dir};
use serde_json::Value;

use crate::model::BlockHash;

/// The folder, as it was when the program was built.
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// The languages of the starter, the original first, each with the title that its plan has there.
pub const TITLES: [(&str, &str); 2] = [("en", "The Example River Plan"), ("es", "El Plan del Río Ejemplo")];
/// The address that the site of the starter has.
pub const BASE_URL: &str = "https://plan.example.org/";
/// The version that stands in the starter in place of the program's.
const VERSION: &str = "0.0.0";

/// How the name of a file begins in the repository whose own begins with a dot: there, neither git nor GitHub is to take it for the repository's.
const DOT: &str = "dot-";
/// The file that checks and publishes on GitHub.
const WORKFLOW: &str = ".github/workflows/publish.yml";
/// What stands in texts for authors before the part about the workflow, which is their last.
const WORKFLOW_PART: &str = "<!-- workflow -->\n";

/// What a new site says of itself.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The titles of its plan, in the order of [`TITLES`].
    pub titles: [String; 2],
    /// The URL of its root.
    pub base_url: String,
    /// Whether a workflow of GitHub Actions checks and publishes it.
    pub has_workflow: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { titles: TITLES.map(|(_, title)| title.to_owned()), base_url: BASE_URL.to_owned(), has_workflow: true }
    }
}

/// The files of a new site, each with its path below the site's root, in the order of their paths.
pub fn files(wanted: &Wanted) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    files.retain(|(path, _)| wanted.has_workflow || path != WORKFLOW);
    files.sort();
    files.into_iter().map(|(path, text)| (path, filled(text, wanted).into_bytes())).collect()
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let parts: Vec<_> = path.split('/').map(dotted).collect();
        files.push((parts.join("/"), file.contents_utf8().unwrap_or_default()));
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// The name of a file in a site, from that in the repository.
fn dotted(name: &str) -> String {
    name.strip_prefix(DOT).map_or_else(|| name.to_owned(), |rest| format!(".{rest}"))
}

/// A text of the starter with the values of the new site. Values stand in double quotes, which JSON and YAML read alike.
fn filled(text: &str, wanted: &Wanted) -> String {
    let mut text = text.replace(VERSION, env!("CARGO_PKG_VERSION"));
    text = match text.split_once(WORKFLOW_PART) {
        Some((before, _)) if !wanted.has_workflow => before.to_owned(),
        _ => text.replace(WORKFLOW_PART, ""),
    };
    text = text.replace(&quoted(BASE_URL), &quoted(&wanted.base_url));
    for ((_, title), other) in TITLES.iter().zip(&wanted.titles) {
        text = text.replace(&quoted(title), &quoted(other));
    }
    // The home page has the title of the plan, and its translation says which title it was made from.
    let (_, title) = TITLES[0];
    let translated = |title: &str| format!("translates: {}.", BlockHash::of(title));
    text.replace(&translated(title), &translated(&wanted.titles[0]))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(wanted: &Wanted) -> String {
        files(wanted)
            .into_iter()
            .map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8(bytes).unwrap()))
            .collect()
    }

    #[test]
    fn nothing_of_the_starters_own_is_left() {
        let wanted = Wanted {
            titles: ["A: \"B\"".to_owned(), "C".to_owned()],
            base_url: "https://a.example/".to_owned(),
            ..Wanted::default()
        };
        let text = all(&wanted);
        for own in [TITLES[0].1, TITLES[1].1, BASE_URL, VERSION, DOT, "<!--"] {
            assert!(!text.contains(own), "{own}");
        }
        let (site, home) = (r#"title: {en: "A: \"B\"", es: "C"}"#, r#"title: "A: \"B\"""#);
        assert!(text.contains(site) && text.contains(home), "{text}");
        assert!(text.contains(&format!("TRATADO_VERSION: \"{}\"", env!("CARGO_PKG_VERSION"))));
    }

    #[test]
    fn without_the_workflow_nobody_speaks_of_it() {
        let text = all(&Wanted { has_workflow: false, ..Wanted::default() });
        assert!(!text.to_lowercase().contains("github") && text.contains("base_url"), "{text}");
    }
}
