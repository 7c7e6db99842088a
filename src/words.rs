//! What a reader is told, in the reader's language.
//!
//! The rooms above own what is to be said: enums and numbers. This room alone turns them into text. A **phrase** is a value
//! that knows the id of its message and what the message is filled with ([`Phrase`]); a language is one file,
//! `words/LANGUAGE.ftl` in the format of [Project Fluent](https://projectfluent.org), with a pattern for each id; [`Words`]
//! is a loaded language together with the formats of a [`Locale`](crate::locale::Locale).
//!
//! A message is a whole sentence or a whole label. Nothing is put together of pieces, since word order, case and gender
//! differ: what a language needs to choose a form by (a number, a direction, a code) is an argument of the message.
//!
//! A language without a message falls back to English, so that nothing here can fail at run time; that every language has
//! every message is a matter of tests (`tests/it/words.rs`).

mod language;
mod loaded;
mod phrase;

mod book;
mod cases;
mod change;
mod definition;
mod exception;
mod figure;
mod formula;
mod head;
mod judgement;
mod label;
mod line;
mod map;
mod meaning;
mod measure;
mod plan;
mod restatement;
mod series;
mod side;
mod source;
mod time;

pub use book::{Book, BridgeWord, CheckLine, FactDays, ListWord, PlanNumber, SeriesLine, Setting, SheetName};
pub use cases::CaseNote;
pub use change::{AssuranceWord, Changed, Tally, YearEnd};
pub use definition::{Definition, FormulaWord, JudgedBy, ScoredBy, ScoredMet};
pub use exception::ExceptionText;
pub use figure::{Figures, Quantity, Remark, UnitLabel};
pub use head::{HeadLine, Notice};
pub use judgement::{NoStatus, Reason};
pub use label::{Label, Tag};
pub use language::{Fault, used_arguments};
pub use line::{Course, Line, Others};
pub use loaded::{LANGUAGES, REGIONS, Words};
pub use map::MapText;
pub use measure::{ChartText, Note, SegmentNote, Sentence};
pub use phrase::{Argument, Code, Declared, Message, Month, Number, Phrase, Value};
pub use restatement::RestatementNote;
pub use series::{AppliedRule, Chanced, Fired, Signal, TrendAhead};
pub use side::SideBySide;
pub use source::{RowsFrom, SourceRemark};

/// Every message that the program can ask for, by family.
pub fn declared() -> impl Iterator<Item = Declared> {
    const FAMILIES: &[&[Declared]] = &[
        restatement::DECLARED,
        cases::DECLARED,
        change::DECLARED,
        definition::DECLARED,
        exception::DECLARED,
        figure::DECLARED,
        head::DECLARED,
        judgement::DECLARED,
        label::DECLARED,
        line::DECLARED,
        map::DECLARED,
        meaning::DECLARED,
        measure::DECLARED,
        series::DECLARED,
        side::DECLARED,
        source::DECLARED,
        time::DECLARED,
        plan::DECLARED,
    ];
    FAMILIES.iter().chain(&book::FAMILIES).copied().flatten().copied()
}

/// All that is wrong with a file of a language, in order of its sort.
pub fn faults(text: &str) -> Vec<Fault> {
    language::faults(text, declared())
}
