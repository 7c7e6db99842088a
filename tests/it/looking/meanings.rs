//! What a draft takes rows and columns for: calls and parts of them, visits of people, states, months, amounts in several currencies.

use std::fs;

use super::exports::drafted;
use super::field::{block, looked, notes, of_text, summed};
use super::{day, rows};
use crate::binary::json;
use crate::safety::{put, run_in};

/// The draft of one file.
fn of(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let (folder, _) = of_text(name, text);
    let (yaml, _) = drafted(folder.path(), &[name]);
    let (code, words) = run_in(folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{words}\n{yaml}");
    (folder, yaml)
}

/// The measures of a scorecard, without remarks.
fn measures(yaml: &str) -> String {
    let own = yaml.split_once("\nmeasures:").expect("measures").1;
    own.lines().map(|line| line.split(" # ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn calls_that_were_lost_or_taken_are_not_all_calls() {
    let text = rows("day,calls_abandoned,calls_answered,calls_offered,avg_wait_seconds", 300, &|n| {
        format!("{},{},{},{},{}", day(n), n % 17, 40 + n * 31 % 97, 60 + n * 31 % 97, 20 + n * 13 % 60)
    });
    let (_, yaml) = of("calls.csv", &text);
    assert!(yaml.contains("weight: calls_offered"), "{yaml}");
    assert!(
        yaml.contains("numerator: \"sum(calls_abandoned)\", denominator: \"sum(calls_offered)\""),
        "{yaml}"
    );
    assert!(yaml.contains("kind: { sum: calls_offered }"), "{yaml}");
    // The same in other languages, where the word for calls stands in both names.
    let named = |lost: &str, all: &str, wait: &str| {
        let text = rows(&format!("data;{lost};{all};{wait}"), 300, &|n| {
            format!("{};{};{};{}", day(n), n % 17, 60 + n * 31 % 97, 20 + n * 13 % 60)
        });
        let (_, yaml) = of("calls.csv", &text);
        let ratio = format!("numerator: 'sum(\"{lost}\")', denominator: 'sum(\"{all}\")'");
        assert!(yaml.contains(&ratio), "{yaml}");
        assert!(yaml.contains(&format!("weight: '\"{all}\"'")), "{yaml}");
    };
    named("Połączenia utracone", "Połączenia przychodzące", "Oczekiwanie");
    named("Χαμένες κλήσεις", "Εισερχόμενες κλήσεις", "Χρόνος αναμονής");
    named("Verlorene Anrufe", "Anrufe gesamt", "Mittlere Wartezeit");
}

#[test]
fn what_happened_is_counted_and_not_weighed_by_how_often_somebody_called() {
    let text = rows("ticket_id,opened,visits,wait_minutes", 400, &|n| {
        format!("{},{},{},{}", 5_000 + n, day(n / 3), 1 + n * 7 % 23, 5 + n * 13 % 50)
    });
    let (_, yaml) = of("tickets.csv", &text);
    assert!(yaml.contains("kind: count") && !yaml.contains("weight"), "{yaml}");
    assert!(!yaml.contains("sum: visits"), "{yaml}");
    // Intervals of a call centre hold numbers of calls.
    let text = rows("interval,queue,offered,abandoned", 900, &|n| {
        let (at, queue) = (n / 2, ["A", "B"][n % 2]);
        format!(
            "{} {:02}:{:02}:00,{queue},{},{}",
            day(at / 20),
            8 + at % 20 / 2,
            30 * (at % 2),
            n * 31 % 97,
            n % 7
        )
    });
    let (_, yaml) = of("intervals.csv", &text);
    assert!(yaml.contains("kind: { sum: offered }") && !yaml.contains("kind: count"), "{yaml}");
}

#[test]
fn visits_of_patients_are_no_rows_of_days() {
    let text = rows("date,patient_id,clinic,age", 400, &|n| {
        format!(
            "{},P{:03},{},{}",
            day(n / 6),
            n * 37 % 211,
            ["North", "South"][n % 2],
            20 + n * 37 % 211 % 60
        )
    });
    let (_, yaml) = of("visits.csv", &text);
    assert!(yaml.contains("kind: count"), "{yaml}");
    assert!(!yaml.contains("sum: age"), "{yaml}");
    // A few shops, nearly every day, are.
    let text = rows("date,shop,guests", 400, &|n| {
        format!("{},{},{}", day(n / 2), ["North", "South"][n % 2], 20 + n * 37 % 211)
    });
    let (_, yaml) = of("guests.csv", &text);
    assert!(yaml.contains("sum: guests") && !yaml.contains("kind: count"), "{yaml}");
}

#[test]
fn states_of_every_day_are_not_added_up_and_those_of_quarters_are_states() {
    let of_days = |name: &str, days: &dyn Fn(usize) -> String| {
        let text = rows(&format!("{name},warehouse,sku,on_hand,value"), 480, &|n| {
            format!("{},{},S{},{},{}", days(n / 24), ["A", "B"][n % 2], n / 2 % 12, n * 31 % 97, n * 17 % 901)
        });
        of_text("stock.csv", &text)
    };
    let (folder, found) = of_days("as_of_date", &|n| {
        format!("{}-{}", 2021 + n / 4, ["03-31", "06-30", "09-30", "12-31"][n % 4])
    });
    assert!(block(&found).contains("snapshot: quarter"), "{}", block(&found));
    let (yaml, _) = drafted(folder.path(), &["stock.csv"]);
    assert!(!yaml.contains("title: Revenue") && !yaml.contains("kind: count"), "{yaml}");
    for name in ["snapshot_date", "AsOfDate"] {
        let (folder, found) = of_days(name, &day);
        assert!(!block(&found).contains("\n    snapshot:"), "{}", block(&found));
        let (_, words) = run_in(folder.path(), &["init", "--from", "stock.csv"]);
        assert!(words.contains("no measure could be drafted"), "{words}");
        assert!(!folder.path().join("scorecard.yaml").exists());
    }
}

#[test]
fn a_month_is_what_is_called_so_and_no_rain() {
    let text = rows("year,rain_mm,reporting_period,month,kwh", 40, &|n| {
        format!("{},{},{},{},{}", 2022 + n / 12, 1 + n * 5 % 12, 1 + n % 4, 1 + n % 12, 100 + n)
    });
    let (folder, found) = of_text("power.csv", &text);
    assert!(block(&found).contains("make_date(year, month, 1)"), "{}", block(&found));
    let (value, words) = summed(folder.path(), block(&found), "power_by_month", "kwh");
    assert_eq!(value.as_f64(), Some((36..40).map(|n| 100 + n).sum::<usize>() as f64), "{words}");
    // Millimetres alone say no month, and periods may be others.
    let text = rows("year,rain_mm,kwh", 40, &|n| format!("{},{},{}", 2022 + n / 12, 1 + n % 12, 100 + n));
    let (_, found) = of_text("rain.csv", &text);
    assert!(!block(&found).contains("make_date"), "{}", block(&found));
    let text = rows("year,period,kwh", 40, &|n| format!("{},{},{}", 2022 + n / 12, 1 + n % 12, 100 + n));
    let (_, found) = of_text("periods.csv", &text);
    assert!(notes(&found).contains("`period` is taken for the month, which is a guess"), "{}", notes(&found));
}

#[test]
fn plans_and_days_in_several_currencies_are_of_one() {
    let text = rows("day,currency,actual,budget", 400, &|n| {
        format!("{},{},{},{}", day(n / 2), ["EUR", "USD"][n % 2], 19_000 + n * 37 % 150, 20_000 + n / 3)
    });
    let (_, yaml) = of("plan.csv", &text);
    let own = yaml.split("  of_plan:").nth(1).expect("a plan");
    let own: String = own.lines().take(8).collect::<Vec<_>>().join("\n");
    assert!(own.contains("where: 'currency = ''EUR'''"), "{yaml}");
    assert!(yaml.contains("there are amounts in other currencies than EUR"), "{yaml}");
    let text = rows("day,currency,takings", 400, &|n| {
        format!("{},{},{}", day(n / 2), ["EUR", "USD"][n % 2], 19_000 + n * 37 % 150)
    });
    let (_, yaml) = of("till.csv", &text);
    assert!(yaml.contains("sum: takings"), "{yaml}");
    assert!(yaml.contains("where: 'currency = ''EUR'''"), "{yaml}");
}

#[test]
fn plans_costs_and_ages_are_not_what_days_add_up() {
    let text = rows("day,planned_visitors,mean_age,guests,cost", 300, &|n| {
        format!("{},{},{},{},{}", day(n), 1_000 + n, 20 + n * 37 % 61, 50 + n * 7 % 29, 900 + n * 3)
    });
    let (_, yaml) = of("museum.csv", &text);
    let own = measures(&yaml);
    assert!(own.contains("sum: guests"), "{yaml}");
    assert!(!own.contains("planned_visitors") && !own.contains("mean_age"), "{yaml}");
    assert!(!own.contains("sum: cost"), "{yaml}");
    // Of costs and of what nobody wants less is better; wages are costs, and not what comes in.
    let text = rows("day,wages,energy", 300, &|n| format!("{},{},{}", day(n), 900 + n % 190, 300 + n % 70));
    let (_, yaml) = of("costs.csv", &text);
    let own = measures(&yaml);
    assert!(own.contains("average: wages") && own.contains("sum: energy"), "{yaml}");
    assert!(!own.contains("maximise") && !own.contains("sum: wages"), "{yaml}");
    // A row on the last day of each month needs no other day to look until.
    let text = rows("month_end,wages,energy", 24, &|n| {
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][n % 12];
        format!("{}-{:02}-{days},{},{}", 2023 + n / 12, 1 + n % 12, 900 + n, 300 + n)
    });
    let (_, yaml) = of("costs.csv", &text);
    assert!(yaml.contains("the newest day in the files") && !yaml.contains("on its first day"), "{yaml}");
}

#[test]
fn of_many_indicators_it_is_said_how_many_have_no_measure() {
    let text = rows("Kennzahl;Monat;Ist", 720, &|n| {
        let at = n / 60;
        format!("K{:02};{:02}/{};{}", n % 60, 1 + at % 12, 2024 + at / 12, 10 * (n % 60) + at)
    });
    let (_, yaml) = of("kpi.csv", &text);
    assert!(yaml.contains("of 60 indicators: write a measure for each of the others"), "{yaml}");
}

#[test]
fn the_newest_month_of_a_year_is_the_end_of_what_is_known() {
    let text = rows("year,month,kwh", 40, &|n| format!("{},{},{}", 2022 + n / 12, 1 + n % 12, 100 + n));
    let (folder, yaml) = of("power.csv", &text);
    assert!(yaml.contains("as_of: 2025-04-30"), "{yaml}");
    assert!(yaml.contains("the end of the newest month in the files"), "{yaml}");
    let (code, words) = run_in(folder.path(), &["run", "--formats", "json", "--out", "out"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(!words.contains("default-period-moved"), "{words}");
    let results = json(&fs::read(folder.path().join("out/results.json")).expect("results"));
    assert!(results.to_string().contains("\"value\":139"), "{words}");
    // The same where months are columns, and of a year some are still to come.
    let months = "Jan;Feb;Mar;Apr;May;Jun;Jul;Aug;Sep;Oct;Nov;Dec";
    let text = rows(&format!("Site;Year;{months}"), 6, &|n| {
        let cell = |month: usize| match n / 2 == 2 && month > 4 {
            true => String::new(),
            false => (100 * n + month).to_string(),
        };
        let all: Vec<String> = (1..=12).map(cell).collect();
        format!("{};{};{}", ["North", "South"][n % 2], 2023 + n / 2, all.join(";"))
    });
    let (folder, yaml) = of("visits.csv", &text);
    assert!(yaml.contains("as_of: 2025-04-30"), "{yaml}");
    let (_, words) = run_in(folder.path(), &["run", "--formats", "json", "--out", "out"]);
    assert!(!words.contains("default-period-moved"), "{words}");
}

#[test]
fn files_that_end_with_one_total_and_with_two_are_told_one_thing() {
    let folder = tempfile::tempdir().expect("a folder");
    for month in 1..=6_usize {
        let mut text = rows("Account,Seats,Fee,Plan", 12, &|n| {
            format!("A-{n:03},{},{},{}", 3 + n, 10 * (n + month), ["A", "B"][n % 2])
        });
        text.push_str(&format!("Total,,{},\n", (0..12).map(|n| 10 * (n + month)).sum::<usize>()));
        if month == 4 {
            text.push_str("Source: accounts department,,,\n");
        }
        put(folder.path(), &format!("fees_2025-{month:02}.csv"), &text);
    }
    let found = looked(folder.path(), &["fees_*.csv"]);
    assert!(block(&found).contains("skip: { footer: 1 }"), "{}", block(&found));
    assert!(notes(&found).contains("the last row is a total or a remark and left out"), "{found}");
    assert!(!notes(&found).contains("no last row is left out"), "{found}");
}

#[test]
fn several_questions_have_each_their_title() {
    let words =
        ["Muy satisfecho/a", "Satisfecho/a", "Ni satisfecho/a ni insatisfecho/a", "Insatisfecho/a", "NS/NC"];
    let asked = [
        "¿Qué grado de satisfacción tiene usted con la atención del personal?",
        "¿Qué grado de satisfacción tiene usted con los horarios de apertura?",
    ];
    let head = format!("\"Marca temporal\",\"Sucursal\",\"{}\",\"{}\"", asked[0], asked[1]);
    let text = rows(&head, 400, &|n| {
        let sites = ["Norte", "Sur"];
        format!(
            "\"{} 10:00:00\",\"{}\",\"{}\",\"{}\"",
            day(n / 2),
            sites[n % 2],
            words[n * 7 % 5],
            words[n * 3 % 5]
        )
    });
    let (_, yaml) = of("encuesta.csv", &text);
    for (question, short) in [(asked[0], "Atención del personal"), (asked[1], "Horarios de apertura")] {
        assert!(
            yaml.contains(&format!("title: {question}")) || yaml.contains(&format!("title: \"{question}\"")),
            "{yaml}"
        );
        assert!(yaml.contains(&format!("short: {short}")), "{yaml}");
    }
}

#[test]
fn a_contact_before_is_no_promise_and_damage_is_a_cost() {
    let text = rows("case_id,opened,prev_contact,closed", 400, &|n| {
        format!("{},{},{},{}", 5_000 + n, day(n / 3), day(n / 3 % 20), day(n / 3 + 2 + n % 5))
    });
    let (_, yaml) = of("cases.csv", &text);
    assert!(!yaml.contains("promised"), "{yaml}");
    let text = rows("pedido,fecha_pedido,fecha_prev,fecha_entrega", 400, &|n| {
        format!("{},{},{},{}", 5_000 + n, day(n / 3), day(n / 3 + 4), day(n / 3 + 2 + n % 5))
    });
    let (_, yaml) = of("pedidos.csv", &text);
    assert!(yaml.contains("on_time: { promised: fecha_prev, delivered: fecha_entrega }"), "{yaml}");
    // The words for damage are the same wherever something is asked by them.
    let text = rows("nr;data_zgloszenia;szkoda", 400, &|n| {
        format!("{};{};{},50", 5_000 + n, day(n / 3), 200 + n * 37 % 901)
    });
    let (_, yaml) = of("polisy.csv", &text);
    assert!(!yaml.contains("title: Revenue") && yaml.contains("`szkoda` is taken for a cost"), "{yaml}");
}
