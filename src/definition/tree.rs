//! First step of reading: YAML text to nodes that keep their place, their style and their raw text.
//!
//! Only a syntax error or an exceeded budget stops a file; everything else is reported and read on.

use crate::problem::{FileId, Problems};

mod builder;
mod comma_repair;
mod node;
mod syntax_fault;

pub use node::{Budget, Node, NodeKind, Step, Style};

/// Reads one file; `None` when it is no YAML or exceeds the budget, which is then among the problems.
pub fn parse(file: FileId, text: &str, budget: &Budget, problems: &mut Problems) -> Option<Node> {
    match builder::build(file, text, budget, problems) {
        Ok(node) => Some(node),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
