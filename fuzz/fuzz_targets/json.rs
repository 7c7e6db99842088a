//! Any bytes as lines of JSON, and as one JSON file.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: mando_fuzz::caught_panics_are_no_faults(),
    |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    let name = if part % 2 == 0 { "a.ndjson" } else { "a.json" };
    let yaml = mando_fuzz::scorecard(name, "");
    mando_fuzz::project(&[("scorecard.yaml", yaml.as_bytes()), (&format!("data/{name}"), rest)]);
});
