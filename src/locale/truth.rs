//! Yes and no as people and programs write them, in the languages of reports and in German.

use crate::sentiment::fold;

/// Words for yes and for no, in small letters without accents, by language. None is the other's in another language.
const WORDS: [(&[&str], &[&str]); 5] = [
    (&["true", "yes", "t", "y"], &["false", "no", "f", "n"]),
    (&["si", "s", "verdadero"], &["no", "n", "falso"]),
    (&["ja", "j", "wahr"], &["nein", "n", "falsch"]),
    (&["tak", "t", "prawda"], &["nie", "n", "falsz"]),
    (&["ναι", "αληθησ"], &["οχι", "ψευδησ"]),
];

/// Yes or no; 1 and 0 are a yes and a no too.
pub fn truth(text: &str) -> Option<bool> {
    match text {
        "1" => return Some(true),
        "0" => return Some(false),
        _ => {}
    }
    // The longest word has nine letters.
    let small = (text.len() <= 20).then(|| fold(text))?;
    let has = |words: &[&str]| words.contains(&small.as_str());
    if WORDS.iter().any(|(yes, _)| has(yes)) {
        return Some(true);
    }
    WORDS.iter().any(|(_, no)| has(no)).then_some(false)
}

/// Whether all texts are yes and no of one language; a single letter alone says neither.
pub fn are_truths<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let small = || texts.clone().map(fold);
    WORDS.iter().any(|(yes, no)| {
        let is = |words: &[&str], text: &String| words.contains(&text.as_str());
        let is_told = small().any(|text| text.chars().count() > 1)
            || small().any(|text| is(yes, &text)) && small().any(|text| is(no, &text));
        is_told && small().all(|text| is(yes, &text) || is(no, &text))
    })
}

/// Whether all texts are yes and no, in whatever languages, and words among them say both.
pub fn are_truths_of_any<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let is_word = |text: &&str| text.chars().count() > 1;
    let says = |wanted: bool| texts.clone().filter(is_word).any(|text| truth(text) == Some(wanted));
    says(true) && says(false) && texts.clone().all(|text| truth(text).is_some())
}

/// All words for yes, or for no, in small letters without accents.
pub fn words_for(is_yes: bool) -> impl Iterator<Item = &'static str> {
    let digit = if is_yes { "1" } else { "0" };
    let of = move |(yes, no): &(&'static [&'static str], &'static [&'static str])| {
        if is_yes { yes.iter().copied() } else { no.iter().copied() }
    };
    std::iter::once(digit).chain(WORDS.iter().flat_map(of))
}
