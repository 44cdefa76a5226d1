"""What the operations of a guest cost: user cycles of risc0's rv32im machine, never less than what was measured.

`python benches/run.py cost` measures them again and prints each beside its entry. An entry holds for the compiler and
the runtime crates that emitted crates pin; whoever changes those measures again.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Costs:
    """One entry for each thing that costs. Units are cycles for each of what the entry names."""

    start: int = 7_200
    """A run: start of the machine, input, header and context of the journal, halt."""
    blake_block: int = 1_600
    """64 bytes of payload or rest preimage in the transaction's id (BLAKE3, in software)."""
    blake_chunk: int = 2_600
    """1,024 bytes of it beyond the first: a node of BLAKE3's tree."""
    payload_byte: int = 1
    """A byte of the payload read in."""
    resource: int = 750
    """An entry of the access list: decoded, its commitment written."""
    resource_byte: int = 3
    """A byte of a stored resource: read in, committed to (SHA-256, in the machine's accelerator)."""
    message: int = 9_000
    """The first signature's part: the message that all of them sign, besides its bytes, and what the curve prepares."""
    message_byte: int = 3
    signature: int = 5_417_000
    """One BIP-340 signature verified; it takes the same time for every key and message."""
    action: int = 500
    """One action taken from the stream."""
    role: int = 500
    """A role: located, told apart, opened."""
    pair: int = 20
    """Two roles, or members of a role list, told apart."""
    hash: int = 600
    """One SHA-256 of an address or a lock id, besides its bytes."""
    hash_byte: int = 3
    value: int = 45
    """A value decoded or encoded, besides its bytes."""
    byte: int = 3
    """A byte of a value decoded, encoded or copied."""
    heap: int = 160
    """A lock, text or collection copied or compared, besides its bytes."""
    look: int = 14
    """One element of an array or list compared."""
    write: int = 900
    """A role stored: outputs and journal, besides its bytes."""
    write_byte: int = 7
    """A byte of what is stored: encoded, committed to, written out twice."""
    lock: int = 300
    """A lock asked whether it is open, besides its keys."""
    lock_key: int = 500
    """A key of a lock looked for among the signers."""
    claim: int = 3_200
    """`claim(...)`: the deposit address (BLAKE2b), the commitment; besides the parsing of the L1 transaction."""
    rest_byte: int = 10
    """A byte of the rest preimage parsed."""
    exit: int = 4_000
    """`exit(...)`: an entry of the exits, and its hash."""
    random: int = 1_500
    random_below: int = 25_000
    step: int = 15
    """A statement, a branch, a turn of a loop, a check."""
    number: int = 8
    """An operation on numbers of at most 32 bits."""
    number_64: int = 16
    number_128: int = 60
    number_wide: int = 300
    multiply_128: int = 150
    multiply_wide: int = 1_200
    divide: int = 60
    divide_64: int = 1_000
    divide_128: int = 13_500
    divide_wide: int = 42_000


COSTS = Costs()
