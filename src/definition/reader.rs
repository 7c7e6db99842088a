//! Third step of reading: nodes to structs.
//!
//! Scalars become whatever the struct asks for: text keeps its spelling, only `true` and `false` are bools, numbers
//! have the forms of [`number`]. A [`Spanned`](crate::problem::Spanned) value learns its place.
//! After [`shape::check`](super::shape::check) errors are rare.

use serde::de::value::{MapDeserializer, StrDeserializer, U32Deserializer, U64Deserializer};
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::number::{self, NotANumber};
use super::tree::{Node, NodeKind};
use crate::form::{FORM, MANY, ONE};
use crate::problem::{Problem, SPANNED, SPANNED_FIELDS, causes};

mod fault;

use fault::Fault;

/// Reads a value from a node.
///
/// # Errors
///
/// The first thing that does not fit, with its place.
pub fn read<'de, T: Deserialize<'de>>(node: &'de Node) -> Result<T, Problem> {
    T::deserialize(Reader { node }).map_err(|fault| fault.at(node.span).0)
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
        Fault(Problem::new(NotANumber::new(text)).at(self.node.span))
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

/// Keys and values of a map.
struct Pairs<'de> {
    rest: &'de [(Node, Node)],
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Pairs<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some(((key, value), rest)) = self.rest.split_first() else {
            return Ok(None);
        };
        (self.rest, self.value) = (rest, Some(value));
        seed.deserialize(Reader { node: key }).map(Some).map_err(|fault| fault.at(key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let node = self.value.take().ok_or_else(|| Fault::custom("a value was asked for before its key"))?;
        seed.deserialize(Reader { node }).map_err(|fault| fault.at(node.span))
    }
}

/// Items of a list.
struct Items<'de> {
    rest: &'de [Node],
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((node, rest)) = self.rest.split_first() else {
            return Ok(None);
        };
        self.rest = rest;
        seed.deserialize(Reader { node }).map(Some).map_err(|fault| fault.at(node.span))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// What [`Spanned`](crate::problem::Spanned) reads: the fields of its place, then the value itself.
struct Placed<'de> {
    node: &'de Node,
    step: usize,
}

impl<'de> MapAccess<'de> for Placed<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some(field) = SPANNED_FIELDS.get(self.step) else {
            return Ok(None);
        };
        self.step += 1;
        seed.deserialize(StrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let span = self.node.span;
        match self.step {
            1 => seed.deserialize(U32Deserializer::new(span.file.number())),
            2 => seed.deserialize(U64Deserializer::new(span.start as u64)),
            3 => seed.deserialize(U64Deserializer::new(span.end as u64)),
            _ => seed.deserialize(Reader { node: self.node }),
        }
    }
}

/// A name and what it holds.
struct Choice<'de> {
    name: &'de str,
    value: Option<&'de Node>,
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Fault;
    type Variant = Choice<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), Fault> {
        let name: StrDeserializer<'_, Fault> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> Choice<'de> {
    fn held(&self) -> Result<Reader<'de>, Fault> {
        let node =
            self.value.ok_or_else(|| Fault(Problem::new(WithoutKeys { name: self.name.to_string() })))?;
        Ok(Reader { node })
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.value.map(|node| &node.kind) {
            None | Some(NodeKind::Null) => Ok(()),
            Some(_) => Err(Fault::custom(format!("`{}` holds nothing", self.name))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        match self.held() {
            Ok(reader) => seed.deserialize(reader),
            // `kind: count` is `kind: { count: {} }`, also for a node that no schema has seen.
            Err(fault) => seed
                .deserialize(MapDeserializer::<_, Fault>::new(std::iter::empty::<(&str, &str)>()))
                .map_err(|_| fault),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.held()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.held()?.deserialize_struct("", fields, visitor)
    }
}

causes! {
    /// A name that needs its keys.
    WithoutKeys { name: String } => KindNeedsKeys,
        "`{name}` needs its keys";
}
