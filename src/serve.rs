//! The preview: shows the site while its files are written.
//!
//! 1. The site is read and linked, and a port of this machine listened on ([`listen`]). Nothing is rendered, and nothing is ever written.
//! 2. A request is checked ([`visitor`]), its address decoded ([`address`]) and looked up among the outputs ([`mod@answer`]); the page that
//!    stands there is rendered, or taken as it is kept ([`pages`]).
//! 3. The system tells which files may have changed ([`watch`]). They are read again, and the site that they make is shown ([`keep`],
//!    [`shown`]).
//! 4. Every open page hears what that means for itself ([`events`], [`script`]).
//!
//! The bytes of a page are those that `build` publishes: both call [`Renderer::render`](crate::render::Renderer::render) on the site that
//! [`Workspace`] keeps. Nothing here prints; whoever starts the server is told what happens as [`Event`]s.

mod address;
mod answer;
mod connection;
mod content_type;
mod events;
mod keep;
mod listen;
mod pages;
mod script;
mod searches;
mod shown;
mod visitor;
mod watch;

pub use listen::USUAL_PORT;
pub use pages::Count;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use hyper::StatusCode;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch as channel};
use tokio::time::{sleep, timeout};

use crate::build::{self, Request, Workspace};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::{Error, Result};
use answer::{Answer, answer};
use keep::Keeper;
use listen::Listening;
use pages::Pages;
use searches::Searches;
use shown::Shown;
use visitor::Names;

/// How many connections are open at once; others wait.
const MOST_CONNECTIONS: usize = 256;

/// How many pages listen at once.
const MOST_STREAMS: usize = 128;

/// How long a browser may take to say what it wants.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// How many bytes it may say it in.
const HEAD_BYTES: usize = 16 << 10;

/// How many threads render.
const RENDERING: usize = 8;

/// How long answers that are on their way may take when the server ends.
const FAREWELL: Duration = Duration::from_secs(1);

/// How long the server waits where the system refuses it a connection.
const REFUSED: Duration = Duration::from_millis(50);

/// What is to be shown, and to whom.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site.
    pub request: Request,
    /// The address or name of this machine to listen on.
    pub host: String,
    /// The port; the usual one, or the next that is free, where none is asked for.
    pub port: Option<u16>,
    /// Other names by which browsers may call the server.
    pub allowed_hosts: Vec<String>,
    /// Whether warnings are mistakes, too.
    pub deny_warnings: bool,
    /// Whether all files are looked at every second, in place of being watched.
    pub polls: bool,
}

/// What happens while a site is shown.
#[derive(Debug)]
pub enum Event<'event> {
    /// Pages can be asked for.
    Listening {
        /// The URL of the site's root.
        url: &'event str,
        /// The usual port, where somebody else has it.
        taken: Option<u16>,
    },
    /// Files may have changed, and are read again.
    Noticed,
    /// What the files say is shown.
    Shown,
    /// Another site than before is shown.
    Refreshed {
        /// The files that may have changed, where they are known.
        changed: Option<&'event [String]>,
        /// How many of the pages that were asked for changed.
        count: Count,
    },
    /// What was found at the start, and whenever it is not the same as before.
    Found {
        /// All of it.
        diagnostics: &'event Diagnostics,
        /// What was not found before.
        new: &'event Diagnostics,
        /// Whether it forbids publishing.
        forbids: bool,
        /// Whether what was found before did.
        forbade: bool,
    },
    /// A template failed on a page.
    Failed(&'event Diagnostic),
    /// The files cannot be read.
    Unreadable(&'event Error),
}

/// Who is told what happens, from any thread.
pub type Report = Arc<dyn Fn(Event<'_>) + Send + Sync>;

/// What all connections share.
struct State {
    shown: channel::Sender<Arc<Shown>>,
    pages: Pages,
    searches: Searches,
    names: Names,
    address: SocketAddr,
    /// Turns for pages that listen.
    streams: Arc<Semaphore>,
    report: Report,
}

impl State {
    /// What stands at a decoded address. It is found on a thread that may wait.
    async fn answer(self: &Arc<Self>, shown: &Arc<Shown>, address: Option<String>) -> Answer {
        let (state, shown) = (Arc::clone(self), Arc::clone(shown));
        let found = move || answer(&shown, &state.pages, &state.searches, address.as_deref(), &state.report);
        let found = tokio::task::spawn_blocking(found).await;
        found.unwrap_or_else(|_| Answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "this page could not be made"))
    }

    fn report_address(&self, taken: Option<u16>) {
        let base = address::encoded(self.shown.borrow().base());
        let url = format!("{}{base}", listen::origin(self.address));
        (self.report)(Event::Listening { url: &url, taken });
    }
}

/// A server that is ready to answer.
pub struct Server {
    runtime: Runtime,
    state: Arc<State>,
    listening: Listening,
    keeper: Keeper,
    source: keep::Source,
}

impl Server {
    /// Reads a site and listens.
    ///
    /// # Errors
    /// When the files cannot be read or watched, or the port cannot be listened on.
    pub fn open(options: Options, report: Report) -> Result<Self> {
        // As a build would, before anything is attempted.
        build::output_folder(&options.request.root)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .max_blocking_threads(RENDERING)
            .build()
            .map_err(|error| Error::new(format!("cannot start the server: {error}")))?;
        let listening = runtime.block_on(listen::listen(&options.host, options.port))?;
        // Watched before it is read: what changes in between is seen.
        let source = keep::source(&options.request.root, options.polls)?;
        let state = Arc::new(State {
            shown: channel::Sender::default(),
            pages: Pages::new(options.request.root.clone()),
            searches: Searches::new(options.request.root.clone()),
            names: Names::new(listening.address.ip(), &options.host, &options.allowed_hosts),
            address: listening.address,
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            report,
        });
        let workspace = Workspace::open(options.request)?;
        let keeper = Keeper::new(Arc::clone(&state), workspace, options.deny_warnings);
        Ok(Self { runtime, state, listening, keeper, source })
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.state.address
    }

    /// How many pages were rendered so far.
    pub fn renders(&self) -> Arc<AtomicUsize> {
        self.state.pages.renders()
    }

    /// Answers until `stop` comes. Answers that are on their way then have a moment to arrive.
    pub fn run(self, stop: impl Future<Output = ()>) {
        let Self { runtime, state, listening, keeper, source } = self;
        state.report_address(listening.taken);
        keeper.report_found();
        let graceful = Arc::new(GracefulShutdown::new());
        runtime.block_on(async {
            let accepting = tokio::spawn(accept(Arc::clone(&state), listening.listener, Arc::clone(&graceful)));
            let keeping = tokio::spawn(keeper.keep(source));
            stop.await;
            keeping.abort();
            state.close();
            accepting.abort();
            // It was told to end: how it ended is no news.
            let _ = accepting.await;
            if let Some(graceful) = Arc::into_inner(graceful) {
                // Whoever does not read to the end is left.
                let _ = timeout(FAREWELL, graceful.shutdown()).await;
            }
        });
        runtime.shutdown_timeout(FAREWELL);
    }
}

/// Takes connections, so many at once.
async fn accept(state: Arc<State>, listener: TcpListener, graceful: Arc<GracefulShutdown>) {
    let turns = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    while let Ok(turn) = Arc::clone(&turns).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            sleep(REFUSED).await;
            continue;
        };
        // Events are small, and wanted at once. Without it they only come later.
        let _ = stream.set_nodelay(true);
        let state = Arc::clone(&state);
        let mut server = http1::Builder::new();
        server.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_BYTES);
        let answers = service_fn(move |request| connection::respond(Arc::clone(&state), request));
        let connection = graceful.watch(server.serve_connection(TokioIo::new(stream), answers));
        tokio::spawn(async move {
            // A browser that goes away is no news.
            let _ = connection.await;
            drop(turn);
        });
    }
}
