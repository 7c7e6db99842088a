//! Any bytes as lines of JSON, and as one JSON file.

#![no_main]

use libfuzzer_sys::fuzz_target;

const ROW: &[u8] = br#"{"day":"2026-03-01","customer":"a","amount":1.5,"score":9}"#;

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let [part, rest @ ..] = data else { return };
    match part % 2 {
        0 => mando_fuzz::ready::rows("a.ndjson", "", ROW, rest),
        _ => mando_fuzz::ready::rows("a.json", "", &[b"[", ROW, b"]"].concat(), rest),
    }
});
