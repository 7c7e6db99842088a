//! Any text as a derived column, a condition and a formula over measures.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: mando_fuzz::caught_panics_are_no_faults(),
    |data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let quoted = text.replace('\'', "''").replace(['\n', '\r'], " ");
    let format = format!("    derive: {{ extra: '{quoted}' }}\n    filters: {{ chosen: '{quoted}' }}");
    let mut yaml = mando_fuzz::scorecard("a.csv", &format);
    yaml.push_str("  extra: { title: X, objective: o, source: data, kind: { sum: extra }, where: chosen, direction: maximise }\n");
    yaml.push_str(&format!("  formula: {{ title: F, objective: o, kind: {{ formula: '{quoted}' }}, direction: maximise }}\n"));
    let rows = b"day,customer,amount,score\n2026-03-01,a,1.5,2\n2026-03-02,b,,9\n2026-02-27,a,1e27,10\n";
    mando_fuzz::project(&[("scorecard.yaml", yaml.as_bytes()), ("data/a.csv", rows)]);
});
