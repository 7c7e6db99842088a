//! What facts are called: aggregates of a definition in words, since SQL is no label.

use crate::measure::{Component, Title};
use crate::report::Composer;
use crate::report::sections::shortened;

/// Characters that the name of a fact may have in a cell.
const LABEL: usize = 250;

impl Composer<'_> {
    /// What a component is, for a reader of figures.
    pub(super) fn fact_title(&self, component: &Component) -> String {
        let said = match &component.title {
            Title::Expression { text, seconds, filtered, condition } => {
                let (title, own) = in_words(text);
                let both: Vec<&str> = own.into_iter().chain(filtered.then_some(condition.as_str())).collect();
                self.words.say(&Title::Expression {
                    text: self.words.say(&title),
                    seconds: *seconds,
                    filtered: !both.is_empty(),
                    condition: both.join(" and "),
                })
            }
            title => self.words.say(title),
        };
        shortened(&said, LABEL)
    }
}

/// An aggregate as a title, and the condition that it has of its own; as it is written, where it is more than that.
fn in_words(text: &str) -> (Title, Option<&str>) {
    let parts = || {
        let (function, rest) = text.split_once('(')?;
        let end = closing(rest)?;
        let condition = match rest[end + 1..].trim() {
            "" => None,
            filter => Some(filter.strip_prefix("FILTER (WHERE ")?.strip_suffix(')')?),
        };
        Some((aggregate(&function.to_lowercase(), rest[..end].trim())?, condition))
    };
    parts().unwrap_or_else(|| (Title::AsWritten { text: text.to_owned() }, None))
}

/// Where the parenthesis closes that stands open before a text.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '\'' => quoted = !quoted,
            '(' if !quoted => open += 1,
            ')' if !quoted => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

fn aggregate(function: &str, inside: &str) -> Option<Title> {
    let of = || Box::new(Title::AsWritten { text: inside.to_owned() });
    Some(match (function, inside) {
        ("count", "" | "*") => Title::Rows,
        ("count", inside) => match inside.strip_prefix("distinct ") {
            Some(value) => Title::DifferentValuesOf { of: value.to_owned() },
            None => Title::ValuesOf { of: inside.to_owned() },
        },
        ("sum", _) => Title::SumOf { of: of() },
        ("min", _) => Title::MinimumOf { of: of() },
        ("max", _) => Title::MaximumOf { of: of() },
        ("median", _) => Title::MedianOf { of: of() },
        _ => return None,
    })
}
