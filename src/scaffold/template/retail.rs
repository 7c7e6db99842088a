//! A chain of shops.

use std::fmt::Write;

use super::pseudo_random::{DAYS, PseudoRandom, day};

pub(super) fn files() -> Vec<(&'static str, String)> {
    let (receipts, returns) = sales();
    vec![
        ("scorecard.yaml", include_str!("retail.yaml").to_owned()),
        ("data/receipts.csv", receipts),
        ("data/returns.csv", returns),
        ("data/survey.csv", survey()),
    ]
}

/// Receipts of three shops, and what was brought back.
fn sales() -> (String, String) {
    let mut drawn = PseudoRandom(11);
    let mut receipts =
        "receipt_id,card_no,sold_on,shop,channel,pieces,amount_eur,goods_cost_eur\n".to_owned();
    let mut returns = "receipt_id,returned_on,reason,refund_eur\n".to_owned();
    let mut number = 100_000_u64;
    for after in 0..DAYS {
        let weekday = after % 7;
        if weekday == 6 {
            continue;
        }
        // A little more every month, and more before Christmas.
        let season = if (320..360).contains(&(after % 365)) { 5 } else { 0 };
        for _ in 0..4 + after / 200 + season + drawn.below(4) {
            number += 1;
            let pieces = 1 + drawn.below(5);
            let cents = pieces * (600 + drawn.below(3_400));
            let cost = cents * (52 + drawn.below(14)) / 100;
            // Nobody shows a card for some.
            let card = if drawn.happens(20) {
                String::new()
            } else {
                format!("K{:04}", drawn.below(240 + after / 4))
            };
            // Writing into a String cannot fail.
            let _ = writeln!(
                receipts,
                "{number},{card},{},{},{},{pieces},{}.{:02},{}.{:02}",
                day(after),
                drawn.one_of(&["Harbour", "Market Square", "Station"]),
                drawn.one_of(&["shop", "shop", "online"]),
                cents / 100,
                cents % 100,
                cost / 100,
                cost % 100
            );
            if drawn.happens(6) && after + 20 < DAYS {
                let _ = writeln!(
                    returns,
                    "{number},{},{},{}.{:02}",
                    day(after + 1 + drawn.below(18)),
                    drawn.one_of(&["too small", "did not like it", "faulty"]),
                    cents / 100,
                    cents % 100
                );
            }
        }
    }
    (receipts, returns)
}

/// Answers to a survey by receipt.
fn survey() -> String {
    let mut drawn = PseudoRandom(12);
    let mut answers = "answered_on,shop,recommend,satisfied\n".to_owned();
    for after in 0..DAYS {
        for _ in 0..2 {
            let recommend = drawn.one_of(&["9", "10", "8", "7", "9", "6", "5", "3", "99"]);
            let satisfied = drawn.one_of(&["5", "4", "4", "3", "2", "1"]);
            let shop = drawn.one_of(&["Harbour", "Market Square", "Station"]);
            let _ = writeln!(answers, "{},{shop},{recommend},{satisfied}", day(after));
        }
    }
    answers
}
