use std::collections::BTreeMap;

use serde_yaml::granit_parser::{
    self, Event, Options, Parser, ScalarStyle, ScanError, StrInput, StructureStyle,
};

use super::syntax_fault::{SyntaxFault, blame};
use super::{Budget, Node, NodeKind, Style, comma_repair};
use crate::problem::{FileId, Problem, Problems, Span, causes};

/// The tree of one file, from the parser's events.
pub(super) fn build(
    file: FileId,
    text: &str,
    budget: &Budget,
    problems: &mut Problems,
) -> Result<Node, Problem> {
    if text.len() > budget.bytes {
        return Err(too_large(format!("{} bytes", budget.bytes), Span::new(file, 0, 0)));
    }
    let options: Options = granit_parser::options! { emit_comments: false };
    let events = Parser::new_from_str_with_options(text, options);
    let anchors = BTreeMap::new();
    Builder { events, file, text, budget, nodes: 0, aliases: 0, anchors, problems }.document()
}

/// Nodes and levels below and including a node; an alias repeats both.
#[derive(Clone, Copy)]
struct Extent {
    nodes: usize,
    levels: usize,
}

struct Builder<'t, 'p> {
    events: Parser<'t, StrInput<'t>>,
    file: FileId,
    text: &'t str,
    budget: &'p Budget,
    nodes: usize,
    aliases: usize,
    anchors: BTreeMap<usize, (Node, Extent)>,
    problems: &'p mut Problems,
}

impl<'t> Builder<'t, '_> {
    fn document(&mut self) -> Result<Node, Problem> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(
                        syntax("a second document begins here", span).help("one file holds one document")
                    );
                }
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(event, span, 1)?.0),
            }
        }
        Ok(root.unwrap_or(Node { span: Span::new(self.file, 0, 0), kind: NodeKind::Null }))
    }

    fn node(&mut self, event: Event<'t>, span: Span, level: usize) -> Result<(Node, Extent), Problem> {
        self.charge_budget(1, span)?;
        if level > self.budget.depth {
            return Err(too_large(format!("{} levels", self.budget.depth), span));
        }
        if event.tag().is_some() {
            return Err(syntax("tags such as `!name` have no meaning here", span).help("remove the tag"));
        }
        let anchor = event.anchor_id();
        let (node, extent) = match event {
            Event::Scalar(text, style, ..) => {
                (self.scalar(text.into_owned(), style, span), Extent { nodes: 1, levels: 1 })
            }
            Event::SequenceStart(style, ..) => self.list(style, span, level)?,
            Event::MappingStart(style, ..) => self.map(style, span, level)?,
            Event::Alias(id) => return self.alias(id, span, level),
            _ => return Err(syntax("a value was expected here", span)),
        };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, (node.clone(), extent));
        }
        Ok((node, extent))
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: Span) -> Node {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if style == Style::Plain && (span.start == span.end || text == "~") {
            return Node { span: self.before(span), kind: NodeKind::Null };
        }
        if style == Style::Plain
            && let Some(inner) = in_curly_quotes(&text)
        {
            let cause = CurlyQuotes { text: text.clone(), inner: inner.to_owned() };
            self.problems.push(Problem::new(cause).at(span));
        }
        // A block scalar's event ends behind the indentation of the next line.
        let written = self.text[span.start..span.end].trim_end().len();
        Node { span: Span { end: span.start + written, ..span }, kind: NodeKind::Scalar { text, style } }
    }

    fn list(&mut self, style: StructureStyle, start: Span, level: usize) -> Result<(Node, Extent), Problem> {
        let mut items = Vec::new();
        let mut extent = Extent { nodes: 1, levels: 1 };
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                if style == StructureStyle::Flow {
                    comma_repair::join_items(&mut items, self.text, self.problems);
                }
                let inner = items
                    .first()
                    .zip(items.last())
                    .map(|(first, last): (&Node, &Node)| (first.span, last.span));
                return Ok((Node { span: around(start, inner, span), kind: NodeKind::List(items) }, extent));
            }
            let (item, inner) = self.node(event, span, level + 1)?;
            extent = extent.with(inner);
            items.push(item);
        }
    }

    fn map(&mut self, style: StructureStyle, start: Span, level: usize) -> Result<(Node, Extent), Problem> {
        let mut pairs: Vec<(Node, Node)> = Vec::new();
        let mut extent = Extent { nodes: 1, levels: 1 };
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                if style == StructureStyle::Flow {
                    comma_repair::join_values(&mut pairs, self.text, self.problems);
                }
                // Only now: two cut expressions may leave the same rest.
                self.keep_first(&mut pairs);
                let inner = pairs.first().zip(pairs.last()).map(|(first, last)| (first.0.span, last.1.span));
                return Ok((Node { span: around(start, inner, span), kind: NodeKind::Map(pairs) }, extent));
            }
            let (key, key_extent) = self.node(event, span, level + 1)?;
            let Some(word) = key.text() else {
                return Err(syntax("a key must be a word", key.span).help("write `key: value`"));
            };
            if word.starts_with(|c: char| c.is_whitespace() && !c.is_ascii()) {
                return Err(syntax("no-break spaces stand before this key, and are part of it", key.span)
                    .help("write the blanks before it anew"));
            }
            let (event, span) = self.next()?;
            let (mut value, value_extent) = self.node(event, span, level + 1)?;
            if value.kind == NodeKind::Null {
                value.span = key.span;
                self.warn_comment_value(&key);
            }
            extent = extent.with(key_extent).with(value_extent);
            pairs.push((key, value));
        }
    }

    fn keep_first(&mut self, pairs: &mut Vec<(Node, Node)>) {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        pairs.retain(|(key, _)| {
            let word = key.text().unwrap_or_default();
            let Some(before) = first.get(word) else {
                first.insert(word.to_owned(), key.span);
                return true;
            };
            let line = self.text[..before.start].matches('\n').count() + 1;
            let cause = KeyTwice { key: word.to_string(), line };
            self.problems.push(Problem::new(cause).at(key.span).related(*before, "first here"));
            false
        });
    }

    /// A text that begins with `#` is a comment, and its key holds nothing.
    fn warn_comment_value(&mut self, key: &Node) {
        let Some(word) = key.text() else { return };
        let behind = self.text[key.span.end..].lines().next().unwrap_or_default();
        let Some(comment) = behind.strip_prefix(':').map(str::trim) else { return };
        let is_text = comment.strip_prefix('#').is_some_and(|text| text.starts_with(char::is_alphanumeric));
        if is_text && !comment.contains('"') {
            let cause = CommentedOut { key: word.to_owned(), comment: comment.to_owned() };
            self.problems.push(Problem::new(cause).at(key.span));
        }
    }

    fn alias(&mut self, id: usize, span: Span, level: usize) -> Result<(Node, Extent), Problem> {
        self.aliases += 1;
        if self.aliases > self.budget.aliases {
            return Err(too_large(format!("{} aliases", self.budget.aliases), span));
        }
        let Some((node, extent)) = self.anchors.get(&id).cloned() else {
            return Err(syntax("this alias stands inside its own anchor", span).help("write the value out"));
        };
        self.charge_budget(extent.nodes, span)?;
        if level + extent.levels - 1 > self.budget.depth {
            return Err(too_large(format!("{} levels", self.budget.depth), span));
        }
        Ok((node, extent))
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Problem> {
        match self.events.next_event() {
            Some(Ok((event, span))) => {
                let (start, end) = (self.byte(span.start), self.byte(span.end));
                Ok((event, Span::new(self.file, start, end)))
            }
            Some(Err(error)) => Err(self.unreadable(&error)),
            None => Ok((Event::StreamEnd, Span::new(self.file, self.text.len(), self.text.len()))),
        }
    }

    /// The parser counts characters; from a whole text it knows bytes too.
    fn byte(&self, marker: granit_parser::Marker) -> usize {
        let counted =
            || self.text.char_indices().nth(marker.index()).map_or(self.text.len(), |(byte, _)| byte);
        marker.byte_offset().unwrap_or_else(counted)
    }

    fn charge_budget(&mut self, nodes: usize, span: Span) -> Result<(), Problem> {
        self.nodes += nodes;
        if self.nodes > self.budget.nodes {
            return Err(too_large(format!("{} nodes", self.budget.nodes), span));
        }
        Ok(())
    }

    /// Where nothing stands, the character before it is pointed at.
    fn before(&self, span: Span) -> Span {
        if span.start < span.end {
            return span;
        }
        let before = self.text[..span.start].trim_end();
        let start = before.char_indices().next_back().map_or(0, |(start, _)| start);
        Span { start, end: before.len(), ..span }
    }

    fn unreadable(&self, error: &ScanError) -> Problem {
        let start = self.byte(*error.marker()).min(self.text.len());
        let width = self.text[start..].chars().next().map_or(0, |c| if c == '\n' { 0 } else { c.len_utf8() });
        let line = error.marker().line();
        let problem = |reason: &str| syntax(reason, Span::new(self.file, start, start + width));
        let row = self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        if let Some(quoted) = with_colon(row) {
            let problem = problem("a colon inside a text makes a key of what stands before it");
            return problem.help(format!("a text that holds a colon stands in quotes: `{quoted}`"));
        }
        if let Some(place) = odd_indent(self.text, line + 1) {
            let reason = "the blanks at the beginning of this line are none to YAML, but no-break spaces";
            return syntax(reason, Span::new(self.file, place.start, place.end))
                .help("write them anew: they look like blanks and come with text that is pasted from a page or a mail");
        }
        if self.text.lines().take(line + 1).any(|row| row.starts_with('\t')) {
            return problem("a tab stands at the beginning of a line")
                .help("indent with blanks: a tab is no indentation");
        }
        if row.contains('{') && row.contains('(') {
            return problem("an expression is cut here")
                .help("quote an expression that holds a comma, a quote or a colon");
        }
        if let Some(SyntaxFault { reason, place, help }) = blame(self.text, &error.info(), start) {
            return syntax(&reason, Span::new(self.file, place.start, place.end)).help(help);
        }
        problem("this does not fit what stands before it").help(match line {
            0 | 1 => "look for an indentation, a bracket or a quote that does not fit".to_owned(),
            line => format!(
                "look at line {} too: an indentation, a bracket or a quote there may be the cause",
                line - 1
            ),
        })
    }
}

/// Byte range of an indentation that uses characters which only look like spaces (no-break, em).
fn odd_indent(text: &str, lines: usize) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n').take(lines) {
        let indent = line.len() - line.trim_start().len();
        let is_odd = |c: char| !c.is_ascii() && c != '\u{feff}';
        if indent < line.len() && line[..indent].contains(is_odd) {
            return Some(start..start + indent);
        }
        start += line.len();
    }
    None
}

/// A line whose text holds a colon and stands in no quotes, with them: `title: Freight: per order`.
fn with_colon(row: &str) -> Option<String> {
    let (key, text) = row.trim().split_once(": ")?;
    let (key, text) = (key.trim_start_matches("- "), text.trim());
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let is_plain = !text.starts_with(['"', '\'', '{', '[', '&', '*', '!', '|', '>', '#', '%', '@', '`']);
    let is_cut = text.contains(": ") || text.ends_with(':');
    let is_simple = !text.contains(['"', '\\']) && !text.contains(" #");
    (key.chars().all(is_word) && is_plain && is_cut && is_simple).then(|| format!("{key}: \"{text}\""))
}

/// What stands in quotes of a word processor, which are none to YAML: `‘9999’`, `“North”`.
fn in_curly_quotes(text: &str) -> Option<&str> {
    let (first, last) = (['“', '”', '„', '‘', '’', '‚'], ['“', '”', '‘', '’']);
    let inner = text.strip_prefix(first)?.strip_suffix(last)?;
    (!inner.is_empty() && !inner.contains(first)).then_some(inner)
}

impl Extent {
    fn with(self, inner: Extent) -> Extent {
        Extent { nodes: self.nodes + inner.nodes, levels: self.levels.max(inner.levels + 1) }
    }
}

/// Braces and brackets bound a flow collection; a block collection has only its children.
fn around(start: Span, inner: Option<(Span, Span)>, end: Span) -> Span {
    match inner {
        Some((first, last)) if start.start == start.end => first.to(last),
        _ => start.to(end),
    }
}

fn syntax(reason: &str, span: Span) -> Problem {
    Problem::new(NotYaml { reason: reason.to_string() }).at(span)
}

fn too_large(limit: String, span: Span) -> Problem {
    Problem::new(BeyondBudget { limit }).at(span)
}

causes! {
    /// A key that stands twice in a map.
    KeyTwice { key: String, line: usize } => DuplicateKey,
        "`{key}` stands here and on line {line}",
        "keep one";

    /// A key whose text is a comment.
    CommentedOut { key: String, comment: String } => YamlTrap,
        "`{comment}` is a comment, and `{key}` holds nothing",
        "write `{key}: \"{comment}\"`";

    /// A text in quotes of a word processor, which belong to it.
    CurlyQuotes { text: String, inner: String } => YamlTrap,
        "the curly quotes of `{text}` are part of the text",
        "write `\"{inner}\"`, with straight quotes; `\"{text}\"` where they are meant";

    /// A text that is no YAML.
    NotYaml { reason: String } => Syntax,
        "cannot read this as YAML: {reason}";

    /// A file that is more than is read.
    BeyondBudget { limit: String } => TooLarge,
        "file exceeds {limit}",
        "split the scorecard into several";
}
