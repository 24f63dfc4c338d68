//! One address: from request to request until there is an answer.
//!
//! 1. The top of the page is asked for, and the page itself where that is refused: some servers answer the one wrongly that all browsers
//!    make no use of.
//! 2. What may pass by itself is waited for, longer each time.
//! 3. Where it sends on, the next address is asked in the same way.

use std::thread;
use std::time::Duration;

use url::Url;

use super::Manner;
use super::answer::{Answer, Trouble};
use super::client::{Client, Method, Reply};
use super::gate::{Gate, Gates};

/// How often an address may send on: more than any browser needs, fewer than most allow.
const MOST_HOPS: usize = 10;

/// Everything that is needed to ask.
pub(super) struct Inquiry<'run> {
    pub(super) manner: &'run Manner,
    pub(super) client: Client,
    pub(super) gates: Gates,
}

impl Inquiry<'_> {
    /// What is to be said of an address without a fragment.
    pub(super) fn answer(&self, url: &Url) -> Answer {
        self.follow(url).unwrap_or_else(Answer::Unclear)
    }

    fn follow(&self, asked: &Url) -> Result<Answer, Trouble> {
        let mut met = vec![asked.clone()];
        let mut here = asked.clone();
        // Where the address went for good, and whether all redirects so far were of that kind.
        let (mut home, mut is_for_good) = (None, true);
        loop {
            let reply = self.reply(&without_fragment(&here))?;
            match reply.status {
                200..=299 => return Ok(found(home, (met.len() > 1).then_some(here))),
                404 | 410 => {
                    let at = (met.len() > 1).then(|| here.into());
                    return Ok(Answer::Missing { status: reply.status, at });
                }
                301 | 302 | 303 | 307 | 308 => {}
                status => return Err(Trouble::Status(status)),
            }
            let next = reply.location.and_then(|location| here.join(location.trim()).ok());
            let next = next.ok_or(Trouble::RedirectToNowhere)?;
            if !is_of_the_web(&next) {
                return Err(Trouble::RedirectElsewhere(next.into()));
            }
            if self.manner.excludes(&next) {
                return Ok(Answer::Excluded);
            }
            let bare = without_fragment(&next);
            if met.contains(&bare) {
                return Err(Trouble::Circle);
            }
            if met.len() > MOST_HOPS {
                return Err(Trouble::TooManyRedirects);
            }
            met.push(bare);
            is_for_good &= matches!(reply.status, 301 | 308);
            if is_for_good {
                home = Some(next.clone());
            }
            here = next;
        }
    }

    /// What an address answers in the end, if it does.
    fn reply(&self, url: &Url) -> Result<Reply, Trouble> {
        let gate = self.gates.of(url.host_str().unwrap_or_default());
        let first = if gate.wants_get() { Method::Get } else { Method::Head };
        let mut method = first;
        let mut attempt = 1;
        loop {
            let reply = {
                let _turn = gate.enter(self.manner.per_host, self.manner.pause)?;
                self.client.ask(method, url)
            };
            if reply.is_ok() {
                gate.note_answer();
            }
            let is_last = attempt >= self.manner.attempts;
            match reply {
                Ok(reply) if reply.status < 400 => {
                    if method != first {
                        gate.note_wants_get();
                    }
                    return Ok(reply);
                }
                Ok(reply) if matches!(reply.status, 429 | 503) => self.wait(&gate, &reply, attempt)?,
                // The same question, put as browsers do, is no second attempt.
                Ok(_) if method == Method::Head => {
                    method = Method::Get;
                    continue;
                }
                Ok(reply) if reply.status < 500 || is_last => return Ok(reply),
                Err(trouble) if is_last || !may_pass(&trouble) => {
                    gate.note_failure(&trouble);
                    return Err(trouble);
                }
                Ok(_) | Err(_) => thread::sleep(self.before(attempt)),
            }
            method = Method::Get;
            attempt += 1;
        }
    }

    /// A website has too much to do: everybody leaves it alone for as long as it says. Where that is longer than anybody waits here, and where
    /// it is still asked too often after all attempts, it is left alone for the rest of the run.
    fn wait(&self, gate: &Gate, reply: &Reply, attempt: u32) -> Result<(), Trouble> {
        let trouble = Trouble::Status(reply.status);
        let wait = reply.retry_after.unwrap_or_else(|| self.before(attempt));
        let is_too_long = wait > self.manner.longest_wait;
        let is_last = attempt >= self.manner.attempts;
        if is_too_long || (is_last && reply.status == 429) {
            gate.close(&trouble);
        }
        if is_too_long || is_last {
            return Err(trouble);
        }
        gate.rest(wait);
        Ok(())
    }

    /// How long to wait after an attempt: twice as long as after the one before.
    fn before(&self, attempt: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.manner.first_wait.saturating_mul(doubled).min(self.manner.longest_wait)
    }
}

fn found(home: Option<Url>, end: Option<Url>) -> Answer {
    match (home, end) {
        (Some(home), _) => Answer::Moved { to: home.into(), permanently: true },
        (None, Some(end)) => Answer::Moved { to: end.into(), permanently: false },
        (None, None) => Answer::Found,
    }
}

/// Whether to ask once more may bring another answer. What is wrong with a certificate will be wrong in a second, too.
fn may_pass(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Timeout | Trouble::UnknownHost | Trouble::NoConnection | Trouble::Proxy | Trouble::NotHttp
    )
}

/// Whether this is an address that a website can have.
pub(super) fn is_of_the_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// The address that is asked for: what stands behind `#` is for the browser alone.
pub(super) fn without_fragment(url: &Url) -> Url {
    let mut bare = url.clone();
    bare.set_fragment(None);
    bare
}
