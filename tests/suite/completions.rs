//! What a shell offers while a command is typed.

use std::path::Path;
use std::process::Command;

use crate::site::{Site, repository};

/// What the program answers a shell that asks what could stand in the last of these words.
pub fn offered(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
    program.current_dir(folder).env("TRATADO_COMPLETE", "bash").env("_CLAP_IFS", "\n");
    program.env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
    let output = program.arg("--").args(words).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// The same, without options.
fn values(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut values = offered(folder, words);
    values.retain(|value| !value.starts_with('-'));
    values
}

/// Records in every form that one may have.
fn site() -> Site {
    Site::new()
        .file("content/areas/coast.yaml", "title: {en: Coast, es: Costa}\n")
        .file("content/areas/coast/map.yaml", "no: record\n")
        .file("content/areas/ports.es.md", "---\ntitle: Puertos\n---\n")
        .file("content/areas/Not An Id.yaml", "")
        .file("content/events.yaml", "fair: {title: {en: Fair}}\nregatta: {}\n")
        .file("content/pages/about/history.en.md", "---\ntitle: History\n---\n")
}

#[test]
fn the_records_of_the_site_are_offered() {
    let site = site();
    let all = ["areas/coast", "areas/ports", "events/fair", "events/regatta", "pages/about/history"];
    assert_eq!(values(site.root(), &["tratado", "translated", ""]), all);
    assert_eq!(values(site.root(), &["tratado", "translated", "areas/p"]), ["areas/ports"]);
    assert_eq!(values(site.root(), &["tratado", "translated", "groups/"]), [""; 0]);
}

#[test]
fn the_languages_the_collections_and_the_commands_are_offered() {
    let site = site();
    for words in [&["tratado", "translated", "areas/coast", ""][..], &["tratado", "status", "--language", ""]] {
        assert_eq!(values(site.root(), words), ["en", "es"], "{words:?}");
    }
    assert_eq!(values(site.root(), &["tratado", "status", "--collection", ""])[..2], ["areas", "commitments"]);
    assert_eq!(values(site.root(), &["tratado", "man", "com"]), ["completions"]);
}

#[test]
fn the_site_is_the_one_that_the_line_names() {
    let (site, elsewhere) = (site(), tempfile::TempDir::new().unwrap());
    let root = site.root().to_str().unwrap();
    let joined = format!("--root={root}");
    for words in [
        &["tratado", "--root", root, "translated", "areas/"][..],
        &["tratado", "translated", "--root", root, "areas/"],
        &["tratado", &joined, "translated", "areas/"],
    ] {
        assert_eq!(values(elsewhere.path(), words), ["areas/coast", "areas/ports"], "{words:?}");
    }
}

#[test]
fn where_there_is_no_site_or_a_broken_one_the_shell_is_left_in_peace() {
    let nowhere = tempfile::TempDir::new().unwrap();
    assert_eq!(values(nowhere.path(), &["tratado", "translated", ""]), [""; 0]);
    assert_eq!(values(nowhere.path(), &["tratado", "status", "--language", ""]), [""; 0]);
    let broken = site().file("content/events.yaml", "fair: [\n").file("content/site.yaml", b"\xff");
    assert_eq!(values(broken.root(), &["tratado", "translated", ""]).len(), 3);
    assert_eq!(values(broken.root(), &["tratado", "status", "--language", ""]), [""; 0]);

    let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
    let output =
        program.env("TRATADO_COMPLETE", "a shell that nobody knows").args(["--", "tratado", ""]).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn every_shell_is_told_to_ask() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
        let output = program.args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("TRATADO_COMPLETE"), "{shell}: {script}");
        assert!(!script.contains("target"), "{shell} is told of a folder of this machine: {script}");
    }
}

/// The whole way, in a shell of this machine.
#[cfg(unix)]
#[test]
fn bash_completes_a_record() {
    let site = site();
    let program = Path::new(env!("CARGO_BIN_EXE_tratado"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let script = r#"
        eval "$(tratado completions bash)"
        COMP_WORDS=(tratado --root "$ROOT" translated areas/c) COMP_CWORD=4
        _clap_complete_tratado tratado areas/c translated
        echo "${COMPREPLY[*]}"
    "#;
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", script]).env("PATH", path).env("ROOT", site.root()).current_dir(repository());
    let Ok(output) = bash.output() else {
        eprintln!("skipped: this system has no bash");
        return;
    };
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        "areas/coast",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
