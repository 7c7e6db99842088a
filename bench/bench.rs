//! What the benchmark asks of mando, and what it is measured against: see `docs/reference/benchmarks.md`.
//!
//! - `answers FOLDER`: every measure of the scorecard in a folder, by month of its three years, in total and by segment,
//!   as lines `measure,month,segment,value`.
//! - `define FOLDER`, `aggregate FOLDER`: the same as far as a scorecard that is resolved, and as far as aggregates of its rows.
//! - `decode FILE COLUMN…`: reads columns of a Parquet file and forgets them.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::NaiveDate;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use mando::calendar::{Calendar, Grain, Period};
use mando::data::{self, Data, Sessions, Silent};
use mando::engine::{self, Backend, Cut, Facts, Window};
use mando::model::{Measure, Scorecard, Tree};
use mando::{definition, run};

/// That of the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn Error + Send + Sync>;
type Outcome = Result<(), Failure>;

fn main() -> Outcome {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["define", folder] => defined(Path::new(folder)).map(drop),
        ["aggregate", folder] => aggregated(&defined(Path::new(folder))?).map(drop),
        ["answers", folder] => answers(Path::new(folder)),
        ["decode", file, columns @ ..] => decode(Path::new(file), columns),
        _ => Err("usage: bench define|aggregate|answers FOLDER | bench decode FILE COLUMN…".into()),
    }
}

fn defined(folder: &Path) -> Result<Scorecard, Failure> {
    let draft = definition::open(folder);
    let sheet = draft.scorecards.first().ok_or("the folder holds no scorecard")?;
    let (card, problems) = run::resolve(&draft, sheet);
    let card = card.ok_or_else(|| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    Ok(card)
}

fn day(card: &Scorecard) -> Result<NaiveDate, Failure> {
    Ok(card.as_of.ok_or("the scorecard says no `as_of`")?)
}

fn aggregated(card: &Scorecard) -> Result<Facts, Failure> {
    let as_of = day(card)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let sessions = Sessions::new(&card.engine)?;
        let needs = engine::needs(card);
        let (sources, calendar) = (&card.sources, &card.calendar);
        let mut data =
            data::open(Data::default(), sources, Some(&needs), calendar, Some(as_of), &sessions, &Silent)
                .await?;
        let facts =
            engine::compute(card, &mut data, &sessions, &Tree::default(), as_of, Backend::Scan, None).await?;
        Ok::<_, Failure>(facts)
    })
}

fn answers(folder: &Path) -> Outcome {
    let card = defined(folder)?;
    let facts = aggregated(&card)?;
    let as_of = day(&card)?;
    let last = card.calendar.period_of(Grain::Month, as_of).ok_or("no month holds `as_of`")?;
    let months = card.calendar.periods_ending_with(&last, 36);
    // As `mando run` does: measures on all threads, what several need found once.
    let weight = |measure: &Measure| measure.plan.weight();
    let lines = engine::in_parallel_by_weight(facts.threads(), &card.measures, &weight, &|_, measure| {
        of_measure(&facts, &card.calendar, measure, &months)
    });
    Ok(io::stdout().write_all(lines.concat().as_bytes())?)
}

fn of_measure(facts: &Facts, calendar: &Calendar, measure: &Measure, months: &[Period]) -> String {
    let mut lines = String::new();
    let plan = &measure.plan;
    for axis in &measure.segments {
        let segments: Vec<_> =
            facts.segments(plan, axis).into_iter().map(|key| BTreeSet::from([key])).collect();
        for month in months {
            let opening = calendar.previous(month).map(|p| (p.first, p.last));
            let window = Window { first: month.first, last: month.last, opening };
            let cuts = segments.iter().map(|keys| Cut::Segments(axis, keys));
            for cut in std::iter::once(Cut::Total).chain(cuts) {
                let values = facts.values(plan, cut, &window);
                let of = |name: &str| values[plan.components.iter().position(|c| c.name == name)?];
                let Some(value) = plan.formula.evaluate(&of) else { continue };
                let line = writeln!(lines, "{},{},{},{value}", measure.id, label(month.first), named(cut));
                line.expect("writing to a text");
            }
        }
    }
    lines
}

fn label(first: NaiveDate) -> String {
    first.format("%Y-%m").to_string()
}

fn named(cut: Cut<'_>) -> &str {
    match cut {
        Cut::Total => "",
        Cut::Segments(_, keys) => {
            keys.first().and_then(|key| key.0.first()?.as_deref()).unwrap_or("(not stated)")
        }
    }
}

/// One thread per core takes row groups as they come, as a query engine does.
fn decode(path: &Path, columns: &[&str]) -> Outcome {
    let metadata = ArrowReaderMetadata::load(&File::open(path)?, Default::default())?;
    let groups = metadata.metadata().num_row_groups();
    let mask = ProjectionMask::columns(metadata.parquet_schema(), columns.iter().copied());
    let next = AtomicUsize::new(0);
    let worker = || -> Result<usize, Failure> {
        let mut rows = 0;
        loop {
            let group = next.fetch_add(1, Ordering::Relaxed);
            if group >= groups {
                return Ok(rows);
            }
            let builder =
                ParquetRecordBatchReaderBuilder::new_with_metadata(File::open(path)?, metadata.clone());
            let reader =
                builder.with_projection(mask.clone()).with_row_groups(vec![group]).with_batch_size(8192);
            for batch in reader.build()? {
                rows += batch?.num_rows();
            }
        }
    };
    let threads = thread::available_parallelism()?.get();
    let rows: Result<Vec<usize>, _> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| Err("a reader stopped".into())))
            .collect()
    });
    Ok(writeln!(io::stdout(), "{}", rows?.iter().sum::<usize>())?)
}
