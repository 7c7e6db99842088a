//! The signs a text writes its numbers with.

use crate::data::Signs;
use crate::measure::ColumnType;
use crate::model::CellRule;

use super::opened_table::OpenedTable;

const fn signs(decimal: char, thousands: char) -> Signs {
    Signs { decimal, thousands: Some(thousands) }
}

/// Those that are in use, the likelier first; where columns are parted by `;` a comma stands before decimals.
fn candidates(separator: u8) -> [Signs; 7] {
    let english = [signs('.', ','), signs('.', ' '), signs('.', '\'')];
    let continental = [signs(',', '.'), signs(',', ' '), signs(',', '\'')];
    let (first, second) = if separator == b';' { (continental, english) } else { (english, continental) };
    [Signs::PLAIN, first[0], second[0], first[1], second[1], first[2], second[2]]
}

/// The signs by which most columns of some texts are numbers.
pub(super) fn found<'t>(opened: &OpenedTable<'_>, separator: u8, columns: &[Vec<&'t str>]) -> Signs {
    let numeric: Vec<Vec<&'t str>> = columns.iter().map(|texts| numbers_in(texts)).collect();
    let rule = CellRule::plain(ColumnType::Number);
    let is_read = |signs: Signs, texts: &&Vec<&str>| {
        // A minus may stand behind.
        let read = texts.iter().map(|text| bare(text).trim_end_matches(['-', '−']));
        let known = opened.cells(&rule, None, signs).of_texts(read);
        !texts.is_empty() && 20 * known.unreadable <= texts.len() as u64
    };
    let mut best = (0, Signs::PLAIN);
    for signs in candidates(separator) {
        let read = numeric.iter().filter(|texts| is_read(signs, texts)).count();
        if read > best.0 {
            best = (read, signs);
        }
    }
    let (_, Signs { decimal, thousands }) = best;
    let has = |sign: char| numeric.iter().flatten().any(|text| text.contains(sign));
    let best = Signs { decimal, thousands: thousands.filter(|sign| has(*sign)) };
    let read: Vec<&Vec<&str>> = numeric.iter().filter(|texts| is_read(best, texts)).collect();
    if best.thousands.is_none() && are_thousands(&read, decimal) {
        return signs(if decimal == '.' { ',' } else { '.' }, decimal);
    }
    best
}

/// Whether a sign that could stand before decimals stands between thousands in all columns that have it: three digits follow it
/// everywhere, and of a column the numbers without it go up to 999 and no further.
fn are_thousands(columns: &[&Vec<&str>], sign: char) -> bool {
    const LEAST: usize = 3;
    let with = |texts: &[&str]| texts.iter().filter(|text| text.contains(sign)).count();
    let is_whole = |text: &&&str| !text.contains(sign);
    let tells = |texts: &&&Vec<&str>| {
        let whole: Vec<u64> =
            texts.iter().filter(is_whole).filter_map(|text| bare(text).parse().ok()).collect();
        let all = texts.iter().filter(is_whole).count();
        let most = whole.iter().max().copied().unwrap_or_default();
        with(texts) >= LEAST && whole.len() == all && whole.len() >= LEAST && (100..1_000).contains(&most)
    };
    columns.iter().all(|texts| texts.iter().all(|text| !text.contains(sign) || is_grouped(text, sign)))
        && columns.iter().any(|texts| tells(&texts))
}

/// Whether a text is one to three digits, the first of them no 0, a sign and three more.
pub(super) fn is_grouped(text: &str, sign: char) -> bool {
    let Some((first, rest)) = bare(text).trim_matches(['-', '+', '−']).split_once(sign) else {
        return false;
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && digits(first)
        && rest.len() == 3
        && digits(rest)
}

/// Texts that look like numbers, as long as nearly all do.
fn numbers_in<'t>(texts: &[&'t str]) -> Vec<&'t str> {
    let is_number = |text: &&&str| {
        let bare = bare(text);
        bare.contains(|c: char| c.is_ascii_digit())
            && bare.chars().all(|c| c.is_ascii_digit() || " .,'-+−\u{a0}\u{202f}%".contains(c))
            && !bare.get(1..).is_some_and(|rest| rest.trim_end_matches(['-', '−']).contains(['-', '−', '+']))
    };
    let found: Vec<&str> = texts.iter().filter(is_number).copied().collect();
    if 10 * found.len() >= 9 * texts.len() { found } else { Vec::new() }
}

/// A text without a currency or brackets around it.
fn bare(text: &str) -> &str {
    let is_around = |c: char| !(c.is_ascii_digit() || ".,-+−%".contains(c));
    text.trim_matches(is_around)
}
