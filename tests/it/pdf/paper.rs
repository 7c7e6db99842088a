//! A finished document as the tools of Debian read it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Map, Value};
use tempfile::TempDir;

/// A PDF on disk.
pub(super) struct Paper {
    folder: TempDir,
}

/// A word of a page: left, top, right, bottom, text.
type Word = (f64, f64, f64, f64, String);

impl Paper {
    pub(super) fn new(bytes: &[u8]) -> Paper {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.pdf"), bytes).expect("a file");
        Paper { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("a.pdf")
    }

    /// What a tool says of the document.
    fn ask(&self, package: &str, tool: &str, before: &[&str], after: &[&str]) -> String {
        let asked = Command::new(tool).args(before).arg(self.path()).args(after).output();
        let output = asked
            .unwrap_or_else(|error| panic!("`{tool}` does not run ({error}): apt-get install {package}"));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{tool}: {text}{errors}");
        text
    }

    /// How many pages it has.
    pub(super) fn pages(&self) -> usize {
        let info = self.ask("poppler-utils", "pdfinfo", &[], &[]);
        let line = info.lines().find_map(|line| line.strip_prefix("Pages:"));
        line.and_then(|number| number.trim().parse().ok()).expect("a number of pages")
    }

    /// Text of a page, lines as they are seen.
    pub(super) fn text(&self, page: usize) -> String {
        let page = page.to_string();
        self.ask("poppler-utils", "pdftotext", &["-layout", "-f", &page, "-l", &page], &["-"])
    }

    /// All text in the order it was set, with single spaces.
    pub(super) fn running_text(&self) -> String {
        let text = self.ask("poppler-utils", "pdftotext", &["-raw"], &["-"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn is_sound(&self) {
        let said = self.ask("qpdf", "qpdf", &["--check"], &[]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    }

    pub(super) fn is_tagged(&self, title: &str) {
        let info = self.ask("poppler-utils", "pdfinfo", &[], &[]);
        let field = |name: &str| {
            let line = info.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(':'));
            line.map_or("", str::trim).to_owned()
        };
        assert_eq!(field("Title"), title);
        assert_eq!(field("Tagged"), "yes");
        let metadata = self.ask("poppler-utils", "pdfinfo", &["-meta"], &[]);
        for mark in [
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(metadata.contains(mark), "no {mark} in {metadata}");
        }
    }

    pub(super) fn embeds_all_fonts(&self) {
        let list = self.ask("poppler-utils", "pdffonts", &[], &[]);
        let fonts: Vec<&str> = list.lines().skip(2).collect();
        assert!(!fonts.is_empty());
        for line in fonts {
            // Embedded, subset, with a way back to text; then the object's two numbers.
            let fields: Vec<&str> = line.split_whitespace().rev().collect();
            assert_eq!(fields[2..5], ["yes", "yes", "yes"], "{line}");
        }
    }

    /// Names of the files inside.
    pub(super) fn attachments(&self) -> Vec<String> {
        let list = self.ask("poppler-utils", "pdfdetach", &["-list"], &[]);
        let files = list.lines().filter_map(|line| line.split_once(": "));
        files.map(|(_, name)| name.to_owned()).collect()
    }

    /// Every figure and formula of the structure says what it shows and has content.
    pub(super) fn has_no_dumb_figure(&self) {
        let json = self.ask("qpdf", "qpdf", &["--json=2", "--json-key=qpdf"], &[]);
        let json: Value = serde_json::from_str(&json).expect("json");
        let objects = json["qpdf"][1].as_object().expect("objects");
        let elements = objects.values().filter_map(|o| o["value"].as_object());
        let figures: Vec<&Map<String, Value>> =
            elements.filter(|e| e.get("/S").is_some_and(|s| s == "/Figure" || s == "/Formula")).collect();
        assert!(!figures.is_empty(), "no figure in the structure");
        for figure in figures {
            let spoken = figure.get("/Alt").and_then(Value::as_str).is_some_and(|text| text.len() > 2);
            assert!(spoken, "no alternative text: {figure:?}");
            let empty = match figure.get("/K") {
                None | Some(Value::Null) => true,
                Some(Value::Array(kids)) => kids.is_empty(),
                Some(_) => false,
            };
            assert!(!empty, "nothing inside: {figure:?}");
        }
    }

    /// No word stands on another, and none outside its page.
    pub(super) fn has_no_overlap(&self) {
        let boxes = self.ask("poppler-utils", "pdftotext", &["-bbox"], &["-"]);
        for (number, page) in boxes.split("<page ").skip(1).enumerate() {
            let (width, height) = (attribute(page, "width"), attribute(page, "height"));
            let words: Vec<Word> = page.split("<word ").skip(1).map(word).collect();
            for (i, (left, top, right, bottom, text)) in words.iter().enumerate() {
                let inside =
                    *left >= 20.0 && *right <= width - 20.0 && *top >= 10.0 && *bottom <= height - 10.0;
                assert!(inside, "page {}: `{text}` leaves the page", number + 1);
                for (l, t, r, b, other) in &words[i + 1..] {
                    let across = right.min(*r) - left.max(*l);
                    let down = bottom.min(*b) - top.max(*t);
                    // Boxes reach from the highest ascender to the lowest descender; lines may touch there.
                    let height = (bottom - top).min(b - t);
                    assert!(
                        across < 0.8 || down < 0.4 * height,
                        "page {}: `{text}` and `{other}` overlap by {across:.1} × {down:.1}",
                        number + 1
                    );
                }
            }
        }
    }
}

fn word(text: &str) -> Word {
    let body = text.split_once('>').map_or("", |(_, rest)| rest.split("</word>").next().unwrap_or(""));
    let [left, top, right, bottom] = ["xMin", "yMin", "xMax", "yMax"].map(|name| attribute(text, name));
    (left, top, right, bottom, body.to_owned())
}

fn attribute(text: &str, name: &str) -> f64 {
    let (_, rest) = text.split_once(&format!("{name}=\"")).expect("an attribute");
    rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
}
