//! `cohort_retention`: who of those won together is still there at an age.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text};
use crate::calendar::{Grain, Length};
use crate::measure::meaning::CustomerMeaning;
use crate::measure::{
    Basis, CohortPart, Component, Direction, HistoryAggregate, Meaning, Plan, Policy, Pooling, Subject,
    Title, Unit,
};
use crate::problem::{Problem, causes};

/// Share of the customers of a cohort, won in the same period, who are kept at an age.
///
/// `kept at age k ÷ size of the cohort`, of the cohorts whose k-th period after the first ends in the period
///
/// - Shape: one value per period and segment, and a triangle of cohorts by age; several cohorts weigh by their size.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: a cohort that has not reached the age is not observed and never 0; no cohort reaches it in the period →
///   not yet due; cohorts that began before the history → insufficient history.
/// - Source: Fader & Hardie (2007) on survival of cohorts; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CohortRetention {
    /// Period of the first row that makes a cohort.
    pub cohort: CohortGrain,
    /// How long after it, in whole periods of the cohort.
    pub age: Text,
    /// What keeps a customer.
    #[serde(default)]
    pub counting: Counting,
}

/// Periods that make cohorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CohortGrain {
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters of the fiscal year.
    Quarter,
    /// Fiscal years.
    Year,
}

/// What keeps a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// A row in the period of that age.
    #[default]
    OnPeriod,
    /// A row in the period of that age or later, until the as-of day.
    Rolling,
}

impl CohortRetention {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let age = self.periods(context);
        let customer = context.customer();
        let rows = context.rows_by_time()?;
        let (age, customer) = (age?, customer?);
        let (grain, rolling) = (self.grain(), self.counting == Counting::Rolling);
        let component = |name: &str, title: Title, part| Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Histories {
                keys: vec![customer.clone()],
                kept: Vec::new(),
                aggregate: HistoryAggregate::Cohort { grain, age, rolling, part },
            },
        };
        let after = context.duration(&self.age)?;
        let counting = match self.counting {
            Counting::OnPeriod => Policy::KeptOnPeriod { grain, after },
            Counting::Rolling => Policy::KeptRolling { grain, after },
        };
        let components = vec![
            component("kept", Title::CohortKept { after }, CohortPart::Kept),
            component("size", Title::CohortSize, CohortPart::Size),
        ];
        Some(Plan {
            pooling: Pooling::Recompute,
            direction: Some(Direction::Maximise),
            policies: vec![Policy::CohortOf { grain }, counting],
            ..Plan::proportion("kept", "size", components, Unit::Percent)
        })
    }

    fn grain(&self) -> Grain {
        match self.cohort {
            CohortGrain::Week => Grain::Week,
            CohortGrain::Month => Grain::Month,
            CohortGrain::Quarter => Grain::Quarter,
            CohortGrain::Year => Grain::Year,
        }
    }

    /// The age in periods of the cohort.
    fn periods(&self, context: &Context<'_>) -> Option<usize> {
        let age = context.duration(&self.age)?;
        let months = |each: i32| match age.length() {
            Length::Months(months) if months % each == 0 => Some(i64::from(months / each)),
            _ => None,
        };
        let periods = match self.cohort {
            CohortGrain::Week => match age.length() {
                Length::Days(days) if days % 7 == 0 => Some(days / 7),
                _ => None,
            },
            CohortGrain::Month => months(1),
            CohortGrain::Quarter => months(3),
            CohortGrain::Year => months(12),
        };
        let found = periods.and_then(|periods| usize::try_from(periods).ok()).filter(|periods| *periods > 0);
        if found.is_none() {
            let grain = self.grain();
            let cause = AgeOfOtherGrain { grain: grain.to_string(), age: age.to_string() };
            context.report(Problem::new(cause).at(self.age.span));
        }
        found
    }
}

impl KindDescription for CohortRetention {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.word("cohort", Some(&self.cohort));
        keys.text("age", &self.age);
        keys.word("counting", Some(&self.counting));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let meaning = CustomerMeaning::Cohort {
            cohort: input.policy(Subject::Cohort)?,
            kept: input.policy(Subject::Kept)?,
        };
        Some(meaning.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}

causes! {
    /// An age that is no number of whole periods.
    AgeOfOtherGrain { grain: String, age: String } => WrongType,
        "`age` takes whole {grain}s, this is {age}",
        "write `2 {grain}s`, or a shorter `cohort`";
}
