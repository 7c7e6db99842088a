//! What a source's keys may stand beside, and what nothing uses.

use super::sourcing::SourceResolver;
use crate::definition::database::is_database;
use crate::definition::document::source::Source as Keys;
use crate::measure::Text;
use crate::problem::{Exclusive, MissingKey, Problem, Span, causes, near};

impl SourceResolver<'_> {
    /// Exactly one of `path`, `files`, `join` and `from`, and nothing beside the last two that only files have.
    pub(super) fn check_form(&self, id: &Text, keys: &Keys) {
        let files_span = keys.files.as_ref().and_then(|files| files.first()).map(|entry| entry.path.span);
        let forms = [
            ("path", keys.path.as_ref().map(|text| text.span)),
            ("files", keys.files.as_ref().map(|_| files_span.unwrap_or(id.span))),
            ("join", keys.join.as_ref().map(|text| text.span)),
            ("from", keys.from.as_ref().map(|text| text.span)),
            ("sql", keys.sql.as_ref().filter(|_| keys.path.is_none()).map(|text| text.span)),
        ];
        let written: Vec<(&str, Span)> =
            forms.into_iter().filter_map(|(key, span)| Some((key, span?))).collect();
        match written.as_slice() {
            [] => {
                self.report(Problem::new(SourceWithoutPath { source: id.to_string() }).at(id.span));
            }
            [(a, _), (b, span), ..] => self.exclude(a, b, *span),
            [_] => {}
        }
        self.check_database(keys);
        self.check_register(keys);
        if keys.join.is_none()
            && let Some(entry) = keys.with.as_ref().and_then(|with| with.first())
        {
            self.report(
                Problem::new(MissingKey::new("with", "join"))
                    .at(entry.source.span)
                    .help("add `join: …`, the source whose rows are kept"),
            );
        }
        let own = match (&keys.join, &keys.from) {
            (Some(_), _) => "join",
            (None, Some(_)) => "from",
            (None, None) => return,
        };
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.span);
        let of_part = [
            ("entity", text(&keys.entity)),
            ("currency", text(&keys.currency)),
            ("stale_after", text(&keys.stale_after)),
            ("sheet", text(&keys.sheet)),
        ];
        let spans = [
            ("columns", keys.columns.first().map(|(name, _)| name.span)),
            (
                "unique",
                keys.unique.as_ref().map(|unique| unique.key.first().map_or(id.span, |text| text.span)),
            ),
            ("recorded", keys.recorded.as_ref().map(|text| text.span)),
            ("history_starts", keys.history_starts.as_ref().map(|text| text.span)),
            ("time_zone", keys.time_zone.as_ref().map(|text| text.span)),
            ("rejects", keys.rejects.as_ref().map(|rejects| rejects.at_most.span)),
            ("snapshot", keys.snapshot.as_ref().map(|value| value.span)),
            ("empty_periods", keys.empty_periods.as_ref().map(|value| value.span)),
            ("format", keys.format.as_ref().map(|_| id.span)),
        ];
        let of_part = of_part.into_iter().filter(|_| own == "from");
        for (key, span) in spans.into_iter().chain(of_part) {
            if let Some(span) = span {
                self.exclude(own, key, span);
            }
        }
    }

    /// A register is complete to as-of, and an event is no state.
    fn check_register(&self, keys: &Keys) {
        let Some(word) = &keys.empty_periods else { return };
        if keys.snapshot.is_some() {
            let problem = Problem::new(Exclusive::new("empty_periods", "snapshot"));
            let help = "a period without states is one that is not known yet, and no zero; remove one";
            self.report(problem.at(word.span).help(help));
        }
        if let Some(stale) = &keys.stale_after {
            let problem = Problem::new(Exclusive::new("empty_periods", "stale_after"));
            let help = "a register is complete to as-of, however old its newest row is; remove one";
            self.report(problem.at(stale.span).help(help));
        }
    }

    /// `table` is of databases, and what is asked of one is no text file.
    fn check_database(&self, keys: &Keys) {
        let is_database = keys.path.as_ref().is_some_and(is_database);
        match (&keys.table, &keys.sql) {
            (Some(table), Some(_)) => self.exclude("sql", "table", table.span),
            (Some(table), None) if !is_database => {
                self.report(Problem::new(TableOfFiles).at(table.span));
            }
            (None, Some(sql)) if keys.path.is_some() && !is_database => self.exclude("path", "sql", sql.span),
            _ => {}
        }
        let asked = if keys.sql.is_some() { Some("sql") } else { is_database.then_some("table") };
        if let (Some(key), Some(format)) = (asked, &keys.format) {
            let marks = [&format.separator, &format.decimal, &format.thousands, &format.quote];
            let span = marks.into_iter().flatten().next().or(keys.table.as_ref()).or(keys.sql.as_ref());
            if let Some(text) = span {
                self.exclude(key, "format", text.span);
            }
        }
    }

    fn exclude(&self, a: &str, b: &str, span: Span) {
        let problem = Problem::new(Exclusive::new(a, b)).at(span);
        self.report(match a {
            "join" => problem.help("it belongs to the source whose rows are kept"),
            "from" => problem.help("it belongs to the source whose rows these are"),
            _ => problem.help("keep one"),
        });
    }

    /// Sources, filters and derived columns of the scorecard's own file that nothing names.
    pub(super) fn unused(&self) {
        let written = &self.drafted.written;
        let own = |text: &Text| text.span.file == self.drafted.file;
        let unused = |what: &str, id: &Text| {
            self.report(Problem::new(Unused { what: what.to_string(), id: id.to_string() }).at(id.span));
        };
        for (id, keys) in self.drafted.document.sources.iter().filter(|(id, _)| own(id)) {
            if !written.named_sources.contains(&id.value) {
                // Whoever misspelt it is told so, and has no use for more.
                let others = written.named_sources.iter().map(String::as_str);
                let mut others = others.filter(|named| !written.sources.contains(*named));
                if !others.any(|named| near(named, std::iter::once(id.value.as_str())).is_some()) {
                    unused("source", id);
                }
                continue;
            }
            keys.derive
                .keys()
                .filter(|id| !written.words.contains(&id.value))
                .for_each(|id| unused("derived column", id));
            keys.filters
                .keys()
                .filter(|id| !written.words.contains(&id.value))
                .for_each(|id| unused("filter", id));
        }
    }
}

causes! {
    /// A source that does not say where its rows are.
    SourceWithoutPath { source: String } => MissingKey,
        "source `{source}` needs `path`",
        "add `path: data/rows.csv`, or `files`, or `join`, or `from`, or `sql`";

    /// `table` of a source that is no database.
    TableOfFiles => NotAllowed,
        "`table` may not be used here",
        "it is of databases: `path: sqlite:data/shop.db`";

    /// Something that nothing names.
    Unused { what: String, id: String } => Unused,
        "{what} `{id}` is never used",
        "remove it";
}
