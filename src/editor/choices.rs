//! What can stand where something is being written, beside what the schema says: ids, columns, people.

use std::collections::BTreeMap;

use chrono_tz::TZ_VARIANTS;

use super::columns::{Headers, ScorecardTrees};
use super::cursor::{Cursor, MARK};
use super::names::{NameCandidate, known_in};
use super::place::each;
use super::proposal::{Proposal, ProposalKind};
use super::role::{Role, Sort, in_measure, of_key, of_value, words};
use crate::definition::tree::{Node, Step};
use crate::definition::{Draft, Holds, ReadFile};
use crate::locale::{Locale, currency};
use crate::model::{FORMATS, PAGES};

/// Keys whose texts are no columns though they stand in a kind: durations, shares and words.
const NO_COLUMNS: [&str; 20] = [
    "within",
    "grace",
    "active_within",
    "repeat_within",
    "new_after",
    "lapsed_up_to",
    "early",
    "tolerance",
    "age",
    "short",
    "horizon",
    "discount",
    "growth",
    "rating",
    "evidence",
    "by_customer",
    "by_supplier",
    "language",
    "lexicon",
    "p",
];

/// Where something is being written.
pub(super) struct CompletionRequest<'a> {
    pub(super) draft: &'a Draft,
    pub(super) read: &'a ReadFile,
    pub(super) cursor: &'a Cursor,
    pub(super) written: ScorecardTrees<'a>,
    pub(super) headers: &'a Headers,
}

impl CompletionRequest<'_> {
    /// Names that may be a key of the map here: ids, or columns.
    pub(super) fn names_as_keys(&self) -> Vec<Proposal> {
        let mut path = self.cursor.path.clone();
        path.push(Step::Key(String::new()));
        let words = words(&path);
        match of_key(self.read.holds, &words) {
            Some(Role::Names(sorts)) => self.ids(sorts),
            _ if matches!(
                words.as_slice(),
                ["sources", _, "columns", _] | ["sources", _, "with", "[]", "key", _]
            ) =>
            {
                self.columns()
            }
            _ => Vec::new(),
        }
    }

    /// Names that may be the value here, or a part of it; nothing where no names are.
    pub(super) fn names_as_value(&self) -> Vec<Proposal> {
        let words = words(&self.cursor.path);
        match of_value(self.read.holds, &words) {
            Some(Role::Names(sorts)) => self.ids(sorts),
            Some(Role::Mentions(sort)) => self.ids(&[sort]),
            Some(Role::Defines(_)) => Vec::new(),
            None if words.last() == Some(&"owner") => self.owners(),
            None if self.read.holds != Holds::Notes && takes_columns(&words) => self.columns(),
            None => Vec::new(),
        }
    }

    /// Words of a closed list that the schema does not hold, and files.
    pub(super) fn words_as_value(&self, files: &dyn Fn() -> Vec<String>) -> Vec<Proposal> {
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        let words = match (self.read.holds, words(&self.cursor.path).as_slice()) {
            (Holds::Notes, _) => return Vec::new(),
            (_, ["locale"] | ["reports", _, "locale"]) => {
                let brought = self.draft.languages.keys().cloned();
                Locale::codes().map(str::to_owned).chain(brought).collect()
            }
            (_, ["currency"]) => currency::known().map(str::to_owned).collect(),
            (_, ["calendar", "time_zone"] | ["sources", _, "time_zone"]) => {
                let mut zones: Vec<String> = TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect();
                // Names without a place are old.
                zones.retain(|zone| zone.contains('/') || zone == "UTC");
                zones
            }
            (_, ["reports", _, "pages", ..]) => own(&PAGES),
            (_, ["reports", _, "formats", ..]) => own(&FORMATS),
            (
                _,
                ["sources", _, "path"]
                | ["sources", _, "files", "[]"]
                | ["sources", _, "files", "[]", "path"],
            ) => files(),
            _ => return Vec::new(),
        };
        // A name of several parts is replaced to its end.
        let text = self.draft.files.text(self.read.file);
        let (start, end) = (self.cursor.value.start, self.cursor.value.end);
        let quote = usize::from(text[start..].starts_with(['"', '\'']));
        let behind = &text[end..];
        let is_part = |c: &char| c.is_alphanumeric() || "/._-+".contains(*c);
        let rest: usize = behind.chars().take_while(is_part).map(char::len_utf8).sum();
        let replace = (start + quote).min(end)..end + rest;
        let proposal = |word: String| Proposal {
            label: word.clone(),
            offered: ProposalKind::Word,
            detail: None,
            about: None,
            insert: word,
            replace: replace.clone(),
        };
        words.into_iter().map(proposal).collect()
    }

    fn ids(&self, sorts: &[Sort]) -> Vec<Proposal> {
        let mut known = known_in(self.draft, self.read, &self.cursor.root);
        known.retain(|named| sorts.contains(&named.sort) && named.id != MARK);
        let here = words(&self.cursor.path);
        let own = in_measure(&here).and_then(|inside| here.get(here.len() - inside.len() - 1).copied());
        // Nothing moves itself, and no formula is made of itself.
        known.retain(|named| named.sort != Sort::Measure || Some(named.id.as_str()) != own);
        let proposal = |named: &NameCandidate| Proposal {
            label: named.id.clone(),
            offered: ProposalKind::Id(named.sort),
            detail: Some(named.sort.word().to_owned()),
            about: named.title.clone(),
            insert: named.id.clone(),
            replace: self.cursor.word.clone(),
        };
        known.iter().map(proposal).collect()
    }

    fn columns(&self) -> Vec<Proposal> {
        let Some(source) = self.written.source_at(&self.cursor.path) else { return Vec::new() };
        let columns = self.written.columns(&source, self.headers);
        let proposal = |(name, what): (String, String)| Proposal {
            label: name.clone(),
            offered: ProposalKind::Column,
            detail: Some(what),
            about: Some(format!("column of `{source}`")),
            insert: name,
            replace: self.cursor.word.clone(),
        };
        columns.into_iter().map(proposal).collect()
    }

    /// People that the project names, the most often named first.
    fn owners(&self) -> Vec<Proposal> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for read in self.draft.read.iter().filter(|read| read.file != self.read.file) {
            read.node.iter().for_each(|root| count_owners(root, &mut counts));
        }
        count_owners(&self.cursor.root, &mut counts);
        let mut owners: Vec<(&str, usize)> = counts.into_iter().collect();
        owners.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let proposal = |(name, count): (&str, usize)| Proposal {
            label: name.to_owned(),
            offered: ProposalKind::Person,
            detail: Some(format!("named {count} times")),
            about: None,
            insert: name.to_owned(),
            replace: self.cursor.value.clone(),
        };
        owners.into_iter().map(proposal).collect()
    }
}

fn count_owners<'n>(root: &'n Node, counts: &mut BTreeMap<&'n str, usize>) {
    each(root, &mut |passed| {
        let is_owner = !passed.is_key && matches!(passed.path.last(), Some(Step::Key(key)) if key == "owner");
        if let Some(name) = passed.node.text().filter(|name| is_owner && !name.contains(MARK)) {
            *counts.entry(name).or_default() += 1;
        }
    });
}

/// Whether texts at the end of a way are columns, or expressions over them.
fn takes_columns(words: &[&str]) -> bool {
    let last = words.iter().rev().find(|word| **word != "[]").copied().unwrap_or_default();
    if let Some(inside) = in_measure(words) {
        return match inside {
            ["where" | "time"] | ["detail", "[]"] => true,
            ["segments", ..] => last == "segments" || last == "by",
            ["kind", "manual" | "judgement", ..] => last == "value",
            ["kind", _, ..] => !NO_COLUMNS.contains(&last),
            _ => false,
        };
    }
    match words {
        ["sources", _, "time" | "customer" | "entity" | "recorded" | "currency" | "where"] => true,
        ["sources", _, "unique", ..] | ["sources", _, "derive" | "filters", _] => true,
        ["sources", _, "with", "[]", "key" | "take" | "rows" | "where", ..] => true,
        ["entity", "by" | "allocate" | "titles" | "parent", ..] => true,
        ["defaults", "segments", ..] => last == "segments" || last == "by",
        _ => false,
    }
}
