use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::StringDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess,
    VariantAccess, Visitor,
};

use crate::measure::Kind;
use crate::problem::{Span, Spanned};

/// A kind with its keys, and where its word stands.
#[derive(Debug, Clone, PartialEq)]
pub struct KindKeys {
    /// The word's place.
    pub word: Span,
    /// The kind.
    pub kind: Kind,
}

impl<'de> Deserialize<'de> for KindKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(WordAndKeys)
    }
}

struct WordAndKeys;

impl<'de> Visitor<'de> for WordAndKeys {
    type Value = KindKeys;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a kind with its keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<KindKeys, A::Error> {
        let word: Spanned<String> = map.next_key()?.ok_or_else(|| A::Error::custom("`kind` needs a kind"))?;
        let kind = Kind::deserialize(Choice { word: word.value, map })?;
        Ok(KindKeys { word: word.span, kind })
    }
}

/// A map whose key is already read, as the choice it stands for.
struct Choice<A> {
    word: String,
    map: A,
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Choice<A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_enum(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for Choice<A> {
    type Error = A::Error;
    type Variant = Choice<A>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), A::Error> {
        let word: StringDeserializer<A::Error> = self.word.clone().into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for Choice<A> {
    type Error = A::Error;

    fn unit_variant(mut self) -> Result<(), A::Error> {
        self.map.next_value()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(mut self, seed: T) -> Result<T::Value, A::Error> {
        self.map.next_value_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, A::Error> {
        Err(A::Error::custom("a kind holds its keys"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, A::Error> {
        Err(A::Error::custom("a kind holds its keys"))
    }
}

/// The schema of the kind: places are not written.
impl JsonSchema for KindKeys {
    fn inline_schema() -> bool {
        Kind::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        Kind::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        Kind::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Kind::json_schema(generator)
    }
}
