//! Language files and code say the same: every message that is asked for is there, and none that is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use mando::calendar::{Duration, DurationUnit};
use mando::evaluate::results::{Absence, Doubt, Provisional, ValueWindow};
use mando::evaluate::score::Status;
use mando::locale::{Locale, Notation};
use mando::words::{
    Fault, LANGUAGES, Label, Message, Number, Quantity, REGIONS, Value, Words, declared, faults,
    used_arguments,
};
use regex::Regex;

#[test]
fn every_language_has_every_message_and_no_other() {
    for (code, text) in LANGUAGES {
        let found: Vec<String> = faults(text).iter().map(Fault::to_string).collect();
        assert_eq!(found, [""; 0], "words/{code}.ftl");
    }
    for (code, text) in REGIONS {
        let found = faults(text).into_iter().filter(|fault| !matches!(fault, Fault::Missing(_)));
        let found: Vec<String> = found.map(|fault| fault.to_string()).collect();
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
    let shipped = LANGUAGES.iter().chain(&REGIONS);
    assert_eq!(files, shipped.map(|(code, _)| format!("{code}.ftl")).collect());
    assert!(REGIONS.iter().all(|(code, _)| Locale::codes().any(|known| known == *code)));
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
    let mut unused = Vec::new();
    for message in declared() {
        for argument in message.arguments {
            let is_used =
                files.iter().any(|file| file.get(message.id).is_some_and(|used| used.contains(*argument)));
            if !is_used {
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

const WORDS: fn() -> Words = || Words::new(Locale::EN_GB);

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
    assert_eq!(Words::new(Locale::EN_US).say(&window), "since April 9, 2026");
    assert_eq!(WORDS().say(&window), "since 9 April 2026");
    assert_eq!(WORDS().say(&ValueWindow::Rolling { count: 1, unit: DurationUnit::Year }), "rolling 1 year");
    let since = ValueWindow::Since { first: day("2026-04-01") };
    assert_eq!(WORDS().say(&since), "since April 2026");
}

#[test]
fn absences_say_what_they_know() {
    let withheld = Absence::Withheld { n: 12.0, min_n: 30 };
    assert_eq!(WORDS().say(&withheld), "Withheld");
    let open = Absence::NotReached { open: 38.0, of: 40.0 };
    let said = ["en-GB", "es-ES", "es-MX", "el-GR", "pl-PL"].map(|code| {
        Words::new(Locale::parse(code).expect("a locale")).absence_reasoned(&open).unwrap_or_default()
    });
    assert!(said.iter().all(|text| text.contains("38") && text.contains("40")), "{said:?}");
    assert_eq!(said[0], "Not known yet (cases still open: 38 of 40)");
    assert_eq!(WORDS().absence_reasoned(&withheld).as_deref(), Some("Withheld (n 12 of 30)"));
    assert_eq!(WORDS().absence_reasoned(&Absence::NoData), None);
}

/// A project's own file stands in front: a message of it, and for what it lacks the language that ships.
#[test]
fn a_file_of_a_project_stands_in_front() {
    let own = "status-on-target = Reached\nduration-days = { $count } { $tage }\n";
    let words = WORDS().with(own);
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

/// What Fluent does not say is told before a message that ships stands in its place.
#[test]
fn a_message_that_leads_in_a_circle_or_grows_is_told() {
    let told = |text: &str| -> Vec<String> {
        let found = faults(text).into_iter().filter(|fault| !matches!(fault, Fault::Missing(_)));
        found.map(|fault| fault.to_string()).collect()
    };
    let circle = "the message `status-on-target` leads back to itself";
    let many = |times: usize| format!("status-on-target = {}\n", "{ -a }".repeat(times));
    let grown = "the message `status-on-target` becomes too long: at most 100 braces and 32767 bytes with all that it leads to";
    let doubled: String = (1..40).map(|n| format!("-t{n} = {{ -t{} }}{{ -t{} }}\n", n - 1, n - 1)).collect();
    for (text, fault) in [
        ("status-on-target = { status-on-target }\n".to_owned(), circle),
        ("status-on-target = { -a }\n-a = { -b }\n-b = { -a }\n".to_owned(), circle),
        ("status-on-target = { -a.b ->\n [x] y\n *[z] z\n }\n-a = a\n .b = { -c }\n-c = { -a.b ->\n [x] y\n *[z] z\n }\n".to_owned(), circle),
        (format!("{}-a = x\n", many(101)), grown),
        (format!("{}-a = {{ -b }}\n-b = x\n", many(51)), grown),
        (format!("-t0 = x\n{doubled}status-on-target = {{ -t39 }}\n"), grown),
        (format!("-a = {}\nstatus-on-target = {{ -a }}\n", "x".repeat(40_000)), grown),
        (
            "status-on-target = { duration-days.b }\nduration-days = x\n".to_owned(),
            "the message `status-on-target` leads to `duration-days.b`, which is not there",
        ),
        (
            "status-on-target = { -a }\n-a = { -b }\n".to_owned(),
            "the message `-a` leads to `-b`, which is not there",
        ),
        (
            "status-on-target = { duration-days }\nduration-days = { $count }\n".to_owned(),
            "the message `status-on-target` has no `$count`",
        ),
    ] {
        assert_eq!(told(&text), [fault], "{text}");
    }
    for sound in [
        format!("{}-a = x\n", many(100)),
        "status-on-target = { duration-days.b }\nduration-days = { $count }\n .b = y\n".to_owned(),
    ] {
        assert_eq!(told(&sound), [""; 0], "{sound}");
        assert_ne!(WORDS().with(&sound).say(&Status::OnTarget), WORDS().say(&Status::OnTarget), "{sound}");
    }
    let chain: String = (1..100_000).map(|n| format!("-t{n} = {{ -t{} }}\n", n - 1)).collect();
    assert_eq!(told(&format!("-t0 = x\n{chain}status-on-target = {{ -t99999 }}\n")), [grown]);
}

/// A number that is set already is printed so, and its decimals decide over the form as its digits do.
#[test]
fn a_set_number_chooses_its_form() {
    let own = "duration-days = { $count ->\n [one] { $count } dzień\n *[other] { $count } dnia\n }\n";
    let words = WORDS().with(own);
    let said = |value: f64, decimals| {
        let number = Number::new(Locale::EN_GB, value, Notation { decimals, ..Notation::default() });
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

/// `[4]` is the form of 4 alone, before those of the language.
#[test]
fn an_exact_number_has_a_form_of_its_own() {
    let own = "duration-days =\n    { $count ->\n        [4] four\n       *[other] { $count }\n    }\n";
    let said = |days| WORDS().with(own).say(&Duration::days(days));
    assert_eq!([said(4), said(5), said(1_234)], ["four", "5", "1,234"]);
}

/// The forms of Polish: one, few, many, and that of decimals.
#[test]
fn each_language_counts_in_its_forms() {
    let said = |locale: Locale| {
        [1, 2, 5, 12, 22].map(|count| Words::new(locale).say(&Duration { count, unit: DurationUnit::Month }))
    };
    assert_eq!(said(Locale::PL_PL), ["1 miesiąc", "2 miesiące", "5 miesięcy", "12 miesięcy", "22 miesiące"]);
    assert_eq!(said(Locale::ES_ES), ["1 mes", "2 meses", "5 meses", "12 meses", "22 meses"]);
    let seconds = |value: f64, decimals| {
        let value = Number::new(Locale::EN_GB, value, Notation { decimals, ..Notation::default() });
        Words::new(Locale::EN_GB).say(&Quantity::Seconds { value })
    };
    assert_eq!([seconds(1.0, 0), seconds(1.0, 1), seconds(7.0, 0)], ["1 second", "1.0 seconds", "7 seconds"]);
    let days = |value: f64, decimals| {
        let value = Number::new(Locale::PL_PL, value, Notation { decimals, ..Notation::default() });
        Words::new(Locale::PL_PL).say(&Quantity::Days { value })
    };
    assert_eq!([days(12.3, 1), days(5.0, 0), days(1.0, 0)], ["12,3 dnia", "5 dni", "1 dzień"]);
}

/// A region's words stand before its language's, and what it does not say it says as its language.
#[test]
fn a_region_differs_where_it_has_words_of_its_own() {
    let [spain, mexico] = [Locale::ES_ES, Locale::ES_MX].map(Words::new);
    assert_eq!([spain.say(&Label::Score), mexico.say(&Label::Score)], ["Puntuación", "Calificación"]);
    assert_eq!(spain.say(&Status::OnTarget), mexico.say(&Status::OnTarget));
}

/// A text in quotes that is a sentence to somebody: two words with a blank between them.
fn has_words(code: &str) -> Vec<String> {
    let literal = Regex::new(r#""(?:[^"\\]|\\.)*""#).expect("a pattern");
    let two = Regex::new(r"\p{L}{2,} \p{Ll}{2,}").expect("a pattern");
    let code = code.replace("'\"'", "");
    let literals = literal.find_iter(&code).map(|found| found.as_str());
    literals.filter(|text| two.is_match(text)).map(str::to_owned).collect()
}

/// Code without comments and attributes.
fn plain(code: &str) -> String {
    let comments = Regex::new(r"(?m)//.*$").expect("a pattern");
    let attributes = Regex::new(r"#!?\[(?:[^\[\]]|\[[^\]]*\])*\]").expect("a pattern");
    attributes.replace_all(&comments.replace_all(code, ""), "").into_owned()
}

/// What is said to readers stands in the language files: rooms that compute, compose and arrange hold no sentence. The
/// workings of the workbook are not written in words yet.
#[test]
fn rooms_hold_no_sentence() {
    const ROOMS: [&str; 7] = [
        "evaluate",
        "statistics",
        "report",
        "measure/title",
        "measure/policy",
        "measure/meaning",
        "model/signal",
    ];
    // A name of a segment in results.json, which is English.
    const KNOWN: [&str; 1] = ["\"(not stated)\""];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(&root).expect("below src").display().to_string();
            let is_told = ROOMS.iter().any(|room| inside.starts_with(room)) && !inside.contains("workings");
            if is_told && inside.ends_with(".rs") {
                let code = plain(&fs::read_to_string(&path).expect("a source"));
                let words = has_words(&code).into_iter().filter(|text| !KNOWN.contains(&text.as_str()));
                found.extend(words.map(|text| format!("{inside}: {text}")));
            }
        }
    }
    assert_eq!(found, [""; 0]);
}

/// Templates lay out what a document says and say nothing themselves.
#[test]
fn templates_hold_no_word() {
    let comments = Regex::new(r"(?m)//.*$").expect("a pattern");
    let content = Regex::new(r"\[([^\[\]]*)\]").expect("a pattern");
    let code = Regex::new(r"#[\w.\-]+((\([^()]*(\([^()]*\))?[^()]*\))|\.\w+)*").expect("a pattern");
    let word = Regex::new(r"\p{L}{2,}").expect("a pattern");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).expect("a folder of templates") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a template");
        let text = comments.replace_all(&text, "");
        let contents = content.captures_iter(&text).map(|found| code.replace_all(&found[1], "").into_owned());
        // A class of characters is no text.
        let contents = contents.filter(|text| !text.starts_with('^'));
        found.extend(contents.filter(|text| word.is_match(text)).map(|text| format!("{path:?}: {text}")));
    }
    // Of pages of HTML: whatever is neither a tag nor filled in.
    let filled = Regex::new(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}").expect("a pattern");
    let tag = Regex::new("<[^>]*>").expect("a pattern");
    for name in ["report.html", "blocks.html"] {
        let text = fs::read_to_string(folder.join("html").join(name)).expect("a template");
        let text = filled.replace_all(&text, " ").into_owned();
        let text = tag.replace_all(&text, " ");
        found.extend(word.find_iter(&text).map(|word| format!("{name}: {}", word.as_str())));
    }
    assert_eq!(found, [""; 0]);
}
