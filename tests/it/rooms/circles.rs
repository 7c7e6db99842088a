//! Inside a room no file leads back to itself: what a file names stands in files that name nothing of it.
//!
//! A name leads to the file that defines it, through whatever hands it on (`pub use`, a private `use`). A `mod` line and a name handed
//! on are no arrows. Methods are not followed: one type's may stand in several files.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, sources};

/// Places whose files still stand in circles, and how many of them do. The numbers are exact, so that they only shrink, and a
/// place without circles leaves the list: there is none.
const STANDING: [(&str, usize); 0] = [];

/// Longest chain of names handed on that is followed.
const HANDED_ON: usize = 8;

/// A file as a module: what it defines, what its `use` lines bring, and every path that its code names.
pub(super) struct Module {
    file: String,
    defined: BTreeSet<String>,
    brought: BTreeMap<String, Vec<Vec<String>>>,
    pub(super) named: BTreeSet<Vec<String>>,
}

/// Modules by their paths: `definition::resolve` is `["definition", "resolve"]`.
pub(super) struct House(pub(super) BTreeMap<Vec<String>, Module>);

impl House {
    pub(super) fn new(sources: &[Source]) -> House {
        let path = |source: &Source| -> Vec<String> {
            source.path.trim_end_matches(".rs").split('/').map(str::to_owned).collect()
        };
        House(sources.iter().map(|source| (path(source), module(source))).collect())
    }

    /// The path from the library's root of what is named inside a module, if it is of the library.
    pub(super) fn absolute(&self, within: &[String], named: &[String]) -> Option<Vec<String>> {
        let (first, rest) = named.split_first()?;
        let from = |base: &[String], rest: &[String]| Some([base, rest].concat());
        match first.as_str() {
            // The binary calls the library by its name.
            "crate" | "mando" => from(&[], rest),
            "self" => from(within, rest),
            "super" => {
                let (_, above) = within.split_last()?;
                match rest.first().is_some_and(|next| next == "super") {
                    true => self.absolute(above, rest),
                    false => from(above, rest),
                }
            }
            _ => {
                let child = [within, std::slice::from_ref(first)].concat();
                match self.0.get(within)?.brought.get(first).and_then(|paths| paths.first()) {
                    Some(brought) if brought.first() != Some(first) => {
                        self.absolute(within, &[brought.as_slice(), rest].concat())
                    }
                    _ => self.0.contains_key(&child).then(|| [&child, rest].concat()),
                }
            }
        }
    }

    /// The module that defines what a path from the root names; none for a module itself.
    fn home(&self, path: &[String], handed_on: usize) -> Option<Vec<String>> {
        let mut at = Vec::new();
        for (index, name) in path.iter().enumerate() {
            let inner = [at.as_slice(), std::slice::from_ref(name)].concat();
            if self.0.contains_key(&inner) {
                at = inner;
                continue;
            }
            let module = self.0.get(&at)?;
            return match module.brought.get(name) {
                Some(paths) if !module.defined.contains(name) && handed_on < HANDED_ON => {
                    paths.iter().find_map(|brought| {
                        let full = [brought.as_slice(), &path[index + 1..]].concat();
                        self.home(&self.absolute(&at, &full)?, handed_on + 1)
                    })
                }
                _ => Some(at),
            };
        }
        None
    }

    /// Every place that may define what a path from the root names, with its name there: a method may have the name of what is
    /// handed on beside it, and so may a module.
    pub(super) fn homes(&self, path: &[String], handed_on: usize) -> Vec<(Vec<String>, String)> {
        let Some((name, above)) = path.split_last() else { return Vec::new() };
        let Some(module) = self.0.get(above).filter(|_| handed_on < HANDED_ON) else { return Vec::new() };
        let own = module.defined.contains(name).then(|| (above.to_vec(), name.clone()));
        let paths = module.brought.get(name).into_iter().flatten();
        let paths = paths.filter_map(|brought| self.absolute(above, brought));
        own.into_iter().chain(paths.flat_map(|path| self.homes(&path, handed_on + 1))).collect()
    }

    /// For every file, the other files of its room that it leads to, each with the names it takes.
    fn arrows(&self) -> BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> {
        let mut arrows: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for (path, module) in &self.0 {
            let to = arrows.entry(&module.file).or_default();
            for named in &module.named {
                let home = self.absolute(path, named).and_then(|full| self.home(&full, 0));
                let Some(home) = home.filter(|home| home != path && home.first() == path.first()) else {
                    continue;
                };
                let taken = named.last().map_or("", String::as_str);
                to.entry(&self.0[&home].file).or_default().insert(taken);
            }
        }
        arrows
    }

    /// The circles: sets of files each of which leads to each other one, with the arrows among them in words.
    fn circles(&self) -> Vec<(BTreeSet<&str>, Vec<String>)> {
        let arrows = self.arrows();
        let reached: BTreeMap<&str, BTreeSet<&str>> = arrows
            .keys()
            .map(|file| {
                let (mut seen, mut next) = (BTreeSet::new(), vec![*file]);
                while let Some(at) = next.pop() {
                    next.extend(arrows[at].keys().filter(|to| seen.insert(**to)));
                }
                (*file, seen)
            })
            .collect();
        let mut circles: Vec<BTreeSet<&str>> = Vec::new();
        for (file, seen) in &reached {
            if seen.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
                circles.push(seen.iter().copied().filter(|to| reached[to].contains(file)).collect());
            }
        }
        let told = |circle: &BTreeSet<&str>| {
            let inside =
                circle.iter().flat_map(|file| arrows[file].iter().map(move |(to, names)| (file, to, names)));
            inside
                .filter(|(_, to, _)| circle.contains(*to))
                .map(|(file, to, names)| format!("{file} takes {names:?} from {to}"))
                .collect()
        };
        circles
            .into_iter()
            .map(|circle| {
                let told = told(&circle);
                (circle, told)
            })
            .collect()
    }
}

/// Words and signs of code: names, `::` and single signs, without texts and lifetimes.
pub(super) fn tokens(code: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), code);
    while let Some(c) = rest.chars().next() {
        let hashes = rest.strip_prefix('r').map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
        let is_raw = rest.starts_with('r') && rest[1 + hashes..].starts_with('"');
        let end = if is_raw {
            let close = format!("\"{}", "#".repeat(hashes));
            rest[2 + hashes..].find(&close).map_or(rest.len(), |at| 2 + hashes + at + close.len())
        } else if c.is_alphanumeric() || c == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            found.push(&rest[..end]);
            end
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if c == '"' {
            1 + closing(&rest[1..], '"')
        } else if c == '\'' {
            let second = rest[1..].chars().next().map_or(0, char::len_utf8);
            let is_sign = rest[1..].starts_with('\\') || rest[1 + second..].starts_with('\'');
            if is_sign { 1 + closing(&rest[1..], '\'') } else { 1 }
        } else {
            let end = if rest.starts_with("::") { 2 } else { c.len_utf8() };
            if !c.is_whitespace() {
                found.push(&rest[..end]);
            }
            end
        };
        rest = &rest[end..];
    }
    found
}

/// Where a text ends that has been opened: behind the first closing sign that no backslash takes.
fn closing(text: &str, sign: char) -> usize {
    let mut taken = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if taken => taken = false,
            '\\' => taken = true,
            c if c == sign => return at + sign.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn module(source: &Source) -> Module {
    const DEFINES: [&str; 8] = ["struct", "enum", "fn", "const", "static", "type", "trait", "union"];
    let mut module = Module {
        file: source.path.clone(),
        defined: BTreeSet::new(),
        brought: BTreeMap::new(),
        named: BTreeSet::new(),
    };
    let tokens = tokens(&source.code);
    let mut bare = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map_or("", |before| tokens[before]);
        if tokens[at] == "use" {
            let public = [")", "pub"].contains(&before);
            let mut trees = Vec::new();
            at = use_tree(&tokens, at + 1, &[], &mut trees);
            for (name, path) in trees {
                if !public {
                    module.named.insert(path.clone());
                }
                module.brought.entry(name).or_default().push(path);
            }
        } else if (DEFINES.contains(&before) && is_name(tokens[at]))
            || (before == "!" && at > 1 && tokens[at - 2] == "macro_rules")
        {
            module.defined.insert(tokens[at].to_owned());
            at += 1;
        } else if is_name(tokens[at]) && ![".", "::"].contains(&before) {
            let mut path = vec![tokens[at].to_owned()];
            at += 1;
            while at + 1 < tokens.len() && tokens[at] == "::" && is_name(tokens[at + 1]) {
                path.push(tokens[at + 1].to_owned());
                at += 2;
            }
            if path.len() > 1 {
                module.named.insert(path);
            } else if path[0].starts_with(char::is_uppercase) || tokens.get(at) == Some(&"(") {
                bare.insert(path.remove(0));
            }
        } else {
            at += 1;
        }
    }
    // What is handed on is taken only where the file uses it as well.
    let used = module.brought.iter().filter(|(name, _)| bare.contains(*name));
    let used: Vec<Vec<String>> = used.flat_map(|(_, paths)| paths.clone()).collect();
    module.named.extend(used);
    module
}

/// Reads a tree of a `use` line from a token on: the names it brings, each with its path. Gives the token behind it.
fn use_tree(
    tokens: &[&str],
    mut at: usize,
    base: &[String],
    found: &mut Vec<(String, Vec<String>)>,
) -> usize {
    let mut path = base.to_vec();
    while let Some(token) = tokens.get(at) {
        match *token {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| *token != "}") {
                    at = use_tree(tokens, at, &path, found);
                    at += usize::from(tokens.get(at) == Some(&","));
                }
                return at + 1;
            }
            "as" => {
                found.push((tokens[at + 1].to_owned(), path));
                return at + 2;
            }
            "self" if !path.is_empty() => at += 1,
            name if is_name(name) || name == "*" => {
                path.push(name.to_owned());
                at += 1;
            }
            _ => break,
        }
    }
    if let Some(last) = path.last() {
        found.push((last.clone(), path.clone()));
    }
    at
}

#[test]
fn no_file_of_a_room_leads_back_to_itself() {
    let house = House::new(&sources());
    let mut left: BTreeMap<&str, usize> = STANDING.into();
    let mut wrong = Vec::new();
    for (circle, told) in house.circles() {
        let is_at = |place: &str| circle.iter().all(|file| file.starts_with(place));
        match left.iter_mut().find(|(place, most)| is_at(place) && **most >= circle.len()) {
            Some((_, most)) => *most -= circle.len(),
            None => wrong.extend(told),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    left.retain(|_, fewer| *fewer > 0);
    assert!(
        left.is_empty(),
        "so many files fewer stand in circles: lower the numbers of the list by {left:?}"
    );
}

#[test]
fn a_name_leads_to_the_file_that_defines_it() {
    let source = |path: &str, code: &str| Source { path: path.to_owned(), code: code.to_owned() };
    let sources = [
        source(
            "a.rs",
            "mod b;\nmod c;\npub use b::{Thing, other as same};\nfn own() -> c::Deep { let s = \"c::Text\"; }",
        ),
        source("a/b.rs", "pub struct Thing; pub fn other<'a>() { super::own(); }"),
        source("a/c.rs", "use super::{Thing as T};\npub struct Deep(T, super::same, std::fmt::Error);"),
    ];
    let house = House::new(&sources);
    let arrows = house.arrows();
    let to = |file: &str| arrows[file].keys().copied().collect::<Vec<_>>();
    assert_eq!((to("a.rs"), to("a/b.rs"), to("a/c.rs")), (vec!["a/c.rs"], vec!["a.rs"], vec!["a/b.rs"]));
    let circles = house.circles();
    assert_eq!(circles.len(), 1);
    assert_eq!(circles[0].0, ["a.rs", "a/b.rs", "a/c.rs"].into());
}
