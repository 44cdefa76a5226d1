//! Derived ids: addresses of resources, ids of locks, the message that signers sign.
//!
//! One leading domain byte each: 00 label, 01 lock, 02 signed message, 03 lock id, 04 tuple.

use alloc::vec::Vec;

use vprog_abi::codec::Writer;
use vprog_abi::hash::{sha256, sha256_parts};

use crate::Wire;

/// A resource's id.
pub type Address = [u8; 32];
/// A digest a program handles as a value.
pub type Hash = [u8; 32];
/// An x-only public key (BIP-340).
pub type PubKey = [u8; 32];
/// The id of a lock.
pub type LockId = [u8; 32];
/// A Schnorr signature (BIP-340) as a value: nothing checks it.
pub type Signature = [u8; 64];
/// The id of an L1 covenant.
pub type CovenantId = [u8; 32];

const LABEL: u8 = 0;
const LOCK: u8 = 1;
const MESSAGE: u8 = 2;
const LOCK_ID: u8 = 3;
const TUPLE: u8 = 4;

/// Address of the one resource `at label("...")`.
pub fn label(label: &str) -> Address {
    sha256_parts(&[&[LABEL], label.as_bytes()])
}

/// Address of a resource `at lock(...)`.
pub fn lock(id: &LockId) -> Address {
    sha256_parts(&[&[LOCK], id])
}

/// Address of a resource `at (...)`: its kind, then the encoding of each part.
pub fn tuple(kind: u8, parts: &[&[u8]]) -> Address {
    let mut preimage = Vec::new();
    preimage.write(&[TUPLE, kind]);
    for part in parts {
        preimage.write_blob(part);
    }
    sha256(&preimage)
}

/// The encoding of a value as a part of an address.
pub fn part<T: Wire>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.encode(&mut bytes);
    bytes
}

/// Id of a lock in wire form.
pub(crate) fn lock_id(bytes: &[u8]) -> LockId {
    sha256_parts(&[&[LOCK_ID], bytes])
}

/// What every signature of a transaction signs: all of it but signature scripts and the tail.
pub(crate) fn signed_message(rest_preimage: &[u8], signed_payload: &[u8]) -> Hash {
    let mut preimage = Vec::with_capacity(
        rest_preimage
            .len()
            .saturating_add(signed_payload.len())
            .saturating_add(9),
    );
    preimage.write_byte(MESSAGE);
    preimage.write_blob(rest_preimage);
    preimage.write_blob(signed_payload);
    sha256(&preimage)
}
