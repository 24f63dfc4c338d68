//! One request, and what came of it.

use std::io::ErrorKind;
use std::time::{Duration, SystemTime};

use rustls::CertificateError;
use ureq::http::{HeaderMap, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};
use url::Url;

use super::answer::Trouble;
use super::{Manner, USER_AGENT};

/// How a page is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Method {
    /// Without the page itself, which is all that is wanted, and not answered rightly everywhere.
    Head,
    /// As a browser does. The page is not read.
    Get,
}

/// What stands at the top of an answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    /// Where it sends on to, as it is written.
    pub(super) location: Option<String>,
    /// How long it wants to be left alone.
    pub(super) retry_after: Option<Duration>,
}

/// Makes requests, without following where they lead.
///
/// A certificate is good when this machine's own authorities stand behind it, or Mozilla's: a ministry often has an authority of its own,
/// which its machines know and Mozilla does not; a container often has none at all, where readers' browsers have theirs. Nothing that is
/// secret is sent, so to ask twice gives nothing away.
pub(super) struct Client {
    by_machine: Agent,
    by_mozilla: Agent,
    now: SystemTime,
}

impl Client {
    pub(super) fn new(manner: &Manner, now: SystemTime) -> Self {
        let agent = |roots| {
            let tls = TlsConfig::builder().root_certs(roots).build();
            let config = Agent::config_builder()
                .tls_config(tls)
                .user_agent(USER_AGENT)
                .accept("text/html,*/*;q=0.8")
                .timeout_global(Some(manner.timeout))
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                // Without this line the environment would decide, which is for the command line alone to ask.
                .proxy(manner.proxy.clone());
            config.build().new_agent()
        };
        Self { by_machine: agent(RootCerts::PlatformVerifier), by_mozilla: agent(RootCerts::WebPki), now }
    }

    pub(super) fn ask(&self, method: Method, url: &Url) -> Result<Reply, Trouble> {
        let response = match send(&self.by_machine, method, url) {
            Err(error) if is_distrust(&error) => send(&self.by_mozilla, method, url).map_err(|second| {
                let first = trouble(&error, url);
                let says_little = matches!(first, Trouble::CertificateUntrusted | Trouble::NotSecure);
                if says_little { trouble(&second, url) } else { first }
            }),
            answer => answer.map_err(|error| trouble(&error, url)),
        }?;
        // Some servers write an address with letters of their language, as UTF-8, where only ASCII should stand.
        let location = response.headers().get("location").map(|value| String::from_utf8_lossy(value.as_bytes()));
        Ok(Reply {
            status: response.status().as_u16(),
            location: location.map(std::borrow::Cow::into_owned),
            retry_after: retry_after(response.headers(), self.now),
        })
    }
}

fn send(agent: &Agent, method: Method, url: &Url) -> Result<Response<Body>, ureq::Error> {
    match method {
        Method::Head => agent.head(url.as_str()).call(),
        Method::Get => agent.get(url.as_str()).call(),
    }
}

/// How long a website wants to be left alone: in seconds, or until a time. That is reckoned by the website's own clock, where it tells it,
/// which may be another than this machine's.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let written = text("retry-after")?;
    if let Ok(seconds) = written.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(written).ok()?;
    let now = text("date").and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    Some(until.duration_since(now).unwrap_or_default())
}

/// The fault of the encryption, if that was what failed.
fn secure_fault(error: &ureq::Error) -> Option<&rustls::Error> {
    match error {
        ureq::Error::Rustls(fault) => Some(fault),
        ureq::Error::Io(error) => error.get_ref()?.downcast_ref(),
        _ => None,
    }
}

/// Whether it was the authorities of this machine that stood in the way. A machine without any is a general error.
fn is_distrust(error: &ureq::Error) -> bool {
    matches!(secure_fault(error), Some(rustls::Error::InvalidCertificate(_) | rustls::Error::General(_)))
}

fn trouble(error: &ureq::Error, url: &Url) -> Trouble {
    if let Some(fault) = secure_fault(error) {
        return distrust(fault);
    }
    match error {
        ureq::Error::Timeout(_) => Trouble::Timeout,
        ureq::Error::HostNotFound => Trouble::UnknownHost,
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => Trouble::Proxy,
        ureq::Error::Tls(_) | ureq::Error::TlsRequired => Trouble::NotSecure,
        ureq::Error::Io(error) => lost_connection(error.kind(), url),
        ureq::Error::ConnectionFailed => Trouble::NoConnection,
        _ => Trouble::NotHttp,
    }
}

fn distrust(fault: &rustls::Error) -> Trouble {
    let rustls::Error::InvalidCertificate(fault) = fault else { return Trouble::NotSecure };
    match fault {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Trouble::CertificateExpired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Trouble::CertificateOfAnother
        }
        CertificateError::UnknownIssuer => Trouble::CertificateUntrusted,
        _ => Trouble::NotSecure,
    }
}

/// What the system says when a connection fails. That a name is not known has no kind of its own, so it is looked up once more.
fn lost_connection(kind: ErrorKind, url: &Url) -> Trouble {
    match kind {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Trouble::Timeout,
        ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => Trouble::NoConnection,
        _ if url.socket_addrs(|| None).is_ok_and(|addresses| !addresses.is_empty()) => Trouble::NoConnection,
        _ => Trouble::UnknownHost,
    }
}

#[cfg(test)]
mod tests {
    use ureq::http::header::{DATE, RETRY_AFTER};

    use super::*;

    fn wait(retry_after: &str, date: Option<&str>) -> Option<u64> {
        let now = httpdate::parse_http_date("Wed, 21 Oct 2015 07:00:00 GMT").unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, retry_after.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        super::retry_after(&headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn a_website_says_in_seconds_or_by_its_clock_how_long_it_wants_to_be_left_alone() {
        assert_eq!(wait(" 120 ", None), Some(120));
        assert_eq!(wait("Wed, 21 Oct 2015 07:00:30 GMT", None), Some(30));
        assert_eq!(wait("Wed, 21 Oct 2015 07:00:30 GMT", Some("Wed, 21 Oct 2015 07:00:10 GMT")), Some(20));
        assert_eq!(wait("Wed, 21 Oct 2015 06:00:00 GMT", None), Some(0));
        assert_eq!(wait("soon", None), None);
        assert_eq!(super::retry_after(&HeaderMap::new(), SystemTime::UNIX_EPOCH), None);
    }

    #[test]
    fn whatever_the_url_standard_takes_can_be_asked_for() {
        for letter in ('\u{1}'..='\u{17f}').chain(['語', '\u{10ffff}']) {
            for text in ["/LETTER", "/?LETTER", "/a?b=LETTER"].map(|text| text.replace("LETTER", &letter.to_string())) {
                let Ok(mut url) = Url::parse(&format!("http://example.org{text}")) else { continue };
                url.set_fragment(None);
                assert!(ureq::http::Uri::try_from(url.as_str()).is_ok(), "{url}");
            }
        }
        for host in
            ["[::1]:80", "a_b.example", "example.org.", "español.example", "user:p%40ss@example.org", "0x7f.1", "xn--a"]
        {
            let Ok(url) = Url::parse(&format!("http://{host}/")) else { continue };
            assert!(ureq::http::Uri::try_from(url.as_str()).is_ok(), "{url}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_certificate_is_told_apart_however_deep_it_lies() {
        let url = Url::parse("https://example.org/").unwrap();
        for (fault, expected) in [
            (CertificateError::Expired, Trouble::CertificateExpired),
            (CertificateError::NotValidForName, Trouble::CertificateOfAnother),
            (CertificateError::UnknownIssuer, Trouble::CertificateUntrusted),
            (CertificateError::Revoked, Trouble::NotSecure),
        ] {
            let fault = rustls::Error::InvalidCertificate(fault);
            let deep = std::io::Error::new(ErrorKind::InvalidData, fault.clone());
            for error in [ureq::Error::Rustls(fault), ureq::Error::Io(deep)] {
                assert!(is_distrust(&error));
                assert_eq!(trouble(&error, &url), expected);
            }
        }
        assert!(!is_distrust(&ureq::Error::Rustls(rustls::Error::DecryptError)));
    }
}
