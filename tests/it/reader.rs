//! Reading definitions: places, problems and short forms, on a toy language.

use mando::definition::tree::{Budget, Node, NodeKind, Style};
use mando::definition::{number, reader, shape, tree};
use mando::form::{Entries, Form, OneOrMany, Pairs};
use mando::problem::{
    Code, FileId, Files, MatchesNothing, Problem, Problems, Raised, Severity, Span, Spanned, near, print,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Deserialize;

/// A toy scorecard.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Card {
    title: Spanned<String>,
    #[serde(default)]
    locale: Locale,
    #[serde(default)]
    other_locale: Option<Locale>,
    #[serde(default)]
    grain: Grain,
    #[serde(default)]
    watch: Option<f64>,
    #[serde(default)]
    rows: Option<u8>,
    #[serde(default)]
    entity: Option<Entity>,
    #[serde(default)]
    holidays: Option<Form<String, Vec<Spanned<String>>>>,
    #[serde(default)]
    titles: Pairs<String>,
    measures: Entries<Measure>,
}

/// Languages.
#[derive(Debug, Default, Deserialize, JsonSchema, PartialEq)]
#[schemars(extend("x-code" = "unknown-locale"))]
enum Locale {
    #[default]
    #[serde(rename = "en-GB")]
    English,
    #[serde(rename = "el-GR")]
    Greek,
}

#[derive(Debug, Default, Deserialize, JsonSchema, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Grain {
    /// Seven days.
    Week,
    /// A calendar month.
    #[default]
    Month,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "name"))]
struct Entity {
    name: Spanned<String>,
    by: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "measure"))]
struct Measure {
    kind: Kind,
    level: Option<Spanned<Level>>,
    #[serde(default)]
    annualised: bool,
    #[serde(default)]
    segments: OneOrMany<Spanned<String>>,
    range: Option<(f64, f64)>,
    note: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Level {
    Strategic,
    Operational,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// Rows.
    Count(Count),
    /// Total.
    Sum(Sum),
    LeadTime(LeadTime),
    Manual,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "where"))]
struct Count {
    r#where: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
struct Sum {
    value: Spanned<String>,
}

#[derive(Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
struct LeadTime {
    from: String,
    to: String,
    #[serde(default)]
    business_days: bool,
}

fn draft07() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<Card>()
}

struct Reading {
    files: Files,
    file: FileId,
    problems: Problems,
    node: Option<Node>,
    readable: bool,
}

impl Reading {
    fn new(text: &str) -> Reading {
        Reading::with(text, &draft07())
    }

    fn with(text: &str, schema: &Schema) -> Reading {
        let (files, file, mut problems, mut node) = parsed(text);
        let readable =
            node.as_mut().is_some_and(|node| shape::check(node, schema, "scorecard", &mut problems));
        Reading { files, file, problems, node, readable }
    }

    fn card(&self) -> Card {
        assert!(self.readable, "{}", self.printed());
        reader::read(self.node.as_ref().expect("a tree")).expect("the shape was checked")
    }

    fn printed(&self) -> String {
        print::terminal(&self.problems, &self.files, false)
    }

    /// Each problem as code, marked text and help.
    fn found(&self) -> Vec<(&str, &str, &str)> {
        let row = |problem: &'_ Problem| {
            let problem = self.problems.iter().find(|other| *other == problem).expect("one of them");
            let marked = problem.span.map_or("", |span| self.files.slice(span));
            (problem.code.as_str(), marked, problem.help.as_deref().unwrap_or(""))
        };
        self.problems.iter().map(row).collect()
    }
}

fn parsed(text: &str) -> (Files, FileId, Problems, Option<Node>) {
    let mut files = Files::new();
    let file = files.add("card.yaml", text);
    let mut problems = Problems::new();
    let node = tree::parse(file, text, &Budget::default(), &mut problems);
    (files, file, problems, node)
}

fn codes(text: &str) -> Vec<&'static str> {
    Reading::new(text).problems.iter().map(|problem| problem.code.as_str()).collect()
}

const GOOD: &str = "title: Πελάτες
locale: el-GR
entity: Northwind
holidays: [2026-01-01, 2026-05-01]
watch: 240e6
rows: 12
titles: { 'en': Clients, el: Πελάτες }
measures:
  revenue: { kind: { sum: revenue }, level: strategic, segments: country, range: [0, 1_000] }
  orders: { kind: count, annualised: true, segments: [a, b] }
  late: { kind: { count: days > 0 } }
  typed: { kind: manual }
  lead:
    kind:
      lead_time: { from: a, to: b }
";

#[test]
fn a_good_definition_reads_without_problems_and_short_forms_equal_full_ones() {
    let reading = Reading::new(GOOD);
    assert!(reading.problems.is_empty(), "{}", reading.printed());
    let card = reading.card();
    assert_eq!(card.title.value, "Πελάτες");
    assert_eq!((card.locale, card.grain), (Locale::Greek, Grain::Month));
    assert_eq!((card.watch, card.rows), (Some(240_000_000.0), Some(12)));
    assert_eq!(card.entity.expect("an entity").name.value, "Northwind");
    assert!(matches!(card.holidays, Some(Form::Full(days)) if days[1].value == "2026-05-01"));
    assert_eq!(card.titles.get("el").map(String::as_str), Some("Πελάτες"));
    let order: Vec<&str> = card.measures.keys().map(|key| key.as_str()).collect();
    assert_eq!(order, ["revenue", "orders", "late", "typed", "lead"]);

    let full = Reading::new(
        "title: x\nmeasures:\n  revenue: { kind: { sum: { value: revenue } }, level: strategic, segments: [country], \
         range: [0, 1000] }\n  orders: { kind: { count: {} }, annualised: true, segments: [a, b] }\n  \
         late: { kind: { count: { where: days > 0 } } }\n",
    );
    let full = full.card();
    for id in ["revenue", "orders", "late"] {
        assert_eq!(card.measures.get(id), full.measures.get(id), "{id}");
    }
}

#[test]
fn spans_cover_exactly_the_word_behind_greek_text() {
    let text = "τίτλος: Βόρεια Εταιρεία   # σχόλιο\nμέτρα: { α: 'ένα δύο', β: \"τρία\" , γ: [χ, y z], δ }\nκείμενο: |\n  γραμμή α\n  δύο\nτέλος: ναι\n";
    let (files, _, problems, node) = parsed(text);
    let node = node.expect("a tree");
    assert!(problems.is_empty());
    let slice = |node: &Node| files.slice(node.span).to_owned();
    assert_eq!(slice(node.get("τίτλος").expect("title")), "Βόρεια Εταιρεία");
    let measures = node.get("μέτρα").expect("measures");
    assert_eq!(slice(measures), "{ α: 'ένα δύο', β: \"τρία\" , γ: [χ, y z], δ }");
    assert_eq!(slice(measures.get("α").expect("a")), "'ένα δύο'");
    assert_eq!(slice(measures.get("β").expect("b")), "\"τρία\"");
    let list = measures.get("γ").expect("c");
    assert_eq!(slice(list), "[χ, y z]");
    assert_eq!(slice(&list.items()[1]), "y z");
    let empty = measures.get("δ").expect("d");
    assert_eq!((slice(empty).as_str(), &empty.kind), ("δ", &NodeKind::Null));
    assert_eq!(
        slice(node.get("κείμενο").expect("block")),
        "|\n  γραμμή α\n  δύο".trim_start_matches("|\n  ")
    );
    let end = node.get("τέλος").expect("end");
    assert_eq!(files.line_column(end.span), (6, 8));
    assert_eq!(files.end_line_column(end.span), (6, 11));
}

#[test]
fn spanned_values_know_their_place_after_reading() {
    let reading = Reading::new("title: \"Ωδή\"\nmeasures: { a: { kind: { sum: έσοδα }, note: ok } }\n");
    let card = reading.card();
    let measure = card.measures.get("a").expect("a");
    let Kind::Sum(sum) = &measure.kind else { panic!("a sum") };
    assert_eq!(reading.files.slice(sum.value.span), "έσοδα");
    assert_eq!(reading.files.slice(card.title.span), "\"Ωδή\"");
    assert_eq!(card.title.span.file, reading.file);
    assert_eq!(sum.value.clone().map(|text| text.len()).span, sum.value.span);
}

#[test]
fn twelve_faults_give_exactly_twelve_problems() {
    let reading = Reading::new(
        "title: Clients
titel: Clients
locale: el-GRR
grain: fortnight
watch: 1,5
rows: 300
measures:
  On-Time: { kind: count }
  a: { kind: { summ: revenue }, levle: strategic }
  b: { kind: lead_time }
  c: { kind: { sum: x, count: y } }
  d: { annualised: yes }
",
    );
    let expected = [
        ("unknown-key", "titel"),
        ("unknown-locale", "el-GRR"),
        ("wrong-type", "fortnight"),
        ("number-format", "1,5"),
        ("wrong-type", "300"),
        ("bad-id", "On-Time"),
        ("unknown-kind", "summ"),
        ("unknown-key", "levle"),
        ("kind-needs-keys", "lead_time"),
        ("two-kinds", "count"),
        ("missing-key", "d"),
        ("wrong-type", "yes"),
    ];
    let found: Vec<(&str, &str)> =
        reading.found().into_iter().map(|(code, marked, _)| (code, marked)).collect();
    assert_eq!(found, expected, "{}", reading.printed());
    let card = reading.card();
    let ids: Vec<&str> = card.measures.keys().map(|key| key.as_str()).collect();
    assert_eq!(ids, ["a"], "what cannot be read is left out, what was misspelt is not");
    assert_eq!(
        card.measures.get("a").and_then(|a| a.level.as_ref()).map(|l| &l.value),
        Some(&Level::Strategic)
    );
}

#[test]
fn both_drafts_of_json_schema_give_the_same_problems() {
    let text =
        "grain: moth\nmeasures: { a: { kind: { lead_tim: { form: x } }, range: [1, 2, 3], note: [] } }\n";
    let newer = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Card>();
    assert_eq!(Reading::with(text, &newer).problems, Reading::new(text).problems);
}

#[test]
fn help_offers_the_near_word_the_full_form_or_the_line_to_paste() {
    let reading = Reading::new(
        "titles: { a: b }\nmeasures:\n  a: { kind: lead_time }\n  b: { kind: { lead_time: {} }, zzz: 1 }\n  c: { kind: sum }\n  \
         d: { annualised: no, kind: count, range: 1 }\n  e: { kind: { sum: x, value: y } }\n",
    );
    let helps: Vec<&str> = reading.found().into_iter().map(|(.., help)| help).collect();
    let expected = [
        "add `title: …`",
        "write `kind: { lead_time: { from: …, to: … } }`",
        "write `kind: { lead_time: { from: …, to: … } }`",
        "keys: `kind`, `level`, `annualised`, `segments`, `range` and `note`",
        "write `kind: { sum: … }`",
        "write `false`",
        "write `range: […]`",
        "it belongs inside: `kind: { sum: { value: … } }`",
    ];
    assert_eq!(helps, expected, "{}", reading.printed());
    assert!(!reading.readable, "a missing title cannot be made up");
}

#[test]
fn an_optional_word_keeps_its_own_code() {
    let reading = Reading::new("title: x\nother_locale: el-GRR\nmeasures: {}\n");
    assert_eq!(reading.found(), [("unknown-locale", "el-GRR", "did you mean `el-GR`?")]);
    assert_eq!(reading.card().other_locale, Some(Locale::Greek), "a near match is read on");
}

#[test]
fn a_duplicate_key_names_both_lines_and_the_first_stands() {
    let reading = Reading::new("title: first\nmeasures: {}\ntitle: second\n");
    assert_eq!(reading.found(), [("duplicate-key", "title", "keep one")]);
    let problem = reading.problems.iter().next().expect("one");
    assert_eq!(problem.message, "`title` stands here and on line 1");
    assert_eq!(reading.files.line_column(problem.span.expect("a place")), (3, 1));
    assert_eq!(reading.files.line_column(problem.related[0].0), (1, 1));
    assert_eq!(reading.card().title.value, "first");
}

#[test]
fn trap_words_are_warned_about_where_text_is_read_and_nowhere_else() {
    for word in ["NO", "no", "Yes", "on", "OFF", "1:30", "012"] {
        let text = format!("title: {word}\nmeasures: {{}}\n");
        let reading = Reading::new(&text);
        assert_eq!(
            reading.found().iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(),
            [("yaml-trap", word)]
        );
        assert!(!reading.problems.has_errors());
        assert_eq!(reading.card().title.value, word, "the spelling stays");
        assert!(codes(&format!("title: \"{word}\"\nmeasures: {{}}\n")).is_empty());
    }
    for word in ["nO", "2018", "1.10", "0", "north", "12:x", "2026-01-01"] {
        assert!(codes(&format!("title: {word}\nmeasures: {{}}\n")).is_empty(), "{word}");
    }
    assert_eq!(codes("title: x\nmeasures: { a: { kind: count, annualised: on } }\n"), ["wrong-type"]);
}

#[test]
fn an_expression_cut_at_a_comma_is_joined_and_answered_once() {
    let reading = Reading::new(
        "title: x\nmeasures:\n  a: { kind: { sum: coalesce(a, 0) }, segments: [f(b, 0), c] }\n  \
         b: { kind: { count: least(a, 0) > greatest(b, 0) }, note: f(x, 0) }\n",
    );
    let expected = [
        ("expression-cut", "coalesce(a, 0)", "quote it: `\"coalesce(a, 0)\"`"),
        ("expression-cut", "f(b, 0)", "quote it: `\"f(b, 0)\"`"),
        ("expression-cut", "least(a, 0) > greatest(b, 0)", "quote it: `\"least(a, 0) > greatest(b, 0)\"`"),
        ("expression-cut", "f(x, 0)", "quote it: `\"f(x, 0)\"`"),
    ];
    assert_eq!(reading.found(), expected, "{}", reading.printed());
    let card = reading.card();
    let Some(Kind::Sum(sum)) = card.measures.get("a").map(|a| &a.kind) else { panic!("a sum") };
    assert_eq!(sum.value.value, "coalesce(a, 0)");
}

#[test]
fn aliases_are_resolved_and_merge_keys_are_unknown() {
    let reading = Reading::new(
        "title: x\nmeasures:\n  a: &base { kind: count, note: n }\n  b: *base\n  c:\n    <<: *base\n    kind: count\n",
    );
    assert_eq!(reading.found().iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(), [("unknown-key", "<<")]);
    let card = reading.card();
    assert_eq!(card.measures.get("a"), card.measures.get("b"));
    assert_eq!(card.measures.get("c").and_then(|c| c.note.as_ref()), None);
}

#[test]
fn budgets_stop_a_file_before_it_grows() {
    let stopped = |text: &str, budget: Budget| {
        let mut problems = Problems::new();
        let file = Files::new().add("x", text);
        assert_eq!(tree::parse(file, text, &budget, &mut problems), None);
        problems.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>()
    };
    let budget = Budget::default;
    assert_eq!(stopped("a: b", Budget { bytes: 3, ..budget() }), ["file exceeds 3 bytes"]);
    assert_eq!(stopped("[a, b, c]", Budget { nodes: 3, ..budget() }), ["file exceeds 3 nodes"]);
    assert_eq!(
        stopped(&format!("{}{}", "[".repeat(70), "]".repeat(70)), budget()),
        ["file exceeds 64 levels"]
    );
    let laughs = (1..12).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        let b = n - 1;
        text + &format!(
            "a{n}: &a{n} [*a{b}, *a{b}, *a{b}, *a{b}, *a{b}, *a{b}, *a{b}, *a{b}, *a{b}, *a{b}]\n"
        )
    });
    assert_eq!(stopped(&laughs, budget()), ["file exceeds 200000 nodes"]);
    let many = format!("a: &a x\nb: [{}]\n", vec!["*a"; 1_001].join(", "));
    assert_eq!(stopped(&many, budget()), ["file exceeds 1000 aliases"]);
    let deep =
        (1..40).fold("a0: &a0 [x]\n".to_owned(), |text, n| text + &format!("a{n}: &a{n} [[*a{}]]\n", n - 1));
    assert_eq!(stopped(&deep, budget()), ["file exceeds 64 levels"]);
}

#[test]
fn unreadable_yaml_is_one_syntax_error_at_its_place() {
    for (text, line) in [
        ("title: a: b\n", 1),
        ("title: x\nμ: 'open\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: &a [*a]\n", 1),
        ("a: !!str x\n", 1),
        ("[a]: b\n", 1),
        ("a: *b\n", 1),
    ] {
        let (files, _, problems, node) = parsed(text);
        assert_eq!(node, None, "{text}");
        let found: Vec<&Problem> = problems.iter().collect();
        assert_eq!((found.len(), found[0].code), (1, Code::Syntax), "{text}");
        assert!(
            found[0].message.starts_with("cannot read this as YAML: ") && found[0].help.is_some(),
            "{text}"
        );
        assert_eq!(files.line_column(found[0].span.expect("a place")).0, line, "{text}");
    }
}

#[test]
fn a_tab_is_named_as_the_cause() {
    let (_, _, problems, _) = parsed("title: x\n\tmeasures: y\n");
    let helps: Vec<Option<&str>> = problems.iter().map(|problem| problem.help.as_deref()).collect();
    assert_eq!(helps, [Some("indent with blanks: a tab is no indentation")]);
}

#[test]
fn an_empty_file_and_empty_values_are_named_not_made_up() {
    assert_eq!(codes(""), ["wrong-type"]);
    assert_eq!(codes("title:\nmeasures:\n"), ["wrong-type", "wrong-type"]);
    assert!(codes("title: x\nentity:\nmeasures: {}\n").is_empty(), "an optional key may stand empty");
    assert!(codes("\u{feff}title: x\r\nmeasures: {}\r\n").is_empty());
}

proptest::proptest! {
    #[test]
    fn whatever_is_written_is_read_or_refused_inside_the_file(
        text in proptest::string::string_regex("([a-zα ]|title|measures|kind|sum|[\n]  |- |: |[\\[\\]{}(),&*!'\"|>#<0-9~%\n\t])*").expect("a pattern"),
    ) {
        let reading = Reading::new(&text);
        for problem in &reading.problems {
            let span = problem.span.expect("all of these stand somewhere");
            proptest::prop_assert!(span.start <= span.end && span.end <= text.len());
            proptest::prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
        let _ = (reading.printed(), print::json(&reading.problems, &reading.files));
        if let Some(node) = reading.node.as_ref().filter(|_| reading.readable) {
            proptest::prop_assert!(reader::read::<Card>(node).is_ok(), "{:?}", reader::read::<Card>(node));
        }
    }

    /// Any damage to a good definition either still reads after the check or is refused by it.
    #[test]
    fn a_damaged_definition_reads_whenever_the_check_says_so(cut in 0usize..400, length in 0usize..12, put in "[a-z:\\[{, ]{0,4}") {
        let start = GOOD.floor_char_boundary(cut);
        let end = GOOD.floor_char_boundary(cut + length).max(start);
        let reading = Reading::new(&format!("{}{put}{}", &GOOD[..start], &GOOD[end..]));
        if let Some(node) = reading.node.as_ref().filter(|_| reading.readable) {
            proptest::prop_assert!(reader::read::<Card>(node).is_ok(), "{:?}", reader::read::<Card>(node));
        }
    }
}

#[test]
fn styles_tell_plain_from_quoted_and_block() {
    let (.., node) = parsed("a: x\nb: 'x'\nc: >\n  x\n  y\n");
    let styles: Vec<Style> = node
        .expect("a tree")
        .pairs()
        .iter()
        .filter_map(|(_, value)| match value.kind {
            NodeKind::Scalar { style, .. } => Some(style),
            _ => None,
        })
        .collect();
    assert_eq!(styles, [Style::Plain, Style::Quoted, Style::Block]);
}

#[test]
fn the_reader_refuses_with_a_place_what_no_schema_has_seen() {
    let fault = |text: &str| {
        let (files, _, _, node) = parsed(text);
        let problem = reader::read::<Card>(&node.expect("a tree")).expect_err("a fault");
        (problem.code.as_str(), problem.span.map(|span| files.slice(span).to_owned()).unwrap_or_default())
    };
    assert_eq!(fault("title: x\nmeasures: { a: { kind: cuont } }\n"), ("wrong-type", "cuont".to_owned()));
    assert_eq!(fault("title: x\nwatch: 1,5\nmeasures: {}\n"), ("number-format", "1,5".to_owned()));
    assert_eq!(fault("title: x\nmeasures: [a]\n"), ("wrong-type", "[a]".to_owned()));
    assert_eq!(fault("title: [x]\nmeasures: {}\n"), ("wrong-type", "[x]".to_owned()));
    assert_eq!(fault("measures: {}\n"), ("missing-key", "measures".to_owned()));
    assert_eq!(fault("title: x\nmeasures: {}\nrows: 300\n"), ("wrong-type", "300".to_owned()));
}

#[test]
fn numbers_have_one_spelling_and_the_right_one_is_offered() {
    assert_eq!(number::integer("1_000_000"), Some(1_000_000));
    assert_eq!(number::integer("240e6"), Some(240_000_000));
    assert_eq!(number::number("-3.5"), Some(-3.5));
    for text in ["", "1.", ".5", "nan", "inf", "1,5", "012", "1__0", "0x10", "1e999", "5%"] {
        assert_eq!(number::number(text), None, "{text}");
    }
    for (text, right) in [
        ("1,5", "1.5"),
        ("1.000,0", "1000.0"),
        ("1,000.5", "1000.5"),
        ("012", "12"),
        ("1 000", "1000"),
        ("00", "0"),
    ] {
        assert_eq!(number::suggestion(text).as_deref(), Some(right), "{text}");
    }
    for text in ["abc", "5%", "1,a"] {
        assert_eq!(number::suggestion(text), None, "{text}");
    }
}

#[test]
fn a_near_match_is_the_one_word_that_was_probably_meant() {
    let of = |word: &str, candidates: &[&'static str]| near(word, candidates.iter().copied());
    assert_eq!(of("shiped_date", &["order_date", "shipped_date"]), Some("shipped_date"));
    assert_eq!(of("levle", &["level", "title"]), Some("level"));
    assert_eq!(of("Month", &["week", "month"]), Some("month"));
    assert_eq!(of("oder", &["order", "older"]), None, "two are equally near");
    assert_eq!(of("cnt", &["count", "cat"]), Some("cat"), "short words differ in one letter");
    assert_eq!(of("retention_of", &["retention_of_customers", "churn"]), Some("retention_of_customers"));
    assert_eq!(of("re", &["revenue", "returns"]), None);
    assert_eq!(of("", &["a"]), None);
    assert_eq!(of("πελάτης", &["πελάτες", "έσοδα"]), Some("πελάτες"));
}

#[test]
fn problems_are_ordered_by_file_and_place_and_stand_once() {
    let mut files = Files::new();
    let (a, b) = (files.add("a", "xyz"), files.add("b", "xyz"));
    let mut problems = Problems::new();
    let at = |file, start| {
        Problem::new(Raised::by(Code::Unused, &"filter `f` is never used")).at(Span::new(
            file,
            start,
            start + 1,
        ))
    };
    problems.push(Problem::new(MatchesNothing::id("x")));
    problems.extend([at(b, 0), at(a, 2), at(a, 0), at(a, 2)]);
    let places: Vec<Option<(u32, usize)>> =
        problems.iter().map(|problem| problem.span.map(|span| (span.file.number(), span.start))).collect();
    assert_eq!(places, [Some((0, 0)), Some((0, 2)), Some((1, 0)), None]);
    assert_eq!((problems.count(Severity::Warning), problems.has_errors()), (3, true));
}

#[test]
fn a_terminal_shows_the_line_a_mark_and_the_totals() {
    let reading = Reading::new("title: Ωδή\nmeasures:\n  a: { kind: coutn }\n  b: { note: NO }\n");
    insta::assert_snapshot!(reading.printed(), @r#"
    error[unknown-kind]: no kind `coutn`
     --> card.yaml:3:14
      |
    3 |   a: { kind: coutn }
      |              ^^^^^ did you mean `count`?

    error[missing-key]: `measure` needs `kind`
     --> card.yaml:4:3
      |
    4 |   b: { note: NO }
      |   ^
      |
      = help: add `kind: manual`

    warning[yaml-trap]: `NO` is read as text
     --> card.yaml:4:14
      |
    4 |   b: { note: NO }
      |              ^^
      |
      = help: quote it to say so: `"NO"`

    2 errors, 1 warning
    "#);
    assert!(print::terminal(&reading.problems, &reading.files, true).contains("\u{1b}["));
    assert_eq!(print::terminal(&Problems::new(), &reading.files, false), "");
}

#[test]
fn json_gives_one_object_per_problem() {
    let mut reading = Reading::new("title: Ωδή\nmeasures: { a: { kind: coutn } }\n");
    reading.problems.push(Problem::new(Raised::by(Code::OffTarget, &"2 measures are off target")));
    let found = print::json(&reading.problems, &reading.files);
    let expected = serde_json::json!([
        { "code": "unknown-kind", "severity": "error", "message": "no kind `coutn`", "file": "card.yaml",
          "line": 2, "column": 24, "end_line": 2, "end_column": 29, "help": "did you mean `count`?" },
        { "code": "off-target", "severity": "finding", "message": "2 measures are off target", "file": null,
          "line": null, "column": null, "end_line": null, "end_column": null, "help": null },
    ]);
    assert_eq!(found, expected);
}

#[test]
fn codes_have_distinct_names_that_read_back() {
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(Code::ALL.iter().all(|code| Code::parse(code.as_str()) == Some(*code)));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Code::ALL.len());
    assert_eq!(Code::JoinNotOne.severity(), Severity::Data);
}
