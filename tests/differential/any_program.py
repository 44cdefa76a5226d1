"""Transactions of any program, by chance: a state of resources that fit their types, calls that mostly fit the state.

Nothing here knows what a program is about. Values lie at the edges of their types and at small numbers; resources stand
where their fields say; now and then a byte is wrong, a role listed as Read, a signer missing, an L1 transaction cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from vprog.client.payload import Authorization, Call, PayloadBuildError, RoleList, RoleRef, build_payload
from vprog.client.signing import LocalKey
from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.calls import CallError, addresses
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.interpret.slots import RoleState, lock_reader
from vprog.dsl.interpret.world import LANE, World
from vprog.dsl.layout.codec import Value, encode, encode_resource
from vprog.dsl.layout.order import order_of
from vprog.dsl.program import types as t
from vprog.dsl.program.declarations import Instruction, LabelAddress, Program, Resource
from vprog.dsl.program.types import Type, integer_of
from vprog.wire.access import AccessMetadata, AccessType
from vprog.wire.authority import Authority
from vprog.wire.codec import DecodeError
from vprog.wire.hashes import sha256
from vprog.wire.ids import program_resource_id
from vprog.wire.l1 import TxOutput, deposit_script, p2pk_script
from vprog.wire.locks import Lock, SchnorrLock, UnlockedLock, multisig
from vprog.wire.resource import Resource as Slot
from vprog.wire.sinks import DepositSink, ExitSink
from vprog.wire.transaction import MAX_SEQUENCE, L1Transaction, TxInput

KEYS = tuple(LocalKey(secret.to_bytes(32, "big")) for secret in (3, 4, 5))
LOCKS: tuple[Lock, ...] = (
    UnlockedLock(),
    UnlockedLock(),
    SchnorrLock(KEYS[1].public_key),
    multisig(2, [key.public_key for key in KEYS]),
)
SCRIPTS = (b"\x00" + KEYS[0].public_key, b"\x01" + bytes(33), b"\x08" + bytes(32))
HASHES = tuple(bytes([i]) * 32 for i in range(3))
TEXTS = ("", "a", "no", "abc", "grün", "text")


class Chance:
    """Values by chance."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.known: dict[str, list[bytes]] = {}
        """Addresses by resource type."""

    def value(self, type_: Type) -> Value:
        """A value of a declared type."""
        rng, integer = self.rng, integer_of(type_)
        if integer is not None:
            return self.number(integer.low, integer.high)
        match type_:
            case t.BoolType():
                return rng.random() < 0.5
            case t.OptionType():
                return None if rng.random() < 0.4 else self.value(type_.inner)
            case t.LockType():
                return rng.choice(LOCKS).encode()
            case t.ScriptType():
                return rng.choice(SCRIPTS)
            case t.AddressType():
                return rng.choice(self.known.get(type_.resource) or list(HASHES))
            case t.OpaqueType() if type_.name == "LockId":
                return lock_id(rng.choice(LOCKS).encode())
            case t.OpaqueType() if type_.size == 32:
                return rng.choice(HASHES)
            case t.BytesType() | t.OpaqueType():
                return bytes([rng.randrange(3)]) * type_.size
            case t.TextType():
                return rng.choice([text for text in TEXTS if len(text.encode()) <= type_.max])
            case t.BoundedBytesType():
                return rng.randbytes(rng.randint(0, min(type_.max, 3)))
            case t.EnumType():
                return self._variant(type_)
            case _:
                return self._many(type_)

    def number(self, low: int, high: int) -> int:
        """Often at an edge, mostly small."""
        rng = self.rng
        edges = [low, high, high - 1, high // 2, 0, 1, 2, 3, 7, 9, 10, 100, 1000]
        found = rng.choice(edges) if rng.random() < 0.4 else rng.randrange(6)
        return min(max(found, low), high)

    def _variant(self, type_: t.EnumType) -> Value:
        variant = self.rng.choice(type_.variants)
        if not type_.payloads:
            return variant
        return (variant, *[self.value(field) for _, field in type_.payload(variant)])

    def _many(self, type_: Type) -> Value:
        match type_:
            case t.StructType():
                return tuple([self.value(field) for _, field in type_.fields])
            case t.ArrayType():
                return tuple([self.value(type_.element) for _ in range(type_.size)])
            case t.ListType():
                return tuple([self.value(type_.element) for _ in range(self._count(type_.max))])
            case t.SetType():
                found = {self.value(type_.element) for _ in range(self._count(type_.max))}
                return tuple(sorted(found, key=order_of(type_.element)))
            case t.MapType():
                keys = {self.value(type_.key) for _ in range(self._count(type_.max))}
                return tuple((key, self.value(type_.value)) for key in sorted(keys, key=order_of(type_.key)))
            case _:
                raise AssertionError(f"no value of {type_}")

    def _count(self, most: int) -> int:
        return self.rng.choice([0, min(most, 1), min(most, 2), self.rng.randint(0, min(most, 20)), min(most, 20)])


def lock_id(lock: bytes) -> bytes:
    return sha256(b"\x03", lock)


class Sender:
    """Somebody who calls a program's instructions at random. `world` is what its transactions have led to."""

    def __init__(self, program: Program, seed: int, instances: int = 4, chance: type[Chance] = Chance) -> None:
        self.rng = Random(seed)
        self.world = World(program)
        self.chance = chance(self.rng)
        self._lock_of = lock_reader(self.world.layout)
        for _ in range(instances):
            for resource in program.resources:
                self._settle(resource)

    def transaction(self) -> tuple[bytes, bytes] | None:
        """A payload and the processor input around it; None for one that cannot be built."""
        rng, world = self.rng, self.world
        if rng.random() < 0.4:
            self._settle(rng.choice(world.layout.program.resources))
        chosen = rng.choices(world.layout.program.instructions, k=rng.choice([1, 1, 1, 2]))
        calls = [self._call(instruction) for instruction in chosen]
        rest = self._l1()
        try:
            payload = build_payload(calls, self._signers(calls), rest)
            payload = self._sent(payload)
            return payload, world.input_blob(payload, rest, rng.randrange(3))
        except (PayloadBuildError, DecodeError):
            return None

    def history(self, transactions: int) -> Iterator[tuple[int, bytes, Execution]]:
        """Inputs that the program gets one after the other, each with its turn and what the interpreter makes of it;
        fewer than `transactions`, for some cannot be built."""
        for turn in range(transactions):
            made = self.transaction()
            if made is not None:
                payload, blob = made
                execution = self.world.interpreter.process(blob)
                yield turn, blob, execution
                self.world.apply(payload, execution)

    def _sent(self, payload: bytes) -> bytes:
        """The payload as it reaches the chain."""
        return payload

    def _settle(self, resource: Resource) -> None:
        """Puts a resource with values by chance where they say."""
        values = {field.name: self.chance.value(field.type) for field in resource.fields}
        layout = self.world.layout.resources[resource.name]
        state = RoleState(layout, Slot(AccessMetadata(bytes(32), AccessType.WRITE), 0, b""), 0)
        state.values = values
        address = derive(resource.address, Frame(self.world.layout.program, self._context(), {"self": state}, {}))
        data = encode_resource(layout, values)
        if self.rng.random() < 0.03:
            at = self.rng.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ 1 << self.rng.randrange(8)]) + data[at + self.rng.randrange(1, 3) :]
        self.world.state[address] = data
        known = self.chance.known.setdefault(resource.name, [])
        if address not in known:
            known.append(address)

    def _call(self, instruction: Instruction) -> Call:
        rng, layout = self.rng, self.world.layout
        arguments = {p.name: self.chance.value(p.type) for p in instruction.parameters}
        lists: dict[str, tuple[bytes, ...]] = {}
        given: dict[str, bytes] = {}
        for role in instruction.roles:
            known = self._known(role.resource)
            if role.many is not None:
                members = rng.sample(known, min(len(known), rng.randint(0, role.many)))
                lists[role.name] = tuple([*members, *members[:1]] if rng.random() < 0.03 else members)
            elif role.address is None and role.access.value != "creates":
                free = [address for address in known if address not in given.values()]
                alone = 0.5 if any(role.name in group for group in instruction.may_alias) else 0.97
                given[role.name] = rng.choice(free if free and rng.random() < alone else known)
        try:
            found = addresses(layout, instruction, arguments, given, self.world.state, lists)
        except (CallError, Failure, KeyError, AssertionError):
            found = {}
        roles: list[RoleRef | RoleList] = []
        for role in instruction.roles:
            writable = role.writable and rng.random() < 0.98
            if role.many is not None:
                roles.append(RoleList(lists[role.name], writable))
                continue
            address = found.get(role.name) or given.get(role.name) or rng.choice(self.chance.known[role.resource])
            if isinstance(role.address, LabelAddress):
                address = program_resource_id(role.address.label)
            roles.append(RoleRef(address, writable, role.indexed))
        parameters = b"".join(encode(p.type, arguments[p.name]) for p in instruction.parameters)
        if parameters and rng.random() < 0.03:
            at = rng.randrange(len(parameters))
            parameters = parameters[:at] + bytes([parameters[at] ^ 1 << rng.randrange(8)]) + parameters[at + 1 :]
        return Call(instruction.tag, tuple(roles), parameters)

    def _known(self, resource: str) -> list[bytes]:
        """Addresses of the resource type, mostly of those that still live."""
        known = self.chance.known[resource]
        living = [address for address in known if self.world.state[address] not in (b"", b"\xff")]
        return living if living and self.rng.random() < 0.95 else known

    def _signers(self, calls: list[Call]) -> list[Authorization]:
        used: set[bytes] = set()
        for role in (role for call in calls for role in call.roles):
            used.update(role.addresses if isinstance(role, RoleList) else (role.address,))
        signers: list[Authorization] = []
        for address in sorted(used):
            lock = self._lock_of(self.world.state.get(address, b""))
            if lock is not None and self.rng.random() < 0.95:
                signers.append(Authorization(address, lock, KEYS))
        return signers

    def _l1(self) -> bytes:
        rng = self.rng
        scripts = (deposit_script(HASHES[0]), deposit_script(HASHES[1]), p2pk_script(KEYS[0].public_key))
        outputs = tuple(TxOutput(rng.choice([4, 5, 5000]), rng.choice(scripts)) for _ in range(rng.randint(1, 3)))
        sequences = [rng.choice([0, 7, MAX_SEQUENCE]) for _ in range(rng.randint(1, 2))]
        inputs = tuple(TxInput(rng.randbytes(32), 0, sequence=sequence) for sequence in sequences)
        lock_time = rng.choice([0, 1, 50, 101, 10_000, 499_999_999_999, 500_000_000_000, (1 << 64) - 1])
        made = L1Transaction(
            version=1, inputs=inputs, outputs=outputs, subnetwork_id=LANE, lock_time=lock_time
        ).rest_preimage()
        return made[: rng.randrange(len(made))] if rng.random() < 0.04 else made

    def _context(self) -> TransactionContext:
        return TransactionContext(self.world.layout, [], b"", Authority(()), ExitSink(), DepositSink())
