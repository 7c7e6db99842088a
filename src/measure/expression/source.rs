//! The text of an expression: parsed as SQL, with the place of every part.

use std::ops::Range;

use datafusion::sql::sqlparser::ast;
use datafusion::sql::sqlparser::ast::Spanned as _;
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::{Span as SqlSpan, Token, TokenWithSpan, Tokenizer};

use super::causes::{
    FormNotAllowed, Incomplete, LengthUnwritten, NestedTooDeep, NoExpression, NothingWritten,
    TooManyOperations, Unexpected, Unfinished,
};
use super::suggestions;
use super::typed::Vocabulary;
use crate::calendar::Duration;
use crate::problem::{Cause, Code, Problem, UnknownColumn, near};

/// Why an expression cannot be used, and which part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// What is wrong, without a place.
    pub problem: Problem,
    /// The part, in bytes of the expression's text.
    pub range: Range<usize>,
}

impl ExpressionError {
    pub(super) fn new(cause: impl Cause, text: &Source<'_>, span: SqlSpan) -> ExpressionError {
        ExpressionError { problem: Problem::new(cause), range: text.range(span) }
    }

    pub(super) fn help(self, help: impl Into<String>) -> ExpressionError {
        ExpressionError { problem: self.problem.help(help), ..self }
    }

    pub(super) fn did_you_mean(self, near: Option<&str>) -> ExpressionError {
        ExpressionError { problem: self.problem.did_you_mean(near), ..self }
    }
}

/// An expression's text, able to turn the parser's places into byte ranges.
pub(crate) struct Source<'a> {
    text: &'a str,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Source<'a> {
        Source { text }
    }

    pub(super) fn offset(&self, line: u64, column: u64) -> usize {
        let line = usize::try_from(line.saturating_sub(1)).unwrap_or(0);
        let column = usize::try_from(column.saturating_sub(1)).unwrap_or(0);
        let start: usize = self.text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = self.text.get(start..).unwrap_or("");
        start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
    }

    /// What stands at a place, as it is written.
    pub(super) fn written(&self, span: SqlSpan) -> &'a str {
        self.text.get(self.range(span)).unwrap_or_default()
    }

    pub(super) fn range(&self, span: SqlSpan) -> Range<usize> {
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
pub(crate) fn with_large_stack<T>(text: &str, work: impl FnOnce() -> T) -> T {
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
pub(super) fn parse_as(
    text: &str,
    words: impl FnOnce(Vec<TokenWithSpan>) -> Vec<TokenWithSpan>,
) -> Result<ast::Expr, ExpressionError> {
    let source = Source::new(text);
    if text.trim().is_empty() {
        return Err(ExpressionError { problem: Problem::new(NothingWritten), range: 0..text.len() });
    }
    let tokens = Tokenizer::new(&GenericDialect {}, text).tokenize_with_location();
    let tokens = tokens.map_err(|e| syntax_error(&e.into(), &source))?;
    let operations = tokens.iter().filter(|token| is_operation(&token.token)).count();
    if operations > OPERATIONS {
        let problem = Problem::new(TooManyOperations { operations, most: OPERATIONS });
        return Err(ExpressionError { problem, range: 0..text.len() });
    }
    let parser = Parser::new(&GenericDialect {}).with_recursion_limit(60);
    let mut parser = parser.with_tokens_with_locations(words(as_names(tokens)));
    let expr = parser.parse_expr().map_err(|e| syntax_error(&e, &source))?;
    let next = parser.peek_token();
    if next.token != Token::EOF {
        let token = next.token.to_string();
        let before = parser.get_current_token().token.clone();
        return Err(match length(&before, &token) {
            Some(length) => ExpressionError::new(LengthUnwritten { token, length }, &source, next.span),
            None => ExpressionError::new(Unfinished { token }, &source, next.span),
        });
    }
    Ok(expr)
}

/// A number and the unit of time behind it, as an interval is written; `None` where they are no such two.
fn length(number: &Token, unit: &str) -> Option<String> {
    let Token::Number(number, _) = number else { return None };
    let length = format!("{number} {}", unit.to_lowercase());
    length.parse::<Duration>().is_ok().then_some(length)
}

/// The first of some texts that is an expression, as a help.
pub(super) fn first_parsable(mut texts: impl Iterator<Item = String>) -> Option<String> {
    let is_expression = |text: &String| {
        let tokens = Tokenizer::new(&GenericDialect {}, text).tokenize_with_location().ok();
        let Some(tokens) = tokens.filter(|tokens| tokens.len() <= OPERATIONS) else { return false };
        let parser = Parser::new(&GenericDialect {}).with_recursion_limit(60);
        let mut parser = parser.with_tokens_with_locations(as_names(tokens));
        parser.parse_expr().is_ok() && parser.peek_token().token == Token::EOF
    };
    texts.find(is_expression).map(|text| format!("write `{text}`"))
}

/// An error with the text as it is written with the names of columns in quotes, where that makes an expression of it.
pub(super) fn with_names_quoted(
    error: ExpressionError,
    text: &str,
    vocabulary: &Vocabulary,
) -> ExpressionError {
    if let Some(error) = with_whole_name(&error, text, vocabulary) {
        return error;
    }
    let names = vocabulary.columns.keys().map(String::as_str);
    match first_parsable(suggestions::suggest_quoted_names(text, names).into_iter()) {
        Some(help) => error.help(help),
        None => error,
    }
}

/// The error of a name with dashes or other signs, of which the language sees the first part alone: `DRG-Erlos` is no difference.
fn with_whole_name(error: &ExpressionError, text: &str, vocabulary: &Vocabulary) -> Option<ExpressionError> {
    if !matches!(error.problem.code, Code::UnknownColumn | Code::ExpressionSyntax) {
        return None;
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let odd: Vec<&str> =
        vocabulary.columns.keys().map(String::as_str).filter(|name| !name.chars().all(is_word)).collect();
    // A name that stands there as a whole only lacks its quotes.
    if odd.iter().any(|name| text.contains(name)) {
        return None;
    }
    let plain = |name: &str| name.replace(is_dash, "-");
    let near = |name: &str| near(&plain(name), odd.iter().copied());
    let unknown = |name: &str, range: Range<usize>| {
        let cause = UnknownColumn { source: vocabulary.source.clone(), column: name.to_owned() };
        ExpressionError { problem: Problem::new(cause), range }
    };
    let whole = text.trim();
    if !whole.chars().all(is_word)
        && !whole.starts_with(['"', '\''])
        && let Some(guess) = near(whole)
    {
        let start = text.len() - text.trim_start().len();
        return Some(unknown(whole, start..start + whole.len()).did_you_mean(Some(guess)));
    }
    let in_name = |c: char| is_word(c) || is_dash(c);
    let before = text.get(..error.range.start)?;
    let start = before.trim_end_matches(in_name).len();
    let rest = &text[start..];
    let name = &rest[..rest.find(|c| !in_name(c)).unwrap_or(rest.len())];
    let is_cut = name.contains(is_dash) && !before[..start].ends_with('"');
    if !is_cut {
        return None;
    }
    let range = start..start + name.len();
    match near(name) {
        Some(guess) => Some(unknown(name, range).did_you_mean(Some(&format!("\"{guess}\"")))),
        // A name that only begins alike would take the place of that beginning.
        None if error.problem.near().is_some_and(|near| near.contains(is_dash)) => {
            let columns = UnknownColumn::known(vocabulary.columns.keys().map(String::as_str));
            Some(unknown(name, range).help(columns))
        }
        None => None,
    }
}

/// Words that begin something of SQL and are as often the name of a column; in brackets or before a text they do.
fn as_names(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut begins = false;
    for token in tokens.iter_mut().rev() {
        match &mut token.token {
            Token::Word(word) if !begins && word.quote_style.is_none() && is_name_too(word.keyword) => {
                word.quote_style = Some('"');
                word.keyword = Keyword::NoKeyword;
            }
            _ => {}
        }
        begins = match token.token {
            Token::Whitespace(_) => begins,
            Token::LParen | Token::SingleQuotedString(_) | Token::Number(..) => true,
            _ => false,
        };
    }
    tokens
}

fn is_name_too(word: Keyword) -> bool {
    use Keyword::{ALL, ANY, CURRENT_USER, EXISTS, INTERVAL, SESSION_USER, SOME, STRUCT, TRIM, USER};
    matches!(word, ALL | ANY | CURRENT_USER | EXISTS | INTERVAL | SESSION_USER | SOME | STRUCT | TRIM | USER)
}

/// Whether a token may hang one part below another.
pub(crate) fn is_operation(token: &Token) -> bool {
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
        let problem = Problem::new(NestedTooDeep);
        return ExpressionError { problem, range: 0..source.text.len() };
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
    // The parser's grammar is no text for a reader.
    let wanted = match expected.starts_with("[NOT] NULL") {
        true => "`null` or `not null`".to_owned(),
        false => expected.to_owned(),
    };
    let problem = match found {
        "" => Problem::new(NoExpression { found: expected.to_lowercase() }),
        "EOF" => Problem::new(Incomplete { expected: wanted }),
        found => Problem::new(Unexpected { expected: wanted, found: found.to_owned() }),
    };
    let problem = match source.text.contains(['“', '”', '„', '‘', '’', '‚', '«', '»']) {
        true => problem.help("quotes are straight: `'` around texts, `\"` around names with blanks"),
        false => match first_parsable(
            suggestions::list(source.text).into_iter().chain(suggestions::suggest_equality(source.text)),
        ) {
            Some(help) => problem.help(help),
            None => problem,
        },
    };
    let range = if start >= source.text.len() {
        source.text.len().saturating_sub(1)..source.text.len()
    } else {
        start..end
    };
    ExpressionError { problem, range }
}

/// The name of a function, and where it stands.
pub(super) fn function_name(function: &ast::Function) -> (String, SqlSpan) {
    (function.name.to_string().to_lowercase(), function.name.span())
}

/// The plain arguments of a function call; `None` stands for `*`.
pub(super) fn arguments<'e>(
    function: &'e ast::Function,
    source: &Source<'_>,
) -> Result<(bool, Vec<Option<&'e ast::Expr>>), ExpressionError> {
    let (name, span) = function_name(function);
    let refuse = |what: &str| {
        Err(ExpressionError::new(
            FormNotAllowed { function: name.to_string(), form: what.to_string() },
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
