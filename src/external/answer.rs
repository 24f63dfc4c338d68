//! What came of asking for an address.

use std::fmt;

/// What a website said of one address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It is there.
    Found,
    /// It is there, at another address.
    Moved {
        /// Where it is. Where the website says that the former address is given up, that is how far it says so: what it goes on to from
        /// there for now (the page in the reader's language, say) is not for anybody to write down.
        to: String,
        /// Whether the former address is given up for good (301, 308), so that links to it should be changed.
        permanently: bool,
    },
    /// It is not there (404), or no longer (410): the link is broken.
    Missing {
        /// What the website answered.
        status: u16,
        /// The address that is missing, where it is not the one that was asked for but one that the website sent on to.
        at: Option<String>,
    },
    /// Nothing is certain: a browser may well get what this program did not.
    Unclear(Trouble),
    /// Nobody asked: the address is excluded, or begins with neither `http:` nor `https:`.
    Excluded,
    /// Nobody could ask: it is no URL by the standard that browsers follow.
    Malformed,
}

/// Why an address could not be judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The website answered so: it may want a login (401, 403), less questions (429), or mending (500 and above).
    Status(u16),
    /// It asked for fewer questions, or had failed too often, before the turn came to this address.
    LeftAlone(Box<Trouble>),
    /// No answer came in time.
    Timeout,
    /// No host of this name is known.
    UnknownHost,
    /// The host took no connection, or broke it off.
    NoConnection,
    /// The proxy let nobody through.
    Proxy,
    /// The certificate of the host has expired, or is not valid yet.
    CertificateExpired,
    /// The certificate is one of another host.
    CertificateOfAnother,
    /// No authority that this machine or Mozilla trusts stands behind the certificate, or the host does not send all that leads to one.
    CertificateUntrusted,
    /// The connection could not be made a secure one for another reason.
    NotSecure,
    /// What answered does not speak HTTP.
    NotHttp,
    /// It sends in a circle, as some do who want a cookie back.
    Circle,
    /// It sends on and on.
    TooManyRedirects,
    /// It sends on without saying where to.
    RedirectToNowhere,
    /// It sends on to what is no website: the address of an application, say.
    RedirectElsewhere(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Status(status) => return write!(formatter, "it answers with {status}"),
            Self::LeftAlone(trouble) => return write!(formatter, "its host is left alone: {trouble}"),
            Self::RedirectElsewhere(to) => return write!(formatter, "it sends on to `{to}`, which is no website"),
            Self::Timeout => "no answer came in time",
            Self::UnknownHost => "no host of this name is known",
            Self::NoConnection => "its host takes no connection",
            Self::Proxy => "the proxy does not let it through",
            Self::CertificateExpired => "its certificate is not valid today",
            Self::CertificateOfAnother => "its certificate is one of another host",
            Self::CertificateUntrusted => "its certificate leads to no authority that is known here",
            Self::NotSecure => "no secure connection could be made",
            Self::NotHttp => "what answers does not speak HTTP",
            Self::Circle => "it sends in a circle",
            Self::TooManyRedirects => "it sends on too often",
            Self::RedirectToNowhere => "it sends on without saying where to",
        };
        formatter.write_str(text)
    }
}
