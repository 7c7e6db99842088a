//! Texts of the workbook by key.

use std::collections::BTreeMap;

const ENGLISH: &str = include_str!("en.ftl");

/// The workbook's texts in one language.
pub(super) struct Texts {
    texts: BTreeMap<&'static str, &'static str>,
}

impl Texts {
    pub(super) fn of(_locale: &str) -> Texts {
        let lines = ENGLISH.lines().filter(|line| !line.starts_with('#'));
        Texts { texts: lines.filter_map(|line| line.split_once(" = ")).collect() }
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.texts.get(key).map_or_else(|| panic!("no text {key}"), |text| (*text).to_owned())
    }
}
