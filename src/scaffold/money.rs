//! Amounts: what comes in, what it costs, what a customer brings.

use crate::measure::expression::column_name;
use crate::profile::{ColumnKind, ColumnProfile, currency_column, has_word, is_identifier};

use super::candidate::{COST, Candidate, Facts, GROWTH, Key, KindText, Shape, Unit, flow, heading, id};
use super::counts::{settled, sold_condition};
use super::one_currency::{NO_CURRENCY, OneCurrency, plain_number};
use super::parts::is_part;
use super::vocabulary::{
    INCOME, OF_EACH, PLANNED, is_cost, is_given_back, is_not_earned, is_total_of_things,
};

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

/// Costs that many houses charge to their customers.
const CHARGED: &[&str] = &[
    "freight",
    "shipping",
    "postage",
    "flete",
    "portes",
    "porto",
    "fracht*",
    "versand*",
    "gebuhr*",
    "*gebuhr",
    "*gebuhren",
    "przesylk*",
    "oplat*",
    "μεταφορικα",
];

/// Different numbers of a column that may be answers or classes.
const FEW: u64 = 12;

/// An expression whose sum is what comes in.
struct Income<'a> {
    expression: String,
    is_money: bool,
    /// How it is found, for whoever reads the draft.
    why: String,
    /// The column that a title may name.
    column: Option<&'a ColumnProfile>,
}

/// What amounts call for.
pub(super) fn candidates(facts: &Facts, has_currency: bool) -> Vec<Candidate> {
    // Amounts in several currencies are not added up: those of the commonest are.
    let currency = OneCurrency::commonest(facts);
    let mut found = sums(facts, currency.as_ref(), has_currency);
    let own: Vec<Key> = currency.iter().map(OneCurrency::key).collect();
    let planned = plan(facts).map(|plan| Candidate {
        keys: [own.clone(), plan.keys].concat(),
        why: OneCurrency::told(currency.as_ref(), plan.why),
        ..plan
    });
    let is_planned = planned.is_some();
    found.extend(planned);
    let goes_out = |column: &&ColumnProfile| is_cost(&column.name) && !has_word(&column.name, DISCOUNTS);
    let is_in_plan = |column: &&ColumnProfile| is_planned && has_word(&column.name, PLANNED);
    if let Some(cost) = amounts(facts).find(|column| goes_out(column) && !is_in_plan(column)) {
        found.push(self::cost(facts, cost, currency.as_ref(), has_currency));
    }
    found
}

/// Columns of numbers that may be amounts.
fn amounts(facts: &Facts) -> impl Iterator<Item = &ColumnProfile> {
    facts.columns.iter().filter(|column| {
        column.rule.kind.is_numeric()
            && !is_identifier(&column.name)
            && column.unit.as_deref() != Some("percent")
    })
}

/// What comes in with each row: what joins add up, else a price for each piece, else the amount that is called best.
fn income(facts: &Facts) -> Option<Income<'_>> {
    let rank = |column: &ColumnProfile| {
        let called = INCOME.iter().position(|word| has_word(&column.name, &[*word]));
        // Money that is called by no known word comes after all that is.
        called.or((column.kind == ColumnKind::Money).then_some(INCOME.len()))
    };
    // Few different numbers are answers or classes, such as 1 to 5 for an income.
    let is_counted = |column: &&ColumnProfile| {
        column.kind == ColumnKind::Money || column.different > FEW && !is_total_of_things(&column.name)
    };
    let column = amounts(facts)
        .filter(|column| !is_cost(&column.name) && !is_not_earned(&column.name) && !is_part(&column.name))
        .filter(is_counted)
        .filter_map(|column| Some((rank(column)?, column)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, column)| column);
    if let Some((name, is_money)) = facts.amounts.first() {
        let why = format!("`{name}` is added up from the lines that belong to a row");
        return Some(Income { expression: column_name(name), is_money: *is_money, why, column });
    }
    let amount = column?;
    let (name, is_money) = (&amount.name, amount.kind == ColumnKind::Money);
    let each = amounts(facts).find(|column| has_word(&column.name, EACH));
    let quantity = amounts(facts).find(|column| has_word(&column.name, QUANTITY));
    Some(match quantity.filter(|_| each.is_some_and(|each| each.name == *name)) {
        Some(quantity) => Income {
            expression: format!("{} * {}", column_name(name), column_name(&quantity.name)),
            is_money,
            why: format!("`{name}` times the number of pieces"),
            column,
        },
        None => Income { expression: column_name(name), is_money, why: format!("`{name}` added up"), column },
    })
}

/// Revenue, and what a customer brings of it, by what is sold.
fn sums(facts: &Facts, currency: Option<&OneCurrency>, has_currency: bool) -> Vec<Candidate> {
    // What is not said to be read as states would be added up day by day.
    let Some(income) = income(facts).filter(|_| facts.adds_up()) else { return Vec::new() };
    let sold = sold_condition(facts);
    let won_on = sold.as_ref().filter(|sold| sold.is_won).and_then(|_| settled(facts));
    let of_currency = currency.map(|currency| currency.condition.as_str());
    let conditions: Vec<&str> =
        of_currency.into_iter().chain(sold.as_ref().map(|sold| sold.condition.as_str())).collect();
    let mut of_sold: Vec<Key> = won_on.iter().map(|settled| settled.key.clone()).collect();
    if !conditions.is_empty() {
        of_sold.push(("where", flow(&conditions.join(" and "))));
    }
    let mut why = OneCurrency::told(currency, income.why);
    if let Some(sold) = &sold {
        let by = won_on.as_ref().map_or(String::new(), |settled| format!(", {}", settled.told));
        why = format!("{why}; {}{by}", sold.told);
    }
    let is_money = (income.is_money || currency_column(&facts.columns).is_some()) && has_currency;
    // What was given back stands beside what came in, and is another column's matter.
    let back = amounts(facts).find(|column| is_given_back(&column.name));
    if let Some(back) = back {
        why = format!("{why}; what `{}` says is not taken off", back.name);
    }
    let is_nameless = income.is_money && !has_currency;
    if is_nameless {
        why.push_str(NO_CURRENCY);
    }
    let mut keys = of_sold.clone();
    keys.extend(is_money.then(|| ("unit", "currency".to_owned())));
    keys.extend(is_nameless.then(plain_number));
    keys.push(("direction", "maximise".to_owned()));
    keys.extend(facts.segments());
    let title = match income.column.filter(|_| facts.is_of_states()) {
        Some(column) => heading_of(column),
        None => "Revenue".to_owned(),
    };
    let mut found = vec![Candidate {
        id: id(&title),
        title,
        objective: GROWTH,
        source: facts.id.clone(),
        level: "strategic",
        kind: KindText::with("sum", flow(&income.expression)),
        keys,
        unit: Unit::Number,
        is_money,
        why,
        rank: 94,
    }];
    if facts.customer.is_some() && !facts.is_of_one_day() && is_money {
        found.push(Candidate {
            id: "revenue_per_customer".to_owned(),
            title: "Revenue per customer".to_owned(),
            objective: GROWTH,
            source: facts.id.clone(),
            level: "strategic",
            kind: KindText::with(
                "revenue_per_customer",
                format!("{{ revenue: {} }}", flow(&income.expression)),
            ),
            keys: of_sold,
            unit: Unit::Number,
            is_money,
            why: "of the customers who bought in the month".to_owned(),
            rank: 70,
        });
    }
    found
}

/// What a row costs, on the average; where rows stand for months, what a month costs.
fn cost(
    facts: &Facts,
    cost: &ColumnProfile,
    currency: Option<&OneCurrency>,
    has_currency: bool,
) -> Candidate {
    let is_money =
        (cost.kind == ColumnKind::Money || currency_column(&facts.columns).is_some()) && has_currency;
    let mut keys: Vec<Key> = currency.map(OneCurrency::key).into_iter().collect();
    keys.extend((is_money && cost.kind != ColumnKind::Money).then(|| ("unit", "currency".to_owned())));
    let is_nameless = cost.kind == ColumnKind::Money && !has_currency;
    keys.extend(is_nameless.then(plain_number));
    keys.push(("direction", "minimise".to_owned()));
    keys.extend(facts.segments());
    // What is booked below zero would be the better the more it costs.
    let is_below =
        cost.highest.is_some_and(|most| most <= 0.0) && cost.lowest.is_some_and(|least| least < 0.0);
    let column = column_name(&cost.name);
    let amount = if is_below { format!("-1 * {column}") } else { column };
    let mut why = format!("`{}` is taken for a cost: less is better", cost.name);
    if is_below {
        why.push_str("; it is booked below zero and turned round");
    }
    if is_nameless {
        why.push_str(NO_CURRENCY);
    }
    if has_word(&cost.name, CHARGED) {
        why.push_str(
            "; where customers are charged with it, it is what comes in: write `direction: maximise`, or leave it out",
        );
    }
    let heading = heading_of(cost);
    let (id, title, kind) = match facts.shape {
        Shape::ByDay if facts.is_by_month() && !has_word(&cost.name, OF_EACH) => {
            (id(&cost.name), heading, "sum")
        }
        _ => (
            id(&format!("{} mean", cost.name)),
            format!("{heading}, mean of {}", facts.rows.to_lowercase()),
            "average",
        ),
    };
    Candidate {
        id,
        title,
        objective: COST,
        source: facts.id.clone(),
        level: "operational",
        kind: KindText::with(kind, flow(&amount)),
        keys,
        unit: Unit::Number,
        is_money,
        why: OneCurrency::told(currency, why),
        rank: 75,
    }
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
        kind: KindText::with(
            "ratio",
            format!("{{ numerator: {}, denominator: {} }}", sum(of), sum(&planned.name)),
        ),
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
