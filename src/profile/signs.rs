//! The signs a text writes its numbers with.

use crate::data::Signs;
use crate::measure::ColumnType;
use crate::model::CellRule;

use super::opened::Opened;

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
pub(super) fn found<'t>(opened: &Opened<'_>, separator: u8, columns: &[Vec<&'t str>]) -> Signs {
    let numeric: Vec<Vec<&'t str>> = columns.iter().map(|texts| numbers_in(texts)).collect();
    let rule = CellRule::plain(ColumnType::Number);
    let mut best = (0, Signs::PLAIN);
    for signs in candidates(separator) {
        let cells = opened.cells(&rule, None, signs);
        let is_read = |texts: &&Vec<&str>| {
            let known = cells.of_texts(texts.iter().map(|text| bare(text)));
            !texts.is_empty() && 20 * known.unreadable <= texts.len() as u64
        };
        let read = numeric.iter().filter(is_read).count();
        if read > best.0 {
            best = (read, signs);
        }
    }
    let (_, Signs { decimal, thousands }) = best;
    let has = |sign: char| numeric.iter().flatten().any(|text| text.contains(sign));
    Signs { decimal, thousands: thousands.filter(|sign| has(*sign)) }
}

/// Texts that look like numbers, as long as nearly all do.
fn numbers_in<'t>(texts: &[&'t str]) -> Vec<&'t str> {
    let is_number = |text: &&&str| {
        let bare = bare(text);
        bare.contains(|c: char| c.is_ascii_digit())
            && bare.chars().all(|c| c.is_ascii_digit() || " .,'-+−\u{a0}\u{202f}%".contains(c))
            && !bare.get(1..).is_some_and(|rest| rest.contains(['-', '−', '+']))
    };
    let found: Vec<&str> = texts.iter().filter(is_number).copied().collect();
    if 10 * found.len() >= 9 * texts.len() { found } else { Vec::new() }
}

/// A text without a currency or brackets around it.
fn bare(text: &str) -> &str {
    let is_around = |c: char| !(c.is_ascii_digit() || ".,-+−%".contains(c));
    text.trim_matches(is_around)
}
