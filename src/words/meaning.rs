//! What a measure amounts to, in a sentence for people who do not read formulas.

use super::phrase::{Argument, Value, phrases};
use crate::measure::Meaning;
use crate::measure::meaning::{Aggregate, Cancellations, Statistic, Step};

/// How many times: in groups where it is whole.
struct Times(f64);

impl Argument for Times {
    fn value(&self) -> Value {
        match self.0.fract() == 0.0 && self.0.abs() < 1e15 {
            true => Value::Count(self.0 as u64),
            false => Value::Written(self.0),
        }
    }
}

phrases! {
    /// What is taken of several values.
    impl Statistic {
        Statistic::Mean => "statistic-mean",
        Statistic::Median => "statistic-median",
        Statistic::Percentile { p } => "statistic-percentile" { p: *p },
    }
    /// Rows that begin or reach something.
    impl Step {
        Step::FirstRow => "step-first-row",
        Step::LaterRow => "step-later-row",
        Step::FirstWhere { condition } => "step-first-where" { condition: condition.clone() },
        Step::Where { condition } => "step-where" { condition: condition.clone() },
    }
    /// Deliveries that somebody cancelled, at the end of a sentence.
    impl Cancellations {
        Cancellations::Unsaid => "cancellations-unsaid",
        Cancellations::ByCustomer => "cancellations-by-customer",
        Cancellations::BySupplier => "cancellations-by-supplier",
        Cancellations::ByEither => "cancellations-by-either",
    }
    /// An aggregate as it is written.
    impl Aggregate {
        Aggregate { text, source, condition } => "aggregate" { text: text.clone(), sourced: source.is_some(), source: source.clone().unwrap_or_default(), filtered: condition.is_some(), condition: condition.clone().unwrap_or_default() },
    }
    /// What a measure is.
    impl Meaning {
        Meaning::Sum { value, source } => "meaning-sum" { value: value.clone(), source: source.clone() },
        Meaning::Count { source } => "meaning-count" { source: source.clone() },
        Meaning::CountWhere { source, condition } => "meaning-count-where" { source: source.clone(), condition: condition.clone() },
        Meaning::Distinct { value, source } => "meaning-distinct" { value: value.clone(), source: source.clone() },
        Meaning::Of { statistic, value, source } => "meaning-of" { statistic: statistic.clone(), value: value.clone(), source: source.clone() },
        Meaning::WeightedMean { value, weight, source } => "meaning-weighted-mean" { value: value.clone(), weight: weight.clone(), source: source.clone() },
        Meaning::Minimum { value, source } => "meaning-minimum" { value: value.clone(), source: source.clone() },
        Meaning::Maximum { value, source } => "meaning-maximum" { value: value.clone(), source: source.clone() },
        Meaning::Balance { value, per, row } => "meaning-balance" { value: value.clone(), per: per.clone(), row: row.clone() },
        Meaning::Share { source, of } => "meaning-share" { source: source.clone(), of: of.clone() },
        Meaning::ShareAmong { source, of, among } => "meaning-share-among" { source: source.clone(), of: of.clone(), among: among.clone() },
        Meaning::ShareOfSegments { measure, by, of } => "meaning-share-of-segments" { measure: measure.clone(), by: by.clone(), of: of.clone() },
        Meaning::ShareAmongSegments { measure, by, of, among } => "meaning-share-among-segments" { measure: measure.clone(), by: by.clone(), of: of.clone(), among: among.clone() },
        Meaning::Ratio { numerator, denominator } => "meaning-ratio" { numerator: numerator.clone(), denominator: denominator.clone() },
        Meaning::RatioPaired { numerator, denominator } => "meaning-ratio-paired" { numerator: numerator.clone(), denominator: denominator.clone() },
        Meaning::Per { per, rate } => "meaning-per" { per: Times(*per), rate: **rate },
        Meaning::OfMeasures { reading } => "meaning-of-measures" { reading: reading.clone() },
        Meaning::Entered => "meaning-entered",
        Meaning::EnteredOf { rows } => "meaning-entered-of" { rows: rows.clone() },
        Meaning::EnteredIn { value, source } => "meaning-entered-in" { value: value.clone(), source: source.clone() },
        Meaning::EnteredInOf { value, source, rows } => "meaning-entered-in-of" { value: value.clone(), source: source.clone(), rows: rows.clone() },
        Meaning::Judgement { best } => "meaning-judgement" { best: *best },
        Meaning::Conversion { entity, from, to, within } => "meaning-conversion" { entity: entity.clone(), from: from.clone(), to: to.clone(), within: *within },
        Meaning::Retention { active } => "meaning-retention" { active: active.clone() },
        Meaning::Churn { active } => "meaning-churn" { active: active.clone() },
        Meaning::ContractsKept => "meaning-contracts-kept",
        Meaning::ContractsEnded => "meaning-contracts-ended",
        Meaning::Renewed { grace } => "meaning-renewed" { grace: *grace },
        Meaning::NotRenewed { grace } => "meaning-not-renewed" { grace: *grace },
        Meaning::SnapshotKept { condition } => "meaning-snapshot-kept" { condition: condition.clone() },
        Meaning::SnapshotLeft { condition } => "meaning-snapshot-left" { condition: condition.clone() },
        Meaning::Active { active } => "meaning-active" { active: active.clone() },
        Meaning::New { new } => "meaning-new" { new: new.clone() },
        Meaning::Reactivated { lapsed, active } => "meaning-reactivated" { lapsed: lapsed.clone(), active: active.clone() },
        Meaning::Reactivation { lapsed, active } => "meaning-reactivation" { lapsed: lapsed.clone(), active: active.clone() },
        Meaning::Cohort { cohort, kept } => "meaning-cohort" { cohort: cohort.clone(), kept: kept.clone() },
        Meaning::RevenueNet { revenue, active } => "meaning-revenue-net" { revenue: revenue.clone(), active: active.clone() },
        Meaning::RevenueGross { revenue, active, netting } => "meaning-revenue-gross" { revenue: revenue.clone(), active: active.clone(), netting: netting.clone() },
        Meaning::RevenuePerCustomer { revenue, base } => "meaning-revenue-per-customer" { revenue: revenue.clone(), base: base.clone() },
        Meaning::OrderValue { revenue, order } => "meaning-order-value" { revenue: revenue.clone(), order: order.clone() },
        Meaning::PurchaseFrequency { order, base } => "meaning-purchase-frequency" { order: order.clone(), base: base.clone() },
        Meaning::LifetimeOfMargin { margin, retention, discount, growth, first } => "meaning-lifetime-of-margin" { margin: margin.clone(), retention: retention.clone(), discount: *discount, growth: *growth, first: first.clone() },
        Meaning::LifetimeOfPeriods { margin, retention, discount, growth, first, horizon } => "meaning-lifetime-of-periods" { margin: margin.clone(), retention: retention.clone(), discount: *discount, growth: *growth, first: first.clone(), horizon: horizon.clone() },
        Meaning::LifetimeOfPurchases { revenue, margin, ahead } => "meaning-lifetime-of-purchases" { revenue: revenue.clone(), margin: *margin, ahead: ahead.clone() },
        Meaning::Profit { statistic, profit } => "meaning-profit" { statistic: statistic.clone(), profit: profit.clone() },
        Meaning::Unprofitable { profit } => "meaning-unprofitable" { profit: profit.clone() },
        Meaning::Loss { profit } => "meaning-loss" { profit: profit.clone() },
        Meaning::OnTime { source, cancelled } => "meaning-on-time" { source: source.clone(), cancelled: *cancelled },
        Meaning::OnTimeWithGrace { source, grace, cancelled } => "meaning-on-time-with-grace" { source: source.clone(), grace: *grace, cancelled: *cancelled },
        Meaning::OtifOrders { on_time, in_full, cancelled } => "meaning-otif-orders" { on_time: on_time.clone(), in_full: in_full.clone(), cancelled: *cancelled },
        Meaning::OtifLines { on_time, in_full, cancelled } => "meaning-otif-lines" { on_time: on_time.clone(), in_full: in_full.clone(), cancelled: *cancelled },
        Meaning::OtifUnits { on_time, cancelled } => "meaning-otif-units" { on_time: on_time.clone(), cancelled: *cancelled },
        Meaning::LeadTime { statistic, from, to, clock } => "meaning-lead-time" { statistic: statistic.clone(), from: from.clone(), to: to.clone(), clock: clock.clone() },
        Meaning::ResolutionTime { statistic, from, to, clock, open } => "meaning-resolution-time" { statistic: statistic.clone(), from: from.clone(), to: to.clone(), clock: clock.clone(), open: open.clone() },
        Meaning::FirstContact { within, rate } => "meaning-first-contact" { within: *within, rate: rate.clone() },
        Meaning::FirstContactResolved { within, resolved, rate } => "meaning-first-contact-resolved" { within: *within, resolved: resolved.clone(), rate: rate.clone() },
        Meaning::Backlog { opened, closed } => "meaning-backlog" { opened: opened.clone(), closed: closed.clone() },
        Meaning::ReturnedOfSales { within } => "meaning-returned-of-sales" { within: *within },
        Meaning::ReturnedInPeriod => "meaning-returned-in-period",
        Meaning::DefectsByRow { defective, source } => "meaning-defects-by-row" { defective: defective.clone(), source: source.clone() },
        Meaning::DefectsByQuantity { defective, inspected } => "meaning-defects-by-quantity" { defective: defective.clone(), inspected: inspected.clone() },
        Meaning::QualityCostPerOrder { costs, base } => "meaning-quality-cost-per-order" { costs: costs.clone(), base: base.clone() },
        Meaning::QualityCostOfSales { costs, base } => "meaning-quality-cost-of-sales" { costs: costs.clone(), base: base.clone() },
        Meaning::Complaints { complaints, exposure } => "meaning-complaints" { complaints: complaints.clone(), exposure: exposure.clone() },
        Meaning::Abandoned { short } => "meaning-abandoned" { short: short.clone() },
        Meaning::InTime { within, abandoned, short } => "meaning-in-time" { within: *within, abandoned: abandoned.clone(), short: short.clone() },
        Meaning::InTimeOrAbandoned { within, abandoned, short } => "meaning-in-time-or-abandoned" { within: *within, abandoned: abandoned.clone(), short: short.clone() },
        Meaning::Nps { score, low } => "meaning-nps" { score: score.clone(), low: *low },
        Meaning::Answers { score, best, low, high } => "meaning-answers" { score: score.clone(), best: best.clone(), low: *low, high: *high },
        Meaning::MeanAnswer { score, low, high } => "meaning-mean-answer" { score: score.clone(), low: *low, high: *high },
        Meaning::NetEase { score, low, high } => "meaning-net-ease" { score: score.clone(), low: *low, high: *high },
        Meaning::Weighted { counted, weight } => "meaning-weighted" { counted: **counted, weight: weight.clone() },
        Meaning::LastOf { counted, whose } => "meaning-last-of" { counted: **counted, whose: whose.clone() },
        Meaning::Responses { completed, invited } => "meaning-responses" { completed: completed.clone(), invited: invited.clone() },
        Meaning::MoodNet => "meaning-mood-net",
        Meaning::MoodPositive => "meaning-mood-positive",
        Meaning::MoodNegative => "meaning-mood-negative",
        Meaning::Corrected { counted, by } => "meaning-corrected" { counted: **counted, by: by.clone() },
    }
}
