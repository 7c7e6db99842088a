//! What columns are probably for, by their names and what stands in them.

use super::day_words::{BEGINNINGS, CLOSED, ENDINGS, SETTLED, SOLVED};
use super::facts::{ColumnKind, ColumnProfile, Roles};
use crate::sentiment::fold;

/// Characters of the longest text that things are called by.
const LONGEST: usize = 40;

/// Words for somebody who buys.
const CUSTOMERS: &[&str] = &[
    "customer",
    "client",
    "account",
    "member",
    "user",
    "subscriber",
    "buyer",
    "patient",
    "guest",
    "donor",
    "student",
    "policyholder",
    "tenant",
    "company",
    "kunde",
    "cliente",
    "klient",
    "pelatis",
    "contact",
    "passenger",
    "kunden",
    "kundin",
    "klientin",
    "klienta",
    "πελατησ",
    "πελατη",
    "usuario",
    "abonado",
    "mieter",
    "patientin",
];
/// Words behind them that say it is a number or a name.
const NAMES: &[&str] = &[
    "id",
    "no",
    "nr",
    "number",
    "code",
    "key",
    "ref",
    "name",
    "num",
    "uuid",
    "email",
    "hash",
    "nummer",
    "numer",
    "numero",
    "nombre",
    "nazwa",
    "kod",
    "κωδικοσ",
    "αριθμοσ",
];
/// Names of people, and of those who do the work, beside those of customers.
const PEOPLE: &[&str] = &[
    "surname",
    "firstname",
    "lastname",
    "fullname",
    "assignee",
    "agent",
    "agents",
    "employee",
    "driver",
    "clerk",
    "contact",
    "person",
    "author",
    "requester",
    "reporter",
    "technician",
    "salesperson",
    "nachname",
    "vorname",
    "fahrer",
    "fahrerin",
    "mitarbeiter",
    "mitarbeiterin",
    "bearbeiter",
    "bearbeiterin",
    "sachbearbeiter",
    "sachbearbeiterin",
    "ansprechpartner",
    "verkaufer",
    "apellido*",
    "agente",
    "empleado",
    "empleada",
    "conductor",
    "conductora",
    "vendedor",
    "vendedora",
    "nazwisko",
    "imie",
    "kierowca",
    "pracownik",
    "sprzedawca",
    "επωνυμο",
    "υπαλληλοσ",
    "οδηγοσ",
    "πωλητησ",
];
/// Words that stand behind another for what somebody is called.
const NAME_BEHIND: &[&str] = &["name", "nombre", "ονομα"];

/// Names, written in one, of columns that hold an address of electronic mail and say no more.
const ADDRESSES: &[&str] = &[
    "email",
    "emailaddress",
    "mail",
    "mailadresse",
    "emailadresse",
    "correo",
    "correoelectronico",
    "adresemail",
    "ηλεκτρονικηδιευθυνση",
];

/// The words of a name: `orderDate`, `ORDER_DATE` and `Order date` have the same.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    let mut is_open = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            is_open = false;
            was_small = false;
            continue;
        }
        let begins = !is_open || c.is_uppercase() && was_small;
        match words.last_mut().filter(|_| !begins) {
            Some(word) => word.extend(c.to_lowercase()),
            None => words.push(c.to_lowercase().collect()),
        }
        is_open = true;
        was_small = c.is_lowercase() || c.is_numeric();
    }
    words
}

/// Whether a name has one of some words, which are written in small letters without accents; `*` before or behind a word
/// stands for any beginning or end.
pub fn has_word(name: &str, any: &[&str]) -> bool {
    let words: Vec<String> = words(name).iter().map(|word| fold(word)).collect();
    any.iter().any(|known| match (known.strip_prefix('*'), known.strip_suffix('*')) {
        (Some(end), _) => words.iter().any(|word| word.ends_with(end)),
        (None, Some(start)) => words.iter().any(|word| word.starts_with(start)),
        (None, None) => words.iter().any(|word| word == known),
    })
}

/// Whether a column's name is one of people, who are seldom compared with each other.
pub(super) fn is_of_people(name: &str) -> bool {
    let all = words(name);
    match all.as_slice() {
        [only] => has_word(only, PEOPLE),
        // The last word says what stands there: `sales agent` and `agent name`, and no `contact channel`.
        [.., before, last] => {
            has_word(last, PEOPLE) || has_word(last, NAME_BEHIND) && has_word(before, PEOPLE)
        }
        [] => false,
    }
}

/// Whether a name has one of the words of some lists.
pub fn has_any(name: &str, lists: &[&[&str]]) -> bool {
    lists.iter().any(|any| has_word(name, any))
}

/// Whether a column's name is one of numbers that tell things apart and are not added up.
pub fn is_identifier(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map_or("", String::as_str);
    let ends_so = name.len() > 2
        && (name.ends_with("ID") || name.ends_with("Id") || name.ends_with("No") || name.ends_with("Nr"));
    NAMES.contains(&last)
        || ends_so
        || has_word(
            name,
            &["id", "code", "zip", "postcode", "postal", "phone", "sku", "barcode", "ean", "iban", "vat"],
        )
}

/// Words of what people, places and sums are described by: never what tells rows apart in other files as well, even where all differ.
const NEVER: &[&str] = &[
    "zip",
    "postcode",
    "postal",
    "plz",
    "phone",
    "telephone",
    "tel",
    "telefon*",
    "mobile",
    "fax",
    "movil",
    "name",
    "surname",
    "nombre",
    "apellido*",
    "nachname",
    "vorname",
    "nazwa",
    "nazwisko",
    "ονομα",
    "email",
    "mail",
    "address",
    "street",
    "city",
    "direccion",
    "calle",
    "adresse",
    "strasse",
    "adres",
    "ulica",
    "vat",
    "iban",
    "amount",
    "total",
    "price",
    "net",
    "gross",
    "sum",
    "budget",
    "revenue",
    "sales",
    "cost",
    "salary",
    "importe",
    "precio",
    "betrag",
    "preis",
    "kwota",
    "cena",
    "ποσο",
    "date",
    "day",
    "time",
    "ts",
    "timestamp",
    "month",
    "week",
    "year",
    "period",
    "fecha",
    "mes",
    "datum",
    "tag",
    "monat",
    "woche",
    "jahr",
    "data",
    "miesiac",
    "ημερομηνια",
    "epoch",
];
/// Whether a column describes things, so that all being different tells nothing.
pub(super) fn is_descriptive_name(name: &str) -> bool {
    has_word(name, NEVER) && !is_called(name)
}

/// Words of what tells things apart, beside those of numbers.
const CALLED: &[&str] = &[
    "id",
    "sku",
    "barcode",
    "ean",
    "uuid",
    "invoice*",
    "ticket",
    "order",
    "receipt",
    "bill",
    "booking",
    "case",
    "factura",
    "albaran",
    "pedido",
    "rechnung*",
    "beleg*",
    "auftrag*",
    "faktura",
    "zamowieni*",
    "τιμολογιο",
    "παραγγελια",
];

/// Whether a column's name is one that something is called by, and told from others.
pub(super) fn is_called(name: &str) -> bool {
    let last = words(name).last().cloned().unwrap_or_default();
    (is_identifier(name) || has_word(name, CALLED))
        && (!has_word(name, NEVER) || NUMBERS.contains(&last.as_str()))
}

/// Words that make a number of whatever stands before them: `name_id`, `date_key`.
const NUMBERS: &[&str] =
    &["id", "no", "nr", "number", "code", "key", "ref", "num", "uuid", "hash", "nummer", "numer", "numero"];

/// Whether a column at a position tells rows apart, and by its sort would in other files as well.
pub(super) fn may_be_key(at: usize, column: &ColumnProfile) -> bool {
    column.unique && is_of_keys(at, column)
}

/// Whether a column is of the sort that tells rows apart: amounts, days and remarks do so by chance.
pub(super) fn is_of_keys(at: usize, column: &ColumnProfile) -> bool {
    column.empty == 0
        && !column.is_date()
        && !matches!(column.kind, ColumnKind::Number | ColumnKind::Money | ColumnKind::Bool)
        && !is_descriptive_name(&column.name)
        && (column.kind != ColumnKind::Integer || at == 0 || is_called(&column.name))
        && column.values.iter().all(|counted| counted.value.chars().count() <= LONGEST)
}

/// The roles of the columns of a table.
pub(super) fn roles(columns: &[ColumnProfile], together: &[usize]) -> Roles {
    let time = time(columns);
    let customer = customer(columns);
    let mut singles: Vec<usize> = (0..columns.len()).filter(|at| may_be_key(*at, &columns[*at])).collect();
    // The first column where it looks like one, then those that are called so.
    let is_first = |at: usize| {
        let has_blank =
            |column: &ColumnProfile| column.values.iter().any(|counted| counted.value.contains(' '));
        at == 0 && (columns[at].kind == ColumnKind::Integer || !has_blank(&columns[at]))
    };
    singles.sort_by_key(|at| (!is_first(*at), !is_called(&columns[*at].name), *at));
    let key = match singles.first() {
        Some(single) => vec![*single],
        None => {
            together.iter().copied().filter(|_| together.iter().all(|at| columns[*at].empty == 0)).collect()
        }
    };
    Roles { time, customer, key }
}

fn time(columns: &[ColumnProfile]) -> Option<usize> {
    let rank = |column: &ColumnProfile| {
        let is_date = column.name.to_lowercase().ends_with("date");
        let begins = i32::from(is_date || has_word(&column.name, BEGINNINGS));
        let ends = i32::from(has_any(&column.name, &[ENDINGS, CLOSED, SOLVED, SETTLED]));
        let full = i32::from(column.share_empty() < 0.01);
        2 * begins - 3 * ends + 3 * full
    };
    let candidates = columns.iter().enumerate();
    let candidates = candidates
        .filter(|(_, column)| column.is_date() && !column.has_clock_only() && column.share_empty() < 0.2);
    // Of equals the first.
    candidates.max_by_key(|(at, column)| (rank(column), std::cmp::Reverse(*at))).map(|(at, _)| at)
}

fn customer(columns: &[ColumnProfile]) -> Option<usize> {
    // `customer_satisfaction` and `customer_type` are about one, and name none.
    let rank = |column: &ColumnProfile| {
        let words: Vec<String> = words(&column.name).iter().map(|word| fold(word)).collect();
        let is_word = |word: &String, known: &str| word == known || word.strip_suffix('s') == Some(known);
        let who = CUSTOMERS.iter().position(|known| words.iter().any(|word| is_word(word, known)))?;
        let last = words.last().map_or("", String::as_str);
        let is_plain = words.len() == 1 || NAMES.contains(&last);
        // A whole number called `customers` is how many there are.
        let is_plural = |word: &String| {
            word == "kunden" || word.strip_suffix('s').is_some_and(|one| CUSTOMERS.contains(&one))
        };
        if column.kind == ColumnKind::Integer && !NAMES.contains(&last) && words.iter().any(is_plural) {
            return None;
        }
        // A list of companies is one of carriers or suppliers as well.
        if CUSTOMERS[who] == "company" && column.unique {
            return None;
        }
        let is_named = matches!(column.kind, ColumnKind::Text | ColumnKind::Integer) && column.different > 2;
        (is_plain && is_named)
            .then_some((i32::from(!["name", "email"].contains(&last)), CUSTOMERS.len() - who))
    };
    let joined = |column: &ColumnProfile| {
        let plain: String = fold(&words(&column.name).concat());
        let known = |who: &str| NAMES.iter().any(|name| plain == format!("{who}{name}"));
        let who = CUSTOMERS.iter().position(|who| known(who)).filter(|_| column.different > 2);
        who.map(|who| (1, CUSTOMERS.len() - who))
    };
    let ranked = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((joined(column).or_else(|| rank(column))?, std::cmp::Reverse(at))));
    // An address stands for who has it where nothing else says who that is.
    let is_address = |column: &ColumnProfile| {
        column.kind == ColumnKind::Text
            && column.different > 2
            && ADDRESSES.contains(&fold(&words(&column.name).concat()).as_str())
    };
    ranked.max().map(|(_, at)| at.0).or_else(|| columns.iter().position(is_address))
}
