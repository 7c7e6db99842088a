//! Spanish, of Spain and of Mexico.

use super::language::Language;

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

pub(super) static ES_ES: Language = Language {
    code: "es-ES",
    decimal: ",",
    group: ".",
    grouped_from: 5,
    percent: "\u{a0}%",
    months: MONTHS,
    months_of_days: MONTHS,
    months_short: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    date: "{d} de {month} de {y}",
    date_short: "{dd}/{mm}/{y}",
    span: "del {a} al {b}",
    span_month: "del {d} al {e} de {month} de {y}",
    month: "{month} de {y}",
    month_short: "{mon} {y}",
    month_axis: "{mon} {yy}",
    quarter: "{oq} trimestre de {y}",
    quarter_axis: "{q}T{yy}",
    week: "semana {w} de {y}",
    week_axis: "S{w} {yy}",
    fiscal_year: "ejercicio {y}",
    fiscal_years: "ejercicio {from}-{yy}",
    fiscal_year_axis: "ej. {yy}",
    fiscal_quarter: "{q}T ej. {y}",
    fiscal_quarter_axis: "{q}T ej. {yy}",
    fiscal_period: "periodo {p} del ejercicio {y}",
    fiscal_period_axis: "P{p} ej. {yy}",
    pair: " y ",
    last: " y ",
    clause: "; ",
};

pub(super) static ES_MX: Language = Language {
    code: "es-MX",
    decimal: ".",
    group: ",",
    grouped_from: 4,
    percent: "%",
    quarter: "{q}T{yy}",
    months_short: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    ..ES_ES
};
