//! How long a scorecard of two thousand lines takes from an edit to its marks and to a list of words.

#![allow(clippy::print_stdout)]

use std::time::Instant;

use serde_json::json;

use super::ROWS;
use super::protocol::Editor;
use crate::support::Project;

/// A scorecard of some two thousand lines.
pub(super) fn large() -> String {
    let mut text = String::from(
        "scorecard: shop\ntitle: Shop\nentity: Shop\ncurrency: EUR\nsources:\n  sales:\n    path: sales.csv\n    time: day\n    columns: { amount: money, day: date }\nperspectives:\n  money:\n    objectives:\n      growth: { title: Grow }\nmeasures:\n",
    );
    for number in 0..220 {
        text.push_str(&format!(
            "  measure_{number}:\n    title: Measure {number}\n    objective: growth\n    source: sales\n    kind: {{ sum: amount }}\n    unit: currency\n    direction: maximise\n    target: {number}\n    owner: Ann Lee\n",
        ));
    }
    text
}

/// Printed by `--nocapture`; what it takes depends on the machine, so no bound is held here but one that says that nothing waits.
#[test]
fn an_edit_of_a_large_scorecard_is_answered_at_once() {
    let text = large();
    assert!(text.lines().count() > 1_990);
    let project = Project::new(&text, &[("sales.csv", ROWS)]);
    let mut editor = Editor::start(project.folder(), json!({}));
    editor.open("scorecard.yaml", &text);
    editor.marks("scorecard.yaml");
    let (mut marking, mut listing) = (Vec::new(), Vec::new());
    for number in 0..10 {
        let word = if number % 2 == 0 { "amout" } else { "amount" };
        let edited = text.replacen("{ sum: amount }", &format!("{{ sum: {word} }}"), 1);
        let begun = Instant::now();
        editor.edit("scorecard.yaml", &edited);
        loop {
            let marks = editor.marks("scorecard.yaml");
            if marks.iter().any(|mark| mark["code"] == "unknown-column") == (word == "amout") {
                break;
            }
        }
        marking.push(begun.elapsed());
        let begun = Instant::now();
        let place = editor.place("scorecard.yaml", &edited, edited.find(word).expect("the word") + 2);
        let items = editor.ask("textDocument/completion", place);
        assert!(items.as_array().is_some_and(|items| items.iter().any(|item| item["label"] == "amount")));
        listing.push(begun.elapsed());
    }
    marking.sort();
    listing.sort();
    println!("marks after {:?}, words after {:?} (medians of ten)", marking[5], listing[5]);
    assert!(marking[5].as_secs() < 5 && listing[5].as_secs() < 5, "{marking:?} {listing:?}");
}
