//! BIP-340 signatures. The only place that touches a curve.

use k256::schnorr::{Signature, VerifyingKey};

use crate::{Hash, PubKey};

/// Whether `signature` is one of `message` by `key`. Bytes that are no key or no signature are simply false.
pub fn verify(key: &PubKey, message: &Hash, signature: &[u8; 64]) -> bool {
    let key = VerifyingKey::from_bytes(key);
    let signature = Signature::try_from(signature.as_slice());
    match (key, signature) {
        (Ok(key), Ok(signature)) => key.verify_raw(message, &signature).is_ok(),
        _ => false,
    }
}
