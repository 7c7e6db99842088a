//! The first three steps: files to documents, and the feeds whose headers are needed to go on.

mod causes;
mod notes;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use schemars::Schema;
use serde::de::DeserializeOwned;

use super::brand::{self, WrittenBrand};
use super::document::Document;
use super::document::notes::Notes;
use super::document::scorecard::ProjectKeys;
use super::engine;
use super::finding::SourceFinder;
use super::headline::headline;
use super::holidays::holidays_of;
use super::languages::{self, Languages};
use super::lexicon::{self, Lexicons};
use super::merge::{cut_out, deciding, merge, register_secrets, reserved};
use super::project::{Folders, Project, parent};
use super::read_file::{Holds, Overlay, ReadFile};
use super::table::{self, Room, Table};
use super::tree::{self, Budget, Node, NodeKind};
use super::usage::{WrittenIds, get_mut, hash, used_sources};
use super::variables::{Environment, expand, names_values, refuse};
use super::{reader, shape};
use crate::disk::{self, ReadError};
use crate::form::Form;
use crate::locale::Locale;
use crate::measure::Text;
use crate::model::{CellRule, Database, EngineSettings, Feed};
use crate::problem::{Code, FileId, Files, Problem, Problems, Span};
use causes::{FileTooLarge, LanguageTooNew, NotUtf8, SameScorecard, UnreadableFile};

/// Version of the language.
const LANGUAGE: i64 = 1;
/// Keys of a source that readers see.
const SEEN: [&str; 6] = ["title", "columns", "set", "derive", "rename", "sql"];

/// Definitions as read: their files, what is wrong with them, and the scorecards in them.
#[derive(Debug)]
pub struct Draft {
    /// The YAML files that were read.
    pub files: Files,
    /// What was found so far.
    pub problems: Problems,
    /// The same files as they are written, in the order of reading.
    pub read: Vec<ReadFile>,
    /// The project folder.
    pub root: PathBuf,
    /// The scorecards, by file name.
    pub scorecards: Vec<ScorecardDraft>,
    /// Words of the project's own.
    pub languages: Languages,
    /// The project's own template of the message line.
    pub headline: Option<Arc<str>>,
}

/// One scorecard as read.
#[derive(Debug)]
pub struct ScorecardDraft {
    /// Its file.
    pub path: PathBuf,
    /// What it says.
    pub document: Document,
    /// Files of the sources that its measures use.
    pub feeds: Vec<Feed>,
    /// Databases of such sources.
    pub databases: Vec<Database>,
    /// Files of sources that no measure uses yet, as far as they can be found.
    pub idle: Vec<Feed>,
    /// Where its rows are computed.
    pub engine: EngineSettings,
    /// The language of its reports, where another than its own was asked for.
    pub translated: Option<Locale>,
    /// Whether a language was asked for, which then is that of all its reports.
    pub(super) is_asked: bool,
    /// SHA-256 of all that decides figures: project file with its lexicons, and scorecard without comments; neither
    /// with `engine`.
    pub definition_hash: String,
    /// SHA-256 of what people wrote about periods: comments and notes.
    pub notes_hash: String,
    /// Rules of the columns that queries over other sources give, by source.
    pub(super) rules: BTreeMap<String, BTreeMap<String, CellRule>>,
    pub(super) holidays: Vec<NaiveDate>,
    pub(super) lexicons: Lexicons,
    pub(super) brand: WrittenBrand,
    /// Text tables by path as written: target files, ledgers, a list of entities.
    pub(super) tables: BTreeMap<String, Table>,
    /// Notes by the name of their file, which is a period.
    pub(super) notes: Vec<(Text, Notes)>,
    pub(super) written: WrittenIds,
    pub(super) used: BTreeSet<String>,
    pub(super) file: FileId,
}

/// Reads a scorecard file, or all scorecards of a project folder, with the environment's variables.
pub fn open(path: &Path) -> Draft {
    open_in(path, None)
}

/// The same for reports in a language, where there is one, in place of each scorecard's own.
pub fn open_in(path: &Path, locale: Option<&str>) -> Draft {
    opened(path, locale, &variable, &no_overlay)
}

/// The same as [`open`], with texts that stand in for those of YAML files on the disk, such as an editor's that are not saved.
pub fn open_over(path: &Path, overlay: &Overlay<'_>) -> Draft {
    opened(path, None, &variable, overlay)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// No text stands in for a file.
fn no_overlay(_: &Path) -> Option<String> {
    None
}

/// Reads a scorecard file, or all scorecards of a project folder.
///
/// A file stands for its scorecard. A folder stands for the files of its folder `scorecards`, else for its
/// `scorecard.yaml`, else for its only YAML file.
pub fn open_with(path: &Path, environment: &dyn Fn(&str) -> Option<String>) -> Draft {
    opened(path, None, environment, &no_overlay)
}

fn opened(path: &Path, locale: Option<&str>, environment: &Environment<'_>, overlay: &Overlay<'_>) -> Draft {
    let mut draft = Draft {
        files: Files::new(),
        problems: Problems::new(),
        read: Vec::new(),
        root: PathBuf::new(),
        scorecards: Vec::new(),
        languages: Languages::new(),
        headline: None,
    };
    let project = match Project::locate(path) {
        Ok(project) => project,
        Err(problem) => {
            draft.problems.push(problem);
            return draft;
        }
    };
    let mut problems = Problems::new();
    let languages = languages::languages(&project.root, &mut problems);
    let headline = headline(&project.root, &mut problems);
    let asked = locale.map(|code| languages::locale(code, &languages));
    let locale = asked.and_then(|found| found.map_err(|problem| problems.push(problem)).ok());
    let mut opening = Opening {
        environment,
        overlay,
        read: Vec::new(),
        languages: &languages,
        locale,
        files: Files::new(),
        problems,
        folders: Folders::new(&project.root),
        asked: project.asked.clone(),
        homes: BTreeMap::new(),
    };
    let shared = project.file.as_ref().and_then(|file| opening.project(file));
    let schema = Holds::Scorecard.guide().schema();
    draft.scorecards = project
        .scorecards
        .iter()
        .filter_map(|path| opening.scorecard(path, shared.as_ref(), schema, &project.root))
        .collect();
    opening.same_id(&draft.scorecards);
    let (files, problems, read) = (opening.files, opening.problems, opening.read);
    Draft { files, problems, read, root: project.root, languages, headline, ..draft }
}

struct Opening<'e> {
    environment: &'e Environment<'e>,
    overlay: &'e Overlay<'e>,
    read: Vec<ReadFile>,
    languages: &'e Languages,
    /// In place of each scorecard's own.
    locale: Option<Locale>,
    files: Files,
    problems: Problems,
    folders: Folders,
    /// The file that was asked for, wherever it leads.
    asked: PathBuf,
    /// The folder of each file.
    homes: BTreeMap<FileId, PathBuf>,
}

/// A project file: what of it decides figures as written, and all as far as it can be read.
struct Shared {
    /// What decides figures.
    deciding: Node,
    checked: Node,
    lexicons: Lexicons,
    /// Texts of the lexicons' files.
    words: String,
    brand: WrittenBrand,
}

impl Opening<'_> {
    fn project(&mut self, path: &Path) -> Option<Shared> {
        let (_, raw) = self.tree(path, Holds::Project)?;
        let mut node = raw.clone();
        self.expand_except_sources(&mut node);
        shape::check(&mut node, Holds::Project.guide().schema(), "project", &mut self.problems);
        for (key, _) in node.pairs() {
            if key.text() == Some("delivery") {
                self.problems.push(reserved(key.span));
            }
        }
        let keys: ProjectKeys = self.read(&mut node);
        if let Some(version) = keys.mando.filter(|version| version.value > LANGUAGE) {
            self.problems.push(
                Problem::new(LanguageTooNew { version: version.to_string(), own: LANGUAGE }).at(version.span),
            );
        }
        keys.data_folders.iter().flatten().for_each(|folder| self.folders.allow(&folder.value));
        let (mut lexicons, words) =
            lexicon::lexicons(&keys.lexicons, &self.folders, &parent(path), &mut self.problems);
        let written = raw.get("lexicons").into_iter().flat_map(|lexicons| lexicons.pairs());
        for id in written.filter_map(|(id, _)| id.text()) {
            lexicons.entry(id.to_owned()).or_insert(None);
        }
        let brand = keys.brand.as_ref();
        let brand = brand.map(|keys| brand::brand(keys, &self.folders, &parent(path), &mut self.problems));
        let brand = brand.unwrap_or_default();
        Some(Shared { deciding: deciding(&raw), checked: node, lexicons, words, brand })
    }

    fn scorecard(
        &mut self,
        path: &Path,
        shared: Option<&Shared>,
        schema: &Schema,
        root: &Path,
    ) -> Option<ScorecardDraft> {
        let (file, raw) = self.tree(path, Holds::Scorecard)?;
        let comments: Vec<Node> = raw.get("comments").cloned().into_iter().collect();
        let figures = deciding(&raw);

        let mut node = raw;
        self.expand_except_sources(&mut node);
        if let Some(shared) = shared {
            merge(&mut node, &shared.checked, &mut self.problems, &self.files);
        }
        let mut written = WrittenIds::from_root(&node);
        // Whatever is missing at the top is reported; the rest is read all the same.
        shape::check(&mut node, schema, "scorecard", &mut self.problems);
        self.refuse(&node);
        let checked = WrittenIds::from_root(&node);
        written.named_sources.extend(checked.named_sources);
        written.words.extend(checked.words);
        let used = used_sources(&node);
        for id in &used {
            if let Some(source) = get_mut(&mut node, "sources").and_then(|sources| get_mut(sources, id)) {
                self.expand_source(source);
            }
        }
        let document: Document = self.read(&mut node);
        let tables = self.tables(&document);
        let mut words = shared.map_or(String::new(), |shared| shared.words.clone());
        words.extend(tables.values().map(|table| table.text.as_str()));
        let definition_hash =
            hash(shared.map(|shared| &shared.deciding).into_iter().chain([&figures]), &words);
        let (notes, written_notes) = self.notes(root, &document);
        let notes_hash = hash(comments.iter().chain(&written_notes), "");

        let own =
            document.locale.as_ref().and_then(|code| languages::locale(&code.value, self.languages).ok());
        let own = own.unwrap_or_default();
        let translated = self.locale.filter(|asked| *asked != own);
        let locale = translated.unwrap_or(own);
        let (homes, unknown) = (&self.homes, PathBuf::new());
        let beside = |span: Span| homes.get(&span.file).unwrap_or(&unknown).as_path();
        let finding = SourceFinder { files: &self.files, folders: &self.folders, beside: &beside, locale };
        let sources = || document.sources.iter().filter(|(id, _)| used.contains(&id.value));
        let problems = &mut self.problems;
        let feeds = sources().filter_map(|(id, source)| finding.feed(id, source, problems)).collect();
        let databases = sources().filter_map(|(id, source)| finding.database(id, source, problems)).collect();
        let unused = document.sources.iter().filter(|(id, _)| !used.contains(&id.value));
        // What is wrong with a source counts once a measure uses it.
        let idle = unused.filter_map(|(id, source)| finding.feed(id, source, &mut Problems::new())).collect();
        let queries = sources().filter(|(_, source)| source.sql.is_some() && source.path.is_none());
        let rules = queries.map(|(id, source)| (id.value.clone(), finding.rules(&source.columns, problems)));
        let rules = rules.collect();
        let keys = document.engine.clone().unwrap_or_default();
        let engine = engine::settings(&keys, root, &beside, &mut self.problems);
        let holidays = document.calendar.as_ref().and_then(|calendar| calendar.holidays.as_ref());
        let entity = document.entity.as_ref().and_then(|entity| entity.by.as_ref());
        let entity = entity.map(|by| by.value.as_str());
        let holidays = holidays.map(|written| holidays_of(written, entity, &finding, &mut self.problems));
        let holidays = holidays.unwrap_or_default();
        Some(ScorecardDraft {
            path: path.to_owned(),
            document,
            feeds,
            engine,
            databases,
            idle,
            rules,
            translated,
            is_asked: self.locale.is_some(),
            definition_hash,
            notes_hash,
            holidays,
            tables,
            lexicons: shared.map(|shared| shared.lexicons.clone()).unwrap_or_default(),
            brand: shared.map(|shared| shared.brand.clone()).unwrap_or_default(),
            notes,
            written,
            used,
            file,
        })
    }

    /// Scorecards of one id would write their reports into one folder.
    fn same_id(&mut self, drafted: &[ScorecardDraft]) {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for id in drafted.iter().filter_map(|drafted| drafted.document.scorecard.as_ref()) {
            match first.get(id.value.as_str()) {
                Some(other) => {
                    let place =
                        format!("{}:{}", self.files.name(other.file), self.files.line_column(*other).0);
                    self.problems.push(
                        Problem::new(SameScorecard { id: id.to_string(), place: place.to_string() })
                            .at(id.span)
                            .related(*other, "first defined here"),
                    );
                }
                None => _ = first.insert(&id.value, id.span),
            }
        }
    }

    fn tree(&mut self, path: &Path, holds: Holds) -> Option<(FileId, Node)> {
        let shown = self.folders.shown(path);
        if self.asked != path && !self.folders.holds(path) {
            self.problems.push(self.folders.leads_out(path));
            return None;
        }
        let budget = Budget::default();
        let unsaved = (self.overlay)(path).map(String::into_bytes);
        let bytes = match unsaved.map_or_else(|| disk::read(path, budget.bytes as u64), Ok) {
            Ok(bytes) => bytes,
            Err(ReadError::TooLong(_)) => {
                self.problems.push(Problem::new(FileTooLarge {
                    file: shown.to_string(),
                    megabytes: budget.bytes >> 20,
                }));
                return None;
            }
            Err(error) => {
                self.problems
                    .push(Problem::new(UnreadableFile { file: shown.to_string(), error: error.to_string() }));
                return None;
            }
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
                    .iter()
                    .filter(|b| **b == b'\n')
                    .count();
                self.problems.push(Problem::new(NotUtf8 { line, file: shown.to_string() }));
                return None;
            }
        };
        let id = self.files.add(shown, text);
        self.homes.insert(id, parent(path));
        let node = tree::parse(id, self.files.text(id), &budget, &mut self.problems);
        self.read.push(ReadFile { file: id, path: path.to_owned(), holds, node: node.clone() });
        let node = node?;
        register_secrets(&node, &mut self.files);
        Some((id, node))
    }

    /// Target files, ledgers, and the list of entities where no source is called so.
    fn tables(&mut self, document: &Document) -> BTreeMap<String, Table> {
        let within = document.perspectives.iter().flat_map(|(_, perspective)| &perspective.objectives);
        let inner = within.flat_map(|objectives| objectives.iter()).flat_map(|(_, o)| &o.measures);
        let measures = document.measures.iter().chain(inner.flat_map(|measures| measures.iter()));
        let own = measures.filter_map(|(_, measure)| measure.target.as_ref()?.value.file.as_ref());
        let shared = document.targets.iter().map(|targets| match targets {
            Form::Short(file) => (file, None),
            Form::Full(keys) => (&keys.file, keys.format.as_ref()),
        });
        let is_source = |list: &&Text| document.sources.get(&list.value).is_some();
        let list = document.entity.as_ref().and_then(|entity| entity.list.as_ref());
        let list = list.filter(|list| !is_source(list));
        let ledgers = document.controls.iter().filter_map(|(_, control)| match &control.equals {
            Form::Short(_) => None,
            Form::Full(ledger) => Some((&ledger.file, ledger.format.as_ref())),
        });
        let wanted: Vec<_> = shared.chain(ledgers).chain(own.chain(list).map(|path| (path, None))).collect();
        let (mut tables, mut room) = (BTreeMap::new(), Room::default());
        for (path, format) in wanted {
            if tables.contains_key(&path.value) {
                continue;
            }
            let beside = self.homes.get(&path.span.file).cloned().unwrap_or_default();
            match table::read(path, format, &self.folders, &beside, &mut self.files, &mut room) {
                Ok(table) => {
                    tables.insert(path.value.clone(), table);
                }
                Err(problem) => {
                    let is_shared = document.targets.as_ref().is_some_and(|targets| match targets {
                        Form::Short(file) => file.span == path.span,
                        Form::Full(keys) => keys.file.span == path.span,
                    });
                    let is_missing = is_shared && problem.code == Code::MissingFile;
                    self.problems.push(match is_missing {
                        true => problem
                            .help("`mando import TABLE --write` makes it; until then take the line out"),
                        false => problem,
                    });
                }
            }
        }
        tables
    }

    /// Variables of sources wait until it is known which sources are used.
    fn expand_except_sources(&mut self, node: &mut Node) {
        if let NodeKind::Map(pairs) = &mut node.kind {
            for (key, value) in pairs {
                match key.text() {
                    Some("sources") => {}
                    Some("engine" | "delivery") => self.expand(value),
                    _ => refuse(value, &mut self.problems),
                }
            }
        }
    }

    /// Variables of a source, but for what readers see of it.
    fn expand_source(&mut self, source: &mut Node) {
        match &mut source.kind {
            NodeKind::Map(pairs) => {
                for (key, value) in pairs {
                    match key.text() {
                        Some(key) if SEEN.contains(&key) => refuse(value, &mut self.problems),
                        Some("files") => self.expand_source(value),
                        Some("path") if names_values(value) => refuse(value, &mut self.problems),
                        _ => self.expand(value),
                    }
                }
            }
            // Its files, each with keys of its own.
            NodeKind::List(files) => files.iter_mut().for_each(|file| self.expand_source(file)),
            NodeKind::Scalar { .. } => self.expand(source),
            NodeKind::Null => {}
        }
    }

    fn expand(&mut self, node: &mut Node) {
        expand(node, self.environment, &mut self.files, &mut self.problems);
    }

    /// Reads a node, leaving out what cannot be read after all, each reported.
    fn read<T: DeserializeOwned + Default>(&mut self, node: &mut Node) -> T {
        const FAULTS: usize = 100;
        for _ in 0..FAULTS {
            if !matches!(node.kind, NodeKind::Map(_)) {
                break;
            }
            match reader::read(node) {
                Ok(read) => return read,
                Err(problem) => {
                    let span = problem.span;
                    self.problems.push(problem);
                    if !span.is_some_and(|span| cut_out(node, span)) {
                        break;
                    }
                }
            }
        }
        T::default()
    }

    fn refuse(&mut self, node: &Node) {
        for (key, _) in node.pairs() {
            if key.text() == Some("delivery") {
                self.problems.push(reserved(key.span));
            }
        }
    }
}
