//! Names of months in cells and names of files, in the languages of reports and in German.

use chrono::Month;
use chrono::format::{Fixed, Item, Numeric, Parsed, parse_and_remainder};

use crate::sentiment::fold;

/// Names and abbreviations of each month, in small letters without accents; what is one month in a language is no other one in another.
const NAMES: [(Month, &[&str]); 12] = [
    (
        Month::January,
        &[
            "january",
            "jan",
            "enero",
            "ene",
            "januar",
            "janner",
            "styczen",
            "stycznia",
            "sty",
            "ιανουαριοσ",
            "ιανουαριου",
            "ιαν",
        ],
    ),
    (
        Month::February,
        &[
            "february",
            "feb",
            "febrero",
            "februar",
            "feber",
            "luty",
            "lutego",
            "lut",
            "φεβρουαριοσ",
            "φεβρουαριου",
            "φεβ",
        ],
    ),
    (Month::March, &["march", "mar", "marzo", "marz", "mrz", "marzec", "marca", "μαρτιοσ", "μαρτιου", "μαρ"]),
    (
        Month::April,
        &["april", "apr", "abril", "abr", "kwiecien", "kwietnia", "kwi", "απριλιοσ", "απριλιου", "απρ"],
    ),
    (Month::May, &["may", "mayo", "mai", "maj", "maja", "μαιοσ", "μαιου", "μαι"]),
    (
        Month::June,
        &["june", "jun", "junio", "juni", "czerwiec", "czerwca", "cze", "ιουνιοσ", "ιουνιου", "ιουν"],
    ),
    (Month::July, &["july", "jul", "julio", "juli", "lipiec", "lipca", "lip", "ιουλιοσ", "ιουλιου", "ιουλ"]),
    (
        Month::August,
        &["august", "aug", "agosto", "ago", "sierpien", "sierpnia", "sie", "αυγουστοσ", "αυγουστου", "αυγ"],
    ),
    (
        Month::September,
        &[
            "september",
            "sep",
            "sept",
            "septiembre",
            "setiembre",
            "set",
            "wrzesien",
            "wrzesnia",
            "wrz",
            "σεπτεμβριοσ",
            "σεπτεμβριου",
            "σεπ",
            "σεπτ",
        ],
    ),
    (
        Month::October,
        &[
            "october",
            "oct",
            "octubre",
            "oktober",
            "okt",
            "pazdziernik",
            "pazdziernika",
            "paz",
            "οκτωβριοσ",
            "οκτωβριου",
            "οκτ",
        ],
    ),
    (
        Month::November,
        &[
            "november",
            "nov",
            "noviembre",
            "listopad",
            "listopada",
            "lis",
            "νοεμβριοσ",
            "νοεμβριου",
            "νοε",
            "νοεμ",
        ],
    ),
    (
        Month::December,
        &[
            "december",
            "dec",
            "diciembre",
            "dic",
            "dezember",
            "dez",
            "grudzien",
            "grudnia",
            "gru",
            "δεκεμβριοσ",
            "δεκεμβριου",
            "δεκ",
        ],
    ),
];

/// The languages that names of months are read in, for messages.
pub const MONTHS_READ_IN: &str = "English, Spanish, German, Polish and Greek";

/// The month of a name; capitals of Greek have no accents, and some programs write the letters of Polish without theirs.
pub(crate) fn month(name: &str) -> Option<Month> {
    // The longest name takes 24 bytes.
    let plain = (name.len() <= 32).then(|| fold(name))?;
    NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(month, _)| *month)
}

/// Whether a piece of a pattern stands for the name of a month.
pub fn is_month_name(item: &Item<'_>) -> bool {
    matches!(item, Item::Fixed(Fixed::ShortMonthName | Fixed::LongMonthName))
}

/// Reads a text by the pieces of a pattern, one after another: how each piece found its text may be judged, and what is
/// left is handed back; `None` where a piece does not fit. A name of a month may be short or long, with a dot or without.
pub fn read_by<'t>(
    parsed: &mut Parsed,
    text: &'t str,
    items: &[Item<'_>],
    fits: impl Fn(&Item<'_>, &str) -> bool,
) -> Option<&'t str> {
    let mut rest = text;
    for (at, item) in items.iter().enumerate() {
        let read = match item {
            Item::Numeric(Numeric::Nanosecond, _) => Some(fraction(parsed, rest)?),
            item if is_month_name(item) => named(parsed, rest, items.get(at + 1)),
            item if is_offset(item) => utc(parsed, rest),
            _ => None,
        };
        let after = match read {
            Some(after) => after,
            None => parse_and_remainder(parsed, rest, std::iter::once(item)).ok()?,
        };
        if !fits(item, rest[..rest.len() - after.len()].trim_start()) {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// Whether a piece of a pattern stands for the time between a clock and UTC.
fn is_offset(item: &Item<'_>) -> bool {
    use Fixed::{TimezoneOffset, TimezoneOffsetColon, TimezoneOffsetDoubleColon, TimezoneOffsetTripleColon};
    let Item::Fixed(fixed) = item else { return false };
    matches!(
        fixed,
        TimezoneOffset | TimezoneOffsetColon | TimezoneOffsetDoubleColon | TimezoneOffsetTripleColon
    )
}

/// What is left behind `Z`, which says that a time is UTC's; `None` where an offset is written otherwise.
fn utc<'t>(parsed: &mut Parsed, text: &'t str) -> Option<&'t str> {
    let rest = text.trim_start().strip_prefix(['Z', 'z'])?;
    parsed.set_offset(0).ok()?;
    Some(rest)
}

/// What is left behind the digits of a fraction of a second: `%f` takes as many as there are, `.5` for half a second.
fn fraction<'t>(parsed: &mut Parsed, text: &'t str) -> Option<&'t str> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    parsed.set_nanosecond(format!("{digits:0<9}").parse().ok()?).ok()?;
    Some(rest)
}

/// What is left behind the name of a month that a text begins with.
fn named<'t>(parsed: &mut Parsed, text: &'t str, next: Option<&Item<'_>>) -> Option<&'t str> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    parsed.set_month(i64::from(month(name)?.number_from_month())).ok()?;
    let has_own_dot = match next {
        Some(Item::Literal(literal)) => literal.starts_with('.'),
        Some(Item::OwnedLiteral(literal)) => literal.starts_with('.'),
        _ => false,
    };
    Some(if has_own_dot { rest } else { rest.strip_prefix('.').unwrap_or(rest) })
}
