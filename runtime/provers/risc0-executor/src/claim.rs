//! Claim digests: what `env::verify` asks for and what a receipt attests to (L1 section 5, tag 0x21).

use sha2::{Digest as _, Sha256};

/// Digest of the state a halted program leaves behind: pc 0 and an empty memory root.
const HALTED_STATE: [u8; 32] = [
    0xa3, 0xac, 0xc2, 0x71, 0x17, 0x41, 0x89, 0x96, 0x34, 0x0b, 0x84, 0xe5, 0xa9, 0x0f, 0x3e, 0xf4, 0xc4,
    0x9d, 0x22, 0xc7, 0x9e, 0x44, 0xaa, 0xd8, 0x22, 0xec, 0x9c, 0x31, 0x3e, 0x1e, 0xb8, 0xe2,
];

const ZERO: [u8; 32] = [0; 32];

/// SHA-256 over the concatenation of `parts`.
fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// Digest of a program's output when it committed `journal` and assumed nothing.
pub fn output_digest(journal: &[u8]) -> [u8; 32] {
    sha256(&[
        &sha256(&[b"risc0.Output"]),
        &sha256(&[journal]),
        &ZERO,
        &2u16.to_le_bytes(),
    ])
}

/// Digest of the claim "program `image_id` halted with exit code 0, committed `journal` and assumed nothing".
pub fn ok_claim(image_id: &[u8; 32], journal: &[u8]) -> [u8; 32] {
    let exit_code = [0u8; 8]; // system exit 0 (halted), user exit 0, a u32 each
    let tag = sha256(&[b"risc0.ReceiptClaim"]);
    let output = output_digest(journal);
    sha256(&[
        &tag,
        &ZERO,
        image_id,
        &HALTED_STATE,
        &output,
        &exit_code,
        &4u16.to_le_bytes(),
    ])
}
