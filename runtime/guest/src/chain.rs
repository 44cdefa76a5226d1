//! What a body knows of its L1 transaction (docs/program-abi.md, "What a body knows of its transaction").

use vprog_abi::hash::{sha256_parts, Digest};
use vprog_abi::l1::rest;

use crate::{Error, Hash, L1Script, Result};

const RANDOM: u8 = 5;
/// A lock time below it is a DAA score, else milliseconds since 1970.
const LOCK_TIME_THRESHOLD: u64 = 500_000_000_000;

/// How many outputs; 0 for bytes that do not decode.
pub fn output_count(rest_preimage: &[u8]) -> u32 {
    let count = rest::output_count(rest_preimage).ok();
    count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0)
}

/// What output `index` is worth in sompi. Errors: `NoSuchOutput`.
pub fn output_value(rest_preimage: &[u8], index: u32) -> Result<u64> {
    output(rest_preimage, index).map(|output| output.value)
}

/// Whether output `index` pays the script. Errors: `NoSuchOutput`.
pub fn output_pays(rest_preimage: &[u8], index: u32, script: L1Script) -> Result<bool> {
    let output = output(rest_preimage, index)?;
    Ok(output.spk_version == 0 && output.script == script.spk().script())
}

/// Whether L1 itself has made sure that the transaction was merged at a DAA score above `score`.
pub fn is_after(rest_preimage: &[u8], score: u64) -> bool {
    match rest::lock_time(rest_preimage) {
        Ok((lock_time, true)) => (1..LOCK_TIME_THRESHOLD).contains(&lock_time) && lock_time >= score,
        _ => false,
    }
}

/// A random draw: bytes that nobody knows before the transaction is merged.
pub fn draw(context_hash: &Digest, tx_id: &Digest, merge_idx: u32, nonce: u64) -> Hash {
    let (place, nonce) = (merge_idx.to_le_bytes(), nonce.to_le_bytes());
    sha256_parts(&[&[RANDOM], context_hash, tx_id, &place, &nonce])
}

/// Bytes as a little-endian number, modulo `below`; 0 for a `below` of 0, which no range allows.
pub fn modulo(bytes: &Hash, below: u64) -> u64 {
    let below = u128::from(below);
    let mut rest: u128 = 0;
    for byte in bytes.iter().rev() {
        rest = (rest << 8 | u128::from(*byte)).checked_rem(below).unwrap_or(0);
    }
    u64::try_from(rest).unwrap_or(0)
}

fn output(rest_preimage: &[u8], index: u32) -> Result<rest::Output<'_>> {
    rest::output(rest_preimage, index).map_err(|_| Error::NO_SUCH_OUTPUT)
}
