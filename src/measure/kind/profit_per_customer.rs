//! `profit_per_customer`: what a customer leaves after costs.

use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Rows, Text, both, or_zero, sum_of};
use crate::measure::expression::aggregate::exact;
use crate::measure::meaning;
use crate::measure::meaning::MoneyMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, HistoryAggregate, IntervalMethod, Meaning, Moment, Part, Plan,
    Policy, Reduction, State, Subject, Title, Titles, TotalsStatistic, Typed, Unit,
};

/// Revenue less costs by customer: the mean, the median, the share of customers who cost more than they bring, or what
/// those cost.
///
/// `profit = Σ revenue − Σ cost − Σ service cost − Σ acquisition cost`, of each identified customer; mean = `Σ profit ÷
/// customers`
///
/// - Shape: one value per period and segment; of a longer window the profits are taken of its rows together.
/// - Unit: currency; percent for the unprofitable share.
/// - Absent: no customer, or an amount that no row has (`coalesce(acquisition_cost, 0)` says otherwise) → no data; fewer than
///   `min_n` → insufficient data. A missing amount beside others adds nothing.
/// - Source: Kaplan & Narayanan (2001); intervals by Student's t over customers, order statistics for the median and
///   Wilson (1927) for the share, none for the total loss.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfitPerCustomer {
    /// Column or expression of money that comes in.
    pub revenue: Text,
    /// Cost of what was sold.
    pub cost: Text,
    /// Cost of serving the customer.
    #[serde(default)]
    pub service_cost: Option<Text>,
    /// Cost of winning the customer.
    #[serde(default)]
    pub acquisition_cost: Option<Text>,
    /// What is said of the customers' profits; the mean when absent.
    #[serde(default)]
    pub statistic: Statistic,
}

/// What is said of the customers' profits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// The mean.
    #[default]
    Mean,
    /// The median, type 7.
    Median,
    /// The share of customers with a profit below 0.
    UnprofitableShare,
    /// The sum of the profits below 0.
    TotalLoss,
}

impl ProfitPerCustomer {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let revenue = context.number(&self.revenue);
        let costs = [
            ("cost", Title::CostOfGoods, Some(&self.cost)),
            ("service_cost", Title::CostOfService, self.service_cost.as_ref()),
            ("acquisition_cost", Title::CostOfAcquisition, self.acquisition_cost.as_ref()),
        ];
        let costs: Vec<_> = costs
            .into_iter()
            .filter_map(|(name, title, text)| Some((name, title, context.number(text?))))
            .collect();
        let customer = context.customer();
        let rows = context.rows_by_time()?;
        let (revenue, customer) = (revenue?, customer?);
        let costs: Vec<(&str, Title, Typed)> = costs
            .into_iter()
            .map(|(name, title, typed)| Some((name, title, typed?)))
            .collect::<Option<_>>()?;
        let known =
            Rows { filter: both(rows.filter.clone(), Some(customer.clone().is_not_null())), ..rows.clone() };
        let profit_of_row: Expr =
            costs.iter().fold(or_zero(exact(&revenue)), |profit, (_, _, cost)| profit - or_zero(exact(cost)));
        let statistic = |name: &str, title: Title, statistic: TotalsStatistic| Component {
            name: name.to_owned(),
            title,
            rows: known.clone(),
            basis: Basis::Histories {
                keys: vec![customer.clone()],
                kept: vec![Reduction::Sum(profit_of_row.clone())],
                aggregate: HistoryAggregate::Totals(statistic),
            },
        };
        let customers = Component {
            name: "customers".to_owned(),
            title: Title::CustomersWithRow,
            rows: rows.clone(),
            basis: Basis::Customers { customer: customer.clone(), state: State::Active(None) },
        };
        let base = Formula::name("customers");
        let (formula, mut components, unit, interval) = match self.statistic {
            Statistic::Mean => {
                let mut components = Vec::new();
                let profit = costs
                    .iter()
                    .fold(Formula::name("revenue"), |profit, (name, ..)| profit.minus(Formula::name(name)));
                let (y, x) = (Part::Sum(profit_of_row.clone()), Part::Distinct(customer.clone()));
                let wanted = [Moment::N, Moment::Y, Moment::YY];
                components.extend(Context::moments(&known, &customer, &y, &x, &wanted));
                (profit.over(base.clone()), components, Unit::Currency, IntervalMethod::mean("n", "y", "yy"))
            }
            Statistic::Median => (
                Formula::name("median"),
                vec![statistic("median", Title::ProfitMedian, TotalsStatistic::Median)],
                Unit::Currency,
                IntervalMethod::Order { component: "median".to_owned() },
            ),
            Statistic::UnprofitableShare => {
                let count = statistic("unprofitable", Title::ProfitNegative, TotalsStatistic::Below);
                let unprofitable = Formula::name("unprofitable");
                let interval =
                    IntervalMethod::Wilson { successes: unprofitable.clone(), trials: base.clone() };
                (unprofitable.over(base.clone()), vec![count], Unit::Percent, interval)
            }
            Statistic::TotalLoss => (
                Formula::name("loss"),
                vec![statistic("loss", Title::ProfitLoss, TotalsStatistic::Shortfall)],
                Unit::Currency,
                IntervalMethod::None,
            ),
        };
        // Whatever is said of profits, an amount that no row has makes them missing (R46).
        let amounts = std::iter::once(sum_of("revenue", Title::RevenueIdentified, &known, &revenue));
        let amounts =
            amounts.chain(costs.iter().map(|(name, title, cost)| sum_of(name, title.clone(), &known, cost)));
        components.splice(0..0, amounts);
        components.push(customers);
        let (direction, bounds) = match self.statistic {
            Statistic::Mean | Statistic::Median => (Direction::Maximise, (None, None)),
            Statistic::UnprofitableShare => (Direction::Minimise, (Some(0.0), Some(1.0))),
            Statistic::TotalLoss => (Direction::Maximise, (None, Some(0.0))),
        };
        let less = costs.iter().map(|(_, title, _)| title.clone()).collect();
        Some(Plan {
            sample: Some(base),
            grows: true,
            direction: Some(direction),
            bounds,
            min_n: 10,
            policies: vec![Policy::ProfitLess { costs: Titles::Listed(less) }, Policy::CustomersQualifying],
            ..Plan::new(formula, components, unit, interval)
        })
    }
}

impl KindDescription for ProfitPerCustomer {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("revenue", &self.revenue);
        keys.text("cost", &self.cost);
        keys.optional("service_cost", self.service_cost.as_ref());
        keys.optional("acquisition_cost", self.acquisition_cost.as_ref());
        keys.word("statistic", Some(&self.statistic));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let profit = input.policy(Subject::Profit)?;
        let meaning = match self.statistic {
            self::Statistic::Mean => MoneyMeaning::Profit { statistic: meaning::Statistic::Mean, profit },
            self::Statistic::Median => MoneyMeaning::Profit { statistic: meaning::Statistic::Median, profit },
            self::Statistic::UnprofitableShare => MoneyMeaning::Unprofitable { profit },
            self::Statistic::TotalLoss => MoneyMeaning::Loss { profit },
        };
        Some(meaning.into())
    }
}
