//! Third step of reading: nodes to structs.
//!
//! Scalars become whatever the struct asks for: text keeps its spelling, only `true` and `false` are bools, numbers
//! have the forms of [`number`]. A [`Spanned`](crate::problem::Spanned) value learns its place.
//! After [`shape::check`](super::shape::check) errors are rare.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Error as _, Unexpected, Visitor};

use super::number;
use super::tree::{Node, NodeKind};
use crate::form::{FORM, MANY, ONE};
use crate::problem::{Code, Problem, SPANNED, Span, near};

mod access;

use access::{Choice, Items, Pairs, Placed};

/// Reads a value from a node.
///
/// # Errors
///
/// The first thing that does not fit, with its place.
pub fn read<'de, T: Deserialize<'de>>(node: &'de Node) -> Result<T, Problem> {
    T::deserialize(Reader { node }).map_err(|fault| fault.at(node.span).0)
}

/// A problem on its way out.
#[derive(Debug)]
struct Fault(Problem);

impl Fault {
    /// Names the place, unless an inner one is already named.
    fn at(self, span: Span) -> Fault {
        match self.0.span {
            Some(_) => self,
            None => Fault(self.0.at(span)),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Fault {
        Fault(Problem::new(Code::WrongType, message.to_string()))
    }

    fn missing_field(field: &'static str) -> Fault {
        Fault(
            Problem::new(Code::MissingKey, format!("this needs `{field}`")).help(format!("add `{field}: …`")),
        )
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Fault {
        let problem = Problem::new(Code::UnknownKey, format!("there is no key `{field}` here"));
        Fault(problem.did_you_mean(near(field, expected.iter().copied())))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Fault {
        let words = expected.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let problem = Problem::new(Code::WrongType, format!("`{variant}` is not one of {words}"));
        Fault(problem.did_you_mean(near(variant, expected.iter().copied())))
    }
}

#[derive(Clone, Copy)]
struct Reader<'de> {
    node: &'de Node,
}

impl<'de> Reader<'de> {
    fn text(self, visitor: &dyn de::Expected) -> Result<&'de str, Fault> {
        self.node.text().ok_or_else(|| self.refuse(visitor))
    }

    fn refuse(self, visitor: &dyn de::Expected) -> Fault {
        let found = match &self.node.kind {
            NodeKind::Scalar { text, .. } => Unexpected::Str(text),
            NodeKind::Map(_) => Unexpected::Map,
            NodeKind::List(_) => Unexpected::Seq,
            NodeKind::Null => Unexpected::Unit,
        };
        Fault::invalid_type(found, visitor).at(self.node.span)
    }

    fn no_number(self, text: &str) -> Fault {
        let problem =
            Problem::new(Code::NumberFormat, format!("`{text}` is no number here")).at(self.node.span);
        Fault(match number::suggestion(text) {
            Some(spelling) => problem.help(format!("write `{spelling}`")),
            None => problem,
        })
    }

    fn integer<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.text(&visitor)?;
        let number = number::integer(text).ok_or_else(|| self.no_number(text))?;
        visitor.visit_i64(number).map_err(|fault: Fault| fault.at(self.node.span))
    }

    fn float<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.text(&visitor)?;
        let number = number::number(text).ok_or_else(|| self.no_number(text))?;
        visitor.visit_f64(number).map_err(|fault: Fault| fault.at(self.node.span))
    }
}

macro_rules! forward {
    ($($method:ident => $to:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.$to(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    forward! {
        deserialize_i8 => integer, deserialize_i16 => integer, deserialize_i32 => integer, deserialize_i64 => integer,
        deserialize_u8 => integer, deserialize_u16 => integer, deserialize_u32 => integer, deserialize_u64 => integer,
        deserialize_i128 => integer, deserialize_u128 => integer,
        deserialize_f32 => float, deserialize_f64 => float,
        deserialize_char => deserialize_str, deserialize_string => deserialize_str,
        deserialize_bytes => deserialize_str, deserialize_byte_buf => deserialize_str,
        deserialize_identifier => deserialize_str, deserialize_map => deserialize_any
    }

    /// Text stays text: only a struct that asks for a number or a bool gets one.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let result = match &self.node.kind {
            NodeKind::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            NodeKind::Map(pairs) => visitor.visit_map(Pairs { rest: pairs, value: None }),
            NodeKind::List(items) => visitor.visit_seq(Items { rest: items }),
            NodeKind::Null => visitor.visit_unit(),
        };
        result.map_err(|fault| fault.at(self.node.head()))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.text(&visitor)?;
        visitor.visit_borrowed_str(text).map_err(|fault: Fault| fault.at(self.node.span))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.text(&visitor)? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.kind {
            NodeKind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.kind {
            NodeKind::Null => visitor.visit_unit(),
            _ => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    /// A text is no sequence of letters.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.kind {
            NodeKind::List(_) => self.deserialize_any(visitor),
            _ => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match (name, &self.node.kind) {
            (SPANNED, _) => visitor.visit_map(Placed { node: self.node, step: 0 }),
            // A struct reads from a list too if serde is left to choose; no definition means that.
            (_, NodeKind::Map(_)) => self.deserialize_any(visitor),
            _ => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let result = match (name, &self.node.kind) {
            (FORM, NodeKind::Map(_)) => visitor.visit_enum(Choice { name: "full", value: Some(self.node) }),
            (FORM, NodeKind::List(_)) => visitor.visit_enum(Choice { name: MANY, value: Some(self.node) }),
            (FORM, _) => visitor.visit_enum(Choice { name: ONE, value: Some(self.node) }),
            (_, NodeKind::Scalar { text, .. }) => visitor.visit_enum(Choice { name: text, value: None }),
            (_, NodeKind::Map(pairs)) => match pairs.as_slice() {
                [(key, value)] => {
                    let name = key.text().unwrap_or_default();
                    visitor.visit_enum(Choice { name, value: Some(value) })
                }
                _ => Err(self.refuse(&visitor)),
            },
            _ => Err(self.refuse(&visitor)),
        };
        result.map_err(|fault| fault.at(self.node.head()))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}
