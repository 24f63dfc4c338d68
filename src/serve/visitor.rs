//! Who may ask: a page of another site that found out the port must not read this one.
//!
//! A browser sends the name that it believes to talk to. Where that is a name of somebody else's that was made to lead here (DNS
//! rebinding), the request is refused before anything is looked at.

use std::net::{IpAddr, Ipv6Addr};

use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use hyper::{StatusCode, Uri};

/// Where a browser says whether a request comes from a page of the same origin (Fetch Metadata).
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names by which the server may be called.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// Names of hosts, in lower case.
    allowed: Vec<String>,
    /// Whether any address will do in place of a name, because the server listens to other machines.
    takes_addresses: bool,
}

impl Names {
    /// The names of a server that is bound to `host`, which was given as `written`, and those that its user added.
    pub(super) fn new(bound: IpAddr, written: &str, added: &[String]) -> Self {
        let allowed = added.iter().map(String::as_str).chain([written]).map(str::to_lowercase).collect();
        Self { allowed, takes_addresses: !bound.is_loopback() }
    }

    /// Who is asked, by the request; or why it is refused.
    pub(super) fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<String, StatusCode> {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(StatusCode::BAD_REQUEST) };
        let host = host.to_str().map_err(|_| StatusCode::BAD_REQUEST)?;
        let named = std::iter::once(host).chain(uri.authority().map(|authority| authority.as_str()));
        for named in named {
            if !self.allows(name_of(named).ok_or(StatusCode::BAD_REQUEST)?) {
                return Err(StatusCode::MISDIRECTED_REQUEST);
            }
        }
        Ok(host.to_owned())
    }

    fn allows(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        if name == "localhost" || name.ends_with(".localhost") || self.allowed.contains(&name) {
            return true;
        }
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let address: Option<IpAddr> = match bare {
            Some(bare) => bare.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
            None => name.parse::<std::net::Ipv4Addr>().ok().map(IpAddr::V4),
        };
        address.is_some_and(|address| address.is_loopback() || self.takes_addresses)
    }
}

/// The name in `name:port`; none where it is neither.
fn name_of(host: &str) -> Option<&str> {
    let end = match host.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => host.find(':').unwrap_or(host.len()),
    };
    let (name, port) = host.split_at(end);
    let has_port = port.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    (!name.is_empty() && (port.is_empty() || has_port)).then(|| name.strip_suffix('.').unwrap_or(name))
}

/// Whether a request comes from a page of the server's own, or from nobody's page.
pub(super) fn is_of_same_origin(host: &str, headers: &HeaderMap) -> bool {
    let is_same = |origin: &HeaderValue| {
        let origin = origin.to_str().unwrap_or_default();
        let (scheme, authority) = origin.split_once("://").unwrap_or_default();
        matches!(scheme, "http" | "https") && authority.eq_ignore_ascii_case(host)
    };
    headers.get_all(ORIGIN).iter().all(is_same)
        && headers.get_all(SITE).iter().all(|site| matches!(site.as_bytes(), b"same-origin" | b"none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &Names, uri: &str, hosts: &[&str]) -> Result<String, StatusCode> {
        let headers = hosts.iter().map(|host| (HOST, HeaderValue::from_str(host).unwrap())).collect();
        names.check(&uri.parse().unwrap(), &headers)
    }

    fn names(bound: &str, written: &str) -> Names {
        Names::new(bound.parse().unwrap(), written, &["Plan.Test".to_owned()])
    }

    #[test]
    fn a_server_of_this_machine_answers_to_the_names_of_this_machine() {
        let names = names("127.0.0.1", "127.0.0.1");
        for host in [
            "localhost",
            "localhost:4000",
            "a.localhost:1",
            "127.0.0.1:4000",
            "127.9.9.9",
            "[::1]:4000",
            "LOCALHOST.",
            "plan.test",
        ] {
            assert!(check(&names, "/", &[host]).is_ok(), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.0.2:4000",
            "[fe80::1]",
            "0.0.0.0",
        ] {
            assert_eq!(check(&names, "/", &[host]), Err(StatusCode::MISDIRECTED_REQUEST), "{host}");
        }
    }

    #[test]
    fn a_server_of_the_network_answers_to_addresses_and_to_its_own_name() {
        let names = names("192.168.0.2", "desk.local");
        for host in ["192.168.0.2:4000", "10.0.0.1", "[fe80::1]:4000", "desk.local:4000", "localhost"] {
            assert!(check(&names, "/", &[host]).is_ok(), "{host}");
        }
        assert_eq!(check(&names, "/", &["evil.example"]), Err(StatusCode::MISDIRECTED_REQUEST));
    }

    #[test]
    fn one_host_is_named_and_a_whole_address_names_no_other() {
        let names = names("127.0.0.1", "127.0.0.1");
        for hosts in [&[][..], &["localhost", "localhost"], &[""], &["localhost:http"], &["[::1"], &[":4000"]] {
            assert_eq!(check(&names, "/", hosts), Err(StatusCode::BAD_REQUEST), "{hosts:?}");
        }
        assert!(check(&names, "http://localhost/", &["localhost"]).is_ok());
        assert_eq!(check(&names, "http://evil.example/", &["localhost"]), Err(StatusCode::MISDIRECTED_REQUEST));
    }

    #[test]
    fn a_page_of_another_origin_is_a_stranger() {
        let is_own = |headers: &[(HeaderName, &'static str)]| {
            let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
            is_of_same_origin("localhost:4000", &headers)
        };
        assert!(is_own(&[]) && is_own(&[(ORIGIN, "http://localhost:4000"), (SITE, "same-origin")]));
        assert!(!is_own(&[(ORIGIN, "http://localhost:4001")]) && !is_own(&[(ORIGIN, "null")]));
        assert!(!is_own(&[(SITE, "cross-site")]) && !is_own(&[(SITE, "same-site")]));
    }
}
