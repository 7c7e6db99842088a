//! Any text as the path of a source, over a folder of files whose names are like one another.

#![no_main]

use libfuzzer_sys::fuzz_target;

const ROWS: &[u8] = b"day,customer,amount,score\n2026-03-01,a,1,2\n";

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let quoted = text.replace("'", "''").replace(['\n', '\r'], " ");
    let yaml = mando_fuzz::scorecard("a.csv", "").replace("data/a.csv", &format!("'{quoted}'"));
    let long = format!("data/{}.csv", "a".repeat(200));
    mando_fuzz::checked(&[
        ("scorecard.yaml", yaml.as_bytes()),
        ("data/a.csv", ROWS),
        (&long, ROWS),
        ("data/orders-2026-01.csv", ROWS),
        ("data/orders-2026-02.csv", ROWS),
        ("data/orders-2026-02 (copy).csv", ROWS),
        ("data/é*?[x].csv", ROWS),
        ("data/year=2026/month=01/part-0.csv", ROWS),
        ("data/year=2026/month=02/part-0.csv", ROWS),
    ]);
});
