//! `ces`: is it easy.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::csat::Answers;
use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::survey::Design;
use super::{Context, Text};
use crate::measure::meaning::AnswerMeaning;
use crate::measure::{Direction, Meaning, Plan, Title};
use crate::problem::Spanned;

/// Ease of getting something done: the mean answer, the share of easy answers, or easy less hard.
///
/// `mean = Σ score ÷ n`, `top k = |the k easiest answers| ÷ n`, `net = 100 · (easy − hard) ÷ n` with the three easiest and the three hardest
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: points of the scale (mean, net), percent held as a fraction (top 2, top 3).
/// - Absent: no answer → no data; fewer than `min_n` → withheld.
/// - Source: Dixon, Freeman & Toman (2010); shares by Wilson (1927), mean by Student's t.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ces {
    /// Column with the answer.
    pub score: Text,
    /// Lowest and highest answer.
    pub scale: Spanned<Vec<f64>>,
    /// What is taken of the answers; their mean when absent.
    #[serde(default)]
    pub counting: Counting,
    /// Whether a high answer means it was easy.
    pub higher_is_easier: Spanned<bool>,
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

/// What is taken of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum Counting {
    /// The mean.
    #[default]
    #[serde(rename = "mean")]
    Mean,
    /// The share of the three easiest answers.
    #[serde(rename = "top_3")]
    Top3,
    /// The share of the two easiest answers.
    #[serde(rename = "top_2")]
    Top2,
    /// The three easiest less the three hardest.
    #[serde(rename = "net")]
    Net,
}

impl Ces {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let design = Design::read(context, self.weight.as_ref(), self.population.as_ref(), self.per.as_ref());
        let answers = Answers::read(context, &self.score, &self.scale, design)?;
        let easy_is_high = self.higher_is_easier.value;
        let mut plan = match self.counting {
            Counting::Mean => answers.mean(),
            Counting::Top3 => answers.top(2.0, easy_is_high),
            Counting::Top2 => answers.top(1.0, easy_is_high),
            Counting::Net => net(&answers, easy_is_high),
        };
        // A mean on a scale of effort falls when things get easier; shares of easy answers always rise.
        let more_is_better = easy_is_high || self.counting != Counting::Mean;
        plan.direction = Some(if more_is_better { Direction::Maximise } else { Direction::Minimise });
        Some(answers.with_outside_count(plan))
    }
}

impl KindDescription for Ces {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("score", &self.score);
        keys.scale(&self.scale.value);
        keys.word("counting", Some(&self.counting));
        keys.word("higher_is_easier", Some(self.higher_is_easier.value));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let [low, high] = <[f64; 2]>::try_from(self.scale.value.as_slice()).ok()?;
        let score = self.score.value.clone();
        Some(input.designed(match self.counting {
            Counting::Mean => AnswerMeaning::MeanAnswer { score, low, high },
            Counting::Top3 | Counting::Top2 => {
                AnswerMeaning::Answers { score, best: input.title("best")?, low, high }
            }
            Counting::Net => AnswerMeaning::NetEase { score, low, high },
        }))
    }
}

fn net(answers: &Answers, easy_is_high: bool) -> Plan {
    // An answer between two whole numbers counts as the worse of them (R57).
    let score = || answers.score.clone();
    let (easy, hard) = match easy_is_high {
        true => (score().gt_eq(lit(answers.high - 2.0)), score().lt(lit(answers.low + 3.0))),
        false => (score().lt_eq(lit(answers.low + 2.0)), score().gt(lit(answers.high - 3.0))),
    };
    let design = &answers.design;
    let mut components = vec![
        design.tally("easy", Title::EasiestThree, &answers.rows, Some(easy)),
        design.tally("hard", Title::HardestThree, &answers.rows, Some(hard)),
    ];
    components.extend(design.answers("responses", Title::Responses, &answers.rows));
    components.extend(answers.between());
    let plan = design.balance(["easy", "hard", "responses"], components);
    design.apply(Plan { policies: vec![answers.policy()], ..plan })
}
