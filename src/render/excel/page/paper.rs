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
const USUAL: f64 = 8.43;
/// Rows of a sheet's head, which every page repeats.
const REPEATED: u32 = 3;

/// Pixels of a column of so many characters.
pub(in super::super) fn pixels(width: f64) -> u32 {
    (width * 7.0).round() as u32 + 5
}

/// The columns with which pages begin behind the first, where each has room for so many pixels and repeats the first column.
fn starts(wide: &[u32], room: u32) -> Vec<usize> {
    let repeated = wide.first().copied().unwrap_or_default();
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

/// The pixels across the widest of pages that begin with some columns.
fn widest(wide: &[u32], starts: &[usize]) -> u32 {
    let begins = std::iter::once(0).chain(starts.iter().copied());
    let ends = starts.iter().copied().chain([wide.len()]);
    let page = |(from, to): (usize, usize)| {
        let repeated = if from == 0 { 0 } else { wide[0] };
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
    pub(in super::super) fn set_print_breaks(&mut self, widths: &[f64], last: u32) -> Result<(), ExcelError> {
        self.widen()?;
        self.set_print_size(&self.in_pixels(widths), &[], last)
    }

    /// The same across as many pages as it takes at a size that can be read, of which each repeats the first column.
    pub(in super::super) fn set_print_parts(&mut self, widths: &[f64], last: u32) -> Result<(), ExcelError> {
        self.widen()?;
        let wide = self.in_pixels(widths);
        let starts = starts(&wide, ACROSS[usize::from(self.draft.is_letter())] * 100 / LEAST);
        if !starts.is_empty() {
            // Across first, then down.
            self.sheet.set_page_order(false);
            self.sheet.set_repeat_columns(0, 0)?;
            self.sheet.set_vertical_page_breaks(&starts.iter().copied().map(rows).collect::<Vec<u32>>())?;
        }
        self.set_print_size(&wide, &starts, last)
    }

    /// How wide columns are, of which at least so many characters are asked.
    fn in_pixels(&self, widths: &[f64]) -> Vec<u32> {
        let wide = |(i, width): (usize, &f64)| {
            pixels(self.wide.get(&columns(i)).copied().unwrap_or(*width).max(*width))
        };
        widths.iter().enumerate().map(wide).collect()
    }

    fn set_print_size(&mut self, wide: &[u32], starts: &[usize], last: u32) -> Result<(), ExcelError> {
        let across = ACROSS[usize::from(self.draft.is_letter())];
        let scale = (across * 100 / widest(wide, starts).max(1)).clamp(20, 100);
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
