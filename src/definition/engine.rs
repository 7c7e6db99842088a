//! Where and how rows are computed: keys to settings.

use std::path::Path;

use super::document::engine::{EngineKeys, EngineWord};
use super::project::is_inside;
use crate::calendar::Duration;
use crate::disk::{self, FolderState};
use crate::measure::{Text, not_yet};
use crate::model::{EngineKind, EngineSettings, MOST_THREADS, Scheduler, Timeout, memory};
use crate::problem::{Cause, Code, Problem, Problems, Span};

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
            sound.0.push(Problem::of(error).at(text.span));
            None
        }
    });
    if let Some(threads) = &keys.threads {
        let known = 1..=MOST_THREADS;
        settings.threads = usize::try_from(threads.value).ok().filter(|threads| known.contains(threads));
        if settings.threads.is_none() {
            let message = format!("`threads` takes 1 to {MOST_THREADS}");
            let problem = Problem::new(Code::WrongType, message).at(threads.span);
            problems.push(problem.help("leave it out for one on each core"));
        }
    }
    // Who wrote the project does not say where on this machine is written.
    let is_link = settings.own.symlink_metadata().is_ok_and(|own| own.is_symlink());
    if is_link && !is_inside(root, &settings.own) {
        let problem = Problem::new(Code::PathOutside, format!("`{STAGING}` leads out of the project"));
        problems.push(problem.help("remove this link; `engine: { cache: … }` names another folder"));
    }
    if let (Some(folder), Some(word)) = (&settings.cache, &keys.cache)
        && disk::standing(folder) == FolderState::Foreign
    {
        let message = format!("the folder `{word}` holds files that mando did not make");
        let problem = Problem::new(Code::CacheFolder, message).at(word.span);
        problems.push(problem.help("name a new folder, or an empty one"));
    }
    if let Some(approximate) = keys.approximate.as_ref().filter(|approximate| approximate.value) {
        problems.push(not_yet("`engine.approximate`").at(approximate.span));
    }
    if let Some(kind) = keys.kind.as_ref().filter(|kind| kind.value == EngineWord::Cluster) {
        match scheduler {
            _ if !cfg!(feature = "cluster") => problems.push(without_cluster().at(kind.span)),
            Some(scheduler) => settings.kind = EngineKind::Cluster { scheduler },
            None if keys.scheduler.is_some() => {}
            None => {
                let problem =
                    Problem::new(Code::MissingKey, "`engine` with `kind: cluster` lacks `scheduler`");
                problems.push(problem.at(kind.span).help("add `scheduler: df://host:50050`"));
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
        read(&text.value).map_err(|error| self.0.push(Problem::of(error).at(text.span))).ok()
    }
}

/// The problem that this program cannot ask a cluster.
fn without_cluster() -> Problem {
    Problem::new(Code::FeatureMissing, "this program is built without the feature `cluster`")
        .help("build it with `--features cluster`, or take `kind: cluster` out")
}
