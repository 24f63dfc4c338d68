//! The preview: real sockets, real files. Every test waits for what must come, and none asserts how long it took.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use tokio::sync::oneshot;
use tratado::build::{self, Request};
use tratado::serve::{Event, Options, Server};

use crate::edits::{Desk, Edit, copy, edit};
use crate::site::{Site, repository};

/// How long anything is waited for.
const LIMIT: Duration = Duration::from_secs(60);

/// A server of a site, in this process.
struct Preview {
    site: Site,
    address: SocketAddr,
    renders: Arc<AtomicUsize>,
    events: Arc<Mutex<Vec<String>>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Preview {
    fn of(site: Site) -> Self {
        Self::with(site, |_| {})
    }

    fn with(site: Site, change: impl FnOnce(&mut Options)) -> Self {
        let request = Request { root: site.root().to_owned(), base_url: None, now: None, drafts: false };
        let mut options = Options {
            request,
            host: "127.0.0.1".to_owned(),
            port: Some(0),
            allowed_hosts: Vec::new(),
            deny_warnings: false,
            polls: false,
        };
        change(&mut options);
        let events: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = Arc::clone(&events);
        let server = Server::open(options, Arc::new(move |event| heard.lock().unwrap().push(told(&event)))).unwrap();
        let (address, renders) = (server.address(), server.renders());
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            server.run(async {
                let _ = stopped.await;
            });
        });
        Self { site, address, renders, events, stop: Some(stop), thread: Some(thread) }
    }

    /// The answer to a request written by hand.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        // A server that refuses may close before everything is written.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::read(&bytes)
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = self.address;
        self.raw(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Asks for a page until its text is as it should be.
    fn wait_for(&self, path: &str, is_right: impl Fn(&str) -> bool) {
        wait_saying(|| format!("{path} on {:?}", self.events.lock().unwrap()), || is_right(&self.get(path).text()));
    }

    fn wait_for_text(&self, path: &str, text: &str) {
        self.wait_for(path, |page| page.contains(text));
    }

    fn listen(&self, path: &str) -> Stream {
        let version = self.get(path).version();
        self.listen_as(path, &version)
    }

    fn listen_as(&self, path: &str, version: &str) -> Stream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        let address = self.address;
        write!(stream, "GET /__tratado/events?page={path}&version={version} HTTP/1.1\r\nHost: {address}\r\n\r\n")
            .unwrap();
        Stream { lines: BufReader::new(stream) }
    }

    fn renders(&self) -> usize {
        self.renders.load(Ordering::Relaxed)
    }

    fn write(&self, path: &str, text: &str) {
        self.site.write(path, text);
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.site.root().join(from), self.site.root().join(to)).unwrap();
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().unwrap().join();
    }
}

fn wait(what: &str, is_so: impl FnMut() -> bool) {
    wait_saying(|| what.to_owned(), is_so);
}

fn wait_saying(what: impl Fn() -> String, mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < LIMIT, "this never came: {}", what());
        sleep(Duration::from_millis(20));
    }
}

fn told(event: &Event<'_>) -> String {
    match event {
        Event::Listening { url, .. } => format!("listening {url}"),
        Event::Noticed => "noticed".to_owned(),
        Event::Shown => "shown".to_owned(),
        Event::Refreshed { changed, count } => format!("refreshed {changed:?}: {} of {}", count.changed, count.of),
        Event::Found { diagnostics, forbids, .. } => format!("found {}, forbids {forbids}", diagnostics.len()),
        Event::Failed(diagnostic) => format!("failed {}", diagnostic.message),
        Event::Unreadable(error) => format!("unreadable {error}"),
    }
}

/// An answer, taken apart.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    payload: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).map_or(0, |status| status.parse().unwrap());
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { status, headers, payload: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.payload).into_owned()
    }

    fn version(&self) -> String {
        let text = self.text();
        let behind = text.split("data-version=\"").nth(1).unwrap_or_else(|| panic!("there is no version: {self:?}"));
        behind.split('"').next().unwrap().to_owned()
    }

    /// The payload as it would be published.
    fn published(&self) -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(&self.payload) else { return self.payload.clone() };
        if !text.contains(" data-version=") {
            return self.payload.clone();
        }
        let start = text.find(" data-version=").and_then(|version| text[..version].rfind("<script")).unwrap();
        let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
        format!("{}{}", &text[..start], &text[end..]).into_bytes()
    }
}

/// The events of a page.
struct Stream {
    lines: BufReader<TcpStream>,
}

impl Stream {
    /// The next event, with its name and data.
    fn next(&mut self) -> (String, serde_json::Value) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim().to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return (name, serde_json::from_str(data).unwrap());
            }
        }
    }

    /// The next event of this name; those before it are passed over.
    fn wait_for(&mut self, wanted: &str) -> serde_json::Value {
        loop {
            let (name, data) = self.next();
            if name == wanted {
                return data;
            }
        }
    }

    /// Waits until the mistakes hold a text; without one, until there are none.
    fn wait_for_mistakes(&mut self, text: &str) -> String {
        loop {
            let data = self.wait_for("mistakes");
            let told = data["text"].as_str().unwrap();
            if if text.is_empty() { told.is_empty() } else { told.contains(text) } {
                return told.to_owned();
            }
        }
    }
}

const PROSE: &str = "content/areas/a.en.md";
const PAGE: &str = "/en/areas/area/";

fn prose(text: &str) -> String {
    format!("---\ntitle: Area\n---\n{text}\n")
}

/// A site without warnings that a page's stream would tell of.
fn site() -> Site {
    Site::new()
        .setting("diagnostics: {missing-translation: off, different-translation: off, outdated-translation: off}")
        .file("content/areas/a.yaml", "number: 1\n")
        .file(PROSE, prose("Before."))
        .file("content/areas/b.yaml", "title: {en: Other, es: Otra}\n")
        .file("content/events.yaml", "meeting: {title: {en: Meeting, es: Reunión}, start: 2007}\n")
}

#[test]
fn every_path_is_served_as_it_is_built_at_the_root_and_in_a_folder() {
    for (base_url, base) in
        [("https://plan.example.org/", "/"), ("https://plan.example.org/joint/plan/", "/joint/plan/")]
    {
        let site = site().at(base_url).file("content/files/notes ñ.txt", "Nötes");
        let built: BTreeMap<String, Vec<u8>> = {
            let renderer = site.renderer();
            renderer
                .outputs()
                .map(|output| (output.path.clone(), renderer.render(output).unwrap().into_owned()))
                .collect()
        };
        let preview = Preview::with(site, |options| options.request.base_url = Some(base_url.to_owned()));
        for (path, bytes) in &built {
            let encoded = path.replace('ñ', "%C3%B1").replace(' ', "%20");
            let answer = preview.get(&format!("{base}{encoded}"));
            assert_eq!((answer.status, answer.published() == *bytes), (200, true), "{path}");
            assert_eq!(answer.text().contains("data-version"), path.ends_with(".html"), "{path}");
            if let Some(folder) = encoded.strip_suffix("index.html") {
                assert_eq!(preview.get(&format!("{base}{folder}")).published(), *bytes, "{folder}");
                if let Some(folder) = folder.strip_suffix('/') {
                    let answer = preview.get(&format!("{base}{folder}?q=1"));
                    assert_eq!((answer.status, answer.header("location")), (301, &*format!("{base}{folder}/?q=1")));
                }
            }
        }
        let missing = preview.get(&format!("{base}nowhere/"));
        assert_eq!((missing.status, missing.published()), (404, built["404.html"].clone()));
        assert!(!missing.header("content-security-policy").is_empty());
        assert!(!preview.site.output().exists());
    }
}

#[test]
fn the_index_of_the_search_is_there_when_it_is_asked_for_and_follows_the_prose() {
    let preview = Preview::of(site());
    let index = || {
        let page = preview.get("/en/search/").text();
        let (_, rest) = page.split_once("data-index=\"../../").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let first = index();
    let entry = preview.get(&format!("/{first}pagefind-entry.json"));
    assert_eq!((entry.status, entry.text().contains("\"page_count\"")), (200, true), "{}", entry.text());
    assert_eq!(preview.get(&format!("/{first}no-such-file")).status, 404);
    preview.site.write(PROSE, prose("Another word stands here."));
    preview.wait_for("/en/search/", |page| !page.contains(&first));
    assert_eq!(preview.get(&format!("/{}pagefind-entry.json", index())).status, 200);
}

#[test]
fn a_site_in_a_folder_is_led_to_and_nothing_else_is_outside() {
    let preview =
        Preview::with(site(), |options| options.request.base_url = Some("https://a.example/joint/plan/".to_owned()));
    for (path, status, location) in
        [("/", 302, "/joint/plan/"), ("/joint/plan", 301, "/joint/plan/"), ("/joint/", 404, ""), ("/en/", 404, "")]
    {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (status, location), "{path}");
    }
    assert!(preview.get("/joint/plan/").text().contains("src=\"/joint/plan/__tratado/reload.js\""));
    assert_eq!(preview.get("/joint/plan/__tratado/reload.js").status, 200);
}

#[test]
fn a_browser_that_has_a_page_is_not_sent_it_again() {
    let preview = Preview::of(site());
    let page = preview.get(PAGE);
    let tag = page.header("etag");
    assert!(tag.starts_with('"') && page.header("cache-control") == "no-cache");
    for known in [tag.to_owned(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let answer = preview.ask("GET", PAGE, &format!("If-None-Match: {known}\r\n"));
        assert_eq!((answer.status, answer.header("etag"), answer.payload.len()), (304, tag, 0));
        assert!(!answer.header("content-security-policy").is_empty());
    }
    assert_eq!(preview.ask("GET", PAGE, "If-None-Match: \"x\"\r\n").status, 200);
    let head = preview.ask("HEAD", PAGE, "");
    assert_eq!((head.status, head.payload.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.payload.len().to_string());
    assert_eq!(preview.renders(), 1);
    let text = preview.get("/en/").text();
    let style = text.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.ends_with(".css"));
    let style = preview.get(&format!("/{}", style.unwrap().trim_start_matches("../")));
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(style.header("cache-control").contains("immutable"));
    assert!(preview.get("/assets/nothing.css").header("cache-control") == "no-store");
}

#[test]
fn an_edit_of_prose_renders_the_pages_that_show_it_and_no_other() {
    let preview = Preview::of(site());
    let pages = [PAGE, "/en/areas/other/", "/es/areas/otra/", "/en/events/meeting/"];
    for page in pages {
        assert_eq!(preview.get(page).status, 200, "{page}");
    }
    assert_eq!(preview.renders(), pages.len());
    preview.write(PROSE, &prose("After."));
    preview.wait_for_text(PAGE, "After.");
    for page in pages {
        preview.get(page);
    }
    assert_eq!(preview.renders(), pages.len() + 1);
    let told = format!("refreshed Some([\"{PROSE}\"]): 1 of 4");
    wait("the report", || preview.events.lock().unwrap().contains(&told));
}

#[test]
fn a_page_reloads_when_its_own_bytes_change_and_not_before() {
    let preview = Preview::of(site());
    let mut area = preview.listen(PAGE);
    let mut event = preview.listen("/en/events/meeting/");
    assert_eq!(area.next().0, "mistakes");
    assert_eq!(event.next().0, "mistakes");
    preview.write(PROSE, &prose("After."));
    assert_eq!(area.next().0, "reload");
    preview.wait_for_text(PAGE, "After.");
    // The next thing that the other page hears is about itself.
    preview.write("content/events.yaml", "meeting: {title: {en: Meeting, es: Reunión}, start: 2008}\n");
    assert_eq!(event.next().0, "reload");
}

#[test]
fn a_page_of_another_version_reloads_at_once() {
    let preview = Preview::of(site());
    assert_eq!(preview.listen_as(PAGE, "an-earlier-one").next().0, "reload");
    // A page that is not there yet is told when it is.
    let mut missing = preview.listen("/en/areas/new/");
    assert_eq!(missing.next().0, "mistakes");
    preview.write("content/areas/c.yaml", "title: {en: New, es: Nueva}\n");
    assert_eq!(missing.next().0, "reload");
}

#[test]
fn a_style_sheet_is_exchanged_without_a_reload() {
    let site = site()
        .setting("theme: own")
        .file("themes/own/theme.yaml", "parent: default\n")
        .file("themes/own/assets/style.css", "body { color: black }\n");
    let preview = Preview::of(site);
    let mut page = preview.listen(PAGE);
    assert_eq!(page.next().0, "mistakes");
    preview.write("themes/own/assets/style.css", "body { color: navy }\n");
    let (name, change) = page.next();
    assert_eq!(name, "styles", "{change}");
    let moved = change["moved"].as_array().unwrap();
    assert_eq!(moved.len(), 1);
    let after = moved[0][1].as_str().unwrap();
    assert!(preview.get(&format!("/{after}")).text().contains("navy"));
    assert_eq!(change["version"].as_str().unwrap(), preview.get(PAGE).version());
    // A template is no style sheet.
    preview.write("themes/own/templates/area.html", "<p>{{ page.title }}</p>\n");
    assert_eq!(page.next().0, "reload");
}

#[test]
fn mistakes_lie_over_the_last_good_site_until_they_are_mended() {
    let preview = Preview::of(site());
    let mut page = preview.listen(PAGE);
    page.wait_for_mistakes("");
    preview.write("content/areas/b.yaml", "title: {en: Other, es: Otra}\nnumbr: 2\n");
    let text = page.wait_for_mistakes("numbr");
    for part in ["error[unknown-key]: there is no field `numbr` here", "--> content/areas/b.yaml:2:1", "2 | numbr: 2"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains('\u{1b}'));
    assert_eq!(preview.get(PAGE).status, 200);
    preview.write("content/areas/b.yaml", "title: {en: Other, es: Otra}\n");
    page.wait_for_mistakes("");
    let events = preview.events.lock().unwrap().join("\n");
    assert!(events.contains("found 1, forbids true") && events.contains("found 0, forbids false"), "{events}");
}

#[test]
fn a_mistake_at_the_start_is_no_reason_not_to_start() {
    let preview = Preview::of(site().file("content/notes.txt", "x"));
    assert!(preview.get(PAGE).text().contains("Before."));
    let mut page = preview.listen(PAGE);
    page.wait_for_mistakes("stray-file");
    fs::remove_file(preview.site.root().join("content/notes.txt")).unwrap();
    page.wait_for_mistakes("");

    let site = site();
    let settings = fs::read_to_string(site.root().join("content/site.yaml")).unwrap();
    let preview = Preview::of(site.file("content/site.yaml", "title: [\n"));
    let answer = preview.get("/en/");
    assert_eq!(answer.status, 503);
    assert!(answer.header("content-security-policy").contains("script-src 'self'"));
    let mut page = preview.listen("/en/");
    page.wait_for_mistakes("content/site.yaml");
    preview.write("content/site.yaml", &settings);
    page.wait_for("reload");
    assert_eq!(preview.get("/en/").status, 200);
}

#[test]
fn a_template_that_fails_leaves_the_page_as_it_was() {
    let site = site().setting("theme: own").file("themes/own/theme.yaml", "parent: default\n");
    let preview = Preview::of(site);
    let mut page = preview.listen(PAGE);
    page.wait_for_mistakes("");
    preview.write("themes/own/templates/area.html", "{{ page.title / 2 }}\n");
    let text = page.wait_for_mistakes("template-failure");
    assert!(text.contains("themes/own/templates/area.html:1"), "{text}");
    let answer = preview.get(PAGE);
    assert!(answer.status == 200 && answer.text().contains("Before."));
    let never_seen = preview.get("/en/areas/other/");
    assert!(never_seen.status == 500 && never_seen.text().contains("reload.js"));
    assert_eq!(preview.get("/en/events/meeting/").status, 200);
    assert_eq!(preview.events.lock().unwrap().iter().filter(|event| event.starts_with("failed")).count(), 1);
    fs::remove_file(preview.site.root().join("themes/own/templates/area.html")).unwrap();
    page.wait_for_mistakes("");
    preview.wait_for_text("/en/areas/other/", "Other");
}

/// What editors do to save a file.
#[test]
fn a_file_is_seen_however_it_is_saved() {
    let preview = Preview::of(site());
    let path = preview.site.root().join(PROSE);
    let folder = path.parent().unwrap().to_owned();

    preview.write(PROSE, &prose("In place."));
    preview.wait_for_text(PAGE, "In place.");

    preview.write("content/areas/.a.en.md.tmp", &prose("Renamed over."));
    preview.rename("content/areas/.a.en.md.tmp", PROSE);
    preview.wait_for_text(PAGE, "Renamed over.");

    fs::remove_file(&path).unwrap();
    fs::write(&path, prose("Deleted and made anew.")).unwrap();
    preview.wait_for_text(PAGE, "Deleted and made anew.");

    // As vim does: try whether the folder takes files, put the file aside, write it, remove the backup.
    fs::write(folder.join("4913"), "").unwrap();
    fs::remove_file(folder.join("4913")).unwrap();
    fs::rename(&path, folder.join("a.en.md~")).unwrap();
    fs::write(&path, prose("With a backup.")).unwrap();
    fs::remove_file(folder.join("a.en.md~")).unwrap();
    preview.wait_for_text(PAGE, "With a backup.");

    let other = folder.join("b.en.md");
    fs::write(&other, "Of the other.\n").unwrap();
    preview.wait_for_text("/en/areas/other/", "Of the other.");
    fs::rename(&other, preview.site.root().join("elsewhere")).unwrap();
    preview.wait_for("/en/areas/other/", |page| !page.contains("Of the other."));
    fs::rename(preview.site.root().join("elsewhere"), &other).unwrap();
    preview.wait_for_text("/en/areas/other/", "Of the other.");
}

#[test]
fn folders_that_come_and_go_are_seen() {
    let preview = Preview::of(site());
    preview.get(PAGE);
    // A folder, and a file in it at once.
    preview.write("content/groups/deep.yaml", "title: {en: Deep, es: Hondo}\n");
    preview.wait_for("/en/groups/deep/", |page| page.contains("Deep"));
    preview.write("content/groups/deep.yaml", "title: {en: Deeper, es: Más hondo}\n");
    preview.wait_for("/en/groups/deeper/", |page| page.contains("Deeper"));
    // A whole collection goes and comes back.
    preview.rename("content/areas", "set-aside");
    wait("the end of the collection", || preview.get("/en/areas/other/").status == 404);
    preview.rename("set-aside", "content/areas");
    preview.write(PROSE, &prose("Back."));
    preview.wait_for_text(PAGE, "Back.");
    // One that was renamed is watched under its new name.
    preview.write("content/pages/notes/first.en.md", "---\ntitle: First\n---\nOf old.\n");
    preview.wait_for_text("/en/notes/first/", "Of old.");
    preview.rename("content/pages/notes", "content/pages/letters");
    preview.wait_for_text("/en/letters/first/", "Of old.");
    preview.write("content/pages/letters/first.en.md", "---\ntitle: First\n---\nAnd of late.\n");
    preview.wait_for_text("/en/letters/first/", "And of late.");
    preview.write(PROSE, &prose("Still watched."));
    preview.wait_for_text(PAGE, "Still watched.");
}

#[test]
fn the_content_itself_may_go_and_come_back() {
    let preview = Preview::of(site());
    preview.get(PAGE);
    preview.rename("content", "content.aside");
    wait("the loss", || {
        let events = preview.events.lock().unwrap();
        events.iter().any(|event| event.starts_with("unreadable") || event.contains("forbids true"))
    });
    assert!(preview.get(PAGE).text().contains("Before."));
    preview.rename("content.aside", "content");
    let mut page = preview.listen(PAGE);
    page.wait_for_mistakes("");
    preview.write(PROSE, &prose("Watched anew."));
    preview.wait_for_text(PAGE, "Watched anew.");
    fs::remove_dir_all(preview.site.root().join("content")).unwrap();
    let again = site();
    copy(&again.root().join("content"), &preview.site.root().join("content"));
    preview.write(PROSE, &prose("Made anew."));
    preview.wait_for_text(PAGE, "Made anew.");
}

/// Every path that is served is what a fresh build makes of the files as they are now.
fn wait_for_a_fresh_build(preview: &Preview) {
    let request = Request { root: preview.site.root().to_owned(), base_url: None, now: None, drafts: false };
    let renderer = build::site(&request).unwrap().renderer.unwrap();
    for output in renderer.outputs() {
        let bytes = renderer.render(output).unwrap();
        let path = format!("/{}", output.path);
        wait(&path, || preview.get(&path).published() == *bytes);
    }
}

#[test]
fn after_any_edits_every_path_is_served_as_a_fresh_build_makes_it() {
    let site = Site::new();
    let desk = Desk::new(&site, ".");
    let preview = Preview::of(site);
    let mut runner = TestRunner::deterministic();
    for number in 0..40 {
        let next = edit().new_tree(&mut runner).unwrap().current();
        desk.edit(&next);
        // Some come one upon the other, some after what was before them was looked at.
        if number % 4 == 0 {
            preview.get("/en/");
            sleep(Duration::from_millis(30));
        }
    }
    for folder in fs::read_dir(desk.root().join("away")).into_iter().flatten() {
        fs::remove_dir_all(folder.unwrap().path()).unwrap();
    }
    // What is broken is mended, and one more sentence written.
    desk.edit(&Edit::Restore);
    desk.remove_strangers();
    let path = desk.content().join("areas/security.en.md");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\nThe last of many sentences.\n").unwrap();
    wait_for_a_fresh_build(&preview);
    assert!(preview.get("/en/areas/security/").text().contains("The last of many sentences."));
}

#[test]
fn another_branch_with_thousands_of_files_is_seen_whole() {
    let preview = Preview::of(site());
    preview.get(PAGE);
    let areas = preview.site.root().join("content/updates");
    fs::create_dir_all(&areas).unwrap();
    for number in 0..2_000 {
        let update = format!("title: {{en: Update {number}, es: Novedad {number}}}\ndate: 2008\n");
        fs::write(areas.join(format!("u{number}.yaml")), update).unwrap();
    }
    preview.wait_for_text("/en/updates/update-1999/", "Update 1999");
    for number in 1..2_000 {
        fs::remove_file(areas.join(format!("u{number}.yaml"))).unwrap();
    }
    preview.write(PROSE, &prose("On the other branch."));
    preview.wait_for_text(PAGE, "On the other branch.");
    wait_for_a_fresh_build(&preview);
    assert_eq!(preview.get("/en/updates/update-1999/").status, 404);
}

#[test]
fn a_theme_that_comes_later_is_watched_too() {
    let preview = Preview::of(site());
    preview.get(PAGE);
    preview.write("themes/own/theme.yaml", "parent: default\n");
    preview.write("themes/own/templates/area.html", "<p>One</p>\n");
    let settings = fs::read_to_string(preview.site.root().join("content/site.yaml")).unwrap();
    preview.write("content/site.yaml", &format!("{settings}theme: own\n"));
    preview.wait_for_text(PAGE, "<p>One</p>");
    preview.write("themes/own/templates/area.html", "<p>Two</p>\n");
    preview.wait_for_text(PAGE, "<p>Two</p>");
}

#[test]
fn a_network_disk_is_looked_at_every_second() {
    let preview = Preview::with(site(), |options| options.polls = true);
    let mut page = preview.listen(PAGE);
    page.wait_for_mistakes("");
    preview.write(PROSE, &prose("Polled."));
    page.wait_for("reload");
    assert!(preview.get(PAGE).text().contains("Polled."));
}

#[test]
fn no_address_leads_out_of_the_site() {
    let preview = Preview::of(site().file("secret.txt", "secret").file("content/files/open.txt", "open"));
    assert_eq!(preview.get("/open.txt").text(), "open");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/en/%2E%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/en\\..\\..\\secret.txt",
        "/open.txt%00",
        "/%00",
        "/%c0%ae%c0%ae/secret.txt",
        "/%ff",
        "//open.txt",
        "/./open.txt",
        "/open.txt/",
        "/%252e%252e/secret.txt",
        "/content/areas/a.yaml",
        "/en//areas/",
        "/%2f%2fevil.example/",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {answer:?}");
        assert!(!answer.text().contains("secret") && answer.header("location").is_empty(), "{path}");
    }
    let host = preview.address;
    let absolute = preview
        .raw(format!("GET http://{host}/open.txt HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
    assert_eq!((absolute.status, absolute.text().as_str()), (200, "open"));
}

#[test]
fn strangers_are_refused() {
    let preview = Preview::with(site(), |options| options.allowed_hosts = vec!["plan.test".to_owned()]);
    let as_host = |host: &str| preview.raw(format!("GET /en/ HTTP/1.1\r\n{host}Connection: close\r\n\r\n").as_bytes());
    for (host, status) in [
        ("Host: plan.test\r\n", 200),
        ("Host: localhost:4000\r\n", 200),
        ("Host: evil.example\r\n", 421),
        ("Host: 192.168.1.2\r\n", 421),
        ("", 400),
        ("Host: localhost\r\nHost: evil.example\r\n", 400),
    ] {
        assert_eq!(as_host(host).status, status, "{host}");
    }
    let rebound = preview.raw(b"GET http://evil.example/en/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(rebound.status, 421);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = preview.ask(method, "/en/", "Content-Length: 0\r\n");
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    for header in ["Origin: http://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
        assert_eq!(preview.ask("GET", "/__tratado/events?page=/en/&version=x", header).status, 403, "{header}");
    }
    let huge = format!("X-Huge: {}\r\n", "x".repeat(1 << 17));
    assert!(matches!(preview.ask("GET", "/en/", &huge).status, 0 | 400 | 413 | 431));
    assert_eq!(preview.get("/en/").status, 200);
}

#[test]
fn who_says_nothing_is_cut_off_and_does_not_keep_others_out() {
    let preview = Preview::of(site());
    let mut silent: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(preview.address).unwrap()).collect();
    silent[0].write_all(b"GET /en/ HT").unwrap();
    assert_eq!(preview.get("/en/").status, 200);
    silent[0].set_read_timeout(Some(LIMIT)).unwrap();
    let mut rest = Vec::new();
    // Cut off, whether the server says why or not; a time limit of our own would be another error.
    if let Err(error) = silent[0].read_to_end(&mut rest) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    }
}

#[test]
fn the_usual_port_may_be_taken_and_an_explicit_one_may_not() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let options = |port| Options {
        request: Request { root: repository().to_owned(), base_url: None, now: None, drafts: false },
        host: "127.0.0.1".to_owned(),
        port,
        allowed_hosts: Vec::new(),
        deny_warnings: false,
        polls: true,
    };
    let refused = Server::open(options(Some(taken.local_addr().unwrap().port())), Arc::new(|_| {})).err().unwrap();
    assert!(refused.to_string().contains("another program") && refused.advice().unwrap().contains("--port"));
    // Two that ask for none have one each.
    let one = Server::open(options(None), Arc::new(|_| {})).unwrap();
    let two = Server::open(options(None), Arc::new(|_| {})).unwrap();
    assert!(one.address().port() < two.address().port());
}

/// The program as it is called.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_program_with_0() {
    for signal in ["INT", "TERM"] {
        let site = site();
        let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"))
            .args(["serve", "--port", "0", "--root"])
            .arg(site.root())
            .env_remove("SOURCE_DATE_EPOCH")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap()).lines().map(Result::unwrap);
        let line = lines.find(|line| line.contains("http://")).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {PAGE} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        assert!(Answer::read(&bytes).text().contains("Before."));
        // A page that listens does not hold the program back.
        let mut listening = TcpStream::connect(address).unwrap();
        let version = Answer::read(&bytes).version();
        write!(listening, "GET /__tratado/events?page={PAGE}&version={version} HTTP/1.1\r\nHost: {address}\r\n\r\n")
            .unwrap();
        listening.read_exact(&mut [0; 12]).unwrap();
        site.write(PROSE, prose("After."));
        let line = lines.find(|line| line.contains("pages")).unwrap();
        assert!(line.starts_with(&format!("{PROSE}: 1 of 1 pages")), "{line}");
        let process = program.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &process]).status().unwrap().success());
        assert_eq!(program.wait().unwrap().code(), Some(0), "{signal}");
        assert!(!site.output().exists());
    }
}
