//! Other versions of a plan, as a budget: from the numbers on Plan, beside what is scored.

use super::{Block, FIRST, KEY, Lines, over_year};
use crate::render::excel::reference::{cell, fixed, rows};
use crate::render::excel::style;
use crate::report::workings::{ToDateTarget, VersionWorking};
use crate::words::{Book, ListWord};

impl Block<'_, '_, '_> {
    /// The rows of a version: which number of the plan it takes, its value, and that of the year to date.
    pub(super) fn version(&mut self, lines: &mut Lines, version: &VersionWorking, year: Option<(u32, u32)>) {
        let format = style::value(self.m.unit, self.m.decimals);
        let point = self.engine_row(Book::Number, "0", |_| None);
        let number = self.page.draft.style.figure("0").set_font_color(style::GREY);
        for column in self.columns() {
            if let Some(at) = version.points[usize::from(column - FIRST)] {
                self.page.number(point, column, Some(f64::from(rows(at + 1))), &number);
            }
        }
        let id = fixed(lines.head, KEY);
        let value = self.named(&version.title, "", &format, |c| {
            format!("IFERROR(INDEX(pUsed,MATCH({id}&\"|\"&{},pKey,0)),\"\")", cell(point, c))
        });
        let to_date = match (version.to_date, year) {
            (ToDateTarget::Last, _) => Some(value),
            (ToDateTarget::Sum, Some((year, number))) => {
                let title = format!("{}, {}", version.title, self.page.say(ListWord::BasisYear));
                Some(self.named(&title, "", &format, |c| over_year(value, year, number, c)))
            }
            _ => None,
        };
        lines.versions.push((value, to_date));
    }
}
