"""The static bound of an instruction: what a transaction of one action of it costs at most (docs/cost.md)."""

from __future__ import annotations

from itertools import combinations

from attrs import frozen

from vprog.dsl.cost.body import Walk, decode, size_of
from vprog.dsl.cost.table import COSTS
from vprog.dsl.layout.model import resource_layout
from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthKey,
    AuthLock,
    AuthMany,
    Instruction,
    LabelAddress,
    Program,
    Role,
)
from vprog.dsl.program.members import members

REST_BYTES = 512
"""The L1 part of the transaction that bounds are for: four inputs and four outputs fit."""
MAX_KEYS = 16
_SIGNATURE_BYTES = 64
_ENTRY_BYTES = 7
_PATHS = 6
"""Up to so many `or creates` roles every combination of new and live ones is looked at."""


@frozen
class Cycles:
    """User cycles of the guest: `sequential` (its body, and the state that it writes) and `parallel` (everything that
    needs no state or only reads it: decoding, hashing, signatures)."""

    sequential: int = 0
    parallel: int = 0

    @property
    def total(self) -> int:
        return self.sequential + self.parallel

    def __add__(self, other: Cycles) -> Cycles:
        return Cycles(self.sequential + other.sequential, self.parallel + other.parallel)


@frozen
class Bound:
    """One instruction. `single`: each lock that its auth names has one Schnorr key; `worst`: each is a multisig lock
    that needs all of its 16 keys. `signatures` counts those of either."""

    instruction: str
    single: Cycles
    worst: Cycles
    signatures: tuple[int, int]
    payload_bytes: tuple[int, int]
    scope: int
    """How many resources its roles name at most."""


def bound(program: Program, instruction: Instruction, rest_bytes: int = REST_BYTES) -> Bound:
    """The bound of a transaction of one action, which lists the resources of its roles and carries the signatures of
    every lock and key that its auth names, and nothing else. `rest_bytes`: of the L1 transaction without payload and
    signature scripts."""
    locks, keys = _leaves(instruction)
    counts = (locks + keys, MAX_KEYS * locks + keys)
    payloads = tuple(_payload(instruction, count) for count in counts)
    single, worst = (
        _transaction(program, instruction, count, size, rest_bytes)
        for count, size in zip(counts, payloads, strict=True)
    )
    return Bound(instruction.name, single, worst, counts, (payloads[0], payloads[1]), _scope(instruction))


def bounds(program: Program, rest_bytes: int = REST_BYTES) -> tuple[Bound, ...]:
    """Of every instruction, in the order of the source."""
    return tuple(bound(program, instruction, rest_bytes) for instruction in program.instructions)


def base_cycles(rest_bytes: int = REST_BYTES) -> int:
    """A transaction of no action and no resource."""
    return COSTS.start + _identity(12, rest_bytes)


def resource_cycles(program: Program) -> int:
    """One more resource, as large as the program's resources get."""
    largest = max((resource_layout(resource).max_size for resource in program.resources), default=0)
    return COSTS.resource + COSTS.resource_byte * largest + 33 * COSTS.payload_byte + COSTS.blake_block


def _transaction(program: Program, instruction: Instruction, signatures: int, payload: int, rest: int) -> Cycles:
    """The dearest of the states that the roles can be in."""
    entries = [role.name for role in instruction.roles if role.or_creates]
    sizes = range(len(entries) + 1) if len(entries) <= _PATHS else (0, len(entries))
    paths = [frozenset(new) for size in sizes for new in combinations(entries, size)]
    shared = Cycles(0, COSTS.start + _identity(payload, rest) + _signing(signatures, payload, rest))
    found = [_action(program, instruction, new, rest) for new in paths]
    return shared + max(found, key=lambda cycles: cycles.total)


def _identity(payload: int, rest: int) -> int:
    """The transaction's id: BLAKE3 of the payload, of the rest, and of both digests."""
    blocks = sum(max(1, -(-size // 64)) for size in (payload, rest, 64))
    chunks = sum(max(0, -(-size // 1024) - 1) for size in (payload, rest))
    return COSTS.blake_block * blocks + COSTS.blake_chunk * chunks + COSTS.payload_byte * (payload + rest)


def _signing(signatures: int, payload: int, rest: int) -> int:
    if not signatures:
        return 0
    return COSTS.message + COSTS.message_byte * (payload + rest) + signatures * COSTS.signature


def _action(program: Program, instruction: Instruction, new: frozenset[str], rest: int) -> Cycles:
    resources = {role.name: role.resource for role in instruction.roles}
    resources |= {name: resources[role] for name, role in members(instruction.body).items()}
    walk = Walk(program, resources, instruction.parameters, new, rest)
    decoded = sum(decode(p.type) for p in instruction.parameters)
    parallel = COSTS.action + decoded + _auth(instruction)
    parallel += sum(walk.expression(where.condition) for where in instruction.conditions)
    if instruction.after is not None:
        parallel += walk.expression(instruction.after) + walk.rest
    roles = sum((_role(program, walk, role) for role in instruction.roles), Cycles())
    pairs = _scope(instruction) * (_scope(instruction) - 1) // 2
    return roles + Cycles(walk.block(instruction.body), parallel + COSTS.pair * pairs)


def _role(program: Program, walk: Walk, role: Role) -> Cycles:
    """What a role costs to read, and to write if it may be written. A new one is empty before, a deleted one after."""
    layout = resource_layout(program.resource(role.resource))
    count = role.many or 1
    empty = role.access is Access.CREATES or role.name in walk.new
    coded = sum(decode(field.type) for field in layout.fields)
    read = COSTS.resource + COSTS.role
    if role.address is not None and not isinstance(role.address, LabelAddress):
        read += walk.address(role.address)
    if not role.indexed:
        read += COSTS.hash
    if not empty:
        read += COSTS.resource_byte * layout.max_size + coded
    written = 0
    if role.writable:
        written = COSTS.write + COSTS.write_byte * layout.max_size + coded
    return Cycles(written * count, read * count)


def _auth(instruction: Instruction) -> int:
    locks, keys = _leaves(instruction)
    return locks * (COSTS.lock + MAX_KEYS * COSTS.lock_key) + keys * COSTS.lock


def _payload(instruction: Instruction, signatures: int) -> int:
    """Access list, signers, one action, signatures."""
    indices = sum(1 if role.many is None else 1 + role.many for role in instruction.roles if role.indexed)
    parameters = sum(size_of(parameter.type) for parameter in instruction.parameters)
    head = 4 + 33 * _scope(instruction) + 4 + _ENTRY_BYTES * signatures + 4
    return head + 1 + indices + parameters + _SIGNATURE_BYTES * signatures


def _scope(instruction: Instruction) -> int:
    return sum(role.many or 1 for role in instruction.roles)


def _leaves(instruction: Instruction) -> tuple[int, int]:
    """How many locks and how many constant keys the auth names: all of them may sign."""
    seen = _named(instruction, instruction.auth)
    return sum(count for name, count in seen.items() if name), seen.get("", 0)


def _named(instruction: Instruction, auth: Auth | None) -> dict[str, int]:
    """Role to number of locks; under the empty name the genesis key."""
    match auth:
        case None:
            return {}
        case AuthLock():
            return {auth.role: 1}
        case AuthKey():
            return {"": 1}
        case AuthMany():
            return {auth.role: instruction.role(auth.role).many or 1}
        case _:
            found: dict[str, int] = {}
            for part in auth.parts:
                found |= _named(instruction, part)
            return found
