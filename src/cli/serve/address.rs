//! Addresses of pages: one place writes them, so that no link leads nowhere.

/// A part of an address: what a browser would take for something else is written by its number.
pub(super) fn part(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A report of a scorecard within the frame that follows it.
pub(super) fn report(card: &str, file: &str) -> String {
    format!("/card/{}/report/{}", part(card), part(file))
}

/// A file that a run would write.
pub(super) fn file(card: &str, file: &str) -> String {
    format!("/card/{}/file/{}", part(card), part(file))
}

/// The measures of a scorecard.
pub(super) fn measures(card: &str) -> String {
    format!("/card/{}/measures", part(card))
}

/// How a measure comes to its value.
pub(super) fn measure(card: &str, measure: &str) -> String {
    format!("{}/{}", measures(card), part(measure))
}

/// The sources of a scorecard.
pub(super) fn sources(card: &str) -> String {
    format!("/card/{}/sources", part(card))
}

/// What is in a file of a source.
pub(super) fn source(card: &str, number: usize) -> String {
    format!("{}/{number}", sources(card))
}
