//! Exit destinations, exit entries and the two sinks a handler writes to (framework sections 5.3, 10.1).
//!
//! ```text
//! exit  = destination ‖ amount u64
//! destination = 00 ‖ key[32]     script 20 key ac      Schnorr pay to public key
//!             | 01 ‖ key[33]     script 21 key ab      ECDSA pay to public key
//!             | 08 ‖ hash[32]    script aa 20 hash 87  pay to script hash
//! ```

use alloc::vec::Vec;

use crate::codec::{Reader, Writer};
use crate::error::{Error, Result, INVALID_EXIT_SPK, INVALID_EXIT_SPK_TAG};
use crate::hash::{Digest, ZERO};

/// A standard destination for value leaving the program. All scripts are of version 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardSpk {
    /// Schnorr public key, x-only.
    PubKey([u8; 32]),
    /// ECDSA public key, compressed.
    PubKeyEcdsa([u8; 33]),
    /// BLAKE2b-256 of a redeem script.
    ScriptHash([u8; 32]),
}

impl StandardSpk {
    /// Reads a destination. Errors: `Guest(2)` for an unknown tag, `Decode(field)` if short.
    pub fn decode(input: &mut &[u8]) -> Result<Self> {
        match input.byte("exit_spk_tag")? {
            0 => Ok(Self::PubKey(*input.array("exit_pubkey")?)),
            1 => Ok(Self::PubKeyEcdsa(*input.array("exit_pubkey_ecdsa")?)),
            8 => Ok(Self::ScriptHash(*input.array("exit_script_hash")?)),
            _ => Err(Error::Guest(INVALID_EXIT_SPK_TAG)),
        }
    }

    /// Recognises an L1 output script. Errors: `Guest(3)` for anything that is not standard.
    pub fn from_script(version: u16, script: &[u8]) -> Result<Self> {
        if version != 0 {
            return Err(Error::Guest(INVALID_EXIT_SPK));
        }
        match script {
            [0x20, key @ .., 0xac] => key.try_into().map(Self::PubKey),
            [0x21, key @ .., 0xab] => key.try_into().map(Self::PubKeyEcdsa),
            [0xaa, 0x20, hash @ .., 0x87] => hash.try_into().map(Self::ScriptHash),
            _ => return Err(Error::Guest(INVALID_EXIT_SPK)),
        }
        .map_err(|_| Error::Guest(INVALID_EXIT_SPK))
    }

    /// Appends the wire form.
    pub fn encode(&self, out: &mut impl Writer) {
        let (tag, payload): (u8, &[u8]) = match self {
            Self::PubKey(key) => (0, key),
            Self::PubKeyEcdsa(key) => (1, key),
            Self::ScriptHash(hash) => (8, hash),
        };
        out.write_byte(tag);
        out.write(payload);
    }

    /// The output script (34 or 35 bytes).
    pub fn script(&self) -> Vec<u8> {
        let (head, payload, tail): (&[u8], &[u8], u8) = match self {
            Self::PubKey(key) => (&[0x20], key, 0xac),
            Self::PubKeyEcdsa(key) => (&[0x21], key, 0xab),
            Self::ScriptHash(hash) => (&[0xaa, 0x20], hash, 0x87),
        };
        [head, payload, &[tail]].concat()
    }
}

/// One exit: where to and how much (sompi).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// Destination.
    pub spk: StandardSpk,
    /// Amount in sompi; zero is allowed.
    pub amount: u64,
}

impl Exit {
    /// Reads one entry. Errors: those of [`StandardSpk::decode`], `Decode("exit_amount")`.
    pub fn decode(input: &mut &[u8]) -> Result<Self> {
        let spk = StandardSpk::decode(input)?;
        Ok(Self {
            spk,
            amount: input.le_u64("exit_amount")?,
        })
    }
}

/// Walks concatenated exit entries until the bytes end. After an error it goes on behind whatever was consumed.
#[derive(Clone, Debug, Default)]
pub struct Exits<'a> {
    bytes: &'a [u8],
}

impl<'a> Exits<'a> {
    /// Starts at the front of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// The bytes not yet walked.
    pub fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

impl Iterator for Exits<'_> {
    type Item = Result<Exit>;

    fn next(&mut self) -> Option<Self::Item> {
        // Every attempt consumes at least the tag, so the walk ends.
        (!self.bytes.is_empty()).then(|| Exit::decode(&mut self.bytes))
    }
}

/// Collects the exits of one transaction.
#[derive(Clone, Debug, Default)]
pub struct ExitSink {
    bytes: Vec<u8>,
}

impl ExitSink {
    /// Appends an exit of `amount` sompi.
    pub fn emit(&mut self, spk: StandardSpk, amount: u64) {
        spk.encode(&mut self.bytes);
        self.bytes.write_u64(amount);
    }

    /// The entries so far, encoded.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Holds the one deposit script hash a transaction may use; zero means none.
#[derive(Clone, Copy, Debug, Default)]
pub struct DepositSink {
    spk_hash: Digest,
}

impl DepositSink {
    /// Records the hash; the first non-zero one stays. Errors: `Decode` for a later, different one, zero included.
    pub fn set(&mut self, spk_hash: &Digest) -> Result<()> {
        if self.spk_hash == ZERO {
            self.spk_hash = *spk_hash;
        } else if self.spk_hash != *spk_hash {
            return Err(
                crate::codec::Error::Decode("deposit_spk_hash set twice with differing values").into(),
            );
        }
        Ok(())
    }

    /// The recorded hash, zero if none.
    pub fn spk_hash(&self) -> &Digest {
        &self.spk_hash
    }
}
