//! What serde reports while nodes are read into structs.

use std::fmt;

use serde::de;

use crate::problem::{Code, Problem, Raised, Span, causes, near};

/// A problem on its way out.
#[derive(Debug)]
pub(super) struct Fault(pub(super) Problem);

impl Fault {
    /// Names the place, unless an inner one is already named.
    pub(super) fn at(self, span: Span) -> Fault {
        match self.0.span {
            Some(_) => self,
            None => Fault(self.0.at(span)),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Fault {
        Fault(Problem::new(Raised::by(Code::WrongType, &message)))
    }

    fn missing_field(field: &'static str) -> Fault {
        Fault(Problem::new(FieldMissing { field: field.to_string() }))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Fault {
        let problem = Problem::new(FieldUnknown { field: field.to_string() });
        Fault(problem.did_you_mean(near(field, expected.iter().copied())))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Fault {
        let words = expected.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let problem = Problem::new(VariantUnknown { word: variant.to_string(), known: words });
        Fault(problem.did_you_mean(near(variant, expected.iter().copied())))
    }
}

causes! {
    /// A key that a struct needs.
    FieldMissing { field: String } => MissingKey,
        "this needs `{field}`",
        "add `{field}: …`";

    /// A key that a struct does not have.
    FieldUnknown { field: String } => UnknownKey,
        "there is no key `{field}` here";

    /// A word that is none of a list.
    VariantUnknown { word: String, known: String } => WrongType,
        "`{word}` is not one of {known}";
}
