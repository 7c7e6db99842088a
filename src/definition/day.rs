//! Days and patterns of days in the ways of other programs, as definitions write them.

use chrono::NaiveDate;

use crate::locale::months::month;

/// The day that a text means which is no `2026-10-31`: `31.10.2026`, `31. Oktober 2026`, `Oct 31, 2026`; `None` where day and month may be exchanged.
pub(super) fn near_date(text: &str) -> Option<NaiveDate> {
    let words =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !is_particle(word));
    let words: Vec<&str> = words.collect();
    let [first, second, third] = words[..] else { return None };
    let number = |word: &str| word.parse::<u32>().ok();
    let in_words = |word: &str| month(word).map(|month| month.number_from_month());
    let of = |year: &str, month: u32, day: u32| NaiveDate::from_ymd_opt(year_of(year)?, month, day);
    if first.len() == 4 {
        return of(first, number(second)?, number(third)?);
    }
    match (number(first), number(second), in_words(first), in_words(second)) {
        (Some(day), _, _, Some(month)) | (_, Some(day), Some(month), _) => of(third, month, day),
        (Some(day), Some(month), ..) if text.contains('.') || day > 12 || day == month => {
            of(third, month, day)
        }
        (Some(month), Some(day), ..) if day > 12 => of(third, month, day),
        _ => None,
    }
}

fn is_particle(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "de" | "del" | "of" | "r" | "st" | "nd" | "rd" | "th")
}

/// A year of four digits, or of two.
fn year_of(word: &str) -> Option<i32> {
    let year = word.parse::<i32>().ok()?;
    match word.len() {
        4 => Some(year),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// The pattern that one of spreadsheets means: `TT.MM.JJ` is `%d.%m.%y`.
pub(super) fn pattern(text: &str) -> Option<String> {
    let mut found = String::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c.is_alphabetic() != first.is_alphabetic()).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        found.push_str(match (first.is_alphabetic(), part.to_lowercase().as_str()) {
            (false, _) => part,
            (true, "m" | "mm" | "μμ" | "λλ") if found.ends_with("%H:") => "%M",
            (true, "d" | "dd" | "t" | "tt" | "ηη") => "%d",
            (true, "m" | "mm" | "μμ") => "%m",
            (true, "mmm") => "%b",
            (true, "mmmm") => "%B",
            (true, "yyyy" | "jjjj" | "aaaa" | "rrrr" | "εεεε") => "%Y",
            (true, "yy" | "jj" | "aa" | "rr" | "εε") => "%y",
            (true, "h" | "hh" | "ωω") => "%H",
            (true, "s" | "ss" | "δδ") => "%S",
            _ => return None,
        });
        rest = behind;
    }
    (found.contains("%m") || found.contains("%b") || found.contains("%B")).then_some(found)
}
