//! Warnings about texts: what no row has and a measure compares with, and words for no value among names.

use std::collections::BTreeMap;

use super::figures::count_of;
use crate::data::{CellCount, Data};
use crate::definition::ScorecardDraft;
use crate::model::{CellRule, Origin, Scorecard, compared};
use crate::problem::{Cause, Code, Problem, Problems, causes, near};

/// Values that are named where none is near.
const NAMED: usize = 5;
/// Texts of a column that are told one by one.
const TOLD: usize = 20;
/// Cells from which on a code that none of them holds is worth a word.
const ENOUGH: u64 = 100;
/// Words that are named.
const WORDS: usize = 3;

/// Says which texts no row has, and which names are words for no value.
pub(super) fn warn(scorecard: &Scorecard, drafted: &ScorecardDraft, data: &Data, problems: &mut Problems) {
    let cells = |(source, column): &(String, String)| -> Option<&CellCount> {
        data.tables.get(source)?.cells.iter().find(|cells| cells.column == *column)
    };
    let mut told: BTreeMap<(String, String), usize> = BTreeMap::new();
    for comparison in compared::comparisons(&scorecard.sources, &scorecard.measures) {
        let Some(cells) = cells(&comparison.cells).filter(|cells| cells.values() > 0) else { continue };
        let said = &cells.said;
        let found = if comparison.is_folded { &said.found_folded } else { &said.found };
        if !said.has_texts || found.contains(&comparison.text) {
            continue;
        }
        // A target file may name thousands.
        let of_column = told.entry((comparison.source.clone(), comparison.column.clone())).or_default();
        *of_column += 1;
        if *of_column > TOLD {
            continue;
        }
        let texts = || cells.said.texts.iter().chain(&cells.said.found).map(String::as_str);
        let text = comparison.text.clone();
        let few = || match (1..=NAMED).contains(&texts().count()) {
            true => texts().map(str::to_owned).collect(),
            false => Vec::new(),
        };
        let guess = if cells.said.are_many { None } else { meant(&text, texts()).map(str::to_owned) };
        let there = if guess.is_some() || cells.said.are_many { Vec::new() } else { few() };
        let (source, column) = (comparison.source, comparison.column);
        let place = match &comparison.measure {
            Some(id) => drafted.place_of_measure(id),
            None => drafted.place_of(&source),
        };
        let problem = Problem::new(NoRowHas { source, column, text, guess, there });
        problems.push(match place {
            Some(span) => problem.at(span),
            None => problem,
        });
    }
    for ((source, column), texts) in told.into_iter().filter(|(_, texts)| *texts > TOLD) {
        problems.push(Problem::new(MoreTexts {
            source,
            column,
            texts: count_of((texts - TOLD) as u64, "more text", "more texts"),
        }));
    }
    problems.extend(codes_without_cells(scorecard, drafted, data));
    for key in compared::key_columns(&scorecard.sources, &scorecard.measures) {
        let Some(cells) = cells(&key.cells).filter(|cells| !cells.said.missing.is_empty()) else { continue };
        let (source, column) = key.cells;
        let mut words: Vec<(String, u64)> = cells.said.missing.clone().into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(WORDS);
        problems.push(Problem::new(NothingNamed { source, column, words, is_customer: key.is_customer }));
    }
}

/// Columns whose codes for no value stand in none of their cells: then they say nothing, or are written otherwise.
fn codes_without_cells(scorecard: &Scorecard, drafted: &ScorecardDraft, data: &Data) -> Problems {
    let mut found = Problems::new();
    for source in &scorecard.sources {
        let rules: Vec<(&String, &CellRule)> = match &source.origin {
            Origin::Files(feed) => feed.columns.iter().collect(),
            Origin::Database(database) => database.columns.iter().collect(),
            Origin::Query(query) => query.columns.iter().map(|(column, rule)| (&column.name, rule)).collect(),
            Origin::Entered(_) | Origin::Part { .. } | Origin::Join { .. } => continue,
        };
        let Some(table) = data.tables.get(&source.id) else { continue };
        for (column, rule) in rules.into_iter().filter(|(_, rule)| !rule.absent.is_empty()) {
            let Some(cells) = table.cells.iter().find(|cells| cells.column == **column) else { continue };
            // A few rows need not have every answer.
            if cells.absent > 0 || cells.judged < ENOUGH {
                continue;
            }
            let cause =
                NoCellHas { source: source.id.clone(), column: column.clone(), codes: rule.absent.clone() };
            let problem = Problem::new(cause);
            found.push(match drafted.place_of(&source.id) {
                Some(span) => problem.at(span),
                None => problem,
            });
        }
    }
    found
}

/// The text that was probably meant: the same but for capitals and blanks, or near it.
fn meant<'a>(text: &str, texts: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let plain = |text: &str| text.trim().to_lowercase();
    let mut same = texts.clone().filter(|other| plain(other) == plain(text));
    same.next().or_else(|| near(text, texts))
}

/// A text that is compared with a column, and stands in none of its rows.
#[derive(Debug, PartialEq)]
struct NoRowHas {
    source: String,
    column: String,
    text: String,
    guess: Option<String>,
    /// All texts that there are, where they are few and none is near.
    there: Vec<String>,
}

impl Cause for NoRowHas {
    fn code(&self) -> Code {
        Code::TextNotFound
    }

    fn message(&self) -> String {
        format!("no row of `{}` has `{} = '{}'`", self.source, self.column, self.text)
    }

    fn help(&self) -> Option<String> {
        match (&self.guess, self.there.as_slice()) {
            (Some(guess), _) => Some(format!("did you mean `{guess}`?")),
            (None, []) => Some("see how it is written among the rows: capitals and accents count".to_owned()),
            (None, there) => {
                let there: Vec<String> = there.iter().map(|text| format!("`{text}`")).collect();
                Some(format!("its rows say {}", there.join(", ")))
            }
        }
    }
}

causes! {
    /// More texts of a column that no row has than are told.
    MoreTexts { source: String, column: String, texts: String } => TextNotFound,
        "no row of `{source}` has {texts} asked of `{column}`",
        "see how they are written among the rows: capitals and accents count";
}

/// Codes for no value that no cell of their column holds.
#[derive(Debug, PartialEq)]
struct NoCellHas {
    source: String,
    column: String,
    codes: Vec<String>,
}

impl Cause for NoCellHas {
    fn code(&self) -> Code {
        Code::CodeNotFound
    }

    fn message(&self) -> String {
        let codes: Vec<String> = self.codes.iter().take(NAMED).map(|code| format!("`{code}`")).collect();
        format!(
            "no cell of `{}.{}` holds {}, which stands under `absent`",
            self.source,
            self.column,
            codes.join(" or ")
        )
    }

    fn help(&self) -> Option<String> {
        Some("see how it is written in the file: `mando look` counts the values of each column".to_owned())
    }
}

/// Names of customers, or of what is counted, that are words for no value.
#[derive(Debug, PartialEq)]
struct NothingNamed {
    source: String,
    column: String,
    /// Each with its cells.
    words: Vec<(String, u64)>,
    is_customer: bool,
}

impl Cause for NothingNamed {
    fn code(&self) -> Code {
        Code::CodeAsKey
    }

    fn message(&self) -> String {
        let said = |(word, cells): &(String, u64)| match cells {
            1 => format!("`{word}` in 1 cell"),
            _ => format!("`{word}` in {cells} cells"),
        };
        let said: Vec<String> = self.words.iter().map(said).collect();
        let what = if self.is_customer { "a customer" } else { "a value like others" };
        format!("`{}.{}` says {}, which counts as {what}", self.source, self.column, said.join(", "))
    }

    fn help(&self) -> Option<String> {
        let words: Vec<String> = self.words.iter().map(|(word, _)| format!("{word:?}")).collect();
        Some(format!(
            "if that stands for none, write `columns: {{ {}: {{ type: text, absent: [{}] }} }}`",
            self.column,
            words.join(", ")
        ))
    }
}
