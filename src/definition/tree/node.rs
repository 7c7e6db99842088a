//! Nodes of YAML: what was written, where, and in which style.

use crate::problem::Span;

/// A piece of YAML and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// A word exactly, a quoted text with its quotes, a map from its first key or brace to its last value or brace.
    ///
    /// A node behind an alias keeps the place where it was written.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A text; what it means depends on where it stands.
    Scalar {
        /// The text after escapes, otherwise as written: `NO`, `1.10` and `012` keep their spelling.
        text: String,
        /// How it was written.
        style: Style,
    },
    /// Keys and values in the order written; every key is a scalar and stands once.
    Map(Vec<(Node, Node)>),
    /// Items in the order written.
    List(Vec<Node>),
    /// Nothing was written, or `~`.
    Null,
}

/// A step from a node to one inside of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item of a list.
    Item(usize),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// After `|` or `>`.
    Block,
}

/// How much YAML is read before a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Bytes of one file.
    pub bytes: usize,
    /// Levels of maps and lists.
    pub depth: usize,
    /// Nodes, with those that aliases repeat.
    pub nodes: usize,
    /// Aliases.
    pub aliases: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { bytes: 4 << 20, depth: 64, nodes: 200_000, aliases: 1_000 }
    }
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The value of a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.pairs().iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// Keys and values of a map; none of anything else.
    pub fn pairs(&self) -> &[(Node, Node)] {
        match &self.kind {
            NodeKind::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// What a path leads to.
    pub fn follow(&self, path: &[Step]) -> Option<&Node> {
        path.iter().try_fold(self, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Item(index) => node.items().get(*index),
        })
    }

    /// Items of a list; none of anything else.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::List(items) => items,
            _ => &[],
        }
    }

    /// The place to point at when something about the whole is wrong: a map's first key, else the node.
    pub fn head(&self) -> Span {
        self.pairs().first().map_or(self.span, |(key, _)| key.span)
    }

    /// Whether other readers of YAML take this unquoted text for a bool, a time or an octal number.
    pub fn is_trap(&self) -> bool {
        let NodeKind::Scalar { text, style: Style::Plain } = &self.kind else {
            return false;
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let word = ["yes", "no", "on", "off"].iter().any(|word| {
            let capitalised = text.chars().skip(1).all(|c| c.is_lowercase());
            text.eq_ignore_ascii_case(word) && (capitalised || text.chars().all(|c| c.is_uppercase()))
        });
        let clock = text.contains(':') && text.split(':').all(digits);
        let octal = text.len() > 1 && text.starts_with('0') && digits(text);
        word || clock || octal
    }
}
