//! Reports in each language that ships: its words, its numbers and dates, and not a word of English.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use mando::locale::Locale;
use mando::words::LANGUAGES;
use regex::Regex;

use crate::binary::{Written, called, ended, example, json, mando, run, text};
use crate::support::Project;
use crate::workbook::office::printed;

const SCORECARD: &str = include_str!("languages/scorecard.yaml");

/// A project whose titles stand in every language, over the orders of an example.
pub(crate) fn project() -> Project {
    Project::new(SCORECARD, &[]).with_folder("data", &example("northwind").join("data"))
}

fn written(locale: Option<&str>) -> Written {
    let project = project();
    let mut command = mando();
    command.arg("run").arg(project.path());
    run(command.args(locale.map(|code| ["--locale", code]).into_iter().flatten()))
}

/// The reports by locale, each written once.
static REPORTS: LazyLock<Vec<(&str, Written)>> =
    LazyLock::new(|| Locale::codes().map(|code| (code, written(Some(code)))).collect());

fn of(code: &str) -> &'static Written {
    let found = REPORTS.iter().find(|(known, _)| *known == code);
    &found.unwrap_or_else(|| panic!("no reports in {code}")).1
}

/// All text of both reports, with single blanks.
fn both(code: &str) -> String {
    let written = of(code);
    let text = text(written.strategic()) + &text(written.operational());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn holds(code: &str, wanted: &[&str]) {
    let text = both(code);
    let lacking: Vec<&&str> = wanted.iter().filter(|wanted| !text.contains(**wanted)).collect();
    assert!(lacking.is_empty(), "{code} lacks {lacking:?} in\n{text}");
}

/// A page holds more than the lines at its head and foot.
#[test]
fn no_page_is_blank() {
    for (code, written) in &*REPORTS {
        for text in [text(written.strategic()), text(written.operational())] {
            for (i, page) in text.trim_end_matches('\u{c}').split('\u{c}').enumerate().skip(1) {
                let lines = page.lines().filter(|line| !line.trim().is_empty()).count();
                assert!(lines > 3, "{code}: page {} is blank:\n{page}", i + 1);
            }
        }
    }
}

/// A number that does not fit its column is printed as `###`; the words beside numbers are longest in these languages.
#[test]
fn no_number_of_a_workbook_is_too_wide_for_its_column() {
    for code in ["el-GR", "pl-PL"] {
        let sheets = text(&printed(of(code).workbook()));
        let wide: Vec<&str> = sheets.lines().filter(|line| line.contains("###")).collect();
        assert_eq!(wide, Vec::<&str>::new(), "{code}");
    }
}

#[test]
fn spanish_reports_read_as_spanish() {
    holds(
        "es-ES",
        &[
            "Cuadro de mando de clientes – Northwind, abril de 1998",
            "informe operativo",
            "Datos a 6 de mayo de 1998",
            "Página 1 de",
            "Indicador",
            "Desviación",
            "Puntuación",
            "No cumple",
            "En observación",
            "84,3",
            "2427",
            "+45,9 %",
            "123,8 miles de EUR",
            "va 0,7 días peor que el plan, por cuarto periodo consecutivo",
            "últimos 3 meses",
            "Previsión de cierre",
            "fuera de plazo (vencía el 30 de abril de 1998)",
            "Retención (en sentido contrario, 3 meses después)",
            "1.er trimestre de 1998",
            "m8 (introducido)",
            "de 0 a 5, según la valoración dada",
            "cumple desde 100; en observación desde 90",
        ],
    );
}

#[test]
fn greek_reports_read_as_greek() {
    holds(
        "el-GR",
        &[
            "Κάρτα επιδόσεων πελατών – Northwind, Απρίλιος 1998",
            "επιχειρησιακή αναφορά",
            "Στοιχεία έως 6 Μαΐου 1998",
            "Σελίδα 1 από",
            "Δείκτης",
            "Απόκλιση",
            "Εκτός στόχου",
            "Υπό παρακολούθηση",
            "84,3",
            "2.427",
            "+45,9%",
            "123,8 χιλ. EUR",
            "κατά 0,7 ημέρες χειρότερα από το πλάνο, επί 4 περιόδους",
            "τρίμηνο 1998",
        ],
    );
}

#[test]
fn polish_reports_read_as_polish() {
    holds(
        "pl-PL",
        &[
            "Karta wyników klientów – Northwind, kwiecień 1998",
            "raport operacyjny",
            "Stan na 6 maja 1998 r.",
            "Strona 1 z",
            "Miernik",
            "Odchylenie",
            "Cel nieosiągnięty",
            "Do obserwacji",
            "84,3",
            "2427",
            "+45,9%",
            "123,8 tys. EUR",
            "o 0,7 dnia gorzej niż plan",
            "0,7 dnia",
            "I kwartał 1998 r.",
        ],
    );
}

#[test]
fn mexican_reports_have_words_and_signs_of_their_own() {
    holds(
        "es-MX",
        &[
            "reporte operativo",
            "Calificación",
            "Datos al 6 de mayo de 1998",
            "84.3",
            "2,427",
            "+45.9%",
            "1T98",
        ],
    );
}

/// Words of letters, by themselves.
fn words(text: &str) -> BTreeSet<String> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{L}{3,}").expect("a pattern"));
    WORD.find_iter(text).map(|word| word.as_str().to_lowercase()).collect()
}

/// What a language file says, without ids, comments and the words it chooses by.
fn said(file: &str) -> String {
    static CODES: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^#.*$|^[\w-]+ =|\$\w+|^\s*\*?\[[\w-]+\]").expect("a pattern"));
    CODES.replace_all(file, " ").into_owned()
}

/// Of the words that English reports may say none is left, unless the language or the definition has the word too.
#[test]
fn no_word_of_english_is_left() {
    let english = LANGUAGES.iter().find(|(code, _)| *code == "en").expect("English").1;
    // Words of the language of definitions stand as they are written: rules of signals, and kinds with their keys.
    let written = "beyond limits run period grace days value";
    // Of which one is an English one: may of 1997.
    let months = "may";
    for code in ["es-ES", "es-MX", "el-GR", "pl-PL"] {
        let language = code.split('-').next().unwrap_or_default();
        let own = LANGUAGES.iter().find(|(known, _)| *known == language).expect("its language").1;
        let mut foreign = words(&said(english));
        for known in words(&said(own)).union(&words(SCORECARD)).chain(&words(written)).chain(&words(months)) {
            foreign.remove(known);
        }
        assert!(foreign.len() > 400, "{code} is compared with {} words", foreign.len());
        let left: Vec<String> = words(&both(code)).intersection(&foreign).cloned().collect();
        assert_eq!(left, [""; 0], "{code}");
    }
}

#[test]
fn a_locale_asked_for_wins_and_changes_no_figure() {
    let [plain, british, greek] = [written(None).results(), of("en-GB").results(), of("el-GR").results()];
    // The scorecard's own is no other language.
    assert_eq!(plain, british);
    assert_ne!(british["run"]["id"], greek["run"]["id"]);
    let figures = |results: &serde_json::Value| {
        let perspectives = results["scorecard"]["perspectives"].as_array().expect("perspectives").clone();
        let objectives = perspectives.iter().flat_map(|p| p["objectives"].as_array().expect("objectives"));
        let measures = objectives.flat_map(|o| o["measures"].as_array().expect("measures").clone());
        measures.map(|measure| measure["periods"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(figures(&british), figures(&greek));
    assert_eq!(greek["scorecard"]["title"], "Κάρτα επιδόσεων πελατών");
}

#[test]
fn a_short_code_is_the_first_locale_of_its_language() {
    let short = written(Some("pl"));
    assert!(short == *of("pl-PL"), "the same files");
}

#[test]
fn a_locale_that_does_not_ship_is_refused() {
    let project = project();
    let output = called([Path::new("run"), project.path(), Path::new("--locale"), Path::new("tlh")]);
    let (code, said) = ended(&output);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("error[unknown-locale]: no locale `tlh`"), "{said}");
    assert!(said.contains("one of `en-GB`, `en-US`, `es-ES`, `es-MX`, `el-GR`, `pl-PL`"), "{said}");
}

/// A title that has not the language asked for is told, not printed in another.
#[test]
fn a_title_without_the_language_is_an_error() {
    let lacking = SCORECARD.replacen(", es: Cuadro de mando de clientes", "", 1);
    let project = Project::new(&lacking, &[]).with_folder("data", &example("northwind").join("data"));
    let output = called([Path::new("run"), project.path(), Path::new("--locale"), Path::new("es")]);
    let (code, said) = ended(&output);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("missing-title-locale") && said.contains("add `es: …`"), "{said}");
}

#[test]
fn the_terminal_says_it_in_the_language_of_the_reports() {
    let project = project();
    let out = project.path().join("out");
    let mut command = mando();
    command.arg("run").arg(project.path()).args(["--locale", "pl", "--formats", "json", "--out"]).arg(&out);
    let (code, said) = ended(&command.output().expect("the program starts"));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Karta wyników klientów, Northwind, 1998-04: ocena "), "{said}");
    let results = json(&fs::read(out.join("results.json")).expect("results"));
    assert_eq!(results["scorecard"]["title"], "Karta wyników klientów");
}

/// German, with what a language needs that does not ship, and two messages.
const GERMAN: &str = include_str!("languages/de.ftl");

fn in_german(words: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let yaml = SCORECARD.replace("{ en: ", "{ de: Name, en: ");
    let project = Project::new(&yaml, words).with_folder("data", &example("northwind").join("data"));
    let out = project.path().join("out");
    let mut command = mando();
    command.arg("run").arg(project.path()).args(["--locale", "de", "--formats", "pdf", "--out"]).arg(&out);
    let (code, told) = ended(&command.output().expect("the program starts"));
    (code, told, fs::read(out.join("strategic.pdf")).map_or(String::new(), |pdf| text(&pdf)))
}

/// A project brings a language by a file; what the file does not say is said in English.
#[test]
fn a_project_brings_a_language() {
    let (code, told, text) = in_german(&[("words/de.ftl", GERMAN)]);
    assert_eq!(code, Some(0), "{told}");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "April 1998",
        "Stand: 6. Mai 1998",
        "Erreicht",
        "123,8",
        "2.427",
        "+45,9 %",
        "Beobachten",
        "coverage",
    ] {
        assert!(text.contains(wanted), "no {wanted} in {text}");
    }
}

#[test]
fn a_file_of_words_at_fault_is_told() {
    let without = GERMAN.replace("format-date =", "format-datum =");
    let (code, told, _) = in_german(&[("words/de.ftl", &without)]);
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.contains("error[words-fault]: `words/de.ftl`: the message `format-date` is missing"),
        "{told}"
    );
    let wrong = format!("{GERMAN}\nno-such-message = x\nhead-run = {{ $nothing }}\n");
    let (code, told, _) = in_german(&[("words/de.ftl", &wrong)]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("nothing asks for the message `no-such-message`"), "{told}");
    assert!(told.contains("the message `head-run` has no `$nothing`"), "{told}");
    let (code, told, _) = in_german(&[("words/Deutsch.ftl", GERMAN)]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("`words/Deutsch.ftl` is named for no language"), "{told}");
}

/// A project's word stands before the one that ships.
#[test]
fn a_project_says_a_word_of_its_own() {
    let project = Project::new(SCORECARD, &[("words/pl.ftl", "status-on-target = Zielono\n")]);
    let project = project.with_folder("data", &example("northwind").join("data"));
    let mut command = mando();
    let written = run(command.arg("run").arg(project.path()).args(["--locale", "pl"]));
    let text = text(written.strategic());
    assert!(text.contains("Zielono") && !text.contains("Cel osiągnięty"), "{text}");
    assert!(text.contains("Do obserwacji"), "{text}");
}

/// The language of a PDF is what screen readers and hyphenation go by.
#[test]
fn a_pdf_tells_its_language() {
    for (code, written) in REPORTS.iter() {
        let folder = tempfile::tempdir().expect("a folder");
        let [plain, open] = ["a.pdf", "b.pdf"].map(|name| folder.path().join(name));
        fs::write(&plain, written.strategic()).expect("the PDF on disk");
        let mut command = Command::new("qpdf");
        command.args(["--qdf", "--object-streams=disable"]).arg(&plain).arg(&open);
        let status = command.status().expect("`qpdf` starts: install it");
        assert!(status.success(), "{code}");
        let bytes = fs::read(&open).expect("the open PDF");
        let catalogue = String::from_utf8_lossy(&bytes).into_owned();
        assert!(catalogue.contains(&format!("/Lang ({code})")), "{code}");
    }
}
