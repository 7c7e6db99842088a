//! Sentiment lexicons of a project: files to words with weights.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::document::scorecard::LexiconKeys;
use super::project::{Folders, MOST};
use crate::disk;
use crate::form::Entries;
use crate::problem::{CannotOpen, Cause, Code, Problem, Problems, causes, near};
use crate::sentiment::{Language, Lexicon, LexiconError};

/// Lexicons by id; nothing for one whose file is at fault.
pub(super) type Lexicons = BTreeMap<String, Option<Arc<Lexicon>>>;

/// Reads the lexicons that a project file names; their paths start in its folder. Gives their texts too, which decide
/// figures.
pub(super) fn lexicons(
    written: &Entries<LexiconKeys>,
    folders: &Folders,
    beside: &Path,
    problems: &mut Problems,
) -> (Lexicons, String) {
    let (mut found, mut texts) = (Lexicons::new(), String::new());
    for (id, keys) in written.iter() {
        let read = lexicon(keys, folders, beside).map_err(|problem| problems.push(problem)).ok();
        let lexicon = read.map(|(lexicon, text)| {
            texts.push_str(&text);
            lexicon
        });
        found.insert(id.value.clone(), lexicon);
    }
    (found, texts)
}

fn lexicon(keys: &LexiconKeys, folders: &Folders, beside: &Path) -> Result<(Arc<Lexicon>, String), Problem> {
    let LexiconKeys { file, language: code } = keys;
    let language = Language::from_code(&code.value).ok_or_else(|| {
        let codes: Vec<String> = Language::ALL.iter().map(|l| format!("`{}`", l.code())).collect();
        let problem =
            Problem::new(UnknownLanguage { code: code.to_string(), known: codes.join(", ") }).at(code.span);
        let near = near(&code.value, Language::ALL.into_iter().map(Language::code));
        problem.did_you_mean(near)
    })?;
    let paths = folders.find(&file.value, beside).map_err(|problem| problem.at(file.span))?;
    let [path] = paths.as_slice() else {
        let cause = LexiconOfSeveral { file: file.to_string(), count: paths.len() };
        return Err(Problem::new(cause).at(file.span));
    };
    let unusable = |reason: String| {
        Problem::new(CannotOpen { path: file.to_string(), reason: reason.to_string() })
            .at(file.span)
            .help("save it as utf-8")
    };
    let bytes = disk::read(path, MOST).map_err(|error| unusable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| unusable("it is no text".to_owned()))?;
    let lexicon = Lexicon::read(&text, language)
        .map_err(|error| Problem::new(UnusableLexicon { file: file.value.clone(), error }).at(file.span))?;
    Ok((Arc::new(lexicon), text))
}

causes! {
    /// A language that has no lexicon.
    UnknownLanguage { code: String, known: String } => UnknownLanguage,
        "no language `{code}`",
        "one of {known}";

    /// A lexicon in other than one file.
    LexiconOfSeveral { file: String, count: usize } => WrongType,
        "`{file}` is {count} files",
        "a lexicon is one file";

}

/// A lexicon whose rows cannot be used.
#[derive(Debug, PartialEq)]
struct UnusableLexicon {
    file: String,
    error: LexiconError,
}

impl Cause for UnusableLexicon {
    fn code(&self) -> Code {
        match self.error {
            LexiconError::Columns => Code::MissingColumn,
            _ => Code::WrongType,
        }
    }

    fn message(&self) -> String {
        format!("`{}`: {}", self.file, self.error)
    }

    fn help(&self) -> Option<String> {
        let help = "write a header `term,weight`, then lines such as `excellent,3` and `broken,-3`";
        Some(help.to_owned())
    }
}
