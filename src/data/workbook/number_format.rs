//! How Excel shows a number, as far as it says what the number is.

/// What a number is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DisplayedAs {
    /// A number.
    Number,
    /// Percent.
    Percent,
    /// A day, perhaps with a time.
    Day,
    /// A time of the day.
    Clock,
    /// A span of time.
    Span,
}

/// What the numbers of a format are shown as: by its code, or by its number if it is a built-in one.
pub(super) fn displayed_as(id: u32, code: Option<&str>) -> DisplayedAs {
    match (code, id) {
        (Some(code), _) => by_code(code),
        (None, 9 | 10) => DisplayedAs::Percent,
        (None, 18..=21 | 32..=35 | 45 | 47 | 55 | 56) => DisplayedAs::Clock,
        (None, 46) => DisplayedAs::Span,
        (None, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58) => DisplayedAs::Day,
        (None, _) => DisplayedAs::Number,
    }
}

/// By the first section of a code, without what is quoted, escaped or in brackets.
fn by_code(code: &str) -> DisplayedAs {
    let (mut signs, mut plain) = (code.chars(), String::new());
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.find(|sign| *sign == '"')),
            '\\' | '_' | '*' => drop(signs.next()),
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let unit = inside.to_ascii_lowercase();
                if !unit.is_empty()
                    && ["h", "m", "s"].iter().any(|sign| unit.trim_matches(|c| sign.contains(c)).is_empty())
                {
                    return DisplayedAs::Span;
                }
            }
            ';' => break,
            sign => plain.push(sign.to_ascii_lowercase()),
        }
    }
    if plain.trim() == "general" {
        return DisplayedAs::Number;
    }
    let has = |signs: &[char]| plain.contains(signs);
    let is_clock = has(&['h', 's']);
    if has(&['y', 'd']) || (has(&['m']) && !is_clock && !plain.contains("am/pm")) {
        DisplayedAs::Day
    } else if is_clock {
        DisplayedAs::Clock
    } else if has(&['%']) {
        DisplayedAs::Percent
    } else {
        DisplayedAs::Number
    }
}
