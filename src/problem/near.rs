use strsim::osa_distance;

/// The candidate that was probably meant.
///
/// The nearest one by edit distance (a swap of two neighbours counts once), at most 2, or 1 for words of up to three
/// letters; otherwise the only one that begins with the word. Two equally near ones are no answer.
pub fn near<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let limit = if letters <= 3 { 1 } else { 2 };
    let candidates: Vec<&str> = candidates.collect();

    let distances =
        candidates.iter().map(|candidate| (osa_distance(&word, &candidate.to_lowercase()), *candidate));
    let within: Vec<(usize, &str)> =
        distances.filter(|(distance, _)| *distance <= limit && *distance < letters).collect();
    if let Some(least) = within.iter().map(|(distance, _)| *distance).min() {
        return only(
            within.into_iter().filter(|(distance, _)| *distance == least).map(|(_, candidate)| candidate),
        );
    }
    if word.is_empty() {
        return None;
    }
    only(candidates.into_iter().filter(|candidate| candidate.to_lowercase().starts_with(&word)))
}

fn only<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = words.next()?;
    words.all(|word| word == first).then_some(first)
}
