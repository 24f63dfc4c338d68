//! Where the server listens.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};

use tokio::net::TcpListener;

use crate::error::{Error, Result};

/// The port that is tried first where none is asked for.
pub const USUAL_PORT: u16 = 4000;

/// How many ports are tried where none is asked for.
const TRIED: u16 = 100;

/// A port that is listened on.
pub(super) struct Listening {
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
    /// The usual port, where somebody else has it.
    pub(super) taken: Option<u16>,
}

/// Listens on a port, or on the usual one or the next that is free.
pub(super) async fn listen(host: &str, port: Option<u16>) -> Result<Listening> {
    // An address of IPv6 stands in brackets in a URL; a name has none.
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let (ports, help) = match port {
        Some(port) => (port..=port, "name another port with `--port`"),
        None => (USUAL_PORT..=USUAL_PORT + TRIED, "name a port with `--port`"),
    };
    let mut refusal = None;
    for port in ports.clone() {
        match TcpListener::bind((host, port)).await {
            Ok(listener) => {
                let address = listener.local_addr().map_err(|error| refused(host, port, &error))?;
                let taken = (port != *ports.start()).then_some(*ports.start());
                return Ok(Listening { listener, address, taken });
            }
            Err(error) => {
                let is_taken = error.kind() == ErrorKind::AddrInUse;
                refusal = Some(refused(host, port, &error).help(if is_taken {
                    help
                } else {
                    "name another address with `--host`"
                }));
                if !is_taken {
                    break;
                }
            }
        }
    }
    Err(refusal.unwrap_or_else(|| Error::new("there is no port to listen on")))
}

fn refused(host: &str, port: u16, error: &std::io::Error) -> Error {
    if error.kind() == ErrorKind::AddrInUse {
        return Error::new(format!("cannot listen on port {port} of {host}: another program does"));
    }
    Error::new(format!("cannot listen on port {port} of {host}: {error}"))
}

/// The origin by which this machine reaches what it listens on.
pub(super) fn origin(address: SocketAddr) -> String {
    let reached = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(reached, address.port()))
}
