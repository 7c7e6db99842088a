//! `nps`: would they recommend us.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Text, count_where};
use crate::measure::expression::row::float;
use crate::measure::{Direction, Formula, IntervalMethod, Plan, Pooling, Unit};
use crate::problem::{Code, Problem, Spanned};

/// Share of promoters less share of detractors.
///
/// `NPS = 100 · (promoters − detractors) ÷ responses`; promoters answer 9 or 10, detractors 6 or less
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: points, −100 to 100.
/// - Absent: no response → no data; fewer than `min_n` → withheld.
/// - Source: Reichheld, *The Ultimate Question 2.0*; interval by adjusted Wald (Rocks 2016).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "score"))]
pub struct Nps {
    /// Column with the answer, 0 to 10.
    pub score: Text,
    /// Lowest answer of the scale, 0 or 1; 0 when absent.
    #[serde(default)]
    pub scale_min: Option<Spanned<i64>>,
    /// Column of weights.
    #[serde(default)]
    pub weight: Option<Text>,
    /// Size of the population asked.
    #[serde(default)]
    pub population: Option<Spanned<serde_json::Value>>,
    /// Which answers count.
    #[serde(default)]
    pub per: Option<Spanned<serde_json::Value>>,
}

impl Nps {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        refuse_design(context, self.weight.as_ref(), self.population.as_ref(), self.per.as_ref());
        let lowest = match self.scale_min.as_ref().map(|s| (s.value, s.span)) {
            None => 0.0,
            Some((0, _)) => 0.0,
            Some((1, _)) => 1.0,
            Some((other, span)) => {
                let message = format!("`scale_min` takes 0 or 1, this is {other}");
                context.report(Problem::new(Code::WrongType, message).at(span).help("write `scale_min: 0`"));
                return None;
            }
        };
        let score = context.number(&self.score);
        let rows = context.rows_by_time()?;
        let score = float(score?.expr);
        let valid = score.clone().between(lit(lowest), lit(10.0));
        let responses = count_where("responses", "responses", &rows, Some(valid));
        let promoters = count_where(
            "promoters",
            "promoters (9 or 10)",
            &responses.rows,
            Some(score.clone().gt_eq(lit(9.0))),
        );
        let detractors =
            count_where("detractors", "detractors (6 or less)", &responses.rows, Some(score.lt_eq(lit(6.0))));
        let balance = Formula::name("promoters").minus(Formula::name("detractors"));
        let formula = Formula::Number(100.0).times(balance).over(Formula::name("responses"));
        let interval = IntervalMethod::AdjustedWald {
            promoters: "promoters".to_owned(),
            detractors: "detractors".to_owned(),
            responses: "responses".to_owned(),
        };
        Some(Plan {
            sample: Some(Formula::name("responses")),
            pooling: Pooling::Pool,
            direction: Some(Direction::Maximise),
            bounds: (Some(-100.0), Some(100.0)),
            min_n: 30,
            survey: true,
            policies: vec![(
                "Scale".to_owned(),
                format!("{lowest} to 10; other answers are left out and counted"),
            )],
            ..Plan::of(formula, vec![promoters, detractors, responses], Unit::Points, interval)
        })
    }
}

/// Refuses what a survey's design will bring later: weights, finite population, one answer per person.
pub(super) fn refuse_design(
    context: &Context<'_>,
    weight: Option<&Text>,
    population: Option<&Spanned<serde_json::Value>>,
    per: Option<&Spanned<serde_json::Value>>,
) {
    if let Some(weight) = weight {
        context.later("survey `weight`s", weight.span);
    }
    if let Some(population) = population {
        context.later("`population`", population.span);
    }
    if let Some(per) = per.filter(|p| p.value.as_str() != Some("response")) {
        context.later("`per` of anything but `response`", per.span);
    }
}
