//! Completions for shells, and the manual.

use std::io;
use std::path::Path;

use clap::Command;
use clap_complete::Shell;
use mando::definition;
use mando::locale::Locale;
use mando::problem::print::escape_line;

use super::console::{say, tell};
use super::exit_status::ExitStatus;

/// Prints the completions of a program for a shell.
pub(super) fn completions(shell: Shell, program: Command) -> io::Result<ExitStatus> {
    let mut script = Vec::new();
    let commands: Vec<Command> = program.get_subcommands().filter(|c| !c.is_hide_set()).cloned().collect();
    let names: Vec<String> = commands.iter().map(|command| command.get_name().to_owned()).collect();
    // What mando calls itself is no completion.
    let mut offered = Command::new("mando")
        .version(env!("CARGO_PKG_VERSION"))
        .args(program.get_arguments().cloned())
        .subcommands(commands);
    clap_complete::generate(shell, &mut offered, "mando", &mut script);
    let script = with_ids(shell, &String::from_utf8_lossy(&script));
    say(&script.replace("{commands}", &names.join(" ")).replace("{locales}", &locales()))?;
    Ok(ExitStatus::Fine)
}

fn locales() -> String {
    Locale::codes().collect::<Vec<_>>().join(" ")
}

/// A shell's completions with the ids of the project's measures, where a command takes them.
fn with_ids(shell: Shell, script: &str) -> String {
    match shell {
        Shell::Bash => format!("{script}\n{BASH}"),
        Shell::Fish => format!("{script}{FISH}"),
        Shell::Zsh => {
            let mut out = String::new();
            for line in script.lines() {
                if line.starts_with("if [ \"$funcstack[1]\"") {
                    out.push_str(ZSH);
                }
                let takes_ids = line.contains("':measure ") || line.contains("'*::selectors ");
                let of = if line.contains("':measure ") { ":_mando_measures'" } else { ":_mando_ids'" };
                let line = if takes_ids { line.replace(":_default'", of) } else { line.to_owned() };
                out.push_str(&line);
                out.push('\n');
            }
            out
        }
        _ => script.to_owned(),
    }
}

const BASH: &str = r#"_mando_with_ids() {
    _mando "$@"
    local word="${COMP_WORDS[COMP_CWORD]}"
    local before="${COMP_WORDS[COMP_CWORD-1]}"
    case "$before" in
        --locale) COMPREPLY=($(compgen -W "{locales}" -- "$word")); return ;;
        --path|--out|--against|--period|--as-of|--format|--formats|--engine|--memory|--threads|--each|--entity|--workbook|--fail-on) return ;;
    esac
    case "${COMP_WORDS[1]}:$word" in
        *:-*) ;;
        explain:*) COMPREPLY+=($(compgen -W "$(mando ids --measures 2>/dev/null)" -- "$word")) ;;
        list:*) COMPREPLY+=($(compgen -W "$(mando ids 2>/dev/null)" -- "$word")) ;;
        man:*) COMPREPLY+=($(compgen -W "{commands}" -- "$word")) ;;
    esac
}
complete -F _mando_with_ids -o bashdefault -o default mando
"#;

const FISH: &str = r#"complete -c mando -n "__fish_seen_subcommand_from list" -f -a "(mando ids 2>/dev/null)"
complete -c mando -n "__fish_seen_subcommand_from explain" -f -a "(mando ids --measures 2>/dev/null)"
complete -c mando -n "__fish_seen_subcommand_from man" -f -a "{commands}"
complete -c mando -n "__fish_seen_subcommand_from run" -l locale -f -r -a "{locales}"
"#;

const ZSH: &str = r#"_mando_ids() {
    local -a ids
    ids=(${(f)"$(mando ids 2>/dev/null)"})
    compadd -a ids
}

_mando_measures() {
    local -a ids
    ids=(${(f)"$(mando ids --measures 2>/dev/null)"})
    compadd -a ids
}

"#;

/// Prints the ids of measures and objectives of the project here, or of measures alone, for completions; no data are opened.
pub(super) fn ids(of_measures: bool) -> io::Result<ExitStatus> {
    let draft = definition::open(Path::new("."));
    let mut ids: Vec<&str> = Vec::new();
    for document in draft.scorecards.iter().map(|drafted| &drafted.document) {
        ids.extend(document.measures.keys().map(|id| id.value.as_str()));
        let objectives =
            document.perspectives.iter().filter_map(|(_, perspective)| perspective.objectives.as_ref());
        for (id, objective) in objectives.flat_map(|objectives| objectives.iter()) {
            if !of_measures {
                ids.push(&id.value);
            }
            ids.extend(
                objective.measures.iter().flat_map(|measures| measures.keys()).map(|id| id.value.as_str()),
            );
        }
    }
    ids.sort_unstable();
    ids.dedup();
    say(&ids.iter().map(|id| format!("{}\n", escape_line(id))).collect::<String>())?;
    Ok(ExitStatus::Fine)
}

/// Prints the manual of the program, or of one of its commands, as `man` reads it.
pub(super) fn man(command: Option<&str>, mut program: Command) -> io::Result<ExitStatus> {
    program.build();
    let page = match command {
        None => Some(program),
        Some(name) => program.find_subcommand(name).filter(|found| !found.is_hide_set()).cloned(),
    };
    let Some(page) = page else {
        tell(&format!("error: no command `{}`", command.unwrap_or_default()));
        return Ok(ExitStatus::Definition);
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    say(&String::from_utf8_lossy(&text))?;
    Ok(ExitStatus::Fine)
}
