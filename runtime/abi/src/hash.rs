//! The hash functions of the protocol (framework section 2, L1 section 1).
//!
//! SHA-256 for everything a guest commits to, BLAKE3 in keyed mode for L1 identities, BLAKE2b-256 for scripts.

/// A 32-byte digest.
pub type Digest = [u8; 32];

/// The digest that stands for "nothing": absent data, no exits, no deposits.
pub const ZERO: Digest = [0; 32];

/// SHA-256 of `data`.
pub fn sha256(data: &[u8]) -> Digest {
    sha256_impl(data)
}

/// SHA-256 over the concatenation of `parts`. A domain, where one is used, is simply the first part.
pub fn sha256_parts(parts: &[&[u8]]) -> Digest {
    sha256_parts_impl(parts)
}

/// Commitment to a resource's bytes: SHA-256, with 32 zero bytes for empty (absent) data.
pub fn data_hash(data: &[u8]) -> Digest {
    if data.is_empty() {
        ZERO
    } else {
        sha256(data)
    }
}

/// Unkeyed BLAKE3 of `data`.
pub fn blake3(data: &[u8]) -> Digest {
    *blake3::hash(data).as_bytes()
}

/// BLAKE3 in keyed mode over the concatenation of `parts`; the key is `domain` zero-padded to 32 bytes.
///
/// Only the first 32 bytes of a longer domain count; none of the protocol's domains is longer.
pub fn keyed(domain: &str, parts: &[&[u8]]) -> Digest {
    keyed_bytes(domain.as_bytes(), parts)
}

/// [`keyed`] for a domain that is not text.
pub fn keyed_bytes(domain: &[u8], parts: &[&[u8]]) -> Digest {
    let mut key = [0u8; 32];
    for (slot, byte) in key.iter_mut().zip(domain) {
        *slot = *byte;
    }
    let mut hasher = blake3::Hasher::new_keyed(&key);
    for part in parts {
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

/// Unkeyed BLAKE2b-256 of `data`: the hash in a pay-to-script-hash output.
pub fn blake2b(data: &[u8]) -> Digest {
    blake2b_keyed(b"", &[data])
}

/// BLAKE2b-256 over the concatenation of `parts`; an empty key means unkeyed. Only 64 key bytes count.
pub fn blake2b_keyed(key: &[u8], parts: &[&[u8]]) -> Digest {
    let mut params = blake2b_simd::Params::new();
    params.hash_length(32).key(key.get(..64).unwrap_or(key));
    let mut state = params.to_state();
    for part in parts {
        state.update(part);
    }
    state.finalize().as_bytes().first_chunk().copied().unwrap_or(ZERO)
}

/// Concatenates `parts` and passes the result on; small inputs (tree nodes) never reach the heap.
#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
fn with_concat<R>(parts: &[&[u8]], use_bytes: impl FnOnce(&[u8]) -> R) -> R {
    const SMALL: usize = 128;
    let total: usize = parts.iter().map(|part| part.len()).sum();
    if total > SMALL {
        let mut all = alloc::vec::Vec::with_capacity(total);
        for part in parts {
            all.extend_from_slice(part);
        }
        return use_bytes(&all);
    }
    let mut buffer = [0u8; SMALL];
    for (slot, byte) in buffer.iter_mut().zip(parts.iter().flat_map(|part| part.iter())) {
        *slot = *byte;
    }
    use_bytes(buffer.get(..total).unwrap_or(&[]))
}

#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
fn sha256_impl(data: &[u8]) -> Digest {
    use risc0_zkvm::sha::{Impl, Sha256};
    let mut out = ZERO;
    out.copy_from_slice(Impl::hash_bytes(data).as_bytes());
    out
}

#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
fn sha256_parts_impl(parts: &[&[u8]]) -> Digest {
    with_concat(parts, sha256_impl)
}

#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
fn sha256_impl(data: &[u8]) -> Digest {
    sha256_parts_impl(&[data])
}

#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
fn sha256_parts_impl(parts: &[&[u8]]) -> Digest {
    use sha2::Digest as _;
    let mut hasher = sha2::Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
