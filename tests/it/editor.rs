//! What an editor asks of a project, on small drafts and by the protocol.

use std::collections::BTreeMap;
use std::path::Path;

use mando::data;
use mando::definition::{Draft, open, open_over, opened_with};
use mando::editor::{self, Headers, NotRenamed, Proposal, ProposalKind};
use mando::problem::{FileId, Problems, Span};
use mando::run;

use crate::support::Project;

mod pace;
mod protocol;

const ROWS: &str = "day,shop,amount,returned\n2026-01-05,north,10,no\n2026-01-07,south,20,yes\n";

const CARD: &str = r#"scorecard: shop
title: Shop
entity: Shop
currency: EUR
as_of: 2026-02-10
defaults: { source: sales }
sources:
  sales:
    path: sales.csv
    time: day
    columns: { amount: money, day: date }
    filters: { back: returned = 'yes' }
perspectives:
  money:
    objectives:
      growth: { title: Grow }
      service: { title: Serve, drives: [growth] }
measures:
  total:
    title: Total
    objective: growth
    kind: { sum: amount }
    unit: currency
    direction: maximise
    target: 20
    owner: Ann Lee
    note: All that was sold.
  returns:
    title: Returned
    objective: service
    kind: { share: back }
    direction: minimise
    target: 5%
    drives: [total]
    segments: [shop]
  worth:
    title: Worth
    objective: growth
    kind: { formula: "total * (1 - returns)" }
comments:
  2026-01: { total: "A quiet month, as total months go." }
"#;

/// A place in a text: where `|` stands; and the text without it.
fn at(text: &str) -> (String, usize) {
    let offset = text.find('|').expect("a place");
    (text.replacen('|', "", 1), offset)
}

struct Open {
    draft: Draft,
    file: FileId,
    headers: Headers,
}

impl Open {
    /// A project whose scorecard has a text that is not saved.
    fn over(project: &Project, text: &str) -> Open {
        let path = project.folder().join("scorecard.yaml");
        let draft = open_over(project.folder(), &|asked| (asked == path).then(|| text.to_owned()));
        let file = draft.read.iter().find(|read| read.path == path).expect("the scorecard").file;
        let feeds = draft.scorecards.iter().flat_map(|drafted| drafted.feeds.iter().chain(&drafted.idle));
        let feeds: Vec<_> = feeds.cloned().collect();
        let headers = data::columns(&feeds).into_iter();
        let headers = headers.filter_map(|(id, columns)| Some((id, columns.ok()?))).collect();
        Open { draft, file, headers }
    }

    fn complete(&self, offset: usize) -> Vec<Proposal> {
        editor::complete(&self.draft, self.file, offset, &self.headers, &|| {
            vec!["data/orders.csv".to_owned()]
        })
    }

    fn texts(&self, spans: &[Span]) -> Vec<(usize, &str)> {
        spans.iter().map(|s| (self.draft.files.line_column(*s).0, self.draft.files.slice(*s))).collect()
    }
}

fn shop() -> Project {
    Project::new(CARD, &[("sales.csv", ROWS)])
}

/// What is proposed when the card has this in place of a line of it.
fn proposed(old: &str, new: &str) -> Vec<Proposal> {
    assert!(CARD.contains(old), "{old}");
    let (text, offset) = at(&CARD.replacen(old, new, 1));
    Open::over(&shop(), &text).complete(offset)
}

fn labels(proposals: &[Proposal]) -> Vec<&str> {
    proposals.iter().map(|proposal| proposal.label.as_str()).collect()
}

#[test]
fn a_text_that_is_not_saved_stands_in_for_its_file() {
    let project = shop();
    let text = CARD.replace("kind: { sum: amount }", "kind: { sun: amount }");
    let codes = |problems: &Problems| problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>();
    assert_eq!(codes(&Open::over(&project, &text).draft.problems), ["unknown-kind"]);
    assert_eq!(codes(&open(project.folder()).problems), [""; 0]);
}

#[test]
fn keys_that_are_missing_are_proposed_with_their_meaning() {
    let found = proposed("    unit: currency\n", "    |\n");
    let level = found.iter().find(|p| p.label == "level").expect("a key of measures");
    assert_eq!(level.insert, "level: ");
    assert_eq!(level.about.as_deref(), Some("Which reports list it; `strategic` when absent."));
    // Those that stand there already are not.
    assert!(!labels(&found).contains(&"title") && !labels(&found).contains(&"owner"));
    let found = proposed("    target: 5%\n", "    target: { va| }\n");
    assert!(
        labels(&found).contains(&"values") && found.iter().all(|p| p.offered == ProposalKind::Key),
        "{found:?}"
    );
    let found = proposed("{ sum: amount }", "{ on_time: { | } }");
    assert_eq!(labels(&found)[..2], ["promised", "delivered"]);
    assert_eq!(found[0].offered, ProposalKind::Required);
}

#[test]
fn kinds_are_proposed_with_what_they_need() {
    let found = proposed("{ sum: amount }", "|");
    let form = |name: &str| found.iter().find(|p| p.label == name).map(|p| p.insert.as_str());
    assert_eq!(form("count"), Some("count"));
    assert_eq!(form("on_time"), Some("{ on_time: { promised: …, delivered: … } }"));
    let found = proposed("kind: { sum: amount }", "kind: { ra|");
    assert!(labels(&found).contains(&"ratio"));
}

#[test]
fn words_of_a_key_are_proposed_also_right_behind_its_colon() {
    assert_eq!(labels(&proposed("direction: maximise", "direction: |")), ["maximise", "minimise"]);
    let found = proposed("direction: maximise", "direction:|");
    assert_eq!(found[0].insert, " maximise");
}

#[test]
fn words_of_closed_lists_and_files_are_proposed() {
    let at_root = |line: &str| labels_of(&proposed("title: Shop\n", &format!("title: Shop\n{line}\n")));
    assert!(at_root("locale: |").contains(&"el-GR".to_owned()));
    assert!(at_root("calendar: { time_zone: | }").contains(&"Europe/Madrid".to_owned()));
    assert!(at_root("reports: { a: { pages: [|] } }").contains(&"scorecard".to_owned()));
    assert!(at_root("reports: { a: { formats: [|] } }").contains(&"xlsx".to_owned()));
    assert!(at_root("reports: { a: { locale: | } }").contains(&"pl-PL".to_owned()));
    let found = proposed("path: sales.csv", "path: da|ta/old.csv");
    assert_eq!(labels(&found), ["data/orders.csv"]);
    // In place of the whole name.
    let text = CARD.replacen("path: sales.csv", "path: data/old.csv", 1);
    assert_eq!(&text[found[0].replace.clone()], "data/old.csv");
    let found = proposed("path: sales.csv", "path: \"da|\"");
    let text = CARD.replacen("path: sales.csv", "path: \"da\"", 1);
    assert_eq!(&text[found[0].replace.clone()], "da");
}

fn labels_of(proposals: &[Proposal]) -> Vec<String> {
    proposals.iter().map(|proposal| proposal.label.clone()).collect()
}

#[test]
fn ids_are_proposed_where_they_are_named() {
    assert_eq!(labels(&proposed("    objective: service", "    objective: |")), ["growth", "service"]);
    assert_eq!(
        labels(&proposed("drives: [total]", "drives: [|]"))[..4],
        ["growth", "service", "total", "worth"]
    );
    assert_eq!(labels(&proposed("defaults: { source: sales }", "defaults: { source: s| }")), ["sales"]);
    assert_eq!(labels(&proposed("total * (1 - returns)", "total * re|")), ["total", "returns"]);
    assert_eq!(labels(&proposed("2026-01: { total: ", "2026-01: { |: ")), ["total", "returns", "worth"]);
    assert_eq!(labels(&proposed("    direction: minimise\n", "    owner: A|\n")), ["Ann Lee"]);
}

#[test]
fn columns_of_the_source_are_proposed_in_expressions() {
    let columns = ["amount", "back", "day", "returned", "shop"];
    assert_eq!(labels(&proposed("{ sum: amount }", "{ sum: | }")), columns);
    assert_eq!(labels(&proposed("{ sum: amount }", "{ sum: \"amount - am|\" }")), columns);
    assert_eq!(labels(&proposed("    segments: [shop]", "    segments: [|]"))[..5], columns);
    assert_eq!(labels(&proposed("    time: day", "    time: |")), columns);
    // A side speaks of its own source.
    let two = "{ ratio: { numerator: { source: stock, value: \"sum(|)\" }, denominator: sum(amount) } }";
    let text = CARD
        .replace("{ sum: amount }", two)
        .replace("sources:\n", "sources:\n  stock: { path: stock.csv, time: day }\n");
    let (text, offset) = at(&text);
    let project = shop().with_file("stock.csv", "day,pieces\n2026-01-05,3\n");
    assert_eq!(labels(&Open::over(&project, &text).complete(offset)), ["day", "pieces"]);
}

#[test]
fn a_text_with_other_faults_is_completed_all_the_same() {
    // Below: a bracket that nothing closes. Above: a key without its colon.
    for (old, new) in [("segments: [shop]", "segments: [shop"), ("title: Shop\n", "title: Shop\nbroken\n")] {
        let text = CARD.replacen(old, new, 1).replacen("    unit: currency", "    uni|", 1);
        let (text, offset) = at(&text);
        let found = Open::over(&shop(), &text).complete(offset);
        assert!(labels(&found).contains(&"unit"), "{new}: {:?}", labels(&found));
    }
    let (text, offset) = at(&CARD.replacen("title: Shop", "title: Shop # of |", 1));
    assert_eq!(Open::over(&shop(), &text).complete(offset), []);
}

#[test]
fn an_id_leads_to_its_definition_and_to_all_its_uses() {
    let (text, offset) = at(&CARD.replacen("drives: [total]", "drives: [to|tal]", 1));
    let open = Open::over(&shop(), &text);
    let (named, _) = editor::named_at(&open.draft, open.file, offset).expect("a measure");
    assert_eq!(open.texts(&[named.defined]), [(19, "total")]);
    assert_eq!(editor::defined(&open.draft, open.file, offset), Some(named.defined));
    let places = editor::occurrences(&open.draft, &named);
    // Its definition, what drives it, the formula and the comment; no word of a sentence.
    assert_eq!(open.texts(&places), [(19, "total"), (34, "total"), (39, "total"), (41, "total")]);
    let (text, offset) = at(&CARD.replacen("title: Shop", "title: Sh|op", 1));
    let open = Open::over(&shop(), &text);
    assert_eq!(editor::defined(&open.draft, open.file, offset), None);
}

#[test]
fn a_measure_is_renamed_in_every_file_of_its_project() {
    let card = |id: &str| {
        let base = CARD.replace("scorecard: shop", &format!("scorecard: {id}"));
        base.replace("sources:\n  sales:", "targets: targets.csv\nsources:\n  own:")
            .replace("source: sales", "source: own")
    };
    let project = Project::new(
        "unused: true\n",
        &[
            ("mando.yaml", "mando: 1\n"),
            ("sales.csv", ROWS),
            ("scorecards/a.yaml", &card("a")),
            (
                "scorecards/b.yaml",
                &card("b")
                    .replace("worth", "value")
                    .replace("  returns:", "  back_rate:")
                    .replace("returns)", "back_rate)"),
            ),
            ("targets.csv", "measure,period,target\nreturns,2026-02,4%\n\"returns\",2026-03,3%\n"),
            ("notes/2026-01.yaml", "comments:\n  - { measure: returns, text: Fewer returns. }\n"),
            ("notes/b/2026-01.yaml", "comments:\n  - { measure: back_rate, text: Fewer. }\n"),
        ],
    );
    let draft = open(project.folder());
    let a = draft.read.iter().find(|read| read.path.ends_with("a.yaml")).expect("a scorecard");
    let offset = draft.files.text(a.file).find("returns:").expect("the measure");
    let spans = editor::renamed(&draft, a.file, offset, "sent_back").expect("a new name");
    let mut by_file: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    spans.iter().for_each(|span| by_file.entry(draft.files.name(span.file)).or_default().push(*span));
    let counts: Vec<_> = by_file.iter().map(|(name, spans)| (*name, spans.len())).collect();
    assert_eq!(counts, [("notes/2026-01.yaml", 1), ("scorecards/a.yaml", 2), ("targets.csv", 2)]);
    assert!(spans.iter().all(|span| draft.files.slice(*span) == "returns"));
    // A total is in both scorecards, and so are the notes.
    let total = draft.files.text(a.file).find("total:").expect("the measure");
    assert!(editor::renamed(&draft, a.file, total, "all").is_ok());
    let refused = |to: &str| editor::renamed(&draft, a.file, offset, to).expect_err("it cannot");
    assert_eq!(refused("total"), NotRenamed::Taken("total".to_owned(), "measure"));
    assert_eq!(refused("growth"), NotRenamed::Taken("growth".to_owned(), "objective"));
    assert_eq!(refused("Sent back"), NotRenamed::BadId("Sent back".to_owned()));
}

#[test]
fn a_renamed_scorecard_says_what_it_said() {
    let project = shop();
    let figures = |folder: &Path, text: &str| {
        let path = folder.join("scorecard.yaml");
        let draft = open_over(folder, &|asked| (asked == path).then(|| text.to_owned()));
        let (card, problems) = run::resolve(&draft, &draft.scorecards[0]);
        assert!(draft.problems.is_empty() && problems.is_empty(), "{problems:?}");
        let card = card.expect("a scorecard");
        card.measures.iter().map(|m| (m.id.clone(), m.title.clone())).collect::<Vec<_>>()
    };
    let open = Open::over(&project, CARD);
    for (id, to) in [("returns", "sent_back"), ("sales", "till"), ("growth", "more"), ("total", "all_of_it")]
    {
        let definition = CARD.find(&format!(" {id}:")).expect("its definition") + 1;
        let mut spans = editor::renamed(&open.draft, open.file, definition, to).expect("a new name");
        spans.sort_by_key(|span| std::cmp::Reverse(span.start));
        let mut text = CARD.to_owned();
        spans.iter().for_each(|span| text.replace_range(span.start..span.end, to));
        let after = figures(project.folder(), &text);
        let before = figures(project.folder(), CARD);
        let renamed = |found: String| if found == id { to.to_owned() } else { found };
        let before: Vec<_> = before.into_iter().map(|(measure, title)| (renamed(measure), title)).collect();
        assert_eq!(before, after, "{id}");
    }
}

#[test]
fn what_stands_at_a_place_is_described() {
    let described = |old: &str, new: &str| {
        let (text, offset) = at(&CARD.replacen(old, new, 1));
        let open = Open::over(&shop(), &text);
        let told = |_: FileId, id: &str| vec![format!("figures of {id}")];
        let found = editor::describe(&open.draft, open.file, offset, &open.headers, &told);
        found.map(|(text, span)| (text, open.draft.files.slice(span).to_owned()))
    };
    let text = |old: &str, new: &str| described(old, new).expect("a description").0;
    assert_eq!(
        text("drives: [total]", "drives: [t|otal]"),
        "**measure** `total`: Total\n\nkind `sum`, objective `growth`, target `20`, owner `Ann Lee`\n\nfigures of total\n\nAll that was sold."
    );
    assert_eq!(
        text("direction: maximise", "dir|ection: maximise"),
        "**direction**: Which way is better; the kind's when absent.\n\nOne of `maximise`, `minimise`"
    );
    assert!(
        text("{ sum: amount }", "{ s|um: amount }").starts_with("**sum**: Sum of a column or expression.")
    );
    let (column, word) = described("{ sum: amount }", "{ sum: \"amount - am|ount\" }").expect("a column");
    assert_eq!((column.as_str(), word.as_str()), ("`amount`: money, of source `sales`", "amount"));
    assert_eq!(described("title: Total", "title: To|tal"), None);
}

#[test]
fn a_problem_with_a_near_match_is_mended() {
    for (old, new) in [
        ("{ sum: amount }", "{ sun: amount }"),
        ("{ sum: amount }", "{ sum: amout }"),
        ("{ sum: amount }", "{ sum: \"abs(amout)\" }"),
        ("    objective: service", "    objectiv: service"),
        ("drives: [total]", "drives: [totl]"),
        ("path: sales.csv", "path: sale.csv"),
    ] {
        let text = CARD.replacen(old, new, 1);
        let project = shop();
        let open = Open::over(&project, &text);
        let mut found = Problems::new();
        found.extend(open.draft.problems.iter().cloned());
        found.extend(run::resolve(&open.draft, &open.draft.scorecards[0]).1);
        let fixes: Vec<_> = found.iter().filter_map(|p| editor::fix(p, &open.draft.files)).collect();
        let [fix] = fixes.as_slice() else { panic!("{new}: {fixes:?} of {found:?}") };
        let mut mended = text.clone();
        mended.replace_range(fix.span.start..fix.span.end, &fix.text);
        assert_eq!(
            mended,
            CARD.replacen(
                old,
                &new.replace("sun", "sum")
                    .replace("amout", "amount")
                    .replace("objectiv:", "objective:")
                    .replace("totl", "total")
                    .replace("sale.csv", "sales.csv"),
                1
            )
        );
    }
}

#[test]
fn an_outline_holds_all_that_has_an_id() {
    let open = Open::over(&shop(), CARD);
    let symbols = editor::symbols(&open.draft, open.file);
    let flat = |symbols: &[editor::Symbol]| symbols.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    let part = |name: &str| symbols.iter().find(|s| s.name == name).expect("a part");
    assert_eq!(flat(&part("measures").within), ["total", "returns", "worth"]);
    let objectives = &part("perspectives").within[0].within[0];
    assert_eq!(
        (objectives.name.as_str(), flat(&objectives.within)),
        ("objectives", vec!["growth".to_owned(), "service".to_owned()])
    );
    assert_eq!(part("measures").within[0].title.as_deref(), Some("Total"));
}

#[test]
fn laying_out_changes_blanks_alone_and_keeps_comments() {
    let untidy = "scorecard: shop   \ntitle: Shop\nentity: Shop\n# where rows come from\nsources:\n      # of the till\n      sales:\n          path: sales.csv   # daily\n          unique: [day,\n            shop]\n          where: >\n              amount > 0\n              and shop <> ''\nmeasures:\n   total:\n        segments:\n        -   by: shop\n            top: 3\n        - day\n";
    let tidy = "scorecard: shop\ntitle: Shop\nentity: Shop\n# where rows come from\nsources:\n  # of the till\n  sales:\n    path: sales.csv   # daily\n    unique: [day,\n      shop]\n    where: >\n        amount > 0\n        and shop <> ''\nmeasures:\n  total:\n    segments:\n      - by: shop\n        top: 3\n      - day\n";
    let project = shop();
    let open = Open::over(&project, untidy);
    let mut text = untidy.to_owned();
    for change in editor::formatting_edits(&open.draft, open.file).into_iter().rev() {
        text.replace_range(change.span.start..change.span.end, &change.text);
    }
    assert_eq!(text, tidy);
    let again = Open::over(&project, tidy);
    assert_eq!(editor::formatting_edits(&again.draft, again.file), []);
}

#[test]
fn the_examples_are_laid_out_already() {
    for name in ["northwind", "airport", "telco", "gift-wholesaler"] {
        let draft = open(&crate::binary::example(name));
        let changes = editor::formatting_edits(&draft, draft.scorecards[0].file());
        assert_eq!(changes, [], "{name}");
    }
}

#[test]
fn a_file_is_opened_with_its_project() {
    let project = Project::new("a: b\n", &[("notes/2026-01.yaml", ""), ("other/plan.yaml", "")]);
    let root = project.folder().to_owned();
    for name in ["scorecard.yaml", "notes/2026-01.yaml"] {
        assert_eq!(opened_with(&root.join(name)), root, "{name}");
    }
    let alone = root.join("docker.yaml");
    assert_eq!(opened_with(&alone), alone);
}
