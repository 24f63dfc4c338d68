//! What stands at an address: found in the map of the site's outputs, and nowhere else.
//!
//! 1. `index.html` is shown for its folder, and a folder without its last `/` leads to the one with it, as on static hosts.
//! 2. A page comes from the kept ones, with the script to be added; everything else as the site makes it.
//! 3. The files of a search come from its index, which is made when it is first asked for.
//! 4. What is not there is the site's page for that.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::sync::Arc;

use hyper::StatusCode;
use hyper::body::Bytes;

use super::Report;
use super::address::{self, Place, encoded};
use super::content_type::content_type;
use super::pages::Pages;
use super::searches::Searches;
use super::shown::Shown;
use crate::render::{Failure, Kind, Output, Renderer};

/// The output that hosts show where there is none.
const NOT_FOUND: &str = "404.html";

/// What is answered to a request, before it is put into HTTP.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) content_type: Cow<'static, str>,
    /// The bytes as a build would publish them.
    pub(super) payload: Bytes,
    /// What tells these bytes from others.
    pub(super) version: String,
    /// Whether the script is added on the way out.
    pub(super) is_page: bool,
    /// Where a redirect leads.
    pub(super) location: Option<String>,
    /// Why the page is not what it should be.
    pub(super) mistake: Option<Arc<str>>,
}

impl Answer {
    fn new(status: StatusCode, content_type: impl Into<Cow<'static, str>>, payload: Bytes) -> Self {
        let version = version_of(&payload);
        let content_type = content_type.into();
        Self { status, content_type, payload, version, is_page: false, location: None, mistake: None }
    }

    /// A few words in place of a page.
    pub(super) fn plain(status: StatusCode, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{words}\n").into())
    }

    /// A file of the server's own.
    pub(super) fn file(content_type: &'static str, text: &'static str) -> Self {
        Self::new(StatusCode::OK, content_type, Bytes::from_static(text.as_bytes()))
    }

    /// A page of the server's own, in place of one that cannot be made.
    fn page_of_its_own(status: StatusCode, title: &str, words: &str) -> Self {
        let page = format!(
            "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n<p>{words}</p>\n</main>\n</body>\n</html>\n"
        );
        Self { is_page: true, ..Self::new(status, "text/html; charset=utf-8", page.into()) }
    }

    fn redirect(status: StatusCode, location: String) -> Self {
        Self { location: Some(location), ..Self::plain(status, "this leads to another address") }
    }
}

/// A hash of bytes, short enough for a header.
pub(super) fn version_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// Finds what stands at a decoded address; none where no such address can be. May render, and read files: not for a thread that others
/// wait for.
pub(super) fn answer(
    shown: &Shown,
    pages: &Pages,
    searches: &Searches,
    address: Option<&str>,
    report: &Report,
) -> Answer {
    let Some(renderer) = &shown.renderer else {
        return Answer::page_of_its_own(
            StatusCode::SERVICE_UNAVAILABLE,
            "There is no site yet",
            "Its settings or its theme cannot be used. As soon as they can, the site takes the place of this page.",
        );
    };
    let finder = Finder { shown, renderer, pages, searches, report };
    match address.map(|address| address::place(address, shown.base())) {
        Some(Place::Inside(path)) => finder.inside(path),
        Some(Place::Edge) => Answer::redirect(StatusCode::MOVED_PERMANENTLY, encoded(shown.base())),
        Some(Place::Host) => Answer::redirect(StatusCode::FOUND, encoded(shown.base())),
        Some(Place::Outside) | None => finder.missing(),
    }
}

struct Finder<'shown> {
    shown: &'shown Shown,
    renderer: &'shown Renderer,
    pages: &'shown Pages,
    searches: &'shown Searches,
    report: &'shown Report,
}

impl Finder<'_> {
    fn inside(&self, path: &str) -> Answer {
        let is_folder = path.is_empty() || path.ends_with('/');
        let index = if is_folder { format!("{path}index.html") } else { format!("{path}/index.html") };
        if let Some(output) = self.renderer.output(if is_folder { &index } else { path }) {
            return self.output(output, StatusCode::OK);
        }
        if !is_folder && self.renderer.output(&index).is_some() {
            return Answer::redirect(StatusCode::MOVED_PERMANENTLY, encoded(&format!("{}{path}/", self.shown.base())));
        }
        match self.searches.file(self.renderer, path) {
            Ok(Some(bytes)) => Answer::new(StatusCode::OK, content_type(path, &Kind::Asset(path.to_owned())), bytes),
            Ok(None) => self.missing(),
            Err(error) => Answer::plain(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        }
    }

    fn missing(&self) -> Answer {
        match self.renderer.output(NOT_FOUND) {
            Some(output) => self.output(output, StatusCode::NOT_FOUND),
            None => Answer::plain(StatusCode::NOT_FOUND, "there is nothing at this address"),
        }
    }

    fn output(&self, output: &Output, status: StatusCode) -> Answer {
        if output.kind.is_made_by_template() {
            return self.page(output, status);
        }
        match self.renderer.render(output) {
            Ok(bytes) => Answer::new(status, content_type(&output.path, &output.kind), Bytes::from(bytes.into_owned())),
            Err(Failure::Machine(error)) if error.kind() == Some(ErrorKind::NotFound) => self.missing(),
            Err(Failure::Machine(error)) => Answer::plain(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
            Err(Failure::Mistake(mistake)) => Answer::plain(StatusCode::INTERNAL_SERVER_ERROR, &mistake.message),
        }
    }

    fn page(&self, output: &Output, status: StatusCode) -> Answer {
        let page = match self.pages.page(self.shown, self.renderer, output, self.report) {
            Ok(page) => page,
            Err(error) => return Answer::plain(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        };
        let mut answer = match page.payload {
            Some(payload) => Answer::new(status, content_type(&output.path, &output.kind), payload),
            None => Answer::page_of_its_own(
                StatusCode::INTERNAL_SERVER_ERROR,
                "This page cannot be made",
                "Its template fails. As soon as it is mended, the page takes the place of this one.",
            ),
        };
        answer.is_page = true;
        answer.mistake = page.mistake;
        answer
    }
}
