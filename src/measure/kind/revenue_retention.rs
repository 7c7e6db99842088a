//! `revenue_retention`: what customers still bring.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::retention::{active_policy, active_within};
use super::{ALL_MOMENTS, Context, Text, number_expr, when};
use crate::form::OneOrMany;
use crate::measure::expression::aggregate::exact;
use crate::measure::meaning::MoneyMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, HistoryAggregate, IntervalMethod, Meaning, Moment, Plan, Policy,
    Pooling, Reduction, RevenuePart, Subject, Title, Unit,
};
use crate::problem::{Problem, causes};

/// Revenue that the customers of the opening bring at the end, over what they brought at the opening.
///
/// `net = Σ end ÷ Σ opening`; `gross = Σ max(0, min(end, opening)) ÷ Σ opening`, over customers who opened above 0
///
/// - Shape: one value per period and segment, the state at its end; no value over several periods.
/// - Unit: percent, held as a fraction; gross is never above 1.
/// - Absent: nobody active at the opening → no data; all of them at 0 or less → undefined; windows before the history →
///   insufficient history.
/// - Source: Farris et al. (2010) on customers who stay; interval by the ratio's standard error over customers
///   (Cochran 1977).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevenueRetention {
    /// Column or expression of money.
    pub revenue: Text,
    /// Whether growth counts.
    #[serde(default)]
    pub form: RevenueForm,
    /// `customer`, or up to two columns within which what grows does not make up for what shrinks, if gross.
    #[serde(default)]
    pub netting: Option<OneOrMany<Text>>,
    /// How long a row counts; one period when absent.
    #[serde(default)]
    pub active_within: Option<Text>,
}

/// Whether growth counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevenueForm {
    /// With what grew.
    #[default]
    Net,
    /// Without: at most what there was.
    Gross,
}

impl RevenueRetention {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let revenue = context.number(&self.revenue);
        let within = active_within(context, self.active_within.as_ref());
        let customer = context.customer();
        let columns: Vec<&Text> = self.netting.iter().flat_map(|netting| netting.iter()).collect();
        let columns = match columns.as_slice() {
            [only] if only.value == "customer" => Vec::new(),
            _ => columns,
        };
        let lines: Option<Vec<_>> = columns.iter().map(|text| context.value(text)).collect();
        if let [_, _, third, ..] = columns.as_slice() {
            context.report(Problem::new(NettingOfMany).at(third.span));
            return None;
        }
        let rows = context.rows_by_time()?;
        let (revenue, within, customer, lines) = (revenue?, within?, customer?, lines?);
        let keys: Vec<_> = std::iter::once(customer).chain(lines.into_iter().map(|line| line.expr)).collect();
        let gross = self.form == RevenueForm::Gross;
        let has_value = exact(&number_expr(when(revenue.expr.clone().is_not_null(), lit(1.0))));
        let component = |name: &str, title: Title, part| Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Histories {
                keys: keys.clone(),
                kept: vec![Reduction::Sum(exact(&revenue)), Reduction::Sum(has_value.clone())],
                aggregate: HistoryAggregate::Revenue { within, gross, part },
            },
        };
        let kept = if gross { Title::RevenueKept } else { Title::RevenueAtEnd };
        let mut components = vec![
            component("kept", kept, RevenuePart::Kept),
            component("opening", Title::RevenueAtOpening, RevenuePart::Opening),
            component("left_out", Title::OpenedAtNothing, RevenuePart::LeftOut),
        ];
        let moment = |moment: Moment| {
            let (name, title) = moment.words();
            component(name, title, RevenuePart::Moment(moment))
        };
        components.extend(ALL_MOMENTS.map(moment));
        let mut policies = vec![active_policy(within), Policy::OpeningLeftOut];
        if gross {
            let columns: Vec<&str> = columns.iter().map(|text| text.value.as_str()).collect();
            policies.push(match columns.as_slice() {
                [] => Policy::NettedByCustomer,
                columns => Policy::NettedByColumns { columns: columns.join(", ") },
            });
        }
        Some(Plan {
            sample: Some(Formula::name("n")),
            left_out: Some("left_out".to_owned()),
            pooling: Pooling::None,
            direction: Some(Direction::Maximise),
            bounds: (gross.then_some(0.0), gross.then_some(1.0)),
            min_n: 10,
            policies,
            ..Plan::new(
                Formula::name("kept").over(Formula::name("opening")),
                components,
                Unit::Percent,
                IntervalMethod::Ratio { clusters: "customers".to_owned(), scale: 1.0 },
            )
        })
    }
}

impl KindDescription for RevenueRetention {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("revenue", &self.revenue);
        keys.word("form", Some(&self.form));
        let columns: Vec<&str> = self
            .netting
            .iter()
            .flat_map(|netting| netting.iter())
            .map(|column| column.value.as_str())
            .collect();
        keys.put("netting", if columns.is_empty() { "customer".to_owned() } else { columns.join(", ") });
        keys.or("active_within", self.active_within.as_ref(), "one period");
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let (revenue, active) = (self.revenue.value.clone(), input.policy(Subject::Active)?);
        let meaning = match self.form {
            RevenueForm::Net => MoneyMeaning::RevenueNet { revenue, active },
            RevenueForm::Gross => {
                MoneyMeaning::RevenueGross { revenue, active, netting: input.policy(Subject::Netting)? }
            }
        };
        Some(meaning.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}

causes! {
    /// Amounts netted by more than two columns.
    NettingOfMany => WrongType,
        "`netting` takes `customer`, or one or two columns",
        "take this column out";
}
