//! Proving who funded a transaction: the key behind an output it spends.

use crate::codec::{Error, Result};
use crate::hash::Digest;

use super::{rest, tx_id_v1_from_digest};

/// The x-only key of a Schnorr pay-to-public-key script (`20 key ac`), if it is one.
pub fn p2pk_key(script: &[u8]) -> Option<&[u8; 32]> {
    match script {
        [0x20, key @ .., 0xac] => key.try_into().ok(),
        _ => None,
    }
}

/// Recovers the key that had to sign input `input_idx` of the current transaction.
///
/// `current_rest` is the current transaction's rest preimage (already bound to its id); `witness_rest` and
/// `payload_digest` describe the transaction that made the spent output. Its id, recomputed from them, must be
/// the one the input names, so the caller cannot choose the output. The script version is ignored.
///
/// Errors, all `Decode`: `witness_version` for a previous transaction of version 0 (its id is made otherwise),
/// `witness_tx_id` if the id differs, `witness_p2pk` if the output pays to no key, and those of [`rest`].
pub fn recover_p2pk_key(
    current_rest: &[u8],
    input_idx: u32,
    witness_rest: &[u8],
    payload_digest: &Digest,
) -> Result<[u8; 32]> {
    let outpoint = rest::input_outpoint(current_rest, input_idx)?;
    if rest::version(witness_rest)? < 1 {
        return Err(Error::Decode("witness_version"));
    }
    if tx_id_v1_from_digest(payload_digest, witness_rest) != *outpoint.tx_id {
        return Err(Error::Decode("witness_tx_id"));
    }
    let output = rest::output(witness_rest, outpoint.index)?;
    p2pk_key(output.script)
        .copied()
        .ok_or(Error::Decode("witness_p2pk"))
}
