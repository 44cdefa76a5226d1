"""Wire formats of the framework and of L1: our own implementation, byte for byte.

One room per format; import from the rooms (`from vprog.wire.locks import SchnorrLock`). Needs attrs and
blake3; only `schnorr` calls the curve library, and imports it on first use. Integers are little-endian,
hashes and ids are 32-byte strings, amounts are sompi.
"""
