//! Byte strings and texts of bounded length: `u16 length ‖ bytes`.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{Input, Wire};

/// `bytes<=N`: at most `N` bytes.
#[derive(Clone, Debug, Default, Eq)]
pub struct Bytes<const N: usize>(Vec<u8>);

/// `text<=N`: UTF-8 text of at most `N` bytes.
#[derive(Clone, Debug, Default, Eq)]
pub struct Text<const N: usize>(String);

impl<const N: usize> Bytes<N> {
    /// A literal, which the compiler has measured; bytes beyond `N` are cut off.
    pub fn literal(bytes: &[u8]) -> Self {
        Self(bytes.iter().copied().take(N).collect())
    }

    /// How many bytes.
    pub fn len(&self) -> u16 {
        length(self.0.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<const N: usize> Text<N> {
    /// A literal, which the compiler has measured; characters beyond `N` bytes are cut off.
    pub fn literal(text: &str) -> Self {
        let mut kept = String::new();
        for char in text.chars() {
            if kept.len().saturating_add(char.len_utf8()) > N {
                break;
            }
            kept.push(char);
        }
        Self(kept)
    }

    /// How many bytes.
    pub fn len(&self) -> u16 {
        length(self.0.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whatever their bounds: the bytes count.
impl<const N: usize, const M: usize> PartialEq<Bytes<M>> for Bytes<N> {
    fn eq(&self, other: &Bytes<M>) -> bool {
        self.0 == other.0
    }
}

/// Whatever their bounds: the text counts.
impl<const N: usize, const M: usize> PartialEq<Text<M>> for Text<N> {
    fn eq(&self, other: &Text<M>) -> bool {
        self.0 == other.0
    }
}

impl<const N: usize> Wire for Bytes<N> {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        let len = input.count(N)?;
        input.bytes(len).map(|bytes| Self(bytes.to_vec()))
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.len().encode(out);
        out.extend_from_slice(&self.0);
    }
}

impl<const N: usize> Wire for Text<N> {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        let len = input.count(N)?;
        let text = core::str::from_utf8(input.bytes(len)?).ok()?;
        Some(Self(text.into()))
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.len().encode(out);
        out.extend_from_slice(self.0.as_bytes());
    }
}

/// A length that a bound of at most 1024 keeps far below the largest u16.
pub(crate) fn length(len: usize) -> u16 {
    u16::try_from(len).unwrap_or(u16::MAX)
}
