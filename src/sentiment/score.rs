use super::lexicon::Lexicon;
use super::token::{Token, tokens};

/// From here on a score is positive, and from its opposite on negative.
///
/// - Source: Hutto and Gilbert 2014 (VADER), whose scores are spread likewise.
pub const CUT: f64 = 0.05;

/// How many words back a negation reaches.
const REACH: usize = 3;
/// What a negated word is worth: `not good` is less bad than `bad`.
const NEGATED: f64 = -0.7;
/// What comes before a contrast counts less, what comes after it more.
const BEFORE_CONTRAST: f64 = 0.6;
const AFTER_CONTRAST: f64 = 1.3;
/// Words that the longest term of a lexicon may have.
const PHRASE: usize = 5;
/// Spreads sums between −1 and 1.
const SPREAD: f64 = 15.0;

/// What a text comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// −1 to 1.
    pub compound: f64,
    /// Words and signs of the text that the lexicon knows.
    pub known: usize,
}

/// What a text is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// A score of −0.05 or less.
    Negative,
    /// Between them.
    Neutral,
    /// A score of 0.05 or more.
    Positive,
}

impl Mood {
    /// What a score between −1 and 1 is called; its edges belong to what they bound.
    ///
    /// - Absent: the score is no number.
    pub fn from_compound(compound: f64) -> Option<Mood> {
        match compound {
            c if c.is_nan() => None,
            c if c >= CUT => Some(Mood::Positive),
            c if c <= -CUT => Some(Mood::Negative),
            _ => Some(Mood::Neutral),
        }
    }
}

impl Score {
    /// What the text is called.
    pub fn mood(&self) -> Mood {
        Mood::from_compound(self.compound).unwrap_or(Mood::Neutral)
    }
}

impl Lexicon {
    /// Scores a text.
    ///
    /// `compound = s ÷ √(s² + 15)`, s the sum of weights after negation, degree and contrast
    ///
    /// - Unit: −1 to 1.
    /// - Absent: the text has no word, emoticon or emoji.
    /// - Source: as VADER (Hutto and Gilbert 2014), with lexicons of its own.
    pub fn score(&self, text: &str) -> Option<Score> {
        let tokens = tokens(text);
        if tokens.iter().all(|token| matches!(token, Token::Stop { .. })) {
            return None;
        }
        let mut reading = PartialText::new(self);
        let mut rest = tokens.as_slice();
        while let Some(token) = rest.first() {
            rest = &rest[reading.take(token, rest)..];
        }
        let sum = reading.total + reading.sentence;
        Some(Score { compound: sum / (sum * sum + SPREAD).sqrt(), known: reading.known })
    }
}

/// A text read up to some word.
struct PartialText<'l> {
    lexicon: &'l Lexicon,
    total: f64,
    sentence: f64,
    known: usize,
    /// Factor on what follows in this sentence.
    emphasis: f64,
    /// Factor on the next word.
    degree: f64,
    /// Words that the last negation still reaches.
    negated: usize,
}

impl PartialText<'_> {
    fn new(lexicon: &Lexicon) -> PartialText<'_> {
        PartialText { lexicon, total: 0.0, sentence: 0.0, known: 0, emphasis: 1.0, degree: 1.0, negated: 0 }
    }

    /// Reads a token, the first of `rest`; gives how many it was together with.
    fn take(&mut self, token: &Token, rest: &[Token]) -> usize {
        match token {
            Token::Stop { ends } => {
                (self.negated, self.degree) = (0, 1.0);
                if *ends {
                    self.total += std::mem::take(&mut self.sentence);
                    self.emphasis = 1.0;
                }
                1
            }
            Token::Sign(weight) => {
                self.sentence += weight * self.emphasis;
                self.known += 1;
                1
            }
            Token::Word(word) => {
                let words = rest.iter().map_while(|token| match token {
                    Token::Word(word) => Some(word.as_str()),
                    _ => None,
                });
                self.word(word, &words.take(PHRASE).collect::<Vec<_>>())
            }
        }
    }

    fn word(&mut self, word: &str, words: &[&str]) -> usize {
        let language = self.lexicon.language;
        let found = self.lexicon.find(words);
        let is_phrase = found.is_some_and(|(_, length)| length > 1);
        if !is_phrase && language.contrasts().contains(&word) {
            self.sentence *= BEFORE_CONTRAST;
            (self.emphasis, self.negated, self.degree) = (AFTER_CONTRAST, 0, 1.0);
            return 1;
        }
        if !is_phrase && language.is_negation(word) {
            self.negated = REACH;
            return 1;
        }
        let degree = language.degree(word).filter(|_| self.lexicon.find(&words[1..]).is_some());
        match (degree, found) {
            (Some(degree), _) if !is_phrase => self.degree = degree,
            (_, Some((weight, length))) => {
                self.add(weight);
                self.negated = self.negated.saturating_sub(length);
                return length;
            }
            _ => {
                if let Some(weight) =
                    language.without_negation(word).and_then(|word| self.lexicon.find(&[word]))
                {
                    self.add(weight.0 * NEGATED);
                }
                self.degree = 1.0;
            }
        }
        self.negated = self.negated.saturating_sub(1);
        1
    }

    fn add(&mut self, weight: f64) {
        let turned = if self.negated > 0 { NEGATED } else { 1.0 };
        self.sentence += weight * self.degree * turned * self.emphasis;
        self.known += usize::from(weight != 0.0);
        self.degree = 1.0;
    }
}
