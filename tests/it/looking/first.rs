//! First scorecards of exports as offices have them: numbers of which others are a part, refunds beside totals, several good ends,
//! lists whose keys are called otherwise, ledgers of months.

use std::fs;

use super::exports::drafted;
use super::field::{block, notes, of_text};
use super::{day, rows};
use crate::safety::{put, run_in};

/// The draft of one file with a text.
fn draft(name: &str, text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), name, text);
    drafted(folder.path(), &[name]).0
}

/// The lines of a draft that belong to a measure.
fn measure<'d>(draft: &'d str, id: &str) -> &'d str {
    let begin = draft.find(&format!("\n  {id}:\n")).unwrap_or_else(|| panic!("no `{id}` in {draft}"));
    let rest = &draft[begin + 1..];
    let end = rest.match_indices("\n  ").find(|(at, _)| !rest[at + 3..].starts_with(' '));
    end.map_or(rest, |(at, _)| &rest[..at])
}

#[test]
fn a_part_is_drafted_as_a_share_of_the_number_before_it() {
    let text = rows(
        "Tour;Datum;Depot;Stopps;davon verspätet;Sendungen;davon beschädigt;davon Ausland",
        400,
        &|n| {
            let day = format!("{:02}.{:02}.2025", 1 + n % 28, 1 + n / 28 % 12);
            format!(
                "T{n:04};{day};{};{};{};{};{};{}",
                ["HH", "KK"][n % 2],
                20 + n % 30,
                n % 9,
                40 + n % 50,
                n % 4,
                n % 20
            )
        },
    );
    let draft = draft("touren.csv", &text);
    let late = measure(&draft, "davon_verspatet");
    assert!(
        late.contains("numerator: 'sum(\"davon verspätet\")', denominator: \"sum(Stopps)\"")
            && late.contains("direction: minimise")
            && late.contains("# `davon verspätet` of all `Stopps`, the number before it: see that"),
        "{draft}"
    );
    // A part stands before it, which is no whole.
    let hurt = measure(&draft, "davon_beschadigt");
    assert!(
        hurt.contains("denominator: \"sum(Sendungen)\"") && hurt.contains("direction: minimise"),
        "{draft}"
    );
    let abroad = measure(&draft, "davon_ausland");
    assert!(
        abroad.contains("denominator: \"sum(Sendungen)\"") && abroad.contains("say which way is better"),
        "{draft}"
    );
}

#[test]
fn a_part_without_those_words_has_the_name_of_its_whole_and_one_that_is_too_large_is_none() {
    let text = rows("Round,Day,Deliveries,Late deliveries,Kept", 300, &|n| {
        format!("R{n:04},{},{},{},{}", day(n), 20 + n % 30, n % 9, n % 7)
    });
    let draft = draft("rounds.csv", &text);
    let late = measure(&draft, "late_deliveries");
    assert!(
        late.contains("numerator: 'sum(\"Late deliveries\")', denominator: \"sum(Deliveries)\""),
        "{draft}"
    );
    assert!(!draft.contains("sum(Kept)"), "{draft}");
    let text = rows("Round,Day,Crew,of which late", 300, &|n| {
        format!("R{n:04},{},{},{}", day(n), 1 + n % 3, n % 40)
    });
    let draft = self::draft("rounds.csv", &text);
    assert!(!draft.contains("of which late\")'"), "{draft}");
}

#[test]
fn what_is_given_back_and_taxes_are_no_revenue() {
    let text = rows(
        "Name,Email,Created at,Fulfilled at,Paid at,Shipping,Taxes,Total,Refunded Amount,Tax amount",
        400,
        &|n| {
            let (total, back) = (30 + n % 90, if n % 20 == 0 { 30 } else { 0 });
            format!(
                "#{n},c{}@x.org,{d},{},{d},{}.5,{}.5,{total}.5,{back}.25,{}.5",
                n % 60,
                day(n + 2),
                3 + n % 30,
                n % 17,
                n % 19,
                d = day(n)
            )
        },
    );
    let draft = draft("shop.csv", &text);
    let revenue = measure(&draft, "revenue");
    assert!(revenue.contains("kind: { sum: Total }"), "{draft}");
    assert!(revenue.contains("; what `Refunded Amount` says is not taken off"), "{draft}");
    // What is charged to customers is no cost, which nobody knows but the house.
    assert!(measure(&draft, "shipping_mean").contains("where customers are charged with it"), "{draft}");
    // When it was paid says nothing of when it was done; an address stands for who has it.
    assert!(draft.contains("from: '\"Created at\"', to: '\"Fulfilled at\"'"), "{draft}");
    assert!(draft.contains("    customer: Email\n"), "{draft}");
    let text = rows("id,day,cancellation fee,net incl tax", 300, &|n| {
        format!("A{n},{},{}.5,{}.5", day(n), n % 40, 50 + n)
    });
    let draft = self::draft("fees.csv", &text);
    assert!(measure(&draft, "revenue").contains("sum: '\"net incl tax\"'"), "{draft}");
}

#[test]
fn payments_that_failed_are_no_revenue_and_currencies_may_be_in_small_letters() {
    let text = rows("id,Created,Amount,Currency,Status", 300, &|n| {
        format!("ch_{n},{},{}.5,eur,{}", day(n), 10 + n % 90, ["Paid", "Paid", "Failed"][n % 3])
    });
    let draft = draft("charges.csv", &text);
    let revenue = measure(&draft, "revenue");
    assert!(revenue.contains("where: 'coalesce(Status, '''') not in (''Failed'')'"), "{draft}");
    assert!(draft.contains("currency: EUR\n") && revenue.contains("unit: currency"), "{draft}");
}

#[test]
fn three_columns_tell_rows_apart_and_a_total_of_things_is_no_amount() {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = rows(
        "Period,Provider,Function,Total waiting,of which over 18 weeks,of which over 52 weeks,Median wait (weeks),New referrals",
        2 * 3 * 24,
        &|n| {
            let (month, provider, function) = (n / 6, n / 3 % 2, n % 3);
            format!(
                "{}-{},{},{},{},{},{},{}.{},{}",
                months[month % 12],
                24 + month / 12,
                ["Anne", "Bridget"][provider],
                ["Eyes", "Bones", "Hearts"][function],
                400 + n * 37 % 300,
                120 + n * 17 % 90,
                5 + n % 20,
                10 + n % 6,
                n % 10,
                80 + n * 29 % 70
            )
        },
    );
    let (folder, found) = of_text("waiting.csv", &text);
    assert!(block(&found).contains("unique: [Period, Provider, Function]"), "{}", block(&found));
    let (draft, _) = drafted(folder.path(), &["waiting.csv"]);
    assert!(!draft.contains("  revenue:\n") && !draft.contains("average: '\"Total waiting\"'"), "{draft}");
    for part in ["of_which_over_18_weeks", "of_which_over_52_weeks"] {
        let share = measure(&draft, part);
        assert!(
            share.contains("denominator: 'sum(\"Total waiting\")'") && share.contains("minimise"),
            "{draft}"
        );
    }
    // Rows of months are as many every month.
    assert!(!draft.contains("kind: count\n") && draft.contains("{ sum: '\"New referrals\"' }"), "{draft}");
    let wait = measure(&draft, "median_wait_weeks_mean");
    assert!(
        wait.contains("min_n: 1") && wait.contains("each row holds a mean or a median already"),
        "{draft}"
    );
    let (code, words) = run_in(folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{words}");
    // How many wait is no time, and is not added up from month to month.
    let text = rows("Mes,Hospital,Pacientes en espera,Entradas", 48, &|n| {
        let (year, month) = (2024 + n / 24, 1 + n / 2 % 12);
        format!(
            "{year}-{month:02}-01,{},{},{}",
            ["Norte", "Sur"][n % 2],
            300 + n * 37 % 211,
            80 + n * 29 % 71
        )
    });
    let draft = self::draft("espera.csv", &text);
    assert!(draft.contains("{ sum: Entradas }") && !draft.contains("\"Pacientes en espera\"'"), "{draft}");
}

#[test]
fn all_good_ends_count_and_rows_without_an_end_do_not() {
    let of = |ends: &'static [&'static str]| {
        rows("Key,Created,Status", 600, &|n| format!("K{n:04},{},{}", day(n), ends[n % ends.len()]))
    };
    let draft = draft("jobs.csv", &of(&["Resolved", "Closed", "Not resolved", "Waiting"]));
    assert!(draft.contains("share: 'Status in (''Closed'', ''Resolved'')'"), "{draft}");
    assert!(draft.contains("title: Jobs closed or resolved\n"), "{draft}");
    // What all rows say says nothing.
    let draft = self::draft("jobs.csv", &of(&["Resolved", "Closed"]));
    assert!(!draft.contains("share:"), "{draft}");
    let draft = self::draft("jobs.csv", &of(&["paid", "refunded", "partially_refunded", ""]));
    assert!(
        draft.contains("of: 'Status in (''partially_refunded'', ''refunded'')', among: Status is not null")
            && draft.contains("; rows without one are left out"),
        "{draft}"
    );
}

#[test]
fn a_list_whose_key_is_called_otherwise_is_joined_by_its_values_or_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let orders = rows("Order,Sold on,Cust,Warehouse,Amount EUR", 300, &|n| {
        format!("{},{},{},W{},{}.5", 9_000 + n, day(n), 1 + n * 7 % 40, 1 + n % 4, 20 + n)
    });
    put(folder.path(), "orders.csv", &orders);
    put(folder.path(), "sites.csv", "Site ID,Town\nW1,Ulm\nW2,Bonn\nW3,Kiel\nW4,Jena\n");
    put(
        folder.path(),
        "accounts.csv",
        &rows("account_no,industry", 40, &|n| format!("{},{}", 1 + n, ["A", "B"][n % 2])),
    );
    let (draft, words) = drafted(folder.path(), &["orders.csv", "sites.csv", "accounts.csv"]);
    assert!(
        draft.contains("# `Warehouse` holds the values of `Site ID`, by which the two are joined; see that"),
        "{draft}"
    );
    assert!(
        draft.contains("{ source: sites, key: { Warehouse: Site ID }, match: one, take: { town: Town } }"),
        "{draft}"
    );
    // Small numbers may be anything, which is told.
    assert!(!draft.contains("source: accounts"), "{draft}");
    assert!(
        words.contains("`Cust` of `orders.csv` holds nothing but values of its `account_no`: if it names them, join the two by `key: { Cust: account_no }`"),
        "{words}"
    );
    let (code, words) = run_in(folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{words}");
    // Of two columns with such values nobody knows which is meant.
    let orders = rows("Order,Sold on,From,Unto,Amount EUR", 300, &|n| {
        format!("{},{},W{},W{},{}.5", 9_000 + n, day(n), 1 + n % 4, 1 + n / 4 % 4, 20 + n)
    });
    put(folder.path(), "orders.csv", &orders);
    let (draft, _) = drafted(folder.path(), &["orders.csv", "sites.csv"]);
    assert!(!draft.contains("source: sites"), "{draft}");
}

#[test]
fn costs_of_months_are_added_up_and_those_below_zero_turned_round() {
    let text = rows("Month;Branch;Fees;Staff costs;Net result", 48, &|n| {
        let month = format!("{:02}/{}", 1 + n / 2 % 12, 2024 + n / 24);
        format!("{month};{};{},5;({},25);{},0", ["North", "South"][n % 2], 900 + n, 600 + n % 40, 300 + n)
    });
    let draft = draft("ledger.csv", &text);
    let costs = measure(&draft, "staff_costs");
    assert!(
        costs.contains("kind: { sum: '-1 * \"Staff costs\"' }")
            && costs.contains("direction: minimise")
            && costs.contains("it is booked below zero and turned round"),
        "{draft}"
    );
    let target = costs.lines().find_map(|line| line.trim().strip_prefix("target: ")).unwrap_or_default();
    assert!(target.starts_with(|c: char| c.is_ascii_digit()), "{draft}");
}

#[test]
fn moods_are_answers_and_a_file_of_nothing_says_what_is_missing() {
    let text = rows("text,label,created", 300, &|n| {
        format!(
            "what {n} says at some length of itself and others,{},{}",
            ["positive", "negative", "neutral"][n % 3],
            day(n)
        )
    });
    let draft = draft("posts.csv", &text);
    let mood = measure(&draft, "label");
    assert!(
        mood.contains("of: 'label in (''positive'')'")
            && mood.contains("title: \"Label, share of the positive\""),
        "{draft}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "words.csv", "term,left\nalpha,x\nbeta,y\ngamma,x\n");
    let (code, words) = run_in(folder.path(), &["init", "--from", "words.csv"]);
    assert_eq!(code, Some(3), "{words}");
    assert!(
        words.contains("no column is called as an amount, an answer, an outcome or a customer"),
        "{words}"
    );
}

#[test]
fn a_mean_of_too_few_rows_in_every_month_looks_at_several() {
    let text = rows("id,day,wait minutes", 24 * 4, &|n| {
        let month = n / 4;
        format!(
            "V{n:03},{}-{:02}-{:02},{}",
            2024 + month / 12,
            1 + month % 12,
            3 + 6 * (n % 4),
            10 + n * 7 % 40
        )
    });
    let draft = draft("visits.csv", &text);
    let wait = measure(&draft, "wait_minutes_mean");
    assert!(wait.contains("window: 3 months") && wait.contains("one month has too few rows"), "{draft}");
}

#[test]
fn look_says_of_rows_that_stand_there_again_what_its_block_writes() {
    let text = rows("loan,day,fine", 1_000, &|n| {
        let n = if n % 125 == 124 { n - 1 } else { n };
        format!("{},{},{}", 1_000 + n, day(n / 4), n % 7)
    });
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "loans.csv", &text);
    let output =
        crate::safety::in_folder(folder.path(), &["look", "loans.csv"]).output().expect("the program starts");
    let page = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(page.contains("unique: [loan]"), "{page}");
    assert!(page.contains("A row is told apart by `loan`, but for those that stand there again"), "{page}");
    assert!(!page.contains("No column tells rows apart"), "{page}");
}

#[test]
fn spellings_are_told_of_segments_and_not_of_people() {
    let text = rows("day,Assignee,Agent name,contact channel", 200, &|n| {
        let who = ["Ana Ruiz", "ana ruiz", "Ben"][n % 3];
        format!("{},{who},{who},{}", day(n), ["Phone", "phone", "Mail"][n % 3])
    });
    let (_, found) = of_text("jobs.csv", &text);
    let told = notes(&found);
    assert!(told.contains("`contact channel` says"), "{told}");
    assert!(!told.contains("`Assignee`") && !told.contains("`Agent name`"), "{told}");
}

#[test]
fn the_first_page_explains_no_column_that_it_has_not() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "sales.csv", &rows("id,day,amount", 100, &|n| format!("{n},{},{}", day(n), 10 + n)));
    put(
        folder.path(),
        "scorecard.yaml",
        "scorecard: t\ntitle: T\nentity: E\nas_of: 2025-03-31\nsources:\n  sales: { path: sales.csv, time: day, columns: { day: date, amount: number } }\n\
         perspectives: { p: { objectives: { o: { title: O } } } }\nmeasures:\n  m: { title: M, objective: o, source: sales, kind: { sum: amount }, direction: maximise, target: 900 }\n",
    );
    let (code, words) = run_in(folder.path(), &["run", "--formats", "html", "--out", "out"]);
    assert_eq!(code, Some(0), "{words}");
    let page = fs::read_to_string(folder.path().join("out/strategic.html")).expect("a page");
    assert!(page.contains("YTD year to date.") && !page.contains("FC outlook"), "{page}");
}

/// What is said of each, or as a mean, is not added up; what is called net of something is earned; `not` turns a good end round.
#[test]
fn names_say_what_may_be_added_up_and_which_way_is_better() {
    let text = rows("Month,Branch,Visits,Cost per visit", 46, &|n| {
        format!(
            "{}-{:02}-01,{},{},{}.5",
            2024 + n / 24,
            1 + n / 2 % 12,
            ["N", "S"][n % 2],
            100 + n * 7 % 90,
            20 + n % 17
        )
    });
    let costs = draft("visits.csv", &text);
    assert!(
        costs.contains("average: '\"Cost per visit\"'") && !costs.contains("sum: '\"Cost per visit\"'"),
        "{costs}"
    );

    for earned in ["net_sales_after_returns", "Umsatz vor Steuern", "Total pedido"] {
        let text = rows(&format!("order_id,day,{earned}"), 400, &|n| {
            format!("A{n},2025-{:02}-{:02},{}.{:02}", 1 + n % 12, 1 + n / 12 % 28, 10 + n * 13 % 300, n % 100)
        });
        let draft = draft("orders.csv", &text);
        assert!(draft.contains("\n  revenue:\n"), "{earned}: {draft}");
    }

    let text = rows("Tag;Rechnungen;davon nicht bezahlt", 300, &|n| {
        format!("{:02}.{:02}.2025;{};{}", 1 + n / 12 % 28, 1 + n % 12, 20 + n % 30, n % 9)
    });
    let draft = draft("rechnungen.csv", &text);
    assert!(measure(&draft, "davon_nicht_bezahlt").contains("direction: minimise"), "{draft}");
}
