//! How high rows are: those of texts on several lines, and of heads.

use std::collections::BTreeMap;

use rust_xlsxwriter::Format;

use super::paper::USUAL;
use super::{Content, Page};
use crate::render::excel::style::Style;
use crate::render::excel::text::{head_lines, lines};

impl Page<'_, '_> {
    /// A text on as many lines as it takes in a column of so many characters. The row is made as high, for programs do not
    /// agree whether they do it themselves.
    pub(in super::super) fn wrapped(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        width: u16,
        format: &Format,
    ) {
        self.put_text(row, column, text, &format.clone().set_text_wrap());
        let lines = lines(text, width);
        if lines > 1 {
            self.raise(row, 14 * lines);
        }
    }

    /// Makes a row so many points high, unless it is higher: no row is higher than 409.
    pub(in super::super) fn raise(&mut self, row: u32, points: u32) {
        let high = self.high.entry(row).or_default();
        *high = points.min(409).max(*high);
    }

    /// Makes rows as high as the heads in them, in whatever language.
    pub(super) fn raise_heads(&mut self) {
        let heads = [(Style::USUAL, 9, 13), (Style::LARGE, 11, 15)]
            .map(|(style, points, line)| ([style.head(), style.head_right()], points, line));
        let mut needed: BTreeMap<u32, u32> = BTreeMap::new();
        for ((row, column), (content, format)) in &self.cells {
            let found = heads.iter().find(|(heads, ..)| heads.contains(format));
            if let (Content::Text(text), Some((_, points, line))) = (content, found) {
                let width = self.wide.get(column).copied().unwrap_or(USUAL);
                let lines = head_lines(text, width, *points);
                let least = needed.entry(*row).or_default();
                *least = (lines * line + 1).max(*least);
            }
        }
        // A row of one line is high enough.
        needed
            .into_iter()
            .filter(|(_, points)| *points > 16)
            .for_each(|(row, points)| self.raise(row, points));
    }
}
