"""State that a root vouches for: right bytes are taken, everything else is refused."""

from __future__ import annotations

import pytest

from vprog.client.errors import ClientError
from vprog.client.verified import prove
from vprog.wire.hashes import value_hash
from vprog.wire.state_smt import StateTree

STORED = {bytes([n]) * 32: bytes([n, n]) for n in range(1, 6)}
TREE = StateTree({address: value_hash(data) for address, data in STORED.items()})
ABSENT = b"\x77" * 32


def test_proven_bytes_are_read() -> None:
    wanted = {b"\x01" * 32: b"\x01\x01", b"\x03" * 32: b"\x03\x03", ABSENT: b""}
    state = prove(TREE.root, TREE.prove(list(wanted)), wanted)
    assert all(state.read(address) == data for address, data in wanted.items())
    with pytest.raises(ClientError) as refused:
        state.read(b"\x02" * 32)
    assert refused.value.code == "not-proven"


def test_a_proof_may_cover_more_than_is_asked() -> None:
    state = prove(TREE.root, TREE.prove(list(STORED)), {b"\x02" * 32: b"\x02\x02"})
    assert state.read(b"\x02" * 32) == b"\x02\x02"


@pytest.mark.parametrize(
    ("code", "root", "keys", "stored"),
    [
        ("wrong-bytes", TREE.root, [b"\x01" * 32], {b"\x01" * 32: b"\x01\x02"}),
        ("wrong-bytes", TREE.root, [b"\x01" * 32], {b"\x01" * 32: b""}),
        ("wrong-bytes", TREE.root, [ABSENT], {ABSENT: b"there"}),
        ("bad-proof", bytes(32), [b"\x01" * 32], {b"\x01" * 32: b"\x01\x01"}),
        ("bad-proof", TREE.root, [b"\x02" * 32], {b"\x01" * 32: b"\x01\x01"}),
        ("bad-proof", TREE.root, [], {b"\x01" * 32: b"\x01\x01"}),
    ],
)
def test_anything_else_is_refused(code: str, root: bytes, keys: list[bytes], stored: dict[bytes, bytes]) -> None:
    with pytest.raises(ClientError) as refused:
        prove(root, TREE.prove(keys), stored)
    assert refused.value.code == code


def test_bytes_that_are_no_proof() -> None:
    for raw in (b"", b"\x01", TREE.prove(list(STORED))[:-1]):
        with pytest.raises(ClientError) as refused:
            prove(TREE.root, raw, {b"\x01" * 32: b"\x01\x01"})
        assert refused.value.code == "bad-proof"
