//! `csat`: are they satisfied.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::survey::Design;
use super::{Context, Text};
use crate::measure::expression::row::float;
use crate::measure::meaning::AnswerMeaning;
use crate::measure::{
    ColumnType, Component, Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Pooling, Rows, Title,
    Unit,
};
use crate::problem::{Problem, Spanned, causes};

/// Satisfaction: the share of the best answers, or their mean.
///
/// `top 2 = |score ≥ high − 1| ÷ n`, `top 1 = |score = high| ÷ n`, `mean = Σ score ÷ n`
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: percent, held as a fraction; points of the scale for the mean.
/// - Absent: no answer → no data; fewer than `min_n` → withheld.
/// - Source: top-2-box by Wilson (1927), mean by Student's t; the two are different measures.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Csat {
    /// Column with the answer.
    pub score: Text,
    /// Lowest and highest answer.
    pub scale: Spanned<Vec<f64>>,
    /// What counts as satisfied; the best two when absent.
    #[serde(default)]
    pub counting: Counting,
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

/// What counts as satisfied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum Counting {
    /// The best two answers.
    #[default]
    #[serde(rename = "top_2")]
    Top2,
    /// The best answer.
    #[serde(rename = "top_1")]
    Top1,
    /// All of them, averaged.
    #[serde(rename = "mean")]
    Mean,
}

impl Csat {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let design = Design::read(context, self.weight.as_ref(), self.population.as_ref(), self.per.as_ref());
        let answers = Answers::read(context, &self.score, &self.scale, design)?;
        let mut plan = match self.counting {
            Counting::Mean => answers.mean(),
            Counting::Top2 => answers.top(1.0, true),
            Counting::Top1 => answers.top(0.0, true),
        };
        plan.direction = Some(Direction::Maximise);
        Some(answers.with_outside_count(plan))
    }
}

impl KindDescription for Csat {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("score", &self.score);
        keys.scale(&self.scale.value);
        keys.word("counting", Some(&self.counting));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let [low, high] = <[f64; 2]>::try_from(self.scale.value.as_slice()).ok()?;
        let score = self.score.value.clone();
        Some(input.designed(match self.counting {
            Counting::Mean => AnswerMeaning::MeanAnswer { score, low, high },
            Counting::Top2 | Counting::Top1 => {
                AnswerMeaning::Answers { score, best: input.title("best")?, low, high }
            }
        }))
    }
}

/// Answers within a scale, shared by the kinds that ask on one.
pub(super) struct Answers {
    pub(super) rows: Rows,
    /// The rows before those outside the scale are left out.
    all: Rows,
    /// Whether one is outside.
    outside: datafusion::prelude::Expr,
    pub(super) score: datafusion::prelude::Expr,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) design: Design,
    text: String,
    /// Whether the column may hold answers between two whole numbers.
    is_fractional: bool,
}

impl Answers {
    /// Reads score and scale.
    pub(super) fn read(
        context: &Context<'_>,
        score: &Text,
        scale: &Spanned<Vec<f64>>,
        design: Option<Design>,
    ) -> Option<Answers> {
        context.check_single_scale(score);
        let typed = context.number(score);
        let (low, high) = match scale.value.as_slice() {
            [low, high] if low < high => (*low, *high),
            _ => {
                context.report(Problem::new(ScaleBackwards).at(scale.span));
                return None;
            }
        };
        let all = context.rows_by_time()?;
        let typed = typed?;
        let is_fractional = typed.kind != Some(ColumnType::Integer);
        let score_expr = float(typed.expr);
        let valid = score_expr.clone().between(lit(low), lit(high));
        let outside = valid.clone().is_false();
        let rows = Rows { filter: super::both(all.filter.clone(), Some(valid)), ..all.clone() };
        let design = design?.over(&rows, &score_expr);
        Some(Answers {
            rows,
            all,
            outside,
            score: score_expr,
            low,
            high,
            design,
            text: score.value.clone(),
            is_fractional,
        })
    }

    /// How many answers stand between two whole numbers, where that may be.
    pub(super) fn between(&self) -> Option<Component> {
        self.is_fractional.then(|| self.design.between(&self.rows, &self.score))
    }

    /// The plan with a count of the answers outside the scale.
    pub(super) fn with_outside_count(&self, plan: Plan) -> Plan {
        plan.with_outside_count(&self.all, self.outside.clone())
    }

    /// The mean answer.
    pub(super) fn mean(&self) -> Plan {
        let (score, design) = (self.score.clone(), &self.design);
        let of = || Box::new(Title::written(&self.text));
        let square = score.clone() * score.clone();
        let mut components = vec![design.sum("sum", Title::SumOf { of: of() }, &self.rows, score)];
        components.extend(design.answers("n", Title::Values, &self.rows));
        components.push(design.sum("squares", Title::SumOfSquaresOf { of: of() }, &self.rows, square));
        let interval = IntervalMethod::Mean {
            n: design.effective(design.all("n")),
            sum: design.effective(Formula::name("sum")),
            squares: design.effective(Formula::name("squares")),
        };
        let formula = Formula::name("sum").over(design.all("n"));
        design.apply(Plan {
            sample: Some(Formula::name("n")),
            pooling: Pooling::Pool,
            bounds: (Some(self.low), Some(self.high)),
            min_n: 30,
            survey: true,
            policies: vec![self.policy()],
            ..Plan::new(formula, components, Unit::Points, interval)
        })
    }

    /// Share of answers within `depth` of the best end, which is the high end or the low one. One between two whole
    /// numbers counts as the worse of them (R57).
    pub(super) fn top(&self, depth: f64, high_is_best: bool) -> Plan {
        let (best, title) = if high_is_best {
            (
                self.score.clone().gt_eq(lit(self.high - depth)),
                Title::AnswersFrom { least: self.high - depth },
            )
        } else {
            (self.score.clone().lt_eq(lit(self.low + depth)), Title::AnswersUpTo { most: self.low + depth })
        };
        let design = &self.design;
        let mut components = vec![design.tally("best", title, &self.rows, Some(best))];
        components.extend(design.answers("responses", Title::Responses, &self.rows));
        components.extend(self.between());
        let (best, all) = (Formula::name("best"), design.all("responses"));
        let interval = IntervalMethod::Wilson {
            successes: design.effective(best.clone()),
            trials: design.effective(all.clone()),
        };
        design.apply(Plan {
            sample: Some(Formula::name("responses")),
            pooling: Pooling::Pool,
            bounds: (Some(0.0), Some(1.0)),
            min_n: 30,
            survey: true,
            policies: vec![self.policy()],
            ..Plan::new(best.over(all), components, Unit::Percent, interval)
        })
    }

    /// How the definitions page states the scale.
    pub(super) fn policy(&self) -> Policy {
        Policy::ScaleOfAnswers { low: self.low, high: self.high }
    }
}

causes! {
    /// A scale whose ends are out of order.
    ScaleBackwards => WrongType,
        "`scale` takes the lowest and the highest answer",
        "write `scale: [1, 5]`";
}
