//! Where and how rows are computed: keys to settings.

use std::path::Path;

use super::document::engine::{EngineKeys, EngineWord};
use super::project::is_inside;
use crate::calendar::Duration;
use crate::disk::{self, FolderState};
use crate::measure::{Text, unsupported_key};
use crate::model::{EngineKind, EngineSettings, MOST_THREADS, Scheduler, Timeout, memory};
use crate::problem::{Cause, Problem, Problems, Span, causes};

/// Name of the folder of a project in which mando puts what it may need again.
const STAGING: &str = ".mando";

/// Name of the folder in it in which what was computed is kept.
const CACHE: &str = "cache";

/// The settings of a scorecard's engine. Folders are relative to that of the file which names them.
pub(super) fn settings<'p>(
    keys: &EngineKeys,
    root: &Path,
    beside: &dyn Fn(Span) -> &'p Path,
    problems: &mut Problems,
) -> EngineSettings {
    let mut sound = TextReader(problems);
    let folder = |text: &Text| beside(text.span).join(&text.value);
    let mut settings = EngineSettings {
        spill: keys.spill.as_ref().map(folder),
        cache: match keys.cache.as_ref() {
            Some(word) if word.value == "false" => None,
            Some(word) if word.value != "true" => Some(folder(word)),
            _ => Some(root.join(STAGING).join(CACHE)),
        },
        own: root.join(STAGING),
        staging: keys.staging.as_ref().map_or_else(|| root.join(STAGING), folder),
        memory: sound.text(&keys.memory, memory),
        ..EngineSettings::default()
    };
    let scheduler = sound.text(&keys.scheduler, str::parse::<Scheduler>);
    settings.timeout = keys.timeout.as_ref().and_then(|text| match text.value.parse::<Duration>() {
        Ok(length) => sound.text(&keys.timeout, |_| Timeout::try_from(length)),
        Err(error) => {
            sound.0.push(Problem::new(error).at(text.span));
            None
        }
    });
    if let Some(threads) = &keys.threads {
        let known = 1..=MOST_THREADS;
        settings.threads = usize::try_from(threads.value).ok().filter(|threads| known.contains(threads));
        if settings.threads.is_none() {
            problems.push(Problem::new(ThreadsOutOfRange { most: MOST_THREADS }).at(threads.span));
        }
    }
    // Who wrote the project does not say where on this machine is written.
    let own = [settings.own.clone(), settings.own.join(CACHE)];
    let is_link = |folder: &Path| folder.symlink_metadata().is_ok_and(|own| own.is_symlink());
    if let Some(folder) = own.iter().find(|folder| is_link(folder) && !is_inside(root, folder)) {
        let folder = folder.strip_prefix(root).unwrap_or(folder).display().to_string();
        problems.push(Problem::new(StagingOutside { folder }));
    }
    if let (Some(folder), Some(word)) = (&settings.cache, &keys.cache)
        && disk::folder_state(folder) == FolderState::Foreign
    {
        problems.push(Problem::new(CacheForeign { folder: word.to_string() }).at(word.span));
    }
    if let Some(approximate) = keys.approximate.as_ref().filter(|approximate| approximate.value) {
        problems.push(unsupported_key("`engine.approximate`").at(approximate.span));
    }
    if let Some(kind) = keys.kind.as_ref().filter(|kind| kind.value == EngineWord::Cluster) {
        match scheduler {
            _ if !cfg!(feature = "cluster") => problems.push(without_cluster().at(kind.span)),
            Some(scheduler) => settings.kind = EngineKind::Cluster { scheduler },
            None if keys.scheduler.is_some() => {}
            None => {
                problems.push(Problem::new(ClusterWithoutScheduler).at(kind.span));
            }
        }
    }
    settings
}

/// Texts that are read or reported.
struct TextReader<'p>(&'p mut Problems);

impl TextReader<'_> {
    fn text<T, E: Cause>(
        &mut self,
        text: &Option<Text>,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text.as_ref()?;
        read(&text.value).map_err(|error| self.0.push(Problem::new(error).at(text.span))).ok()
    }
}

/// The problem that this program cannot ask a cluster.
fn without_cluster() -> Problem {
    Problem::new(NoCluster)
}

causes! {
    /// A number of threads that no run may have.
    ThreadsOutOfRange { most: usize } => WrongType,
        "`threads` takes 1 to {most}",
        "leave it out for one on each core";

    /// A folder for kept results that holds something else.
    CacheForeign { folder: String } => CacheFolder,
        "the folder `{folder}` holds files that mando did not make",
        "name a new folder, or an empty one";

    /// A cluster without the address of its scheduler.
    ClusterWithoutScheduler => MissingKey,
        "`engine` with `kind: cluster` lacks `scheduler`",
        "add `scheduler: df://host:50050`";

    /// A cluster for a program that is built without one.
    NoCluster => FeatureMissing,
        "this program is built without the feature `cluster`",
        "build it with `--features cluster`, or take `kind: cluster` out";

    /// A link in place of the folder where a project keeps what is its own.
    StagingOutside { folder: String } => PathOutside,
        "`{folder}` leads out of the project",
        "remove this link; `engine: {{ cache: … }}` names another folder";
}
