//! What can be wrong with a node's keys and words.

use crate::problem::{Cause, Code, causes};

causes! {
    /// YAML's key for merging maps.
    MergeKey { object: String } => UnknownKey,
        "`{object}` has no key `<<`",
        "maps are not merged here; write the keys out, or use `defaults`";

    /// Keys of a name that takes none.
    HoldsNothing { name: String, key: String } => WrongType,
        "`{name}` holds nothing",
        "write `{key}: {name}`";

    /// A name alone that needs keys.
    NeedsKeys { name: String, needs: String, key: String, form: String } => KindNeedsKeys,
        "`{name}` needs {needs}",
        "write `{key}: {{ {name}: {form} }}`";

    /// Two names where one is meant.
    TwoKinds { key: String, one: String, a: String, b: String, several: String } => TwoKinds,
        "`{key}` holds one {one}, here are `{a}` and `{b}`",
        "write two {several}";

    /// A text that other readers of YAML take for something else.
    ReadAsText { text: String } => YamlTrap,
        "`{text}` is read as text",
        "quote it to say so: `\"{text}\"`";

    /// A key of a kind that stands outside of it.
    KeyOutside { key: String, kind: String, word: String } => UnknownKey,
        "`{key}` has no key `{word}`",
        "it belongs inside: `{key}: {{ {kind}: {{ {word}: … }} }}`";

    /// A key beside a kind, which stands alone.
    KeyBeside { key: String, kind: String, word: String } => UnknownKey,
        "`{key}` has no key `{word}`",
        "it holds `{kind}` and nothing else";
}

/// A word that is none of those a key takes.
#[derive(Debug, PartialEq)]
pub(crate) struct UnknownWord {
    /// The code of what it should name.
    pub(crate) code: Code,
    /// What it should name, such as `kind`.
    pub(crate) what: String,
    /// The word as written.
    pub(crate) word: String,
    /// Those that there are, as a list.
    pub(crate) known: String,
}

impl Cause for UnknownWord {
    fn code(&self) -> Code {
        self.code
    }

    fn message(&self) -> String {
        format!("no {} `{}`", self.what, self.word)
    }

    fn help(&self) -> Option<String> {
        Some(format!("one of {}", self.known))
    }
}

/// A key that an object does not have.
#[derive(Debug, PartialEq)]
pub(crate) struct UnknownKey {
    /// The object.
    pub(crate) object: String,
    /// The key.
    pub(crate) key: String,
    /// The keys that it has, as a list; blank where it has none.
    pub(crate) known: String,
}

impl Cause for UnknownKey {
    fn code(&self) -> Code {
        Code::UnknownKey
    }

    fn message(&self) -> String {
        format!("`{}` has no key `{}`", self.object, self.key)
    }

    fn help(&self) -> Option<String> {
        Some(match self.known.as_str() {
            "" => "it has no keys".to_owned(),
            known => format!("keys: {known}"),
        })
    }
}

/// A text that is no id.
#[derive(Debug, PartialEq)]
pub(crate) struct NoId {
    /// The text.
    pub(crate) text: String,
    /// One that is made of it, if that can be.
    pub(crate) suggestion: Option<String>,
}

impl Cause for NoId {
    fn code(&self) -> Code {
        Code::BadId
    }

    fn message(&self) -> String {
        format!("`{}` is no id", self.text)
    }

    fn help(&self) -> Option<String> {
        Some(match &self.suggestion {
            Some(suggestion) => format!("write `{suggestion}`"),
            None => "write small letters a to z, digits and `_`, beginning with a letter".to_owned(),
        })
    }
}
