//! What surveys share: how answers count (weights, the population asked, which answers of a person).

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::functions::core::coalesce;
use datafusion::functions::math::floor;
use datafusion::logical_expr::Case;
use datafusion::prelude::{Expr, lit};

use super::last::{last_by, micros};
use super::{Context, Text, count_where, number_expr, sum_of, when};
use crate::measure::expression::aggregate::exact;
use crate::measure::expression::row::float;
use crate::measure::{
    Basis, Component, Formula, HistoryAggregate, IntervalMethod, Plan, Policy, Pooling, Rows, Title, Unit,
};
use crate::problem::{Cause, Code, Problem, Spanned, causes};

/// The design of a survey.
///
/// A weighted answer counts its weight, one without a weight counts 1, one with a weight below 0 nothing. Intervals take the effective sample of Kish
/// (1965), `n = (Σw)² ÷ Σw²`, so every tally enters them times `Σw ÷ Σw²`.
pub(super) struct Design {
    /// The weight of a row, never null nor below 0, with its text.
    weight: Option<(Expr, String)>,
    /// The same as its column has it.
    written: Option<Expr>,
    /// By entity; of one nameless whole where it is not known so.
    population: Option<SurveySize>,
    last: Option<Last>,
}

/// How many people were asked.
struct SurveySize {
    all: f64,
    by_entity: Arc<BTreeMap<String, f64>>,
}

/// Only the last answer of each person in a window counts.
struct Last {
    person: Expr,
    /// Whose, for readers.
    whose: String,
    /// What puts the answers of a person in order.
    by: Vec<Expr>,
    /// The same as numbers, but for weights.
    deciding: Vec<Expr>,
}

impl Design {
    /// Reads the keys of a survey.
    pub(super) fn read(
        context: &Context<'_>,
        weight: Option<&Text>,
        population: Option<&Spanned<serde_json::Value>>,
        per: Option<&Spanned<serde_json::Value>>,
    ) -> Option<Design> {
        let is_of_persons = |per: &&Spanned<serde_json::Value>| per.value.as_str() != Some("response");
        let last = match per.filter(is_of_persons) {
            None => None,
            Some(per) => Some(last_of(context, per)?),
        };
        let population = match population {
            None => None,
            Some(size) => Some(asked(context, size)?),
        };
        let mut written = None;
        let weight = match weight {
            None => None,
            Some(text) => {
                let typed = context.number(text)?;
                if let Some((lacking, files)) = context.absent_in(text) {
                    let column = text.value.clone();
                    context.report(Problem::new(WeightAbsent { lacking, files, column }).at(text.span));
                }
                let weight = float(typed.expr);
                written = Some(weight.clone());
                // Nobody answered less than not at all.
                let is_below = (Box::new(weight.clone().lt(lit(0.0))), Box::new(lit(0.0)));
                let counted = Expr::Case(Case::new(None, vec![is_below], Some(Box::new(weight))));
                Some((coalesce().call(vec![counted, lit(1.0)]), text.value.clone()))
            }
        };
        Some(Design { weight, written, population, last })
    }

    /// The design over its rows: of a person's answers at one time the highest stands, with the highest weight.
    pub(super) fn over(mut self, rows: &Rows, score: &Expr) -> Design {
        if let Some(last) = &mut self.last {
            last.by = rows.instant.iter().cloned().collect();
            last.deciding = last.by.iter().map(micros).chain([exact(&number_expr(score.clone()))]).collect();
            last.by.push(score.clone());
            last.by.extend(self.weight.iter().map(|(weight, _)| weight.clone()));
        }
        self
    }

    /// A sum over the last answer of each person, by a value that is never null.
    fn of_last(&self, last: &Last, name: &str, title: Title, rows: &Rows, value: Expr) -> Component {
        let kept = last_by(&last.by, exact(&number_expr(value)), last.deciding.iter().cloned());
        Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Histories {
                keys: vec![last.person.clone()],
                kept,
                aggregate: HistoryAggregate::Balance { carried: false },
            },
        }
    }

    fn weight(&self) -> Expr {
        self.weight.as_ref().map_or(lit(1.0), |(weight, _)| weight.clone())
    }

    /// Answers that meet a condition: their number, or the sum of their weights.
    pub(super) fn tally(&self, name: &str, title: Title, rows: &Rows, condition: Option<Expr>) -> Component {
        let weighed = match &self.weight {
            Some(_) => Title::WeightOf { of: Box::new(title.clone()) },
            None => title.clone(),
        };
        if let Some(last) = &self.last {
            let value = match condition {
                Some(condition) => coalesce().call(vec![when(condition, self.weight()), lit(0.0)]),
                None => self.weight(),
            };
            return self.of_last(last, name, weighed, rows, value);
        }
        let counted = count_where(name, title, rows, condition);
        match &self.weight {
            None => counted,
            Some((weight, _)) => sum_of(name, weighed, &counted.rows, &number_expr(weight.clone())),
        }
    }

    /// How many answers are no whole numbers, each counted once whatever its weight.
    pub(super) fn between(&self, rows: &Rows, score: &Expr) -> Component {
        let (name, title) = ("between", Title::AnswersBetween);
        let condition = score.clone().not_eq(floor().call(vec![score.clone()]));
        match &self.last {
            Some(last) => {
                let value = coalesce().call(vec![when(condition, lit(1.0)), lit(0.0)]);
                self.of_last(last, name, title, rows, value)
            }
            None => count_where(name, title, rows, Some(condition)),
        }
    }

    /// The sum of a number over answers, each times its weight.
    pub(super) fn sum(&self, name: &str, title: Title, rows: &Rows, value: Expr) -> Component {
        let (title, value) = match &self.weight {
            None => (title, value),
            Some((weight, text)) => {
                let title = Title::TimesWeight { of: Box::new(title), weight: text.clone() };
                (title, value * weight.clone())
            }
        };
        match &self.last {
            Some(last) => self.of_last(last, name, title, rows, value),
            None => sum_of(name, title, rows, &number_expr(value)),
        }
    }

    /// The number of answers, then Σw and Σw² where they are weighted.
    pub(super) fn answers(&self, name: &str, title: Title, rows: &Rows) -> Vec<Component> {
        let sum = |name: &str, title: Title, value: Expr| match &self.last {
            Some(last) => self.of_last(last, name, title, rows, value),
            None => sum_of(name, title, rows, &number_expr(value)),
        };
        let number = match &self.last {
            Some(_) => sum(name, title, lit(1.0)),
            None => count_where(name, title, rows, None),
        };
        let mut components = vec![number];
        if let Some((weight, text)) = &self.weight {
            components.push(sum(
                "weights",
                Title::SumOf { of: Box::new(Title::written(text)) },
                weight.clone(),
            ));
            let square = weight.clone() * weight.clone();
            components.push(sum("weights_squared", Title::SumOfSquared { of: text.clone() }, square));
        }
        components
    }

    /// What a share of all answers is divided by; `answers` is the component that counts them.
    pub(super) fn all(&self, answers: &str) -> Formula {
        Formula::name(if self.weight.is_some() { "weights" } else { answers })
    }

    /// A tally as it enters an interval.
    pub(super) fn effective(&self, tally: Formula) -> Formula {
        match &self.weight {
            None => tally,
            Some(_) => tally.times(Formula::name("weights")).over(Formula::name("weights_squared")),
        }
    }

    /// Share of the first tally less share of the second, in points; the third counts answers.
    pub(super) fn balance(&self, [good, bad, answers]: [&str; 3], components: Vec<Component>) -> Plan {
        let balance = Formula::name(good).minus(Formula::name(bad));
        let formula = Formula::Number(100.0).times(balance).over(self.all(answers));
        let interval = IntervalMethod::AdjustedWald {
            promoters: self.effective(Formula::name(good)),
            detractors: self.effective(Formula::name(bad)),
            responses: self.effective(self.all(answers)),
        };
        Plan {
            sample: Some(Formula::name(answers)),
            pooling: Pooling::Pool,
            bounds: (Some(-100.0), Some(100.0)),
            min_n: 30,
            survey: true,
            ..Plan::new(formula, components, Unit::Points, interval)
        }
    }

    /// The plan with the population, and with the policies to print.
    pub(super) fn apply(&self, plan: Plan) -> Plan {
        let mut policies = plan.policies;
        if let Some((_, text)) = &self.weight {
            policies.push(Policy::WeightedBy { column: text.clone() });
        }
        policies.extend(self.population.as_ref().map(|asked| Policy::asked(asked.all)));
        if let Some(last) = &self.last {
            policies.push(Policy::AnswersLastOf { whose: last.whose.clone() });
        }
        // The last answers of two periods are not the last of both.
        let pooling = if self.last.is_some() { Pooling::Recompute } else { plan.pooling };
        let asked = self.population.as_ref();
        let people = asked.map(|asked| Arc::clone(&asked.by_entity)).unwrap_or_default();
        let population = asked.map(|asked| asked.all);
        Plan { policies, population, people, pooling, weight: self.written.clone(), ..plan }
    }
}

/// Whose last answers count.
fn last_of(context: &Context<'_>, per: &Spanned<serde_json::Value>) -> Option<Last> {
    let column =
        per.value.as_object().filter(|map| map.len() == 1).and_then(|map| map.get("last_per")?.as_str());
    let last = |person: Expr, whose: &str| {
        let (by, deciding) = (Vec::new(), Vec::new());
        Some(Last { person, whose: whose.to_owned(), by, deciding })
    };
    match (per.value.as_str(), column) {
        (Some("last_per_customer"), _) => last(context.customer()?, "customer"),
        (_, Some(column)) => {
            let text = Spanned { value: column.to_owned(), span: per.span };
            last(context.value(&text)?.expr, column)
        }
        _ => {
            context.report(Problem::new(UnknownPer).at(per.span));
            None
        }
    }
}

/// Sizes of population: one whole number for everybody, or one for each entity.
fn asked(context: &Context<'_>, size: &Spanned<serde_json::Value>) -> Option<SurveySize> {
    if let Some(map) = size.value.as_object() {
        let sizes = map.iter().map(|(entity, size_of)| {
            Some((entity.clone(), people(context, &Spanned::new(size_of.clone(), size.span))?))
        });
        let by_entity: BTreeMap<String, f64> = sizes.collect::<Option<_>>()?;
        return Some(SurveySize { all: by_entity.values().sum(), by_entity: Arc::new(by_entity) });
    }
    Some(SurveySize { all: people(context, size)?, by_entity: Arc::default() })
}

/// A whole number of people.
fn people(context: &Context<'_>, size: &Spanned<serde_json::Value>) -> Option<f64> {
    let number = match &size.value {
        serde_json::Value::String(text) => text.replace('_', "").parse().ok(),
        value => value.as_f64(),
    };
    let whole = number.filter(|n: &f64| n.is_finite() && *n >= 1.0 && n.fract() == 0.0);
    if whole.is_none() {
        context.report(Problem::new(NoPopulation).at(size.span));
    }
    whole
}

/// A column of weights that some files lack.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WeightAbsent {
    lacking: usize,
    files: usize,
    column: String,
}

impl Cause for WeightAbsent {
    fn code(&self) -> Code {
        Code::WeightAbsent
    }

    fn message(&self) -> String {
        let WeightAbsent { lacking, files, column } = self;
        format!("answers of {lacking} of {files} files have no `{column}` and count 1")
    }
}

causes! {
    /// A word that does not say whose answers count.
    UnknownPer => WrongType,
        "`per` takes `response`, `last_per_customer` or a map with `last_per`",
        "write `per: {{ last_per: email }}` for a column of your own";

    /// A population that is no number of people.
    NoPopulation => WrongType,
        "`population` takes a whole number of people",
        "write `population: 5000`";
}
