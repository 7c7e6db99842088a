//! Durations of two parts: `4:33` is hours and minutes, or minutes and seconds.

use super::ColumnProfile;
use super::role::has_word;
use crate::measure::ColumnType;
use crate::measure::expression::quoted_name;
use crate::model::MINUTES_FIRST;

/// What lasts minutes and seconds, as desks and call centres call it.
const SHORT: [&str; 18] = [
    "handle",
    "handling",
    "aht",
    "talk",
    "hold",
    "wrap",
    "ring",
    "call",
    "calls",
    "acw",
    "asa",
    "gesprach",
    "nachbearbeitung",
    "anruf",
    "rozmowy",
    "llamada",
    "min",
    "minutes",
];

/// Whether two parts are minutes and seconds: where longer ones have three, so that hours stand apart, or where the name says so.
pub(super) fn minutes_first(name: &str, texts: &[&str]) -> bool {
    let has =
        |count: usize| texts.iter().any(|text| text.trim_start_matches('-').split(':').count() == count);
    has(2) && (has(3) || has_word(name, &SHORT))
}

/// What is to be told of a column of durations whose cells have two parts.
pub(super) fn note(column: &ColumnProfile) -> Option<String> {
    if column.rule.kind != ColumnType::Duration {
        return None;
    }
    let name = &column.name;
    let mut values = column.values.iter().map(|counted| counted.value.as_str());
    if column.native.is_some() {
        // A workbook takes `4:33` for hours and minutes, whoever typed it.
        let is_whole = |text: &str| text.parse::<f64>().is_ok_and(|seconds| seconds % 60.0 == 0.0);
        let is_doubtful = has_word(name, &SHORT) && values.all(is_whole) && column.highest >= Some(3_600.0);
        return is_doubtful.then(|| {
            format!(
                "`{name}` holds hours and minutes, as the workbook has them; if minutes and seconds were typed, divide them by 60: `derive: {{ lasted: '{} / 60' }}`",
                quoted_name(name)
            )
        });
    }
    let example = values.find(|text| text.matches(':').count() == 1)?;
    Some(match column.patterns.iter().any(|pattern| pattern == MINUTES_FIRST) {
        true => format!(
            "`{name}` is read as minutes and seconds, `{example}`; leave `format` out where that is hours and minutes"
        ),
        false => format!(
            "`{name}` is read as hours and minutes, `{example}`; write `{{ type: duration, format: \"{MINUTES_FIRST}\" }}` where that is minutes and seconds"
        ),
    })
}
