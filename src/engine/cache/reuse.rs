//! What was reused of a source, in words.

use std::fmt;

/// What of a source came from the cache, and what had to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reuse {
    /// The source.
    pub source: String,
    /// How many files are behind it.
    pub files: usize,
    /// How many of them were not read.
    pub reused: usize,
    /// The files that were read, or that are the reason why all were; one without a name where it is none of them.
    pub read: Vec<(String, ReadReason)>,
    /// Whether it is kept as a whole.
    pub is_whole: bool,
    /// The source for whose sake it was read.
    pub read_for: Option<String>,
    /// ReadReason it is never kept.
    pub refused: Option<String>,
}

/// ReadReason a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadReason {
    /// Nothing was kept of it.
    New,
    /// It has other content.
    Changed,
    /// Rows are read by other rules, or other things are asked of them.
    Rules,
    /// Another program kept it.
    Version,
    /// It has rows after as-of, and what was kept holds for another day.
    AfterAsOf,
    /// What was kept cannot be used.
    Damaged,
    /// What was kept is not there any more; of a file behind a source: it is not.
    Gone,
    /// It stands where its content is not known before it is read.
    Elsewhere,
}

impl ReadReason {
    fn of_one(self) -> &'static str {
        match self {
            ReadReason::New => "it is new",
            ReadReason::Changed => "it changed",
            ReadReason::Rules => "what is asked of it changed",
            ReadReason::Version => "another version of mando kept it",
            ReadReason::AfterAsOf => "it has rows after as-of",
            ReadReason::Damaged => "what was kept of it is damaged",
            ReadReason::Gone => "it is kept no longer",
            ReadReason::Elsewhere => "it stands elsewhere",
        }
    }

    fn of_several(self) -> &'static str {
        match self {
            ReadReason::New => "they are new",
            ReadReason::Changed => "they changed",
            ReadReason::Rules => "what is asked of them changed",
            ReadReason::Version => "another version of mando kept them",
            ReadReason::AfterAsOf => "they have rows after as-of",
            ReadReason::Damaged => "what was kept of them is damaged",
            ReadReason::Gone => "they are kept no longer",
            ReadReason::Elsewhere => "they stand elsewhere",
        }
    }
}

impl Reuse {
    pub(super) fn new(source: &str) -> Reuse {
        Reuse { source: source.to_owned(), ..Reuse::default() }
    }

    /// Whether nothing was known of it before: there is nothing to tell then.
    pub fn is_first(&self) -> bool {
        let is_new = self.read.iter().all(|(_, why)| *why == ReadReason::New);
        self.refused.is_none() && self.reused == 0 && is_new
    }

    /// Files that were read for one reason.
    fn group(files: &[(String, ReadReason)]) -> String {
        const NAMED: usize = 3;
        let why = files[0].1;
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        match names.as_slice() {
            [one] => format!("{one} was read: {}", why.of_one()),
            [first @ .., last] if names.len() <= NAMED => {
                format!("{} and {last} were read: {}", first.join(", "), why.of_several())
            }
            all => format!("{} files were read: {}", all.len(), why.of_several()),
        }
    }
}

impl fmt::Display for Reuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reuse { source, files, reused, read, is_whole, read_for, refused } = self;
        if let Some(why) = refused {
            return write!(f, "{source}: not kept: {why}");
        }
        if *is_whole && !read.is_empty() {
            let reason = |(name, why): &(String, ReadReason)| match (name.as_str(), why) {
                ("", why) => why.of_one().to_owned(),
                (name, ReadReason::New) => format!("{name} is new"),
                (name, ReadReason::Gone) => format!("{name} is gone"),
                (name, _) => format!("{name} changed"),
            };
            let reasons: Vec<String> = read.iter().map(reason).collect();
            return write!(f, "{source}: read as a whole: {}", reasons.join(", "));
        }
        if let Some(other) = read_for {
            return write!(f, "{source}: read for `{other}`");
        }
        let word = if *files == 1 { "file" } else { "files" };
        write!(f, "{source}: {reused} of {files} {word} from the cache")?;
        let mut read: Vec<(String, ReadReason)> = read.clone();
        while let Some((_, why)) = read.first().cloned() {
            let (same, rest): (Vec<_>, Vec<_>) = read.into_iter().partition(|(_, other)| *other == why);
            write!(f, "; {}", Reuse::group(&same))?;
            read = rest;
        }
        Ok(())
    }
}
