//! Where value may leave to: the standard L1 scripts.

use alloc::vec::Vec;

use vprog_abi::exits::StandardSpk;

use crate::{Input, Wire};

/// A standard L1 script: `00 ‖ key[32]`, `01 ‖ key[33]` or `08 ‖ hash[32]` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct L1Script(StandardSpk);

impl L1Script {
    /// The framework's form of the script.
    pub(crate) fn spk(self) -> StandardSpk {
        self.0
    }
}

impl Wire for L1Script {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        match input.byte()? {
            0 => input.array().copied().map(StandardSpk::PubKey),
            1 => input.array().copied().map(StandardSpk::PubKeyEcdsa),
            8 => input.array().copied().map(StandardSpk::ScriptHash),
            _ => None,
        }
        .map(Self)
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}
