//! How a risc0 guest receives its input: `u32 len ‖ blob` on stdin (framework section 5.1).

use risc0_zkvm::guest::env;

/// Reads the input blob. A host that sends fewer bytes than it announced stops the guest, and nothing is proven.
pub fn read_blob() -> Vec<u8> {
    let mut length = [0u8; 4];
    env::read_slice(&mut length);
    let mut blob = vec![0u8; u32::from_le_bytes(length) as usize];
    env::read_slice(&mut blob);
    blob
}
