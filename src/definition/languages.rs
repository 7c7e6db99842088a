//! Words of a project's own: the files of its folder `words`, each for a language that ships or for one that does not.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::project::is_inside;
use crate::disk;
use crate::locale::Locale;
use crate::problem::{CannotOpen, LeadsOut, Problem, Problems, causes, near};

/// How deep placeables may stand in one another: whoever reads or says them goes as deep as they are.
const DEEPEST: usize = 100;

/// Bytes of the longest file of words.
const MOST: u64 = 4 << 20;

/// A file of words.
#[derive(Debug, Clone)]
pub struct OwnWords {
    /// What messages call it, `words/de.ftl`.
    pub shown: String,
    /// What it says.
    pub text: Arc<str>,
    /// The locale that it brings, where none that ships has its code.
    pub locale: Option<Locale>,
}

/// The files of a project by the code of their language, or of their locale.
pub type Languages = BTreeMap<String, OwnWords>;

/// Reads the files `words/CODE.ftl` of a project.
pub(super) fn languages(root: &Path, problems: &mut Problems) -> Languages {
    let entries = std::fs::read_dir(root.join("words")).into_iter().flatten();
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut found = Languages::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ftl")) {
        let Some(code) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        match own(root, path, code) {
            Ok(words) => _ = found.insert(code.to_owned(), words),
            Err(problem) => problems.push(problem),
        }
    }
    found
}

fn own(root: &Path, path: &Path, code: &str) -> Result<OwnWords, Problem> {
    let shown = format!("words/{code}.ftl");
    if !is_inside(root, path) {
        return Err(Problem::new(LeadsOut { path: shown.to_string() }).help("put the file itself there"));
    }
    let cannot =
        |reason: &str| Problem::new(CannotOpen { path: shown.to_string(), reason: reason.to_string() });
    let bytes = disk::read(path, MOST).map_err(|error| cannot(&error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot("it is no text").help("save it as utf-8"))?;
    if let Some(line) = too_deep(&text) {
        return Err(Problem::new(WordsTooDeep { file: shown.to_string(), line, most: DEEPEST }));
    }
    let ships = Locale::parse(code).is_some();
    if !ships && !is_code(code) {
        return Err(Problem::new(WordsOfNoLanguage { file: shown.to_string() }));
    }
    let locale = match ships {
        true => None,
        false => Some(Locale::own(code, &text).map_err(|fault| {
            Problem::new(WordsFault { file: shown.to_string(), fault: fault.to_string() })
        })?),
    };
    Ok(OwnWords { shown, text: text.into(), locale })
}

/// The first line on which more brackets are open than a message may nest. No bracket of a line with a quote closes anything,
/// since it may stand in a text: so they are counted too deep rather than not deep enough.
fn too_deep(text: &str) -> Option<usize> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let begins = |line: &str| {
        let is_first = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        is_first && line.trim_start_matches(is_name).trim_start().starts_with('=')
    };
    let mut open = 0_usize;
    text.lines()
        .position(|line| {
            if begins(line) {
                open = 0;
            }
            let closes = !line.contains('"');
            let mut deepest = open;
            for c in line.chars() {
                match c {
                    '{' | '(' => open += 1,
                    '}' | ')' if closes => open = open.saturating_sub(1),
                    _ => {}
                }
                deepest = deepest.max(open);
            }
            deepest > DEEPEST
        })
        .map(|at| at + 1)
}

/// `de`, `gsw`, `de-AT`.
fn is_code(code: &str) -> bool {
    let (language, region) = code.split_once('-').map_or((code, None), |(l, r)| (l, Some(r)));
    let is_language = (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
    is_language
        && region.is_none_or(|region| region.len() == 2 && region.bytes().all(|b| b.is_ascii_uppercase()))
}

/// The locale of a code: one of the project's, or one that ships.
pub(super) fn locale(code: &str, own: &Languages) -> Result<Locale, Problem> {
    let brought = || own.values().filter_map(|words| words.locale);
    let exact = brought().find(|locale| locale.code() == code);
    let found = exact.or_else(|| Locale::parse(code)).or_else(|| brought().find(|l| l.language() == code));
    found.ok_or_else(|| {
        let codes: Vec<&str> = Locale::codes().chain(brought().map(|locale| locale.code())).collect();
        let known: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
        let problem = Problem::new(UnknownLocale { code: code.to_string(), known: known.join(", ") });
        problem.did_you_mean(locale_by_language_name(code).or_else(|| near(code, codes.iter().copied())))
    })
}

/// The locale of a language by its name, in English or as those call it who speak it.
fn locale_by_language_name(language: &str) -> Option<&'static str> {
    Some(match language.trim().to_lowercase().replace('_', "-").as_str() {
        "english" | "british" | "en-gb" => "en-GB",
        "american" | "us english" | "en-us" => "en-US",
        "spanish" | "español" | "espanol" | "castellano" | "es-es" => "es-ES",
        "mexican" | "es-mx" => "es-MX",
        "greek" | "ελληνικά" | "el-gr" => "el-GR",
        "polish" | "polski" | "pl-pl" => "pl-PL",
        _ => return None,
    })
}

/// The texts that stand before what ships, of a locale: its own, then its language's.
pub(super) fn of_locale(locale: Locale, own: &Languages) -> Vec<Arc<str>> {
    let mut codes = vec![locale.code(), locale.language()];
    codes.dedup();
    codes.into_iter().filter_map(|code| own.get(code)).map(|words| words.text.clone()).collect()
}

causes! {
    /// Words whose file is named for no language.
    WordsOfNoLanguage { file: String } => UnknownLocale,
        "`{file}` is named for no language",
        "name it for one, such as `words/de.ftl` or `words/de-AT.ftl`";

    /// Words of an own language that do not say how it writes numbers and dates.
    WordsFault { file: String, fault: String } => WordsFault,
        "`{file}`: {fault}",
        "a language that does not ship says how it writes numbers and dates";

    /// Words that nothing reads, for they would be read too deep.
    WordsTooDeep { file: String, line: usize, most: usize } => WordsFault,
        "`{file}`: on line {line} more than {most} brackets are open",
        "a message nests its placeables less deep";

    /// A locale that has no words.
    UnknownLocale { code: String, known: String } => UnknownLocale,
        "no locale `{code}`",
        "one of {known}";
}
