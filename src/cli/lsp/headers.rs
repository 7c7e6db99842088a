//! Headers that are known, so that an edit reads no file that did not change.

use std::collections::BTreeMap;
use std::fs;

use mando::data;
use mando::definition::ScorecardDraft;
use mando::editor;
use mando::model::{Column, Feed, Location, OpenError};

/// What was read of a source.
type HeaderResult = Result<Vec<Column>, OpenError>;

/// Headers by what decides them.
#[derive(Debug, Default)]
pub(super) struct HeaderCache {
    local: BTreeMap<String, HeaderResult>,
    /// Of what stands elsewhere, by source: asked only when a text is opened or saved.
    elsewhere: BTreeMap<String, HeaderResult>,
}

/// The headers of a scorecard's sources: of those that measures use, and of all for whoever writes.
pub(super) struct Read {
    pub(super) used: BTreeMap<String, HeaderResult>,
    pub(super) all: editor::Headers,
}

impl HeaderCache {
    /// What is known of a scorecard's sources; files on this machine are read where they are new.
    pub(super) fn read(&mut self, drafted: &ScorecardDraft) -> Read {
        let mut used = BTreeMap::new();
        for feed in &drafted.feeds {
            let found =
                self.feed(feed).or_else(|| self.elsewhere.get(&elsewhere(drafted, &feed.id)).cloned());
            used.extend(found.map(|found| (feed.id.clone(), found)));
        }
        for database in &drafted.databases {
            let key = elsewhere(drafted, &database.id);
            used.extend(self.elsewhere.get(&key).map(|found| (database.id.clone(), found.clone())));
        }
        let mut all = editor::Headers::new();
        for feed in &drafted.idle {
            let found = self.feed(feed).and_then(Result::ok);
            all.extend(found.map(|columns| (feed.id.clone(), columns)));
        }
        let sound = used.iter().filter_map(|(id, found)| Some((id.clone(), found.as_ref().ok()?.clone())));
        all.extend(sound);
        Read { used, all }
    }

    fn feed(&mut self, feed: &Feed) -> Option<HeaderResult> {
        let key = format!("{feed:?} {:?}", stamps(feed)?);
        let read = || data::columns(std::slice::from_ref(feed)).remove(&feed.id);
        match self.local.get(&key) {
            Some(found) => Some(found.clone()),
            None => {
                let found = read()?;
                self.local.insert(key, found.clone());
                Some(found)
            }
        }
    }

    /// Keeps what the network answered.
    pub(super) fn learn(&mut self, answered: BTreeMap<String, HeaderResult>) {
        self.elsewhere.extend(answered);
    }
}

/// Asks for the columns of what stands elsewhere.
pub(super) fn fetch_remote_headers(drafted: &ScorecardDraft) -> BTreeMap<String, HeaderResult> {
    let remote = drafted.feeds.iter().filter(|feed| stamps(feed).is_none());
    let mut found = data::columns(&remote.cloned().collect::<Vec<Feed>>());
    found.extend(data::database_columns(&drafted.databases, drafted.engine.timeout));
    found.into_iter().map(|(id, found)| (elsewhere(drafted, &id), found)).collect()
}

fn elsewhere(drafted: &ScorecardDraft, id: &str) -> String {
    format!("{} {id}", drafted.path.display())
}

/// When each file of a source was written, and how long it is; nothing where one is elsewhere.
fn stamps(feed: &Feed) -> Option<Vec<String>> {
    let stamp = |location: &Location| match location {
        Location::Local(path) => {
            let about = fs::metadata(path).ok();
            Some(format!("{:?}", about.map(|about| (about.len(), about.modified().ok()))))
        }
        Location::Remote(_) => None,
    };
    feed.files.iter().map(|file| stamp(&file.location)).collect()
}
