//! What can be said: messages, what they are filled with, and the families that declare them.

use chrono::NaiveDate;

use crate::calendar::{DurationUnit, Grain};
use crate::locale::{Locale, Notation, Scale};
use crate::measure::{Direction, Level};

/// Something to say: an id of the language files, and what its pattern is filled with.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Id in the language files.
    pub id: &'static str,
    /// Names and values of what the pattern may use.
    pub arguments: Vec<(&'static str, Value)>,
}

impl Message {
    /// A message that needs nothing.
    pub fn plain(id: &'static str) -> Message {
        Message { id, arguments: Vec::new() }
    }
}

/// A message as a family declares it, for the tests that hold language files and code together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// Id in the language files.
    pub id: &'static str,
    /// The enum and its variant.
    pub said_as: &'static str,
    /// Names of what its pattern may use.
    pub arguments: &'static [&'static str],
}

/// What is told to a reader, where the language files hold how.
pub trait Phrase {
    /// Its message.
    fn message(&self) -> Message;
}

impl<P: Phrase + ?Sized> Phrase for &P {
    fn message(&self) -> Message {
        (**self).message()
    }
}

/// What stands in a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text as it is: a name of the definition, or a number or date that is set already.
    Text(String),
    /// A whole number of things: printed in the locale's groups, and chosen by, as `{ $rows -> [one] … *[other] … }`.
    Count(u64),
    /// A number that is set already, and still chosen by: of 6.3 days the form of 6.3.
    Number(Number),
    /// A number as a definition writes it, with all its digits.
    Written(f64),
    /// A day: `30 April 1998`.
    Date(NaiveDate),
    /// The calendar month of a day: `April 1998`.
    Month(NaiveDate),
    /// A word of the program that a pattern chooses by, as `{ $grain -> [month] … }`, and never prints.
    Code(&'static str),
    /// Another message, said in the same language.
    Message(Message),
    /// Several of them, with what stands between.
    Joined {
        /// The messages.
        messages: Vec<Message>,
        /// Between two of them.
        between: &'static str,
    },
}

/// A number set for a reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// As it is printed.
    pub text: String,
    /// What is printed, as a number: in thousands where the text is.
    pub value: f64,
    /// Digits after the decimal sign, which decide over the form in some languages.
    pub decimals: usize,
}

impl Number {
    /// A number in a notation.
    pub fn new(locale: Locale, value: f64, notation: Notation) -> Number {
        let shown = match notation.scale {
            Scale::One => value,
            Scale::Percent | Scale::Points => value * 100.0,
            Scale::Thousand => value / 1e3,
            Scale::Million => value / 1e6,
        };
        Number { text: locale.format(value, notation), value: shown, decimals: notation.decimals }
    }

    /// A number of cases, which are whole unless they weigh.
    pub fn cases(locale: Locale, n: f64) -> Number {
        Number::new(locale, n, Notation { decimals: usize::from(n.fract() != 0.0), ..Notation::default() })
    }
}

/// The calendar month of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(pub NaiveDate);

impl Argument for Month {
    fn value(&self) -> Value {
        Value::Month(self.0)
    }
}

/// A word that a pattern chooses by, and never prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(pub &'static str);

/// What can stand in a message.
pub trait Argument {
    /// As the message's value.
    fn value(&self) -> Value;
}

impl<P: Phrase> Argument for P {
    fn value(&self) -> Value {
        Value::Message(self.message())
    }
}

impl Argument for String {
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Argument for &str {
    fn value(&self) -> Value {
        Value::Text((*self).to_owned())
    }
}

impl Argument for u32 {
    fn value(&self) -> Value {
        Value::Count(u64::from(*self))
    }
}

impl Argument for u64 {
    fn value(&self) -> Value {
        Value::Count(*self)
    }
}

impl Argument for usize {
    fn value(&self) -> Value {
        Value::Count(*self as u64)
    }
}

/// As a definition writes it.
impl Argument for f64 {
    fn value(&self) -> Value {
        Value::Written(*self)
    }
}

impl Argument for Number {
    fn value(&self) -> Value {
        Value::Number(self.clone())
    }
}

impl Argument for NaiveDate {
    fn value(&self) -> Value {
        Value::Date(*self)
    }
}

impl Argument for Code {
    fn value(&self) -> Value {
        Value::Code(self.0)
    }
}

/// `yes` or `no`.
impl Argument for bool {
    fn value(&self) -> Value {
        Value::Code(if *self { "yes" } else { "no" })
    }
}

/// `more` or `less`: which is better. Of a measure that less is good for, "below target" is no reproach.
impl Argument for Direction {
    fn value(&self) -> Value {
        Value::Code(match self {
            Direction::Maximise => "more",
            Direction::Minimise => "less",
        })
    }
}

/// `week`, `month`, `quarter`, `year` or `wave`.
impl Argument for Grain {
    fn value(&self) -> Value {
        Value::Code(self.word())
    }
}

/// `second`, `minute`, `hour`, `day`, `business-day`, `week`, `month`, `quarter` or `year`.
impl Argument for DurationUnit {
    fn value(&self) -> Value {
        Value::Code(match self {
            DurationUnit::BusinessDay => "business-day",
            other => other.word(),
        })
    }
}

/// `strategic`, `tactical` or `operational`.
impl Argument for Level {
    fn value(&self) -> Value {
        Value::Code(self.word())
    }
}

/// What is not there stands in a message as the code `none`.
impl<A: Argument> Argument for Option<A> {
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Code("none"), Argument::value)
    }
}

/// Declares families of messages. A family is an enum of its own, whose fields are what the messages are filled with, or
/// an enum of a room above, of which each case has its message. The module gets a list `DECLARED` of all of them.
///
/// ```ignore
/// phrases! {
///     /// Lines at the head of a page.
///     pub enum Notice {
///         /// The last complete period has no rows yet.
///         Moved { period: String } => "notice-moved",
///     }
///     impl Status {
///         Status::OnTarget => "status-on-target",
///     }
/// }
/// ```
macro_rules! phrases {
    ($(
        $(#[$doc:meta])*
        $visible:vis $sort:ident $family:ident { $($inside:tt)* }
    )*) => {
        $( phrases!(@$sort [$(#[$doc])* $visible] $family { $($inside)* }); )*
        /// Messages of this file.
        pub(super) const DECLARED: &[$crate::words::Declared] =
            &$crate::words::phrase::joined::<{ 0 $( + phrases!(@count $sort $family { $($inside)* }) )* }>(
                &[ $( phrases!(@list $sort $family { $($inside)* }) ),* ],
            );
    };
    (@enum [$(#[$doc:meta])* $visible:vis] $family:ident {
        $( $(#[$about:meta])* $variant:ident $({ $($field:ident : $type:ty),* $(,)? })? => $id:literal ),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        $visible enum $family {
            $( $(#[$about])* $variant $({ $(
                #[doc = concat!("What stands for `$", stringify!($field), "`.")]
                $field: $type
            ),* })? ),*
        }
        impl $crate::words::Phrase for $family {
            fn message(&self) -> $crate::words::Message {
                match self { $(
                    $family::$variant $({ $($field),* })? => $crate::words::Message {
                        id: $id,
                        arguments: vec![ $($( (stringify!($field), $crate::words::Argument::value($field)) ),*)? ],
                    },
                )* }
            }
        }
    };
    (@impl [$(#[$doc:meta])* $visible:vis] $family:ident {
        $( $pattern:pat $(if $guard:expr)? => $id:literal $({ $($field:ident : $value:expr),* $(,)? })? ),* $(,)?
    }) => {
        $(#[$doc])*
        impl $crate::words::Phrase for $family {
            fn message(&self) -> $crate::words::Message {
                match self { $(
                    $pattern $(if $guard)? => $crate::words::Message {
                        id: $id,
                        arguments: vec![ $($( (stringify!($field), $crate::words::Argument::value(&$value)) ),*)? ],
                    },
                )* }
            }
        }
    };
    (@list enum $family:ident {
        $( $(#[$about:meta])* $variant:ident $({ $($field:ident : $type:ty),* $(,)? })? => $id:literal ),* $(,)?
    }) => {
        &[ $( $crate::words::Declared {
            id: $id,
            said_as: concat!(stringify!($family), "::", stringify!($variant)),
            arguments: &[ $($( stringify!($field) ),*)? ],
        } ),* ]
    };
    (@list impl $family:ident {
        $( $pattern:pat $(if $guard:expr)? => $id:literal $({ $($field:ident : $value:expr),* $(,)? })? ),* $(,)?
    }) => {
        &[ $( $crate::words::Declared {
            id: $id,
            said_as: stringify!($family),
            arguments: &[ $($( stringify!($field) ),*)? ],
        } ),* ]
    };
    (@count $sort:ident $family:ident { $($inside:tt)* }) => {
        {
            const LISTED: &[$crate::words::Declared] = phrases!(@list $sort $family { $($inside)* });
            LISTED.len()
        }
    };
}
pub(super) use phrases;

/// The messages of all families of a file, in one list.
pub(super) const fn joined<const N: usize>(families: &[&[Declared]]) -> [Declared; N] {
    let mut all = [Declared { id: "", said_as: "", arguments: &[] }; N];
    let (mut family, mut at) = (0, 0);
    while family < families.len() {
        let mut message = 0;
        while message < families[family].len() {
            all[at] = families[family][message];
            at += 1;
            message += 1;
        }
        family += 1;
    }
    all
}
