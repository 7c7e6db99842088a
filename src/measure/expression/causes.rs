//! What can be wrong with an expression.

use crate::problem::causes;

causes! {
    /// Days or times where a number is needed.
    DateForNumber { part: String, reason: String } => TypeMismatch,
        "`{part}` is a date; {reason}";

    /// A pattern that is only known from row to row.
    PatternComputed => NotAllowed,
        "the pattern of `regexp_like` has to be a text in single quotes",
        "write it as `regexp_like(code, '^A[0-9]+$')`; `contains` looks for the text of a column";

    /// A pattern that takes more than is computed.
    PatternTooLarge => TooLarge,
        "this pattern takes more memory than one may",
        "repeat fewer things fewer times";

    /// A text that is no pattern.
    NoPattern { pattern: String } => ExpressionSyntax,
        "`{pattern}` is no regular expression",
        "close its brackets, and put `\\` before a sign that stands for itself";

    /// A form that may not be used.
    NotAllowed { what: String } => NotAllowed,
        "{what} may not be used here";

    /// A text that is no number.
    NoNumber { text: String } => ExpressionSyntax,
        "`{text}` is no number";

    /// A value of one row where all rows are added up.
    ValueOfOneRow { value: String } => NotAllowed,
        "`{value}` is a value of one row and may not be used here",
        "aggregate it: `sum({value})`";

    /// Two values that an operation does not take together.
    OperandsDisagree { verb: String, left: String, right: String } => TypeMismatch,
        "cannot {verb} {left} and {right}";

    /// A word that may not be used.
    WordNotAllowed { word: String } => NotAllowed,
        "`{word}` may not be used here";

    /// A function of one value with none or several.
    NotOneArgument { function: String, found: usize } => ExpressionSyntax,
        "expected one value in `{function}`, found {found}";

    /// `distinct` in an aggregate that is the same without it, or does not mean it.
    DistinctNotAllowed { aggregate: String } => NotAllowed,
        "`{aggregate}(distinct …)` may not be used here";

    /// A condition that is counted, as every row is.
    CountOfCondition { condition: String } => CountOfCondition,
        "this counts every row",
        "write `count(*) filter (where {condition})`, or use `where`";

    /// A formula that is no condition.
    NotACondition { text: String } => TypeMismatch,
        "`{text}` is no condition",
        "compare it, as `value >= 0.9`";

    /// A function with more or fewer values than it takes.
    ArgumentsMiscounted { many: String, function: String, found: usize } => ExpressionSyntax,
        "expected {many} values in `{function}`, found {found}";

    /// An expression with more parts than are computed.
    TooManyParts { most: usize } => TooLarge,
        "this expression has more than {most} parts, with those of the filters it names",
        "make part of it a `derive`d column";

    /// A part too deep inside others.
    StandsTooDeep { most: usize } => TooLarge,
        "this stands more than {most} parts deep",
        "split it into `derive`d columns";

    /// A value that is no condition where one is needed.
    ConditionNeeded { kind: String } => TypeMismatch,
        "a condition is true or false, this is {kind}",
        "compare it with something";

    /// A value that is no number where one is needed.
    NumberNeeded { kind: String } => TypeMismatch,
        "a number is needed here, this is {kind}";

    /// A column that is text only because nobody gave it a type.
    ColumnIsText { column: String, wanted: String, source: String } => ColumnIsText,
        "`{column}` is text here",
        "add `columns: {{ {column}: {wanted} }}` to source `{source}`";

    /// A value that is no date where one is needed.
    DateNeeded { kind: String } => TypeMismatch,
        "a date is needed here, this is {kind}",
        "declare the column as `date`, or write `cast(… as date)`";

    /// A text that is no date.
    NoDate { text: String } => ExpressionSyntax,
        "`{text}` is no date",
        "write `date '2016-01-31'`";

    /// A text that is no interval.
    NoInterval => ExpressionSyntax,
        "this is no interval",
        "write `interval '3 days'`: a whole number of days, weeks, months, quarters, years, hours, minutes or seconds";

    /// Values of two types where one is needed.
    TypesDiffer { first: String, second: String } => TypeMismatch,
        "these are {first} and {second}, one type is needed";

    /// A type that nothing is cast to.
    CastNotAllowed { kind: String } => NotAllowed,
        "a cast to `{kind}` may not be used here",
        "`text`, `integer`, `number`, `bool` or `date`";

    /// A value that cannot be read as another type.
    Unconvertible { from: String, what: String } => TypeMismatch,
        "{from} is no {what}";

    /// An aggregate where a value of one row is needed.
    AggregateInRow { aggregate: String } => NotAllowed,
        "`{aggregate}` is an aggregate and may not be used here",
        "a value of one row is needed here";

    /// A step of time that days are not cut to.
    StepUnknown => ExpressionSyntax,
        "`date_trunc` takes 'day', 'week', 'month', 'quarter' or 'year'",
        "write `date_trunc('month', …)`";

    /// An expression without a word.
    NothingWritten => ExpressionSyntax,
        "expected an expression, found nothing";

    /// An expression with more operations than are computed.
    TooManyOperations { operations: usize, most: usize } => TooLarge,
        "this expression has {operations} operations, {most} are the most",
        "split it into `derive`d columns";

    /// An expression that goes on where it could end.
    Unfinished { token: String } => ExpressionSyntax,
        "expected an operator or the end, found `{token}`",
        "text stands in single quotes, names with blanks in double quotes";

    /// A number with the unit of a length of time behind it.
    LengthUnwritten { token: String, length: String } => ExpressionSyntax,
        "expected an operator or the end, found `{token}`",
        "write the length as `interval '{length}'`";

    /// An expression whose brackets stand too deep.
    NestedTooDeep => ExpressionSyntax,
        "expected a simpler expression, found one nested too deep",
        "split it into `derive`d columns";

    /// A function in a form that may not be used.
    FormNotAllowed { function: String, form: String } => NotAllowed,
        "`{function}` {form} may not be used here";

    /// A length of months where one of seconds is needed.
    NoLength => TypeMismatch,
        "a month has no fixed length",
        "write `interval '30 days'`, or add it to a date";

    /// A formula with more operations inside one another than a page and a sheet hold.
    FormulaTooDeep { depth: usize, most: usize } => TooLarge,
        "this formula has {depth} operations inside one another, {most} are the most",
        "make measures of its parts";

    /// A `case` with more branches than a sheet holds.
    TooManyBranches { branches: usize, most: usize } => TooLarge,
        "a `case` of a formula has {branches} branches, {most} are the most",
        "make measures of its parts";

    /// A formula over a measure that is not there.
    UnknownMeasure { measure: String } => FormulaUnknownMeasure,
        "no measure `{measure}`";

    /// An expression that ends where something is expected.
    Incomplete { expected: String } => ExpressionSyntax,
        "expected {expected}, found the end";

    /// Something other than what is expected.
    Unexpected { expected: String, found: String } => ExpressionSyntax,
        "expected {expected}, found `{found}`";

    /// What is no expression at all.
    NoExpression { found: String } => ExpressionSyntax,
        "expected an expression, found this: {found}";

    /// A comparison that nothing meets.
    ComparedWithNull => TypeMismatch,
        "nothing compares with `null`",
        "write `… is null`, or `… is not null`";

    /// The text of yes or no compared with another word for it.
    TextOfTruth { text: String } => TypeMismatch,
        "as text, yes and no are `true` and `false`, and never `{text}`";

    /// A column of yes and no that is counted, which counts both.
    CountOfTruth { column: String } => CountOfCondition,
        "`{column}` is yes or no, and this counts both",
        "write `count(*) filter (where {column})`, or `… where {column} is not null)` for all answers";

    /// A cell compared with a blank.
    EqualsBlank { written: String } => TypeMismatch,
        "a blank cell has no value, and equals no text",
        "write `{written} is null`";
}
