//! Amounts: what comes in, what it costs, what a customer brings.

use crate::measure::expression::column_name;
use crate::profile::{ColumnProfile, currency_column, has_word, is_identifier};

use super::candidate::{COST, Candidate, Facts, GROWTH, Unit, flow, heading, id};
use super::counts::{settled, sold_condition};
use super::one_currency::OneCurrency;
use super::vocabulary::{INCOME, PLANNED, is_cost};

const QUANTITY: &[&str] = &[
    "quantity",
    "qty",
    "units",
    "pieces",
    "volume",
    "items",
    "cantidad",
    "unidades",
    "menge",
    "anzahl",
    "stuckzahl",
    "ilosc",
    "sztuk",
    "ποσοτητα",
    "τεμαχια",
];
const EACH: &[&str] = &[
    "price",
    "rate",
    "fare",
    "unit_price",
    "unitprice",
    "precio",
    "preis",
    "einzelpreis",
    "stuckpreis",
    "cena",
    "τιμη",
];

/// What came of a plan.
const ACTUAL: &[&str] =
    &["actual", "actuals", "ist", "real", "ejecutado", "wykonanie", "rzeczywist*", "απολογιστικ*"];

/// Costs that are no more than a part of a price.
const DISCOUNTS: &[&str] = &["discount", "descuento", "descuentos", "rabatt", "rabat", "εκπτωση"];

/// Different numbers of a column that may be answers or classes.
const FEW: u64 = 12;

/// What amounts call for.
pub(super) fn candidates(facts: &Facts, has_currency: bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    let is_amount = |column: &&ColumnProfile| {
        column.rule.kind.is_numeric()
            && !is_identifier(&column.name)
            && column.unit.as_deref() != Some("percent")
    };
    let amounts = || facts.columns.iter().filter(is_amount);
    // Few different numbers are answers or classes, such as 1 to 5 for an income.
    let is_counted = |column: &&ColumnProfile| column.kind == "money" || column.different > FEW;
    let income = amounts().filter(|column| !is_cost(&column.name)).filter(is_counted);
    let rank = |column: &ColumnProfile| INCOME.iter().position(|word| has_word(&column.name, &[*word]));
    // Money that is called by no known word comes after all that is.
    let rank = |column: &ColumnProfile| rank(column).or((column.kind == "money").then_some(INCOME.len()));
    let income = income.filter_map(|column| Some((rank(column)?, column))).min_by_key(|(rank, _)| *rank);
    let quantity = amounts().find(|column| has_word(&column.name, QUANTITY));
    let each = amounts().find(|column| has_word(&column.name, EACH));
    let revenue: Option<(String, bool, String)> = match (facts.amounts.first(), income, quantity, each) {
        (Some((name, is_money)), _, _, _) => Some((
            column_name(name),
            *is_money,
            format!("`{name}` is added up from the lines that belong to a row"),
        )),
        (None, Some((_, income)), quantity, Some(each)) if income.name == each.name => {
            let times =
                quantity.map_or(String::new(), |quantity| format!(" * {}", column_name(&quantity.name)));
            let what = if times.is_empty() { "added up" } else { "times the number of pieces" };
            Some((
                format!("{}{times}", column_name(&each.name)),
                each.kind == "money",
                format!("`{}` {what}", each.name),
            ))
        }
        (None, Some((_, income)), _, _) => {
            Some((column_name(&income.name), income.kind == "money", format!("`{}` added up", income.name)))
        }
        _ => None,
    };
    // Amounts in several currencies are not added up: those of the commonest are.
    let currencies = currency_column(&facts.columns);
    let of_one = OneCurrency::of(facts);
    let own: Vec<(&'static str, String)> = of_one.iter().map(OneCurrency::key).collect();
    let sold = sold_condition(facts);
    let won_on = sold.as_ref().filter(|sold| sold.is_won).and_then(|_| settled(facts));
    let all = of_one.iter().map(|one| &one.condition).chain(sold.iter().map(|sold| &sold.condition));
    let all: Vec<&str> = all.map(String::as_str).collect();
    let of_sold: Vec<(&'static str, String)> = match all.is_empty() {
        true => Vec::new(),
        false => vec![("where", flow(&all.join(" and ")))],
    };
    let placed: Vec<(&'static str, String)> = won_on.iter().map(|(key, _)| key.clone()).collect();
    let of_sold = [placed, of_sold].concat();
    let told = |why: String| OneCurrency::told(of_one.as_ref(), why);
    let told_sold = |why: String| match &sold {
        Some(sold) => {
            let by = won_on.as_ref().map_or(String::new(), |(_, by)| format!(", {by}"));
            format!("{}; {}{by}", told(why), sold.told)
        }
        None => told(why),
    };
    // What is not said to be read as states would be added up day by day.
    if let Some((value, is_money, why)) = revenue.filter(|_| facts.adds_up()) {
        let (is_money, why) = ((is_money || currencies.is_some()) && has_currency, told_sold(why));
        let unit = if is_money { vec![("unit", "currency".to_owned())] } else { Vec::new() };
        let title = if facts.is_of_states() { heading_of_sum(income) } else { "Revenue".to_owned() };
        let mut keys = [of_sold.clone(), unit.clone()].concat();
        keys.push(("direction", "maximise".to_owned()));
        keys.extend(facts.segments());
        let sum = Candidate {
            id: id(&title),
            title,
            objective: GROWTH,
            source: facts.id.clone(),
            level: "strategic",
            kind: format!("{{ sum: {} }}", flow(&value)),
            keys,
            unit: Unit::Number,
            is_money,
            why,
            rank: 94,
        };
        found.push(sum);
        let is_customers = facts.customer.is_some() && !facts.is_of_one_day();
        if is_customers && is_money {
            found.push(Candidate {
                id: "revenue_per_customer".to_owned(),
                title: "Revenue per customer".to_owned(),
                objective: GROWTH,
                source: facts.id.clone(),
                level: "strategic",
                kind: format!("{{ revenue_per_customer: {{ revenue: {} }} }}", flow(&value)),
                keys: of_sold.clone(),
                unit: Unit::Number,
                is_money,
                why: "of the customers who bought in the month".to_owned(),
                rank: 70,
            });
        }
    }
    let planned = plan(facts).map(|plan| Candidate {
        keys: [own.clone(), plan.keys].concat(),
        why: told(plan.why),
        ..plan
    });
    let is_planned = planned.is_some();
    found.extend(planned);
    let goes_out = |column: &&ColumnProfile| is_cost(&column.name) && !has_word(&column.name, DISCOUNTS);
    if let Some(cost) =
        amounts().find(|column| goes_out(column) && !(is_planned && has_word(&column.name, PLANNED)))
    {
        let is_money = (cost.kind == "money" || currencies.is_some()) && has_currency;
        let mut keys = [own.clone(), vec![("direction", "minimise".to_owned())]].concat();
        keys.extend(facts.segments());
        found.push(Candidate {
            id: id(&format!("{} mean", cost.name)),
            title: format!("{}, mean of {}", heading_of(cost), facts.rows.to_lowercase()),
            objective: COST,
            source: facts.id.clone(),
            level: "operational",
            kind: format!("{{ average: {} }}", flow(&column_name(&cost.name))),
            keys,
            unit: Unit::Number,
            is_money,
            why: told(format!("`{}` is taken for a cost: less is better", cost.name)),
            rank: 75,
        });
    }
    found
}

/// What came of a plan, where one column says what was planned and another what came of it.
fn plan(facts: &Facts) -> Option<Candidate> {
    let find = |any: &[&str]| {
        facts.columns.iter().find(|column| column.rule.kind.is_numeric() && has_word(&column.name, any))
    };
    let (actual, planned) = (find(ACTUAL)?, find(PLANNED)?);
    let is_cost =
        facts.columns.iter().any(|column| !has_word(&column.name, PLANNED) && is_cost(&column.name));
    let (of, sum) = (&actual.name, |name: &str| flow(&format!("sum({})", column_name(name))));
    Some(Candidate {
        id: "of_plan".to_owned(),
        title: format!("{} of {}", heading(of), heading(&planned.name).to_lowercase()),
        objective: if is_cost { COST } else { GROWTH },
        source: facts.id.clone(),
        level: "strategic",
        kind: format!("{{ ratio: {{ numerator: {}, denominator: {} }} }}", sum(of), sum(&planned.name)),
        keys: [
            vec![
                ("unit", "percent".to_owned()),
                ("direction", if is_cost { "minimise" } else { "maximise" }.to_owned()),
            ],
            facts.segments(),
        ]
        .concat(),
        unit: Unit::Percent,
        is_money: false,
        why: format!(
            "`{of}` of `{}`; {}",
            planned.name,
            if is_cost { "costs: less is better" } else { "for costs write `direction: minimise`" }
        ),
        rank: 89,
    })
}

/// The heading of an amount, without the currency that its name ends with.
fn heading_of(column: &ColumnProfile) -> String {
    let heading = heading(&column.name);
    let currency = column.unit.as_ref().map(|unit| format!(" {}", unit.to_lowercase()));
    currency.and_then(|end| heading.strip_suffix(end.as_str())).map_or(heading.clone(), str::to_owned)
}

fn heading_of_sum(income: Option<(usize, &ColumnProfile)>) -> String {
    income.map_or_else(|| "Revenue".to_owned(), |(_, column)| heading_of(column))
}
