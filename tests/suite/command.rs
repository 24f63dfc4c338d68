//! The program as it is called.

use crate::program::{error_text, program, tratado};
use crate::site::{Site, repository};

fn site() -> Site {
    Site::new().file("content/areas/a.yaml", "title: {en: Area, es: Área}\n")
}

#[test]
fn a_clean_build_exits_0_and_sums_up() {
    let site = site();
    let output = tratado(&site, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", error_text(&output));
    assert!(output.stdout.is_empty());
    let text = error_text(&output);
    assert!(text.contains("7 pages in en, 7 pages in es") && text.contains("no findings"), "{text}");
    assert!(text.contains("written, 0 unchanged, 0 removed in "), "{text}");
    assert!(site.output().join("es/areas/area/index.html").exists());
    assert!(error_text(&tratado(&site, &["build"])).contains("0 written"));
    assert_eq!(error_text(&tratado(&site, &["--quiet", "build"])), "");
}

#[test]
fn a_mistake_in_the_content_exits_1_and_publishes_nothing() {
    let site = site();
    tratado(&site, &["build"]);
    site.write("content/areas/b.yaml", "title: Other\nnumbr: 1\n");
    let output = tratado(&site, &["build"]);
    let text = error_text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for part in [
        "error[unknown-key]: there is no field `numbr` here",
        "--> content/areas/b.yaml:2:1",
        "help: did you mean `number`?",
        "nothing was published: 1 error",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!site.output().join("en/areas/other").exists());
    assert!(site.output().join("en/areas/area/index.html").exists());
}

#[test]
fn the_short_format_is_one_line_a_finding() {
    let site = site().file("content/notes.txt", "x");
    let output = tratado(&site, &["build", "--format", "short", "--quiet"]);
    let text = error_text(&output);
    assert!(text.starts_with("content/notes.txt:1:1: error[stray-file]: this file belongs to nothing\n"), "{text}");
}

#[test]
fn warnings_publish_unless_they_are_denied() {
    let site = site().setting("diagnostics: {stray-file: warning}").file("content/notes.txt", "x");
    assert_eq!(tratado(&site, &["build"]).status.code(), Some(0));
    let denied = tratado(&site, &["build", "--deny", "warnings"]);
    assert_eq!(denied.status.code(), Some(1));
    assert!(error_text(&denied).contains("nothing was published: 1 warning"));
}

#[test]
fn a_template_that_fails_publishes_nothing_and_is_reported_once() {
    let site = site();
    tratado(&site, &["build"]);
    let site = site
        .setting("theme: own")
        .file("themes/own/theme.yaml", "parent: default\n")
        .file("themes/own/templates/area.html", "{{ page.title / 2 }}\n");
    let output = tratado(&site, &["build"]);
    let text = error_text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert_eq!(text.matches("error[template-failure]").count(), 1, "{text}");
    assert!(
        text.contains("it fails on the page `en/areas/area/index.html`") && text.contains("it fails on 1 more page"),
        "{text}"
    );
    assert!(site.output().join("en/areas/area/index.html").exists());
}

#[test]
fn what_cannot_run_exits_2_and_says_why() {
    let site = site();
    std::fs::create_dir(site.output()).unwrap();
    std::fs::write(site.output().join("thesis.doc"), "mine").unwrap();
    let output = tratado(&site, &["build"]);
    assert_eq!(output.status.code(), Some(2), "{}", error_text(&output));
    assert!(error_text(&output).contains("help: "), "{}", error_text(&output));
    assert!(site.output().join("thesis.doc").exists());

    let output = program().args(["build", "--root", "/nowhere/at/all"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let usage = program().arg("biuld").output().unwrap();
    assert_eq!(usage.status.code(), Some(2));
}

#[test]
fn now_is_an_option_then_the_environment_then_the_plans_date() {
    let events =
        "a: {title: {en: First, es: Primero}, start: 2001}\nb: {title: {en: Second, es: Segundo}, start: 2011}\n";
    let site = site().setting("plan: {as_of: 2005-01-01}").file("content/events.yaml", events);
    let next = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = program();
        command.args(arguments).arg("--root").arg(site.root());
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        assert!(command.output().unwrap().status.success());
        let home = std::fs::read_to_string(site.output().join("en/index.html")).unwrap();
        (home.contains("Most recent event"), home.contains("Next event"))
    };
    assert_eq!(next(&["build"], None), (true, true));
    assert_eq!(next(&["build", "--now", "2000"], None), (false, true));
    assert_eq!(next(&["build"], Some("1577836800")), (true, false));
    assert_eq!(next(&["build", "--now", "2000"], Some("1577836800")), (false, true));
    let bad = program().args(["build", "--now", "soon"]).output().unwrap();
    assert_eq!(bad.status.code(), Some(2));
}

/// The content of the repository's own site is without a mistake.
#[test]
fn the_repositorys_own_site_has_no_finding() {
    let site = crate::site::read(repository(), false, None);
    assert_eq!(crate::site::lines(repository(), &site.diagnostics), Vec::<String>::new());
}

#[test]
fn the_json_format_is_one_document_on_standard_output() {
    let site = site()
        .file("content/areas/b.yaml", "title: Ñandú\ngroups: [wgg]\n")
        .file("content/groups.yaml", "wg: {title: Group}\n");
    let output = tratado(&site, &["build", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&document["version"], &document["errors"], &document["warnings"]), (&1.into(), &1.into(), &0.into()));
    let finding = &document["findings"][0];
    assert_eq!(finding["code"], "unknown-record");
    assert_eq!(finding["file"], "content/areas/b.yaml");
    assert_eq!(finding["start"], serde_json::json!({"line": 2, "column": 10, "byte": 24}));
    assert_eq!(finding["end"], serde_json::json!({"line": 2, "column": 13, "byte": 27}));
    assert_eq!(finding["help"][0], "did you mean `wg`?");
    std::fs::remove_file(site.root().join("content/areas/b.yaml")).unwrap();
    let clean = tratado(&site, &["build", "--format", "json", "--quiet"]);
    let document: serde_json::Value = serde_json::from_slice(&clean.stdout).unwrap();
    assert_eq!(document["findings"], serde_json::json!([]));
    assert_eq!(error_text(&clean), "");
}

#[test]
fn a_hundred_mistakes_of_one_kind_are_summed_up_for_people_and_listed_for_programs() {
    let references: String = (0..100).map(|number| format!("nobody-{number}, ")).collect();
    let site = site().file("content/areas/b.yaml", format!("title: B\nbodies: [{references}]\n"));
    let human = error_text(&tratado(&site, &["build"]));
    assert_eq!(human.matches("error[unknown-record]").count(), 12, "{human}");
    assert!(human.contains("note: and 88 more of `unknown-record`"), "{human}");
    assert!(human.contains("nothing was published: 100 errors"));
    let short = error_text(&tratado(&site, &["build", "--format", "short"]));
    assert_eq!(short.matches("error[unknown-record]").count(), 100);
}

#[test]
fn a_failure_of_the_machine_does_not_hide_the_findings() {
    let site = site().setting("diagnostics: {stray-file: warning}").file("content/notes.txt", "x");
    std::fs::create_dir(site.output()).unwrap();
    std::fs::write(site.output().join("thesis.doc"), "mine").unwrap();
    let output = tratado(&site, &["build", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2), "{}", error_text(&output));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["warnings"], 1);
}

/// What a command that reads no site prints.
fn printed(arguments: &[&str]) -> String {
    let output = tratado(&Site::new(), arguments);
    assert!(output.status.success(), "{arguments:?}: {}", error_text(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_finding_is_explained_as_in_the_documentation() {
    let explanation = printed(&["explain", "unknown-record"]);
    assert!(explanation.starts_with("unknown-record (error)\n\n"), "{explanation}");
    let documentation = std::fs::read_to_string(repository().join("docs/diagnostics.md")).unwrap();
    let section = explanation.split_once("\n\n").unwrap().1.trim_end();
    assert!(documentation.contains(&format!("## unknown-record\n\n{section}")), "{section}");
}

#[test]
fn without_a_code_every_code_is_listed() {
    let list = printed(&["explain"]);
    assert_eq!(list.lines().count(), tratado::diagnostic::Code::ALL.len());
    assert!(list.lines().any(|line| line.starts_with("bad-date ")), "{list}");
}

#[test]
fn an_unknown_code_exits_2_and_says_which_was_meant() {
    let output = tratado(&Site::new(), &["explain", "unknown-recrod"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error_text(&output).contains("'unknown-record'"), "{}", error_text(&output));
}

#[test]
fn shells_and_manuals_know_every_command() {
    let commands =
        ["init", "new", "build", "check", "serve", "status", "translated", "explain", "schema", "completions", "man"];
    let offered = crate::completions::offered(repository(), &["tratado", ""]);
    assert!(commands.iter().all(|command| offered.iter().any(|offered| offered == command)), "{offered:?}");
    let manual = printed(&["man"]);
    assert!(commands.iter().all(|command| manual.contains(&format!("tratado\\-{command}"))), "{manual}");
    for command in commands {
        assert!(printed(&["man", command]).contains(".SH SYNOPSIS"), "{command}");
        assert!(printed(&[command, "--help"]).contains("Example: tratado "), "{command} has no example");
    }
}

/// A site with a mistake that has two sides, one with help, and a comma in the name of a file.
fn mistaken() -> Site {
    site()
        .file("content/areas/a.yaml", "number: 1\ntitle: {en: Area, es: Área}\nnumber: 2\n")
        .file("content/areas/b.yaml", "title: {en: Other, es: Otra}\ngroups: [nobody]\n")
        .file("content/areas/50%,more.txt", "")
}

fn on_standard_output(site: &Site, format: &str) -> String {
    let output = tratado(site, &["build", "--format", format]);
    assert_eq!(output.status.code(), Some(1), "{}", error_text(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn annotations_are_commands_of_github_actions() {
    let site = mistaken();
    let root = site.root().to_string_lossy().into_owned();
    let report = on_standard_output(&site, "github").replace(&root, "");
    let lines: Vec<_> = report.lines().collect();
    assert_eq!(lines.len(), 3, "{report}");
    assert!(lines[0].starts_with(
        "::error file=/content/areas/50%25%2Cmore.txt,line=1,endLine=1,col=1,endColumn=1,title=stray-file::"
    ));
    assert_eq!(
        lines[1],
        "::error file=/content/areas/a.yaml,line=3,endLine=3,col=1,endColumn=7,title=repeated-key::\
         the key `number` stands twice%0Astands here again%0Acontent/areas/a.yaml:1: stands here first%0Ahelp: keep one of the two"
    );
    assert!(
        lines[2].starts_with(
            "::error file=/content/areas/b.yaml,line=2,endLine=2,col=10,endColumn=16,title=unknown-record::"
        )
    );
}

#[test]
fn sarif_keeps_to_its_schema_and_names_every_place() {
    let text = on_standard_output(&mistaken(), "sarif");
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let schema = std::fs::read_to_string(repository().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    // One pattern of it has a bracket too many, which only the regular expressions of JavaScript forgive; nothing here is held against it.
    let forgiven = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let validator = jsonschema::validator_for(&serde_json::from_str(&forgiven).unwrap()).unwrap();
    let mistakes: Vec<_> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(mistakes, Vec::<String>::new());
    // The schema can fail.
    let mut foreign = log.clone();
    foreign["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator.is_valid(&foreign));

    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), tratado::diagnostic::Code::ALL.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[rule]["id"]);
    }
    let place = |result: &serde_json::Value| result["locations"][0]["physicalLocation"].clone();
    let region = &place(&results[1])["region"];
    assert_eq!([&region["startLine"], &region["startColumn"], &region["endColumn"]], [3, 1, 7]);
    let uri = place(&results[0])["artifactLocation"]["uri"].as_str().unwrap().to_owned();
    assert!(uri.ends_with("/content/areas/50%25,more.txt"), "{uri}");
}
