//! A source's database: its address, and what is asked of it.

use super::document::source::Source;
use super::finding::SourceFinder;
use crate::measure::Text;
use crate::model::{Address, Database, DatabaseQuery, Server};
use crate::problem::{Problem, Problems, causes};

const SQLITE: &str = "sqlite:";

/// Whether a path is the address of a database.
pub(super) fn is_database(path: &Text) -> bool {
    [SQLITE, "postgres:", "postgresql:"].iter().any(|start| path.value.starts_with(start))
}

impl SourceFinder<'_> {
    /// The database of a source that names one; `None` when it cannot be found or asked.
    pub(super) fn database(&self, id: &str, source: &Source, problems: &mut Problems) -> Option<Database> {
        let path = source.path.as_ref().filter(|path| is_database(path))?;
        let columns = self.rules(&source.columns, problems);
        let asked = match (&source.table, &source.sql) {
            (Some(table), None) => Some((DatabaseQuery::Table(table.value.clone()), table.value.clone())),
            (None, Some(sql)) => {
                let query = sql.value.trim().trim_end_matches(';').to_owned();
                Some((DatabaseQuery::Query(query), format!("query {id}")))
            }
            (None, None) => {
                let cause = DatabaseWithoutTable { source: id.to_string() };
                problems.push(Problem::new(cause).at(path.span));
                None
            }
            // That both stand there is said where forms are checked.
            (Some(_), Some(_)) => None,
        };
        if path.value.contains("${") {
            // The variable that is not set has been said; there is no address.
            return None;
        }
        let (address, place) = match path.value.strip_prefix(SQLITE) {
            Some(file) => self.sqlite(path, file, problems)?,
            None => self.postgres(id, path, problems)?,
        };
        let (asked, what) = asked?;
        let shown = format!("{place} ({what})");
        Some(Database { id: id.to_owned(), address, shown, asked, columns, used: None })
    }

    fn sqlite(&self, path: &Text, file: &str, problems: &mut Problems) -> Option<(Address, String)> {
        let file = Text::new(file.trim_start_matches("//").to_owned(), path.span);
        let found = self.folders.find(&file.value, (self.beside)(path.span));
        let found = found.map_err(|problem| problems.push(self.unexpanded(problem, &file).at(path.span)));
        let found = found.ok()?.into_iter().next()?;
        let written = self.written(path);
        let shown = match written.contains("${") {
            true => written.to_owned(),
            false => format!("{SQLITE}{}", self.folders.shown(&found)),
        };
        Some((Address::Sqlite(found), shown))
    }

    fn postgres(&self, id: &str, path: &Text, problems: &mut Problems) -> Option<(Address, String)> {
        let written = self.written(path);
        if holds_password(written) {
            // Without a place: the line would be printed with it.
            problems.push(Problem::new(PasswordInAddress { source: id.to_string() }));
            return None;
        }
        match Server::parse(&path.value) {
            Ok(server) => {
                let shown = match written.contains("${") {
                    true => without_entry(written),
                    false => server.shown(),
                };
                Some((Address::Postgres(server), shown))
            }
            Err(reason) => {
                problems.push(Problem::new(NoAddress { reason: reason.to_owned() }).at(path.span));
                None
            }
        }
    }
}

/// Whether the password of an address is written out, as it is or as a default.
fn holds_password(written: &str) -> bool {
    let rest = written.split_once("://").map_or(written, |(_, rest)| rest);
    let entry = rest.rsplit_once('@').map_or("", |(entry, _)| entry);
    let password = match entry.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
        Some((_, after)) => after.strip_prefix(':').unwrap_or_default(),
        None => entry.split_once(':').map_or("", |(_, password)| password),
    };
    let is_variable = password.starts_with("${") && password.ends_with('}') && !password.contains(":-");
    !password.is_empty() && !is_variable
}

/// An address as written, its variables unresolved, without user, password and options.
fn without_entry(written: &str) -> String {
    let Some((scheme, rest)) = written.split_once("://") else {
        return written.to_owned();
    };
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    let place = place.split_once('?').map_or(place, |(place, _)| place);
    format!("{scheme}://{place}")
}

causes! {
    /// A database's source that does not say which of its rows.
    DatabaseWithoutTable { source: String } => MissingKey,
        "source `{source}` needs `table`",
        "add `table: orders`, or a query as `sql`";

    /// A password that stands in a definition.
    PasswordInAddress { source: String } => NotAllowed,
        "the address of source `{source}` holds a password",
        "write `${{PGPASSWORD}}` in its place, and set that variable";

    /// An address that is none of a database.
    NoAddress { reason: String } => WrongType,
        "this is no address of a database: {reason}",
        "write `postgres://user:${{PASSWORD}}@host:5432/database`; signs such as `/` in a password are written `%2F`";
}
