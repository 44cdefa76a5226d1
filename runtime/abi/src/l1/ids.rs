//! Transaction ids of version 1 and later.

use crate::hash::{keyed, Digest};

/// Digest of a payload.
pub fn payload_digest(payload: &[u8]) -> Digest {
    keyed("PayloadDigest", &[payload])
}

/// Digest of the rest preimage: the transaction without payload, signature scripts and mass.
pub fn rest_digest(rest_preimage: &[u8]) -> Digest {
    keyed("TransactionRest", &[rest_preimage])
}

/// Transaction id; binds the payload and every input and output.
pub fn tx_id_v1(payload: &[u8], rest_preimage: &[u8]) -> Digest {
    tx_id_v1_from_digest(&payload_digest(payload), rest_preimage)
}

/// [`tx_id_v1`] for a payload of which only the digest is at hand.
pub fn tx_id_v1_from_digest(payload_digest: &Digest, rest_preimage: &[u8]) -> Digest {
    keyed("TransactionV1Id", &[payload_digest, &rest_digest(rest_preimage)])
}
