//! Language files and code say the same: every message that is asked for is there, and none that is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use mando::calendar::{Duration, DurationUnit};
use mando::evaluate::results::{Absence, Doubt, Provisional, ValueWindow};
use mando::evaluate::score::Status;
use mando::locale::{Locale, Notation};
use mando::words::{Fault, LANGUAGES, Message, Number, Value, Words, declared, faults, used_arguments};

#[test]
fn every_language_has_every_message_and_no_other() {
    for (code, text) in LANGUAGES {
        let found: Vec<String> = faults(text).iter().map(Fault::to_string).collect();
        assert_eq!(found, [""; 0], "words/{code}.ftl");
    }
}

#[test]
fn every_language_file_ships() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("words");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .expect("a folder of words")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files, LANGUAGES.map(|(code, _)| format!("{code}.ftl")).into());
    let of_locales: BTreeSet<&str> =
        Locale::codes().map(|code| code.split('-').next().unwrap_or_default()).collect();
    assert_eq!(of_locales, LANGUAGES.map(|(code, _)| code).into());
}

#[test]
fn a_message_is_declared_once() {
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = declared().map(|d| d.id).filter(|id| !seen.insert(*id)).collect();
    assert_eq!(twice, [""; 0]);
}

/// What is filled in is used by some language, and every language that names what another names does so of one thing.
#[test]
fn what_a_message_is_given_is_used() {
    let files: Vec<BTreeMap<String, BTreeSet<String>>> =
        LANGUAGES.iter().map(|(_, text)| used_arguments(text)).collect();
    // Given to languages whose form depends on them.
    const FOR_OTHERS: [(&str, &str); 2] = [("window-rolling", "count"), ("window-rolling", "unit")];
    let mut unused = Vec::new();
    for message in declared() {
        for argument in message.arguments {
            let is_used =
                files.iter().any(|file| file.get(message.id).is_some_and(|used| used.contains(*argument)));
            if !is_used && !FOR_OTHERS.contains(&(message.id, argument)) {
                unused.push(format!("{}: ${argument}", message.id));
            }
        }
    }
    assert_eq!(unused, [""; 0]);
}

/// A message of a family of its own is said somewhere: its variant stands in the code with its family in front, which its
/// declaration does not.
#[test]
fn no_message_is_declared_in_vain() {
    let mut code = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                code.push_str(&fs::read_to_string(&path).expect("a source"));
            }
        }
    }
    let of_a_family = declared().map(|d| d.said_as).filter(|said| said.contains("::"));
    let unsaid: Vec<&str> = of_a_family.filter(|said| !stands_in(&code, said)).collect();
    assert_eq!(unsaid, [""; 0]);
}

/// Whether a path stands in code as a whole.
fn stands_in(code: &str, path: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + path.len()..].chars().next();
        !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
    })
}

const WORDS: fn() -> Words = || Words::of(Locale::EN_GB);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn a_count_chooses_its_form_and_is_set_in_groups() {
    let gap = |longest| {
        Doubt::Provisional(Provisional::GapAtEnd { last: day("2026-04-09"), longest: Some(longest) })
    };
    let said = |longest| WORDS().doubt_reasoned(&gap(longest)).unwrap_or_default();
    assert_eq!(said(1), "Provisional (no row since 9 April 2026; the longest gap before was 1 day)");
    assert_eq!(said(2), "Provisional (no row since 9 April 2026; the longest gap before was 2 days)");
    assert_eq!(said(1_234), "Provisional (no row since 9 April 2026; the longest gap before was 1,234 days)");
}

#[test]
fn dates_follow_the_locale_and_words_the_language() {
    let window = ValueWindow::Since { first: day("2026-04-09") };
    assert_eq!(Words::of(Locale::EN_US).say(&window), "since April 9, 2026");
    assert_eq!(WORDS().say(&window), "since 9 April 2026");
    assert_eq!(WORDS().say(&ValueWindow::Rolling { count: 1, unit: DurationUnit::Year }), "rolling 1 year");
    let since = ValueWindow::Since { first: day("2026-04-01") };
    assert_eq!(WORDS().say(&since), "since April 2026");
}

#[test]
fn absences_say_what_they_know() {
    let withheld = Absence::Withheld { n: 12.0, min_n: 30 };
    assert_eq!(WORDS().say(&withheld), "Withheld");
    assert_eq!(WORDS().absence_reasoned(&withheld).as_deref(), Some("Withheld (n 12 of 30)"));
    assert_eq!(WORDS().absence_reasoned(&Absence::NoData), None);
}

/// A project's own file stands in front: a message of it, and for what it lacks the language that ships.
#[test]
fn a_file_of_a_project_stands_in_front() {
    let own = "status-on-target = Reached\nduration-days = { $count } { $tage }\n";
    let words = Words::with(Locale::EN_GB, own);
    assert_eq!(words.say(&Status::OnTarget), "Reached");
    assert_eq!(words.say(&Status::Watch), "Watch");
    // One that wants what it is not given is passed over.
    assert_eq!(words.say(&Duration::days(3)), "3 days");
}

#[test]
fn faults_of_a_file_are_told() {
    let text = "status-on-target = a\nstatus-on-target = b\nnobody = c\nduration-days = { $x }{ -y }\n= d\n";
    let found = faults(text);
    let told = |fault: &Fault| found.contains(fault);
    assert!(told(&Fault::Twice("status-on-target".to_owned())));
    assert!(told(&Fault::Unknown("nobody".to_owned())));
    assert!(told(&Fault::Argument { id: "duration-days".to_owned(), argument: "x".to_owned() }));
    assert!(told(&Fault::Reference { id: "duration-days".to_owned(), to: "-y".to_owned() }));
    assert!(told(&Fault::Unreadable("= d".to_owned())));
    assert!(told(&Fault::Missing("status-watch".to_owned())));
}

/// A number that is set already is printed so, and its decimals decide over the form as its digits do.
#[test]
fn a_set_number_chooses_its_form() {
    let own = "duration-days = { $count ->\n [one] { $count } dzień\n *[other] { $count } dnia\n }\n";
    let words = Words::with(Locale::EN_GB, own);
    let said = |value: f64, decimals| {
        let number = Number::of(Locale::EN_GB, value, Notation { decimals, ..Notation::default() });
        words.message(&Message { id: "duration-days", arguments: vec![("count", Value::Number(number))] })
    };
    // English rules: the file says it is English.
    assert_eq!(said(1.0, 0), "1 dzień");
    assert_eq!(said(1.0, 1), "1.0 dnia");
    assert_eq!(said(12_345.25, 1), "12,345.3 dnia");
    for wild in [f64::NAN, f64::INFINITY, -1e300, 1e300, 5e-324] {
        assert!(said(wild, 30).ends_with("dnia"), "{wild}");
    }
}
