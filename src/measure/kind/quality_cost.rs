//! `quality_cost`: what poor quality costs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::ratio::aggregate;
use super::{Context, Side, ratio};
use crate::measure::meaning::QualityMeaning;
use crate::measure::{
    Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Subject, Title, Titles, Unit,
};
use crate::problem::{Problem, causes};

/// Refunds, logistics and write-offs, those of them that are named, over orders or net sales.
///
/// `quality cost = (refunds + logistics + write-off) ÷ base`
///
/// - Shape: one value per period and segment; a ratio of sums, so it pools by adding its components.
/// - Unit: currency per order; percent of net sales, held as a fraction.
/// - Absent: no rows → no data; a base of zero → undefined.
/// - Source: costs of internal and external failure, Juran (1951); standard error of a ratio over customers where all
///   sides share rows and customers are known (Cochran 1977, linearised), else no interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QualityCost {
    /// Money given back.
    #[serde(default)]
    pub refunds: Option<Side>,
    /// Cost of moving what came back.
    #[serde(default)]
    pub logistics: Option<Side>,
    /// Value lost in what cannot be sold again.
    #[serde(default)]
    pub write_off: Option<Side>,
    /// What it is divided by.
    pub per: Per,
    /// The number of orders, or net sales.
    pub base: Side,
}

/// What a cost is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// The number of orders.
    Order,
    /// Sales less what was given back.
    NetSales,
}

impl QualityCost {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let named = [
            ("refunds", Title::CostRefunds, &self.refunds),
            ("logistics", Title::CostLogistics, &self.logistics),
            ("write_off", Title::CostWriteOff, &self.write_off),
        ];
        let named: Vec<_> =
            named.into_iter().filter_map(|(name, title, side)| Some((name, title, side.as_ref()?))).collect();
        if named.is_empty() {
            context.report(Problem::new(WithoutCost).at(context.span));
            return None;
        }
        let costs: Vec<_> = named.iter().map(|(name, _, side)| context.side(side, name)).collect();
        let base = context.side(&self.base, "base");
        let costs = costs.into_iter().collect::<Option<Vec<_>>>()?;
        let (bottom, base) = base?;
        let sides: Vec<_> = costs.iter().map(|(formula, parts)| (formula, parts.as_slice())).collect();
        let moments = ratio::moments(context, &sides, (&bottom, &base));
        let sample = ratio::sample(&base);
        let top = costs.iter().map(|(formula, _)| formula.clone()).reduce(Formula::plus)?;
        let mut components: Vec<_> = costs.into_iter().flat_map(|(_, parts)| parts).chain(base).collect();
        let (pooling, grows) = (ratio::pooling(&components), ratio::counts_customers(context, &components));
        let interval = match moments {
            Some(moments) => {
                components.extend(moments);
                IntervalMethod::Ratio { clusters: "customers".to_owned(), scale: 1.0 }
            }
            None => IntervalMethod::None,
        };
        if let Some(sample) = &sample
            && !components.iter().any(|c| c.name == sample.name)
        {
            components.push(sample.clone());
        }
        let unit = match self.per {
            Per::Order => Unit::Currency,
            Per::NetSales => Unit::Percent,
        };
        let counted = named.iter().map(|(_, title, _)| title.clone()).collect();
        Some(Plan {
            sample: sample.map(|s| Formula::name(&s.name)),
            pooling,
            grows,
            direction: Some(Direction::Minimise),
            bounds: (Some(0.0), None),
            min_n: 10,
            policies: vec![Policy::CostOf { costs: Titles::Added(counted) }],
            ..Plan::new(top.over(bottom), components, unit, interval)
        })
    }
}

impl KindDescription for QualityCost {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        for (key, side) in
            [("refunds", &self.refunds), ("logistics", &self.logistics), ("write_off", &self.write_off)]
        {
            if let Some(side) = side {
                keys.side(key, side);
            }
        }
        keys.word("per", Some(&self.per));
        keys.side("base", &self.base);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let Policy::CostOf { costs } = input.policy(Subject::Cost)? else { return None };
        let base = aggregate(&self.base);
        let meaning = match self.per {
            Per::Order => QualityMeaning::QualityCostPerOrder { costs, base },
            Per::NetSales => QualityMeaning::QualityCostOfSales { costs, base },
        };
        Some(meaning.into())
    }
}

causes! {
    /// Cost of poor quality made of nothing.
    WithoutCost => KindNeedsKeys,
        "`quality_cost` needs one of `refunds`, `logistics` and `write_off`",
        "say what poor quality costs: `refunds: sum(…)`";
}
