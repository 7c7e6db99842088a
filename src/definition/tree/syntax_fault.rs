//! What is wrong with a text that is no YAML, in words of whoever wrote it. The parser says where it gave up, which often is below the fault.

use std::ops::Range;

/// A fault of YAML.
#[derive(Debug, PartialEq)]
pub(super) struct SyntaxFault {
    /// What is wrong.
    pub(super) reason: String,
    /// Where, in bytes of the text.
    pub(super) place: Range<usize>,
    /// What to do.
    pub(super) help: String,
}

/// A line of a text.
#[derive(Clone, Copy)]
struct Row<'t> {
    /// From 1.
    number: usize,
    /// Where it begins.
    start: usize,
    text: &'t str,
}

impl<'t> Row<'t> {
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn place(self) -> Range<usize> {
        self.start + self.indent()..self.start + self.text.trim_end().len()
    }

    /// Its key and what stands behind the colon.
    fn pair(self) -> Option<(&'t str, &'t str)> {
        let (key, value) = self.text.trim().trim_start_matches("- ").split_once(':')?;
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        (!key.is_empty() && key.chars().all(is_word)).then_some((key, value))
    }

    fn is_empty(self) -> bool {
        self.text.trim().is_empty() || self.text.trim_start().starts_with('#')
    }

    fn blame(self, reason: String, help: String) -> SyntaxFault {
        SyntaxFault { reason, place: self.place(), help }
    }
}

/// What is to blame where the parser gave up at a byte for a reason of its own; `None` where nothing is known better.
pub(super) fn blame(text: &str, said: &str, at: usize) -> Option<SyntaxFault> {
    let rows = rows(text);
    let here = rows.iter().rposition(|row| row.start <= at)?;
    let row = rows[here];
    unknown_anchor(row, said, at)
        .or_else(|| unclosed_quote(row, said, at))
        .or_else(|| odd_start(row, text, at))
        .or_else(|| quotes_in_quotes(row, said))
        .or_else(|| rows[..=here].iter().rev().take(2).find_map(|row| no_blank(*row)))
        .or_else(|| rows[..=here].iter().rev().take(2).find_map(|row| equals(*row)))
        .or_else(|| unclosed_bracket(text, said, at, row))
        .or_else(|| dash(row, said))
        .or_else(|| indentation(&rows, here))
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let (mut rows, mut start) = (Vec::new(), 0);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        rows.push(Row { number: at + 1, start, text: line.trim_end_matches(['\n', '\r']) });
        start += line.len();
    }
    rows
}

/// `target: *last`
fn unknown_anchor(row: Row<'_>, said: &str, at: usize) -> Option<SyntaxFault> {
    let name =
        row.text.get(at - row.start..)?.split(|c: char| c.is_whitespace() || ",]}".contains(c)).next()?;
    let name = name.strip_prefix('*').filter(|_| said.contains("anchor"))?;
    let reason = format!("nothing is called `&{name}` above");
    Some(SyntaxFault {
        reason,
        place: at..at + name.len() + 1,
        help: "write the value out, or in quotes".to_owned(),
    })
}

/// `title: "Net promoter score`
fn unclosed_quote(row: Row<'_>, said: &str, at: usize) -> Option<SyntaxFault> {
    if !said.contains("unclosed quote") {
        return None;
    }
    let place = at..row.start + row.text.trim_end().len();
    let sign = row.text.get(at - row.start..)?.chars().next()?;
    let help = format!("end the text with {}", if sign == '\'' { "`'`" } else { "`\"`" });
    Some(SyntaxFault { reason: "a quote opens here, and nothing closes it".to_owned(), place, help })
}

/// `owner: @ana`, `title: %Revenue`
fn odd_start(row: Row<'_>, text: &str, at: usize) -> Option<SyntaxFault> {
    let sign = text.get(at..)?.chars().next().filter(|c| "@%`".contains(*c))?;
    let (key, value) = row.pair()?;
    let value = value.trim();
    if !value.starts_with(sign) || value.contains('"') {
        return None;
    }
    let place = at..row.start + row.text.trim_end().len();
    let reason = format!("a text that begins with `{sign}` stands in quotes");
    Some(SyntaxFault { reason, place, help: format!("write `{key}: \"{value}\"`") })
}

/// `where: 'branch = 'Market''`
fn quotes_in_quotes(row: Row<'_>, said: &str) -> Option<SyntaxFault> {
    if !said.contains("trailing content") {
        return None;
    }
    let (key, value) = row.pair()?;
    let value = value.trim();
    let sign = value.chars().next().filter(|c| "'\"".contains(*c))?;
    let reason = "a quote inside the text ends it".to_owned();
    let inner = value.strip_prefix(sign)?.strip_suffix(sign).filter(|inner| !inner.is_empty());
    let help = match (sign, inner) {
        ('\'', Some(inner)) if !inner.contains(['"', '\\']) => format!("write `{key}: \"{inner}\"`"),
        ('"', Some(inner)) if !inner.contains('\'') => format!("write `{key}: '{inner}'`"),
        ('\'', _) => "write a quote inside twice: `''`".to_owned(),
        _ => "write a quote inside as `\\\"`".to_owned(),
    };
    Some(row.blame(reason, help))
}

/// `target:35`
fn no_blank(row: Row<'_>) -> Option<SyntaxFault> {
    let (key, value) = row.pair()?;
    let is_cut = value.starts_with(|c: char| !c.is_whitespace()) && !value.contains(": ");
    let is_address = value.starts_with("//") || value.starts_with('\\');
    let help = format!("write `{key}: {value}`");
    (is_cut && !is_address).then(|| row.blame(format!("a blank is missing behind `{key}:`"), help))
}

/// `target = 60`
fn equals(row: Row<'_>) -> Option<SyntaxFault> {
    let (key, value) = row.text.trim().split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_pair = !key.is_empty() && key.chars().all(is_word) && !value.is_empty() && !value.starts_with('=');
    let is_plain = is_pair && !value.contains(": ");
    is_plain.then(|| {
        row.blame(format!("a colon stands between `{key}` and its value"), format!("write `{key}: {value}`"))
    })
}

/// A bracket of an earlier line, or of this one, that is still open where the parser gave up.
fn unclosed_bracket(text: &str, said: &str, at: usize, row: Row<'_>) -> Option<SyntaxFault> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut quote, mut before) = (None, '\n');
    for (place, c) in text[..at].char_indices() {
        match (quote, c) {
            (Some(sign), c) if sign == c => quote = None,
            (Some(_), _) => {}
            // A comment ends with its line, and no quote of it counts.
            (None, '#') if before.is_whitespace() => quote = Some('\n'),
            (None, '"' | '\'') if " \n[{,(".contains(before) => quote = Some(c),
            // Only what opens a collection does; others are letters of a text.
            (None, '[' | '{') if !open.is_empty() || " \n".contains(before) => open.push((place, c)),
            (None, ']' | '}') => _ = open.pop(),
            _ => {}
        }
        before = c;
    }
    let (place, sign) = open.pop()?;
    let close = if sign == '{' { '}' } else { ']' };
    let reason = format!("`{sign}` opens here, and nothing closes it");
    let is_cause = place < row.start || said.contains("flow");
    is_cause.then(|| SyntaxFault {
        reason,
        place: place..place + 1,
        help: format!("close it with `{close}`"),
    })
}

/// `- nps:` where keys stand.
fn dash(row: Row<'_>, said: &str) -> Option<SyntaxFault> {
    let key = row.text.trim_start().strip_prefix("- ")?.trim();
    let is_key = key.ends_with(':') && said.contains("block mapping");
    is_key.then(|| {
        let reason = "keys stand here, and no list".to_owned();
        row.blame(
            reason,
            format!("write `{key}` without the `-`, and what belongs to it two blanks further in"),
        )
    })
}

/// A line that is indented otherwise than those beside it.
fn indentation(rows: &[Row<'_>], here: usize) -> Option<SyntaxFault> {
    let row = rows[here];
    let own = row.indent();
    let above: Vec<Row<'_>> = rows[..here].iter().copied().filter(|row| !row.is_empty()).collect();
    let blanks = |n: usize| if n == 1 { "1 blank".to_owned() } else { format!("{n} blanks") };
    let mut open: Vec<usize> = Vec::new();
    for other in &above {
        open.retain(|level| *level < other.indent());
        open.push(other.indent());
    }
    if open.contains(&own) {
        return None;
    }
    // Keys of this level stood above, until a line stood further out whose own keys stand further in.
    let last = above.iter().rposition(|other| other.indent() == own);
    let between = last.map_or(&[][..], |last| &above[last + 1..]);
    let out = between.iter().position(|other| other.indent() < own);
    if let Some(at) = out
        && let (Some(out), Some(next)) = (between.get(at), between.get(at + 1))
        && next.indent() > own
    {
        let reason = format!(
            "line {} is indented by {}, the keys beside it by {own}",
            out.number,
            blanks(out.indent())
        );
        return Some(out.blame(reason, format!("indent it by {}", blanks(own))));
    }
    // A line further in belongs to the one above where that has no value yet.
    let holds_value = |row: &Row<'_>| row.pair().is_some_and(|(_, value)| !value.trim().is_empty());
    let last = above.last().filter(|last| own < last.indent() || own > last.indent() && holds_value(last))?;
    let beside = last.indent();
    let reason = format!("line {} is indented by {}, the line above it by {beside}", row.number, blanks(own));
    Some(row.blame(reason, format!("indent it by {}, as the keys beside it", blanks(beside))))
}
