//! Hex fields of requests and replies.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Any number of bytes, as hex.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

/// Exactly 32 bytes, as hex.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(source)?;
        hex::decode(text.as_ref()).map(Self).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let Bytes(bytes) = Bytes::deserialize(source)?;
        <[u8; 32]>::try_from(bytes)
            .map(Self)
            .map_err(|bytes| D::Error::custom(format!("expected 32 bytes, found {}", bytes.len())))
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
        sink.serialize_str(&hex::encode(&self.0))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
        sink.serialize_str(&hex::encode(self.0))
    }
}
