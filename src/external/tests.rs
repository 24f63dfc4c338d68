//! How other websites are asked, held against one of our own.

mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use self::server::{Reply, Server, nobody};
use super::*;

const DAY: Duration = Duration::from_hours(24);

fn now() -> SystemTime {
    UNIX_EPOCH + 20_000 * DAY
}

/// No longer waits than a test needs, and all the time in the world for an answer.
fn hurried() -> Manner {
    Manner {
        pause: Duration::from_millis(1),
        first_wait: Duration::from_millis(1),
        timeout: Duration::from_secs(60),
        ..Manner::default()
    }
}

/// One question at a time, so that their order is known.
fn in_order() -> Manner {
    Manner { per_host: 1, ..hurried() }
}

fn look_up_with(manner: &Manner, known: &mut Known, now: SystemTime, urls: &[String]) -> BTreeMap<String, Answer> {
    look_up(&urls.iter().cloned().collect(), manner, known, now, &|_| ())
}

fn answers(manner: &Manner, urls: &[String]) -> Vec<Answer> {
    let found = look_up_with(manner, &mut Known::default(), now(), urls);
    urls.iter().map(|url| found[url].clone()).collect()
}

fn answer(url: &str) -> Answer {
    answers(&hurried(), &[url.to_owned()]).remove(0)
}

fn moved(to: &str, permanently: bool) -> Answer {
    Answer::Moved { to: to.to_owned(), permanently }
}

#[test]
fn a_page_that_is_there_is_found_without_being_fetched_and_learns_who_asks() {
    let server = Server::of([("/a", 200)]);
    assert_eq!(answer(&server.url("/a")), Answer::Found);
    assert_eq!(server.lines(), ["HEAD /a"]);
    assert_eq!(server.asked()[0].agent, format!("tratado/{} (link check)", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_page_that_is_not_there_is_missing_and_not_asked_for_again() {
    let server = Server::of([("/gone", 410)]);
    let urls = [server.url("/gone"), server.url("/never")];
    let missing = |status| Answer::Missing { status, at: None };
    assert_eq!(answers(&in_order(), &urls), [missing(410), missing(404)]);
    assert_eq!(server.lines(), ["HEAD /gone", "GET /gone", "HEAD /never", "GET /never"]);
}

#[test]
fn a_page_that_is_refused_without_its_text_is_asked_for_as_a_browser_does_and_so_is_the_next() {
    for status in [403, 404, 405, 500, 501] {
        let server = Server::start(move |asked| Reply::Status(if asked.method == "HEAD" { status } else { 200 }));
        let urls = [server.url("/a"), server.url("/b")];
        assert_eq!(answers(&in_order(), &urls), [Answer::Found, Answer::Found], "{status}");
        assert_eq!(server.lines(), ["HEAD /a", "GET /a", "GET /b"], "{status}");
    }
}

#[test]
fn a_page_that_needs_a_login_is_unclear() {
    let server = Server::of([("/a", 401), ("/b", 403), ("/c", 451)]);
    for (path, status) in [("/a", 401), ("/b", 403), ("/c", 451)] {
        assert_eq!(answer(&server.url(path)), Answer::Unclear(Trouble::Status(status)));
    }
}

/// A website that sends on: `/a` goes where the list says, and what it does not name is there.
fn sending_on(redirects: &'static [(&'static str, u16, &'static str)]) -> Server {
    Server::start(move |asked| match redirects.iter().find(|(from, _, _)| *from == asked.path) {
        Some((_, status, to)) => Reply::To(*status, (*to).to_owned()),
        None => Reply::Status(200),
    })
}

#[test]
fn a_page_that_moved_for_good_is_reported_where_it_is_now() {
    let server = sending_on(&[("/a", 301, "/b"), ("/b", 308, "c/d?e=f")]);
    assert_eq!(answer(&server.url("/a")), moved(&server.url("/c/d?e=f"), true));
}

#[test]
fn a_page_that_is_elsewhere_for_now_is_no_reason_to_change_a_link() {
    let server =
        sending_on(&[("/a", 302, "/b"), ("/c", 307, "/a"), ("/d", 303, "/c"), ("/e", 302, "/f"), ("/f", 301, "/g")]);
    assert_eq!(answer(&server.url("/a")), moved(&server.url("/b"), false));
    assert_eq!(answer(&server.url("/d")), moved(&server.url("/b"), false));
    assert_eq!(answer(&server.url("/e")), moved(&server.url("/g"), false));
}

#[test]
fn a_page_that_moved_for_good_and_then_sends_on_for_now_is_reported_at_its_new_home() {
    let server = sending_on(&[("/a", 301, "/home"), ("/home", 302, "/home/es")]);
    assert_eq!(answer(&server.url("/a")), moved(&server.url("/home"), true));
}

#[test]
fn an_address_that_moved_keeps_what_stands_behind_its_hash() {
    let server = sending_on(&[("/a", 301, "/b"), ("/c", 301, "/d#own")]);
    assert_eq!(answer(&server.url("/a#part")), moved(&server.url("/b#part"), true));
    assert_eq!(answer(&server.url("/c#part")), moved(&server.url("/d#own"), true));
}

#[test]
fn letters_of_any_language_may_stand_in_an_address_and_in_where_it_sends_on_to() {
    let server = sending_on(&[("/a", 301, "/año"), ("/a%C3%B1o", 301, "/b")]);
    assert_eq!(answer(&server.url("/a")), moved(&server.url("/b"), true));
    assert_eq!(answer(&server.url("/qué")), Answer::Found);
}

#[test]
fn a_circle_and_a_chain_without_end_are_unclear() {
    let server = Server::start(|asked| match asked.path.strip_prefix("/on/") {
        Some(number) => Reply::To(302, format!("/on/{}", number.parse::<u32>().unwrap() + 1)),
        None => Reply::To(301, if asked.path == "/a" { "/b#x" } else { "/a#y" }.to_owned()),
    });
    assert_eq!(answer(&server.url("/a")), Answer::Unclear(Trouble::Circle));
    assert_eq!(server.lines(), ["HEAD /a", "HEAD /b"]);
    assert_eq!(answer(&server.url("/on/0")), Answer::Unclear(Trouble::TooManyRedirects));
    assert_eq!(server.lines().last().unwrap(), "HEAD /on/10");
}

#[test]
fn where_a_redirect_leads_decides() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/a" => Reply::To(301, "/missing".to_owned()),
        "/app" => Reply::To(302, "app://open?x".to_owned()),
        "/nowhere" => Reply::Status(302),
        "/nonsense" => Reply::To(302, "http://".to_owned()),
        _ => Reply::Status(404),
    });
    let missing = Answer::Missing { status: 404, at: Some(server.url("/missing")) };
    assert_eq!(answer(&server.url("/a")), missing);
    assert_eq!(answer(&server.url("/app")), Answer::Unclear(Trouble::RedirectElsewhere("app://open?x".to_owned())));
    assert_eq!(answer(&server.url("/nowhere")), Answer::Unclear(Trouble::RedirectToNowhere));
    assert_eq!(answer(&server.url("/nonsense")), Answer::Unclear(Trouble::RedirectToNowhere));
}

#[test]
fn a_page_that_never_comes_is_unclear_after_as_many_attempts_as_wanted() {
    let server = Server::start(|_| Reply::Silence);
    let manner = Manner { timeout: Duration::from_millis(100), attempts: 2, ..hurried() };
    assert_eq!(answers(&manner, &[server.url("/a")]), [Answer::Unclear(Trouble::Timeout)]);
    assert!(server.lines().len() <= 2, "{:?}", server.lines());
}

#[test]
fn a_host_that_takes_no_connection_is_unclear_and_soon_left_alone() {
    let urls: Vec<String> = (0..5).map(|number| nobody(&format!("/{number}"))).collect();
    let none = Answer::Unclear(Trouble::NoConnection);
    let alone = Answer::Unclear(Trouble::LeftAlone(Box::new(Trouble::NoConnection)));
    let expected = [none.clone(), none.clone(), none, alone.clone(), alone];
    assert_eq!(answers(&in_order(), &urls), expected);
}

#[test]
fn a_name_that_nobody_has_is_unclear_and_asked_for_once() {
    // Too long for a name of a host (RFC 1035), so that no network need be asked.
    let host = format!("http://{}.invalid", "a".repeat(64));
    let urls = [format!("{host}/a"), format!("{host}/b")];
    let unknown = Trouble::UnknownHost;
    let expected = [Answer::Unclear(unknown.clone()), Answer::Unclear(Trouble::LeftAlone(Box::new(unknown)))];
    assert_eq!(answers(&in_order(), &urls), expected);
}

#[test]
fn what_hangs_up_is_asked_again() {
    let server = Server::start(|asked| if asked.nth < 3 { Reply::HangUp } else { Reply::Status(200) });
    assert_eq!(answer(&server.url("/a")), Answer::Found);
    assert_eq!(server.lines(), ["HEAD /a", "GET /a", "GET /a"]);
}

#[test]
fn a_failure_of_the_server_is_asked_again_until_it_is_enough() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/soon" if asked.nth > 3 => Reply::Status(200),
        _ => Reply::Status(500),
    });
    assert_eq!(answer(&server.url("/soon")), Answer::Found);
    assert_eq!(answer(&server.url("/never")), Answer::Unclear(Trouble::Status(500)));
    let never = server.lines().into_iter().filter(|line| line.ends_with("/never")).collect::<Vec<_>>();
    assert_eq!(never, ["HEAD /never", "GET /never", "GET /never", "GET /never"]);
}

#[test]
fn an_encrypted_connection_that_fails_is_unclear() {
    let server = Server::of([("/a", 200)]);
    let url = server.url("/a").replace("http:", "https:");
    assert_eq!(answer(&url), Answer::Unclear(Trouble::NotSecure));
}

#[test]
fn a_website_that_asks_for_time_gets_it() {
    for status in [429, 503] {
        let server = Server::start(move |asked| match asked.nth {
            1 => Reply::Later(status, "1".to_owned()),
            _ => Reply::Status(200),
        });
        let started = Instant::now();
        assert_eq!(answer(&server.url("/a")), Answer::Found);
        assert!(started.elapsed() >= Duration::from_secs(1));
        assert_eq!(server.lines(), ["HEAD /a", "GET /a"]);
    }
}

#[test]
fn a_website_that_asks_for_too_much_time_is_left_alone() {
    let server = Server::start(|_| Reply::Later(429, "3600".to_owned()));
    let urls = [server.url("/a"), server.url("/b")];
    let trouble = Trouble::Status(429);
    let expected = [Answer::Unclear(trouble.clone()), Answer::Unclear(Trouble::LeftAlone(Box::new(trouble)))];
    assert_eq!(answers(&in_order(), &urls), expected);
    assert_eq!(server.lines(), ["HEAD /a"]);
}

#[test]
fn a_website_that_is_asked_too_often_without_saying_for_how_long_is_asked_a_few_times() {
    let server = Server::start(|_| Reply::Status(429));
    let urls = [server.url("/a"), server.url("/b")];
    let trouble = Trouble::Status(429);
    let expected = [Answer::Unclear(trouble.clone()), Answer::Unclear(Trouble::LeftAlone(Box::new(trouble)))];
    assert_eq!(answers(&in_order(), &urls), expected);
    assert_eq!(server.lines(), ["HEAD /a", "GET /a", "GET /a"]);
}

#[test]
fn a_host_is_asked_a_few_things_at_a_time_with_a_pause_before_each() {
    let met = Arc::new((Mutex::new(0), Condvar::new()));
    let inside = Arc::clone(&met);
    // The first waits for the second, so that both are seen inside.
    let server = Server::start(move |_| {
        let (count, changed) = &*inside;
        *count.lock().unwrap() += 1;
        changed.notify_all();
        let waited = changed.wait_timeout_while(count.lock().unwrap(), Duration::from_secs(60), |count| *count < 2);
        drop(waited);
        std::thread::sleep(Duration::from_millis(20));
        Reply::Status(200)
    });
    let manner = Manner { pause: Duration::from_millis(10), ..hurried() };
    let urls: Vec<String> = (0..12).map(|number| server.url(&format!("/{number}"))).collect();
    let started = Instant::now();
    assert!(answers(&manner, &urls).iter().all(|answer| *answer == Answer::Found));
    assert!(started.elapsed() >= 11 * manner.pause);
    assert_eq!(server.most_inside(), 2);
    assert_eq!(server.asked().len(), 12);
}

#[test]
fn a_slow_host_holds_up_no_other() {
    let others = Arc::new((Mutex::new(0), Condvar::new()));
    let seen = Arc::clone(&others);
    // The slow pages come when all the others have been given.
    let server = Server::start(move |asked| {
        let (count, changed) = &*seen;
        if asked.path.starts_with("/slow") {
            let given = changed.wait_timeout_while(count.lock().unwrap(), Duration::from_secs(60), |count| *count < 20);
            return Reply::Status(if given.unwrap().1.timed_out() { 500 } else { 200 });
        }
        *count.lock().unwrap() += 1;
        changed.notify_all();
        Reply::Status(200)
    });
    let mut urls: Vec<String> = (0..30).map(|number| server.url(&format!("/slow/{number}"))).collect();
    urls.extend((0..20).map(|number| server.url_at_localhost(&format!("/{number}"))));
    assert!(answers(&hurried(), &urls).iter().all(|answer| *answer == Answer::Found));
}

#[test]
fn one_thread_is_enough() {
    let server = Server::of([("/a", 200), ("/b", 200)]);
    let manner = Manner { at_once: 0, per_host: 0, attempts: 0, ..hurried() };
    assert_eq!(answers(&manner, &[server.url("/a"), server.url("/b")]), [Answer::Found, Answer::Found]);
}

#[test]
fn what_is_excluded_or_of_another_scheme_is_not_asked_for() {
    let server = sending_on(&[("/on", 302, "/members/a")]);
    let host = server.url("").replace("http://", "");
    let exclude = vec![Pattern::parse(&format!("{host}/members/")).unwrap()];
    let manner = Manner { exclude, ..hurried() };
    let urls = [server.url("/members/list"), "mailto:someone@example.org".to_owned(), server.url("/on")];
    assert_eq!(answers(&manner, &urls), [Answer::Excluded, Answer::Excluded, Answer::Excluded]);
    assert_eq!(server.lines(), ["HEAD /on"]);
    assert_eq!(answer("https://"), Answer::Malformed);
    assert_eq!(answer("http://a b/"), Answer::Malformed);
}

#[test]
fn addresses_that_differ_behind_the_hash_alone_are_asked_for_once() {
    let server = Server::of([("/", 200)]);
    let urls = [server.url("/#a"), server.url("/#b"), server.url(""), server.url("/x/../")];
    assert!(answers(&hurried(), &urls).iter().all(|answer| *answer == Answer::Found));
    assert_eq!(server.lines(), ["HEAD /"]);
}

#[test]
fn progress_counts_what_is_asked() {
    let server = Server::of([("/a", 200)]);
    let urls: BTreeSet<String> = ["/a", "/a#b", "/c"].map(|path| server.url(path)).into();
    let told = Mutex::new(Vec::new());
    look_up(&urls, &hurried(), &mut Known::default(), now(), &|progress| told.lock().unwrap().push(progress));
    let expected = [1, 2].map(|answered| Progress { answered, total: 2 });
    assert_eq!(told.into_inner().unwrap(), expected);
}

#[test]
fn a_good_answer_is_believed_for_a_while_and_a_bad_one_not_at_all() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/moved" => Reply::To(301, "/a".to_owned()),
        "/missing" => Reply::Status(404),
        _ => Reply::Status(200),
    });
    let root = tempfile::tempdir().unwrap();
    let urls = [server.url("/a"), server.url("/moved"), server.url("/missing")];
    let ask = |now| {
        let before = server.asked().len();
        let mut known = Known::read(root.path());
        let answers = look_up_with(&in_order(), &mut known, now, &urls);
        known.write(root.path()).unwrap();
        (answers, server.lines().split_off(before))
    };
    let all = ["HEAD /a", "HEAD /missing", "GET /missing", "HEAD /moved", "HEAD /a"];
    let bad = ["HEAD /missing", "GET /missing"];
    let (first, lines) = ask(now());
    assert_eq!(lines, all);
    let (second, lines) = ask(now() + 6 * DAY);
    assert_eq!((&second, lines.as_slice()), (&first, bad.map(str::to_owned).as_slice()));
    let (third, lines) = ask(now() + 7 * DAY);
    assert_eq!((&third, lines.as_slice()), (&first, all.map(str::to_owned).as_slice()));
    // A clock that was wrong: what is known is of a day to come.
    let (_, lines) = ask(now() + 6 * DAY);
    assert_eq!(lines, all);
}

#[test]
fn what_is_kept_is_the_same_whatever_the_order_of_the_answers_and_holds_what_was_asked_alone() {
    let server = Server::of([("/a", 200), ("/b", 200), ("/c", 200)]);
    let root = tempfile::tempdir().unwrap();
    let kept = |known: &Known| {
        known.write(root.path()).unwrap();
        String::from_utf8(crate::cache::read(root.path(), "external-links.json").unwrap()).unwrap()
    };
    let mut known = Known::default();
    look_up_with(&hurried(), &mut known, now(), &["/c", "/b", "/a"].map(|path| server.url(path)));
    let first = kept(&known);
    assert!(
        first.find("/a").unwrap() < first.find("/b").unwrap() && first.find("/b").unwrap() < first.find("/c").unwrap()
    );
    look_up_with(&hurried(), &mut known, now(), &["/a", "/b"].map(|path| server.url(path)));
    assert!(!kept(&known).contains("/c"));
    let mut anew = Known::default();
    look_up_with(&hurried(), &mut anew, now(), &["/b", "/a"].map(|path| server.url(path)));
    assert_eq!(kept(&anew), kept(&known));
}

#[test]
fn what_is_known_is_forgotten_where_it_cannot_be_understood() {
    let server = Server::of([("/a", 200)]);
    let root = tempfile::tempdir().unwrap();
    let url = server.url("/a");
    let entry = format!("{{\"{url}\": {{\"asked\": {}}}}}", 20_000 * DAY.as_secs());
    let mut asked = 0;
    for text in [
        "",
        "[1, 2",
        "{\"format\": 2, \"answers\": {}}",
        &format!("{{\"format\": 2, \"answers\": {entry}}}"),
        &format!("{{\"format\": 1, \"answers\": {entry}"),
    ] {
        crate::cache::write(root.path(), "external-links.json", text.as_bytes()).unwrap();
        look_up_with(&hurried(), &mut Known::read(root.path()), now(), std::slice::from_ref(&url));
        asked += 1;
        assert_eq!(server.asked().len(), asked, "{text}");
    }
    let whole = format!("{{\"format\": 1, \"answers\": {entry}}}");
    crate::cache::write(root.path(), "external-links.json", whole.as_bytes()).unwrap();
    look_up_with(&hurried(), &mut Known::read(root.path()), now(), std::slice::from_ref(&url));
    assert_eq!(server.asked().len(), asked);
}
