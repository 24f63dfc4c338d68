//! One request: who asks, for what, and the answer with the headers that a host would send.

use std::convert::Infallible;
use std::sync::Arc;

use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH,
    LOCATION, RETRY_AFTER,
};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;

use super::State;
use super::address;
use super::answer::Answer;
use super::events::Events;
use super::script::{self, Own};
use super::shown::Shown;
use super::visitor::is_of_same_origin;

/// What is sent behind the headers: bytes, or events as they happen.
pub(super) type Payload = Either<Full<Bytes>, Events>;

/// The policy of an answer while no site says another.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'";

/// Answers a request.
pub(super) async fn respond(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Payload>, Infallible> {
    let shown = state.shown.borrow().clone();
    let mut response = match checked(&state, &request) {
        Ok(host) => allowed(&state, &shown, &request, &host).await,
        Err(refusal) => plain(&refusal),
    };
    put_rules(&mut response, &shown, request.uri().path());
    if request.method() == Method::HEAD {
        *response.body_mut() = Either::Left(Full::default());
    }
    Ok(response)
}

/// The host that a request names, where it may be answered at all.
fn checked(state: &State, request: &Request<Incoming>) -> Result<String, Box<Answer>> {
    let host = state.names.check(request.uri(), request.headers()).map_err(|status| {
        let words = if status == StatusCode::MISDIRECTED_REQUEST {
            "this server does not go by that name: start it with `--allow-host NAME` if it should"
        } else {
            "a request names one host"
        };
        Box::new(Answer::plain(status, words))
    })?;
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        Ok(host)
    } else {
        Err(Box::new(Answer::plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered")))
    }
}

async fn allowed(state: &Arc<State>, shown: &Arc<Shown>, request: &Request<Incoming>, host: &str) -> Response<Payload> {
    let address = address::decoded(request.uri().path());
    let own = address.as_deref().and_then(|address| Own::at(address, shown.base()));
    match own.map(|own| own.file().ok_or(own)) {
        Some(Ok((text, content_type))) => conditional(&Answer::file(content_type, text), shown, request.headers()),
        Some(Err(_)) => stream(state, request, host),
        None => {
            let mut answer = state.answer(shown, address).await;
            if let (Some(location), Some(query)) = (&mut answer.location, request.uri().query()) {
                location.push('?');
                location.push_str(query);
            }
            conditional(&answer, shown, request.headers())
        }
    }
}

/// The stream of events, for a page of the server's own.
fn stream(state: &Arc<State>, request: &Request<Incoming>, host: &str) -> Response<Payload> {
    if !is_of_same_origin(host, request.headers()) {
        return plain(&Answer::plain(StatusCode::FORBIDDEN, "only a page of this server may listen"));
    }
    if request.method() == Method::HEAD {
        return plain(&Answer::plain(StatusCode::OK, ""));
    }
    let Ok(permit) = Arc::clone(&state.streams).try_acquire_owned() else {
        return plain(&Answer::plain(StatusCode::SERVICE_UNAVAILABLE, "too many pages listen"));
    };
    let asked = |name: &str| {
        let parameters = request.uri().query().unwrap_or_default().split('&').filter_map(|part| part.split_once('='));
        let value = parameters.filter(|(known, _)| *known == name).map(|(_, value)| value).next();
        value.and_then(|value| percent_decode_str(value).decode_utf8().ok()).unwrap_or_default().into_owned()
    };
    let page = address::decoded(&asked("page"));
    let events = Events::begin(state, page, asked("version"), permit);
    let mut response = Response::new(Either::Right(events));
    put(response.headers_mut(), CONTENT_TYPE, "text/event-stream; charset=utf-8");
    put(response.headers_mut(), CACHE_CONTROL, "no-store");
    response
}

/// An answer, or that the browser has it.
fn conditional(answer: &Answer, shown: &Shown, headers: &HeaderMap) -> Response<Payload> {
    let (payload, tag) = if answer.is_page {
        let payload = script::with_script(&answer.payload, shown.base(), &answer.version);
        (payload, format!("\"{}-live\"", answer.version))
    } else {
        (answer.payload.clone(), format!("\"{}\"", answer.version))
    };
    if answer.status != StatusCode::OK {
        return with_payload(answer, payload);
    }
    let is_known =
        headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|known| names(known, &tag));
    let mut response = if is_known {
        let mut response = Response::new(Either::Left(Full::default()));
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        with_payload(answer, payload)
    };
    put(response.headers_mut(), ETAG, &tag);
    response
}

/// Whether a list of entity tags names this one.
fn names(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn plain(answer: &Answer) -> Response<Payload> {
    with_payload(answer, answer.payload.clone())
}

fn with_payload(answer: &Answer, payload: Bytes) -> Response<Payload> {
    let length = payload.len();
    let mut response = Response::new(Either::Left(Full::new(payload)));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    put(headers, CONTENT_TYPE, &answer.content_type);
    put(headers, CONTENT_LENGTH, &length.to_string());
    if let Some(location) = &answer.location {
        put(headers, LOCATION, location);
    }
    match answer.status {
        StatusCode::METHOD_NOT_ALLOWED => put(headers, ALLOW, "GET, HEAD"),
        StatusCode::SERVICE_UNAVAILABLE => put(headers, RETRY_AFTER, "1"),
        _ => {}
    }
    response
}

/// Puts in the headers that a host would send, by the site's own rules. What is not there now may be there later: nobody keeps that.
fn put_rules(response: &mut Response<Payload>, shown: &Shown, path: &str) {
    let is_found = matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let headers = response.headers_mut();
    if !headers.contains_key(CACHE_CONTROL) {
        put(headers, CACHE_CONTROL, if is_found { "no-cache" } else { "no-store" });
    }
    let path = address::decoded(path).unwrap_or_else(|| path.to_owned());
    let is_own = Own::at(&path, shown.base()).is_some();
    for (name, value) in shown.rules.iter().filter(|rule| path.starts_with(&rule.path)).flat_map(|rule| &rule.headers) {
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else { continue };
        if name != CACHE_CONTROL || (is_found && !is_own) {
            put(headers, name, value);
        }
    }
    if shown.renderer.is_none() {
        put(headers, hyper::header::CONTENT_SECURITY_POLICY, POLICY);
    }
}

/// Sets a header. What no header can hold is left out.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
