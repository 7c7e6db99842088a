//! Causes of problems: one struct for each thing that can be wrong, and what its message says of it.
//!
//! Whoever asks what a problem is about, as reading does that keeps silent about what follows from a reported fault, compares
//! causes, never texts.

mod column;
mod forms;
mod id;
mod kind;
mod missing;
mod part_of_day;
mod paths;
mod raised;
mod selector;

use std::any::Any;
use std::fmt::{self, Debug};

use super::code::Code;

pub use column::{UnknownColumn, UnreadableColumn};
pub use forms::Exclusive;
pub use id::UnknownId;
pub use kind::WrongType;
pub use missing::MissingKey;
pub use part_of_day::{HoursOfDays, PartOfDay};
pub use paths::{CannotOpen, LeadsOut};
pub use raised::Raised;
pub use selector::MatchesNothing;

/// What is wrong, as data.
pub trait Cause: Compared + Debug + Send + Sync {
    /// Its name and severity.
    fn code(&self) -> Code;

    /// One line, lower case, without a final stop, the thing in backticks.
    fn message(&self) -> String;

    /// What to do, where it is the same wherever the cause is met.
    fn help(&self) -> Option<String> {
        None
    }
}

/// Causes whose message is one text: for each a struct with what it is about, its code, its message and, where it is the same
/// wherever the cause is met, what to do. Texts name the fields in braces, as `format!` does.
///
/// ```text
/// causes! {
///     /// A measure that is shown in the objective where it counts.
///     AlsoInOwn { measure: String, objective: String } => AlsoInOwn,
///         "`{measure}` already counts in `{objective}`",
///         "remove it";
/// }
/// ```
macro_rules! causes {
    () => {};
    (
        $(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? } => $code:ident,
        $message:literal $(, $help:literal)?; $($rest:tt)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, PartialEq)]
        pub(crate) struct $name { $(pub(crate) $field: $type),* }
        $crate::problem::causes! { @cause $name { $($field),* } => $code, $message $(, $help)? }
        $crate::problem::causes! { $($rest)* }
    };
    (
        $(#[$doc:meta])* $name:ident => $code:ident, $message:literal $(, $help:literal)?; $($rest:tt)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, PartialEq)]
        pub(crate) struct $name;
        $crate::problem::causes! { @cause $name {} => $code, $message $(, $help)? }
        $crate::problem::causes! { $($rest)* }
    };
    (@cause $name:ident { $($field:ident),* } => $code:ident, $message:literal $(, $help:literal)?) => {
        impl $crate::problem::Cause for $name {
            fn code(&self) -> $crate::problem::Code {
                $crate::problem::Code::$code
            }

            fn message(&self) -> String {
                #[allow(unused_variables)]
                let $name { $($field),* } = self;
                std::fmt::format(format_args!($message))
            }

            $crate::problem::causes! { @help $name { $($field),* } $($help)? }
        }
    };
    (@help $name:ident { $($field:ident),* }) => {};
    (@help $name:ident { $($field:ident),* } $help:literal) => {
        fn help(&self) -> Option<String> {
            #[allow(unused_variables)]
            let $name { $($field),* } = self;
            Some(std::fmt::format(format_args!($help)))
        }
    };
}

pub(crate) use causes;

/// A cause in one line, as an error prints it: what is wrong and, behind a semicolon, what to do.
pub(crate) fn in_one_line(cause: &impl Cause, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&cause.message())?;
    cause.help().map_or(Ok(()), |help| write!(f, "; {help}"))
}

/// Causes of any type side by side: every cause with an equality has it.
pub trait Compared: Any {
    /// Whether another cause is of the same type and equal.
    fn equals(&self, other: &dyn Any) -> bool;
}

impl<T: Any + PartialEq> Compared for T {
    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>() == Some(self)
    }
}
