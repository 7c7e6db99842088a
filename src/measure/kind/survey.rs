//! What surveys share: how answers count (weights, the population asked, which answers of a person).

use datafusion::functions::core::coalesce;
use datafusion::prelude::{Expr, lit};

use super::{Context, Text, count_where, number_expr, sum_of};
use crate::measure::expression::row::float;
use crate::measure::{Component, Formula, IntervalMethod, Plan, Pooling, Rows, Unit};
use crate::problem::{Code, Problem, Spanned};

/// The design of a survey.
///
/// A weighted answer counts its weight, one without a weight counts 1. Intervals take the effective sample of Kish
/// (1965), `n = (Σw)² ÷ Σw²`, so every tally enters them times `Σw ÷ Σw²`.
pub(super) struct Design {
    /// The weight of a row, never null, with its text.
    weight: Option<(Expr, String)>,
    population: Option<f64>,
}

impl Design {
    /// Reads the keys of a survey.
    pub(super) fn read(
        context: &Context<'_>,
        weight: Option<&Text>,
        population: Option<&Spanned<serde_json::Value>>,
        per: Option<&Spanned<serde_json::Value>>,
    ) -> Option<Design> {
        if let Some(per) = per.filter(|p| p.value.as_str() != Some("response")) {
            context.later("`per` of anything but `response`", per.span);
        }
        let population = match population {
            None => None,
            Some(size) => Some(asked(context, size)?),
        };
        let weight = match weight {
            None => None,
            Some(text) => {
                let typed = context.number(text)?;
                if let Some((lacking, files)) = context.absent_in(text) {
                    let message =
                        format!("answers of {lacking} of {files} files have no `{text}` and count 1");
                    context.report(Problem::new(Code::WeightAbsent, message).at(text.span));
                }
                Some((coalesce().call(vec![float(typed.expr), lit(1.0)]), text.value.clone()))
            }
        };
        Some(Design { weight, population })
    }

    /// Answers that meet a condition: their number, or the sum of their weights.
    pub(super) fn tally(&self, name: &str, title: &str, rows: &Rows, condition: Option<Expr>) -> Component {
        let counted = count_where(name, title, rows, condition);
        match &self.weight {
            None => counted,
            Some((weight, _)) => {
                let title = format!("weight of {title}");
                sum_of(name, &title, &counted.rows, &number_expr(weight.clone()))
            }
        }
    }

    /// The sum of a number over answers, each times its weight.
    pub(super) fn sum(&self, name: &str, title: &str, rows: &Rows, value: Expr) -> Component {
        match &self.weight {
            None => sum_of(name, title, rows, &number_expr(value)),
            Some((weight, text)) => {
                sum_of(name, &format!("{title} × {text}"), rows, &number_expr(value * weight.clone()))
            }
        }
    }

    /// The number of answers, then Σw and Σw² where they are weighted.
    pub(super) fn answers(&self, name: &str, title: &str, rows: &Rows) -> Vec<Component> {
        let mut components = vec![count_where(name, title, rows, None)];
        if let Some((weight, text)) = &self.weight {
            let square = weight.clone() * weight.clone();
            components.push(sum_of("weights", &format!("sum of {text}"), rows, &number_expr(weight.clone())));
            components.push(sum_of(
                "weights_squared",
                &format!("sum of {text}²"),
                rows,
                &number_expr(square),
            ));
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
            ..Plan::of(formula, components, Unit::Points, interval)
        }
    }

    /// The plan with the population, and with the policies to print.
    pub(super) fn apply(&self, plan: Plan) -> Plan {
        let mut policies = plan.policies;
        if let Some((_, text)) = &self.weight {
            policies.push((
                "Weights".to_owned(),
                format!("{text}; an answer without counts 1; intervals by Kish's effective sample"),
            ));
        }
        if let Some(size) = self.population {
            policies.push((
                "Population".to_owned(),
                format!("{size} asked; the interval of the total shrinks by √((N − n) ÷ (N − 1))"),
            ));
        }
        Plan { policies, population: self.population, ..plan }
    }
}

/// A size of population: one whole number for everybody.
fn asked(context: &Context<'_>, size: &Spanned<serde_json::Value>) -> Option<f64> {
    if size.value.is_object() {
        context.later("`population` by entity", size.span);
        return None;
    }
    let number = match &size.value {
        serde_json::Value::String(text) => text.replace('_', "").parse().ok(),
        value => value.as_f64(),
    };
    let whole = number.filter(|n: &f64| n.is_finite() && *n >= 1.0 && n.fract() == 0.0);
    if whole.is_none() {
        let problem = Problem::new(Code::WrongType, "`population` takes a whole number of people");
        context.report(problem.at(size.span).help("write `population: 5000`"));
    }
    whole
}
