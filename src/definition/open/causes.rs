//! What can be wrong with the files of a project.

use crate::problem::causes;

causes! {
    /// A definition in a later version of the language.
    LanguageTooNew { version: String, own: i64 } => LanguageVersion,
        "this file needs language {version}, this program reads {own}",
        "update mando";

    /// Two scorecards of one id.
    SameScorecard { id: String, place: String } => DuplicateId,
        "scorecard `{id}` is already defined in {place}",
        "rename one: both would write into one folder";

    /// A file beyond the size that is read.
    FileTooLarge { file: String, megabytes: usize } => TooLarge,
        "`{file}` exceeds {megabytes} MB",
        "split the scorecard";

    /// A file that cannot be opened.
    UnreadableFile { file: String, error: String } => MissingFile,
        "cannot open `{file}`: {error}";

    /// A file that is no text.
    NotUtf8 { line: usize, file: String } => Syntax,
        "cannot read this as YAML: line {line} of `{file}` is not utf-8",
        "save it as utf-8";

    /// Two notes of the same day and author.
    NoteTwice { line: usize } => NoteTwice,
        "this repeats line {line}",
        "keep one, or give it another date";
}
