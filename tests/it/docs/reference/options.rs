//! Commands with their arguments and options, as the program itself says them.

use super::{page, stands};
use crate::binary::{called, said};

/// What the program says of itself, or of a command.
fn help(words: &[&str]) -> String {
    let output = called(words.iter().copied().chain(["--help"]));
    let lines = said(&output).trim().lines().map(str::trim_end);
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn the_page_of_options_is_what_help_prints() {
    let whole = help(&[]);
    let listed =
        whole.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    let mut content = format!("## mando\n\n```text\n{whole}```\n");
    for command in commands.into_iter().filter(|command| *command != "help") {
        content += &format!("\n## mando {command}\n\n```text\n{}```\n", help(&[command]));
    }
    let about = "What `mando COMMAND --help` prints. What the commands are for, with examples, stands in [Commands](commands.md).";
    stands("options.md", &page("Options of commands", about, &content));
}
