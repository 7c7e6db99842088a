//! A measure: its formula, what that is over, and how it is judged.

use crate::calendar::Grain;
use crate::measure::{Direction, Formula, Level, Unit};
use crate::model::{Judgement, Scoring};

use super::period::{PeriodWorking, ToDateWorking, VersionWorking};
use super::point::PlanWorking;
use super::upcoming::UpcomingWorking;

/// A measure.
#[derive(Debug, Clone)]
pub struct MeasureWorking {
    /// Id.
    pub id: String,
    /// Heading, with what the values look at where that is not their period alone.
    pub title: String,
    /// Id of its objective.
    pub objective: String,
    /// Level.
    pub level: Level,
    /// Owner.
    pub owner: Option<String>,
    /// Unit.
    pub unit: Unit,
    /// Unit for readers.
    pub unit_label: String,
    /// Whether it is an amount of money, which may be told in thousands, and not money a case.
    pub is_amount: bool,
    /// Whether its periods add up.
    pub is_flow: bool,
    /// Natural bounds of its value.
    pub bounds: (Option<f64>, Option<f64>),
    /// Decimals for printing the value in the workbook.
    pub decimals: u8,
    /// Relative weight among its objective's measures; 0 is shown, not scored.
    pub weight: f64,
    /// Share of the whole scorecard, as the engine computed it.
    pub effective_weight: f64,
    /// Better direction.
    pub direction: Option<Direction>,
    /// Value over names of operands and of constants.
    pub formula: Formula,
    /// Margins, rates and factors that stand in the formula, by the name they have there.
    pub constants: Vec<(String, f64)>,
    /// The formula in words.
    pub reading: String,
    /// What the formula is over.
    pub operands: Operands,
    /// Sample over the operands.
    pub sample: Option<Formula>,
    /// Facts without which there are no data: counts, sums and revenue that the formula takes.
    pub needed: Vec<String>,
    /// Smallest sample for a score.
    pub min_n: u32,
    /// What its value is divided by, where that is not its sample.
    pub denominator: Option<Formula>,
    /// Whether a value from a smaller sample is withheld, as of surveys.
    pub withholds: bool,
    /// How the score is taken.
    pub scoring: Scoring,
    /// How the status is taken.
    pub judgement: Judgement,
    /// Whether the fiscal year to date is judged, and not the period.
    pub judged_to_date: bool,
    /// Score's lower clip.
    pub floor: f64,
    /// Score's upper clip.
    pub cap: f64,
    /// Decimals of the score that agree with its status.
    pub score_decimals: u8,
    /// Length of its periods.
    pub grain: Grain,
    /// Its own periods, as many as [`Workings::periods`](super::Workings::periods) and ending with the one it shows; nothing before its first.
    pub periods: Vec<Option<PeriodWorking>>,
    /// What the plan is made of.
    pub plan: PlanWorking,
    /// Other versions of its plan.
    pub versions: Vec<VersionWorking>,
    /// The fiscal year to the last period's end, where the measure pools.
    pub to_date: Option<ToDateWorking>,
    /// Where last year's values come from.
    pub year_before: YearBefore,
    /// Last year's years to date: the position of their fact.
    pub year_before_to_date: Option<usize>,
    /// Limits of chance: lower, centre, upper.
    pub limits: Option<[f64; 3]>,
    /// The rest of the year, foretold.
    pub outlook: Vec<(String, f64)>,
    /// The plan of the periods after the reported one, in order.
    pub coming: Vec<UpcomingWorking>,
    /// The year's figure, foretold.
    pub year_end: Option<f64>,
}

impl MeasureWorking {
    /// Whether some of its periods add up to those of any stretch.
    pub fn rolls(&self) -> bool {
        let adds = match &self.operands {
            Operands::Facts(operands) => {
                !operands.is_empty() && operands.iter().all(|operand| operand.to_date == PeriodAddition::Sum)
            }
            Operands::Measures => false,
        };
        adds && self.to_date.as_ref().is_some_and(|to_date| !to_date.is_last)
    }
}

/// What a formula is over.
#[derive(Debug, Clone)]
pub enum Operands {
    /// Facts, by the name they have in the formula.
    Facts(Vec<OperandWorking>),
    /// Other measures as they are printed, by their ids.
    Measures,
}

/// A fact that a formula takes.
#[derive(Debug, Clone)]
pub struct OperandWorking {
    /// Name in the formula.
    pub name: String,
    /// Position among the facts.
    pub fact: usize,
    /// How its periods add up to the fiscal year.
    pub to_date: PeriodAddition,
}

/// How the periods of a fact add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodAddition {
    /// Their sum is the fact of all of them; of a year that began before the first of them it is a fact of its own.
    Sum,
    /// They do not; the year to date is a fact of its own.
    Own,
    /// They do not; of the first of a year the period's fact is that of the year to date, else it is a fact of its own.
    Same,
}

/// Where last year's values of a measure come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum YearBefore {
    /// Nowhere.
    Unknown,
    /// From the measure's own values, a year of periods before; those of earlier periods from a fact: its position.
    InSeries(Option<usize>),
    /// They are a fact of their own: its position.
    Fact(usize),
}
