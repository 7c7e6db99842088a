//! A kind's keys in full form, for the definitions page and `explain`.

use serde::Serialize;

use crate::form::Form;
use crate::measure::{Cancelled, Contract, Kind, Side, Text};

/// Key and text of everything written or defaulted under a kind, in the order of the language's reference.
pub(super) fn keys(kind: &Kind) -> Vec<(String, String)> {
    let mut sheet = Sheet::default();
    match kind {
        Kind::Sum(k) => sheet.text("value", &k.value),
        Kind::Count(k) => sheet.optional("where", k.condition.as_ref()),
        Kind::Distinct(k) => sheet.text("value", &k.value),
        Kind::Average(k) => {
            sheet.text("value", &k.value);
            sheet.optional("weight", k.weight.as_ref());
        }
        Kind::Minimum(k) => sheet.text("value", &k.value),
        Kind::Maximum(k) => sheet.text("value", &k.value),
        Kind::Median(k) => sheet.text("value", &k.value),
        Kind::Percentile(k) => {
            sheet.text("value", &k.value);
            sheet.text("p", &k.p);
        }
        Kind::Last(k) => {
            sheet.text("value", &k.value);
            sheet.text("per", &k.per);
        }
        Kind::Share(k) => {
            sheet.text("of", &k.of);
            sheet.optional("among", k.among.as_ref());
            if let Some(over) = &k.over {
                sheet.put("over", format!("{} by {}", over.measure, over.by));
            }
        }
        Kind::Ratio(k) => {
            sheet.side("numerator", &k.numerator);
            sheet.side("denominator", &k.denominator);
            sheet.word("paired", k.paired.as_ref().map(|p| p.value));
            sheet.word("per", k.per.as_ref().map(|p| p.value));
        }
        Kind::Formula(k) => sheet.text("value", &k.value),
        Kind::Retention(k) => sheet.stay(k.active_within.as_ref(), k.contract.as_ref()),
        Kind::Churn(k) => {
            sheet.stay(k.active_within.as_ref(), k.contract.as_ref());
            sheet.word("annualised", k.annualised.as_ref().map(|a| a.value));
        }
        Kind::ActiveCustomers(k) => sheet.or("active_within", k.active_within.as_ref(), "one period"),
        Kind::NewCustomers(k) => sheet.or("new_after", k.new_after.as_ref(), "12 months"),
        Kind::Reactivated(k) => {
            sheet.or("active_within", k.active_within.as_ref(), "one period");
            sheet.word("rate", Some(k.rate.as_ref().is_some_and(|rate| rate.value)));
            sheet.optional("lapsed_up_to", k.lapsed_up_to.as_ref());
        }
        Kind::CohortRetention(k) => {
            sheet.word("cohort", Some(&k.cohort));
            sheet.text("age", &k.age);
            sheet.word("counting", Some(&k.counting));
        }
        Kind::RevenueRetention(k) => {
            sheet.text("revenue", &k.revenue);
            sheet.word("form", Some(&k.form));
            let columns: Vec<&str> = k
                .netting
                .iter()
                .flat_map(|netting| netting.iter())
                .map(|column| column.value.as_str())
                .collect();
            sheet.put("netting", if columns.is_empty() { "customer".to_owned() } else { columns.join(", ") });
            sheet.or("active_within", k.active_within.as_ref(), "one period");
        }
        Kind::RevenuePerCustomer(k) => {
            sheet.text("revenue", &k.revenue);
            sheet.word("base", Some(&k.base));
        }
        Kind::OrderValue(k) => {
            sheet.text("revenue", &k.revenue);
            sheet.columns("order", &k.order);
        }
        Kind::LifetimeValue(k) => {
            sheet.word("method", Some(&k.method.value));
            sheet.optional("revenue", k.revenue.as_ref());
            sheet.text("margin", &k.margin);
            sheet.optional("retention", k.retention.as_ref());
            sheet.text("discount", &k.discount);
            sheet.word("form", k.form.as_ref().map(|form| form.value));
            sheet.optional("growth", k.growth.as_ref());
            sheet.optional("horizon", k.horizon.as_ref());
            sheet.word(
                "step",
                k.revenue.as_ref().map(|_| k.step.as_ref().map(|s| s.value).unwrap_or_default()),
            );
        }
        Kind::ProfitPerCustomer(k) => {
            sheet.text("revenue", &k.revenue);
            sheet.text("cost", &k.cost);
            sheet.optional("service_cost", k.service_cost.as_ref());
            sheet.optional("acquisition_cost", k.acquisition_cost.as_ref());
            sheet.word("statistic", Some(&k.statistic));
        }
        Kind::PurchaseFrequency(k) => sheet.columns("order", &k.order),
        Kind::OnTime(k) => {
            sheet.text("promised", &k.promised);
            sheet.text("delivered", &k.delivered);
            sheet.cancelled(k.cancelled.as_ref());
            sheet.or("grace", k.grace.as_ref(), "0 days");
        }
        Kind::Otif(k) => {
            sheet.text("promised", &k.promised);
            sheet.text("delivered", &k.delivered);
            sheet.text("ordered", &k.ordered);
            sheet.text("received", &k.received);
            sheet.word("level", Some(&k.level));
            sheet.optional("order", k.order.as_ref());
            sheet.or("tolerance", k.tolerance.as_ref(), "0 %");
            sheet.or("early", k.early.as_ref(), "any");
            sheet.cancelled(k.cancelled.as_ref());
        }
        Kind::LeadTime(k) => {
            sheet.text("from", &k.from);
            sheet.text("to", &k.to);
            sheet.or("statistic", k.statistic.as_ref(), "median");
            sheet.put("unit", k.unit.as_ref().map_or("days".to_owned(), word));
            sheet.word("business_days", k.business_days.as_ref().map(|b| b.value));
        }
        Kind::Manual(k) => {
            sheet.optional("source", k.source.as_ref());
            sheet.optional("value", k.value.as_ref());
            sheet.optional("where", k.condition.as_ref());
            sheet.put("over_time", k.over_time.as_ref().map_or("none".to_owned(), word));
            match &k.over_entities {
                Some(Form::Short(how)) => sheet.put("over_entities", word(how)),
                Some(Form::Full(how)) => sheet.text("over_entities.weighted_by", &how.weighted_by),
                None => {}
            }
        }
        Kind::Judgement(k) => sheet.put("of", k.best().to_string()),
        Kind::Conversion(k) => {
            sheet.text("entity", &k.entity);
            sheet.text("from", &k.from);
            sheet.text("to", &k.to);
            sheet.text("within", &k.within);
        }
        Kind::FirstContactResolution(k) => {
            sheet.text("ticket", &k.ticket);
            sheet.optional("topic", k.topic.as_ref());
            sheet.or("contacts", k.contacts.as_ref(), "1");
            sheet.optional("reopened", k.reopened.as_ref());
            sheet.optional("resolved", k.resolved.as_ref());
            sheet.text("repeat_within", &k.repeat_within);
            sheet.optional("leave_out", k.leave_out.as_ref());
        }
        Kind::ResolutionTime(k) => {
            sheet.text("from", &k.from);
            sheet.text("to", &k.to);
            sheet.or("statistic", k.statistic.as_ref(), "median");
            sheet.put("unit", k.unit.as_ref().map_or("hours".to_owned(), word));
            sheet.word("business_days", k.business_days.as_ref().map(|b| b.value));
            sheet.put("open_cases", k.open_cases.as_ref().map_or("censored".to_owned(), word));
        }
        Kind::Backlog(k) => {
            sheet.text("opened", &k.opened);
            sheet.text("closed", &k.closed);
        }
        Kind::ReturnRate(k) => {
            sheet.text("sold_at", &k.sold_at);
            sheet.text("returned_at", &k.returned_at);
            sheet.or("quantity", k.quantity.as_ref(), "1");
            sheet.optional("returned", k.returned.as_ref());
            sheet.word("by", Some(&k.by));
            sheet.optional("within", k.within.as_ref());
        }
        Kind::DefectRate(k) => {
            sheet.text("defective", &k.defective);
            sheet.or("inspected", k.inspected.as_ref(), "rows");
            sheet.or("per", k.per.as_ref(), "1");
        }
        Kind::QualityCost(k) => {
            for (key, side) in
                [("refunds", &k.refunds), ("logistics", &k.logistics), ("write_off", &k.write_off)]
            {
                if let Some(side) = side {
                    sheet.side(key, side);
                }
            }
            sheet.word("per", Some(&k.per));
            sheet.side("base", &k.base);
        }
        Kind::ComplaintRate(k) => {
            sheet.side("complaints", &k.complaints);
            sheet.side("exposure", &k.exposure);
            sheet.put("per", k.per.as_ref().map_or(1000.0, |p| p.value).to_string());
        }
        Kind::Abandonment(k) => {
            sheet.text("abandoned", &k.abandoned);
            sheet.optional("wait", k.wait.as_ref());
            sheet.or("short", k.short.as_ref(), "0 seconds");
        }
        Kind::ServiceLevel(k) => {
            sheet.text("wait", &k.wait);
            sheet.text("within", &k.within);
            sheet.text("abandoned", &k.abandoned);
            sheet.word("abandons", Some(&k.abandons));
            sheet.or("short", k.short.as_ref(), "0 seconds");
        }
        Kind::ResponseRate(k) => {
            sheet.text("completed", &k.completed);
            sheet.optional("bounced", k.bounced.as_ref());
        }
        Kind::Nps(k) => {
            sheet.text("score", &k.score);
            sheet.put("scale_min", k.scale_min.as_ref().map_or(0, |s| s.value).to_string());
        }
        Kind::Csat(k) => {
            sheet.text("score", &k.score);
            sheet.scale(&k.scale.value);
            sheet.word("counting", Some(&k.counting));
        }
        Kind::Ces(k) => {
            sheet.text("score", &k.score);
            sheet.scale(&k.scale.value);
            sheet.word("counting", Some(&k.counting));
            sheet.word("higher_is_easier", Some(k.higher_is_easier.value));
        }
        Kind::Sentiment(k) => {
            sheet.optional("label", k.label.as_ref());
            if k.label.is_some() {
                sheet.list("positive", &k.positive, "positive");
                sheet.list("negative", &k.negative, "negative");
                sheet.list("neutral", &k.neutral, "any other label");
            }
            sheet.optional("text", k.text.as_ref());
            sheet.optional("language", k.language.as_ref());
            if k.text.is_some() {
                sheet.or("lexicon", k.lexicon.as_ref(), "shipped");
            }
            sheet.word("counting", Some(&k.counting));
            sheet.optional("sensitivity", k.sensitivity.as_ref());
            sheet.optional("specificity", k.specificity.as_ref());
        }
    }
    sheet.0
}

#[derive(Default)]
struct Sheet(Vec<(String, String)>);

impl Sheet {
    fn put(&mut self, key: &str, text: String) {
        self.0.push((key.to_owned(), text));
    }

    fn text(&mut self, key: &str, text: &Text) {
        self.put(key, text.value.clone());
    }

    fn optional(&mut self, key: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn or(&mut self, key: &str, text: Option<&Text>, default: &str) {
        self.put(key, text.map_or(default.to_owned(), |text| text.value.clone()));
    }

    fn list(&mut self, key: &str, texts: &[Text], default: &str) {
        let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
        self.put(key, if texts.is_empty() { default.to_owned() } else { texts.join(", ") });
    }

    fn word<T: Serialize>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.put(key, word(&value));
        }
    }

    /// What says who stays: a window, or contracts.
    fn stay(&mut self, active_within: Option<&Text>, contract: Option<&Contract>) {
        let Some(contract) = contract else { return self.or("active_within", active_within, "one period") };
        let keys = [
            ("start", &contract.start),
            ("end", &contract.end),
            ("due", &contract.due),
            ("renewed", &contract.renewed),
            ("left", &contract.left),
        ];
        for (key, text) in keys {
            self.optional(&format!("contract.{key}"), text.as_ref());
        }
        if contract.due.is_some() {
            self.or("contract.grace", contract.grace.as_ref(), "0 days");
        }
    }

    fn cancelled(&mut self, cancelled: Option<&Cancelled>) {
        if let Some(cancelled) = cancelled {
            self.optional("cancelled.by_customer", cancelled.by_customer.as_ref());
            self.optional("cancelled.by_supplier", cancelled.by_supplier.as_ref());
        }
    }

    fn columns(&mut self, key: &str, columns: &[Text]) {
        let columns: Vec<&str> = columns.iter().map(|column| column.value.as_str()).collect();
        self.put(key, columns.join(", "));
    }

    fn scale(&mut self, scale: &[f64]) {
        let ends: Vec<String> = scale.iter().map(f64::to_string).collect();
        self.put("scale", ends.join(" to "));
    }

    fn side(&mut self, key: &str, side: &Side) {
        match side {
            Form::Short(text) => self.text(key, text),
            Form::Full(full) => {
                self.text(key, &full.value);
                self.optional(&format!("{key}.source"), full.source.as_ref());
                self.optional(&format!("{key}.where"), full.condition.as_ref());
                self.optional(&format!("{key}.time"), full.time.as_ref());
            }
        }
    }
}

/// The word a value is written by.
fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(value) => value.to_string(),
        Err(_) => String::new(),
    }
}
