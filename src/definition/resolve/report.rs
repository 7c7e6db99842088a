//! Reports that are asked for by name.

use super::heading::is_visible;
use super::resolving::{self, Resolver};
use crate::definition::document::Document;
use crate::definition::document::report::{PaperWord, ReportKeys, WorkbookWord};
use crate::definition::languages::Languages;
use crate::disk::Name;
use crate::form::OneOrMany;
use crate::locale::Locale;
use crate::measure::{Level, Text};
use crate::model::{BookSize, FORMATS, Lists, Measure, PAGES, PageList, Paper, ReportSpec, Subjects, TRENDS};
use crate::problem::{Problem, Span, Spanned, UnknownId, causes, near};

/// The file that holds a run's figures, whatever its reports are called.
const FIGURES: &str = "results";

impl Resolver<'_> {
    /// The reports of a scorecard; a report whose language was asked for otherwise has none of its own.
    pub(super) fn reports(
        &self,
        document: &Document,
        measures: &[Measure],
        (own, languages): (Locale, &Languages),
        is_asked: bool,
    ) -> Vec<ReportSpec> {
        let mut names: Vec<(String, &Spanned<String>)> = Vec::new();
        let mut specs = Vec::new();
        for (id, keys) in document.reports.iter() {
            let mut spec = self.report_of(id, keys, measures);
            let locale = keys.locale.as_ref();
            let locale = locale.and_then(|code| resolving::locale(code, languages, self.problems));
            spec.locale = locale.filter(|locale| *locale != own && !is_asked);
            let name = spec.file_name.to_lowercase();
            match names.iter().find(|(taken, _)| *taken == name) {
                Some((_, first)) => {
                    let cause = SameFiles { first: first.to_string(), second: id.to_string() };
                    self.report(Problem::new(cause).at(id.span).related(first.span, "the first"));
                }
                None => names.push((name, id)),
            }
            self.lists_something(id, &spec, measures);
            specs.push(spec);
        }
        specs
    }

    fn report_of(&self, id: &Text, keys: &ReportKeys, measures: &[Measure]) -> ReportSpec {
        let level = keys.level.as_ref().map_or(Level::Strategic, |level| level.value);
        let usual = ReportSpec::new(&id.value, level);
        let title = keys.title.as_ref().map(|title| self.title(title, &id.value));
        let file_name = keys.file_name.as_ref().map_or_else(|| id.value.clone(), |name| self.file_name(name));
        let known: Vec<&str> = measures.iter().map(|measure| measure.id.as_str()).collect();
        let listed = keys.measures.as_ref().map(|ids| {
            let (there, unknown): (Vec<&Text>, Vec<&Text>) =
                ids.iter().partition(|id| known.contains(&id.value.as_str()));
            unknown.iter().for_each(|id| self.unknown_id("measure", id, known.iter().copied()));
            Lists::Measures(there.iter().map(|id| id.value.clone()).collect())
        });
        ReportSpec {
            title: title.filter(|title| is_visible(title)),
            lists: listed.unwrap_or(usual.lists),
            pages: match (&keys.pages, &keys.compare) {
                (Some(words), _) => self.pages(words),
                (None, Some(_)) => PageList::Only(vec!["overview".to_owned()]),
                (None, None) => PageList::All,
            },
            compares: keys.compare.as_ref().is_some_and(|compare| self.compares(compare.span)),
            subjects: keys.entities.as_ref().map_or(Subjects::Total, |words| self.subjects(words)),
            formats: keys.formats.as_ref().map(|words| self.words("format", words, &FORMATS)),
            paper: keys.paper.map(|paper| match paper {
                PaperWord::A4 => Paper::A4,
                PaperWord::Letter => Paper::Letter,
            }),
            trend: keys.trend.as_ref().map_or(usual.trend, |trend| self.trend(trend)),
            workbook: Some(file_name.clone()),
            book: match keys.workbook {
                None | Some(WorkbookWord::Full) => BookSize::Full,
                Some(WorkbookWord::Short) => BookSize::Short,
            },
            file_name,
            ..usual
        }
    }

    /// Words of a list, each one of those that are known.
    fn words(&self, what: &str, words: &OneOrMany<Text>, known: &[&str]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for word in words.iter() {
            if !known.contains(&word.value.as_str()) {
                let cause = UnknownId { what: what.to_owned(), id: word.value.clone() };
                let all: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
                let problem = Problem::new(cause).at(word.span).help(format!("one of {}", all.join(", ")));
                self.report(problem.did_you_mean(near(&word.value, known.iter().copied())));
            } else if !found.contains(&word.value) {
                found.push(word.value.clone());
            }
        }
        found
    }

    fn pages(&self, words: &OneOrMany<Text>) -> PageList {
        match &words[..] {
            [one] if one.value == "all" => PageList::All,
            [one] if one.value == "one" => PageList::Only(vec!["scorecard".to_owned()]),
            _ => PageList::Only(self.words("page", words, &PAGES)),
        }
    }

    fn subjects(&self, words: &OneOrMany<Text>) -> Subjects {
        let Some(first) = words.first().filter(|first| words.len() > 1 || first.value != "total") else {
            return Subjects::Total;
        };
        if !self.has_entities {
            self.report(Problem::new(NoEntities { key: "entities", needed: "those" }).at(first.span));
            return Subjects::Total;
        }
        match &words[..] {
            [one] if one.value == "each" => Subjects::Each,
            [one] if one.value == "parent" => {
                if self.entities.as_ref().is_some_and(|entities| entities.parents.is_empty()) {
                    self.report(Problem::new(NoParents).at(first.span));
                }
                Subjects::Parents
            }
            _ => Subjects::Entities(self.limited_to(Some(&words.to_vec()))),
        }
    }

    /// Whether there are entities to set side by side.
    fn compares(&self, span: Span) -> bool {
        if !self.has_entities {
            self.report(Problem::new(NoEntities { key: "compare", needed: "entities" }).at(span));
        }
        self.has_entities
    }

    fn trend(&self, trend: &Spanned<u32>) -> usize {
        let (least, most) = TRENDS;
        let periods = usize::try_from(trend.value).unwrap_or(usize::MAX);
        if !(least..=most).contains(&periods) {
            self.report(Problem::new(TrendBeyond { least, most, written: trend.value }).at(trend.span));
        }
        periods.clamp(least, most)
    }

    /// The stem of a report's files; one that is not safe everywhere is refused.
    fn file_name(&self, name: &Text) -> String {
        let is_safe = Name::exact(&format!("{}.xlsx", name.value)).is_some() && !name.value.starts_with('.');
        if !is_safe || name.value.to_lowercase() == FIGURES {
            let problem = Problem::new(NoFileName { name: name.to_string() });
            let suggestion = Name::from_text(&name.value);
            self.report(problem.at(name.span).help(match is_safe {
                true => "the run's figures are called so; name it otherwise".to_owned(),
                false => format!("write `{suggestion}`"),
            }));
        }
        name.value.clone()
    }

    /// Warns of a report that lists no measure.
    fn lists_something(&self, id: &Text, spec: &ReportSpec, measures: &[Measure]) {
        let is_faulty = self.problems.borrow().has_errors();
        if is_faulty || measures.iter().any(|measure| spec.lists.holds(&measure.id, measure.level)) {
            return;
        }
        let mut levels: Vec<Level> = measures.iter().map(|measure| measure.level).collect();
        levels.sort();
        levels.dedup();
        let in_use: Vec<String> = levels.iter().map(|level| format!("`{}`", level.word())).collect();
        let (level, in_use) = (spec.level.word(), in_use.join(", "));
        self.report(Problem::new(ReportEmpty { report: id.to_string(), level, in_use }).at(id.span));
    }
}

causes! {
    /// Two reports whose files have the same names.
    SameFiles { first: String, second: String } => DuplicateId,
        "reports `{first}` and `{second}` would write the same files",
        "give one a `file_name`";

    /// A report of entities in a scorecard that has none.
    NoEntities { key: &'static str, needed: &'static str } => MissingKey,
        "`{key}` of a report needs {needed} of the scorecard",
        "add `entity: {{ name: …, by: … }}` to the scorecard";

    /// A report of parents where no entity has one.
    NoParents => MissingKey,
        "`entities: parent` needs `parent` of the scorecard",
        "add `parent: …` to `entity`, the column with the entity above";

    /// A trend of more periods, or fewer, than are shown.
    TrendBeyond { least: usize, most: usize, written: u32 } => WrongType,
        "a trend shows {least} to {most} periods, this is {written}",
        "write `trend: 24`";

    /// A name that files cannot have.
    NoFileName { name: String } => BadId,
        "`{name}` is no name for files of a report";

    /// A report without measures.
    ReportEmpty { report: String, level: &'static str, in_use: String } => ReportEmpty,
        "report `{report}` lists no measure",
        "it lists those of level `{level}`; in use: {in_use}";
}
