"""The hash functions and domains of the framework and of L1 (framework spec, section 2; L1 rules, section 1)."""

import hashlib

import blake3 as _blake3

ZERO_HASH = bytes(32)

# BLAKE3 keyed mode: the key is the ASCII name, zero padded to 32 bytes.
PAYLOAD_DIGEST = b"PayloadDigest"
TRANSACTION_REST = b"TransactionRest"
TRANSACTION_V1_ID = b"TransactionV1Id"
LANE_KEY = b"SeqCommitLaneKey"
LANE_TIP = b"SeqCommitLaneTip"
ACTIVITY_LEAF = b"SeqCommitActivityLeaf"
MERGESET_CONTEXT = b"SeqCommitMergesetContext"
MINER_PAYLOAD_LEAF = b"SeqCommitMinerPayloadLeaf"
ACTIVITY_ROOT = b"SeqCommitActivityRoot"
ACTIVE_LEAF = b"SeqCommitActiveLeaf"
ACTIVE_NODE = b"SeqCommitActiveNode"
ACTIVE_COLLAPSED_NODE = b"SeqCommitActiveCollapsedNode"
SEQ_MERKLE_BRANCH = b"SeqCommitmentMerkleBranchHash"

# BLAKE2b keyed mode: the key is the ASCII name itself.
TRANSACTION_HASH = b"TransactionHash"
TRANSACTION_ID = b"TransactionID"
TRANSACTION_SIGNING_HASH = b"TransactionSigningHash"
BLOCK_HASH = b"BlockHash"
PERSONAL_MESSAGE = b"PersonalMessageSigningHash"
COVENANT_ID = b"CovenantID"

# SHA-256 over SHA-256(name) and the data.
TRANSACTION_SIGNING_HASH_ECDSA = b"TransactionSigningHashECDSA"


def sha256(*parts: bytes) -> bytes:
    """SHA-256 of the concatenated parts. A domain is simply the first part."""
    return hashlib.sha256(b"".join(parts)).digest()


def value_hash(data: bytes) -> bytes:
    """Hash of a resource's bytes; an empty (absent) resource hashes as 32 zero bytes."""
    return sha256(data) if data else ZERO_HASH


def blake3(*parts: bytes) -> bytes:
    """BLAKE3-256, unkeyed."""
    return _blake3.blake3(b"".join(parts)).digest()


def blake3_keyed(domain: bytes, *parts: bytes) -> bytes:
    """BLAKE3 in keyed mode under `domain` (at most 32 bytes), zero padded."""
    return _blake3.blake3(b"".join(parts), key=domain.ljust(32, b"\0")).digest()


def blake2b(*parts: bytes) -> bytes:
    """BLAKE2b-256, unkeyed: script hashes."""
    return hashlib.blake2b(b"".join(parts), digest_size=32).digest()


def blake2b_keyed(domain: bytes, *parts: bytes) -> bytes:
    """BLAKE2b-256 keyed with `domain` as it stands."""
    return hashlib.blake2b(b"".join(parts), digest_size=32, key=domain).digest()


def sha256_domain(domain: bytes, *parts: bytes) -> bytes:
    """SHA-256(SHA-256(domain) ‖ parts)."""
    return sha256(sha256(domain), *parts)


def personal_message(message: str) -> bytes:
    """Digest that a wallet signs for a text message (L1 rules, section 8)."""
    return blake2b_keyed(PERSONAL_MESSAGE, message.encode("utf-8"))
