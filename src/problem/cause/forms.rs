use super::{Cause, Code};

/// Two keys, or a key and a word, that cannot stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusive {
    /// The one, such as `keep` or `match: one`.
    pub one: String,
    /// The other.
    pub other: String,
}

impl Exclusive {
    /// These two.
    pub fn new(one: &str, other: &str) -> Exclusive {
        Exclusive { one: one.to_owned(), other: other.to_owned() }
    }
}

impl Cause for Exclusive {
    fn code(&self) -> Code {
        Code::TwoForms
    }

    fn message(&self) -> String {
        format!("`{}` and `{}` exclude each other", self.one, self.other)
    }
}
