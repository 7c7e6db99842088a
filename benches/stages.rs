//! What single stages take: reading a text file into typed columns, pouring rows into aggregates, evaluating a scorecard,
//! setting a PDF. `cargo bench` compares each with the run before; against other programs, see `docs/reference/benchmarks.md`.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mando::data::{self, Data, Sessions, Silent};
use mando::definition::{self, Draft};
use mando::engine::{self, Backend};
use mando::model::{Scorecard, Tree};
use mando::render::pdf::{self, Templates};
use mando::report::pages::document;
use mando::run::{self, Computed, RunOptions};
use mando::words::Words;
use mando::{evaluate, report};
use tokio::runtime::Runtime;

const ROWS: u64 = 20_000;

/// The scorecard of the benchmark over a file of orders: the same ones every time.
struct Project {
    runtime: Runtime,
    draft: Draft,
    card: Scorecard,
    sessions: Sessions,
    as_of: NaiveDate,
    _folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Project {
        let folder = tempfile::tempdir().expect("a folder");
        let yaml = include_str!("../bench/scorecards/ten.yaml").replace("orders.parquet", "orders.csv");
        fs::write(folder.path().join("scorecard.yaml"), yaml).expect("a scorecard");
        fs::write(folder.path().join("orders.csv"), orders()).expect("a file of orders");
        Project::open(folder)
    }

    fn open(folder: tempfile::TempDir) -> Project {
        let draft = definition::open(folder.path());
        let sheet = draft.scorecards.first().expect("a scorecard");
        let (card, problems) = run::resolve(&draft, sheet);
        let mut card = card.unwrap_or_else(|| panic!("{:?}", problems.iter().collect::<Vec<_>>()));
        card.engine.cache = None;
        let as_of = card.as_of.expect("a scorecard with `as_of`");
        let runtime = Runtime::new().expect("a runtime");
        let sessions = Sessions::new(&card.engine).expect("sessions");
        Project { runtime, draft, card, sessions, as_of, _folder: folder }
    }

    fn load(&self) -> Data {
        let Project { card, sessions, .. } = self;
        let loaded = data::load(&card.sources, &card.calendar, Some(self.as_of), sessions, &Silent);
        self.runtime.block_on(loaded).expect("a readable file")
    }

    fn computed(&self) -> Computed {
        let sheet = self.draft.scorecards.first().expect("a scorecard");
        let wanted = RunOptions { period: None, as_of: None, yesterday: self.as_of };
        self.runtime.block_on(run::compute(&self.card, sheet, &wanted, &Silent)).expect("figures")
    }
}

/// Orders of three years, by a generator of numbers without state to seed.
fn orders() -> String {
    let first = NaiveDate::from_ymd_opt(2023, 1, 1).expect("a date");
    let mut text = String::from(
        "order_id,customer_id,region,channel,order_date,promised_date,delivered_date,returned_date,revenue,score\n",
    );
    for order in 0..ROWS {
        let draw = |what: u64, of: u64| {
            (order * 8 + what)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_left(29)
                .wrapping_mul(0xD1B5_4A32_D192_ED03)
                % of
        };
        let customer = draw(0, 1000) * draw(1, 1000) / 1000;
        let day = order * 1096 / ROWS;
        let date = |after: u64| first + Days::new(day + after);
        let score = if draw(2, 5) == 0 { draw(3, 11).to_string() } else { String::new() };
        let back = if draw(4, 20) == 0 { date(12).to_string() } else { String::new() };
        let (promised, delivered) = (date(4), date(1 + draw(5, 6)));
        let cents = 500 + draw(6, 20_000);
        writeln!(
            text,
            "{order},C{customer:07},R{:02},web,{},{promised},{delivered},{back},{}.{:02},{score}",
            customer % 25,
            date(0),
            cents / 100,
            cents % 100,
        )
        .expect("text");
    }
    text
}

fn stages(criterion: &mut Criterion) {
    let project = Project::new();
    let data = project.load();
    let computed = project.computed();
    let Project { card, sessions, as_of, runtime, .. } = &project;

    let mut rows = criterion.benchmark_group("rows");
    rows.throughput(Throughput::Elements(ROWS)).sample_size(20);
    rows.bench_function("reading a text file", |b| b.iter(|| black_box(project.load())));
    let mut data = data;
    let mut facts = || {
        runtime
            .block_on(engine::compute(
                card,
                &mut data,
                sessions,
                &Tree::default(),
                *as_of,
                Backend::Scan,
                None,
            ))
            .expect("facts")
    };
    rows.bench_function("pouring rows into aggregates", |b| b.iter(|| black_box(facts())));
    rows.finish();

    let mut results = criterion.benchmark_group("results");
    results.sample_size(10);
    let found = facts();
    let last = card.calendar.period_of(card.grain, *as_of).expect("a period");
    results.bench_function("evaluating a scorecard", |b| {
        b.iter(|| black_box(evaluate::evaluate(card, &found, &last)));
    });
    results.bench_function("setting a PDF", |b| {
        b.iter(|| {
            // Typst remembers what it has set; a run of the program starts with nothing.
            typst::comemo::evict(0);
            let words = Words::new(card.locale);
            let report = report::strategic(card, &computed.results, &words);
            black_box(pdf::render(&document(&report, &words), &[], &Templates::default()).expect("a PDF"))
        });
    });
    results.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
