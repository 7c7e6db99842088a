//! What each kind says of itself, as a reader of each language sees it among the definitions.

use mando::locale::Locale;
use mando::report::strategic;
use mando::words::Words;

use super::{cases, scorecard};
use crate::support::{Project, Ran, day};

/// Forms that the cases of figures leave out.
const MORE: &str = "
  snapshot: { title: snapshot, objective: all, source: states, direction: maximise, kind: { last: { value: amount, per: customer } } }
  entered: { title: entered, objective: all, kind: { manual: { over_time: sum } }, direction: maximise }
  entered_by_several: { title: entered_by_several, objective: all, kind: { manual: { over_time: sum, over_entities: average } }, direction: maximise }
  rolling: { title: rolling, objective: all, direction: maximise, window: 3 months, where: \"region = 'north'\", kind: { sum: amount } }
  ratio_of_sources: { title: ratio_of_sources, objective: all, direction: maximise, kind: { ratio: { numerator: sum(amount), denominator: { source: states, value: count(*), where: amount > 1.5 } } } }
  answered_once: { title: answered_once, objective: all, direction: maximise, kind: { nps: { score: score, scale_min: 1, weight: weight, per: { last_per: customer } } } }
";

/// The project of the figures with those forms.
fn ran() -> Ran {
    let yaml = scorecard(day("2024-03-31")).replace(
        "perspectives:",
        "  states: { path: states.csv, time: day, snapshot: month, customer: customer, columns: { day: date, amount: number } }\nperspectives:",
    );
    let rows = format!("{}2024-03-05,c1,o1,10.00,1,1,9,,,,,north,,,\n", super::file(&[]));
    let states = "day,customer,amount\n2024-03-31,c1,5\n";
    Project::new(&format!("{yaml}{MORE}"), &[("rows.csv", &rows), ("states.csv", states)]).results("2024-03")
}

#[test]
fn each_kind_says_what_it_is_in_each_language() {
    let ran = ran();
    let mut languages = Vec::new();
    for locale in [Locale::EN_GB, Locale::ES_ES, Locale::EL_GR, Locale::PL_PL] {
        let report = strategic(&ran.scorecard, &ran.results, &Words::new(locale));
        let said: Vec<(String, String)> = report
            .definitions
            .iter()
            .filter(|view| !view.id.ends_with("_q"))
            .map(|view| (view.id.clone(), view.words.clone()))
            .collect();
        let lacking = said.iter().find(|(_, words)| words.contains("meaning-") || words.len() < 20);
        assert_eq!(lacking, None, "{locale}");
        let text: Vec<String> = said.iter().map(|(id, words)| format!("{id}: {words}")).collect();
        insta::assert_snapshot!(format!("sentences-{}", locale.language()), text.join("\n"));
        languages.push(said);
    }
    let [english, others @ ..] = languages.as_slice() else { panic!("four languages") };
    assert!(cases().all(|case| english.iter().any(|(id, _)| id == case.id)), "all cases are told");
    for said in others {
        let same: Vec<_> = said.iter().filter(|one| english.contains(one)).collect();
        assert!(same.is_empty(), "left in English: {same:?}");
    }
}

#[test]
fn a_sentence_tells_the_window_and_the_rows_that_count() {
    let ran = ran();
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    let words =
        |id: &str| report.definitions.iter().find(|view| view.id == id).map(|view| view.words.as_str());
    assert_eq!(
        words("rolling"),
        Some(
            "Sum of ‘amount’ over the rows of ‘rows’; rolling 3 months, up to the period's end. Only rows of ‘rows’ where ‘region = 'north'’."
        )
    );
    assert_eq!(words("formula"), Some("Month by month: sum ÷ count."));
}
