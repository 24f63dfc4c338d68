//! `tratado check`: what is found in what readers would get, and what a build makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tratado::build;

use crate::program::{error_text, tratado, tratado_at};
use crate::site::{Site, files_in, lines, read, repository};

/// What a check finds, one finding a line, in a site that has no other mistake.
fn found(site: &Site) -> Vec<String> {
    let build::Site { renderer, diagnostics } = read(site.root(), false, None);
    assert_eq!(lines(site.root(), &diagnostics), Vec::<String>::new());
    let found = build::check(&renderer.unwrap(), site.root(), &site.output(), None, &|| {}).unwrap();
    lines(site.root(), &found)
}

fn with_a_broken_link() -> Site {
    Site::new().setting("html: allow").file(
        "content/areas/a.en.md",
        "---\ntitle: Area\n---\nRead <a href=\"https://plan.example.org/en/nowhere/\">the rest</a>.\n",
    )
}

#[test]
fn the_repositorys_own_site_has_nothing_to_find() {
    let output = tratado_at(repository(), &["check", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", error_text(&output));
    assert!(error_text(&output).contains("files looked at in"), "{}", error_text(&output));
}

#[test]
fn what_init_makes_has_nothing_to_find() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(tratado_at(folder.path(), &["init"]).status.code(), Some(0));
    let output = tratado_at(folder.path(), &["check", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", error_text(&output));
}

#[test]
fn the_default_theme_has_no_finding_of_its_own_in_any_site() {
    let sites = fs::read_dir(repository().join("tests/sites")).unwrap().map(|entry| entry.unwrap().path());
    for site in sites.filter(|path| path.is_dir()) {
        let renderer = read(&site, false, None).renderer.unwrap();
        let found = build::check(&renderer, &site, &site.join(build::OUTPUT), None, &|| {}).unwrap();
        let in_theme: Vec<_> = lines(&site, &found).into_iter().filter(|line| line.starts_with("themes/")).collect();
        assert_eq!(in_theme, Vec::<String>::new(), "{}", site.display());
    }
}

#[test]
fn a_check_writes_nothing() {
    let site = with_a_broken_link();
    let before = files_in(site.root());
    let output = tratado(&site, &["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", error_text(&output));
    assert_eq!(files_in(site.root()), before);
}

#[test]
fn an_error_that_a_check_finds_keeps_a_build_from_publishing() {
    let site = with_a_broken_link();
    site.write("content/areas/a.en.md", "---\ntitle: Area\n---\nAll is well.\n");
    assert_eq!(tratado(&site, &["build"]).status.code(), Some(0));
    let published = files_in(&site.output());
    let site = site.file(
        "content/areas/a.en.md",
        "---\ntitle: Area\n---\nRead <a href=\"https://plan.example.org/en/nowhere/\">the rest</a>.\n",
    );
    let output = tratado(&site, &["build"]);
    let text = error_text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("error[broken-link]: the site has nothing at `/en/nowhere/`"), "{text}");
    assert!(text.contains("--> content/areas/a.en.md:4:6"), "{text}");
    assert!(text.contains("nothing was published: 1 error"), "{text}");
    assert_eq!(files_in(&site.output()), published);
}

#[test]
fn a_warning_that_a_site_or_a_record_makes_an_error_keeps_a_build_from_publishing() {
    let wish = "diagnostics: {vague-link: error}\n";
    let text = "Read <a href=\"https://plan.example.org/en/\">here</a>.\n";
    let site = || Site::new().setting("html: allow");
    let of_site = site().setting(wish.trim()).file("content/areas/a.en.md", format!("---\ntitle: Area\n---\n{text}"));
    let of_record = site().file("content/areas/a.en.md", format!("---\ntitle: Area\n{wish}---\n{text}"));
    for site in [of_site, of_record] {
        let output = tratado(&site, &["build"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(error_text(&output).contains("error[vague-link]: the link text `here`"), "{}", error_text(&output));
    }
}

#[test]
fn a_build_passes_over_what_is_a_warning_to_a_check() {
    let text = "---\ntitle: Area\n---\nRead <a href=\"https://plan.example.org/en/\">here</a>.\n";
    let site = Site::new().setting("html: allow").file("content/areas/a.en.md", text);
    let lines = found(&site);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("content/areas/a.en.md:4:6: warning[vague-link]: the link text `here`"), "{lines:?}");
    assert!(!error_text(&tratado(&site, &["build"])).contains("vague-link"));
    let denied = tratado(&site, &["check", "--deny", "warnings"]);
    assert_eq!(denied.status.code(), Some(1));
}

#[test]
fn the_site_and_its_records_say_how_serious_a_finding_is() {
    let site = with_a_broken_link().setting("diagnostics: {broken-link: warning}");
    assert!(found(&site)[0].contains("warning[broken-link]"));
    assert!(tratado(&site, &["build"]).status.success());
    let site = with_a_broken_link().file("content/areas/a.yaml", "diagnostics: {broken-link: off}\n");
    assert_eq!(found(&site), Vec::<String>::new());
}

#[test]
fn what_a_template_says_on_every_page_is_one_finding_at_the_template() {
    let site = Site::new()
        .setting("theme: own")
        .file("content/areas.yaml", "a: {title: {en: A, es: B}}\nb: {title: {en: C, es: D}}\n")
        .file("themes/own/theme.yaml", "parent: default\n")
        .file(
            "themes/own/templates/footer-extra.html",
            "<p>\n<a class=\"logo\" href=\"{{ root }}en/\"><img src=\"{{ root }}favicon.svg\"></a>\n</p>\n",
        );
    let lines = found(&site);
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines[0].starts_with("themes/own/templates/footer-extra.html:2:1: warning[empty-link]"), "{lines:#?}");
    assert!(lines[1].starts_with("themes/own/templates/footer-extra.html:2:38: warning[missing-alt]"), "{lines:#?}");
}

#[test]
fn a_template_that_fails_for_a_name_that_nobody_knows_is_one_mistake() {
    let site = Site::new()
        .setting("theme: own")
        .file("themes/own/theme.yaml", "parent: default\n")
        .file("themes/own/templates/footer-extra.html", "<p>{{ page.titel }}</p>\n");
    let output = tratado(&site, &["check", "--format", "short", "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    let text = error_text(&output);
    let findings: Vec<_> = text.lines().filter(|line| line.contains("error[")).collect();
    assert_eq!(findings.len(), 1, "{text}");
    assert!(findings[0].contains("error[unknown-name]: `page` has no `titel`"), "{text}");
}

#[test]
fn an_address_that_leads_on_is_not_gone() {
    let site = Site::new().file("content/areas/a.yaml", "title: {en: Fisheries, es: Pesca}\n");
    site.publish();
    site.write("content/areas/a.yaml", "title: {en: Fisheries and nets, es: Pesca}\n");
    let lines = found(&site);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].contains("warning[gone-address]: `/en/areas/fisheries/` was published, and is gone"),
        "{lines:#?}"
    );
    site.write("content/areas/a.yaml", "title: {en: Fisheries and nets, es: Pesca}\naliases: [/en/areas/fisheries/]\n");
    assert_eq!(found(&site), Vec::<String>::new());
}

#[test]
fn a_site_in_a_folder_of_its_host_is_checked_there() {
    let site = with_a_broken_link();
    let site = site.file(
        "content/areas/a.en.md",
        "---\ntitle: Area\n---\n<a href=\"/plan/en/\">Home</a>, <a href=\"/plan/fr/\">Accueil</a>, <a href=\"/other/\">another site</a>.\n",
    );
    let renderer = read(site.root(), false, Some("https://example.org/plan/".to_owned())).renderer.unwrap();
    let found = build::check(&renderer, site.root(), &site.output(), None, &|| {}).unwrap();
    let lines = lines(site.root(), &found);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].contains("error[broken-link]: the site has nothing at `/fr/`"), "{lines:#?}");
}

/// A website of this machine that answers by the path, and counts.
struct Website {
    address: String,
    asked: Arc<Mutex<BTreeMap<String, usize>>>,
    total: Arc<AtomicUsize>,
}

impl Website {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(BTreeMap::new()));
        let total = Arc::new(AtomicUsize::new(0));
        let website = Self { address, asked: Arc::clone(&asked), total: Arc::clone(&total) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut first = String::new();
                let _ = reader.read_line(&mut first);
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
                    line.clear();
                }
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let answer = match path.as_str() {
                    "/gone" => "410 Gone\r\n",
                    "/old" => "301 Moved Permanently\r\nLocation: /new\r\n",
                    "/closed" => "403 Forbidden\r\n",
                    _ => "200 OK\r\n",
                };
                *asked.lock().unwrap().entry(path).or_insert(0) += 1;
                total.fetch_add(1, Ordering::SeqCst);
                let _ = write!(stream, "HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        website
    }
}

#[test]
fn links_to_other_websites_are_asked_for_and_reported_where_they_stand() {
    let website = Website::open();
    let address = &website.address;
    let site = Site::new()
        .file("content/areas/a.en.md", format!("---\ntitle: Area\n---\nThe [first report](http://{address}/gone) and [the second](http://{address}/here#part).\n\nA [closed one](http://{address}/closed), and [one left out](http://{address}/members/list).\n"))
        .file("content/bodies.yaml", format!("b:\n  title: {{en: Body, es: Cuerpo}}\n  kind: agency\n  url: http://{address}/old\n"));
    let check = |more: &[&str]| {
        let pattern = format!("{address}/members/");
        let arguments = [&["check", "--external", "--exclude", &pattern, "--format", "short"], more].concat();
        let output = tratado(&site, &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", error_text(&output));
        error_text(&output)
    };
    let text = check(&[]);
    for line in [
        format!(
            "content/areas/a.en.md:4:20: warning[dead-link]: `http://{address}/gone` is not there: its website answers with 410"
        ),
        format!(
            "content/areas/a.en.md:6:16: warning[unclear-link]: nobody can say whether `http://{address}/closed` is there: it answers with 403"
        ),
        format!("content/bodies.yaml:4:8: warning[moved-link]: `http://{address}/old` has moved"),
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
    assert_eq!(text.lines().filter(|line| line.contains("-link]")).count(), 3, "{text}");
    let asked = website.asked.lock().unwrap().clone();
    assert!(!asked.contains_key("/members/list") && asked["/here"] == 1, "{asked:?}");

    // What was good is believed; what was not is asked again.
    check(&[]);
    let again = website.asked.lock().unwrap().clone();
    assert_eq!(again["/here"], 1, "{again:?}");
    assert!(again["/gone"] > asked["/gone"], "{again:?}");
    check(&["--max-age", "0"]);
    assert_eq!(website.asked.lock().unwrap()["/here"], 2);

    // Without the option nobody is asked.
    let total = website.total.load(Ordering::SeqCst);
    assert!(tratado(&site, &["check"]).status.success());
    assert_eq!(website.total.load(Ordering::SeqCst), total);
}
