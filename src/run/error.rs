//! Why a run stops, as problems that can be printed.

use thiserror::Error;

use crate::data::{DataError, SessionError};
use crate::engine::EngineError;
use crate::problem::{Code, Problem, Problems, Raised, causes};
use crate::render::{RenderError, pdf};

/// Why a run stopped.
#[derive(Debug, Error)]
pub enum RunError {
    /// Its data cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The query engine cannot be set up.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// Its components cannot be computed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// No source has a row, or the period asked for is none.
    #[error("{0}")]
    Period(Problem),
    /// The entities are no tree.
    #[error("{0}")]
    Entities(Box<Problem>),
    /// An output cannot be made.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl RunError {
    /// As problems, for printing: all that is wrong with the data stands there at once.
    pub fn problems(&self) -> Problems {
        let mut problems = Problems::new();
        match self {
            RunError::Data(DataError::Several(all))
            | RunError::Engine(EngineError::Data(DataError::Several(all))) => {
                problems.extend(all.iter().flat_map(DataError::each).map(data_problem));
            }
            one => problems.push(one.problem()),
        }
        problems
    }

    /// Whether a source took longer than it may.
    pub fn is_late(&self) -> bool {
        matches!(
            self,
            RunError::Data(DataError::TimedOut { .. })
                | RunError::Engine(
                    EngineError::TimedOut { .. } | EngineError::Data(DataError::TimedOut { .. })
                )
        )
    }

    /// Whether rows did not fit into the memory that is allowed.
    pub fn is_of_memory(&self) -> bool {
        matches!(
            self,
            RunError::Data(DataError::Memory { .. })
                | RunError::Engine(EngineError::Data(DataError::Memory { .. }))
        )
    }

    /// The same as one problem, for whoever expects one.
    pub fn problem(&self) -> Problem {
        let with_help =
            |code, message: String, help: Option<String>| Problem::new(Raised { code, message, help });
        match self {
            // What a library says when it breaks off may hold data.
            error if error.to_string().contains("panicked") => unexpected(None),
            RunError::Data(error) | RunError::Engine(EngineError::Data(error)) => data_problem(error),
            RunError::Period(problem) => problem.clone(),
            RunError::Entities(problem) => problem.as_ref().clone(),
            RunError::Engine(error @ EngineError::BacklogIdentity { .. }) => with_help(
                Code::BacklogIdentity,
                error.to_string(),
                Some("mend the dates, or leave such rows out with `where`".to_owned()),
            ),
            RunError::Engine(error @ EngineError::Amounts { .. }) => with_help(
                Code::AmountsTooLarge,
                error.to_string(),
                Some(
                    "mend such cells, give the column a `range`, or leave the rows out with `where`"
                        .to_owned(),
                ),
            ),
            RunError::Engine(error @ EngineError::Cluster { .. }) => with_help(
                Code::SourceUnreachable,
                error.to_string(),
                Some("start its scheduler, or compute here with `--engine embedded`".to_owned()),
            ),
            RunError::Render(error @ RenderError::Pdf(pdf::PdfError::Budget { .. })) => with_help(
                Code::TemplateBudget,
                error.to_string(),
                Some(
                    "set less, or in fewer steps; without the folder `templates` mando's own pages are set"
                        .to_owned(),
                ),
            ),
            RunError::Engine(error @ EngineError::TimedOut { .. }) => with_help(
                Code::SourceUnreachable,
                error.to_string(),
                Some("a longer `timeout` under `engine`, or fewer segments".to_owned()),
            ),
            other => with_help(Code::SourceUnreachable, other.to_string(), None),
        }
    }
}

/// What is wrong with data, for printing.
pub(super) fn data_problem(error: &DataError) -> Problem {
    Problem::new(Raised::by(error.code(), error).help(error.help()))
}

/// The problem that mando itself is at fault, at a place of its own if that is known.
pub fn unexpected(place: Option<&str>) -> Problem {
    let place = place.map_or(String::new(), |place| format!(" at {place}"));
    Problem::new(Unexpected { place: place.to_string() })
}

causes! {
    /// A fault of the program.
    Unexpected { place: String } => Unexpected,
        "mando met what it did not expect{place}, and stopped",
        "this is a fault of mando's: report it with this message and the definition, without your data";
}
