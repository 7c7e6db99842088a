//! What an editor has open: its texts, their projects, and what is marked in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use lsp_server::{Message, Notification, Request};
use lsp_types::notification::{Notification as _, PublishDiagnostics};
use lsp_types::{ClientCapabilities, PublishDiagnosticsParams, Uri};
use mando::definition;
use serde_json::json;

use super::headers::HeaderCache;
use super::job::{Job, JobResult};
use super::paths;
use super::positions::Encoding;
use super::project::{Project, Texts};

/// Says something to the editor.
pub(super) type Say = Box<dyn Fn(Message) + Send>;

/// What an editor has open.
pub(super) struct OpenDocuments {
    say: Say,
    pub(super) encoding: Encoding,
    /// Whether the editor knows places to fill in.
    pub(super) knows_blanks: bool,
    /// Whether the editor can be asked to tell of files.
    watches: bool,
    jobs: Option<Sender<Job>>,
    texts: Texts,
    uris: BTreeMap<PathBuf, Uri>,
    /// What each open file is read with.
    roots: BTreeMap<PathBuf, PathBuf>,
    projects: BTreeMap<PathBuf, Project>,
    /// Projects to be read, and whether what stands elsewhere is asked too.
    edited: BTreeMap<PathBuf, bool>,
    /// Files with marks, by project.
    marked: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    known: HeaderCache,
    /// Counts readings.
    version: u64,
}

impl OpenDocuments {
    pub(super) fn new(say: Say, client: &ClientCapabilities, encoding: Encoding) -> OpenDocuments {
        let completion = client.text_document.as_ref().and_then(|text| text.completion.as_ref());
        let item = completion.and_then(|completion| completion.completion_item.as_ref());
        let workspace = client.workspace.as_ref();
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        OpenDocuments {
            say,
            encoding,
            knows_blanks: item.and_then(|item| item.snippet_support).unwrap_or(false),
            watches: watching.and_then(|watching| watching.dynamic_registration).unwrap_or(false),
            jobs: None,
            texts: Texts::new(),
            uris: BTreeMap::new(),
            roots: BTreeMap::new(),
            projects: BTreeMap::new(),
            edited: BTreeMap::new(),
            marked: BTreeMap::new(),
            known: HeaderCache::default(),
            version: 0,
        }
    }

    /// Begins to look further than edits, and asks to be told of files that others change.
    pub(super) fn begin(&mut self, jobs: Sender<Job>) {
        self.jobs = Some(jobs);
        if self.watches {
            let watchers = ["**/*.yaml", "**/*.yml", "**/*.csv"].map(|glob| json!({ "globPattern": glob }));
            let registration = json!({
                "id": "files", "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            });
            let params = json!({ "registrations": [registration] });
            let method = "client/registerCapability".to_owned();
            (self.say)(Request { id: "files".to_owned().into(), method, params }.into());
        }
    }

    pub(super) fn open(&mut self, uri: Uri, text: String) {
        let Some(path) = paths::path(&uri) else { return };
        let root = definition::opened_with(&path);
        // A file that no project has is a scorecard when it says so itself.
        if root == path && !text.lines().any(|line| line.starts_with("scorecard:")) {
            return;
        }
        self.uris.insert(path.clone(), uri);
        self.texts.insert(path.clone(), text);
        self.edited.insert(root.clone(), true);
        self.roots.insert(path, root);
    }

    pub(super) fn edit(&mut self, uri: &Uri, text: String) {
        let Some(path) = paths::path(uri) else { return };
        match self.roots.get(&path) {
            Some(root) => {
                self.edited.entry(root.clone()).or_insert(false);
                self.texts.insert(path, text);
            }
            // It may have become a scorecard.
            None => self.open(uri.clone(), text),
        }
    }

    pub(super) fn saved(&mut self, uri: &Uri) {
        let root = paths::path(uri).and_then(|path| self.roots.get(&path).cloned());
        self.edited.extend(root.map(|root| (root, true)));
    }

    pub(super) fn files_changed(&mut self) {
        let roots: Vec<PathBuf> = self.projects.keys().cloned().collect();
        roots.into_iter().for_each(|root| _ = self.edited.entry(root).or_insert(false));
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(path) = paths::path(uri) else { return };
        self.texts.remove(&path);
        let Some(root) = self.roots.remove(&path) else { return };
        if self.roots.values().any(|other| *other == root) {
            self.edited.entry(root).or_insert(false);
        } else {
            self.projects.remove(&root);
            self.edited.remove(&root);
            self.mark(&root);
        }
        self.uris.remove(&path);
    }

    /// Reads the projects that were edited, and marks what is wrong.
    pub(super) fn refresh_edited_projects(&mut self) {
        for (root, is_asked) in std::mem::take(&mut self.edited) {
            self.version += 1;
            let fresh = Project::read(&root, &self.texts, &mut self.known, self.encoding);
            let mut fresh = match self.projects.remove(&root) {
                Some(before) => fresh.with(before, &self.texts, self.encoding),
                None => fresh,
            };
            fresh.version = self.version;
            self.projects.insert(root.clone(), fresh);
            self.mark(&root);
            if let Some(jobs) = &self.jobs {
                let texts = self.texts.clone();
                // Nobody looks further when the program ends.
                let _ = jobs.send(Job { root, texts, version: self.version, is_asked });
            }
        }
    }

    /// Marks what rows and figures tell, unless the texts are others by now.
    pub(super) fn apply_check_result(&mut self, looked: JobResult) {
        let Some(project) = self.projects.get_mut(&looked.root) else { return };
        let has_news = !looked.answered.is_empty();
        self.known.learn(looked.answered);
        if looked.version == project.version {
            project.later = looked.marks;
            project.later.retain(|mark| !project.at_once.contains(mark));
            project.looked_at = self.texts.clone();
            project.figures.extend(looked.figures);
        }
        if has_news {
            let fresh = Project::read(&looked.root, &self.texts, &mut self.known, self.encoding);
            if let Some(before) = self.projects.remove(&looked.root) {
                self.projects.insert(looked.root.clone(), fresh.with(before, &self.texts, self.encoding));
            }
        }
        self.mark(&looked.root);
    }

    /// Tells the editor all marks of a project.
    fn mark(&mut self, root: &Path) {
        let marks = self.projects.get(root).map(Project::marks).unwrap_or_default();
        let mut by_file: BTreeMap<PathBuf, Vec<_>> = BTreeMap::new();
        let before = self.marked.remove(root).unwrap_or_default();
        for path in before
            .into_iter()
            .chain(self.roots.iter().filter(|(_, of)| *of == root).map(|(path, _)| path.clone()))
        {
            by_file.insert(path, Vec::new());
        }
        marks.iter().for_each(|mark| by_file.entry(mark.path.clone()).or_default().push(mark.shown.clone()));
        let with_marks = by_file.iter().filter(|(_, marks)| !marks.is_empty()).map(|(path, _)| path.clone());
        self.marked.insert(root.to_owned(), with_marks.collect());
        for (path, diagnostics) in by_file {
            if let Some(uri) = self.uri(&path) {
                let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
                (self.say)(Notification::new(PublishDiagnostics::METHOD.to_owned(), params).into());
            }
        }
    }

    /// The address of a file, as the editor writes it.
    pub(super) fn uri(&self, path: &Path) -> Option<Uri> {
        self.uris.get(path).cloned().or_else(|| paths::uri(path))
    }

    /// The project of an open file.
    pub(super) fn project(&self, path: &Path) -> Option<&Project> {
        self.projects.get(self.roots.get(path)?)
    }
}
