//! Sheets on paper: at which size, and where a page begins, so that blocks are not parted.

use std::collections::BTreeMap;

use rust_xlsxwriter::Format;

use super::{Content, Draft, Page};
use crate::model::Paper;
use crate::render::excel::error::ExcelError;
use crate::render::excel::reference::{columns, rows};
use crate::render::excel::style::{self, Style};
use crate::render::excel::text::{holding, longest_word};

/// Pixels across A4 and Letter on their sides, at full size. There is room for letters that are a third wider, as where a program
/// has none of those that the sheets are made for.
const ACROSS: [u32; 2] = [780, 730];
/// Rows down the smaller of the two.
const DOWN: u32 = 31;
/// Size in percent below which letters of ten points are printed smaller than eight.
const LEAST: u32 = 80;
/// Characters of a column of which nothing is said.
pub(super) const USUAL: f64 = 8.43;
/// Rows of a sheet's head, which every page repeats.
const REPEATED: u32 = 3;

/// Pixels of a column of so many characters.
pub(in super::super) fn pixels(width: f64) -> u32 {
    (width * 7.0).round() as u32 + 5
}

/// The columns with which pages begin behind the first, where each has room for so many pixels and repeats the first columns.
fn starts(wide: &[u32], repeated: usize, room: u32) -> Vec<usize> {
    let repeated = wide.iter().take(repeated).sum();
    let (mut starts, mut taken) = (Vec::new(), 0);
    for (i, width) in wide.iter().enumerate() {
        if taken + width > room && taken > repeated {
            starts.push(i);
            taken = repeated;
        }
        taken += width;
    }
    starts
}

/// The pixels across the widest of pages that begin with some columns, and repeat the first columns.
fn widest(wide: &[u32], repeated: usize, starts: &[usize]) -> u32 {
    let begins = std::iter::once(0).chain(starts.iter().copied());
    let ends = starts.iter().copied().chain([wide.len()]);
    let page = |(from, to): (usize, usize)| {
        let repeated: u32 = if from == 0 { 0 } else { wide.iter().take(repeated).sum() };
        repeated + wide[from..to].iter().sum::<u32>()
    };
    begins.zip(ends).map(page).max().unwrap_or_default()
}

impl Draft<'_> {
    /// Whether it is printed on Letter, and not on A4.
    pub(super) fn is_letter(&self) -> bool {
        let head = &self.workings.head;
        head.paper.map_or(head.locale == "en-US", |paper| paper == Paper::Letter)
    }

    /// The width of a column of measures' ids: so many characters at least.
    pub(in super::super) fn ids(&self, least: f64) -> f64 {
        holding(self.workings.measures.iter().map(|m| m.id.as_str()), least)
    }

    /// The width of a column of measures' titles: so many characters at least.
    pub(in super::super) fn titles(&self, least: f64) -> f64 {
        holding(self.workings.measures.iter().map(|m| m.title.as_str()), least)
    }
}

impl Page<'_, '_> {
    /// Says that the sheet is of the period that is reported, where Control selects another.
    pub(in super::super) fn mark_as_reported_period(&mut self, column: u16) {
        let note = self.draft.style.note().set_font_color(style::BAD);
        self.live(3, column, "IF(Is_Reported=1,\"\",INDEX(lSaid,8))", &note);
    }

    /// Widths of the columns from the first on, in characters.
    pub(in super::super) fn widths(&mut self, widths: &[f64]) -> Result<(), ExcelError> {
        for (i, width) in widths.iter().enumerate() {
            self.across(columns(i), columns(i), *width)?;
        }
        Ok(())
    }

    /// The width of columns side by side.
    pub(in super::super) fn across(&mut self, first: u16, last: u16, width: f64) -> Result<(), ExcelError> {
        self.sheet.set_column_range_width(first, last, width)?;
        self.wide.extend((first..=last).map(|column| (column, width)));
        Ok(())
    }

    /// A block begins in a row, which is printed on one page where it fits.
    pub(in super::super) fn block(&mut self, row: u32) {
        self.blocks.push(row);
    }

    /// Prints the sheet as wide as a page, with a page's begin before each block that is no longer held. Programs pass over
    /// breaks of what is fitted to a width, so the size is given.
    pub(in super::super) fn set_print_breaks(&mut self, count: u16, last: u32) -> Result<(), ExcelError> {
        self.widen()?;
        self.set_print_size(&self.in_pixels(count), 0, &[], last)
    }

    /// The same of so many columns across as many pages as it takes at a size that can be read, of which each repeats the first
    /// columns.
    pub(in super::super) fn set_print_parts(
        &mut self,
        count: u16,
        repeated: u16,
        last: u32,
    ) -> Result<(), ExcelError> {
        self.widen()?;
        let wide = self.in_pixels(count);
        let room = ACROSS[usize::from(self.draft.is_letter())] * 100 / LEAST;
        let starts = starts(&wide, usize::from(repeated), room);
        if !starts.is_empty() {
            // Across first, then down.
            self.sheet.set_page_order(false);
            self.sheet.set_repeat_columns(0, repeated.max(1) - 1)?;
            self.sheet.set_vertical_page_breaks(&starts.iter().copied().map(rows).collect::<Vec<u32>>())?;
        }
        self.set_print_size(&wide, usize::from(repeated), &starts, last)
    }

    /// Columns up to the last that holds anything.
    pub(in super::super) fn used_columns(&self) -> u16 {
        self.cells.keys().map(|(_, column)| column + 1).max().unwrap_or(1)
    }

    /// The last row that holds anything.
    pub(in super::super) fn last_row(&self) -> u32 {
        self.cells.keys().map(|(row, _)| *row).max().unwrap_or(0)
    }

    /// How wide the first columns are.
    fn in_pixels(&self, count: u16) -> Vec<u32> {
        (0..count).map(|column| pixels(self.wide.get(&column).copied().unwrap_or(USUAL))).collect()
    }

    fn set_print_size(
        &mut self,
        wide: &[u32],
        repeated: usize,
        starts: &[usize],
        last: u32,
    ) -> Result<(), ExcelError> {
        let across = ACROSS[usize::from(self.draft.is_letter())];
        let scale = (across * 100 / widest(wide, repeated, starts).max(1)).clamp(20, 100);
        self.sheet.set_print_scale(u16::try_from(scale).unwrap_or(100));
        let held = DOWN * 100 / scale;
        let (mut breaks, mut from, mut room) = (Vec::new(), 0, held);
        for (i, start) in self.blocks.iter().copied().enumerate() {
            let end = self.blocks.get(i + 1).copied().unwrap_or(last + 1);
            if i > 0 && end - from > room && start > from {
                breaks.push(start);
                (from, room) = (start, held - REPEATED);
            }
        }
        self.sheet.set_page_breaks(&breaks)?;
        Ok(())
    }

    /// Makes columns as wide as the longest word of their heads, in whatever language.
    pub(super) fn widen(&mut self) -> Result<(), ExcelError> {
        let heads = [(Style::USUAL, 9), (Style::LARGE, 11)]
            .map(|(style, points)| ([style.head(), style.head_right()], points));
        let points = |format: &Format| {
            heads.iter().find(|(heads, _)| heads.contains(format)).map(|(_, points)| *points)
        };
        let mut needed: BTreeMap<u16, f64> = BTreeMap::new();
        for ((_, column), (content, format)) in &self.cells {
            if let (Content::Text(text), Some(points)) = (content, points(format)) {
                let least = needed.entry(*column).or_default();
                *least = longest_word(text, points).max(*least);
            }
        }
        for (column, least) in needed {
            if self.wide.get(&column).copied().unwrap_or(USUAL) < least {
                self.sheet.set_column_width(column, least)?;
                self.wide.insert(column, least);
            }
        }
        Ok(())
    }
}
