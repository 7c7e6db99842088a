//! What can be profiled: a file, an address, a table of a database.

use std::path::Path;

use thiserror::Error;

use crate::data;
use crate::model::{
    Address, Asked, Database, Encoding, FeedFile, FileFormat, FileKind, Link, Location, OpenError, Server,
    Sheet, Skip,
};
use crate::problem::plain_address;

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
    /// The address of a database cannot be read.
    #[error("this is no address of a database: {0}")]
    Address(&'static str),
    /// The database does not answer.
    #[error(transparent)]
    Open(#[from] OpenError),
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
    let Some((address, shown)) = address else { return Ok(vec![ProfileTarget::File(file(name, asking)?)]) };
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
            asked: Asked::Table(table),
            columns: std::collections::BTreeMap::new(),
            used: None,
        })
    };
    Ok(tables.into_iter().map(table).collect())
}

fn file(name: &str, asking: &LookOptions) -> Result<FeedFile, TargetError> {
    let shown = plain_address(name).into_owned();
    let ending = Path::new(&shown).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let (kind, separator) = match ending.as_deref().map_or(Some((FileKind::Text, b',')), FileKind::of_ending)
    {
        Some(found) => found,
        // Programs write tables of text under many names.
        None if matches!(ending.as_deref(), Some("dat" | "log" | "asc" | "prn" | "fwf" | "psv" | "data")) => {
            (FileKind::Text, b',')
        }
        None => return Err(TargetError::Unknown(shown)),
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
            skip: Skip::default(),
            fixed: Vec::new(),
            sheet: Sheet { name: asking.sheet.clone(), ..Sheet::default() },
        },
        set: Vec::new(),
        partition: Vec::new(),
        rename: Vec::new(),
        from: None,
        until: None,
        columns: std::collections::BTreeMap::new(),
    })
}
