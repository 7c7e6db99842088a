//! Ids: where each is defined, where it is named, and what changes with its name.

use std::collections::BTreeSet;

use super::place::{VisitedScalar, each};
use super::role::{Role, Sort, of_key, of_value, words};
use super::title::title_of;
use crate::definition::shape::is_id;
use crate::definition::tree::{Node, Step};
use crate::definition::{Draft, Holds, ReadFile};
use crate::problem::{FileId, Span};

/// Something that has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedItem {
    /// What it is.
    pub sort: Sort,
    /// Its id.
    pub id: String,
    /// Where the id is given to it.
    pub defined: Span,
    /// The scorecards that know it.
    readers: BTreeSet<FileId>,
}

/// Why an id keeps its name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRenamed {
    /// Nothing with an id stands there.
    #[error("no id stands here")]
    NoId,
    /// The new name is no id.
    #[error("`{0}` is no id: write small letters a to z, digits and `_`, beginning with a letter")]
    BadId(String),
    /// Something else has it.
    #[error("`{0}` is taken by another {1}")]
    Taken(String, &'static str),
    /// Several scorecards have one of this name, and share notes that name it.
    #[error("`{0}` stands in notes or targets of several scorecards that each have one; rename it by hand")]
    Shared(String),
}

/// A place where an id stands.
struct Mention<'t> {
    sorts: &'static [Sort],
    defines: bool,
    id: &'t str,
    span: Span,
    file: FileId,
}

/// Every place of a project where an id stands, in the order of files.
fn mentions(draft: &Draft) -> Vec<Mention<'_>> {
    let mut found = Vec::new();
    let mut paths = BTreeSet::new();
    for read in &draft.read {
        // Notes for several scorecards are read for each of them.
        let Some(root) = read.node.as_ref().filter(|_| paths.insert(&read.path)) else { continue };
        each(root, &mut |passed| found.extend(of_scalar(draft, read, root, &passed)));
    }
    for drafted in &draft.scorecards {
        found.extend(drafted.measures_of_targets().filter_map(|cell| {
            let span = within(draft, cell.span, &cell.value)?;
            Some(Mention {
                sorts: &[Sort::Measure],
                defines: false,
                id: &cell.value,
                span,
                file: drafted.file(),
            })
        }));
    }
    // What an alias repeats stands in one place.
    let mut seen = BTreeSet::new();
    found.retain(|mention| seen.insert((mention.span, mention.file)));
    found
}

fn of_scalar<'d>(
    draft: &'d Draft,
    read: &ReadFile,
    root: &Node,
    passed: &VisitedScalar<'_, 'd>,
) -> Vec<Mention<'d>> {
    let (Some(text), words) = (passed.node.text(), words(passed.path)) else { return Vec::new() };
    let role = if passed.is_key { of_key(read.holds, &words) } else { of_value(read.holds, &words) };
    let one = |sorts, defines| {
        let span = within(draft, passed.node.span, text);
        span.map(|span| Mention { sorts, defines, id: text, span, file: read.file }).into_iter().collect()
    };
    match role {
        None => Vec::new(),
        Some(Role::Defines(sort)) => one(sorts_without_context(sort), true),
        Some(Role::Names(sorts)) => one(sorts, false),
        Some(Role::Mentions(sort)) => {
            // A query with a path speaks of the tables of its database.
            let is_elsewhere = sort == Sort::Source && has_path(root, passed.path);
            let words = if is_elsewhere { Vec::new() } else { words_in(draft, passed.node, text) };
            let mention = |(id, span)| Mention {
                sorts: sorts_without_context(sort),
                defines: false,
                id,
                span,
                file: read.file,
            };
            words.into_iter().map(mention).collect()
        }
    }
}

fn has_path(root: &Node, path: &[Step]) -> bool {
    let source = path.split_last().and_then(|(_, source)| root.follow(source));
    source.is_some_and(|source| source.get("path").is_some())
}

fn sorts_without_context(sort: Sort) -> &'static [Sort] {
    match sort {
        Sort::Source => &[Sort::Source],
        Sort::Perspective => &[Sort::Perspective],
        Sort::Objective => &[Sort::Objective],
        Sort::Measure => &[Sort::Measure],
        Sort::Initiative => &[Sort::Initiative],
        Sort::Report => &[Sort::Report],
        Sort::Lexicon => &[Sort::Lexicon],
    }
}

/// The place of an id without its quotes.
fn within(draft: &Draft, span: Span, id: &str) -> Option<Span> {
    let start = span.start + draft.files.slice(span).find(id)?;
    Some(Span { start, end: start + id.len(), ..span })
}

/// Words of a text that are no part of a text in quotes, with their places; none where escapes hide them.
fn words_in<'t>(draft: &Draft, node: &Node, text: &'t str) -> Vec<(&'t str, Span)> {
    let written = draft.files.slice(node.span);
    let (meant, placed) = (split(text), split(written));
    if meant.len() != placed.len() || meant.iter().zip(&placed).any(|(a, b)| a.1 != b.1) {
        return Vec::new();
    }
    let is_free = |at: usize| text[..at].matches('\'').count().is_multiple_of(2);
    let free = meant.into_iter().zip(placed).filter(|((at, _), _)| is_free(*at));
    free.map(|((_, word), (at, _))| {
        let start = node.span.start + at;
        (word, Span { start, end: start + word.len(), ..node.span })
    })
    .collect()
}

fn split(text: &str) -> Vec<(usize, &str)> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    parts.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect()
}

/// The scorecards that read a file.
fn readers(draft: &Draft, file: FileId) -> BTreeSet<FileId> {
    let all = || draft.scorecards.iter().map(|drafted| drafted.file());
    let Some(read) = draft.read.iter().find(|read| read.file == file) else { return BTreeSet::new() };
    match read.holds {
        Holds::Scorecard => BTreeSet::from([file]),
        Holds::Project => all().chain([file]).collect(),
        Holds::Notes => {
            let folder = read.path.parent().and_then(|folder| folder.file_name());
            let is_of = |id: &str| folder.is_some_and(|name| name == id);
            let own = draft
                .scorecards
                .iter()
                .filter(|drafted| drafted.document.scorecard.as_ref().is_some_and(|id| is_of(&id.value)));
            let own: BTreeSet<FileId> = own.map(|drafted| drafted.file()).collect();
            if own.is_empty() { all().collect() } else { own }
        }
    }
}

/// All that has an id in a project.
fn all(draft: &Draft) -> Vec<NamedItem> {
    let defining = mentions(draft).into_iter().filter(|mention| mention.defines);
    let named = defining.filter_map(|mention| {
        let (sort, readers) = (*mention.sorts.first()?, readers(draft, mention.file));
        Some(NamedItem { sort, id: mention.id.to_owned(), defined: mention.span, readers })
    });
    named.collect()
}

/// Something with an id that can be named.
pub(super) struct NameCandidate {
    pub(super) sort: Sort,
    pub(super) id: String,
    pub(super) title: Option<String>,
}

/// All that has an id which a file may name: in the file as it is being written, and in others.
pub(super) fn known_in(draft: &Draft, read: &ReadFile, root: &Node) -> Vec<NameCandidate> {
    let own = readers(draft, read.file);
    let is_seen = |other: &&ReadFile| {
        let may_be = match read.holds {
            Holds::Project => false,
            Holds::Scorecard => other.holds == Holds::Project,
            Holds::Notes => other.holds == Holds::Scorecard,
        };
        may_be && !readers(draft, other.file).is_disjoint(&own)
    };
    let others = draft.read.iter().filter(is_seen);
    let others = others.filter_map(|other| Some((other.holds, other.node.as_ref()?)));
    let mut known: Vec<NameCandidate> = Vec::new();
    for (holds, root) in std::iter::once((read.holds, root)).chain(others) {
        each(root, &mut |passed| {
            let Some(Role::Defines(sort)) = of_key(holds, &words(passed.path)).filter(|_| passed.is_key)
            else {
                return;
            };
            let id = passed.node.text().unwrap_or_default();
            if known.iter().all(|other| other.sort != sort || other.id != id) {
                let title = root.follow(passed.path).and_then(title_of);
                known.push(NameCandidate { sort, id: id.to_owned(), title });
            }
        });
    }
    known
}

/// What the id at a place of a file is given to, and where the id stands there.
pub fn named_at(draft: &Draft, file: FileId, offset: usize) -> Option<(NamedItem, Span)> {
    let here = |mention: &Mention<'_>| {
        mention.span.file == file && (mention.span.start..=mention.span.end).contains(&offset)
    };
    let all = all(draft);
    mentions(draft).into_iter().filter(here).find_map(|mention| {
        let named = resolve_mention(draft, &all, &mention)?;
        Some((named.clone(), mention.span))
    })
}

/// What a mention is of.
fn resolve_mention<'n>(draft: &Draft, all: &'n [NamedItem], mention: &Mention<'_>) -> Option<&'n NamedItem> {
    let own = readers(draft, mention.file);
    let fits = |sort: Sort| {
        let is_it = move |named: &&NamedItem| named.sort == sort && named.id == mention.id;
        all.iter().filter(is_it).find(|named| !named.readers.is_disjoint(&own))
    };
    mention.sorts.iter().find_map(|sort| fits(*sort))
}

/// Where the id at a place of a file is defined.
pub fn defined(draft: &Draft, file: FileId, offset: usize) -> Option<Span> {
    named_at(draft, file, offset).map(|(named, _)| named.defined)
}

/// Every place where an id stands, that of its definition among them.
pub fn occurrences(draft: &Draft, named: &NamedItem) -> Vec<Span> {
    let all = all(draft);
    let same = |mention: &Mention<'_>| resolve_mention(draft, &all, mention) == Some(named);
    let mut places: Vec<Span> =
        mentions(draft).into_iter().filter(|m| m.id == named.id).filter(same).map(|m| m.span).collect();
    places.sort();
    places.dedup();
    places
}

/// The places to write a new id, for the id at a place of a file.
///
/// # Errors
/// Nothing stands there that has an id, or the new one cannot be its.
pub fn renamed(draft: &Draft, file: FileId, offset: usize, to: &str) -> Result<Vec<Span>, NotRenamed> {
    let (named, _) = named_at(draft, file, offset).ok_or(NotRenamed::NoId)?;
    if !is_id(to) {
        return Err(NotRenamed::BadId(to.to_owned()));
    }
    let all = all(draft);
    // What drives something is told by its id alone.
    let space = |sort: Sort| if sort == Sort::Objective { Sort::Measure } else { sort };
    let others = || all.iter().filter(|other| space(other.sort) == space(named.sort) && **other != named);
    let meets = |other: &&NamedItem| !other.readers.is_disjoint(&named.readers);
    if let Some(other) = others().filter(meets).find(|other| other.id == to) {
        return Err(NotRenamed::Taken(to.to_owned(), other.sort.word()));
    }
    let is_shared = |mention: &Mention<'_>| {
        let own = readers(draft, mention.file);
        let of_other = |other: &NamedItem| {
            other.sort == named.sort && other.id == named.id && !other.readers.is_disjoint(&own)
        };
        mention.id == named.id
            && mention.sorts.contains(&named.sort)
            && !own.is_disjoint(&named.readers)
            && others().any(of_other)
    };
    let mentions = mentions(draft);
    // A file of targets that several scorecards read has a place for each of them.
    let name = |mention: &Mention<'_>| draft.files.name(mention.span.file);
    let is_twice = |mention: &Mention<'_>| {
        let is_other = |other: &Mention<'_>| {
            other.file != mention.file
                && name(other) == name(mention)
                && other.id == named.id
                && resolve_mention(draft, &all, other).is_some_and(|of| of.sort == named.sort && *of != named)
        };
        resolve_mention(draft, &all, mention) == Some(&named) && mentions.iter().any(is_other)
    };
    let of_id = || mentions.iter().filter(|mention| mention.id == named.id);
    match of_id().any(is_shared) || of_id().any(is_twice) {
        true => Err(NotRenamed::Shared(named.id.clone())),
        false => Ok(occurrences(draft, &named)),
    }
}
