"""What a sender means to do: instructions with arguments and roles, and the packet that does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from attrs import define, frozen

from differential.packet import GENESIS, MULTISIG, MULTISIG_SPEND, SCHNORR, SPEND, Act, Entry, Packet, Spent
from vprog.client.signing import LocalKey
from vprog.dsl.interpret.slots import lock_reader
from vprog.dsl.layout.codec import Value, decode_resource, encode
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import AuthKey, AuthLock
from vprog.wire.l1 import TxOutput
from vprog.wire.locks import Lock, MultisigLock, SchnorrLock, UnlockedLock, multisig

KEYS = tuple(LocalKey(secret.to_bytes(32, "big")) for secret in range(1, 9))
"""Everybody who can sign. Secret 3 is the ledger's genesis key."""
BY_PUBLIC_KEY = {key.public_key: key for key in KEYS}


@frozen
class Move:
    """One instruction; `outputs` are the L1 outputs it refers to, counted from the transaction's first."""

    instruction: str
    arguments: Mapping[str, Value]
    roles: Mapping[str, bytes]
    outputs: tuple[TxOutput, ...] = ()


@define
class View:
    """The state between two transactions, and the locks that this history opens resources with."""

    layout: ProgramLayout
    state: dict[bytes, bytes]
    pool: tuple[Lock, ...]

    def live(self, resource: str) -> list[tuple[bytes, dict[str, Value]]]:
        """Addresses and fields of every resource of a kind, by address."""
        layout = self.layout.resources[resource]
        kind = layout.resource.kind
        return [(a, decode_resource(layout, d)) for a, d in sorted(self.state.items()) if d[:1] == bytes([kind])]

    def lock_at(self, address: bytes) -> Lock | None:
        return lock_reader(self.layout)(self.state.get(address, b""))


def amount_between(rng: Random, low: int, high: int) -> int:
    """The ends are as likely as all that is between: comparisons go wrong by one."""
    return rng.choice([low, high, rng.randint(low, high), rng.randint(low, high)])


def random_lock(rng: Random) -> Lock:
    """Mostly one key; 2 of 3, 1 of 2 and no lock at all too."""
    choice = rng.random()
    if choice < 0.55:
        return SchnorrLock(rng.choice(KEYS).public_key)
    if choice < 0.92:
        threshold, count = rng.choice([(2, 3), (2, 3), (1, 2), (1, 1)])
        return multisig(threshold, [key.public_key for key in rng.sample(KEYS, count)])
    return UnlockedLock()


def packet_of(rng: Random, view: View, moves: Sequence[Move], nonce: int) -> Packet:
    """The honest packet: the access list the moves need, the signatures that today's locks ask for."""
    access = access_of(view.layout, moves)
    index_of = {address: index for index, (address, _) in enumerate(access)}
    signed: dict[int, list[Entry]] = {}
    for move in moves:
        for index, entries in _entries(rng, view, move, index_of):
            signed.setdefault(index, entries)
    outputs = [output for move in moves for output in move.outputs]
    entries = [entry for _, group in sorted(signed.items()) for entry in group]
    return Packet(access, entries, [act_of(view.layout, move, index_of) for move in moves], outputs, nonce)


def access_of(layout: ProgramLayout, moves: Sequence[Move]) -> list[tuple[bytes, int]]:
    """Every resource of the moves, ascending, with the access that they need."""
    modes: dict[bytes, int] = {}
    for move in moves:
        for role in layout.instructions[move.instruction].instruction.roles:
            address = move.roles[role.name]
            modes[address] = max(modes.get(address, 0), int(role.writable))
    return sorted(modes.items())


def act_of(layout: ProgramLayout, move: Move, index_of: Mapping[bytes, int]) -> Act:
    """The move as it stands on the wire."""
    found = layout.instructions[move.instruction]
    parameters = b"".join(encode(p.type, move.arguments[p.name]) for p in found.parameters)
    return Act(found.instruction.tag, [index_of[move.roles[r.name]] for r in found.indexed_roles], parameters)


def _entries(rng: Random, view: View, move: Move, index_of: Mapping[bytes, int]) -> list[tuple[int, list[Entry]]]:
    auth = view.layout.instructions[move.instruction].instruction.auth
    match auth:
        case AuthKey():
            key = view.layout.program.constant(auth.key).value
            index = index_of[move.roles[auth.role]]
            assert isinstance(key, bytes)
            return [(index, [_single(rng, index, signer(key), GENESIS)])]
        case AuthLock():
            address = move.roles[auth.role]
            return [(index_of[address], sign_for(rng, index_of[address], view.lock_at(address)))]
        case _:
            return []


def signer(public_key: bytes) -> LocalKey:
    """A lock whose bytes were changed may hold a key that nobody has: somebody else signs for it then."""
    return BY_PUBLIC_KEY.get(public_key, KEYS[0])


def sign_for(rng: Random, index: int, lock: Lock | None) -> list[Entry]:
    """Entries that satisfy a lock: by signatures, some by spending an output that pays the key."""
    match lock:
        case SchnorrLock():
            return [_single(rng, index, signer(lock.key), SCHNORR)]
        case MultisigLock():
            count = rng.choice([lock.threshold, lock.threshold, len(lock.keys)])
            positions = sorted(rng.sample(range(len(lock.keys)), count))
            return [_contribution(rng, index, lock, position) for position in positions]
        case _:
            return []


def _single(rng: Random, index: int, key: LocalKey, kind: int) -> Entry:
    if rng.random() < 0.15:
        return Entry(index, SPEND, key, spent=spend(rng, key))
    return Entry(index, kind, key)


def _contribution(rng: Random, index: int, lock: MultisigLock, position: int) -> Entry:
    key = signer(lock.keys[position])
    if rng.random() < 0.15:
        return Entry(index, MULTISIG_SPEND, key, spent=spend(rng, key))
    return Entry(index, MULTISIG, key, position)


def spend(rng: Random, key: LocalKey, version: int = 1) -> Spent:
    """An earlier output that pays the key."""
    return Spent.paying(key.public_key, rng.randrange(3), rng.randbytes(rng.randrange(40)), version)
