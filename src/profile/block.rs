//! The block `sources:` of a scorecard that reads what was looked at.

use std::fmt::Write;

use crate::measure::ColumnType;
use crate::model::Address;

use super::role::{has_word, is_identifier, words};
use super::{ColumnKind, ColumnProfile, Profile, dates, months, sql, year_month};

/// Share of cells that may be unreadable unless the definition says otherwise.
const REJECTS: f64 = 0.01;

/// The block of some profiles.
pub fn sources(profiles: &[Profile]) -> String {
    let mut out = "sources:\n".to_owned();
    let mut ids: Vec<String> = Vec::new();
    for profile in profiles {
        let mut id = profile.id.clone();
        let mut number = 2;
        while ids.contains(&id) {
            id = format!("{}_{number}", profile.id);
            number += 1;
        }
        out.push_str(&source(profile, &id, &profile.file));
        out.extend(profile.months.iter().map(|across| months::source(across, &id)));
        out.extend(profile.year_month.iter().map(|found| year_month::source(found, &id)));
        ids.push(id);
    }
    out
}

/// One source of it, with an id and a path.
pub fn source(profile: &Profile, id: &str, path: &str) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = writeln!(out, "  {id}:");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(out, "    {key}: {value}");
    };
    match (&profile.database, &profile.format.table) {
        (Some(address), Some(table)) => {
            line("path", &yaml_text(&address_of(address, path)));
            line("table", &yaml_text(table));
        }
        _ if profile.format.sheets.is_empty() => line("path", &yaml_text(path)),
        _ => {
            let set = |sheet: &String| {
                let set = profile.sheet_column.as_ref();
                set.map_or(String::new(), |name| format!(", set: {{ {name}: {} }}", flow_text(sheet)))
            };
            let of_sheet = |sheet: &String| {
                format!("{{ path: {}, sheet: {}{} }}", flow_text(path), flow_text(sheet), set(sheet))
            };
            let all: Vec<String> = profile.format.sheets.iter().map(of_sheet).collect();
            line("files", &format!("[{}]", all.join(", ")));
        }
    }
    let format = &profile.format;
    if format.sheets.is_empty()
        && format.kind == "workbook"
        && (!format.other_sheets.is_empty() || format.has_range)
    {
        profile.format.sheet.iter().for_each(|sheet| line("sheet", &yaml_text(sheet)));
    }
    let format = self::format(profile);
    if !format.is_empty() {
        line("format", &format!("{{ {} }}", format.join(", ")));
    }
    if let Some(time) = profile.time() {
        line("time", &yaml_text(&time.name));
    }
    if let Some(named) = &profile.named {
        let at = if named.is_day { "" } else { ", at: end" };
        line("time", &format!("{{ from_file_name: {}{at} }}", quoted(&named.pattern)));
    }
    if let Some(named) = profile.named.as_ref().filter(|named| !named.is_day) {
        let grain = match &named.pattern {
            pattern if pattern.contains("%V") => "week",
            pattern if pattern.contains("%q") => "quarter",
            _ => "month",
        };
        let when = format!("{grain}   # where a file is how things stood at its end, and not what happened");
        line("# snapshot", &when);
    }
    if let Some(grain) = states(profile) {
        line(
            "snapshot",
            &format!(
                "{grain}   # its day is called one of states; take this out where rows are what happened"
            ),
        );
    }
    if let Some(customer) = profile.customer() {
        line("customer", &yaml_text(&customer.name));
    }
    if let Some(totals) = profile.totals.as_ref().filter(|totals| totals.sum_of.is_some() && totals.is_text) {
        line("where", &quoted(&sql::without(totals)));
    }
    let key: Vec<String> = profile.roles.key.iter().map(|at| yaml_text(&profile.columns[*at].name)).collect();
    if !key.is_empty() {
        line("unique", &format!("[{}]", key.join(", ")));
    }
    let most = profile.columns.iter().map(|column| unreadable(profile, column)).fold(0.0, f64::max);
    if most > REJECTS {
        let most = format!("{{ at_most: {}% }}", ((most * 110.0).ceil() + 1.0).min(100.0));
        line("rejects", &format!("{most}   # a run would stop: more than 1% of the rows cannot be used"));
    }
    let columns: Vec<(String, String)> = profile.columns.iter().filter_map(column).collect();
    if !columns.is_empty() {
        let _ = writeln!(out, "    columns:");
    }
    for (name, rule) in columns {
        let _ = writeln!(out, "      {name}: {rule}");
    }
    out
}

/// Whether the name of a day says that rows are states, and not what happened.
pub fn is_of_states(day: &str) -> bool {
    const STATES: [&str; 8] =
        ["snapshot", "stichtag", "corte", "inventory", "inventur*", "inventario", "bestandsdatum", "asof"];
    has_word(day, &STATES) || words(day).windows(2).any(|pair| pair == ["as", "of"])
}

/// How often states were written down, where the name of the day says that rows are such.
pub fn states(profile: &Profile) -> Option<&'static str> {
    let time = profile.time().filter(|time| is_of_states(&time.name))?;
    let missing = time.missing_days?;
    let (first, last) = profile.days()?;
    let days = (last - first).num_days().unsigned_abs() + 1 - missing.days;
    match (last - first).num_days().unsigned_abs() / days.saturating_sub(1).max(1) {
        6..=8 => Some("week"),
        27..=32 => Some("month"),
        85..=95 => Some("quarter"),
        360..=370 => Some("year"),
        _ => None,
    }
}

/// The address of a database as a definition may hold it: without a password.
fn address_of(address: &Address, path: &str) -> String {
    match address {
        Address::Sqlite(_) => path.to_owned(),
        Address::Postgres(server) => {
            let rest = server.shown();
            let rest = rest.strip_prefix("postgres://").unwrap_or(&rest);
            match server.user {
                Some(_) => format!("postgres://${{PGUSER}}:${{PGPASSWORD}}@{rest}"),
                None => format!("postgres://{rest}"),
            }
        }
    }
}

/// The keys of `format`.
fn format(profile: &Profile) -> Vec<String> {
    let format = &profile.format;
    let mut keys = Vec::new();
    let sign = |key: &str, sign: char| match sign {
        '\t' => format!("{key}: \"\\t\""),
        sign => format!("{key}: \"{sign}\""),
    };
    if format.kind == "fixed" {
        keys.push("type: fixed".to_owned());
    } else if !format.is_named && format.kind == "text" {
        keys.push("type: csv".to_owned());
    }
    keys.extend(
        format.separator.filter(|own| *own != format.usual_separator).map(|own| sign("separator", own)),
    );
    let has_decimals = profile
        .columns
        .iter()
        .any(|c| matches!(c.kind, ColumnKind::Number | ColumnKind::Money | ColumnKind::Duration));
    let has_numbers = profile.columns.iter().any(ColumnProfile::is_number);
    let thousands = format.thousands.filter(|_| has_numbers);
    // One sign cannot part both: where a point parts thousands, the comma before decimals is said too.
    let is_said = !matches!(format.decimal, '.' | '\0');
    if is_said && (has_decimals || thousands == Some('.')) {
        keys.push(sign("decimal", format.decimal));
    }
    keys.extend(thousands.map(|own| sign("thousands", own)));
    keys.extend(format.encoding.filter(|own| *own != "utf-8").map(|own| format!("encoding: {own}")));
    let before = format.header_line.unwrap_or(1).saturating_sub(1);
    let before = if format.has_range { 0 } else { before };
    if format.header_lines > 1 {
        let lines: Vec<String> =
            (0..format.header_lines).map(|line| (before + 1 + line).to_string()).collect();
        keys.push(format!("header_row: [{}]", lines.join(", ")));
    }
    let before = if format.header_lines > 1 { 0 } else { before };
    keys.extend(format.rows.iter().map(|rows| format!("rows: {}", yaml_text(rows))));
    match (format.footer, format.kind) {
        (0, "fixed") if before > 0 => keys.push(format!("skip: {{ rows: {before} }}")),
        (0, _) if before > 0 => keys.push(format!("header_row: {}", before + 1)),
        (0, _) => {}
        (footer, _) if before > 0 => keys.push(format!("skip: {{ rows: {before}, footer: {footer} }}")),
        (footer, _) => keys.push(format!("skip: {{ footer: {footer} }}")),
    }
    if !format.fixed.is_empty() {
        let columns =
            format.fixed.iter().map(|(name, first, last)| format!("{}: [{first}, {last}]", yaml_text(name)));
        keys.push(format!("columns: {{ {} }}", columns.collect::<Vec<_>>().join(", ")));
    }
    keys
}

/// Share of the cells of a column that a run could not use.
fn unreadable(profile: &Profile, column: &ColumnProfile) -> f64 {
    let is_time = profile.time().is_some_and(|time| time.name == column.name);
    let lost = if is_time { column.empty } else { 0 };
    let looked = profile.sampled.max(1) as f64;
    let outside = column.mixed_percent.as_ref().map_or(0, |mixed| mixed.bare);
    if column.unreadable + lost + outside == 0 {
        0.0
    } else {
        (column.unreadable + outside) as f64 / looked + lost as f64 / profile.rows.max(1) as f64
    }
}

/// The rule of a column; `None` where it is text, or a number by which things are called.
fn column(column: &ColumnProfile) -> Option<(String, String)> {
    let is_name = column.kind == ColumnKind::Integer && is_identifier(&column.name);
    let is_brought =
        column.native.is_some_and(|native| native == column.rule.kind && native != ColumnType::Text)
            && column.absent.is_empty();
    if column.kind == ColumnKind::Text || is_name || is_brought || column.filled == 0 {
        return None;
    }
    let mut keys = vec![format!("type: {}", column.kind.word())];
    match column.patterns.as_slice() {
        [] => {}
        [only] => keys.push(format!("format: \"{only}\"")),
        several => {
            let all: Vec<String> = several.iter().map(|pattern| format!("\"{pattern}\"")).collect();
            keys.push(format!("format: [{}]", all.join(", ")));
        }
    }
    if let Some(mixed) = &column.mixed_percent {
        keys.push(format!("range: [0, {}]", mixed.highest));
    }
    if !column.absent.is_empty() {
        let codes: Vec<String> = column.absent.iter().map(|code| quoted(&code.value)).collect();
        keys.push(format!("absent: [{}]", codes.join(", ")));
    }
    let rule = match keys.as_slice() {
        [_] => column.kind.word().to_owned(),
        _ => format!("{{ {} }}", keys.join(", ")),
    };
    let other =
        column.patterns.first().filter(|_| column.ambiguous_days).and_then(|p| dates::swap_day_and_month(p));
    let doubt = other.map_or(String::new(), |other| format!("   # or \"{other}\": no cell says which"));
    Some((yaml_text(&column.name), format!("{rule}{doubt}")))
}

/// A text as YAML writes it in any place.
pub fn yaml_text(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_./-".contains(c);
    let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '.' || c == '/');
    if begins && text.chars().all(|c| is_plain(c) || c == ' ') && text.trim() == text {
        return text.to_owned();
    }
    quoted(text)
}

/// A text within brackets, where `,` and the like part.
fn flow_text(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}']) { quoted(text) } else { yaml_text(text) }
}

/// A text between quotes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
