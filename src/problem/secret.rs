//! What is never printed: how an address is entered, and the values of variables.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// The shortest part of an address that is looked for in messages. What is shorter hides in any text.
const LEAST: usize = 4;
/// The shortest value, of a variable or in a query, that is looked for: a folder called `data` is no secret.
const LEAST_VALUE: usize = 8;

/// Texts that must not be printed, each with what is printed in its place.
#[derive(Debug, Clone, Default)]
pub struct Secrets(BTreeMap<String, String>);

impl Secrets {
    /// Registers the credentials (user info, query) of an address in a definition, to be redacted in output.
    pub fn add_address(&mut self, address: &str) {
        for range in parts(address) {
            let part = &address[range];
            match part.strip_suffix('@') {
                Some(entry) => {
                    self.add(entry, LEAST);
                    self.add(entry.split_once(':').map_or("", |(_, password)| password), LEAST);
                }
                None => {
                    self.add(part, LEAST);
                    let values = part.split('&').filter_map(|pair| Some(pair.split_once('=')?.1));
                    values.for_each(|value| self.add(value, LEAST_VALUE));
                }
            }
        }
    }

    /// Whatever lets one in by an address that was typed as an argument. What is printed then is data too, so that parts are
    /// hidden with the signs around them: a user or a value of a query may be a word of any text.
    pub fn add_argument(&mut self, address: &str) {
        for range in parts(address) {
            let is_query = address[..range.start].ends_with('?');
            let part = &address[range];
            match part.strip_suffix('@') {
                Some(entry) => {
                    self.0.insert(part.to_owned(), "***@".to_owned());
                    self.add(entry.split_once(':').map_or("", |(_, password)| password), LEAST_VALUE);
                }
                None if is_query => {
                    self.0.insert(format!("?{part}"), "?***".to_owned());
                    passwords(part).into_iter().for_each(|range| self.add(&part[range], LEAST_VALUE));
                }
                None => self.add(part, LEAST_VALUE),
            }
        }
    }

    fn add(&mut self, secret: &str, least: usize) {
        if secret.len() >= least && !secret.contains("${") {
            self.0.insert(secret.to_owned(), "***".to_owned());
        }
    }

    /// The value of a variable.
    pub fn add_value(&mut self, name: &str, value: &str) {
        self.add_address(value);
        if value.trim().len() >= LEAST_VALUE {
            self.0.insert(value.trim().to_owned(), format!("${{{name}}}"));
        }
    }

    /// The text without them.
    pub fn hidden<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = Cow::Borrowed(text);
        // The longest first: one may be part of another.
        let mut all: Vec<(&String, &String)> = self.0.iter().collect();
        all.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        for (secret, instead) in all {
            if out.contains(secret.as_str()) {
                out = Cow::Owned(out.replace(secret.as_str(), instead));
            }
        }
        out
    }
}

/// An address without user info and query, which may hold credentials; a path is returned as it is.
pub fn address_without_secrets(address: &str) -> Cow<'_, str> {
    if authority(address).is_none() {
        return Cow::Borrowed(address);
    }
    let cut = address.find(['?', '#']).unwrap_or(address.len());
    let rest = &address[..cut];
    match entry(rest) {
        Some(entry) => Cow::Owned(format!("{}{}", &rest[..entry.start], &rest[entry.end..])),
        None => Cow::Borrowed(rest),
    }
}

/// Where a text, one or many lines of a definition, holds what lets one in by an address.
pub(super) fn secret_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, token) in tokens(text) {
        let ranges = parts(token).into_iter().chain(passwords(token));
        found.extend(
            ranges.flat_map(|range| without_variables(token, range)).map(|r| start + r.start..start + r.end),
        );
    }
    found
}

/// Byte ranges of an address that hold credentials.
fn parts(address: &str) -> Vec<Range<usize>> {
    let is_database = || ["postgres", "sqlite"].iter().any(|scheme| address.starts_with(scheme));
    if !address.contains("://") && is_database() {
        return passwords(address);
    }
    if authority(address).is_none() {
        return Vec::new();
    }
    let query = address.find('?').map(|at| at + 1..address.len()).filter(|query| !query.is_empty());
    entry(&address[..address.find(['?', '#']).unwrap_or(address.len())]).into_iter().chain(query).collect()
}

/// Where an address says whom it is of: behind `://`, or what was meant so, as in `http:/` and `http:\\`. No letter of a drive is
/// a scheme.
fn authority(address: &str) -> Option<usize> {
    if let Some(at) = address.find("://") {
        return Some(at + "://".len());
    }
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme =
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let slashes = rest.bytes().take_while(|b| matches!(b, b'/' | b'\\')).count();
    (is_scheme && slashes > 0).then_some(scheme.len() + 1 + slashes)
}

/// The user and the password of an address, with the `@` behind.
fn entry(address: &str) -> Option<Range<usize>> {
    let start = authority(address)?;
    let rest = &address[start..];
    let authority = &rest[..rest.find('/').unwrap_or(rest.len())];
    // A password with a `/` in it, as it should not be written, looks like a port that is no number.
    let port = authority.rsplit_once(':').map(|(_, port)| port);
    let is_odd =
        !authority.contains('@') && port.is_some_and(|port| port.bytes().any(|b| !b.is_ascii_digit()));
    let within = if is_odd { rest } else { authority };
    Some(start..start + within.rfind('@')? + 1)
}

/// `password=…` and the like, as in settings of a connection.
fn passwords(token: &str) -> Vec<Range<usize>> {
    let lower = token.to_ascii_lowercase();
    let mut found = Vec::new();
    for word in ["password=", "passwd=", "pwd=", "secret="] {
        for (at, _) in lower.match_indices(word) {
            let start = at + word.len();
            let end = token[start..].find(['&', ';']).map_or(token.len(), |end| start + end);
            if end > start {
                found.push(start..end);
            }
        }
    }
    found
}

/// The pieces of a range beside `${NAME}`, which say nothing.
fn without_variables(token: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), range.start);
    while let Some(from) = token[at..range.end].find("${").map(|from| at + from) {
        let Some(to) = token[from..range.end].find('}').map(|to| from + to + 1) else { break };
        let is_plain = !token[from..to].contains(":-");
        found.push(at..if is_plain { from } else { to });
        at = to;
    }
    found.push(at..range.end);
    found.retain(|range| !range.is_empty());
    found
}

/// Words of a text between blanks and quotes, with their places.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`')).map(move |token| {
        let start = at;
        // Each of these separators is told by its own length in the text.
        at += token.len() + text[start + token.len()..].chars().next().map_or(0, char::len_utf8);
        (start, token)
    })
}
