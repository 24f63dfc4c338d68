//! The shape of the code: `docs/architecture.md` says it, this holds it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use walkdir::WalkDir;

use crate::site::repository;

/// The modules from the ground up. A module may use those of the lines above its own, and itself.
const FLOW: [&[&str]; 12] = [
    &["digest", "error", "source", "stamp", "language", "url"],
    &["yaml", "publish", "cache"],
    &["diagnostic", "external"],
    &["model"],
    &["markdown"],
    &["read"],
    &["link", "theme", "edit", "starter"],
    &["render", "schema"],
    &["check", "search"],
    &["build"],
    &["serve"],
    &["cli"],
];

/// Each source file, with its path below `src/` and its text.
fn sources() -> Vec<(String, String)> {
    let folder = repository().join("src");
    let files = WalkDir::new(&folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// The code of a file: no comments, and nothing of the tests at its end.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn module_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs") || path.ends_with("faults.rs")
}

fn height(module: &str) -> Option<usize> {
    FLOW.iter().position(|line| line.contains(&module))
}

/// The modules of the crate that a text names.
fn used_modules(text: &str) -> BTreeSet<String> {
    let names = text.split("crate::").skip(1).map(|rest| {
        rest.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect::<String>()
    });
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn what_stands_behind_a_module_of_tests_is_code() {
    assert_eq!(used_modules(&code("#[cfg(test)]\nmod faults;\nuse crate::cli;\n")), BTreeSet::from(["cli".to_owned()]));
    assert!(code("#[cfg(test)]\nmod tests {\n    use crate::cli;\n}\n").is_empty());
}

#[test]
fn a_module_uses_only_those_below_it_in_the_flow() {
    let mut breaks = Vec::new();
    for (path, text) in sources() {
        let module = module_of(&path);
        if matches!(module, "lib" | "main") || is_test_file(&path) {
            continue;
        }
        let own = height(module).unwrap_or_else(|| panic!("`{module}` has no place in the flow"));
        for used in used_modules(&code(&text)) {
            let below = height(&used).is_some_and(|height| height < own);
            if used != module && !below {
                breaks.push(format!("src/{path} uses `{used}`"));
            }
        }
    }
    assert_eq!(breaks, Vec::<String>::new());
}

/// Invariant 2 of `docs/architecture.md`.
#[test]
fn only_reading_and_publishing_touch_the_file_system() {
    let owners = ["read/files.rs", "publish.rs", "publish/", "edit.rs", "edit/", "cache.rs"];
    let others = sources()
        .into_iter()
        .filter(|(path, _)| !owners.iter().any(|owner| path.starts_with(owner)) && !is_test_file(path));
    let breaks: Vec<_> = others
        // What was asked of the file system may be looked at: nothing can be asked by it.
        .map(|(path, text)| (path, code(&text).replace("std::fs::Metadata", "")))
        .filter(|(_, code)| ["std::fs", "fs::File", "walkdir"].iter().any(|name| code.contains(name)))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(breaks, Vec::<String>::new());
}

/// Invariant 2 of `docs/architecture.md`.
#[test]
fn only_the_command_line_prints_reads_the_environment_and_exits() {
    let names =
        ["println!", "eprint!", "print!(", "std::env", "env::var", "process::exit", "Timestamp::now", "Instant::now"];
    let others = sources().into_iter().filter(|(path, _)| !path.starts_with("cli") && path != "main.rs");
    let breaks: Vec<_> = others
        .filter(|(path, _)| !is_test_file(path))
        .flat_map(|(path, text)| {
            let code = code(&text);
            // What a step took is told to people alone: the clock is asked there, and its answer goes nowhere else.
            let is_allowed = |name: &&&str| path == "build/timings.rs" && **name == "Instant::now";
            names
                .iter()
                .filter(|name| code.contains(**name) && !is_allowed(name))
                .map(|name| format!("{path}: {name}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(breaks, Vec::<String>::new());
}

/// Invariant 2 of `docs/architecture.md`.
#[test]
fn only_asking_other_websites_and_the_preview_touch_the_network() {
    let owners = ["external", "serve"];
    let others = sources().into_iter().filter(|(path, _)| !owners.contains(&module_of(path)));
    let breaks: Vec<_> = others
        .filter(|(_, text)| {
            ["ureq", "TcpStream", "TcpListener", "UdpSocket"].iter().any(|name| code(text).contains(name))
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(breaks, Vec::<String>::new());
}

#[test]
fn the_nouns_know_no_yaml_no_template_no_html_and_no_path() {
    let names = ["serde_yaml", "tera::", "pulldown", "std::path", "crate::yaml", "PathBuf"];
    let model = sources().into_iter().filter(|(path, _)| module_of(path) == "model");
    let breaks: Vec<_> =
        model.filter(|(_, text)| names.iter().any(|name| code(text).contains(name))).map(|(path, _)| path).collect();
    assert_eq!(breaks, Vec::<String>::new());
}

#[test]
fn a_module_says_what_it_is_for_and_is_called_by_what_it_holds() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "src/{path} does not say what it is for");
        for name in ["mod", "utils", "util", "helpers", "common", "manager", "misc"] {
            assert!(!path.ends_with(&format!("/{name}.rs")) && path != format!("{name}.rs"), "src/{path}");
        }
    }
}

#[test]
fn nothing_is_left_undone() {
    for (path, text) in sources() {
        for mark in ["todo!", "unimplemented!", "TODO", "FIXME", "XXX", "#[allow("] {
            assert!(!text.contains(mark), "src/{path} holds `{mark}`");
        }
    }
}

#[test]
fn the_architecture_names_every_module_and_stays_short() {
    let document: PathBuf = repository().join("docs/architecture.md");
    let document = fs::read_to_string(document).unwrap();
    assert!(document.lines().count() <= 200);
    for module in FLOW.iter().copied().flatten() {
        assert!(document.contains(&format!("`{module}")), "docs/architecture.md does not name `{module}`");
    }
}
