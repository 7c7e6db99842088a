//! The few formats all sheets are set in, and number formats by unit.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, FormatAlign, FormatBorder};

use crate::measure::Unit;

/// Text and figures.
pub(super) const INK: &str = "#1F2933";
/// What stands back: units, notes, engine values.
pub(super) const GREY: &str = "#6B7280";
/// Rules under headings.
const RULE: &str = "#9AA5B1";
/// Bands behind headings.
const BAND: &str = "#EEF1F4";
/// What a person may change.
const INPUT: &str = "#0000FF";
const INPUT_FILL: &str = "#F4F8FE";
/// Figures taken from another sheet unchanged.
const LINK: &str = "#1B6E3C";

/// 87%
pub(super) const SHARE: &str = "0%";
/// What agrees.
pub(super) const GOOD: &str = "#005A8E";
/// What does not.
pub(super) const BAD: &str = "#A33B00";
/// 2026-04-30, which every language reads.
pub(super) const DAY: &str = "yyyy\\-mm\\-dd";
/// 12.5%
pub(super) const SHARE_FINE: &str = "0.0%";
/// 1,948
pub(super) const COUNT: &str = "#,##0";
pub(super) const MONEY: &str = "[>=0.005]#,##0.00;[<=-0.005]\"−\"#,##0.00;#,##0.00";
/// −12
pub(super) const WHOLE: &str = "[>=0.5]#,##0;[<=-0.5]\"−\"#,##0;#,##0";
/// +1,234.50
pub(super) const CHANGE: &str = "[>=0.005]+#,##0.00;[<=-0.005]\"−\"#,##0.00;#,##0.00";
/// +0.25
pub(super) const POINTS: &str = "[>=0.005]+0.00;[<=-0.005]\"−\"0.00;0.00";
/// 87.5, or −3.2 before it is clipped
pub(super) const RAW: &str = "[>=0.05]0.0;[<=-0.05]\"−\"0.0;0.0";
/// +2.0%
pub(super) const SHARE_CHANGE: &str = "[>=0.0005]+0.0%;[<=-0.0005]\"−\"0.0%;0.0%";
/// As it is.
pub(super) const PLAIN: &str = "General";

/// The workbook's formats.
pub(super) struct Style {
    /// Points that its letters are larger than usual.
    more: u8,
}

impl Style {
    /// The size of all sheets but one.
    pub(super) const USUAL: Style = Style { more: 0 };
    /// For a sheet that is printed on one page, smaller than it is.
    pub(super) const LARGE: Style = Style { more: 1 };

    /// Text.
    pub(super) fn text(&self) -> Format {
        Format::new().set_font_size(10 + self.more).set_font_color(INK).set_align(FormatAlign::VerticalCenter)
    }

    /// A sheet's title.
    pub(super) fn title(&self) -> Format {
        self.text().set_font_size(15).set_bold()
    }

    /// Text beside a column of numbers, kept off them.
    pub(super) fn beside(&self) -> Format {
        self.text().set_indent(1)
    }

    /// Text that stands back.
    pub(super) fn note(&self) -> Format {
        self.text().set_font_size(9 + 2 * self.more).set_font_color(GREY)
    }

    /// Heading of a section.
    pub(super) fn section(&self) -> Format {
        self.text().set_font_size(12).set_bold()
    }

    /// Head of a column of text.
    pub(super) fn head(&self) -> Format {
        self.text()
            .set_font_size(9 + 2 * self.more)
            .set_bold()
            .set_background_color(BAND)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(RULE)
            .set_text_wrap()
    }

    /// Head of a column of numbers.
    pub(super) fn head_right(&self) -> Format {
        self.head().set_align(FormatAlign::Right)
    }

    /// A number a formula gives; one that is too wide for its column is made smaller, and never a row of `#`.
    pub(super) fn figure(&self, number: &str) -> Format {
        self.text().set_num_format(number).set_align(FormatAlign::Right).set_shrink()
    }

    /// A number taken from another sheet unchanged.
    pub(super) fn link(&self, number: &str) -> Format {
        self.figure(number).set_font_color(LINK)
    }

    /// A word taken from another sheet unchanged.
    pub(super) fn link_word(&self) -> Format {
        self.beside().set_font_color(LINK)
    }

    /// A number a person may change.
    pub(super) fn input(&self, number: &str) -> Format {
        self.figure(number).set_font_color(INPUT).set_background_color(INPUT_FILL).set_unlocked()
    }

    /// A word a person may change. It is kept as it is typed: `March 2026` would else become a day.
    pub(super) fn input_word(&self) -> Format {
        self.text()
            .set_num_format_index(49)
            .set_font_color(INPUT)
            .set_background_color(INPUT_FILL)
            .set_indent(1)
            .set_unlocked()
    }

    /// A number pasted from the engine.
    pub(super) fn engine(&self, number: &str) -> Format {
        self.figure(number).set_font_color(GREY).set_italic()
    }

    /// A word pasted from the engine.
    pub(super) fn engine_word(&self) -> Format {
        self.beside().set_font_color(GREY).set_italic()
    }

    /// The same format in a row that stands out, as a perspective's or the whole's.
    pub(super) fn strong(&self, format: Format) -> Format {
        format.set_bold().set_background_color(BAND)
    }
}

/// Colours of statuses beside their words, by the rule that tells one: blue and orange, never red and green.
pub(super) fn statuses(rule: impl Fn(usize) -> String) -> Vec<ConditionalFormatFormula> {
    let colours = [
        (1, "#005A8E", "#E3F0F8"),
        (2, "#855000", "#FCF1DC"),
        (3, "#A33B00", "#FBE3D6"),
        (4, "#5B6470", "#E9EBEE"),
    ];
    colours
        .into_iter()
        .map(|(status, ink, fill)| {
            ConditionalFormatFormula::new()
                .set_rule(rule(status).as_str())
                .set_format(Format::new().set_font_color(ink).set_background_color(fill))
        })
        .collect()
}

/// Shapes before statuses' words, by their codes from 0.
pub(super) const SYMBOLS: [&str; 5] = ["", "●", "◆", "▼", "□"];

/// A score's number format, with the decimals that agree with its status.
pub(super) fn score(decimals: u8) -> String {
    signed(&format!("0{}", fraction(decimals)), false, decimals)
}

/// A number with the minus sign of text, which what is printed as 0 has not.
fn signed(number: &str, is_percent: bool, decimals: u8) -> String {
    match half(is_percent, decimals) {
        Some(half) => format!("[>={half}]{number};[<=-{half}]\"−\"{number};{number}"),
        None => format!("{number};\"−\"{number}"),
    }
}

/// A number with its sign, which what is printed as 0 has not.
fn moved(number: &str, is_percent: bool, decimals: u8) -> String {
    match half(is_percent, decimals) {
        Some(half) => format!("[>={half}]+{number};[<=-{half}]\"−\"{number};{number}"),
        None => format!("+{number};\"−\"{number};{number}"),
    }
}

/// The smallest number that is not printed as 0; `None` where a number format cannot say it.
fn half(is_percent: bool, decimals: u8) -> Option<String> {
    const MOST: usize = 15;
    let places = usize::from(decimals) + if is_percent { 2 } else { 0 };
    (places < MOST).then(|| format!("0.{}5", "0".repeat(places)))
}

/// A value's number format.
pub(super) fn value(unit: Unit, decimals: u8) -> String {
    signed(&figure(unit, decimals), unit == Unit::Percent, decimals)
}

/// A difference's number format, with its sign.
pub(super) fn difference(unit: Unit, decimals: u8) -> String {
    moved(&figure(unit, decimals), unit == Unit::Percent, decimals)
}

/// Factor and number format of a difference; differences of rates are shown in percentage points.
pub(super) fn difference_in_points(unit: Unit, decimals: u8, points: &str) -> (&'static str, String) {
    match unit {
        Unit::Percent => {
            let number = format!("0{}\" {points}\"", fraction(decimals));
            ("*100", moved(&number, false, decimals))
        }
        _ => ("", difference(unit, decimals)),
    }
}

/// The number format of a row of components, whose unit nobody names: whole numbers stay whole.
pub(super) fn components(values: &[Option<f64>]) -> &'static str {
    let present = || values.iter().flatten();
    if present().all(|v| v.fract() == 0.0) {
        WHOLE
    } else if present().all(|v| v.abs() < 0.001) {
        // Of what is tiny four decimals say nothing.
        PLAIN
    } else if present().all(|v| v.abs() < 10.0) {
        "[>=0.00005]0.0000;[<=-0.00005]\"−\"0.0000;0.0000"
    } else {
        MONEY
    }
}

/// Money carries no code: its unit stands in a column of its own.
fn figure(unit: Unit, decimals: u8) -> String {
    let fraction = fraction(decimals);
    match unit {
        Unit::Percent => format!("0{fraction}%"),
        _ => format!("#,##0{fraction}"),
    }
}

/// Digits after the point; a number format has room for thirty.
fn fraction(decimals: u8) -> String {
    match decimals {
        0 => String::new(),
        n => format!(".{}", "0".repeat(usize::from(n.min(30)))),
    }
}
