//! Sources: columns, derived columns, filters, the day of a row; a join or a part after what it is made of.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use datafusion::logical_expr::Case;
use datafusion::prelude::{Expr, lit};
use datafusion::scalar::ScalarValue;

use super::calendar::zone;
use super::currency;
use super::expressions::define;
use super::join::{computed, no_column};
use crate::calendar::{Calendar, Duration, Grain};
use crate::definition::database::is_database;
use crate::definition::document::source::{
    CellKeys, EmptyWord, FileEntry, KeepWord, MatchWord, SnapshotWord, Source as Keys,
};
use crate::definition::feed::{REJECTS, column_type, day};
use crate::definition::number;
use crate::definition::open::Sheet;
use crate::form::{Form, Pairs};
use crate::measure::expression::{KnownColumn, date_literal, row};
use crate::measure::expression_problem;
use crate::measure::{ColumnType, SourceWords, Text, Typed, Vocabulary, not_yet};
use crate::model::{Column, Keep, NAMED_DAY, OpenError, Origin, Source, varying};
use crate::problem::{Code, Problem, Problems, Span, near};

/// Columns of a source that are told to be unknown; among many others the nearest name of each is looked for.
const UNKNOWN: usize = 200;

/// Sources of which one may be made of the next.
const DEEPEST: usize = 64;

/// What sources are resolved with.
pub(super) struct Sourcing<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) headers: &'a BTreeMap<String, Result<Vec<Column>, OpenError>>,
    pub(super) calendar: &'a Calendar,
    pub(super) currency: Option<&'a str>,
    pub(super) problems: &'a RefCell<Problems>,
}

/// A source with what its words mean.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) source: Source,
    pub(super) words: SourceWords,
    pub(super) columns: Vec<Column>,
    /// Columns whose own fault is reported, so that nobody calls them unknown.
    pub(super) broken: BTreeSet<String>,
}

/// All sources that could be resolved, a join after its sides.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) order: Vec<String>,
    pub(super) by_id: BTreeMap<String, Option<Resolved>>,
}

impl Sources {
    /// Messages that would blame what uses a source for a fault of the source.
    pub(super) fn echoes(&self, written: &BTreeSet<String>) -> BTreeSet<String> {
        let mut echoes = BTreeSet::new();
        for id in written {
            match self.by_id.get(id).and_then(Option::as_ref) {
                Some(resolved) => echoes.extend(resolved.broken.iter().map(|name| no_column(id, name))),
                None => {
                    echoes.insert(format!("no source `{id}`"));
                }
            }
        }
        echoes
    }
}

impl Sourcing<'_> {
    /// Resolves the sources that measures use, and checks the form of the others.
    pub(super) fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        for (id, keys) in self.sheet.document.sources.iter() {
            self.check_form(id, keys);
            if self.sheet.used.contains(&id.value) {
                self.resolve(&id.value, &mut Vec::new(), &mut sources);
            }
        }
        self.unused();
        sources
    }

    pub(super) fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(super) fn resolve(&self, id: &str, path: &mut Vec<String>, sources: &mut Sources) {
        if sources.by_id.contains_key(id) {
            return;
        }
        let Some((key, keys)) = self.sheet.document.sources.iter().find(|(key, _)| key.value == id) else {
            return;
        };
        if self.is_deep(keys) {
            let message = format!("sources are made of one another, more than {DEEPEST} of them");
            let problem = Problem::new(Code::TooLarge, message).at(key.span);
            self.report(problem.help("put joins and conditions together"));
            sources.by_id.insert(id.to_owned(), None);
            return;
        }
        path.push(id.to_owned());
        let resolved = match (&keys.join, &keys.path, &keys.sql) {
            (Some(_), ..) => self.joined(&key.value, key.span, keys, path, sources),
            _ if keys.from.is_some() => self.part(&key.value, keys, path, sources),
            (None, None, Some(sql)) => self.query(&key.value, sql, keys, path, sources),
            (None, Some(path), _) if is_database(path) => self.database(&key.value, key.span, keys),
            _ => self.plain(&key.value, key.span, keys),
        };
        path.pop();
        if sources.by_id.insert(id.to_owned(), resolved).is_none() {
            sources.order.push(id.to_owned());
        }
    }

    /// Whether a source is made of another, which is made of another, and so on beyond what is allowed.
    fn is_deep(&self, keys: &Keys) -> bool {
        let made_of = |keys: &&Keys| {
            let id = keys.join.as_ref().or(keys.from.as_ref())?;
            self.sheet.document.sources.iter().find(|(key, _)| key.value == id.value).map(|(_, keys)| keys)
        };
        // A circle is told by whoever comes to its end.
        let mut seen = BTreeSet::new();
        let behind = std::iter::successors(Some(keys), made_of);
        behind.take_while(|keys| seen.insert(std::ptr::from_ref::<Keys>(keys))).nth(DEEPEST).is_some()
    }

    /// A source with files.
    fn plain(&self, id: &str, span: Span, keys: &Keys) -> Option<Resolved> {
        let feed = self.sheet.feeds.iter().find(|feed| feed.id == id)?;
        let columns = self.header(id, span, keys)?;
        self.uncalculated(id, keys.path.as_ref().map_or(span, |path| path.span), &columns);
        let is_loose = feed.files.iter().any(|file| file.format.kind.is_loose());
        Some(self.own(id, keys, Origin::Files(feed.clone()), columns, is_loose))
    }

    /// Some programs write 0 for every formula, because they calculate nothing.
    fn uncalculated(&self, id: &str, span: Span, columns: &[Column]) {
        let used = self.used(id, columns);
        let is_used = |column: &&Column| used.as_ref().is_none_or(|used| used.contains(&column.name));
        for column in columns.iter().filter(is_used) {
            for book in &column.uncalculated {
                let message = format!(
                    "all formulas of `{}` in `{book}` hold 0, and the workbook asks to be calculated first",
                    column.name
                );
                let problem = Problem::new(Code::FormulasAllZero, message).at(span);
                self.report(
                    problem.help("open it in a spreadsheet program and save it, which stores the results"),
                );
            }
        }
    }

    /// The columns found in a source, or the problem that there are none.
    pub(super) fn header(&self, id: &str, span: Span, keys: &Keys) -> Option<Vec<Column>> {
        match self.headers.get(id)? {
            Ok(columns) => Some(columns.clone()),
            Err(error) => {
                self.report(self.cannot_open(keys, span, error));
                None
            }
        }
    }

    /// A source with columns of its own; whether text may mean that nobody gave them a type.
    pub(super) fn own(
        &self,
        id: &str,
        keys: &Keys,
        origin: Origin,
        columns: Vec<Column>,
        is_loose: bool,
    ) -> Resolved {
        let known = columns.iter().map(|column| {
            let undeclared = is_loose && !column.declared && column.kind == ColumnType::Text;
            (column.name.clone(), KnownColumn { kind: column.kind, undeclared })
        });
        let vocabulary = Vocabulary {
            source: id.to_owned(),
            zone: self.calendar.time_zone,
            columns: known.collect(),
            computed: BTreeMap::new(),
            filters: BTreeMap::new(),
        };
        let source = Source {
            id: id.to_owned(),
            origin: origin.in_currency(self.currency),
            derive: Vec::new(),
            filter: None,
            day: None,
            time: None,
            time_zone: keys
                .time_zone
                .as_ref()
                .and_then(|text| zone(text, self.problems))
                .unwrap_or(self.calendar.time_zone),
            recorded: None,
            customer: None,
            entity: None,
            allocate: None,
            unique: Vec::new(),
            keep: None,
            history_starts: None,
            stale_after: None,
            snapshot: keys.snapshot.as_ref().map(|word| grain_of_snapshot(word.value)),
            is_register: keys.empty_periods.as_ref().is_some_and(|word| word.value == EmptyWord::Zero),
            rejects_at_most: REJECTS,
        };
        let partial = columns.iter().filter(|column| column.in_files < column.files);
        let absent_in = partial.map(|c| (c.name.clone(), (c.files - c.in_files, c.files))).collect();
        let snapshot = source.snapshot;
        let words = SourceWords { vocabulary, day: None, customer: None, absent_in, snapshot, part: None };
        let mut resolved = Resolved { source, words, columns, broken: BTreeSet::new() };
        self.declared(keys, &mut resolved);
        self.own_keys(keys, &mut resolved);
        self.keys_of_files(keys, &mut resolved);
        resolved
    }

    /// Another source, widened.
    fn joined(
        &self,
        id: &str,
        span: Span,
        keys: &Keys,
        path: &mut Vec<String>,
        sources: &mut Sources,
    ) -> Option<Resolved> {
        let left = keys.join.as_ref()?;
        let mut whole = true;
        for side in std::iter::once(left).chain(keys.with.iter().flatten().map(|entry| &entry.source)) {
            whole &= self.needs(side, "a source joins only sources that do not need it", path, sources);
        }
        let find = |id: &str| sources.by_id.get(id).and_then(Option::as_ref);
        let base = find(&left.value).filter(|_| whole)?;
        let mut resolved = base.clone();
        resolved.source.id = id.to_owned();
        resolved.source.derive = Vec::new();
        resolved.source.filter = None;
        resolved.words.vocabulary.source = id.to_owned();
        // What a part computes is a column of what is made of it.
        resolved.words.vocabulary.computed.clear();
        resolved.words.part = None;
        if keys.with.as_ref().is_none_or(|with| with.is_empty()) {
            let problem = Problem::new(Code::MissingKey, "`join` needs `with`").at(span);
            self.report(problem.help("add `with: [{ source: …, key: …, match: one }]`"));
        }
        let mut with = Vec::new();
        for entry in keys.with.iter().flatten() {
            let repeated = find(&entry.source.value).filter(|_| entry.matching.value == MatchWord::Many);
            if repeated.is_some_and(|right| repeats(&right.source, &find)) {
                let message = format!("`{}` has several rows for one that it widens", entry.source);
                let problem = Problem::new(Code::JoinMultiplies, message).at(entry.source.span);
                self.report(problem.help("an aggregate would take each of them; join what it widens"));
            }
            let join = find(&entry.source.value)
                .and_then(|right| self.widen(&left.value, entry, &mut resolved, right));
            match join {
                Some(join) => with.push(join),
                // What this join would have brought is not known, so nothing can be said of the rest.
                None => whole = false,
            }
        }
        resolved.source.origin = Origin::Join { left: left.value.clone(), with };
        self.own_keys(keys, &mut resolved);
        whole.then_some(resolved)
    }

    /// Resolves a source that another needs; whether it does not need that other itself.
    pub(super) fn needs(
        &self,
        side: &Text,
        help: &str,
        path: &mut Vec<String>,
        sources: &mut Sources,
    ) -> bool {
        if let Some(start) = path.iter().position(|on_path| *on_path == side.value) {
            let names =
                path[start..].iter().chain(std::iter::once(&side.value)).map(|name| format!("`{name}`"));
            let message = names.collect::<Vec<_>>().join(" needs ");
            self.report(Problem::new(Code::DeriveCycle, message).at(side.span).help(help));
            return false;
        }
        if !self.sheet.written.sources.contains(&side.value) {
            let near = near(&side.value, self.sheet.written.sources.iter().map(String::as_str));
            let problem = Problem::new(Code::UnknownId, format!("no source `{side}`")).at(side.span);
            self.report(problem.did_you_mean(near));
        }
        self.resolve(&side.value, path, sources);
        true
    }

    /// What any source may add: derived columns, filters, condition, time and customer.
    pub(super) fn own_keys(&self, keys: &Keys, resolved: &mut Resolved) {
        let defined = define(keys, &mut resolved.words.vocabulary, self.problems);
        resolved.broken.extend(defined.broken);
        for (name, expr, kind) in defined.derive {
            resolved.columns.extend(kind.map(|kind| computed(&name, kind)));
            resolved.source.derive.push((name, expr));
        }
        if let Some(text) = &keys.condition {
            match row::condition(&text.value, &resolved.words.vocabulary) {
                Ok(condition) => resolved.source.filter = Some(condition),
                Err(error) => self.report_unless_broken(expression_problem(text, error), resolved),
            }
        }
        match &keys.time {
            Some(Form::Short(text)) => self.time(text, resolved),
            Some(Form::Full(time)) => {
                let name = &time.from_file_name;
                if keys.join.is_some() {
                    let problem = Problem::new(Code::WrongType, "a join has no files that could name a day");
                    self.report(problem.at(name.span).help("write `time: …` with a column"));
                }
                let day = row::column(NAMED_DAY);
                resolved.source.day = Some(day.clone());
                resolved.words.day = Some((day, name.value.clone()));
            }
            None => {}
        }
        if let Some(text) = &keys.customer {
            // A customer that is no column is wrong once, here, not in every kind that needs one.
            self.column(text, resolved);
            resolved.source.customer = Some(text.value.clone());
            resolved.words.customer = Some(text.value.clone());
        }
        if keys.from.is_none() {
            self.entity(keys, resolved);
        }
        self.currency(keys);
        if let Some(text) = &keys.stale_after {
            match text.value.parse::<Duration>() {
                Ok(duration) => resolved.source.stale_after = Some(duration),
                Err(error) => {
                    let message = error.to_string();
                    let (message, help) = message.split_once("; ").unwrap_or((&message, "write `1 month`"));
                    self.report(Problem::new(Code::DurationUnit, message).at(text.span).help(help));
                }
            }
        }
    }

    /// The column of a row's entity: its own, else that of the scorecard where it has it.
    fn entity(&self, keys: &Keys, resolved: &mut Resolved) {
        let by = self.sheet.document.entity.as_ref().and_then(|entity| entity.by.as_ref());
        match (&keys.entity, by) {
            (Some(own), None) => {
                let problem =
                    Problem::new(Code::MissingKey, "`entity` of a source needs that of the scorecard");
                self.report(problem.at(own.span).help("add `entity: { name: …, by: … }` to the scorecard"));
            }
            (Some(own), Some(_)) => {
                self.column(own, resolved);
                resolved.source.entity = Some(own.value.clone());
            }
            (None, Some(by)) if resolved.columns.iter().any(|column| column.name == by.value) => {
                resolved.source.entity = Some(by.value.clone());
            }
            (None, _) => {}
        }
        self.allocate(resolved);
    }

    /// The column by which a row of several entities is split, where joins make several rows of one.
    fn allocate(&self, resolved: &mut Resolved) {
        let entity = self.sheet.document.entity.as_ref();
        let Some(column) = entity.and_then(|entity| entity.allocate.as_ref()) else { return };
        let is_repeated = matches!(&resolved.source.origin,
            Origin::Join { with, .. } if with.iter().any(|join| !join.rows.is_empty()));
        let Some(known) = resolved.words.vocabulary.columns.get(&column.value).filter(|_| is_repeated) else {
            return;
        };
        if known.kind.is_numeric() {
            resolved.source.allocate = Some(column.value.clone());
        } else {
            let message = format!("`{column}` is {}", known.kind.word());
            let problem = Problem::new(Code::TypeMismatch, message).at(column.span);
            self.report(problem.help("`allocate` splits in proportion to a number"));
        }
    }

    /// What only a source with files has.
    fn keys_of_files(&self, keys: &Keys, resolved: &mut Resolved) {
        let key = keys.unique.iter().flat_map(|unique| &unique.key);
        let key = key.filter(|text| self.column(text, resolved).is_some());
        resolved.source.unique = key.map(|text| text.value.clone()).collect();
        if let Some(keep) = keys.unique.as_ref().and_then(|unique| unique.keep.as_ref()) {
            resolved.source.keep = Some(match keep.value {
                KeepWord::First => Keep::First,
                KeepWord::Last => Keep::Last,
            });
            if let Some(recorded) = &keys.recorded {
                let problem = Problem::new(Code::TwoForms, "`keep` and `recorded` exclude each other");
                let help = "`keep` goes by the `time` of a row, `recorded` by when it was recorded; keep one";
                self.report(problem.at(keep.span).related(recorded.span, "recorded here").help(help));
            }
            if keys.time.is_none() {
                let message = format!("source `{}` has no `time`", resolved.source.id);
                let problem = Problem::new(Code::NoTime, message).at(keep.span);
                self.report(
                    problem.help("add `time: …`, the column that says which row is first and which last"),
                );
            }
        }
        if let Some(text) = &keys.recorded {
            if keys.unique.as_ref().is_none_or(|unique| unique.key.is_empty()) {
                let problem = Problem::new(Code::RecordedNeedsUnique, "versions need a key").at(text.span);
                self.report(problem.help("add `unique: […]`"));
            }
            match self.column(text, resolved) {
                Some(known) if known.kind.is_temporal() => {
                    resolved.source.recorded = Some(text.value.clone())
                }
                Some(known) => self.report(not_a_date(text, known.kind, &resolved.source.id)),
                None => {}
            }
        }
        if let Some(text) = &keys.history_starts {
            resolved.source.history_starts = day(text, &mut self.problems.borrow_mut());
        }
        if let Some(rejects) = &keys.rejects {
            let text = &rejects.at_most;
            match share(&text.value) {
                Some(share) => resolved.source.rejects_at_most = share,
                None => {
                    let message = format!("`at_most` takes a percent, this is `{text}`");
                    self.report(
                        Problem::new(Code::WrongType, message).at(text.span).help("write `at_most: 1%`"),
                    );
                }
            }
        }
        let later = [("rates", &keys.rates), ("rates_at", &keys.rates_at)];
        for (key, value) in later {
            if let Some(value) = value {
                self.report(not_yet(&format!("`{key}`")).at(value.span));
            }
        }
    }

    /// The day of a row, from the column that `time` names.
    fn time(&self, text: &Text, resolved: &mut Resolved) {
        let column = resolved.words.vocabulary.column(&text.value);
        let expr = match self.column(text, resolved).map(|known| known.kind) {
            Some(ColumnType::Wave) => self.first_day_of_wave(column),
            Some(kind) if kind.is_temporal() => {
                row::to_day(&Typed { expr: column, kind: Some(kind), column: None })
            }
            // A time that is no date is wrong once, here, not in every measure of the source.
            None => no_day(),
            Some(kind) => {
                self.report(not_a_date(text, kind, &resolved.source.id));
                no_day()
            }
        };
        resolved.source.day = Some(expr.clone());
        resolved.source.time = Some(text.value.clone());
        resolved.words.day = Some((expr, text.value.clone()));
    }

    /// A wave stands for its first day; labels that are no wave have no day.
    fn first_day_of_wave(&self, label: Expr) -> Expr {
        let whens = self.calendar.waves.iter().map(|wave| {
            let is_wave = label.clone().eq(lit(wave.label.as_str()));
            (Box::new(is_wave), Box::new(date_literal(wave.first)))
        });
        let whens: Vec<_> = whens.collect();
        match whens.is_empty() {
            true => no_day(),
            false => Expr::Case(Case::new(None, whens, None)),
        }
    }

    fn currency(&self, keys: &Keys) {
        let Some(text) = &keys.currency else { return };
        if !text.value.chars().all(|c| c.is_ascii_uppercase()) {
            self.report(not_yet("a column in `currency`").at(text.span));
            return;
        }
        match (currency::code(text), self.currency) {
            (Err(problem), _) => self.report(problem),
            (Ok(code), Some(own)) if code != own => {
                let message = format!("a source holds {code}, the scorecard {own}");
                let problem = Problem::new(Code::MixedCurrency, message).at(text.span);
                self.report(problem.help("convert it before; `rates` is not carried out yet"));
            }
            _ => {}
        }
    }

    /// Columns that rules name must be there, and those that some files lack are noted.
    fn declared(&self, keys: &Keys, resolved: &mut Resolved) {
        let entries = || keys.files.iter().flatten();
        let mut judged: BTreeSet<&str> = BTreeSet::new();
        let find = |name: &str| resolved.columns.iter().find(|column| column.name == name);
        let renamed = entries().flat_map(|entry: &FileEntry| entry.rename.iter());
        let renamed: Vec<&(Text, Text)> = renamed.collect();
        for (new, old) in &renamed {
            if judged.insert(&new.value) && find(&new.value).is_none() {
                let problem = Problem::new(Code::UnknownColumn, no_column(&resolved.source.id, &old.value))
                    .at(old.span);
                let names = resolved.columns.iter().map(|column| column.name.as_str());
                self.report(
                    problem
                        .help("old names are read with their capitals; blanks around them do not matter")
                        .did_you_mean(near(&old.value, names)),
                );
                resolved.broken.insert(new.value.clone());
            }
        }
        let all: Vec<&Pairs<CellKeys>> =
            std::iter::once(&keys.columns).chain(entries().map(|entry| &entry.columns)).collect();
        let mut unknown = 0;
        for (name, keys) in all.iter().flat_map(|columns| columns.iter()) {
            if unknown < UNKNOWN && judged.insert(&name.value) && self.column(name, resolved).is_none() {
                meant(name, keys, resolved);
                unknown += 1;
            }
        }
        let named = all.iter().flat_map(|columns| columns.keys()).chain(renamed.iter().map(|(new, _)| new));
        let mut noted: BTreeSet<&str> = BTreeSet::new();
        for name in named {
            let partial = resolved
                .columns
                .iter()
                .find(|column| column.name == name.value && column.in_files < column.files);
            let Some(column) = partial.filter(|_| noted.insert(&name.value)) else {
                continue;
            };
            let message =
                format!("`{name}` is absent in {} of {} files", column.files - column.in_files, column.files);
            self.report(Problem::new(Code::ColumnAbsentInFile, message).at(name.span));
        }
    }

    fn cannot_open(&self, keys: &Keys, span: Span, error: &OpenError) -> Problem {
        let shown = error.shown();
        let paths = || keys.path.iter().chain(keys.files.iter().flatten().map(|entry| &entry.path));
        let named = paths().find(|path| shown.ends_with(&path.value)).or_else(|| paths().next());
        let asked = match error {
            OpenError::MissingTable { .. } => keys.table.as_ref(),
            OpenError::Refused { .. } => keys.sql.as_ref(),
            _ => None,
        };
        let place = asked.or(named).map_or(span, |text| text.span);
        let problem = Problem::new(error.code(), error.to_string()).at(place);
        match error.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}

/// Whether a source repeats rows of what it widens.
fn repeats<'s>(source: &'s Source, find: &dyn Fn(&str) -> Option<&'s Resolved>) -> bool {
    !varying(source, &|id| find(id).map(|resolved| &resolved.source)).is_empty()
}

/// A column that nobody gave a type and whose name is nearest to one that is not there was meant: it takes that one's type,
/// so that a name written wrong is one problem and not as many as there are places that need the type.
fn meant(name: &Text, keys: &CellKeys, resolved: &mut Resolved) {
    let columns = &mut resolved.words.vocabulary.columns;
    let untyped = columns.iter().filter(|(_, known)| known.undeclared).map(|(column, _)| column.as_str());
    let Some(column) = near(&name.value, untyped).map(str::to_owned) else { return };
    let kind = column_type(keys);
    resolved.columns.iter_mut().filter(|own| own.name == column).for_each(|own| own.kind = kind);
    columns.insert(column, KnownColumn { kind, undeclared: false });
}

fn no_day() -> Expr {
    lit(ScalarValue::Date32(None))
}

fn not_a_date(text: &Text, kind: ColumnType, source: &str) -> Problem {
    let problem = Problem::new(Code::TimeNotDate, format!("`{text}` is {}", kind.word())).at(text.span);
    problem.help(format!("add `columns: {{ {text}: date }}` to source `{source}`, or a `format`"))
}

fn grain_of_snapshot(word: SnapshotWord) -> Grain {
    match word {
        SnapshotWord::Week => Grain::Week,
        SnapshotWord::Month => Grain::Month,
        SnapshotWord::Quarter => Grain::Quarter,
        SnapshotWord::Year => Grain::Year,
    }
}

/// `1%`, `1 %` or `0.01` as a fraction from 0 to 1.
fn share(text: &str) -> Option<f64> {
    let share = match text.trim().strip_suffix('%') {
        Some(percent) => number::number(percent.trim())? / 100.0,
        None => number::number(text.trim())?,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}
