//! A database as a source: where it is, and what is asked of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use super::CellRule;

/// A source in a database: all that is known before its columns are.
#[derive(Debug, Clone)]
pub struct Database {
    /// Source id.
    pub id: String,
    /// Where it is.
    pub address: Address,
    /// How messages and reports call it: the address without user and password, and the table.
    pub shown: String,
    /// What is asked of it.
    pub asked: DatabaseQuery,
    /// Rules of declared columns.
    pub columns: BTreeMap<String, CellRule>,
    /// Columns that the scorecard may use; all when absent.
    pub used: Option<BTreeSet<String>>,
}

/// What a database is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseQuery {
    /// The rows of a table or view.
    Table(String),
    /// The rows that a query gives, in the database's own SQL.
    Query(String),
}

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// An SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(Server),
}

/// A PostgreSQL server and how to enter it. What is printed of it has neither user nor password.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Name or address, or the folder of its socket.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Name of the database.
    pub database: String,
    /// Who enters.
    pub user: Option<String>,
    /// By which password.
    pub password: Option<String>,
    /// `disable`, `prefer`, `require`, `verify-ca` or `verify-full`.
    pub sslmode: String,
    /// File of the certificates that are trusted.
    pub sslrootcert: Option<String>,
}

impl Server {
    /// Modes of encryption, the usual one first.
    pub const SSL_MODES: [&'static str; 5] = ["prefer", "disable", "require", "verify-ca", "verify-full"];

    /// Reads `postgres://user:password@host:port/database?sslmode=require`.
    ///
    /// # Errors
    /// What is wrong with it, without a word of it.
    pub fn parse(address: &str) -> Result<Server, &'static str> {
        let rest = address.strip_prefix("postgres://").or_else(|| address.strip_prefix("postgresql://"));
        let rest = rest.ok_or("it does not begin with `postgres://`")?;
        let (rest, options) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (entry, place) = match authority.rsplit_once('@') {
            Some((entry, place)) => (Some(entry), place),
            None => (None, authority),
        };
        let (user, password) = match entry.map(|entry| entry.split_once(':').unwrap_or((entry, ""))) {
            Some((user, password)) => (Some(decoded(user)?), Some(decoded(password)?)),
            None => (None, None),
        };
        let (host, port) = match place.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
            Some((host, port)) => (host, port.parse().map_err(|_| "its port is no number")?),
            None => (place, 5432),
        };
        let mut server = Server {
            host: decoded(host.trim_start_matches('[').trim_end_matches(']'))?,
            port,
            database: decoded(database)?,
            user: user.filter(|user| !user.is_empty()),
            password: password.filter(|password| !password.is_empty()),
            sslmode: Server::SSL_MODES[0].to_owned(),
            sslrootcert: None,
        };
        for option in options.split('&').filter(|option| !option.is_empty()) {
            let (key, value) = option.split_once('=').unwrap_or((option, ""));
            let value = decoded(value)?;
            match key {
                "sslmode" if Server::SSL_MODES.contains(&value.as_str()) => server.sslmode = value,
                "sslmode" => return Err("its `sslmode` is none"),
                "sslrootcert" => server.sslrootcert = Some(value),
                "host" => server.host = value,
                _ => return Err("after `?` it takes `sslmode`, `sslrootcert` and `host`"),
            }
        }
        match () {
            () if server.host.is_empty() => Err("it names no host"),
            () if server.database.is_empty() => Err("it names no database"),
            () => Ok(server),
        }
    }

    /// The address without user, password and options.
    pub fn shown(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match self.port {
            5432 => format!("postgres://{host}/{}", self.database),
            port => format!("postgres://{host}:{port}/{}", self.database),
        }
    }

    /// A text of somebody else, with user and password taken out.
    pub fn hiding(&self, text: &str) -> String {
        let user = self.user.as_ref().map(|user| format!("\"{user}\""));
        let secrets = user.iter().chain(&self.password);
        secrets.fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "…"))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Server").field(&self.shown()).finish()
    }
}

/// A part of an address with its `%40` as `@`.
fn decoded(part: &str) -> Result<String, &'static str> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let (high, low) = (digit(), digit());
        let value = high.zip(low).and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        bytes.push(value.ok_or("a `%` in it stands before no two digits")?);
    }
    String::from_utf8(bytes).map_err(|_| "it is not utf-8")
}
