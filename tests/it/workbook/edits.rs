//! What is typed into a workbook gives what the engine gives of the same change. IronCalc recalculates the books of the
//! examples and one of every kind; inputs are drawn, and every figure is compared.

#![allow(clippy::print_stdout, clippy::type_complexity)]

mod book;
mod changes;
mod figures;
mod followed;
mod scored;

use std::env;

use book::Book;
use changes::{Changes, Dice};
use figures::{Compared, Look, Places, reported};

use super::office::Typed;

/// Inputs that are changed in the suite; `MANDO_EDITS` says another number.
const USUAL: usize = 150;
/// Inputs that are changed at a time, at most.
const AT_A_TIME: usize = 12;

/// What one recalculation found.
struct Round {
    typed: Vec<(String, (u32, u32), Typed)>,
    look: Look,
    compared: Compared,
}

/// Some inputs changed at once, of which the first `most` are.
fn round(book: &mut Book, places: &Places, seed: u64, most: usize) -> Round {
    let mut dice = Dice(seed);
    let look = Look {
        period: match dice.below(3) {
            0 => dice.below(book.workings.periods.len()),
            _ => book.workings.periods.len() - 1,
        },
        basis: dice.below(if book.live.has("Rolling") { 3 } else { 2 }),
        comparison: dice.below(2),
        factor: [1.0, 1e3, 1e6][dice.below(3)],
        rolling: 1 + dice.below(5),
    };
    let mut changes = Changes::none(book);
    for _ in 0..most {
        changes.one_more(&mut dice);
    }
    let Changes { scorecard, told, typed, .. } = changes;
    let choices = [
        ("Control_Period", book.word("lPeriod", look.period)),
        ("Control_Basis", book.word("lBasis", look.basis)),
        ("Control_Comparison", book.word("lComparison", look.comparison)),
        ("Control_Scale", book.word("lScale", (look.factor.log10() / 3.0).round() as usize)),
        ("Rolling", Typed::Number(look.rolling as f64)),
    ];
    let is_other = |(sheet, place, typed): &&(String, (u32, u32), Typed)| match typed {
        Typed::Number(number) => book.live.number(sheet, *place) != Some(*number),
        Typed::Word(word) => book.live.text(sheet, *place) != *word,
        Typed::Nothing => !book.live.text(sheet, *place).is_empty(),
    };
    let edited = typed.iter().filter(is_other).count();
    for (name, choice) in &choices {
        if !book.live.has(name) {
            continue;
        }
        let area = book.live.named(name).clone();
        // Beside a number that is typed stands what counts.
        let column = area.first.1 - u32::from(*name == "Rolling");
        book.live.type_into(&area.sheet, (area.first.0, column), choice);
    }
    for (sheet, place, typed) in &typed {
        book.live.type_into(sheet, *place, typed);
    }
    book.live.recalculate();
    let card = book.engine(&scorecard, &told, &book.reported);
    let now = book.workings_of(&scorecard, card.clone());
    let mut compared = figures::series(book, places, &scorecard, &now);
    let selected = match look.period + 1 == book.workings.periods.len() {
        true => card,
        false => book.engine(&scorecard, &told, &reported(book, look.period)),
    };
    let shown = figures::selected(book, places, &scorecard, (&now, &selected), look);
    compared.count += shown.count;
    compared.differing.extend(shown.differing);
    let (_, _, told) = book.live.lamps();
    if told != edited as f64 {
        compared.differing.push(format!("{told} changed cells are told of {edited}"));
    }
    book.live.put_back();
    Round { typed, look, compared }
}

/// What differs after fewer changes, for a message.
fn explained(book: &mut Book, places: &Places, seed: u64) -> String {
    let first = (0..=AT_A_TIME).map(|most| round(book, places, seed, most));
    let found = first.into_iter().find(|round| !round.compared.differing.is_empty());
    let Round { typed, look, compared } = found.expect("what differed before");
    let live = &book.live;
    let was: Vec<String> = typed
        .iter()
        .map(|(sheet, (row, column), typed)| {
            let was = live.text(sheet, (*row, *column));
            format!("{sheet} {row}:{column} {} was {was:?}, is {typed:?}", live.text(sheet, (*row, 1)))
        })
        .collect();
    let differing: Vec<&String> = compared.differing.iter().take(12).collect();
    format!("{}, seed {seed}\n{look:?}\n{was:#?}\n{differing:#?}", book.name)
}

/// So many changes to a book; it gives how many there were, how many figures were compared, and what differed.
fn changed(mut book: Book, wanted: usize) -> (usize, usize, Vec<String>) {
    let places = Places::find(&book);
    let (mut edits, mut figures, mut wrong) = (0, 0, Vec::new());
    let mut seed = 1;
    while edits < wanted && wrong.len() < 8 {
        let most = if seed % 4 == 0 { AT_A_TIME } else { 1 + seed as usize % 5 };
        let found = round(&mut book, &places, seed, most);
        edits += found.typed.len();
        figures += found.compared.count;
        if !found.compared.differing.is_empty() {
            wrong.push(explained(&mut book, &places, seed));
        }
        seed += 1;
    }
    (edits, figures, wrong)
}

#[test]
fn a_cell_that_is_typed_is_what_the_engine_gives_of_the_same_change() {
    let wanted = env::var("MANDO_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(USUAL);
    let only = env::var("MANDO_EDITS_BOOK").ok();
    // The book of every kind takes IronCalc seconds each time: one edit in twenty-five is one to it.
    let books: [(&str, fn() -> Book, usize); 5] = [
        ("northwind", || Book::of_example("northwind"), 6),
        ("gift-wholesaler", || Book::of_example("gift-wholesaler"), 6),
        ("airport", || Book::of_example("airport"), 6),
        ("telco", || Book::of_example("telco"), 6),
        ("every kind", scored::book, 1),
    ];
    let all: usize = books.iter().map(|(_, _, part)| part).sum();
    let (mut edits, mut figures, mut wrong) = (0, 0, Vec::new());
    for (name, book, part) in books {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let start = std::time::Instant::now();
        let (typed, compared, differing) = changed(book(), wanted * part / all);
        println!(
            "{name}: {typed} edits, {compared} figures, {} faults, {:?}",
            differing.len(),
            start.elapsed()
        );
        edits += typed;
        figures += compared;
        wrong.extend(differing);
    }
    println!("{edits} edits, {figures} figures");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
