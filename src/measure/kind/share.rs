//! `share`: a proportion of rows, or of another measure's segments.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Text, count_where};
use crate::measure::meaning::ShareMeaning;
use crate::measure::{
    Basis, Component, Formula, Meaning, Plan, Policy, Pooling, Rows, SegmentsOf, Title, Unit,
};
use crate::problem::{Cause, Code, Problem};

/// Share of rows that meet a condition, among all rows or among those that meet another; with `over` of the segments of
/// another measure.
///
/// `share = |of ∧ among| ÷ |among|`
///
/// - Shape: one value per period and segment; pools by adding its components. Of segments: one value per period, recomputed
///   from the segments' figures of a longer window.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no row, or no segment, among → no data; fewer than `min_n` → insufficient data.
/// - Source: interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "of"))]
pub struct Share {
    /// What is counted; with `over` a condition on `value` and `n`.
    pub of: Text,
    /// What it is a share of; all rows, or all segments with a value, when absent.
    #[serde(default)]
    pub among: Option<Text>,
    /// Another measure whose segments are counted in place of rows.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ measure: on_time, by: vendor }"))]
    pub over: Option<OverMeasureSegments>,
}

/// Segments of another measure.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "over"))]
pub struct OverMeasureSegments {
    /// The measure.
    pub measure: Text,
    /// Column or expression that tells its segments apart.
    pub by: Text,
}

impl Share {
    /// A share of rows; one of segments is planned once their measure is, by [`Share::of_segments`].
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let of = context.condition(&self.of);
        let among = if_written(self.among.as_ref(), |text| context.condition(text));
        let rows = context.rows_by_time()?;
        let (of, among) = (of?, among?);
        let unanswered = context.codes_not_asked_for(&of, among.as_ref(), &rows);
        let base = count_where("base", Title::RowsInQuestion, &rows, among);
        let hits =
            count_where("hits", Title::RowsWhere { condition: self.of.value.clone() }, &base.rows, Some(of));
        let mut plan = Plan::proportion("hits", "base", vec![hits, base], Unit::Percent);
        if let Some(columns) = unanswered {
            context.report(Problem::new(CodesCountAsNo { columns: columns.clone() }).at(self.of.span));
            plan.policies.push(Policy::UnansweredBelow { columns: columns.join(", ") });
        }
        Some(plan)
    }

    /// A share of the segments of another measure, by its conditions as read; `rows` are that measure's.
    pub fn of_segments(
        &self,
        segments: SegmentsOf,
        of: Formula,
        among: Option<Formula>,
        rows: &Rows,
    ) -> Plan {
        let among_words = match &self.among {
            Some(text) => Title::SegmentsWith { condition: text.value.clone() },
            None => Title::SegmentsWithValue,
        };
        // States at two dates do not become one of the year.
        let pooling = match segments.plan.pooling {
            Pooling::Last => Pooling::Last,
            Pooling::None => Pooling::None,
            Pooling::Flow | Pooling::Pool | Pooling::Recompute => Pooling::Recompute,
        };
        let counted =
            Policy::SegmentsOfMeasure { measure: segments.measure.clone(), by: segments.key.clone() };
        let segments = Arc::new(segments);
        let component = |name: &str, title: Title, condition: Option<Formula>| Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Segments { of: Arc::clone(&segments), condition },
        };
        let both = Formula::all(among.clone().into_iter().chain([of]).collect());
        let met = component("met", Title::SegmentsMeeting { condition: self.of.value.clone() }, both);
        let among = component("among", among_words, among);
        let plan = Plan::proportion("met", "among", vec![met, among], Unit::Percent);
        Plan { pooling, policies: vec![counted], ..plan }
    }
}

impl KindDescription for Share {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("of", &self.of);
        keys.optional("among", self.among.as_ref());
        if let Some(over) = &self.over {
            keys.put("over", format!("{} by {}", over.measure, over.by));
        }
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let of = self.of.value.clone();
        let among = self.among.as_ref().map(|among| among.value.clone());
        let meaning = match (&self.over, among) {
            (None, None) => ShareMeaning::Share { source: input.source()?, of },
            (None, Some(among)) => ShareMeaning::ShareAmong { source: input.source()?, of, among },
            (Some(over), among) => {
                let (measure, by) = (over.measure.value.clone(), over.by.value.clone());
                match among {
                    None => ShareMeaning::ShareOfSegments { measure, by, of },
                    Some(among) => ShareMeaning::ShareAmongSegments { measure, by, of, among },
                }
            }
        };
        Some(meaning.into())
    }
}

/// Rows whose column holds a code for no value, which count below the line and never above it.
#[derive(Debug, PartialEq)]
struct CodesCountAsNo {
    columns: Vec<String>,
}

impl Cause for CodesCountAsNo {
    fn code(&self) -> Code {
        Code::CodeCountsAsNo
    }

    fn message(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("`{column}`")).collect();
        format!("rows without a value in {} count below the line, and never above it", names.join(" or "))
    }

    fn help(&self) -> Option<String> {
        let is_word = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let name = |name: &String| if is_word(name) { name.clone() } else { format!("\"{name}\"") };
        let asked: Vec<String> =
            self.columns.iter().map(|column| format!("{} is not null", name(column))).collect();
        Some(format!(
            "leave them out by `among: '{}'`, or say what they mean: `coalesce(…, false)`",
            asked.join(" and ")
        ))
    }
}
