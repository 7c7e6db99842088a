use super::fold::fold;

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A word, folded.
    Word(String),
    /// An emoticon or emoji, with its weight.
    Sign(f64),
    /// The end of a clause.
    Stop {
        /// Whether the sentence ends too.
        ends: bool,
    },
}

/// Emoticons as typed, with the weight of what they show.
const EMOTICONS: [(&str, f64); 22] = [
    (":)", 2.0),
    (":-)", 2.0),
    ("(:", 2.0),
    (":]", 2.0),
    (":d", 3.0),
    (":-d", 3.0),
    ("xd", 2.0),
    (";)", 1.0),
    (";-)", 1.0),
    ("=)", 2.0),
    ("<3", 3.0),
    (":*", 2.0),
    ("^^", 2.0),
    (":(", -2.0),
    (":-(", -2.0),
    ("):", -2.0),
    (":[", -2.0),
    (":'(", -2.0),
    (":/", -1.0),
    (":-/", -1.0),
    (":|", -1.0),
    ("</3", -2.0),
];

/// Emoji by what they show.
const EMOJI: [(&str, f64); 6] = [
    ("😀😃😄😁😆😊🙂🥰😍🤩😘😻💖💕💗💓💞💝❤♥💙💚💛💜🧡🤗🎉🥳👏🏆🥇🙌", 3.0),
    ("👍👌😉😎☺😌🤝✅🙏💪🌟⭐✨🌹🌸💐🎊😇🤣😂💯🔝", 2.0),
    ("🤔😐😑😶", -0.5),
    ("🙄😕🙁☹😟😞😔😒😣😖😫😩😥😢😭💔😰😨😱⚠", -2.0),
    ("👎❌😠😡🤬🤮🤢💩🖕😤👿", -3.0),
    ("☠💀", -2.0),
];

/// Parts a text. Addresses, names of accounts and character references are no words.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    for piece in text.split_whitespace() {
        if is_address(piece) {
            continue;
        }
        let piece = if piece.contains('&') { fold(&references(piece)) } else { fold(piece) };
        if let Some(weight) = emoticon(&piece) {
            found.push(Token::Sign(weight));
            continue;
        }
        pieces(&piece, &mut found);
    }
    found
}

fn is_address(piece: &str) -> bool {
    let start = piece.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    ["http://", "https://", "www.", "@"].iter().any(|mark| start.starts_with(mark))
}

fn references(piece: &str) -> String {
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
        .iter()
        .fold(piece.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

fn emoticon(piece: &str) -> Option<f64> {
    // Mouths are often drawn several times over: `:)))`.
    let mouth = piece.chars().next_back()?;
    let eyes = piece.trim_end_matches(mouth);
    let drawn = |sign: &str| sign == piece || sign.strip_suffix(mouth) == Some(eyes);
    EMOTICONS.iter().find(|(sign, _)| drawn(sign)).map(|(_, weight)| *weight)
}

fn pieces(piece: &str, found: &mut Vec<Token>) {
    let mut word = String::new();
    let mut letters = piece.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside = letter == '\'' && !word.is_empty() && letters.peek().is_some_and(|c| c.is_alphabetic());
        if letter.is_alphanumeric() || inside {
            word.push(letter);
            continue;
        }
        flush(&mut word, found);
        match letter {
            '.' | '!' | '?' | '…' => found.push(Token::Stop { ends: true }),
            ',' | ';' | ':' | '(' | ')' | '·' | '\u{37e}' => found.push(Token::Stop { ends: false }),
            _ => found.extend(emoji(letter).map(Token::Sign)),
        }
    }
    flush(&mut word, found);
}

fn flush(word: &mut String, found: &mut Vec<Token>) {
    if word.chars().any(char::is_alphabetic) {
        found.push(Token::Word(std::mem::take(word)));
    }
    word.clear();
}

fn emoji(letter: char) -> Option<f64> {
    EMOJI.iter().find(|(signs, _)| signs.contains(letter)).map(|(_, weight)| *weight)
}
