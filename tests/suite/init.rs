//! A new site: what `tratado init` writes, and what it leaves alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use tratado::model::Collection;

use crate::program::{error_text, program};
use crate::site::{self, files_in};

fn tratado(folder: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).current_dir(folder).output().unwrap()
}

/// Begins a site in a folder, which succeeds.
fn begin(folder: &Path, arguments: &[&str]) {
    let output = tratado(folder, &[&["init"], arguments].concat());
    assert!(output.status.success() && output.stdout.is_empty(), "{}", error_text(&output));
}

#[test]
fn a_new_site_is_built_without_a_finding_and_all_of_it_is_translated() {
    let folder = TempDir::new().unwrap();
    begin(folder.path(), &[]);
    let built = tratado(folder.path(), &["build", "--deny", "warnings"]);
    assert_eq!(built.status.code(), Some(0), "{}", error_text(&built));
    assert!(error_text(&built).contains("no findings"), "{}", error_text(&built));
    let status = tratado(folder.path(), &["status", "--strict"]);
    assert_eq!(status.status.code(), Some(0), "{}", String::from_utf8_lossy(&status.stdout));
}

#[test]
fn a_new_site_has_every_collection_in_both_languages() {
    let folder = TempDir::new().unwrap();
    begin(folder.path(), &["plan"]);
    let renderer = site::read_with_translations(&folder.path().join("plan"), false, None).renderer.unwrap();
    let plan = renderer.site();
    let mut collections = BTreeSet::new();
    for (_, linked) in plan.records() {
        let record = &linked.record;
        collections.insert(record.id.collection);
        for language in plan.language_indices() {
            let tag = plan.tag(language);
            assert!(record.common.title.get(tag).is_some(), "{} has no title in {tag}", record.id);
            assert!(record.common.summary.is_none() || record.common.summary.as_ref().unwrap().get(tag).is_some());
        }
    }
    assert_eq!(collections, Collection::ALL.into_iter().collect());
}

/// A strict reader of the pages: each is called and described like no other of its language, headings skip no level, and a link leads to every
/// record from another page than the site map.
#[test]
fn the_pages_of_a_new_site_are_told_apart_and_found() {
    let folder = TempDir::new().unwrap();
    begin(folder.path(), &[]);
    let renderer = site::read_with_translations(folder.path(), false, None).renderer.unwrap();
    let mut seen = BTreeSet::new();
    for (path, _, page) in site::pages(&renderer) {
        let document = scraper::Html::parse_document(&page);
        let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
        let title = document.select(&select("title")).next().unwrap().text().collect::<String>();
        assert!(seen.insert(title), "{path} is called like another page");
        for description in document.select(&select("meta[name=description]")) {
            let description = description.attr("content").unwrap().to_owned();
            assert!(seen.insert(description), "{path} is described like another page");
        }
        let mut level = 0;
        for heading in document.select(&select("h1, h2, h3, h4, h5, h6")) {
            let next: u32 = heading.value().name()[1..].parse().unwrap();
            assert!(next <= level + 1, "{path} skips a level before {}", heading.text().collect::<String>());
            level = next;
        }
    }
}

#[test]
fn nothing_is_written_over_and_a_second_time_changes_nothing() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
    fs::write(folder.path().join("LICENSE"), "mine").unwrap();
    begin(folder.path(), &["--base-url", "https://a.example"]);
    let before = files_in(folder.path());
    assert_eq!(before["LICENSE"], b"mine");
    assert_eq!(before[".git/HEAD"], b"ref: refs/heads/main\n");
    let again = tratado(folder.path(), &["init"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        error_text(&again).contains("`README.md`") || error_text(&again).contains("more"),
        "{}",
        error_text(&again)
    );
    assert!(error_text(&again).contains("nothing was written"), "{}", error_text(&again));
    assert_eq!(files_in(folder.path()), before);
}

#[test]
fn a_file_in_the_way_is_named_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("README.md"), "mine").unwrap();
    let output = tratado(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error_text(&output).contains("README.md`"), "{}", error_text(&output));
    assert_eq!(files_in(folder.path()).len(), 1);

    // Another plan is in the way as well, even where no file has the same name.
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::rename(folder.path().join("README.md"), folder.path().join("content/areas.yaml")).unwrap();
    let output = tratado(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error_text(&output).contains("content`"), "{}", error_text(&output));
    assert_eq!(files_in(folder.path()).len(), 1);

    fs::remove_file(folder.path().join("content/areas.yaml")).unwrap();
    begin(folder.path(), &[]);
}

/// Whatever fails on the way, the folder is as it was.
#[test]
fn a_site_is_written_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    // The last of the folders that it needs cannot be one.
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/updates"), "").unwrap();
    let output = tratado(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(2), "{}", error_text(&output));
    assert_eq!(files_in(folder.path()).into_keys().collect::<Vec<_>>(), ["content/updates"]);

    let output = tratado(folder.path(), &["init", "content/updates"]);
    assert_eq!(output.status.code(), Some(2), "{}", error_text(&output));
    assert!(error_text(&output).contains("nothing was written"), "{}", error_text(&output));
}

#[test]
fn titles_and_addresses_stand_as_they_were_given() {
    let titles = ["The \"River\": #1 & 'all' {of} it 🌊", "El «Río»: ¿todo? \\ %s – [sí]"];
    let folder = TempDir::new().unwrap();
    let (english, spanish) = (format!("--title=en={}", titles[0]), format!("--title=es={}", titles[1]));
    begin(folder.path(), &["a plan", &english, &spanish, "--base-url", "https://a.example/plan"]);
    let root = folder.path().join("a plan");
    let site = site::read_with_translations(&root, false, None);
    assert_eq!(site::lines(&root, &site.diagnostics), Vec::<String>::new());
    let renderer = site.renderer.unwrap();
    let settings = &renderer.site().settings;
    for (language, title) in renderer.site().language_indices().zip(titles) {
        assert_eq!(settings.title.get(renderer.site().tag(language)), Some(title));
    }
    assert!(fs::read_to_string(root.join("content/site.yaml")).unwrap().contains("\"https://a.example/plan/\""));
    let status = tratado(&root, &["status", "--strict"]);
    assert_eq!(status.status.code(), Some(0), "{}", String::from_utf8_lossy(&status.stdout));
}

#[test]
fn what_cannot_be_a_title_is_refused_before_anything_is_written() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["--title", "Plan"][..],
        &["--title", "fr=Le plan"],
        &["--title", "en= "],
        &["--title", "en=a\nb"],
        &["--title", "en=a", "--title", "en=b"],
        &["--base-url", "plan.example.org"],
        &["--base-url", "https://a.example/?plan"],
    ] {
        let output = tratado(folder.path(), &[&["init"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(files_in(folder.path()).is_empty(), "{arguments:?}");
    }
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let folder = TempDir::new().unwrap();
    let output = tratado(folder.path(), &["init"]);
    let text = error_text(&output);
    assert!(!text.contains('['), "{text}");
    for command in ["tratado serve --open", "tratado build", "tratado status"] {
        assert!(text.contains(command), "{text}");
    }
}

/// `script` lends the program a terminal, where the system has it.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_what_was_not_told_is_asked_for() {
    use std::io::Write;

    let folder = TempDir::new().unwrap();
    let command = format!("{} init --title 'en=Told'", env!("CARGO_BIN_EXE_tratado"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &command, "/dev/null"]).current_dir(folder.path());
    let child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: this system has no `script`");
        return;
    };
    child.stdin.take().unwrap().write_all("Contestado\nplan.example.org\nhttps://b.example/\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("title of the plan in Spanish [El Plan del Río Ejemplo]: "), "{shown}");
    assert!(!shown.contains("in English [") && shown.contains("write it whole"), "{shown}");
    let settings = fs::read_to_string(folder.path().join("content/site.yaml")).unwrap();
    assert!(settings.contains(r#"title: {en: "Told", es: "Contestado"}"#), "{settings}");
    assert!(settings.contains("\"https://b.example/\""), "{settings}");
}

#[test]
fn the_workflow_may_be_left_out() {
    let folder = TempDir::new().unwrap();
    begin(folder.path(), &["--no-workflow", "--yes"]);
    assert!(!folder.path().join(".github").exists());
    let readme = fs::read_to_string(folder.path().join("README.md")).unwrap();
    assert!(!readme.contains("GitHub"), "{readme}");
}

/// The texts for authors name commands and options: each is one that the program knows.
#[test]
fn the_workflow_and_the_commands_for_authors_are_as_the_program_has_them() {
    let folder = TempDir::new().unwrap();
    begin(folder.path(), &[]);
    let workflow = fs::read_to_string(folder.path().join(".github/workflows/publish.yml")).unwrap();
    assert!(workflow.contains(&format!("TRATADO_VERSION: \"{}\"", env!("CARGO_PKG_VERSION"))));
    let yaml: serde_yaml::Value = serde_yaml::from_str(&workflow).unwrap();
    assert_eq!(yaml["permissions"]["contents"], serde_yaml::Value::from("read"));
    assert_eq!(yaml["jobs"]["publish"]["if"], serde_yaml::Value::from("github.event_name == 'push'"));
    // The two texts for authors have the same commands.
    let commands = |name: &str| {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        let lines =
            text.lines().map(str::trim).filter(|line| line.starts_with("tratado ") || line.starts_with("cargo "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(commands("README.md"), commands("LEEME.md"));
    assert_eq!(commands("README.md").len(), 6);
}
