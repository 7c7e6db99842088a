//! Any texts as durations: windows and periods of grace of a definition, intervals and differences of its expressions.

#![no_main]

use libfuzzer_sys::fuzz_target;

const ROWS: &[u8] = b"day,customer,amount,score,at,until\n2026-03-01,a,1.5,2,2026-03-01 10:00,2026-03-29 02:30\n2026-03-29,b,2,9,2026-03-28 23:59,2026-03-30 03:00\n2025-10-26,a,3,10,2025-10-26 02:30,\n";

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let text = text.replace(['\'', '"', '\\', '\r'], " ");
    let mut pieces = text.split("\n");
    let mut next = || pieces.next().unwrap_or("3 days");
    let (window, within, grace, stale) = (next(), next(), next(), next());
    let (interval, more) = (next(), next());
    let columns = format!(
        "    stale_after: \"{stale}\"
    time_zone: Europe/Madrid
    derive: {{ later: \"at + interval '{interval}'\", gap: \"until - at\", longer: \"(until - at) + interval '{more}' > interval '{interval}'\", day_later: \"day - interval '{more}'\" }}"
    );
    let mut yaml = mando_fuzz::scorecard("a.csv", &columns)
        .replace("amount: money", "amount: money, at: datetime, until: datetime");
    yaml.push_str(&format!(
        "  rolling: {{ title: W, objective: o, source: data, kind: {{ sum: amount }}, window: \"{window}\" }}
  kept: {{ title: K, objective: o, source: data, min_n: 1, kind: {{ retention: {{ active_within: \"{within}\" }} }} }}
  promise: {{ title: P, objective: o, source: data, min_n: 1, kind: {{ on_time: {{ promised: day, delivered: day_later, grace: \"{grace}\" }} }} }}
  time: {{ title: T, objective: o, source: data, min_n: 1, kind: {{ median: gap }}, unit: hours, where: longer, time: day }}
  shifted: {{ title: S, objective: o, source: data, kind: count, time: later }}
"
    ));
    mando_fuzz::run(&[("scorecard.yaml", yaml.as_bytes()), ("data/a.csv", ROWS)]);
});
