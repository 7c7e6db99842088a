use super::Language;

/// Letters that a stem keeps at least.
const LEAST: usize = 4;

/// A folded word without the longest ending of its language; short words stay whole.
pub(super) fn stem(word: &str, language: Language) -> &str {
    let stems = language.endings().iter().filter_map(|ending| word.strip_suffix(ending));
    let long = stems.filter(|stem| stem.chars().count() >= LEAST);
    long.min_by_key(|stem| stem.len()).unwrap_or(word)
}
