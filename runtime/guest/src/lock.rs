//! Locks: who may act on a resource.
//!
//! ```text
//! lock = 01 ‖ key[32]                                   one Schnorr key
//!      | 02 ‖ threshold u8 ‖ n u8 ‖ n × key[32]         1 <= threshold <= n <= 16, keys strictly ascending
//!      | 03                                             anyone
//! ```

use alloc::vec::Vec;

use crate::{address, Input, LockId, PubKey, Wire};

const SCHNORR: u8 = 1;
const MULTISIG: u8 = 2;
const UNLOCKED: u8 = 3;
const MAX_KEYS: u8 = 16;

/// A valid lock in its wire form, so that copying it, storing it and taking its id cost no re-encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    bytes: Vec<u8>,
}

/// A lock taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockView<'a> {
    /// Opened by one key.
    Schnorr(&'a PubKey),
    /// Opened by any `threshold` of `keys`.
    Multisig {
        /// How many keys must sign.
        threshold: u8,
        /// The keys, strictly ascending.
        keys: &'a [PubKey],
    },
    /// Open to anyone.
    Unlocked,
}

impl Lock {
    /// The lock's id: what addresses derive from.
    pub fn id(&self) -> LockId {
        address::lock_id(&self.bytes)
    }

    /// The wire form.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The lock taken apart.
    pub fn view(&self) -> LockView<'_> {
        match self.bytes.as_slice() {
            [SCHNORR, key @ ..] => key.first_chunk().map_or(LockView::NOBODY, LockView::Schnorr),
            [MULTISIG, threshold, _, keys @ ..] => LockView::Multisig {
                threshold: *threshold,
                keys: keys.as_chunks().0,
            },
            [UNLOCKED] => LockView::Unlocked,
            _ => LockView::NOBODY,
        }
    }
}

impl LockView<'_> {
    /// Opened by no set of keys. Stands in for bytes that `Lock` cannot hold.
    const NOBODY: Self = Self::Multisig {
        threshold: u8::MAX,
        keys: &[],
    };
}

impl Wire for Lock {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        let start = input.remaining();
        match input.byte()? {
            SCHNORR => {
                input.array::<32>()?;
            }
            MULTISIG => decode_multisig(input)?,
            UNLOCKED => {}
            _ => return None,
        }
        let len = start.len().checked_sub(input.remaining().len())?;
        Some(Self {
            bytes: start.get(..len)?.to_vec(),
        })
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.bytes);
    }
}

fn decode_multisig(input: &mut Input<'_>) -> Option<()> {
    let (threshold, count) = (input.byte()?, input.byte()?);
    if threshold == 0 || threshold > count || count > MAX_KEYS {
        return None;
    }
    let mut previous: Option<&PubKey> = None;
    for _ in 0..count {
        let key = input.array()?;
        if previous.is_some_and(|previous| previous >= key) {
            return None;
        }
        previous = Some(key);
    }
    Some(())
}
