//! Expressions as people write them: over the rows of a source, over aggregates, over measures.
//!
//! The text is parsed as SQL and lowered by a closed match, so nothing outside the language gets through: row
//! expressions and conditions become DataFusion expressions with a known type ([`row`]), aggregates become a
//! [`Formula`](super::Formula) over components ([`aggregate`]), formulas over measures stay formulas ([`over`]).

pub mod aggregate;
mod chain;
mod finite;
pub mod instant;
pub mod mood;
pub mod over;
pub mod row;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use chrono_tz::Tz;
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::logical_expr::expr::Placeholder;
use datafusion::prelude::Expr;
use datafusion::scalar::ScalarValue;
use datafusion::sql::sqlparser::ast;
use datafusion::sql::sqlparser::ast::Spanned as _;
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::{Span as SqlSpan, Token, TokenWithSpan, Tokenizer};

use crate::problem::Code;

/// Type of a column, as a cell rule names it or a file brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// Whole number.
    Integer,
    /// Number.
    Number,
    /// Amount of money with a number of decimals.
    Money {
        /// Decimals.
        scale: u8,
    },
    /// True or false.
    Bool,
    /// Day.
    Date,
    /// Day and time.
    Datetime {
        /// Whether each carries its zone or offset.
        zoned: bool,
    },
    /// A number of seconds.
    Duration,
    /// Label of a survey wave.
    Wave,
}

impl ColumnType {
    /// The type as a word in a message.
    pub fn word(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Integer => "a whole number",
            ColumnType::Number => "a number",
            ColumnType::Money { .. } => "money",
            ColumnType::Bool => "true or false",
            ColumnType::Date => "a date",
            ColumnType::Datetime { .. } => "a date with time",
            ColumnType::Duration => "a duration",
            ColumnType::Wave => "a wave",
        }
    }

    /// How a column of this type is held. Times are instants that know the calendar's zone; durations are seconds.
    pub fn held(self, zone: Tz) -> DataType {
        match self {
            ColumnType::Text | ColumnType::Wave => DataType::Utf8,
            ColumnType::Integer => DataType::Int64,
            ColumnType::Number | ColumnType::Money { .. } | ColumnType::Duration => DataType::Float64,
            ColumnType::Bool => DataType::Boolean,
            ColumnType::Date => DataType::Date32,
            ColumnType::Datetime { .. } => instant::held(zone),
        }
    }

    /// The type that a column of an Arrow type brings, if the language has one.
    pub fn brought(kind: &DataType) -> Option<ColumnType> {
        match kind {
            DataType::Dictionary(_, values) => ColumnType::brought(values),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => {
                Some(ColumnType::Text)
            }
            DataType::Boolean => Some(ColumnType::Bool),
            kind if kind.is_integer() => Some(ColumnType::Integer),
            kind if kind.is_floating() || kind.is_decimal() => Some(ColumnType::Number),
            DataType::Date32 | DataType::Date64 => Some(ColumnType::Date),
            DataType::Timestamp(_, zone) => Some(ColumnType::Datetime { zoned: zone.is_some() }),
            DataType::Time32(_) | DataType::Time64(_) | DataType::Duration(_) => Some(ColumnType::Duration),
            _ => None,
        }
    }

    /// Whether it is a plain number; a duration is one only once it is divided by another.
    pub fn is_numeric(self) -> bool {
        matches!(self, ColumnType::Integer | ColumnType::Number | ColumnType::Money { .. })
    }

    /// Whether it can be added up: a number or a duration.
    pub fn is_quantity(self) -> bool {
        self.is_numeric() || self == ColumnType::Duration
    }

    /// Whether it is a day or a time.
    pub fn is_temporal(self) -> bool {
        matches!(self, ColumnType::Date | ColumnType::Datetime { .. })
    }
}

/// An expression with its type; no type means the literal null.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The expression.
    pub expr: Expr,
    /// Its type.
    pub kind: Option<ColumnType>,
    /// The column it is, when it is nothing but a column.
    pub column: Option<String>,
}

/// A column that words in expressions may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownColumn {
    /// Type.
    pub kind: ColumnType,
    /// Whether a text column was left undeclared, so that arithmetic on it deserves advice.
    pub undeclared: bool,
}

/// The columns of one source by name.
pub type Columns = BTreeMap<String, KnownColumn>;

/// What the words of an expression over rows may mean.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Source id, for messages.
    pub source: String,
    /// The zone by whose clock times have a day.
    pub zone: Tz,
    /// Columns, derived ones included.
    pub columns: Columns,
    /// Columns that the rows do not hold, and what each is over those that they do.
    pub computed: BTreeMap<String, Expr>,
    /// Named conditions.
    pub filters: BTreeMap<String, Expr>,
}

impl Vocabulary {
    /// What a column is over the rows.
    pub fn column(&self, name: &str) -> Expr {
        self.computed.get(name).cloned().unwrap_or_else(|| row::column(name))
    }
}

/// Why an expression cannot be used, and which part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// Code of the diagnostic.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The part, in bytes of the expression's text.
    pub range: Range<usize>,
}

impl ExpressionError {
    fn new(code: Code, message: impl Into<String>, text: &Source<'_>, span: SqlSpan) -> ExpressionError {
        ExpressionError { code, message: message.into(), help: None, range: text.range(span) }
    }

    fn help(mut self, help: impl Into<String>) -> ExpressionError {
        self.help = Some(help.into());
        self
    }

    fn did_you_mean(self, near: Option<&str>) -> ExpressionError {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}

/// The day that `as_of()` means, until a run binds it.
pub fn as_of() -> Expr {
    Expr::Placeholder(Placeholder::new_with_field(
        "$as_of".to_owned(),
        Some(Field::new("as_of", DataType::Date32, true).into()),
    ))
}

/// Puts the run's as-of day in the place of every [`as_of`].
pub fn bind_as_of(expr: &Expr, day: NaiveDate) -> Expr {
    let literal = date_literal(day);
    let bound = expr.clone().transform(|e| {
        Ok(match e {
            Expr::Placeholder(_) => Transformed::yes(literal.clone()),
            other => Transformed::no(other),
        })
    });
    bound.map_or_else(|_| expr.clone(), |t| t.data)
}

/// A day as a literal.
pub fn date_literal(day: NaiveDate) -> Expr {
    Expr::Literal(ScalarValue::Date32(Some(days_since_epoch(day))), None)
}

/// Days since 1970-01-01.
pub fn days_since_epoch(day: NaiveDate) -> i32 {
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

/// The day of a number of days since 1970-01-01; what no calendar reaches is its last day, or its first.
pub fn day_of_epoch(days: i32) -> NaiveDate {
    let day = NaiveDate::default().checked_add_signed(chrono::Duration::days(i64::from(days)));
    day.unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// Numbers added up, however many there are; nothing of none.
pub fn added(numbers: Vec<Expr>) -> Option<Expr> {
    chain::joined(numbers, datafusion::logical_expr::Operator::Plus)
}

/// Every column named by an expression over rows, sorted.
pub fn columns_of(expr: &Expr) -> Vec<String> {
    let mut names: Vec<String> = expr.column_refs().into_iter().map(|c| c.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// An expression's text, able to turn the parser's places into byte ranges.
pub(crate) struct Source<'a> {
    text: &'a str,
}

impl<'a> Source<'a> {
    fn new(text: &'a str) -> Source<'a> {
        Source { text }
    }

    fn offset(&self, line: u64, column: u64) -> usize {
        let line = usize::try_from(line.saturating_sub(1)).unwrap_or(0);
        let column = usize::try_from(column.saturating_sub(1)).unwrap_or(0);
        let start: usize = self.text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = self.text.get(start..).unwrap_or("");
        start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
    }

    fn range(&self, span: SqlSpan) -> Range<usize> {
        if span.start.line == 0 {
            return 0..self.text.len();
        }
        let start = self.offset(span.start.line, span.start.column);
        let end = self.offset(span.end.line, span.end.column);
        start..end.max(start)
    }
}

/// Operations that one expression may have.
const OPERATIONS: usize = 2_000;

/// Does with an expression's text what goes as deep as it has operations. The parser hangs each term of a chain one
/// deeper than the next, so a long one gets a stack of its own.
pub(crate) fn with_room<T>(text: &str, work: impl FnOnce() -> T) -> T {
    const SHORT: usize = 100; // bytes
    const ROOM: usize = 64 << 20;
    if text.len() < SHORT { work() } else { stacker::grow(ROOM, work) }
}

/// Where a part stands. Chains are not gone through term by term.
pub(crate) fn span_of(expr: &ast::Expr) -> SqlSpan {
    match expr {
        ast::Expr::BinaryOp { right, .. } => {
            let mut first = expr;
            while let ast::Expr::BinaryOp { left, .. } = first {
                first = left;
            }
            span_of(first).union(&span_of(right))
        }
        ast::Expr::Nested(inner) => span_of(inner),
        other => other.span(),
    }
}

/// Parses a text as one expression.
pub(crate) fn parse(text: &str) -> Result<ast::Expr, ExpressionError> {
    parse_as(text, |tokens| tokens)
}

/// The same, with its tokens put into other words first.
fn parse_as(
    text: &str,
    words: impl FnOnce(Vec<TokenWithSpan>) -> Vec<TokenWithSpan>,
) -> Result<ast::Expr, ExpressionError> {
    let source = Source::new(text);
    if text.trim().is_empty() {
        return Err(ExpressionError {
            code: Code::ExpressionSyntax,
            message: "expected an expression, found nothing".to_owned(),
            help: None,
            range: 0..text.len(),
        });
    }
    let tokens = Tokenizer::new(&GenericDialect {}, text).tokenize_with_location();
    let tokens = tokens.map_err(|e| syntax_error(&e.into(), &source))?;
    let operations = tokens.iter().filter(|token| is_operation(&token.token)).count();
    if operations > OPERATIONS {
        return Err(ExpressionError {
            code: Code::TooLarge,
            message: format!("this expression has {operations} operations, {OPERATIONS} are the most"),
            help: Some("split it into `derive`d columns".to_owned()),
            range: 0..text.len(),
        });
    }
    let parser = Parser::new(&GenericDialect {}).with_recursion_limit(60);
    let mut parser = parser.with_tokens_with_locations(words(tokens));
    let expr = parser.parse_expr().map_err(|e| syntax_error(&e, &source))?;
    let next = parser.peek_token();
    if next.token != Token::EOF {
        let message = format!("expected an operator or the end, found `{}`", next.token);
        let error = ExpressionError::new(Code::ExpressionSyntax, message, &source, next.span);
        return Err(error.help("text stands in single quotes, names with blanks in double quotes"));
    }
    Ok(expr)
}

/// Whether a token may hang one part below another.
fn is_operation(token: &Token) -> bool {
    use datafusion::sql::sqlparser::keywords::Keyword;
    match token {
        Token::Word(word) => {
            matches!(word.keyword, Keyword::AND | Keyword::OR | Keyword::NOT | Keyword::IS | Keyword::BETWEEN)
        }
        Token::Number(..)
        | Token::SingleQuotedString(_)
        | Token::Comma
        | Token::LParen
        | Token::RParen
        | Token::Whitespace(_)
        | Token::EOF => false,
        _ => true,
    }
}

fn syntax_error(error: &ParserError, source: &Source<'_>) -> ExpressionError {
    let (ParserError::ParserError(text) | ParserError::TokenizerError(text)) = error else {
        return ExpressionError {
            code: Code::ExpressionSyntax,
            message: "expected a simpler expression, found one nested too deep".to_owned(),
            help: Some("split it into `derive`d columns".to_owned()),
            range: 0..source.text.len(),
        };
    };
    let (said, place) = text.split_once(" at Line: ").unwrap_or((text, ""));
    let start = place
        .split_once(", Column: ")
        .and_then(|(line, column)| Some(source.offset(line.parse().ok()?, column.trim().parse().ok()?)))
        .unwrap_or(source.text.len());
    let rest = source.text.get(start..).unwrap_or("");
    let word = rest.find(|c: char| c.is_whitespace() || ",()".contains(c)).unwrap_or(rest.len()).max(1);
    let end = (start + word).min(source.text.len());
    let said = said.trim_start_matches("Expected: ");
    let (expected, found) = said.split_once(", found: ").unwrap_or((said, ""));
    let message = match found {
        "" => format!("expected an expression, found this: {}", expected.to_lowercase()),
        "EOF" => format!("expected {expected}, found the end"),
        found => format!("expected {expected}, found `{found}`"),
    };
    let range = if start >= source.text.len() {
        source.text.len().saturating_sub(1)..source.text.len()
    } else {
        start..end
    };
    ExpressionError { code: Code::ExpressionSyntax, message, help: None, range }
}

/// The name of a function, and where it stands.
fn function_name(function: &ast::Function) -> (String, SqlSpan) {
    (function.name.to_string().to_lowercase(), function.name.span())
}

/// The plain arguments of a function call; `None` stands for `*`.
fn arguments<'e>(
    function: &'e ast::Function,
    source: &Source<'_>,
) -> Result<(bool, Vec<Option<&'e ast::Expr>>), ExpressionError> {
    let (name, span) = function_name(function);
    let refuse = |what: &str| {
        Err(ExpressionError::new(
            Code::NotAllowed,
            format!("`{name}` {what} may not be used here"),
            source,
            span,
        ))
    };
    if function.over.is_some() || !function.within_group.is_empty() || function.null_treatment.is_some() {
        return refuse("over a window");
    }
    let ast::FunctionArguments::List(list) = &function.args else {
        return refuse("without brackets");
    };
    if !list.clauses.is_empty() {
        return refuse("with clauses");
    }
    let distinct = matches!(list.duplicate_treatment, Some(ast::DuplicateTreatment::Distinct));
    let mut plain = Vec::new();
    for argument in &list.args {
        match argument {
            ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(e)) => plain.push(Some(e)),
            ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Wildcard) => plain.push(None),
            _ => return refuse("with named arguments"),
        }
    }
    Ok((distinct, plain))
}

/// A list of names for a message, cut after twelve.
fn some_of(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(12).map(|n| format!("`{n}`")).collect();
    let more = names.len().saturating_sub(12);
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}
