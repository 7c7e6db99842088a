//! Sources: columns, derived columns, filters, the day of a row; a join or a part after what it is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::calendar::zone;
use super::expressions::DependencyCycle;
use super::keys::grain_of_snapshot;
use super::sourcing::{ResolvedSource, SourceResolver};
use crate::definition::database::is_database;
use crate::definition::document::join::MatchWord;
use crate::definition::document::source::{CellKeys, EmptyWord, FileEntry, Source as Keys};
use crate::definition::feed::{REJECTS, column_type};
use crate::form::Pairs;
use crate::measure::expression::KnownColumn;
use crate::measure::{ColumnType, SourceWords, Text, Vocabulary};
use crate::model::{Column, OpenError, Origin, Source, varying_columns};
use crate::problem::{MissingKey, Problem, Raised, Span, UnknownColumn, UnknownId, causes, near};

/// Columns of a source that are told to be unknown; among many others the nearest name of each is looked for.
const UNKNOWN: usize = 200;

/// Sources of which one may be made of the next.
const DEEPEST: usize = 64;

/// All sources that could be resolved, a join after its sides.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) order: Vec<String>,
    pub(super) by_id: BTreeMap<String, Option<ResolvedSource>>,
}

impl Sources {
    /// Takes out all that could be resolved, in their order.
    pub(super) fn take_resolved(&mut self) -> Vec<(String, ResolvedSource)> {
        let order = std::mem::take(&mut self.order).into_iter();
        order.filter_map(|id| self.by_id.remove(&id).flatten().map(|resolved| (id, resolved))).collect()
    }

    /// What would be blamed on whatever uses a source, and is a fault of the source's own.
    pub(super) fn consequent_causes(&self, written: &BTreeSet<String>) -> ConsequentCauses {
        let mut consequent = ConsequentCauses::default();
        for id in written {
            match self.by_id.get(id).and_then(Option::as_ref) {
                Some(resolved) => {
                    let column = |name: &String| UnknownColumn { source: id.clone(), column: name.clone() };
                    consequent.columns.extend(resolved.broken.iter().map(column));
                }
                None => consequent.sources.push(UnknownId::source(id)),
            }
        }
        consequent
    }
}

/// Causes that follow from a fault of a source, which is reported itself.
#[derive(Debug, Default)]
pub(super) struct ConsequentCauses {
    columns: Vec<UnknownColumn>,
    sources: Vec<UnknownId>,
}

impl ConsequentCauses {
    /// Whether a problem is one of them.
    pub(super) fn hold(&self, problem: &Problem) -> bool {
        problem.cause().is_some_and(|column| self.columns.contains(column))
            || problem.cause().is_some_and(|id| self.sources.contains(id))
    }
}

impl SourceResolver<'_> {
    /// Resolves the sources that measures use, and checks the form of the others.
    pub(super) fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        for (id, keys) in self.drafted.document.sources.iter() {
            self.check_form(id, keys);
            if self.drafted.used.contains(&id.value) {
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
        let Some((key, keys)) = self.drafted.document.sources.iter().find(|(key, _)| key.value == id) else {
            return;
        };
        if self.is_deep(keys) {
            self.report(Problem::new(SourcesTooDeep { most: DEEPEST }).at(key.span));
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
            self.drafted.document.sources.iter().find(|(key, _)| key.value == id.value).map(|(_, keys)| keys)
        };
        // A circle is told by whoever comes to its end.
        let mut seen = BTreeSet::new();
        let behind = std::iter::successors(Some(keys), made_of);
        behind.take_while(|keys| seen.insert(std::ptr::from_ref::<Keys>(keys))).nth(DEEPEST).is_some()
    }

    /// A source with files.
    fn plain(&self, id: &str, span: Span, keys: &Keys) -> Option<ResolvedSource> {
        let feed = self.drafted.feeds.iter().find(|feed| feed.id == id)?;
        let columns = self.header(id, span, keys)?;
        self.warn_of_cells(id, keys.path.as_ref().map_or(span, |path| path.span), &columns);
        Some(self.own(id, keys, Origin::Files(feed.clone()), columns))
    }

    /// Some programs write 0 for every formula, because they calculate nothing; and of merged cells the first alone has a value.
    fn warn_of_cells(&self, id: &str, span: Span, columns: &[Column]) {
        let used = self.used(id, columns);
        let is_used = |column: &&Column| used.as_ref().is_none_or(|used| used.contains(&column.name));
        for column in columns.iter().filter(is_used) {
            for book in &column.uncalculated {
                let cause = FormulasAllZero { column: column.name.to_string(), book: book.to_string() };
                self.report(Problem::new(cause).at(span));
            }
            if let Some(cell) = column.merged.first() {
                let cause = MergedCells { column: column.name.clone(), cell: cell.clone() };
                self.report(Problem::new(cause).at(span));
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
    pub(super) fn own(&self, id: &str, keys: &Keys, origin: Origin, columns: Vec<Column>) -> ResolvedSource {
        let (columns, unreadable): (Vec<Column>, Vec<Column>) =
            columns.into_iter().partition(|column| column.unreadable.is_none());
        let unreadable = unreadable.into_iter().filter_map(|column| Some((column.name, column.unreadable?)));
        let coded: Vec<&str> = keys
            .columns
            .iter()
            .filter(|(_, cell)| cell.absent.iter().chain(cell.not_applicable.iter()).next().is_some())
            .map(|(name, _)| name.value.as_str())
            .collect();
        let known = columns.iter().map(|column| {
            let undeclared = !column.declared && column.kind == ColumnType::Text;
            let has_codes = coded.contains(&column.name.as_str());
            (column.name.clone(), KnownColumn { kind: column.kind, undeclared, holds_cells: true, has_codes })
        });
        let vocabulary = Vocabulary {
            source: id.to_owned(),
            zone: self.calendar.time_zone,
            calendar: Arc::new(self.calendar.clone()),
            columns: known.collect(),
            computed: BTreeMap::new(),
            filters: BTreeMap::new(),
            unreadable: unreadable.collect(),
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
            compared: BTreeMap::new(),
            amounts: BTreeSet::new(),
            casts: Vec::new(),
            weights: Vec::new(),
        };
        let partial = columns.iter().filter(|column| column.in_files < column.files);
        let absent_in = partial.map(|c| (c.name.clone(), (c.files - c.in_files, c.files))).collect();
        let (snapshot, scales) = (source.snapshot, source.origin.scales());
        let (day, customer, part) = (None, None, None);
        let words = SourceWords { vocabulary, day, customer, absent_in, scales, snapshot, part };
        let mut resolved = ResolvedSource { source, words, columns, broken: BTreeSet::new() };
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
    ) -> Option<ResolvedSource> {
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
            self.report(
                Problem::new(MissingKey::new("join", "with"))
                    .at(span)
                    .help("add `with: [{ source: …, key: …, match: one }]`"),
            );
        }
        let mut with = Vec::new();
        for entry in keys.with.iter().flatten() {
            let repeated = find(&entry.source.value).filter(|_| entry.matching.value == MatchWord::Many);
            if repeated.is_some_and(|right| repeats(&right.source, &find)) {
                let cause = WidenedTwice { source: entry.source.to_string() };
                self.report(Problem::new(cause).at(entry.source.span));
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
            let path = path[start..].iter().chain(std::iter::once(&side.value)).cloned().collect();
            self.report(Problem::new(DependencyCycle { path }).at(side.span).help(help));
            return false;
        }
        if !self.drafted.written.sources.contains(&side.value) {
            let near = near(&side.value, self.drafted.written.sources.iter().map(String::as_str));
            self.report(Problem::new(UnknownId::source(&side.value)).at(side.span).did_you_mean(near));
        }
        self.resolve(&side.value, path, sources);
        true
    }

    /// Columns that rules name must be there, and those that some files lack are noted.
    fn declared(&self, keys: &Keys, resolved: &mut ResolvedSource) {
        let entries = || keys.files.iter().flatten();
        let mut judged: BTreeSet<&str> = BTreeSet::new();
        let find = |name: &str| resolved.columns.iter().find(|column| column.name == name);
        let renamed = entries().flat_map(|entry: &FileEntry| entry.rename.iter());
        let renamed: Vec<&(Text, Text)> = renamed.collect();
        for (new, old) in &renamed {
            if judged.insert(&new.value) && find(&new.value).is_none() {
                let (source, column) = (resolved.source.id.clone(), old.value.clone());
                let problem = Problem::new(UnknownColumn { source, column }).at(old.span);
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
                infer_type_from_near_name(name, keys, resolved);
                unknown += 1;
            }
        }
        let named = all.iter().flat_map(|columns| columns.keys()).chain(renamed.iter().map(|(new, _)| new));
        let mut places: BTreeMap<&str, Span> = BTreeMap::new();
        named.for_each(|name| _ = places.entry(&name.value).or_insert(name.span));
        // What measures, conditions and keys name is lacking as much as what stands under `columns`.
        let paths = keys.path.iter().chain(entries().map(|entry| &entry.path));
        let used = self.used(&resolved.source.id, &resolved.columns).unwrap_or_default();
        if let Some(path) = paths.map(|path| path.span).next() {
            // Of a name of several words each may stand somewhere without the column being meant.
            let is_one_word = |name: &&String| name.chars().all(|c| c.is_alphanumeric() || c == '_');
            let customer = keys.customer.as_ref().map(|customer| &customer.value);
            let meant = used.iter().filter(|name| is_one_word(name) || customer == Some(name));
            let is_old = |name: &&String| renamed.iter().any(|(_, old)| old.value == **name);
            meant.filter(|name| !is_old(name)).for_each(|name| _ = places.entry(name).or_insert(path));
        }
        for column in resolved.columns.iter().filter(|column| column.in_files < column.files) {
            let Some(span) = places.get(column.name.as_str()) else { continue };
            let (name, files) = (column.name.clone(), column.files);
            let lacking = files - column.in_files;
            self.report(Problem::new(ColumnAbsentInFiles { name, lacking, files }).at(*span));
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
        Problem::new(Raised::by(error.code(), error).help(error.help())).at(place)
    }
}

/// Whether a source repeats rows of what it widens.
fn repeats<'s>(source: &'s Source, find: &dyn Fn(&str) -> Option<&'s ResolvedSource>) -> bool {
    !varying_columns(source, &|id| find(id).map(|resolved| &resolved.source)).is_empty()
}

/// A column that nobody gave a type and whose name is nearest to one that is not there was meant: it takes that one's type,
/// so that a name written wrong is one problem and not as many as there are places that need the type.
fn infer_type_from_near_name(name: &Text, keys: &CellKeys, resolved: &mut ResolvedSource) {
    let columns = &mut resolved.words.vocabulary.columns;
    let untyped = columns.iter().filter(|(_, known)| known.undeclared).map(|(column, _)| column.as_str());
    let Some(column) = near(&name.value, untyped).map(str::to_owned) else { return };
    let kind = column_type(keys);
    resolved.columns.iter_mut().filter(|own| own.name == column).for_each(|own| own.kind = kind);
    columns.insert(column, KnownColumn { kind, undeclared: false, holds_cells: false, has_codes: false });
}

causes! {
    /// A chain of sources that is too long.
    SourcesTooDeep { most: usize } => TooLarge,
        "sources are made of one another, more than {most} of them",
        "put joins and conditions together";

    /// A column of formulas that nothing has calculated.
    FormulasAllZero { column: String, book: String } => FormulasAllZero,
        "all formulas of `{column}` in `{book}` hold 0, and the workbook asks to be calculated first",
        "open it in a spreadsheet program and save it, which stores the results";

    /// A column with cells that are merged over several rows.
    MergedCells { column: String, cell: String } => MergedCells,
        "`{column}` has cells that are merged over several rows, such as {cell}: all but the first are empty",
        "take them apart and fill each row";

    /// A join with a source that already repeats rows.
    WidenedTwice { source: String } => JoinMultiplies,
        "`{source}` has several rows for one that it widens",
        "an aggregate would take each of them; join what it widens";

    /// A column that some of a source's files lack.
    ColumnAbsentInFiles { name: String, lacking: usize, files: usize } => ColumnAbsentInFile,
        "`{name}` is absent in {lacking} of {files} files";
}
