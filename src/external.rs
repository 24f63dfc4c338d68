//! Other websites: whether the pages are there that a site links to.
//!
//! 1. Addresses are brought into one form, without fragments, so that each is asked for once.
//! 2. What is excluded, and what an earlier run was told not long ago ([`Known`]), is not asked.
//! 3. The rest is asked host by host, many hosts at a time, each through its own gate, which lets few through and keeps a pause.
//! 4. The answers are put beside the addresses as they were written.
//!
//! Where the addresses stand, and what an answer means for the author, is not known here. Neither is the time, which the caller tells, nor
//! the environment: whoever wants the proxy that it names passes [`Proxy::try_from_env`]. That of the certificates is not ours: where this
//! machine keeps those that it trusts (`SSL_CERT_FILE` and the like) is for the library that asks the system.

mod answer;
mod client;
mod gate;
mod inquiry;
mod known;
mod pattern;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

pub use ureq::Proxy;
use url::Url;

pub use self::answer::{Answer, Trouble};
use self::client::Client;
use self::gate::Gates;
use self::inquiry::{Inquiry, is_of_the_web, without_fragment};
pub use self::known::Known;
pub use self::pattern::Pattern;

/// Who asks, as the logs of a website show it.
const USER_AGENT: &str = concat!("tratado/", env!("CARGO_PKG_VERSION"), " (link check)");

/// How other websites are asked: how many questions at a time, how patiently, and which are not put.
#[derive(Clone, Debug)]
pub struct Manner {
    /// How many requests one host has to answer at a time.
    pub per_host: usize,
    /// How long there is nothing new for a host between two requests.
    pub pause: Duration,
    /// How many requests are under way in all.
    pub at_once: usize,
    /// How long a request may take, from the look for the host to the answer.
    pub timeout: Duration,
    /// How often an address is asked for that gives no answer or a failure of its server.
    pub attempts: u32,
    /// How long to wait after the first attempt; after each further one twice as long.
    pub first_wait: Duration,
    /// How long to wait for a website that says how long it wants to be left alone (`Retry-After`). One that wants longer is asked no more.
    pub longest_wait: Duration,
    /// How long a good answer is believed.
    pub max_age: Duration,
    /// What is not asked for, not even where another address sends on to it.
    pub exclude: Vec<Pattern>,
    /// Through whom to ask.
    pub proxy: Option<Proxy>,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            per_host: 2,
            pause: Duration::from_millis(250),
            at_once: 32,
            timeout: Duration::from_secs(20),
            attempts: 3,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
            max_age: Duration::from_hours(7 * 24),
            exclude: Vec::new(),
            proxy: None,
        }
    }
}

impl Manner {
    fn excludes(&self, url: &Url) -> bool {
        self.exclude.iter().any(|pattern| pattern.covers(url))
    }
}

/// How far the asking is. What earlier runs were told does not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// How many addresses have their answer.
    pub answered: usize,
    /// Of how many.
    pub total: usize,
}

/// Asks whether addresses are there, and says so of each as it is written. `known` is brought up to date: it ends with what is good of these
/// addresses and of no others. `progress` is told of every answer, from several threads, one at a time.
pub fn look_up(
    urls: &BTreeSet<String>,
    manner: &Manner,
    known: &mut Known,
    now: SystemTime,
    progress: &(dyn Fn(Progress) + Sync),
) -> BTreeMap<String, Answer> {
    let parsed: BTreeMap<&str, Option<Url>> =
        urls.iter().map(|written| (written.as_str(), Url::parse(written.trim()).ok())).collect();
    let is_asked = |url: &&Url| is_of_the_web(url) && !manner.excludes(url);
    let wanted: BTreeSet<Url> = parsed.values().flatten().filter(is_asked).map(without_fragment).collect();

    known.retain(&wanted, now, manner.max_age);
    let mut answers: BTreeMap<Url, Answer> =
        wanted.iter().filter_map(|url| Some((url.clone(), known.answer(url)?))).collect();
    let questions: Vec<Url> = wanted.into_iter().filter(|url| !answers.contains_key(url)).collect();
    for (url, answer) in ask(questions, manner, now, progress) {
        known.learn(&url, &answer, now);
        answers.insert(url, answer);
    }

    let in_words = |url: &Option<Url>| match url {
        None => Answer::Malformed,
        Some(url) => match answers.get(&without_fragment(url)) {
            Some(answer) => with_fragment(answer, url),
            None => Answer::Excluded,
        },
    };
    parsed.iter().map(|(written, url)| ((*written).to_owned(), in_words(url))).collect()
}

/// An address that moved takes along what stands behind its `#`, as it does in a browser, unless the new one has its own.
fn with_fragment(answer: &Answer, asked: &Url) -> Answer {
    let mut answer = answer.clone();
    if let (Answer::Moved { to, .. }, Some(fragment)) = (&mut answer, asked.fragment())
        && !to.contains('#')
    {
        to.push('#');
        to.push_str(fragment);
    }
    answer
}

/// The addresses of one host that wait for somebody to ask for them.
type Queue = Mutex<VecDeque<Url>>;

/// Puts the questions. Each host has as many lanes as it takes requests, in which one address comes after the other. Hosts with much to
/// answer come first: they take the longest.
fn ask(
    questions: Vec<Url>,
    manner: &Manner,
    now: SystemTime,
    progress: &(dyn Fn(Progress) + Sync),
) -> BTreeMap<Url, Answer> {
    let total = questions.len();
    let mut hosts: BTreeMap<String, VecDeque<Url>> = BTreeMap::new();
    for url in questions {
        hosts.entry(url.host_str().unwrap_or_default().to_owned()).or_default().push_back(url);
    }
    let mut hosts: Vec<VecDeque<Url>> = hosts.into_values().collect();
    hosts.sort_by_key(|urls| std::cmp::Reverse(urls.len()));
    let hosts: Vec<(usize, Queue)> =
        hosts.into_iter().map(|urls| (urls.len().min(manner.per_host.max(1)), Mutex::new(urls))).collect();
    let lanes: Vec<&Queue> = hosts.iter().flat_map(|(count, queue)| std::iter::repeat_n(queue, *count)).collect();

    let inquiry = Inquiry { manner, client: Client::new(manner, now), gates: Gates::default() };
    let answers = Mutex::new(BTreeMap::new());
    let next_lane = AtomicUsize::new(0);
    let work = || {
        while let Some(queue) = lanes.get(next_lane.fetch_add(1, Ordering::Relaxed)) {
            while let Some(url) = next(queue) {
                let answer = inquiry.answer(&url);
                let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                answers.insert(url, answer);
                progress(Progress { answered: answers.len(), total });
            }
        }
    };
    thread::scope(|scope| {
        // This thread works too, so that all is asked even where the system gives no further one.
        for _ in 1..manner.at_once.min(lanes.len()) {
            let _ = thread::Builder::new().name("link check".to_owned()).spawn_scoped(scope, work);
        }
        work();
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn next(queue: &Queue) -> Option<Url> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

#[cfg(test)]
mod tests;
