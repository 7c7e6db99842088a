//! Keys that sources of any sort may have: derived columns, condition, time, customer, entity, key of a row.

mod causes;

use datafusion::logical_expr::Case;
use datafusion::prelude::{Expr, lit};
use datafusion::scalar::ScalarValue;

use super::currency;
use super::expressions::define;
use super::join::computed;
use super::sourcing::{ResolvedSource, SourceResolver};
use crate::calendar::{Duration, Grain};
use crate::definition::document::source::{KeepWord, SnapshotWord, Source as Keys};
use crate::definition::feed::day;
use crate::definition::number;
use crate::form::Form;
use crate::measure::expression::{date_literal, row};
use crate::measure::{ColumnType, Text, Typed, unsupported_key};
use crate::measure::{NotADate, expression_problem};
use crate::model::{Keep, NAMED_DAY, Origin};
use crate::problem::{Exclusive, PartOfDay, Problem};
use causes::{
    AllocationNoNumber, EntityUndeclared, JoinOfFileNames, MixedCurrency, NoPercent, NoTimeToKeepBy,
    VersionsWithoutKey,
};

impl SourceResolver<'_> {
    /// What any source may add: derived columns, filters, condition, time and customer.
    pub(super) fn own_keys(&self, keys: &Keys, resolved: &mut ResolvedSource) {
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
                    self.report(Problem::new(JoinOfFileNames).at(name.span));
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
                Ok(duration) if !duration.is_of_days() => {
                    let (duration, why) =
                        (duration.to_string(), "the newest row is known by its day".to_owned());
                    let cause = PartOfDay { duration, why, between_times: false };
                    self.report(Problem::new(cause).at(text.span));
                }
                Ok(duration) => resolved.source.stale_after = Some(duration),
                Err(error) => self.report(Problem::new(error).at(text.span)),
            }
        }
    }

    /// The column of a row's entity: its own, else that of the scorecard where it has it.
    pub(super) fn entity(&self, keys: &Keys, resolved: &mut ResolvedSource) {
        let by = self.drafted.document.entity.as_ref().and_then(|entity| entity.by.as_ref());
        match (&keys.entity, by) {
            (Some(own), None) => {
                self.report(Problem::new(EntityUndeclared).at(own.span));
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
    pub(super) fn allocate(&self, resolved: &mut ResolvedSource) {
        let entity = self.drafted.document.entity.as_ref();
        let Some(column) = entity.and_then(|entity| entity.allocate.as_ref()) else { return };
        let is_repeated = matches!(&resolved.source.origin,
            Origin::Join { with, .. } if with.iter().any(|join| !join.rows.is_empty()));
        let Some(known) = resolved.words.vocabulary.columns.get(&column.value).filter(|_| is_repeated) else {
            return;
        };
        if known.kind.is_numeric() {
            resolved.source.allocate = Some(column.value.clone());
        } else {
            let cause = AllocationNoNumber { column: column.to_string(), kind: known.kind.word().to_owned() };
            self.report(Problem::new(cause).at(column.span));
        }
    }

    /// What only a source with files has.
    pub(super) fn keys_of_files(&self, keys: &Keys, resolved: &mut ResolvedSource) {
        let key = keys.unique.iter().flat_map(|unique| &unique.key);
        let key = key.filter(|text| self.column(text, resolved).is_some());
        resolved.source.unique = key.map(|text| text.value.clone()).collect();
        if let Some(keep) = keys.unique.as_ref().and_then(|unique| unique.keep.as_ref()) {
            resolved.source.keep = Some(match keep.value {
                KeepWord::First => Keep::First,
                KeepWord::Last => Keep::Last,
            });
            if let Some(recorded) = &keys.recorded {
                let problem = Problem::new(Exclusive::new("keep", "recorded"));
                let help = "`keep` goes by the `time` of a row, `recorded` by when it was recorded; keep one";
                self.report(problem.at(keep.span).related(recorded.span, "recorded here").help(help));
            }
            if keys.time.is_none() {
                let cause = NoTimeToKeepBy { source: resolved.source.id.to_string() };
                self.report(Problem::new(cause).at(keep.span));
            }
        }
        if let Some(text) = &keys.recorded {
            if keys.unique.as_ref().is_none_or(|unique| unique.key.is_empty()) {
                self.report(Problem::new(VersionsWithoutKey).at(text.span));
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
                    self.report(Problem::new(NoPercent { text: text.to_string() }).at(text.span));
                }
            }
        }
        let later = [("rates", &keys.rates), ("rates_at", &keys.rates_at)];
        for (key, value) in later {
            if let Some(value) = value {
                self.report(unsupported_key(&format!("`{key}`")).at(value.span));
            }
        }
    }

    /// The day of a row, from the column that `time` names.
    pub(super) fn time(&self, text: &Text, resolved: &mut ResolvedSource) {
        let column = resolved.words.vocabulary.column(&text.value);
        let expr = match self.column(text, resolved).map(|known| known.kind) {
            Some(ColumnType::Wave) => self.first_day_of_wave(column),
            Some(kind) if kind.is_temporal() => row::to_day(&Typed::computed(column, kind)),
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
    pub(super) fn first_day_of_wave(&self, label: Expr) -> Expr {
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
            self.report(unsupported_key("a column in `currency`").at(text.span));
            return;
        }
        match (currency::code(text), self.currency) {
            (Err(problem), _) => self.report(problem),
            (Ok(code), Some(own)) if code != own => {
                let cause = MixedCurrency { code: code.to_string(), own: own.to_string() };
                self.report(Problem::new(cause).at(text.span));
            }
            _ => {}
        }
    }
}

fn no_day() -> Expr {
    lit(ScalarValue::Date32(None))
}

fn not_a_date(text: &Text, kind: ColumnType, source: &str) -> Problem {
    Problem::new(NotADate {
        column: text.to_string(),
        kind: kind.word().to_owned(),
        source: source.to_string(),
    })
    .at(text.span)
}

pub(super) fn grain_of_snapshot(word: SnapshotWord) -> Grain {
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
