//! Names that mean one file below a folder, on every system, whatever text they were made of.

use std::collections::BTreeSet;
use std::fmt;

/// Bytes of the longest name.
const LONGEST: usize = 100;

/// The name of a file or folder: one step down, never up or elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The name that a text gives: letters, digits, `-`, `_` and `.` stay, anything else becomes `-`.
    ///
    /// Two texts may give the same name; [`names`] tells them apart.
    pub fn from_text(text: &str) -> Name {
        let plain: String = text.chars().map(|c| if stays(c) { c } else { '-' }).collect();
        let cut = plain.floor_char_boundary(LONGEST);
        let own = plain[..cut].trim_matches(['-', '.']);
        Name(match own {
            "" => "entity".to_owned(),
            // `con.txt` means the device as `con` does.
            own if is_device(own) => format!("{}-", own.replace('.', "-")),
            own => own.to_owned(),
        })
    }

    /// A name as it is written, with a dot in front if it has one; `None` when it is not safe.
    pub fn exact(text: &str) -> Option<Name> {
        let own = text.strip_prefix('.').unwrap_or(text);
        let is_safe = text.len() <= 2 * LONGEST && own.chars().all(stays) && !own.starts_with('.');
        (is_safe && !own.is_empty() && !own.ends_with('.') && !is_device(own)).then(|| Name(text.to_owned()))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names of several texts, each once, also where a system takes small letters and capitals for the same; of two that look
/// the same the later gets a number. None of them is one of those that are taken.
pub fn names(texts: &[String], taken: &[&str]) -> Vec<Name> {
    let mut used: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let mut name = |text: &String| {
        let own = Name::from_text(text).0;
        let stem = own.trim_end_matches('-').to_owned();
        let mut numbers = (2_u64..).map(|n| format!("{stem}-{n}"));
        let mut next = if is_device(&stem) { numbers.next().unwrap_or_default() } else { own };
        while !used.insert(next.to_lowercase()) {
            next = numbers.next().unwrap_or_default();
        }
        Name(next)
    };
    texts.iter().map(&mut name).collect()
}

/// Whether a character may stand in a name. Letters that some systems take for others, written in parts or long out of
/// use, may not: two names would become one.
fn stays(c: char) -> bool {
    let is_ambiguous = matches!(u32::from(c), 0x1100..=0x11FF | 0xA960..=0xA97F | 0xD7B0..=0xD7FF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F);
    (c.is_alphanumeric() && !is_ambiguous) || matches!(c, '-' | '_' | '.')
}

/// Whether some systems take a name for a device.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric));
    is_port || ["con", "prn", "aux", "nul"].contains(&stem.as_str())
}
