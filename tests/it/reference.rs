//! Real data against figures that another engine computed by SQL, each to its printed precision.
//!
//! `reference.json` has the queries and what they gave; the scorecards beside state the same filters and dates. A list
//! per table names what this version cannot say of it.

use std::path::Path;

use mando::evaluate::results::PeriodResult;
use serde_json::Value;

use crate::support::{Project, Ran};

/// One reference table.
struct Table(Value);

impl Table {
    fn named(data: &str, name: &str) -> Table {
        let file: Value =
            serde_json::from_str(include_str!("reference.json")).expect("reference.json is JSON");
        let tables = file["tables"].as_array().expect("a list of tables");
        let found = tables.iter().find(|table| table["data"] == data && table["name"] == name);
        Table(found.unwrap_or_else(|| panic!("no table {name} of {data}")).clone())
    }

    fn texts(value: &Value) -> Vec<&str> {
        value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
    }

    /// Compares every cell with the figure that belongs to its row (by the first cell) and column. `unsaid` names
    /// the columns left out.
    #[track_caller]
    fn compare(&self, unsaid: &[&str], figure: impl Fn(&str, &str) -> Option<f64>) {
        let columns = Table::texts(&self.0["columns"]);
        let decimals = self.0["decimals"].as_array().expect("a list");
        let mut wrong = Vec::new();
        let mut compared = 0;
        for row in self.0["rows"].as_array().expect("a list") {
            let row = Table::texts(row);
            for ((column, printed), decimals) in columns.iter().zip(&row).zip(decimals) {
                if unsaid.contains(column) {
                    continue;
                }
                let got = figure(row[0], column);
                // Half a unit of the last printed digit, and the last digits of binary arithmetic.
                let unit = 0.1_f64.powi(decimals.as_u64().expect("a number of digits") as i32);
                let agree = match (got, printed.parse::<f64>().ok()) {
                    (Some(got), Some(want)) => (got - want).abs() <= unit * 0.5 + want.abs() * 1e-12,
                    (got, want) => got == want,
                };
                compared += 1;
                if !agree {
                    wrong.push(format!("{} {column}: got {got:?}, want {printed}", row[0]));
                }
            }
        }
        assert!(compared > 0, "nothing compared");
        assert!(wrong.is_empty(), "{} of {compared}\n{}", wrong.len(), wrong.join("\n"));
    }
}

fn run(scorecard: &str, data: &str, period: &str) -> Ran {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards").join(data).join("data");
    Project::new(scorecard, &[]).with_folder("data", &folder).results(period)
}

/// A measure in the period that begins on a day.
fn from<'r>(ran: &'r Ran, id: &str, first: &str) -> &'r PeriodResult {
    let found = ran.measure(id).periods.iter().find(|period| period.period.first.to_string() == first);
    found.unwrap_or_else(|| panic!("{id} has no period from {first}"))
}

fn component(period: &PeriodResult, name: &str) -> Option<f64> {
    period.components.get(name).copied().flatten()
}

/// A row of a measure's only segment table.
fn segment<'r>(ran: &'r Ran, id: &str, by: &str, name: &str) -> &'r PeriodResult {
    let found = ran.segments(id, by).into_iter().find(|(label, _)| *label == name);
    &found.unwrap_or_else(|| panic!("{id} has no {name}")).1.current
}

fn northwind() -> Ran {
    run(include_str!("reference/northwind.yaml"), "northwind", "1998-Q4")
}

#[test]
fn northwind_orders_and_delivery_equal_the_reference() {
    let ran = northwind();
    Table::named("northwind", "delivery").compare(&[], |_, column| match column {
        "mean_lead_days" => ran.value("all_mean_lead"),
        "median_lead_days" => ran.value("all_median_lead"),
        column => ran.value(&format!("all_{column}")),
    });
    Table::named("northwind", "by shipper").compare(&["company_name"], |carrier, column| {
        segment(&ran, &format!("all_{column}"), "carrier", carrier).value
    });
    Table::named("northwind", "by quarter of order_date")
        .compare(&["quarter"], |quarter, column| from(&ran, column, quarter).value);
    assert_eq!(ran.value("waiting"), ran.value("all_open"), "the backlog at the end");
}

#[test]
fn northwind_revenue_and_customers_equal_the_reference() {
    let ran = northwind();
    Table::named("northwind", "revenue").compare(&[], |_, column| match column {
        "net_of_discount" => ran.value("all_net"),
        column => ran.value(&format!("all_{column}")),
    });
    Table::named("northwind", "net revenue by year")
        .compare(&["year"], |year, column| from(&ran, column, &format!("{year}-01-01")).value);
    let retention = ran.current("retention");
    Table::named("northwind", "customer retention 1997 -> 1998 (ordered in both)").compare(
        &[],
        |_, column| match column {
            "y1997" => component(retention, "opening"),
            "retained" => component(retention, "retained"),
            _ => retention.value,
        },
    );
}

const RETAIL: &str = "online_retail 2010_2011";

#[test]
fn retail_sales_by_month_and_country_equal_the_reference() {
    let ran = run(include_str!("reference/retail.yaml"), "gift-wholesaler", "2011-12");
    Table::named(RETAIL, "raw totals").compare(&["first", "last"], |_, column| ran.value(column));
    let [source] = ran.results.run.sources.as_slice() else { panic!("one source") };
    let reach = [source.first_day, source.last_day].map(|day| day.expect("a day").to_string());
    assert_eq!(reach, ["2010-12-01", "2011-12-09"]);
    assert_eq!(source.without_customer, Some(135_080));

    Table::named(RETAIL, "valid sales").compare(&[], |_, column| ran.value(&format!("valid_{column}")));
    Table::named(RETAIL, "net of cancellations, identified customers only")
        .compare(&[], |_, column| ran.value(&format!("known_{column}")));
    Table::named(RETAIL, "monthly revenue (valid sales)").compare(&["month"], |month, column| match column {
        "revenue_per_active" => from(&ran, "monthly_revenue_per_active", month).value,
        column => from(&ran, &format!("monthly_{}", column), month).value,
    });
    Table::named(RETAIL, "monthly active + month-to-month retention (valid sales)").compare(
        &["month"],
        |month, column| {
            // The query counts at the opening who stays; here the month after says who has stayed.
            let next = month.parse::<chrono::NaiveDate>().expect("a day") + chrono::Months::new(1);
            let stayed = || from(&ran, "retention", &next.to_string());
            match (column, month) {
                ("active_customers", _) => from(&ran, "active_customers", month).value,
                // The data end with December: nobody is known to have stayed or left in January, which the query says as 0.
                (_, "2011-12-01") => Some(0.0),
                ("also_active_next_month", _) => component(stayed(), "retained"),
                _ => stayed().value,
            }
        },
    );

    let triangle = ran.measure("cohorts").triangle.as_ref().expect("a triangle");
    let december = triangle.cohorts.iter().find(|c| c.period.label == "2010-12").expect("the cohort");
    Table::named(RETAIL, "cohort December 2010").compare(&[], |age, column| {
        let age: usize = age.parse().expect("a number of months");
        match column {
            "month_no" => Some(age as f64),
            "active" => december.cells[age].map(|cell| cell.kept),
            _ => december.cells[age].and_then(|cell| cell.value),
        }
    });
    // From October to November: with cancellations 71 customers open at 0 or less, in sales alone nobody does. Two of
    // the 71 cancelled everything: added in binary, their lines leave 3e-13, and 69 are counted.
    let kept = |id: &str| {
        let november = from(&ran, id, "2011-11-01");
        (november.value.map(|value| (value * 1000.0).round()), component(november, "left_out"))
    };
    assert_eq!(kept("kept_net"), (Some(630.0), Some(71.0)));
    assert_eq!(kept("kept_sold"), (Some(618.0), Some(0.0)));

    let top = Table::named(RETAIL, "top 5 countries by revenue (valid sales)");
    top.compare(&["country"], |country, column| {
        segment(&ran, &format!("valid_{column}"), "country", country).value
    });
    let mut countries = ran.segments("valid_revenue", "country");
    countries.sort_by(|(_, a), (_, b)| b.current.value.partial_cmp(&a.current.value).expect("revenue"));
    let largest: Vec<&str> = countries.iter().take(5).map(|(country, _)| *country).collect();
    let wanted: Vec<&str> =
        top.0["rows"].as_array().expect("rows").iter().map(|row| Table::texts(row)[0]).collect();
    assert_eq!(largest, wanted);
}

const SURVEY: &str = "sfo_survey";

#[test]
fn survey_waves_with_and_without_weights_equal_the_reference() {
    let ran = run(include_str!("reference/airport.yaml"), "airport", "2017");
    let count = |id: &str, wave: &str, part: &str| component(ran.at(id, wave), part).or(Some(0.0));
    // Two waves have no weights; the query says nothing of them, here every answer counts once.
    let weighted = |wave: &str| count("weights", wave, "n").is_some_and(|n| n > 0.0);
    for wave in ["2011", "2012"] {
        let value = |id: &str| ran.at(id, wave).value.expect("a value");
        assert!(!weighted(wave) && (value("weighted_mean") - value("csat_mean")).abs() < 1e-9, "{wave}");
    }
    Table::named(SURVEY, "NPS weighted").compare(&["survey_year"], |wave, column| ran.at(column, wave).value);
    Table::named(SURVEY, "responses").compare(&["survey_year"], |wave, column| match column {
        "weight_n" => count("weights", wave, "n"),
        "weight_sum" => ran.at("weights", wave).value.filter(|_| weighted(wave)),
        "responses" => ran.at("responses", wave).value,
        "csat_n" => count("csat_top2", wave, "responses"),
        "ces_n" => count("security_easy", wave, "responses"),
        _ => count("nps", wave, "responses"),
    });
    Table::named(SURVEY, "NPS unweighted").compare(&["survey_year"], |wave, column| match column {
        "n" => ran.at("nps", wave).n,
        "passives" => {
            let part = |name| count("nps", wave, name);
            Some(part("responses")? - part("promoters")? - part("detractors")?)
        }
        "nps" => ran.at("nps", wave).value,
        "mean_score" => ran.at("recommend_mean", wave).value,
        column => count("nps", wave, column),
    });
    Table::named(SURVEY, "CSAT overall airport").compare(&["survey_year"], |wave, column| match column {
        "weighted_mean" => ran.at("weighted_mean", wave).value.filter(|_| weighted(wave)),
        "n" => ran.at("csat_mean", wave).n,
        "mean" => ran.at("csat_mean", wave).value,
        _ => ran.at("csat_top2", wave).value,
    });
    Table::named(SURVEY, "CES security / wayfinding / getting to the airport (mean, share 4–5)")
        .compare(&["survey_year"], |wave, column| ran.at(column, wave).value);
    Table::named(SURVEY, "problem rate (yes / (yes+no))").compare(&["survey_year"], |wave, column| {
        let rate = ran.at("problem_rate", wave);
        match column {
            "yes" => component(rate, "hits"),
            "no" => Some(component(rate, "base")? - component(rate, "hits")?),
            _ => rate.value,
        }
    });
}

const SUBSCRIBERS: &str = "telco_churn_ibm";

#[test]
fn subscribers_who_left_equal_the_reference() {
    let ran = run(include_str!("../../scorecards/telco/scorecard.yaml"), "telco", "2016-04");
    let left = |period: &PeriodResult, column: &str| match column {
        "customers" => period.n,
        "churned" => component(period, "left"),
        "retention" => period.value.map(|churn| 1.0 - churn),
        _ => period.value,
    };
    let lost = ran.current("mrr_perdido");
    Table::named(SUBSCRIBERS, "totals").compare(&["mean_tenure", "blank_total_charges"], |_, column| {
        match column {
            "arpu_month" => ran.value("arpu"),
            "mrr" => component(lost, "denominator"),
            "churned_mrr" => component(lost, "numerator"),
            column => left(ran.current("bajas"), column),
        }
    });
    // Who stays pays what those who left do not.
    let stays =
        component(lost, "denominator").zip(component(lost, "numerator")).map(|(all, lost)| all - lost);
    crate::support::close(ran.value("mrr"), stays.expect("both sides"));
    // By their keys: readers see them in Spanish.
    let of = |id: &str, contract: &str| {
        let found =
            ran.segments(id, "contract").into_iter().find(|(_, row)| row.keys == [Some(contract.to_owned())]);
        found.unwrap_or_else(|| panic!("{id} has no {contract}")).1.current.clone()
    };
    Table::named(SUBSCRIBERS, "by contract").compare(&["contract"], |contract, column| match column {
        "arpu" => of("arpu", contract).value,
        column => left(&of("bajas", contract), column),
    });
}
