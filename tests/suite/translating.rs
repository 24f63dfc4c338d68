//! The walk of `docs/languages.md`: its files are written as they come, its commands are run, and what they print is compared.
//!
//! `BLESS=1 cargo test --test suite translating` writes what is printed now into it; read the difference before you commit it.

use std::path::PathBuf;
use std::process::Command;

use crate::site::{Site, repository};

/// The document with what its commands print, as it is written beside the site that it makes.
fn walked(document: &str, site: &Site) -> String {
    let mut walked = String::new();
    let mut lines = document.lines();
    let mut path = None;
    let mut code = None;
    while let Some(line) = lines.next() {
        walked += &format!("{line}\n");
        let Some(language) = line.strip_prefix("```") else {
            let named = line.strip_prefix('`').and_then(|line| line.strip_suffix("`:"));
            path = named.map(str::to_owned).or(path.filter(|_| line.is_empty()));
            continue;
        };
        let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        if language == "console" {
            for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                walked += &format!("$ {command}\n{}", run(command, site, &mut code));
            }
        } else {
            site.write(&path.take().unwrap(), block.join("\n") + "\n");
            walked += &(block.join("\n") + "\n");
        }
        walked += "```\n";
    }
    walked
}

/// What a command prints. The time that it takes is left out.
fn run(command: &str, site: &Site, code: &mut Option<i32>) -> String {
    if command == "echo $?" {
        return format!("{}\n", code.unwrap());
    }
    let arguments = command.strip_prefix("tratado ").unwrap().split(' ');
    let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
    let output = program.args(arguments).current_dir(site.root()).env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    *code = output.status.code();
    let printed = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
    let timeless = |line: &str| match line.split_once(" removed in ") {
        Some((written, _)) => format!("{written} removed in …\n"),
        None => format!("{}\n", line.trim_end()),
    };
    printed.lines().map(timeless).collect()
}

#[test]
fn the_walk_of_a_translator_goes_as_it_is_told() {
    let path: PathBuf = repository().join("docs/languages.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let site = Site::new();
    let walked = walked(&document, &site);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, walked).unwrap();
        return;
    }
    assert!(walked == document, "docs/languages.md is behind: BLESS=1 cargo test --test suite translating");
    // What it says of the addresses, and of the strings that were given.
    for page in ["es/areas/el-muelle/index.html", "fr/domaines/the-quay/index.html", "eu/areas/the-quay/index.html"] {
        assert!(site.output().join(page).is_file(), "{page}");
    }
    let basque = std::fs::read_to_string(site.output().join("eu/areas/index.html")).unwrap();
    assert!(basque.contains("Hasiera") && basque.contains("Skip to content") && basque.contains("Euskara"), "{basque}");
}

#[test]
fn the_repositorys_own_site_is_translated_and_all_of_it_is_recorded() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
    let output = program.args(["status", "--strict", "--root"]).arg(repository()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}
