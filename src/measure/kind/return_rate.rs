//! `return_rate`: what comes back.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::lead_time::Clock;
use super::{Context, Text, both, if_by_as_of, number_expr, sum_of};
use crate::measure::expression::row::to_day;
use crate::measure::meaning::QualityMeaning;
use crate::measure::{Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Pooling, Title, Unit};
use crate::problem::{Problem, causes};

/// Share of what was sold that came back.
///
/// `by sale: returned within the window ÷ sold in the period, of sales whose window has closed`;
/// `by return: returned in the period ÷ sold in the period`
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: percent, held as a fraction.
/// - Absent: nothing sold → no data; under 80 % of the period's sales mature → provisional.
/// - Source: by sale is unbiased, by return early; interval by Wilson (1927) by sale.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnRate {
    /// Date of sale.
    pub sold_at: Text,
    /// Date of return; null while kept.
    pub returned_at: Text,
    /// Quantity sold; 1 when absent.
    #[serde(default)]
    pub quantity: Option<Text>,
    /// Quantity returned; the quantity sold when absent.
    #[serde(default)]
    pub returned: Option<Text>,
    /// Which period a return counts in.
    pub by: By,
    /// How long a sale can come back; required by sale. Hours, minutes and seconds are counted from the time of sale, and need times on
    /// both sides.
    #[serde(default)]
    pub within: Option<Text>,
}

/// Which period a return counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The period of its sale.
    Sale,
    /// The period of the return.
    Return,
}

impl ReturnRate {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let sold_at = context.temporal(&self.sold_at);
        let returned_at = context.temporal(&self.returned_at);
        let one = || Some(number_expr(lit(1.0)));
        let quantity = self.quantity.as_ref().map_or_else(one, |t| context.number(t));
        let returned = self.returned.as_ref().map_or_else(|| quantity.clone(), |t| context.number(t));
        let names = [&self.sold_at.value, &self.returned_at.value];
        let columns = names.into_iter().zip([&sold_at, &returned_at]);
        let columns: Vec<_> = columns.filter_map(|(name, of)| Some((name.as_str(), of.as_ref()?))).collect();
        let within = if_written(self.within.as_ref(), |text| context.allowance(text, &columns));
        if self.by == By::Sale && self.within.is_none() {
            context.report(Problem::new(SaleWithoutEnd).at(context.span));
            return None;
        }
        let mut sales = context.rows_by(&self.sold_at)?;
        let (sold, came_back) = (sold_at?, returned_at?);
        let reversed = Clock::Days.reversed(&sold, &came_back);
        let all_sales = sales.clone();
        sales.filter = both(sales.filter, Some(Clock::Days.kept(&sold, &came_back)));
        let (quantity, returned, within) = (quantity?, returned?, within?);
        let components = match (self.by, within) {
            (By::Sale, Some(within)) => {
                let mut closed = sales.clone();
                closed.filter = both(closed.filter, Some(within.has_elapsed(&sold)));
                let back = super::Rows {
                    filter: both(closed.filter.clone(), Some(within.is_within(&sold, &came_back))),
                    ..closed.clone()
                };
                vec![
                    sum_of("returned", Title::CameBack, &back, &returned),
                    sum_of("sold", Title::SoldClosed, &closed, &quantity),
                    sum_of("all", Title::SoldAll, &sales, &quantity),
                ]
            }
            _ => {
                let returns = super::Rows {
                    day: if_by_as_of(to_day(&came_back)),
                    placed_by: self.returned_at.value.clone(),
                    ..sales.clone()
                };
                vec![
                    sum_of("returned", Title::CameBackInPeriod, &returns, &returned),
                    sum_of("sold", Title::SoldInPeriod, &sales, &quantity),
                ]
            }
        };
        let interval = match self.by {
            By::Sale => {
                IntervalMethod::Wilson { successes: Formula::name("returned"), trials: Formula::name("sold") }
            }
            By::Return => IntervalMethod::None,
        };
        let policy = match within {
            Some(within) if self.by == By::Sale => Policy::ReturnsOfSale { within: within.duration },
            _ => Policy::ReturnsOfReturn,
        };
        let plan = Plan {
            sample: Some(Formula::name("sold")),
            maturity: (self.by == By::Sale).then(|| ("sold".to_owned(), "all".to_owned())),
            pooling: Pooling::Pool,
            direction: Some(Direction::Minimise),
            bounds: (Some(0.0), None),
            min_n: 10,
            policies: vec![policy, Policy::LeftOutReturnedEarly],
            ..Plan::new(
                Formula::name("returned").over(Formula::name("sold")),
                components,
                Unit::Percent,
                interval,
            )
        };
        Some(plan.with_reversed_count(&all_sales, reversed))
    }
}

impl KindDescription for ReturnRate {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("sold_at", &self.sold_at);
        keys.text("returned_at", &self.returned_at);
        keys.or("quantity", self.quantity.as_ref(), "1");
        keys.optional("returned", self.returned.as_ref());
        keys.word("by", Some(&self.by));
        keys.optional("within", self.within.as_ref());
    }

    fn meaning(&self, _: &MeaningContext<'_>) -> Option<Meaning> {
        let meaning = match (self.by, &self.within) {
            (By::Sale, Some(within)) => {
                QualityMeaning::ReturnedOfSales { within: within.value.parse().ok()? }
            }
            _ => QualityMeaning::ReturnedInPeriod,
        };
        Some(meaning.into())
    }
}

causes! {
    /// Sales that could come back at any time.
    SaleWithoutEnd => KindNeedsKeys,
        "`return_rate` by sale needs `within`",
        "say how long a sale can come back: `within: 30 days`";
}
