//! Keys of two sides that would meet if both wrote them in one way: `57` and `000057`, `ab-1` and `AB 1`.

use std::collections::HashMap;

use super::counts::{Nearly, Written};

/// Finds how two sides of a join write the same keys differently (leading zeros, case, signs), if one difference
/// explains most unmatched keys.
pub(super) fn near_match(
    lonely: &[Vec<String>],
    others: &[Vec<String>],
    names: &[(String, String)],
) -> Option<Nearly> {
    [Written::Zeros, Written::Case, Written::Signs, Written::CaseAndSigns].into_iter().find_map(|written| {
        let alike = |key: &[String]| key.iter().map(|text| bare(text, written)).collect::<Vec<String>>();
        let mut known: HashMap<Vec<String>, &Vec<String>> = HashMap::new();
        for other in others {
            known.entry(alike(other)).or_insert(other);
        }
        let pairs: Vec<_> =
            lonely.iter().filter_map(|key| Some((key, *known.get(alike(key).as_slice())?))).collect();
        let (left, right) = pairs.first().filter(|_| 2 * pairs.len() > lonely.len())?;
        let at = left.iter().zip(right.iter()).position(|(left, right)| left != right)?;
        let columns = names.get(at)?.clone();
        Some(Nearly { written, columns, left: left[at].clone(), right: right[at].clone() })
    })
}

/// A key without what two ways of writing it differ in.
fn bare(text: &str, written: Written) -> String {
    let without_signs = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    match written {
        Written::Zeros => {
            let whole = text.strip_suffix(".0").unwrap_or(text);
            let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { whole.trim_start_matches('0').to_owned() } else { text.to_owned() }
        }
        Written::Case => text.to_lowercase(),
        Written::Signs => without_signs(text),
        Written::CaseAndSigns => without_signs(&text.to_lowercase()),
    }
}
