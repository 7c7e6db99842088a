//! `nps`: would they recommend us.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::survey::Design;
use super::{Context, Text, both};
use crate::measure::expression::row::float;
use crate::measure::meaning::AnswerMeaning;
use crate::measure::{ColumnType, Direction, Meaning, Plan, Policy, Rows, Title};
use crate::problem::{Problem, Spanned, causes};

/// Share of promoters less share of detractors.
///
/// `NPS = 100 · (promoters − detractors) ÷ responses`; promoters answer from 9, passives from 7, detractors below 7
///
/// Answers between two whole numbers are taken as they are, counted and told (R57).
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
    /// Column of weights; an answer without counts 1.
    #[serde(default)]
    pub weight: Option<Text>,
    /// Number of people asked: the interval shrinks with the share that answered.
    #[serde(default)]
    pub population: Option<Spanned<serde_json::Value>>,
    /// Which answers count: `response` for all of them.
    #[serde(default)]
    pub per: Option<Spanned<serde_json::Value>>,
}

impl Nps {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let design = Design::read(context, self.weight.as_ref(), self.population.as_ref(), self.per.as_ref());
        let lowest = match self.scale_min.as_ref().map(|s| (s.value, s.span)) {
            None => 0.0,
            Some((0, _)) => 0.0,
            Some((1, _)) => 1.0,
            Some((other, span)) => {
                context.report(Problem::new(ScaleStart { other: other.to_string() }).at(span));
                return None;
            }
        };
        context.check_single_scale(&self.score);
        let score = context.number(&self.score);
        let rows = context.rows_by_time()?;
        let (score, design) = (score?, design?);
        let is_fractional = score.kind != Some(ColumnType::Integer);
        let score = float(score.expr);
        let on_scale = score.clone().between(lit(lowest), lit(10.0));
        let valid = Rows { filter: both(rows.filter.clone(), Some(on_scale.clone())), ..rows.clone() };
        let design = design.over(&valid, &score);
        let promoting = Some(score.clone().gt_eq(lit(9.0)));
        let detracting = Some(score.clone().lt(lit(7.0)));
        let mut components = vec![
            design.tally("promoters", Title::Promoters, &valid, promoting),
            design.tally("detractors", Title::Detractors, &valid, detracting),
        ];
        components.extend(design.answers("responses", Title::Responses, &valid));
        components.extend(is_fractional.then(|| design.between(&valid, &score)));
        let plan = design.balance(["promoters", "detractors", "responses"], components);
        let plan = design.apply(Plan {
            direction: Some(Direction::Maximise),
            policies: vec![Policy::ScaleToTen { low: lowest }],
            ..plan
        });
        Some(plan.with_outside_count(&rows, on_scale.is_false()))
    }
}

impl KindDescription for Nps {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("score", &self.score);
        keys.put("scale_min", self.scale_min.as_ref().map_or(0, |s| s.value).to_string());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let low = self.scale_min.as_ref().map_or(0.0, |lowest| lowest.value as f64);
        Some(input.designed(AnswerMeaning::Nps { score: self.score.value.clone(), low }))
    }
}

causes! {
    /// A scale that begins elsewhere than at 0 or 1.
    ScaleStart { other: String } => WrongType,
        "`scale_min` takes 0 or 1, this is {other}",
        "write `scale_min: 0`";
}
