//! `defect_rate`: what is faulty.

use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Rows, Text, count_where, sum_of};
use crate::measure::meaning::{QualityMeaning, ShareMeaning};
use crate::measure::{
    ColumnType, Component, Direction, Formula, IntervalMethod, Meaning, Plan, Pooling, Title, Typed, Unit,
};
use crate::problem::{Problem, causes};

/// Share of what was inspected that is defective, as percent or per million.
///
/// `defect rate = defective ÷ inspected`, per million `1 000 000 · defective ÷ inspected`
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: percent, held as a fraction; number (ppm) per million.
/// - Absent: nothing inspected → no data; fewer than `min_n` → insufficient data.
/// - Source: the definition of a proportion; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "defective"))]
pub struct DefectRate {
    /// Condition that marks defective rows, or the quantity defective.
    pub defective: Text,
    /// Condition that marks inspected rows, or the quantity inspected; each row is one when absent.
    #[serde(default)]
    pub inspected: Option<Text>,
    /// Of how many: `1` or `1 million`; 1 when absent.
    #[serde(default)]
    pub per: Option<Text>,
}

/// What a side counts: rows or units.
enum DefectCount {
    Rows(Expr),
    Units(Typed),
}

impl DefectRate {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let defective = counted(context, &self.defective);
        let inspected = if_written(self.inspected.as_ref(), |text| counted(context, text));
        let per = self.per.as_ref().map_or(Some(1.0), |text| per(context, text));
        let rows = context.rows_by_time()?;
        let (defective, inspected, per) = (defective?, inspected?, per?);
        let (components, highest) = self.components(context, &rows, defective, inspected)?;
        let rate = Formula::name("defective").over(Formula::name("inspected"));
        let wilson = IntervalMethod::Wilson {
            successes: Formula::name("defective"),
            trials: Formula::name("inspected"),
        };
        let (formula, unit, interval) = if per == 1.0 {
            (rate, Unit::Percent, wilson)
        } else {
            (Formula::Number(per).times(rate), Unit::Number, wilson.times(Formula::Number(per)))
        };
        Some(Plan {
            sample: Some(Formula::name("inspected")),
            pooling: Pooling::Pool,
            direction: Some(Direction::Minimise),
            bounds: (Some(0.0), highest.map(|highest| highest * per)),
            min_n: 10,
            ..Plan::new(formula, components, unit, interval)
        })
    }

    /// Both components, and the highest rate where there is one.
    fn components(
        &self,
        context: &Context<'_>,
        rows: &Rows,
        defective: DefectCount,
        inspected: Option<DefectCount>,
    ) -> Option<(Vec<Component>, Option<f64>)> {
        let (name, title) = ("inspected", Title::Inspected);
        Some(match (defective, inspected) {
            (DefectCount::Rows(defective), None) => {
                let base = count_where(name, title, rows, None);
                (vec![count_where("defective", Title::Defective, rows, Some(defective)), base], Some(1.0))
            }
            (DefectCount::Rows(defective), Some(DefectCount::Rows(inspected))) => {
                let base = count_where(name, title, rows, Some(inspected));
                (
                    vec![count_where("defective", Title::Defective, &base.rows, Some(defective)), base],
                    Some(1.0),
                )
            }
            (DefectCount::Units(defective), None) => {
                let base = count_where(name, title, rows, None);
                (vec![sum_of("defective", Title::QuantityDefective, rows, &defective), base], None)
            }
            (DefectCount::Units(defective), Some(DefectCount::Units(inspected))) => {
                let base = sum_of(name, Title::QuantityInspected, rows, &inspected);
                (vec![sum_of("defective", Title::QuantityDefective, rows, &defective), base], None)
            }
            (defective, _) => {
                let (above, below) = match defective {
                    DefectCount::Rows(_) => ("a condition", "a quantity"),
                    DefectCount::Units(_) => ("a quantity", "a condition"),
                };
                let span = self.inspected.as_ref().map_or(context.span, |text| text.span);
                context.report(
                    Problem::new(SidesDiffer { above: above.to_string(), below: below.to_string() }).at(span),
                );
                return None;
            }
        })
    }
}

impl KindDescription for DefectRate {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("defective", &self.defective);
        keys.or("inspected", self.inspected.as_ref(), "rows");
        keys.or("per", self.per.as_ref(), "1");
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let (source, defective) = (input.source()?, self.defective.value.clone());
        let inspected = self.inspected.as_ref().map(|inspected| inspected.value.clone());
        // What is divided by a quantity is one, by the rule of both sides.
        let by_quantity =
            input.plan.component("defective").is_some_and(|c| c.title == Title::QuantityDefective);
        let rate: Meaning = match (by_quantity, inspected) {
            (false, None) => ShareMeaning::Share { source, of: defective }.into(),
            (false, Some(among)) => ShareMeaning::ShareAmong { source, of: defective, among }.into(),
            (true, None) => QualityMeaning::DefectsByRow { defective, source }.into(),
            (true, Some(inspected)) => QualityMeaning::DefectsByQuantity { defective, inspected }.into(),
        };
        let per = if input.plan.unit == Unit::Percent { 1.0 } else { 1e6 };
        Some(Meaning::per(per, rate))
    }
}

fn counted(context: &Context<'_>, text: &Text) -> Option<DefectCount> {
    match context.value(text)?.kind {
        Some(ColumnType::Bool) => context.condition(text).map(DefectCount::Rows),
        _ => context.number(text).map(DefectCount::Units),
    }
}

fn per(context: &Context<'_>, text: &Text) -> Option<f64> {
    match text.value.replace('_', "").as_str() {
        "1" => Some(1.0),
        "million" | "1 million" | "1000000" => Some(1e6),
        _ => {
            context.report(Problem::new(NoFactor { text: text.value.clone() }).at(text.span));
            None
        }
    }
}

causes! {
    /// Two sides of a rate that cannot be divided.
    SidesDiffer { above: String, below: String } => TypeMismatch,
        "cannot divide {above} by {below}",
        "name both as conditions, which count rows, or both as quantities";

    /// A factor that a rate of defects cannot have.
    NoFactor { text: String } => WrongType,
        "`per` takes 1 or 1 million, this is `{text}`",
        "write `per: 1 million`";
}
