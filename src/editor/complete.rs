//! What can be written at a place.

use std::collections::BTreeSet;
use std::ops::Range;

use super::choices::CompletionRequest;
use super::columns::{Headers, ScorecardTrees};
use super::cursor::{CursorPart, cursor};
use super::proposal::{Proposal, ProposalKind};
use crate::definition::shape::Choice;
use crate::definition::tree::Node;
use crate::definition::{Draft, Holds};
use crate::problem::FileId;

/// Everything that can be written at a place of a file. `files` are those that hold rows, as paths name them; they are asked for where one
/// is named.
pub fn complete(
    draft: &Draft,
    file: FileId,
    offset: usize,
    headers: &Headers,
    files: &dyn Fn() -> Vec<String>,
) -> Vec<Proposal> {
    let Some(read) = draft.read.iter().find(|read| read.file == file) else { return Vec::new() };
    let Some(cursor) = cursor(file, draft.files.text(file), offset) else { return Vec::new() };
    let possible = read.holds.guide().possible(&cursor.path);
    let shared = draft.read.iter().find(|read| read.holds == Holds::Project);
    let shared = shared.and_then(|read| read.node.as_ref());
    let asked = CompletionRequest {
        draft,
        read,
        cursor: &cursor,
        written: ScorecardTrees { root: &cursor.root, shared },
        headers,
    };
    let mut found = Vec::new();
    if cursor.at != CursorPart::Key {
        found.extend(asked.names_as_value());
        found.extend(asked.words_as_value(files));
        found.extend(possible.words.iter().map(|choice| word(choice, cursor.word.clone())));
    }
    if cursor.at != CursorPart::Value {
        let here = cursor.root.follow(&cursor.path).map_or(&[][..], Node::pairs);
        let present: BTreeSet<&str> = here.iter().filter_map(|(key, _)| key.text()).collect();
        let free = possible.keys.iter().filter(|choice| !present.contains(choice.name.as_str()));
        let proposal = |choice: &Choice| Proposal {
            label: choice.name.clone(),
            offered: if choice.is_required { ProposalKind::Required } else { ProposalKind::Key },
            detail: Some(choice.form.clone()),
            about: choice.about.clone(),
            insert: choice.name.clone(),
            replace: cursor.word.clone(),
        };
        let names = asked.names_as_keys();
        let names = names.into_iter().filter(|proposal| !present.contains(proposal.label.as_str()));
        let mut keys: Vec<Proposal> = names.chain(free.map(proposal)).collect();
        // What is required comes first.
        keys.sort_by_key(|proposal| proposal.offered != ProposalKind::Required);
        if !cursor.has_colon {
            keys.iter_mut().for_each(|proposal| proposal.insert.push_str(": "));
        }
        found.extend(keys);
    }
    if cursor.lacks_blank {
        found.iter_mut().for_each(|proposal| proposal.insert.insert(0, ' '));
    }
    let mut seen = BTreeSet::new();
    found.retain(|proposal| seen.insert((proposal.label.clone(), proposal.insert.clone())));
    found
}

fn word(choice: &Choice, replace: Range<usize>) -> Proposal {
    Proposal {
        label: choice.name.clone(),
        offered: ProposalKind::Word,
        detail: Some(choice.form.clone()).filter(|form| *form != choice.name),
        about: choice.about.clone(),
        insert: choice.form.clone(),
        replace,
    }
}
