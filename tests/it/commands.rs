//! Commands, as a person calls them: what they say, write and end with.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

use crate::binary::{Written, called, ended, example, json, mando, said};

const FINE: Option<i32> = Some(0);
const DEFINITION: Option<i32> = Some(2);
const DATA: Option<i32> = Some(3);

const ORDERS: &str = "day,who,paid\n2025-01-01,ann,10\n2025-01-20,bob,20\n2025-02-03,ann,30\n";

fn yaml(more: &str) -> String {
    format!(
        "scorecard: tiny
title: Tiny scorecard
entity: Nobody
as_of: 2025-02-28
defaults: {{ source: orders }}
sources:
  orders: {{ path: orders.csv, time: day, customer: who, columns: {{ day: date, paid: number }} }}
perspectives:
  money: {{ title: Money, objectives: {{ growth: {{ title: Grow }} }} }}
measures:
  revenue: {{ title: Revenue, objective: growth, level: strategic, kind: {{ sum: paid }}, direction: maximise, target: 40, owner: Ann }}
{more}"
    )
}

/// A project of two files, and its folder as an argument.
fn project(yaml: &str, orders: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("scorecard.yaml"), yaml).expect("a scorecard");
    fs::write(folder.path().join("orders.csv"), orders).expect("its data");
    let path = path(folder.path());
    (folder, path)
}

fn path(path: &Path) -> String {
    path.to_str().expect("a path of text").to_owned()
}

fn help(arguments: &[&str]) -> String {
    let output = called(arguments.iter().chain(&["--help"]));
    said(&output).lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn init_writes_a_project_that_checks_and_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = path(&folder.path().join("my/scorecard"));
    let (code, words) = ended(&called(["init", &new]));
    assert_eq!(code, FINE, "{words}");
    let (code, words) = ended(&called(["check", &new]));
    assert_eq!((code, words), (FINE, format!("{new}/scorecard.yaml is in order\n")));

    let out = folder.path().join("out");
    let (code, words) = ended(&called(["run", &new, "--out", &path(&out)]));
    assert_eq!(code, FINE, "{words}");
    let own = Written::read(&out).results();
    assert_eq!(own["run"]["period"]["label"], "1998-04");
    assert!(own["scorecard"]["score"].is_number());

    let schema = json(&fs::read(PathBuf::from(&new).join("scorecard.schema.json")).expect("the schema"));
    assert_eq!(schema, json(said(&called(["schema"])).as_bytes()), "the schema the first line names");
    let first = fs::read_to_string(PathBuf::from(&new).join("scorecard.yaml")).expect("the scorecard");
    assert!(first.starts_with("# yaml-language-server: $schema=./scorecard.schema.json\n"));
}

#[test]
fn init_never_writes_over_anything() {
    let (folder, at) = project("mine", "mine too");
    let (code, words) = ended(&called(["init", &at]));
    assert_eq!(code, DEFINITION);
    assert_eq!(words, format!("error: `{at}` is not empty; name a new folder\n"));
    assert_eq!(fs::read_to_string(folder.path().join("scorecard.yaml")).expect("a file"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn a_comma_that_may_group_or_be_decimal_is_answered_with_both() {
    for (written, help) in [
        ("1,600", "write `1600`, or `1.6` where the comma is decimal"),
        ("-12,500", "write `-12500`, or `-12.5` where the comma is decimal"),
        ("1,6", "write `1.6`"),
        ("0,600", "write `0.600`"),
        ("1600,000", "write `1600.000`"),
    ] {
        let (_folder, at) = project(&yaml("").replace("target: 40", &format!("target: {written}")), ORDERS);
        let (code, words) = ended(&called(["check", &at]));
        let line = format!("  = help: {help}\n").trim_start().to_owned();
        assert!(code == DEFINITION && words.contains(&line), "{written}: {words}");
    }
}

#[test]
fn a_definition_in_order_ends_with_0() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["check", &at]));
    assert_eq!((code, words), (FINE, format!("{at}/scorecard.yaml is in order\n")));
    let output = called(["check", &at, "--format", "json"]);
    assert_eq!(json(said(&output).as_bytes()), Value::Array(Vec::new()));
}

#[test]
fn faults_of_a_definition_end_with_2_and_are_listed_for_programs() {
    let broken =
        yaml("  speed: { title: Speed, objective: growht, kind: { sum: payed }, direction: maximise }\n");
    let (_folder, at) = project(&broken, ORDERS);
    let output = called(["check", &at, "--format", "json"]);
    let (code, words) = ended(&output);
    assert_eq!((code, words.as_str()), (DEFINITION, ""), "programs read standard output alone");
    let found = json(&output.stdout);
    let said: Vec<(&str, &str, u64, &str)> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| {
            let text = |key: &str| p[key].as_str().unwrap_or_default();
            (text("code"), text("severity"), p["line"].as_u64().unwrap_or_default(), text("help"))
        })
        .collect();
    assert_eq!(
        said,
        [
            ("unknown-id", "error", 12, "did you mean `growth`?"),
            ("unknown-column", "error", 12, "did you mean `paid`?"),
        ]
    );
    assert_eq!(ended(&called(["check", &at])).0, DEFINITION);
    assert_eq!(ended(&called(["run", &at])).0, DEFINITION);
    assert_eq!(ended(&called(["explain", "revenue", &at])).0, DEFINITION);
}

#[test]
fn broken_yaml_and_missing_files_end_with_2() {
    let (_folder, at) = project("scorecard: [a\n", ORDERS);
    let (code, words) = ended(&called(["check", &at]));
    assert_eq!(code, DEFINITION);
    assert!(words.starts_with("error[syntax]: ") && words.contains("scorecard.yaml:"), "{words}");

    let (folder, at) = project(&yaml(""), ORDERS);
    let nowhere = path(&folder.path().join("scorecards.yaml"));
    let (code, words) = ended(&called(["run", &nowhere]));
    assert_eq!(code, DEFINITION);
    assert!(words.starts_with("error[missing-file]: "), "{words}");

    fs::remove_file(folder.path().join("orders.csv")).expect("one file less");
    let (code, words) = ended(&called(["run", &at]));
    assert_eq!(code, DEFINITION);
    assert!(words.starts_with("error[missing-file]: ") && words.contains("orders.csv"), "{words}");
}

#[test]
fn what_no_command_knows_ends_with_2() {
    for arguments in
        [&["frobnicate"][..], &["run", ".", "--as-of", "soon"], &["check", ".", "--format", "xml"], &[]]
    {
        assert_eq!(ended(&called(arguments)).0, DEFINITION, "{arguments:?}");
    }
}

#[test]
fn an_unknown_measure_ends_with_2_and_names_the_nearest() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["explain", "revenues", &at]));
    assert_eq!(code, DEFINITION);
    assert!(words.contains("no measure `revenues`") && words.contains("did you mean `revenue`?"), "{words}");
}

#[test]
fn a_period_that_is_none_ends_with_2() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["run", &at, "--period", "2025-13"]));
    assert_eq!(code, DEFINITION);
    assert!(
        words.contains("error[selector-empty]") && words.contains("write a month such as `2025-02`"),
        "{words}"
    );
}

#[test]
fn data_that_cannot_be_used_end_with_3_and_leave_what_was_there() {
    let (folder, at) = project(&yaml(""), ORDERS);
    let out = folder.path().join("out");
    let run = || ended(&called(["run", &at, "--out", &path(&out)]));
    assert_eq!(run().0, FINE);
    let before = Written::read(&out);

    fs::write(folder.path().join("orders.csv"), "day,who,paid\n2025-01-05,ann,ten\n2025-02-03,bob,30\n")
        .expect("data");
    let (code, words) = run();
    assert_eq!(code, DATA);
    assert!(words.contains("error[too-many-rejects]") && words.contains("orders.csv:2 `ten`"), "{words}");
    assert!(Written::read(&out) == before, "a run that fails writes nothing");

    fs::write(folder.path().join("orders.csv"), "day,who,paid\n2025-01-05,ann,1,2\n").expect("data");
    let (code, words) = run();
    assert_eq!(code, DATA);
    assert!(words.contains("error[ragged-row]") && words.contains("orders.csv:2 `4 cells"), "{words}");
    assert!(Written::read(&out) == before, "a run that fails writes nothing");
}

#[test]
fn an_as_of_before_all_data_ends_with_3() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let (code, words) = ended(&called(["run", &at, "--as-of", "2024-12-31"]));
    assert_eq!(code, DATA);
    assert!(words.contains("error[as-of-before-data]: no source has a row by 2024-12-31"), "{words}");
}

#[test]
fn a_folder_that_cannot_be_written_ends_with_3() {
    let (folder, at) = project(&yaml(""), ORDERS);
    let blocked = folder.path().join("orders.csv/out");
    let (code, words) = ended(&called(["run", &at, "--out", &path(&blocked)]));
    assert_eq!(code, DATA);
    assert!(words.starts_with("error: "), "{words}");
}

#[test]
fn outputs_go_to_a_folder_by_scorecard_and_period() {
    let (folder, at) = project(&yaml(""), ORDERS);
    let run = |period: &str| {
        let output = mando().args(["run", &at, "--period", period]).current_dir(folder.path()).output();
        assert_eq!(ended(&output.expect("the program starts")).0, FINE);
    };
    run("2025-01");
    run("2025-02");
    let of = |period: &str| Written::read(&folder.path().join("out/tiny").join(period)).results();
    let value = |results: &Value| {
        results.pointer("/scorecard/perspectives/0/objectives/0/measures/0/periods/12/value").cloned()
    };
    assert_eq!(
        (value(&of("2025-01")), value(&of("2025-02"))),
        (Some(Value::from(30.0)), Some(Value::from(30.0)))
    );
}

#[test]
fn nothing_but_the_answer_goes_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = called(["run", &path(&example("northwind")), "--no-cache", "--out", &path(folder.path())]);
    assert_eq!(said(&output), "");
    let (_folder, at) = project(&yaml(""), ORDERS);
    let output = called(["explain", "revenue", &at, "--format", "json"]);
    assert_eq!(ended(&output), (FINE, String::new()));
    assert_eq!(json(&output.stdout)["id"], "revenue");
}

#[test]
fn every_command_explains_itself() {
    assert_snapshot!(help(&[]), @r"
    Balanced Scorecards in YAML, evaluated against customer data, set as PDF, workbook and JSON

    Usage: mando [OPTIONS] <COMMAND>

    Commands:
      init         Write a first scorecard from files, or a working example project
      look         Say what is in files: how they are written, their columns, keys and days, and what in them may mislead
      check        Read definitions and say everything that is wrong with them
      run          Evaluate scorecards and write their reports
      import       Take targets or entered values over from a table: show what would change, and write it where that is asked for
      list         List measures, all or those that selectors name
      explain      Say how a measure is computed, with its figures
      serve        Show a project in a browser while it is being written; pages follow every edit
      lsp          Serve an editor by the language server protocol, over standard input and output; the editor starts it
      diff         Say what moved between the results of two runs, or between two revisions of a definition
      schema       Print the JSON Schema of scorecards, of results.json, or of what a command prints for programs
      completions  Print completions for a shell
      man          Print the manual, as `man` reads it
      doctor       Say what a run needs, and whether it is there
      help         Print this message or the help of the given subcommand(s)

    Options:
          --quiet    Say nothing to people but errors and findings
      -h, --help     Print help
      -V, --version  Print version
    ");
    assert_snapshot!(help(&["init"]), @r"
    Write a first scorecard from files, or a working example project

    Usage: mando init [OPTIONS] [FOLDER]

    Arguments:
      [FOLDER]
              The folder; for an example it must be new or empty

    Options:
          --from <FILE>...
              Files whose columns call for measures; the scorecard stands beside them unless a folder is named

          --template <TEMPLATE>
              Which example

              Possible values:
              - northwind: A trading house: orders, their lines, carriers
              - retail:    A chain of shops: receipts, returns, a survey
              - support:   A support desk: tickets and calls

              [default: northwind]

          --format <FORMAT>
              How to print what was written

              Possible values:
              - text: For people
              - json: For programs

              [default: text]

          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
    assert_snapshot!(help(&["look"]), @r"
    Say what is in files: how they are written, their columns, keys and days, and what in them may mislead

    Usage: mando look [OPTIONS] <FILES>...

    Arguments:
      <FILES>...
              Files, or addresses of databases such as sqlite:shop.db

    Options:
          --sheet <SHEET>
              The sheet of a workbook, instead of the first

          --table <TABLE>
              The table of a database, instead of all

          --format <FORMAT>
              How to print it

              Possible values:
              - text: For people
              - json: For programs

              [default: text]

          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
    assert_snapshot!(help(&["check"]), @r"
    Read definitions and say everything that is wrong with them

    Usage: mando check [OPTIONS] [PATH]

    Arguments:
      [PATH]
              A scorecard file or a project folder

              [default: .]

    Options:
          --format <FORMAT>
              How to print what was found

              Possible values:
              - text:   For people
              - json:   For programs
              - sarif:  For programs that collect what is wrong with code
              - github: As marks in a workflow of GitHub

              [default: text]

          --offline
              Ask no database and no address

          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
    assert_snapshot!(help(&["run"]), @r"
    Evaluate scorecards and write their reports

    Usage: mando run [OPTIONS] [PATH]

    Arguments:
      [PATH]  A scorecard file or a project folder [default: .]

    Options:
          --period <PERIOD>    Period to report, such as 2026-03; the last complete one when absent
          --as-of <AS_OF>      End of the known world, such as 2026-04-02; wins over the scorecard's
          --engine <ENGINE>    `embedded`, or a cluster's scheduler such as df://host:50050
          --memory <MEMORY>    Memory beyond which intermediate results go to disk, such as 2GB
          --threads <THREADS>  How many threads compute
          --no-cache           Read all data anew, and keep nothing for the next run
          --show-cells         Show the texts of unreadable cells in the workbook's log; reads all data anew
          --out <OUT>          Folder for the files, instead of out/SCORECARD/PERIOD
          --each <LEVEL>       Reports of each entity of a level too, by the name of its column, such as branch
          --entity <ID>        Reports of this entity alone
          --formats <FORMATS>  What to write, of pdf, html, xlsx, json, csv; what reports say when absent, else all but html and csv
          --workbook <SIZE>    How much workbooks hold: full or short; what reports say when absent, else full
          --detail             List all cases behind all figures in the workbook, and not the newest alone
          --against <RESULTS>  An earlier results.json, or the folder that holds it: what it said otherwise is told
          --locale <CODE>      Language of the reports, such as es-ES or el; wins over the scorecard's
          --fail-on <FAIL_ON>  End with 1 at one of these: off_target, watch, signal, stale, control
          --format <FORMAT>    How to print what was written: text or json [default: text]
          --quiet              Say nothing to people but errors and findings
      -h, --help               Print help
    ");
    assert_snapshot!(help(&["list"]), @r"
    List measures, all or those that selectors name

    Usage: mando list [OPTIONS] [SELECTORS]...

    Arguments:
      [SELECTORS]...
              `level:operational`, `objective:speed`, `owner:anna`, `kind:nps`, `status:off`; an id; `+id` with what drives it, `id+` with what it drives

    Options:
          --path <PATH>
              A scorecard file or a project folder

              [default: .]

          --period <PERIOD>
              Period to report, such as 2026-03; the last complete one when absent

          --as-of <AS_OF>
              End of the known world, such as 2026-04-02; wins over the scorecard's

          --engine <ENGINE>
              `embedded`, or a cluster's scheduler such as df://host:50050

          --memory <MEMORY>
              Memory beyond which intermediate results go to disk, such as 2GB

          --threads <THREADS>
              How many threads compute

          --no-cache
              Read all data anew, and keep nothing for the next run

          --show-cells
              Show the texts of unreadable cells in the workbook's log; reads all data anew

          --format <FORMAT>
              How to print them

              Possible values:
              - text: For people
              - json: For programs

              [default: text]

          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
    assert_snapshot!(help(&["explain"]), @r"
    Say how a measure is computed, with its figures

    Usage: mando explain [OPTIONS] <MEASURE> [PATH]

    Arguments:
      <MEASURE>
              Id of the measure

      [PATH]
              A scorecard file or a project folder

              [default: .]

    Options:
          --period <PERIOD>
              Period to report, such as 2026-03; the last complete one when absent

          --as-of <AS_OF>
              End of the known world, such as 2026-04-02; wins over the scorecard's

          --engine <ENGINE>
              `embedded`, or a cluster's scheduler such as df://host:50050

          --memory <MEMORY>
              Memory beyond which intermediate results go to disk, such as 2GB

          --threads <THREADS>
              How many threads compute

          --no-cache
              Read all data anew, and keep nothing for the next run

          --show-cells
              Show the texts of unreadable cells in the workbook's log; reads all data anew

          --format <FORMAT>
              How to print it

              Possible values:
              - text: For people
              - html: For a browser
              - json: For programs

              [default: text]

          --plan
              Print also how its sources were read: the scan that serves all measures, its rows, and what each step cost

          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
    assert_snapshot!(help(&["diff"]), @r"
    Say what moved between the results of two runs, or between two revisions of a definition

    Usage: mando diff [OPTIONS] [BEFORE] [AFTER]

    Arguments:
      [BEFORE]
              A results.json or the folder that holds it; or two revisions of Git, as in main..HEAD

      [AFTER]
              The later results; of revisions the scorecard file or project folder

    Options:
          --from <REVISION>
              The revision of Git to compare with; a path may follow

          --to <REVISION>
              The later revision, instead of the working tree

          --period <PERIOD>
              Period to report, such as 2026-03; the last complete one when absent

          --as-of <AS_OF>
              End of the known world, such as 2026-04-02; wins over the scorecard's

          --engine <ENGINE>
              `embedded`, or a cluster's scheduler such as df://host:50050

          --memory <MEMORY>
              Memory beyond which intermediate results go to disk, such as 2GB

          --threads <THREADS>
              How many threads compute

          --no-cache
              Read all data anew, and keep nothing for the next run

          --show-cells
              Show the texts of unreadable cells in the workbook's log; reads all data anew

          --exit-code
              End with 1 where something moved

          --format <FORMAT>
              How to print it

              Possible values:
              - text:     For people
              - markdown: As tables for a pull request
              - json:     For programs

              [default: text]

          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
    assert_snapshot!(help(&["schema"]), @r"
    Print the JSON Schema of scorecards, of results.json, or of what a command prints for programs

    Usage: mando schema [OPTIONS] [OF]

    Arguments:
      [OF]
              Which schema

              Possible values:
              - scorecard: What a scorecard file may hold
              - results:   What results.json holds
              - init:      What `init --format json` prints
              - look:      What `look --format json` prints
              - check:     What `check --format json` prints
              - run:       What `run --format json` prints
              - list:      What `list --format json` prints
              - explain:   What `explain --format json` prints
              - diff:      What `diff --format json` prints
              - import:    What `import --format json` prints
              - doctor:    What `doctor --format json` prints
              - error:     What a command that fails prints with `--format json` where it has nothing else to print

              [default: scorecard]

    Options:
          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
    assert_snapshot!(help(&["completions"]), @r"
    Print completions for a shell

    Usage: mando completions [OPTIONS] <SHELL>

    Arguments:
      <SHELL>  Which shell [possible values: bash, elvish, fish, powershell, zsh]

    Options:
          --quiet  Say nothing to people but errors and findings
      -h, --help   Print help
    ");
    assert_snapshot!(help(&["man"]), @r"
    Print the manual, as `man` reads it

    Usage: mando man [OPTIONS] [COMMAND]

    Arguments:
      [COMMAND]  A command, instead of the program

    Options:
          --quiet  Say nothing to people but errors and findings
      -h, --help   Print help
    ");
    assert_snapshot!(help(&["doctor"]), @r"
    Say what a run needs, and whether it is there

    Usage: mando doctor [OPTIONS] [PATH]

    Arguments:
      [PATH]
              A scorecard file or a project folder

              [default: .]

    Options:
          --format <FORMAT>
              How to print it

              Possible values:
              - text: For people
              - json: For programs

              [default: text]

          --quiet
              Say nothing to people but errors and findings

      -h, --help
              Print help (see a summary with '-h')
    ");
}

#[test]
fn the_program_says_its_version() {
    assert_eq!(said(&called(["--version"])), format!("mando {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_period_that_has_not_begun_is_refused_before_anything_is_written() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let at = example("northwind").display().to_string();
    let folder = out.path().join("out").display().to_string();
    let (code, words) = ended(&called(["run", &at, "--no-cache", "--period", "2099-01", "--out", &folder]));
    assert_eq!(code, DEFINITION, "{words}");
    assert!(words.contains("selector-empty") && words.contains("begins after 1998-05-06"), "{words}");
    assert!(!out.path().join("out").exists());
}

#[test]
fn check_tells_of_rows_what_would_end_a_run() {
    let twice = "day,who,paid\n2025-01-01,ann,10\n2025-01-20,bob,20\n2025-02-03,ann,30\n2025-02-04,ann,30\n";
    let unique = yaml("").replace("time: day, customer", "time: day, unique: [who], customer");
    let unreadable = "day,who,paid\n2025-01-01,ann,n/a\n2025-01-20,bob,-\n2025-02-03,ann,x\n";
    let early = yaml("").replace("as_of: 2025-02-28", "as_of: 2024-01-31");
    for (yaml, orders, code) in [
        (unique, twice, "duplicate-key-rows"),
        (yaml(""), unreadable, "too-many-rejects"),
        (early, ORDERS, "as-of-before-data"),
    ] {
        let (_folder, at) = project(&yaml, orders);
        let (run, words) = ended(&called(["run", &at, "--no-cache"]));
        assert!(run == DATA && words.contains(code), "{code}: {run:?} {words}");
        let (checked, words) = ended(&called(["check", &at]));
        assert!(checked != FINE && words.contains(code) && !words.contains("in order"), "{code}: {words}");
    }
}

#[test]
fn examples_have_nothing_to_warn_of() {
    let folder = tempfile::tempdir().expect("a folder");
    for template in ["northwind", "retail", "support"] {
        let at = path(&folder.path().join(template));
        let (code, words) = ended(&called(["init", &at, "--template", template]));
        assert_eq!(code, FINE, "{words}");
        let (code, words) = ended(&called(["check", &at]));
        assert_eq!((code, words), (FINE, format!("{at}/scorecard.yaml is in order\n")), "{template}");
    }
}

#[test]
fn measures_are_found_by_the_titles_that_pages_show() {
    let (_folder, at) = project(&yaml(""), ORDERS);
    let by_title = said(&called(["explain", "revenue", &at])).to_owned();
    assert_eq!(said(&called(["explain", "Revenue", &at])), by_title);
    assert!(by_title.lines().all(|line| line.trim_end() == line), "{by_title}");
    let listed = said(&called(["list", "Grow", "--path", &at])).to_owned();
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.starts_with("id ") && listed.contains("owner"), "{listed}");
    let (code, words) = ended(&called(["explain", "revenues", &at]));
    assert!(code == DEFINITION && words.contains("no measure `revenues`"), "{words}");
    let (_, words) = ended(&called(["list", "owner", "--path", &at]));
    assert!(words.contains("write `owner:` with a word"), "{words}");
}

#[test]
fn a_target_file_that_is_not_there_yet_is_made_by_an_import() {
    let (_folder, at) = project(&yaml("").replace("defaults:", "targets: t.csv\ndefaults:"), ORDERS);
    let (code, words) = ended(&called(["check", &at]));
    assert!(code != FINE && words.contains("`mando import TABLE --write` makes it"), "{words}");
}
