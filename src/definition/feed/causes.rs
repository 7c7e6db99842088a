//! What can be wrong with a source's files.

use crate::problem::causes;

causes! {
    /// Lines of a header that do not follow each other.
    HeaderLines { first: u32, next: u32, line: u32 } => WrongType,
        "the lines of a header follow each other, at most 8 from {first} on, and {line} does not",
        "write all of them: `header_row: [{first}, {next}]`";

    /// The list of rows of a file that is no JSON.
    RowsOfFile { path: String } => WrongType,
        "`rows` names a list within JSON, and `{path}` is none",
        "take `rows` out";

    /// An address that files are not read from.
    UnknownScheme { scheme: String } => UnknownFormat,
        "addresses of `{scheme}://` are not read",
        "files, `https://`, `s3://`, and the databases `sqlite:` and `postgres://` are";

    /// A pattern for files of the web, which lists none.
    PatternOfWeb { path: String } => GlobEmpty,
        "`{path}` matches no file",
        "the web lists no files; name each under `files`";

    /// A text that is no pattern of days and times.
    NoPattern { pattern: String } => WrongType,
        "`format` takes a pattern of days and times, this is `{pattern}`",
        "write `\"%d/%m/%Y\"`, or `\"%Y-%m-%d %H:%M\"`";

    /// A pattern that reads the names of zones.
    ZoneByName { pattern: String } => WrongType,
        "`%Z` in `{pattern}` stands for a zone's name, which several zones share",
        "write `%z` for an offset such as +0100, or the source's `time_zone`";

    /// A pattern of days of a column that holds none.
    FormatOfDates => UnknownKey,
        "`format` belongs to columns of `type: date`, `datetime` or `duration`",
        "leave it out; signs of numbers stand in the `format` of the source";

    /// A pattern of a column of durations that says nothing of them.
    FormatOfSpan => WrongType,
        "durations are written `%H:%M`, `%M:%S` or `%H:%M:%S`",
        "write `format: \"%M:%S\"` where `4:33` is minutes and seconds; without it that is hours and minutes";

    /// Words for yes and no of a column that holds none.
    WordsOfBool { key: String } => UnknownKey,
        "`{key}` belongs to columns of `type: bool`",
        "write `type: bool`, or leave `{key}` out";

    /// A word for both yes and no.
    YesAndNo { word: String } => DuplicateKey,
        "`{word}` stands under `true` and under `false`",
        "leave it under one of them";

    /// A range of values whose ends are out of order.
    RangeBackwards { low: f64, high: f64 } => BandOrder,
        "`{low}` must lie below `{high}`",
        "write `range: [low, high]`";

    /// A name of files without a pattern of days.
    NameWithoutPattern { name: String } => WrongType,
        "`from_file_name` takes a name with a pattern of days, this is `{name}`",
        "write `from_file_name: \"orders_%Y-%m.csv\"`";

    /// A text that is no date.
    NoDate { text: String } => WrongType,
        "`{text}` is no date",
        "write it as `2026-01-31`";

    /// A file whose format its name does not tell.
    UnknownFormat { path: String } => UnknownFormat,
        "cannot tell the format of `{path}`",
        "names end in `.csv`, `.tsv`, `.parquet`, `.arrow`, `.json`, `.jsonl` or `.xlsx`; else name it: `format: {{ type: csv }}`";

    /// More or less than one sign.
    NoSign { key: String, text: String, meant: String } => WrongType,
        "`{key}` takes one sign, this is `{text}`",
        "write `{key}: \"{meant}\"`";

    /// A sign that would stand for decimals and for something else.
    DecimalParts { sign: char, what: String } => DecimalEqualsSeparator,
        "`{sign}` cannot part {what} and decimals",
        "change one of them";

    /// A place in a line that is none.
    FixedPlace { column: String, first: u32, last: u32 } => WrongType,
        "`{column}` cannot stand at `[{first}, {last}]`",
        "write its first and its last character, from 1: `[1, 6]`";

    /// A week of the ISO calendar beside a year of the other one.
    MixedYears { pattern: String, meant: String } => WrongType,
        "`%V` in `{pattern}` is a week of the year that `%G` writes",
        "write `{meant}`";
}
