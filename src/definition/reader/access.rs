use serde::de::value::{MapDeserializer, StrDeserializer, U32Deserializer, U64Deserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::{Fault, Reader};
use crate::definition::tree::{Node, NodeKind};
use crate::problem::{Code, Problem, SPANNED_FIELDS};

/// Keys and values of a map.
pub(super) struct Pairs<'de> {
    pub(super) rest: &'de [(Node, Node)],
    pub(super) value: Option<&'de Node>,
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
pub(super) struct Items<'de> {
    pub(super) rest: &'de [Node],
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
pub(super) struct Placed<'de> {
    pub(super) node: &'de Node,
    pub(super) step: usize,
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
pub(super) struct Choice<'de> {
    pub(super) name: &'de str,
    pub(super) value: Option<&'de Node>,
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
        let node = self.value.ok_or_else(|| {
            Fault(Problem::new(Code::KindNeedsKeys, format!("`{}` needs its keys", self.name)))
        })?;
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
