//! What is in files.

use std::io;

use mando::model::OpenError;
use mando::problem::print::{escape_line, escaped_json};
use mando::profile::{self, LookError, LookOptions, Profile, ProfileList};

use super::console::{Format, say, tell};
use super::exit_status::ExitStatus;

/// Columns of a page where no terminal says how many it has.
const WIDTH: usize = 120;

/// Looks at files and says what is in each.
pub(super) fn look(
    files: &[String],
    sheet: Option<String>,
    table: Option<String>,
    format: Format,
) -> io::Result<ExitStatus> {
    let asking = LookOptions { sheet, table };
    let (profiles, ending) = profiles(files, &asking);
    match format {
        Format::Text => {
            for profile in &profiles {
                let text = profile::text(profile, width());
                say(&format!("{}\n", lines(&text)))?;
            }
            if !profiles.is_empty() {
                let block = profile::sources(&profiles);
                say(&format!("For the scorecard:\n\n{}", lines(&block)))?;
            }
        }
        Format::Json => {
            let sources = profile::sources(&profiles);
            let looked = ProfileList { schema: profile::SCHEMA, files: profiles, sources };
            say(&format!("{}\n", escaped_json(&serde_json::to_value(&looked)?)))?;
        }
    }
    Ok(ending)
}

/// What is in files, as far as they can be opened; of the others it is said why not.
pub(super) fn profiles(files: &[String], asking: &LookOptions) -> (Vec<Profile>, ExitStatus) {
    let (mut found, mut ending) = (Vec::new(), ExitStatus::Fine);
    for file in files {
        let places = match profile::targets(file, asking) {
            Ok(places) => places,
            Err(error) => {
                tell(&format!("error: {error}"));
                ending = ExitStatus::Data;
                continue;
            }
        };
        for place in places {
            match profile::look(&place) {
                Ok(profile) => found.push(profile),
                Err(error) => {
                    tell(&format!("error: {error}{}", meant(&error)));
                    ending = ExitStatus::Data;
                }
            }
        }
    }
    (found, ending)
}

/// The file that was meant instead of one that is none, behind what is wrong.
fn meant(error: &LookError) -> String {
    let LookError::Open(error) = error;
    let is_none = matches!(error, OpenError::MissingFile { .. } | OpenError::NoFile { .. });
    error.help().filter(|_| is_none).map_or(String::new(), |help| format!("; {help}"))
}

fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", escape_line(line))).collect()
}

/// How wide a page is: as `COLUMNS` says, as shells set it.
fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    said.unwrap_or(WIDTH).clamp(60, 200)
}
