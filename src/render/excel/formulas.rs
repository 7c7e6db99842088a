//! The formulas of one measure's row on Calc: difference, sample, six ways of scoring, status.

use super::address::{INPUTS, Series, Settings, cell, fixed_on, measure, on};
use super::calc::column;

/// The formulas of one measure's row.
pub(super) struct Formulas<'a> {
    pub(super) row: u32,
    /// Row of the measure in Inputs' table.
    pub(super) inputs: u32,
    /// Column of the period that the measure is judged by.
    pub(super) period: u16,
    pub(super) at: &'a Series,
}

impl Formulas<'_> {
    fn own(&self, column: u16) -> String {
        cell(self.row, column)
    }

    fn setting(&self, column: u16) -> String {
        fixed_on(INPUTS, self.inputs, column)
    }

    pub(super) fn flag(&self, row: u32) -> String {
        on(INPUTS, row, self.period)
    }

    fn is(&self, column: u16, word: &str) -> String {
        format!("{}=\"{word}\"", self.setting(column))
    }

    /// An input, absent when its cell is empty.
    pub(super) fn input(&self, row: u32) -> String {
        let input = on(INPUTS, row, self.period);
        format!("IF(ISNUMBER({input}),{input},\"\")")
    }

    pub(super) fn delta(&self) -> String {
        let (value, target) = (self.own(column::VALUE), self.own(column::TARGET));
        format!("IF(COUNT({value},{target})<2,\"\",{value}-{target})")
    }

    pub(super) fn shortfall(&self) -> String {
        let (value, delta) = (self.own(column::VALUE), self.own(column::DELTA));
        let minimise = self.is(measure::DIRECTION, "minimise");
        let by_target = format!("IF(ISNUMBER({delta}),IF({minimise},{delta},-{delta}),\"\")");
        match self.at.band {
            None => by_target,
            Some([low, high, zero_below, zero_above]) => {
                let (low, high) = (self.flag(low), self.flag(high));
                let band = self.is(measure::SCORING, "band");
                let present = format!(
                    "COUNT({value},{low},{high},{},{})",
                    self.flag(zero_below),
                    self.flag(zero_above)
                );
                format!("IF({band},IF({present}<5,\"\",MAX({low}-{value},{value}-{high})),{by_target})")
            }
        }
    }

    /// Whether the sample is large enough, and that of every measure that a formula takes.
    pub(super) fn enough(&self, members: &[String]) -> String {
        let n = self.own(column::N);
        let own = format!("IF(ISNUMBER({n}),IF({n}>={},1,0),1)", self.setting(measure::MIN_N));
        match members {
            [] => own,
            members => format!("MIN({own},{})", members.join(",")),
        }
    }

    pub(super) fn scorable(&self) -> String {
        format!(
            "IF(AND({}=1,{}=1,{}=1,ISNUMBER({})),1,0)",
            self.flag(self.at.judged),
            self.flag(self.at.scored),
            self.own(column::ENOUGH),
            self.own(column::VALUE),
        )
    }

    pub(super) fn distance(&self) -> String {
        let (shortfall, span) = (self.own(column::SHORTFALL), self.own(column::SPAN));
        let distance = self.is(measure::SCORING, "distance");
        format!(
            "IF(AND({distance},COUNT({shortfall},{span})=2),IF({span}>0,100-100*{shortfall}/{span},\"\"),\"\")"
        )
    }

    pub(super) fn attainment(&self) -> String {
        let (value, target) = (self.own(column::VALUE), self.own(column::TARGET));
        let by_distance = self.own(column::DISTANCE);
        let (distance, attainment, inverse) = (
            self.is(measure::SCORING, "distance"),
            self.is(measure::SCORING, "attainment"),
            self.is(measure::SCORING, "attainment_inverse"),
        );
        let (minimise, floor) = (self.is(measure::DIRECTION, "minimise"), self.setting(measure::FLOOR));
        let share = format!("IF({minimise},100*(2-{value}/{target}),100*{value}/{target})");
        let score = format!("IF({inverse},IF({value}=0,\"\",100*{target}/{value}),{share})");
        let score = format!("IF({target}<=0,\"\",IF({value}<0,{floor},{score}))");
        let asked = format!("OR({attainment},{inverse},AND({distance},NOT(ISNUMBER({by_distance}))))");
        format!("IF({asked},IF(COUNT({value},{target})<2,\"\",{score}),\"\")")
    }

    /// Of a target of 0 or less there is no share: it is met or missed.
    pub(super) fn met(&self) -> String {
        let (value, target) = (self.own(column::VALUE), self.own(column::TARGET));
        let (shortfall, by_distance) = (self.own(column::SHORTFALL), self.own(column::DISTANCE));
        let [met, attainment, inverse, distance] = ["met", "attainment", "attainment_inverse", "distance"]
            .map(|word| self.is(measure::SCORING, word));
        let shared = format!("OR({attainment},{inverse},AND({distance},NOT(ISNUMBER({by_distance}))))");
        let width = self.tolerance();
        let score = format!(
            "IF({shortfall}<={},100,IF({width}>0,MAX(0,100-100*{shortfall}/{width}),0))",
            self.slack(&value, &target)
        );
        format!("IF(COUNT({value},{target})<2,\"\",IF(OR({met},AND({shared},{target}<=0)),{score},\"\"))")
    }

    /// The width of the tolerance, 0 where the status comes from elsewhere.
    fn tolerance(&self) -> String {
        let [plain, of_target] =
            ["tolerance", "share of target"].map(|word| self.is(measure::JUDGED_BY, word));
        let (width, target) = (self.setting(measure::TOLERANCE), self.own(column::TARGET));
        format!("IF({plain},N({width}),IF({of_target},N({width})*ABS(N({target})),0))")
    }

    /// What a comparison of two values forgives.
    fn slack(&self, value: &str, other: &str) -> String {
        let slack = fixed_on(INPUTS, Settings::SLACK, Settings::VALUE);
        format!("{slack}*MAX(ABS(N({value})),ABS(N({other})))")
    }

    pub(super) fn band(&self, limits: [u32; 4]) -> String {
        let value = self.own(column::VALUE);
        let [low, high, zero_below, zero_above] = limits.map(|row| self.flag(row));
        let below =
            format!("IF({low}>{zero_below},MAX(0,100*({value}-{zero_below})/({low}-{zero_below})),0)");
        let above =
            format!("IF({zero_above}>{high},MAX(0,100*({zero_above}-{value})/({zero_above}-{high})),0)");
        let present = format!("COUNT({value},{low},{high},{zero_below},{zero_above})=5");
        format!(
            "IF(AND({},{present}),IF({value}<{low},{below},IF({value}>{high},{above},100)),\"\")",
            self.is(measure::SCORING, "band"),
        )
    }

    pub(super) fn goal(&self, goal: u32, red_flag: u32) -> String {
        let value = self.own(column::VALUE);
        let (goal, red) = (self.flag(goal), self.flag(red_flag));
        let scale = format!("10*MAX(0,MIN(10,10/3*(1+({value}-{red})/({goal}-{red}))))");
        format!(
            "IF(AND({},COUNT({value},{goal},{red})=3),IF({goal}={red},\"\",{scale}),\"\")",
            self.is(measure::SCORING, "goal_red_flag"),
        )
    }

    /// Where a figure that a score's own formula names stands.
    pub(super) fn figure(&self, name: &str) -> Option<String> {
        match name {
            "actual" => Some(self.own(column::VALUE)),
            "target" => Some(self.own(column::TARGET)),
            "baseline" => self.at.baseline.map(|row| self.flag(row)),
            _ => None,
        }
    }

    pub(super) fn own_formula(&self, formula: &str) -> String {
        format!("IF({},{formula},\"\")", self.is(measure::SCORING, "formula"))
    }

    pub(super) fn score(&self) -> String {
        // At most one of the six ways gives a number.
        let ways = format!("{}:{}", self.own(column::DISTANCE), self.own(column::FORMULA));
        format!(
            "IF(OR({}=0,COUNT({ways})=0),\"\",MIN({},MAX({},SUM({ways}))))",
            self.own(column::SCORABLE),
            self.setting(measure::CAP),
            self.setting(measure::FLOOR),
        )
    }

    pub(super) fn status(&self) -> String {
        let (score, shortfall) = (self.own(column::SCORE_OUT), self.own(column::SHORTFALL));
        let (value, target) = (self.own(column::VALUE), self.own(column::TARGET));
        let by_edges = format!(
            "IF({},\"On target\",IF({},\"Watch\",\"Off target\"))",
            reaches(&score, &self.setting(measure::ON_TARGET)),
            reaches(&score, &self.setting(measure::WATCH)),
        );
        let (slack, tolerance) = (self.slack(&value, &target), self.tolerance());
        let by_tolerance = format!(
            "IF(NOT(ISNUMBER({shortfall})),\"No data\",IF({shortfall}<={slack},\"On target\",\
             IF({shortfall}<={tolerance}+{slack},\"Watch\",\"Off target\")))"
        );
        let elsewhere = match self.at.goal {
            None => by_tolerance,
            Some([goal, red_flag]) => {
                let by_goal = self.by_goal(&self.flag(goal), &self.flag(red_flag));
                let word = self.is(measure::JUDGED_BY, "goal and red flag");
                format!("IF({word},{by_goal},{by_tolerance})")
            }
        };
        format!(
            "IF({}<>1,\"\",IF(NOT(ISNUMBER({score})),\"No data\",IF({},{by_edges},{elsewhere})))",
            self.flag(self.at.judged),
            self.is(measure::JUDGED_BY, "edges"),
        )
    }

    /// On target at the goal or better, watch at the red flag or better.
    fn by_goal(&self, goal: &str, red_flag: &str) -> String {
        let value = self.own(column::VALUE);
        let reached = |edge: &str| {
            let slack = self.slack(&value, edge);
            format!("({value}-{edge})*SIGN({goal}-{red_flag})>=-{slack}")
        };
        format!(
            "IF(COUNT({value},{goal},{red_flag})<3,\"No data\",\
             IF({},\"On target\",IF({},\"Watch\",\"Off target\")))",
            reached(goal),
            reached(red_flag),
        )
    }

    pub(super) fn rank(&self) -> String {
        let status = self.own(column::STATUS);
        format!("IF({status}=\"On target\",1,IF({status}=\"Watch\",2,IF({status}=\"Off target\",3,0)))")
    }
}

/// `score >= edge`, with the slack of comparisons.
pub(super) fn reaches(score: &str, edge: &str) -> String {
    let slack = fixed_on(INPUTS, Settings::SLACK, Settings::VALUE);
    format!("{score}>={edge}-{slack}*MAX(ABS({edge}),ABS({score}))")
}
