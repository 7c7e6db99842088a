//! Letters of other alphabets in the letters a to z, for ids.

use crate::sentiment::fold;

/// A text in letters without marks, Greek in Latin letters; capitals stay, and so does what is no letter.
pub fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        let plain = if letter.is_ascii() { letter } else { folded(letter) };
        let written = match plain {
            // `ου` is one sound.
            'υ' if before == 'ο' => "u",
            other => of_letter(other),
        };
        before = plain;
        match written {
            "" if letter.is_uppercase() => out.extend(plain.to_uppercase()),
            "" => out.push(plain),
            written if letter.is_uppercase() => {
                out.push_str(&written[..1].to_uppercase());
                out.push_str(&written[1..]);
            }
            written => out.push_str(written),
        }
    }
    out
}

/// A letter in small and without its marks.
fn folded(letter: char) -> char {
    fold(letter.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(letter)
}

/// What a letter is written by; nothing where it stays.
fn of_letter(letter: char) -> &'static str {
    match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' | 'δ' => "d",
        'þ' | 'θ' => "th",
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' => "i",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' => "s",
        'τ' => "t",
        'υ' => "y",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => "",
    }
}
