//! A project in a temporary folder, taken through the whole pipeline.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use mando::data::Silent;
use mando::definition::{Draft, open_with};
use mando::engine::Reuse;
use mando::evaluate::results::{
    MeasureResult, ObjectiveResult, ParentResult, PeriodResult, Results, SegmentResult,
};
use mando::evaluate::score::Status;
use mando::model::Scorecard;
use mando::problem::{Problems, print};
use mando::run::{self, Computed, RunError, RunOptions};
use tempfile::TempDir;

/// A scorecard beside its files.
pub(crate) struct Project {
    folder: TempDir,
    variables: BTreeMap<String, String>,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) scorecard: Scorecard,
    pub(crate) results: Results,
    /// What the run itself warned of.
    pub(crate) problems: Problems,
    /// What was sent to databases, by source.
    pub(crate) sent: BTreeMap<String, Vec<String>>,
    /// What of each source came from the cache.
    pub(crate) reuse: Vec<Reuse>,
}

impl Project {
    /// `scorecard.yaml` and other files, each a path in the project and its text.
    pub(crate) fn new(yaml: &str, files: &[(&str, &str)]) -> Project {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files.iter().chain(&[("scorecard.yaml", yaml)]) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, text).expect("a file");
        }
        Project { folder, variables: BTreeMap::new() }
    }

    /// The same with one more file.
    pub(crate) fn with_bytes(self, name: &str, bytes: &[u8]) -> Project {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
        self
    }

    /// The same with one more text file.
    pub(crate) fn with_file(self, name: &str, text: &str) -> Project {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
        self
    }

    /// The folder it stands in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The same with the files of a folder, linked into one of its own.
    pub(crate) fn with_folder(self, name: &str, from: &Path) -> Project {
        let into = self.folder.path().join(name);
        fs::create_dir_all(&into).expect("a folder in it");
        for entry in fs::read_dir(from).expect("a folder of files") {
            let path = entry.expect("a file").path();
            let to = into.join(path.file_name().expect("a file name"));
            // Links stay on one file system.
            if fs::hard_link(&path, &to).is_err() {
                fs::copy(&path, &to).expect("a copy");
            }
        }
        self
    }

    /// The same with environment variables.
    pub(crate) fn with_variables(self, variables: &[(&str, &str)]) -> Project {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Project { variables: variables.collect(), ..self }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn open(&self) -> Draft {
        open_with(self.folder.path(), &|name| self.variables.get(name).cloned())
    }

    /// The checked scorecard, if it has no error, and everything that checking found.
    pub(crate) fn resolve(&self) -> (Option<Scorecard>, Problems) {
        let draft = self.open();
        match draft.scorecards.first() {
            Some(sheet) => run::resolve(&draft, sheet),
            None => (None, draft.problems),
        }
    }

    /// What checking found, as it is printed.
    pub(crate) fn check(&self) -> String {
        print::terminal(&self.resolve().1, &self.open().files, false)
    }

    /// Codes of what checking found, in the order of printing.
    pub(crate) fn codes(&self) -> Vec<String> {
        codes(&self.resolve().1)
    }

    /// A run of the period, else of the default one, as of a day, else of the scorecard's.
    pub(crate) fn try_run(&self, period: Option<&str>, as_of: Option<&str>) -> Result<Ran, RunError> {
        let draft = self.open();
        let sheet = draft.scorecards.first().expect("a scorecard");
        let (scorecard, problems) = run::resolve(&draft, sheet);
        assert!(!problems.has_errors(), "{}", print::terminal(&problems, &draft.files, false));
        let scorecard = scorecard.expect("a scorecard without errors");
        let wanted = RunOptions {
            period: period.map(str::to_owned),
            as_of: as_of.map(day),
            yesterday: day("2026-12-31"),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let computed = runtime.block_on(run::compute(&scorecard, sheet, &wanted, &Silent))?;
        let Computed { results, problems, sent, reuse, .. } = computed;
        Ok(Ran { scorecard, results, problems, sent, reuse })
    }

    /// The same, of a project that can be run.
    pub(crate) fn run(&self, period: Option<&str>, as_of: Option<&str>) -> Ran {
        self.try_run(period, as_of).unwrap_or_else(|error| panic!("{error}"))
    }

    /// A run of a period as of the scorecard's own day, else of the end of 2026.
    pub(crate) fn results(&self, period: &str) -> Ran {
        self.run(Some(period), None)
    }
}

impl Ran {
    fn objectives(&self) -> impl Iterator<Item = &ObjectiveResult> {
        self.results.scorecard.perspectives.iter().flat_map(|p| &p.objectives)
    }

    /// A measure where it counts.
    pub(crate) fn measure(&self, id: &str) -> &MeasureResult {
        let home = &self.scorecard.measure(id).unwrap_or_else(|| panic!("no measure {id}")).objective;
        let found = self.objective(home).measures.iter().find(|m| m.id == id);
        found.unwrap_or_else(|| panic!("no result of {id}"))
    }

    /// A measure in the reported period.
    pub(crate) fn current(&self, id: &str) -> &PeriodResult {
        self.measure(id).current().expect("a period")
    }

    /// A measure in one of the periods before.
    pub(crate) fn at(&self, id: &str, label: &str) -> &PeriodResult {
        let found = self.measure(id).periods.iter().find(|p| p.period.label == label);
        found.unwrap_or_else(|| panic!("{id} has no period {label}"))
    }

    pub(crate) fn value(&self, id: &str) -> Option<f64> {
        self.current(id).value
    }

    /// The target's value in the reported period.
    pub(crate) fn plan(&self, id: &str) -> Option<f64> {
        self.current(id).target.map(|t| t.plan(None))
    }

    pub(crate) fn score(&self, id: &str) -> Option<f64> {
        self.current(id).score
    }

    pub(crate) fn status(&self, id: &str) -> Option<Status> {
        self.current(id).status
    }

    /// A component of a measure in the reported period.
    pub(crate) fn component(&self, id: &str, name: &str) -> Option<f64> {
        let components = &self.current(id).components;
        *components.get(name).unwrap_or_else(|| panic!("{id} has no component {name} but {components:?}"))
    }

    pub(crate) fn objective(&self, id: &str) -> &ObjectiveResult {
        self.objectives().find(|o| o.id == id).unwrap_or_else(|| panic!("no objective {id}"))
    }

    pub(crate) fn perspective(&self, id: &str) -> &ParentResult {
        let found = self.results.scorecard.perspectives.iter().find(|p| p.id == id);
        &found.unwrap_or_else(|| panic!("no perspective {id}")).parent
    }

    /// The whole scorecard's score and status.
    pub(crate) fn total(&self) -> &ParentResult {
        &self.results.scorecard.parent
    }

    /// Rows of a measure's segment table, each by its label; "other" for the rest.
    pub(crate) fn segments(&self, id: &str, by: &str) -> Vec<(&str, &SegmentResult)> {
        let table = self.measure(id).segments.iter().find(|t| t.by == by);
        let table = table.unwrap_or_else(|| panic!("{id} has no table by {by}"));
        table.rows.iter().map(|r| (r.label.as_deref().unwrap_or("other"), r)).collect()
    }

    /// Codes of what the run itself warned of.
    pub(crate) fn codes(&self) -> Vec<String> {
        codes(&self.problems)
    }
}

fn codes(problems: &Problems) -> Vec<String> {
    problems.iter().map(|p| p.code.to_string()).collect()
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Whether a figure is the one worked out by hand, but for the last digits of binary arithmetic.
#[track_caller]
pub(crate) fn close(found: Option<f64>, expected: f64) {
    let found = found.unwrap_or_else(|| panic!("nothing, expected {expected}"));
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found}, expected {expected}");
}

/// English as it is read in Britain.
pub(crate) fn words() -> mando::words::Words {
    mando::words::Words::new(mando::locale::Locale::EN_GB)
}
