//! Columns of a source, as far as its definition and the headers of its files tell.

use std::collections::{BTreeMap, BTreeSet};

use super::role::{in_measure, words};
use crate::definition::tree::{Node, Step};
use crate::model::Column;

/// Columns of the files of each source.
pub type Headers = BTreeMap<String, Vec<Column>>;

/// A scorecard's tree, and what it shares with others.
#[derive(Clone, Copy)]
pub(super) struct ScorecardTrees<'n> {
    /// Its own.
    pub(super) root: &'n Node,
    /// The project file's.
    pub(super) shared: Option<&'n Node>,
}

impl<'n> ScorecardTrees<'n> {
    fn find(&self, path: &[&str]) -> Option<&'n Node> {
        let follow = |root: &'n Node| path.iter().try_fold(root, |node, key| node.get(key));
        follow(self.root).or_else(|| self.shared.and_then(follow))
    }

    fn text(&self, path: &[&str]) -> Option<&'n str> {
        self.find(path).and_then(Node::text)
    }

    /// The source whose rows a place of a file speaks of.
    pub(super) fn source_at(&self, path: &[Step]) -> Option<String> {
        let names = words(path);
        if let ["sources", id, rest @ ..] = names.as_slice() {
            // Of a join, all but its key speaks of the other side.
            let of_other = matches!(rest, ["with", "[]", key, ..] if *key != "key");
            let entry = path.get(..4).filter(|_| of_other).and_then(|path| self.root.follow(path));
            let other = entry.and_then(|entry| entry.get("source")).and_then(Node::text);
            return Some(match (of_other, other) {
                (true, other) => other?.to_owned(),
                (false, _) if matches!(rest, ["with", ..]) => self.text(&["sources", id, "join"])?.to_owned(),
                (false, _) => (*id).to_owned(),
            });
        }
        if names.first() == Some(&"entity")
            && names.get(1).is_some_and(|key| *key == "titles" || *key == "parent")
        {
            return self.text(&["entity", "in"]).map(str::to_owned);
        }
        // A side of a kind may have a source of its own, nearest first.
        let inner = in_measure(&names).map_or(0, <[&str]>::len);
        let above = (path.len() - inner..=path.len()).rev();
        let own = above.filter_map(|length| self.root.follow(&path[..length])?.get("source")?.text());
        let own = own.map(str::to_owned).next().filter(|_| in_measure(&names).is_some());
        own.or_else(|| self.default_of(&names).map(str::to_owned))
    }

    fn default_of(&self, names: &[&str]) -> Option<&'n str> {
        let within = match names {
            ["perspectives", perspective, "objectives", objective, ..] => Some((*perspective, *objective)),
            ["measures", id, ..] => {
                let objective = self.text(&["measures", id, "objective"])?;
                let perspectives = self.root.get("perspectives").map_or(&[][..], Node::pairs);
                let holds = |perspective: &&(Node, Node)| {
                    perspective.1.get("objectives").is_some_and(|all| all.get(objective).is_some())
                };
                perspectives.iter().find(holds).and_then(|(id, _)| Some((id.text()?, objective)))
            }
            _ => None,
        };
        let of_objective = within.and_then(|(perspective, objective)| {
            self.text(&["perspectives", perspective, "objectives", objective, "defaults", "source"])
        });
        of_objective.or_else(|| self.text(&["defaults", "source"]))
    }

    /// Columns of a source and named conditions over them, by name: what each is.
    pub(super) fn columns(&self, source: &str, headers: &Headers) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        self.gather(source, headers, &mut BTreeSet::new(), &mut found);
        found
    }

    fn gather(
        &self,
        source: &str,
        headers: &Headers,
        seen: &mut BTreeSet<String>,
        found: &mut BTreeMap<String, String>,
    ) {
        if !seen.insert(source.to_owned()) {
            return;
        }
        for column in headers.get(source).into_iter().flatten() {
            found.insert(column.name.clone(), column.kind.word().to_owned());
        }
        let at = |key: &str| self.find(&["sources", source, key]);
        for of in ["join", "from"].into_iter().filter_map(|key| at(key)?.text()) {
            self.gather(of, headers, seen, found);
        }
        for entry in at("with").map_or(&[][..], Node::items) {
            let taken = entry.get("take").map_or(&[][..], Node::pairs);
            let is_one = entry.get("match").and_then(Node::text) == Some("one");
            let other = entry.get("source").and_then(Node::text).filter(|_| taken.is_empty() && is_one);
            if let Some(other) = other {
                self.gather(other, headers, seen, found);
            }
            found.extend(defined(taken, "from a join: "));
        }
        for (key, what) in [("derive", "computed: "), ("filters", "a condition: ")] {
            found.extend(defined(at(key).map_or(&[][..], Node::pairs), what));
        }
    }
}

fn defined<'p>(pairs: &'p [(Node, Node)], what: &str) -> impl Iterator<Item = (String, String)> + use<'p> {
    let what = what.to_owned();
    pairs.iter().filter_map(move |(name, value)| {
        Some((name.text()?.to_owned(), format!("{what}{}", value.text().unwrap_or_default())))
    })
}
