//! Any text as a derived column, a condition, an aggregate and a formula over measures.

#![no_main]

use libfuzzer_sys::fuzz_target;

const ROWS: &[u8] = b"day,customer,amount,score\n2026-03-01,a,1.5,2\n2026-03-02,b,,9\n2026-02-27,a,1e27,10\n";

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let [way, text @ ..] = data else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let quoted = text.replace("'", "''").replace(['\n', '\r'], " ");
    let derived = if way % 4 == 0 { format!("    derive: {{ extra: '{quoted}' }}\n") } else { String::new() };
    let mut yaml = mando_fuzz::scorecard("a.csv", &derived);
    yaml.push_str("  extra: { title: X, objective: o, source: data, direction: maximise, ");
    yaml.push_str(&match way % 4 {
        0 => "kind: { sum: extra } }\n".to_owned(),
        1 => format!("kind: count, where: '{quoted}' }}\n"),
        2 => format!("kind: {{ ratio: {{ numerator: '{quoted}', denominator: count(amount) }} }} }}\n"),
        _ => format!("kind: {{ average: '{quoted}' }}, segments: [{{ by: '{quoted}' }}] }}\n"),
    });
    yaml.push_str(&format!("  formula: {{ title: F, objective: o, kind: {{ formula: '{quoted}' }}, direction: maximise }}\n"));
    mando_fuzz::run(&[("scorecard.yaml", yaml.as_bytes()), ("data/a.csv", ROWS)]);
});
