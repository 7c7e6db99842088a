//! What a source's rows are made of, before they are read: its files by their content, and the rules they are read by.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::needs::{can_stream, needed_columns};
use super::{InputFile, Needs, Sessions, rules};
use crate::calendar::Calendar;
use crate::model::{Origin, Source};

/// A hash of all that is written to it.
#[derive(Debug, Default)]
pub(crate) struct HashWriter(Sha256);

impl Write for HashWriter {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

impl HashWriter {
    /// The hash of all that was written.
    pub(crate) fn hash(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// What is known of a source before it is read.
#[derive(Debug, Clone)]
pub(crate) enum Identity {
    /// All of it.
    Known {
        /// A hash of the rules.
        rules: [u8; 32],
        /// The files behind it.
        files: Vec<InputFile>,
        /// The sources behind it, and itself.
        behind: Vec<String>,
    },
    /// Nothing that takes time to read, or files that are looked at one by one.
    Apart,
    /// Too little: why.
    Unknown(String),
}

/// What is known of each source, for a run with this as-of day.
pub(crate) fn identities(
    sources: &[Source],
    needs: &Needs,
    calendar: &Calendar,
    as_of: NaiveDate,
    sessions: &Sessions,
) -> BTreeMap<String, Identity> {
    let mut known: BTreeMap<String, Identity> = BTreeMap::new();
    for source in sources {
        let identity = identity_of(source, sources, needs, calendar, as_of, sessions, &known);
        known.insert(source.id.clone(), identity.unwrap_or_else(Identity::Unknown));
    }
    known
}

fn identity_of(
    source: &Source,
    sources: &[Source],
    needs: &Needs,
    calendar: &Calendar,
    as_of: NaiveDate,
    sessions: &Sessions,
    known: &BTreeMap<String, Identity>,
) -> Result<Identity, String> {
    let mut words = HashWriter::default();
    let (mut files, mut behind) = (Vec::new(), Vec::new());
    // Hashing takes any words.
    let _ = match &source.origin {
        Origin::Files(_) if needs.contains_key(&source.id) && can_stream(source, sources) => {
            return Ok(Identity::Apart);
        }
        Origin::Files(feed) => {
            for file in &feed.files {
                match sessions.hashes().input_file(file) {
                    Ok(Some(input)) => files.push(input),
                    Ok(None) => return Err(format!("`{}` stands elsewhere", file.shown)),
                    // Whoever reads it says what is wrong.
                    Err(_) => return Err(format!("`{}` cannot be read", file.shown)),
                }
            }
            rules::of_feed(feed, &mut words)
                .and_then(|()| write!(words, "{:?}", needed_columns(source, sources, needs)))
        }
        Origin::Join { left, with } => {
            for side in std::iter::once(left).chain(with.iter().map(|with| &with.source)) {
                let Some(Identity::Known { rules, files: of_side, behind: ids }) = known.get(side) else {
                    return Err(format!("`{side}`, which it joins, is not kept"));
                };
                let _ = write!(words, "{rules:?}");
                files.extend(of_side.iter().cloned());
                behind.extend(ids.iter().cloned());
            }
            with.iter()
                .try_for_each(|join| rules::of_join(join, Some(as_of), &mut words))
                .and_then(|()| write!(words, "{:?}", needed_columns(source, sources, needs)))
        }
        Origin::Part { of } => {
            let Some(Identity::Known { rules, files: of_whole, behind: ids }) = known.get(of) else {
                return Err(format!("`{of}`, which it is a part of, is not kept"));
            };
            files.extend(of_whole.iter().cloned());
            behind.extend(ids.iter().cloned());
            write!(words, "{rules:?}")
        }
        Origin::Database(_) => return Err("its rows come from a database".to_owned()),
        Origin::Query(_) => return Err("it is a query".to_owned()),
        Origin::Entered(_) => return Ok(Identity::Apart),
    };
    let _ = rules::of_source(source, Some(as_of), &mut words)
        .and_then(|()| rules::of_calendar(calendar, &mut words));
    behind.push(source.id.clone());
    Ok(Identity::Known { rules: words.hash(), files, behind })
}
