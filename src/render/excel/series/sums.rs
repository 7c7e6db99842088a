//! Sums over some of the periods, as texts of formulas.

/// The sum of what is there of some cells where a criterion holds; nothing where none is, or a number that stands before it
/// is 0.
pub(super) fn present_sum(unless: &str, cells: &str, criterion: &str) -> String {
    format!("IF({unless}*COUNTIFS({criterion},{cells},\">-1E300\")=0,\"\",SUMIFS({cells},{criterion}))")
}

/// The sum of some cells where a criterion holds; nothing where fewer than a number of them are there.
pub(super) fn whole_sum(number: &str, cells: &str, criterion: &str) -> String {
    format!("IF(COUNTIFS({criterion},{cells},\">-1E300\")<{number},\"\",SUMIFS({cells},{criterion}))")
}
