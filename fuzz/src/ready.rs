//! Scorecards that were checked once, over files that change with each input.

use std::cell::RefCell;
use std::collections::BTreeMap;

use mando::definition::{Draft, open_with};
use mando::model::Scorecard;

use crate::{Folder, computed, input, scorecard, settled};

/// A checked scorecard, with all that was read of it.
struct Ready {
    folder: Folder,
    draft: Draft,
    scorecard: Scorecard,
}

thread_local! {
    static ALL: RefCell<BTreeMap<String, Ready>> = const { RefCell::new(BTreeMap::new()) };
}

/// Runs the scorecard over `data/FILE` with this content; it was checked when the file was a sound one.
pub fn rows(file: &str, format: &str, sound: &[u8], content: &[u8]) {
    let name = format!("data/{file}");
    let yaml = scorecard(file, format);
    input(|| {
        ALL.with_borrow_mut(|all| {
            let ready = all.entry(format!("{file}\n{format}")).or_insert_with(|| ready(&name, &yaml, sound));
            ready.folder.holding(&[("scorecard.yaml", yaml.as_bytes()), (&name, content)]);
            drop(computed(&ready.scorecard, &ready.draft.scorecards[0]));
        });
    });
}

fn ready(name: &str, yaml: &str, sound: &[u8]) -> Ready {
    let mut folder = Folder::new();
    let place = folder.holding(&[("scorecard.yaml", yaml.as_bytes()), (name, sound)]);
    let draft = open_with(place, &|_| None);
    let (scorecard, problems) = mando::run::resolve(&draft, &draft.scorecards[0]);
    assert!(!problems.has_errors(), "{problems:?}");
    let scorecard = settled(scorecard.expect("a scorecard in order"));
    Ready { folder, draft, scorecard }
}
