//! What can be profiled: a file, an address, a table of a database.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::data;
use crate::definition::{matching, sheet_of};
use crate::model::{
    Address, Database, DatabaseQuery, Encoding, FeedFile, FileFormat, FileKind, Link, Location, OpenError,
    Server, Skip,
};
use crate::problem::address_without_secrets;

use super::opened_table::are_alike;
use super::sniff;

const SQLITE: &str = "sqlite:";

/// What a person says beside the names.
#[derive(Debug, Clone, Default)]
pub struct LookOptions {
    /// The sheet of workbooks.
    pub sheet: Option<String>,
    /// The table of databases; all of them when absent.
    pub table: Option<String>,
}

/// A file or a table that can be looked at.
#[derive(Debug, Clone)]
pub enum ProfileTarget {
    /// A file here or elsewhere.
    File(FeedFile),
    /// Files of one shape, as a source with `*` in its path reads them.
    Files {
        /// The path with `*`.
        pattern: String,
        /// The first by name.
        first: Box<FeedFile>,
        /// The others.
        later: Vec<FeedFile>,
    },
    /// A table of a database.
    Table(Database),
}

/// Why a name leads nowhere.
#[derive(Debug, Error)]
pub enum TargetError {
    /// Nothing says how such files are written.
    #[error(
        "cannot tell the format of `{0}`: names end in `.csv`, `.tsv`, `.txt`, `.parquet`, `.arrow`, `.json`, `.jsonl`, `.xlsx`, `.xls` or `.ods`"
    )]
    Unknown(String),
    /// It has to be unpacked first.
    #[error("`{0}` is packed: unpack it, and name the files in it")]
    Packed(String),
    /// What is said of cells is no range of them.
    #[error(
        "`{0}` names no cells: write a sheet's name, or `Orders!B3:F200`, `Orders!B:F`, `Orders!B3` for all from there on"
    )]
    NoCells(String),
    /// The address of a database cannot be read.
    #[error("this is no address of a database: {0}")]
    Address(&'static str),
    /// The database does not answer.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A path with `*` that no file fits.
    #[error("no file is called `{0}`; `*` stands for anything in a name, and hidden files are passed over")]
    NoFile(String),
    /// A database without a table.
    #[error("`{0}` has no table")]
    NoTable(String),
}

/// What a name stands for; of a database without a table named, all its tables.
///
/// # Errors
/// It is nothing that can be looked at.
pub fn targets(name: &str, asking: &LookOptions) -> Result<Vec<ProfileTarget>, TargetError> {
    let address = match name.strip_prefix(SQLITE) {
        Some(path) => Some((Address::Sqlite(path.trim_start_matches("//").into()), name.to_owned())),
        None if name.starts_with("postgres:") || name.starts_with("postgresql:") => {
            let server = Server::parse(name).map_err(TargetError::Address)?;
            let shown = server.shown();
            Some((Address::Postgres(server), shown))
        }
        None => None,
    };
    let Some((address, shown)) = address else {
        let is_pattern = name.contains('*') && !name.contains("://");
        return Ok(vec![if is_pattern {
            files(name, asking)?
        } else {
            ProfileTarget::File(file(name, asking)?)
        }]);
    };
    let tables = match &asking.table {
        Some(table) => vec![table.clone()],
        None => data::tables(&address, &shown)?,
    };
    if tables.is_empty() {
        return Err(TargetError::NoTable(shown));
    }
    let table = |table: String| {
        ProfileTarget::Table(Database {
            id: table.clone(),
            address: address.clone(),
            shown: shown.clone(),
            asked: DatabaseQuery::Table(table),
            columns: std::collections::BTreeMap::new(),
            used: None,
        })
    };
    Ok(tables.into_iter().map(table).collect())
}

/// The files that a path with `*` stands for.
fn files(pattern: &str, asking: &LookOptions) -> Result<ProfileTarget, TargetError> {
    let found = matching(Path::new(pattern));
    let named = found.iter().map(|path| file(&path.to_string_lossy(), asking));
    let mut files = named.collect::<Result<Vec<_>, _>>()?;
    if files.is_empty() {
        return Err(TargetError::NoFile(pattern.to_owned()));
    }
    let first = files.remove(0);
    let pattern = pattern.to_owned();
    Ok(ProfileTarget::Files { pattern, first: Box::new(first), later: files })
}

/// The same names, but one with `*` for files that are one source by the looks of them: their names differ in digits alone,
/// as a table of each month has, they have most of their columns in common, and no other file fits.
pub fn together(names: &[String], asking: &LookOptions) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut taken = vec![false; names.len()];
    for (at, name) in names.iter().enumerate() {
        if taken[at] {
            continue;
        }
        let Some(pattern) = with_wildcard(name) else {
            out.push(name.clone());
            continue;
        };
        let same: Vec<usize> = (at..names.len())
            .filter(|other| with_wildcard(&names[*other]).as_ref() == Some(&pattern))
            .collect();
        let mut own: Vec<PathBuf> = same.iter().map(|at| PathBuf::from(&names[*at])).collect();
        own.sort();
        own.dedup();
        let fitting = matching(Path::new(&pattern));
        if own.len() > 1 && fitting == own && have_same_layout(&own, asking) {
            same.iter().for_each(|at| taken[*at] = true);
            out.push(pattern);
        } else {
            out.push(name.clone());
        }
    }
    out
}

/// A path with `*` for all from the first to the last digit of its name; `None` where it has none.
fn with_wildcard(path: &str) -> Option<String> {
    if path.contains("://") || path.contains('*') || path.starts_with(SQLITE) {
        return None;
    }
    let start = path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let end = path.rfind('.').filter(|at| *at > start).unwrap_or(path.len());
    let name = &path[start..end];
    let is_digit = |c: char| c.is_ascii_digit();
    let (first, last) = (name.find(is_digit)?, name.rfind(is_digit)?);
    Some(format!("{}{}*{}{}", &path[..start], &name[..first], &name[last + 1..], &path[end..]))
}

/// Whether files have most of their columns in common and are read in the same way: one `format` stands for all of them.
fn have_same_layout(paths: &[PathBuf], asking: &LookOptions) -> bool {
    let shape = |path: &PathBuf| {
        let mut file = file(&path.to_string_lossy(), asking).ok()?;
        if file.format.kind == FileKind::Text {
            sniff::text(&mut file).ok()?;
        }
        let glance = data::FilePreview::open(&file).ok()?;
        let names: Vec<String> = glance.columns.iter().map(|column| column.name.clone()).collect();
        Some((file.format, names))
    };
    let mut all = paths.iter().map(shape);
    let Some(Some((format, names))) = all.next() else { return false };
    all.all(|other| other.is_some_and(|(own, others)| own == format && are_alike(&names, &others)))
}

fn file(name: &str, asking: &LookOptions) -> Result<FeedFile, TargetError> {
    let shown = address_without_secrets(name).into_owned();
    if let Some(sheet) = asking.sheet.as_ref().filter(|sheet| sheet_of(sheet).is_none()) {
        return Err(TargetError::NoCells(sheet.clone()));
    }
    let ending = Path::new(&shown).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let (kind, separator) = match ending.as_deref().map_or(Some((FileKind::Text, b',')), FileKind::of_ending)
    {
        Some(found) => found,
        // Programs write tables of text under many names.
        None if matches!(ending.as_deref(), Some("dat" | "log" | "asc" | "prn" | "fwf" | "psv" | "data")) => {
            (FileKind::Text, b',')
        }
        None => {
            let is_packed =
                matches!(ending.as_deref(), Some("gz" | "zip" | "7z" | "bz2" | "xz" | "zst" | "rar" | "tar"));
            return Err(if is_packed { TargetError::Packed(shown) } else { TargetError::Unknown(shown) });
        }
    };
    let is_elsewhere = ["s3://", "https://", "http://"].iter().any(|start| name.starts_with(start));
    let location =
        if is_elsewhere { Location::Remote(Link::new(name)) } else { Location::Local(name.into()) };
    Ok(FeedFile {
        location,
        shown,
        format: FileFormat {
            kind,
            separator,
            decimal: '.',
            thousands: None,
            encoding: Encoding("utf-8"),
            quote: b'"',
            header_row: 1,
            header_lines: 1,
            rows: None,
            skip: Skip::default(),
            fixed: Vec::new(),
            sheet: asking.sheet.as_deref().and_then(sheet_of).unwrap_or_default(),
        },
        set: Vec::new(),
        partition: Vec::new(),
        rename: Vec::new(),
        from: None,
        until: None,
        columns: std::collections::BTreeMap::new(),
    })
}
