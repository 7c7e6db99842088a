//! Any bytes as a scorecard: checking ends, and finds what it finds, without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

const ROWS: &[u8] = b"day,customer,amount,score,closed\n2026-03-01,a,1,2,2026-03-04\n2026-02-27,b,3,9,\n";

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    mando_fuzz::project(&[("scorecard.yaml", data), ("data/a.csv", ROWS)]);
});
