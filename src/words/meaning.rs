//! What a measure amounts to, in a sentence for people who do not read formulas.

use super::phrase::{Argument, Message, Phrase, Value, phrases};
use crate::measure::Meaning;
use crate::measure::meaning::{
    Aggregate, AnswerMeaning, Cancellations, CompoundMeaning, CustomerMeaning, DeliveryMeaning,
    EnteredMeaning, MoneyMeaning, QualityMeaning, RowsMeaning, ServiceMeaning, ShareMeaning, Statistic, Step,
};

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
    /// What becomes of the values of rows, or of their number.
    impl RowsMeaning {
        RowsMeaning::Sum { value, source } => "meaning-sum" { value: value.clone(), source: source.clone() },
        RowsMeaning::Count { source } => "meaning-count" { source: source.clone() },
        RowsMeaning::CountWhere { source, condition } => "meaning-count-where" { source: source.clone(), condition: condition.clone() },
        RowsMeaning::Distinct { value, source } => "meaning-distinct" { value: value.clone(), source: source.clone() },
        RowsMeaning::Of { statistic, value, source } => "meaning-of" { statistic: statistic.clone(), value: value.clone(), source: source.clone() },
        RowsMeaning::WeightedMean { value, weight, source } => "meaning-weighted-mean" { value: value.clone(), weight: weight.clone(), source: source.clone() },
        RowsMeaning::Minimum { value, source } => "meaning-minimum" { value: value.clone(), source: source.clone() },
        RowsMeaning::Maximum { value, source } => "meaning-maximum" { value: value.clone(), source: source.clone() },
        RowsMeaning::Balance { value, per, row } => "meaning-balance" { value: value.clone(), per: per.clone(), row: row.clone() },
    }
    /// One thing over another.
    impl ShareMeaning {
        ShareMeaning::Share { source, of } => "meaning-share" { source: source.clone(), of: of.clone() },
        ShareMeaning::ShareAmong { source, of, among } => "meaning-share-among" { source: source.clone(), of: of.clone(), among: among.clone() },
        ShareMeaning::ShareOfSegments { measure, by, of } => "meaning-share-of-segments" { measure: measure.clone(), by: by.clone(), of: of.clone() },
        ShareMeaning::ShareAmongSegments { measure, by, of, among } => "meaning-share-among-segments" { measure: measure.clone(), by: by.clone(), of: of.clone(), among: among.clone() },
        ShareMeaning::Ratio { numerator, denominator } => "meaning-ratio" { numerator: numerator.clone(), denominator: denominator.clone() },
        ShareMeaning::RatioPaired { numerator, denominator } => "meaning-ratio-paired" { numerator: numerator.clone(), denominator: denominator.clone() },
    }
    /// A formula over measures, and what people enter.
    impl EnteredMeaning {
        EnteredMeaning::OfMeasures { reading } => "meaning-of-measures" { reading: reading.clone() },
        EnteredMeaning::Entered => "meaning-entered",
        EnteredMeaning::EnteredOf { rows } => "meaning-entered-of" { rows: rows.clone() },
        EnteredMeaning::EnteredIn { value, source } => "meaning-entered-in" { value: value.clone(), source: source.clone() },
        EnteredMeaning::EnteredInOf { value, source, rows } => "meaning-entered-in-of" { value: value.clone(), source: source.clone(), rows: rows.clone() },
        EnteredMeaning::Judgement { best } => "meaning-judgement" { best: *best },
    }
    /// Customers who come, stay, leave and come back.
    impl CustomerMeaning {
        CustomerMeaning::Conversion { entity, from, to, within } => "meaning-conversion" { entity: entity.clone(), from: from.clone(), to: to.clone(), within: *within },
        CustomerMeaning::Retention { active } => "meaning-retention" { active: active.clone() },
        CustomerMeaning::Churn { active } => "meaning-churn" { active: active.clone() },
        CustomerMeaning::ContractsKept => "meaning-contracts-kept",
        CustomerMeaning::ContractsEnded => "meaning-contracts-ended",
        CustomerMeaning::Renewed { grace } => "meaning-renewed" { grace: *grace },
        CustomerMeaning::NotRenewed { grace } => "meaning-not-renewed" { grace: *grace },
        CustomerMeaning::SnapshotKept { condition } => "meaning-snapshot-kept" { condition: condition.clone() },
        CustomerMeaning::SnapshotLeft { condition } => "meaning-snapshot-left" { condition: condition.clone() },
        CustomerMeaning::Active { active } => "meaning-active" { active: active.clone() },
        CustomerMeaning::New { new } => "meaning-new" { new: new.clone() },
        CustomerMeaning::Reactivated { lapsed, active } => "meaning-reactivated" { lapsed: lapsed.clone(), active: active.clone() },
        CustomerMeaning::Reactivation { lapsed, active } => "meaning-reactivation" { lapsed: lapsed.clone(), active: active.clone() },
        CustomerMeaning::Cohort { cohort, kept } => "meaning-cohort" { cohort: cohort.clone(), kept: kept.clone() },
    }
    /// What customers bring and cost.
    impl MoneyMeaning {
        MoneyMeaning::RevenueNet { revenue, active } => "meaning-revenue-net" { revenue: revenue.clone(), active: active.clone() },
        MoneyMeaning::RevenueGross { revenue, active, netting } => "meaning-revenue-gross" { revenue: revenue.clone(), active: active.clone(), netting: netting.clone() },
        MoneyMeaning::RevenuePerCustomer { revenue, base } => "meaning-revenue-per-customer" { revenue: revenue.clone(), base: base.clone() },
        MoneyMeaning::OrderValue { revenue, order } => "meaning-order-value" { revenue: revenue.clone(), order: order.clone() },
        MoneyMeaning::PurchaseFrequency { order, base } => "meaning-purchase-frequency" { order: order.clone(), base: base.clone() },
        MoneyMeaning::LifetimeOfMargin { margin, retention, discount, growth, first } => "meaning-lifetime-of-margin" { margin: margin.clone(), retention: retention.clone(), discount: *discount, growth: *growth, first: first.clone() },
        MoneyMeaning::LifetimeOfPeriods { margin, retention, discount, growth, first, horizon } => "meaning-lifetime-of-periods" { margin: margin.clone(), retention: retention.clone(), discount: *discount, growth: *growth, first: first.clone(), horizon: horizon.clone() },
        MoneyMeaning::LifetimeOfPurchases { revenue, margin, ahead } => "meaning-lifetime-of-purchases" { revenue: revenue.clone(), margin: *margin, ahead: ahead.clone() },
        MoneyMeaning::Profit { statistic, profit } => "meaning-profit" { statistic: statistic.clone(), profit: profit.clone() },
        MoneyMeaning::Unprofitable { profit } => "meaning-unprofitable" { profit: profit.clone() },
        MoneyMeaning::Loss { profit } => "meaning-loss" { profit: profit.clone() },
    }
    /// Promises of deliveries.
    impl DeliveryMeaning {
        DeliveryMeaning::OnTime { source, cancelled } => "meaning-on-time" { source: source.clone(), cancelled: *cancelled },
        DeliveryMeaning::OnTimeWithGrace { source, grace, cancelled } => "meaning-on-time-with-grace" { source: source.clone(), grace: *grace, cancelled: *cancelled },
        DeliveryMeaning::OnTimeByTheClock { source, grace, cancelled } => "meaning-on-time-by-the-clock" { source: source.clone(), grace: *grace, cancelled: *cancelled },
        DeliveryMeaning::OtifOrders { on_time, in_full, cancelled } => "meaning-otif-orders" { on_time: on_time.clone(), in_full: in_full.clone(), cancelled: *cancelled },
        DeliveryMeaning::OtifLines { on_time, in_full, cancelled } => "meaning-otif-lines" { on_time: on_time.clone(), in_full: in_full.clone(), cancelled: *cancelled },
        DeliveryMeaning::OtifUnits { on_time, cancelled } => "meaning-otif-units" { on_time: on_time.clone(), cancelled: *cancelled },
    }
    /// Cases, tickets and calls.
    impl ServiceMeaning {
        ServiceMeaning::LeadTime { statistic, from, to, clock } => "meaning-lead-time" { statistic: statistic.clone(), from: from.clone(), to: to.clone(), clock: clock.clone() },
        ServiceMeaning::ResolutionTime { statistic, from, to, clock, open } => "meaning-resolution-time" { statistic: statistic.clone(), from: from.clone(), to: to.clone(), clock: clock.clone(), open: open.clone() },
        ServiceMeaning::FirstContact { within, rate } => "meaning-first-contact" { within: *within, rate: rate.clone() },
        ServiceMeaning::FirstContactResolved { within, resolved, rate } => "meaning-first-contact-resolved" { within: *within, resolved: resolved.clone(), rate: rate.clone() },
        ServiceMeaning::Backlog { opened, closed } => "meaning-backlog" { opened: opened.clone(), closed: closed.clone() },
        ServiceMeaning::Abandoned { short } => "meaning-abandoned" { short: short.clone() },
        ServiceMeaning::InTime { within, abandoned, short } => "meaning-in-time" { within: *within, abandoned: abandoned.clone(), short: short.clone() },
        ServiceMeaning::InTimeOrAbandoned { within, abandoned, short } => "meaning-in-time-or-abandoned" { within: *within, abandoned: abandoned.clone(), short: short.clone() },
    }
    /// What went wrong: returns, defects, their costs, complaints.
    impl QualityMeaning {
        QualityMeaning::ReturnedOfSales { within } => "meaning-returned-of-sales" { within: *within },
        QualityMeaning::ReturnedInPeriod => "meaning-returned-in-period",
        QualityMeaning::DefectsByRow { defective, source } => "meaning-defects-by-row" { defective: defective.clone(), source: source.clone() },
        QualityMeaning::DefectsByQuantity { defective, inspected } => "meaning-defects-by-quantity" { defective: defective.clone(), inspected: inspected.clone() },
        QualityMeaning::QualityCostPerOrder { costs, base } => "meaning-quality-cost-per-order" { costs: costs.clone(), base: base.clone() },
        QualityMeaning::QualityCostOfSales { costs, base } => "meaning-quality-cost-of-sales" { costs: costs.clone(), base: base.clone() },
        QualityMeaning::Complaints { complaints, exposure } => "meaning-complaints" { complaints: complaints.clone(), exposure: exposure.clone() },
    }
    /// What people answer, and how they write.
    impl AnswerMeaning {
        AnswerMeaning::Nps { score, low } => "meaning-nps" { score: score.clone(), low: *low },
        AnswerMeaning::Answers { score, best, low, high } => "meaning-answers" { score: score.clone(), best: best.clone(), low: *low, high: *high },
        AnswerMeaning::MeanAnswer { score, low, high } => "meaning-mean-answer" { score: score.clone(), low: *low, high: *high },
        AnswerMeaning::NetEase { score, low, high } => "meaning-net-ease" { score: score.clone(), low: *low, high: *high },
        AnswerMeaning::Responses { completed, invited } => "meaning-responses" { completed: completed.clone(), invited: invited.clone() },
        AnswerMeaning::MoodNet => "meaning-mood-net",
        AnswerMeaning::MoodPositive => "meaning-mood-positive",
        AnswerMeaning::MoodNegative => "meaning-mood-negative",
    }
    /// What is made of another meaning.
    impl CompoundMeaning {
        CompoundMeaning::Per { per, rate } => "meaning-per" { per: Times(*per), rate: **rate },
        CompoundMeaning::Weighted { counted, weight } => "meaning-weighted" { counted: **counted, weight: weight.clone() },
        CompoundMeaning::LastOf { counted, whose } => "meaning-last-of" { counted: **counted, whose: whose.clone() },
        CompoundMeaning::Corrected { counted, by } => "meaning-corrected" { counted: **counted, by: by.clone() },
    }
}

/// What a measure is.
impl Phrase for Meaning {
    fn message(&self) -> Message {
        match self {
            Meaning::Rows(meaning) => meaning.message(),
            Meaning::Share(meaning) => meaning.message(),
            Meaning::Entered(meaning) => meaning.message(),
            Meaning::Customers(meaning) => meaning.message(),
            Meaning::Money(meaning) => meaning.message(),
            Meaning::Delivery(meaning) => meaning.message(),
            Meaning::Service(meaning) => meaning.message(),
            Meaning::Quality(meaning) => meaning.message(),
            Meaning::Answers(meaning) => meaning.message(),
            Meaning::Compound(meaning) => meaning.message(),
        }
    }
}
