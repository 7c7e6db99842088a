//! Who may see the pages: whoever works on this machine, or knows the token.

use std::io;
use std::net::SocketAddr;

use axum::http::{HeaderMap, Uri, header};
use sha2::{Digest, Sha256};

/// Name of the cookie that holds the token.
const COOKIE: &str = "mando";
/// The shortest token that is taken.
const LEAST: usize = 16;

/// What a request must show.
pub(super) struct RequestGuard {
    token: Option<String>,
}

/// What a request is answered with.
pub(super) enum Verdict {
    /// What it asks for.
    Allowed,
    /// The same address without the token in it, and the token as a cookie.
    AllowedWithCookie(String),
    /// Nothing.
    Refused(&'static str),
}

impl RequestGuard {
    /// Pages that this machine alone can reach.
    pub(super) fn here() -> RequestGuard {
        RequestGuard { token: None }
    }

    /// Pages that others can reach, with a token: the one given, or one that nobody can guess.
    ///
    /// # Errors
    /// The given one is short, or the system has no random numbers.
    pub(super) fn with_token(given: Option<String>) -> io::Result<RequestGuard> {
        let token = match given.filter(|token| !token.is_empty()) {
            Some(token) if token.len() < LEAST => {
                return Err(io::Error::other(format!("MANDO_TOKEN has fewer than {LEAST} characters")));
            }
            Some(token) => token,
            None => {
                let mut bytes = [0; 16];
                getrandom::fill(&mut bytes).map_err(io::Error::other)?;
                bytes.iter().map(|byte| format!("{byte:02x}")).collect()
            }
        };
        Ok(RequestGuard { token: Some(token) })
    }

    /// Where the pages are, as a browser is told.
    pub(super) fn address(&self, own: SocketAddr) -> String {
        match &self.token {
            None => format!("http://{own}/"),
            Some(token) => format!("http://{own}/?token={}", super::address::part(token)),
        }
    }

    /// What becomes of a request.
    pub(super) fn verdict(&self, uri: &Uri, headers: &HeaderMap) -> Verdict {
        let Some(token) = &self.token else {
            // Another site's name that leads to this machine is not this machine.
            let mut hosts = headers.get_all(header::HOST).iter();
            let host = hosts.next().and_then(|host| host.to_str().ok());
            return match host.is_some_and(is_here) && hosts.next().is_none() {
                true => Verdict::Allowed,
                false => Verdict::Refused("this page is for this machine alone"),
            };
        };
        let query = uri.query().unwrap_or_default();
        let shown = query.split('&').find_map(|pair| pair.strip_prefix("token="));
        if shown.is_some_and(|shown| is_same(shown, &super::address::part(token))) {
            let cookie =
                format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", super::address::part(token));
            return Verdict::AllowedWithCookie(cookie);
        }
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies = cookies.flat_map(|line| line.split(';')).map(str::trim);
        let is_known = cookies.any(|cookie| {
            cookie
                .strip_prefix(COOKIE)
                .and_then(|rest| rest.strip_prefix('='))
                .is_some_and(|shown| is_same(shown, &super::address::part(token)))
        });
        if is_known {
            Verdict::Allowed
        } else {
            Verdict::Refused("this page needs the token that `mando serve` printed")
        }
    }
}

/// Whether a header names this machine.
fn is_here(host: &str) -> bool {
    let (name, rest) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').unwrap_or_default(),
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    if !rest.strip_prefix(':').map_or(rest.is_empty(), is_port) {
        return false;
    }
    matches!(name, "localhost" | "::1")
        || name.parse().is_ok_and(|address: std::net::Ipv4Addr| address.is_loopback())
}

/// Whether two texts are the same; how long it takes says nothing of where they differ.
fn is_same(one: &str, other: &str) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}
