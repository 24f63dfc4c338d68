//! A website for tests, which answers as it is told and remembers what it was asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// A request, as the website sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) agent: String,
    /// How often this path was asked for, this time included.
    pub(super) nth: usize,
}

/// What the website does.
pub(super) enum Reply {
    Status(u16),
    /// Sends on, with this status.
    To(u16, String),
    /// Asks for time, with this status.
    Later(u16, String),
    /// Hangs up without a word.
    HangUp,
    /// Says nothing until whoever asks is tired of it.
    Silence,
}

#[derive(Default)]
struct Log {
    asked: Vec<Asked>,
    inside: usize,
    most_inside: usize,
}

/// A website that runs until the tests end.
pub(super) struct Server {
    port: u16,
    log: Arc<(Mutex<Log>, Condvar)>,
}

impl Server {
    pub(super) fn start(reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), log: Arc::default() };
        let (log, reply) = (Arc::clone(&server.log), Arc::new(reply));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, reply) = (Arc::clone(&log), Arc::clone(&reply));
                // Whoever asks may be gone before the answer is.
                thread::spawn(move || serve(stream, &log, &*reply).unwrap_or_default());
            }
        });
        server
    }

    /// A website that answers by path alone, and has nothing else.
    pub(super) fn of(replies: impl IntoIterator<Item = (&'static str, u16)>) -> Self {
        let replies: BTreeMap<&str, u16> = replies.into_iter().collect();
        Self::start(move |asked| Reply::Status(replies.get(asked.path.as_str()).copied().unwrap_or(404)))
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The same website under the name of another host.
    pub(super) fn url_at_localhost(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.log.0.lock().unwrap().asked.clone()
    }

    /// The requests as `HEAD /path`.
    pub(super) fn lines(&self) -> Vec<String> {
        self.asked().iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect()
    }

    pub(super) fn most_inside(&self) -> usize {
        self.log.0.lock().unwrap().most_inside
    }
}

/// A URL that nobody answers: no website stands at this port, which was that of a service of 1988.
pub(super) fn nobody(path: &str) -> String {
    format!("http://127.0.0.1:1{path}")
}

fn serve(mut stream: TcpStream, log: &(Mutex<Log>, Condvar), reply: &dyn Fn(&Asked) -> Reply) -> std::io::Result<()> {
    let mut first = [0];
    stream.peek(&mut first)?;
    if first == [0x16] {
        // The hello of an encrypted connection, which is not understood here.
        return stream.write_all(b"HTTP/1.1 400 What?\r\n\r\n");
    }
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let line = lines.next().transpose()?.unwrap_or_default();
    let mut words = line.split(' ').map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(()) };
    let mut agent = String::new();
    for line in lines.map_while(Result::ok).take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("user-agent")
        {
            value.clone_into(&mut agent);
        }
    }
    let asked = {
        let mut log = log.0.lock().unwrap();
        let nth = log.asked.iter().filter(|asked| asked.path == path).count() + 1;
        let asked = Asked { method, path, agent, nth };
        log.asked.push(asked.clone());
        log.inside += 1;
        log.most_inside = log.most_inside.max(log.inside);
        asked
    };
    let reply = reply(&asked);
    // Before the answer goes out, since the next request may come in with it.
    log.0.lock().unwrap().inside -= 1;
    let (status, header) = match reply {
        Reply::Status(status) => (status, String::new()),
        Reply::To(status, location) => (status, format!("Location: {location}\r\n")),
        Reply::Later(status, wait) => (status, format!("Retry-After: {wait}\r\n")),
        Reply::HangUp => return Ok(()),
        Reply::Silence => return stream.read_to_end(&mut Vec::new()).map(drop),
    };
    let payload = if asked.method == "HEAD" { "" } else { "a page" };
    write!(stream, "HTTP/1.1 {status} So\r\nConnection: close\r\nContent-Length: 6\r\n{header}\r\n{payload}")
}
