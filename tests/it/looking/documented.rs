//! The commands that `docs/reference/commands.md` shows do what it says.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::trades::all;
use crate::binary::{ended, example, mando};
use crate::databases::{northwind, sqlite};

/// What a shell would start for a line, up to a redirection or pipe.
fn arguments(line: &str) -> Vec<&str> {
    line.split(['>', '|']).next().unwrap_or_default().split_whitespace().skip(1).collect()
}

fn run(folder: &Path, line: &str) -> Output {
    mando().args(arguments(line)).current_dir(folder).output().expect("the program starts")
}

/// Lines of the page's shell blocks that call the program.
fn shown() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/commands.md");
    let text = fs::read_to_string(page).expect("the page");
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.flat_map(str::lines).filter(|line| line.starts_with("mando ")).map(str::to_owned).collect()
}

#[test]
fn every_shown_command_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    fs::create_dir(&data).expect("a folder for data");
    for file in ["orders.csv", "order_details.csv", "shippers.csv"] {
        fs::copy(example("northwind").join("data").join(file), data.join(file)).expect("example data");
    }
    let trades = all();
    let helpdesk = trades.iter().find(|trade| trade.name == "helpdesk").expect("a help desk");
    fs::write(data.join("tickets.csv"), &helpdesk.files[0].1).expect("tickets");
    sqlite::filled(&data.join("shop.db"), &northwind());
    let cards = folder.path().join("scorecards");
    fs::create_dir(&cards).expect("a folder for scorecards");
    let written = run(folder.path(), "mando init scorecards/northwind");
    assert!(written.status.success(), "{:?}", ended(&written));
    for period in ["1998-03", "1998-04"] {
        let line = format!("mando run scorecards/northwind --period {period} --formats json --no-cache");
        let ran = run(folder.path(), &line);
        assert!(ran.status.success(), "{:?}", ended(&ran));
    }
    let identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"];
    for arguments in [
        &["init", "--quiet", "--initial-branch", "main"][..],
        &["add", "scorecards"],
        &["commit", "--quiet", "-m", "one"],
    ] {
        let git = Command::new("git").arg("-C").arg(folder.path()).args(identity).args(arguments).status();
        assert!(git.expect("git").success(), "{arguments:?}");
    }
    let lines = shown();
    assert!(lines.len() >= 8, "{lines:?}");
    for line in lines {
        let output = run(folder.path(), &line);
        assert!(output.status.success(), "{line}: {:?}", ended(&output));
    }
}
