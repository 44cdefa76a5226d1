"""A program with every construct, run by chance: interpreter and emitted guest agree on each transaction.

`tests/codegen/programs/features.vprog` is the program; edge values are frequent, so each branch and error is met.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from differential.native_guest import REPOSITORY, NativeGuest, built, compiled
from vprog.client.payload import Authorization, Call, PayloadBuildError, RoleRef, build_payload
from vprog.client.signing import LocalKey
from vprog.dsl.interpret.slots import lock_reader
from vprog.dsl.interpret.world import LANE, World
from vprog.dsl.layout.codec import Value, encode
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.types import EnumType, LockType, OpaqueType, OptionType, ScriptType, Type, integer_of
from vprog.wire.hashes import sha256
from vprog.wire.ids import derived_resource_id, program_resource_id, user_resource_id
from vprog.wire.l1 import TxOutput, deposit_script
from vprog.wire.locks import Lock, SchnorrLock, UnlockedLock, multisig
from vprog.wire.transaction import L1Transaction, TxInput

PROGRAM = REPOSITORY / "tests" / "codegen" / "programs" / "features.vprog"
KEYS = tuple(LocalKey(secret.to_bytes(32, "big")) for secret in (3, 4, 5))
GENESIS = KEYS[0]
LOCKS: tuple[Lock, ...] = (
    SchnorrLock(KEYS[1].public_key),
    multisig(2, [key.public_key for key in KEYS]),
    UnlockedLock(),
)
COVENANT = bytes(range(32))
TAGS = (b"aaaa", b"bbbb")
COLORS = ("Red", "Green", "Blue")
SCRIPTS = (b"\x00" + bytes(32), b"\x01" + bytes(33), b"\x08" + bytes(32))


def _number(rng: Random, low: int, high: int) -> int:
    edges = [low, high, low + 1, high - 1, 0, 1, 2, 5, 1000, 999_999, 1_000_000, 1_000_001]
    value = rng.choice(edges) if rng.random() < 0.5 else rng.randrange(0, 50)
    return min(max(value, low), high)


def _value(rng: Random, type_: Type) -> Value:
    integer = integer_of(type_)
    if integer is not None:
        return _number(rng, integer.low, integer.high)
    match type_:
        case OptionType():
            return None if rng.random() < 0.5 else _value(rng, type_.inner)
        case LockType():
            return rng.choice(LOCKS).encode()
        case ScriptType():
            return rng.choice(SCRIPTS)
        case EnumType():
            return rng.choice(COLORS)
        case OpaqueType():
            return COVENANT
        case _:
            return rng.choice(TAGS)


def _lock_id(lock: bytes) -> bytes:
    return sha256(b"\x03", lock)


class _Sender:
    """Somebody who calls instructions at random, mostly on resources that exist."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.world = World(compiled(PROGRAM))
        self.names: dict[str, list[bytes]] = {
            "Item": [],
            "Account": [],
            "Config": [program_resource_id('config "quoted"')],
        }

    def _address(self, resource: str) -> bytes:
        rng = self.rng
        if resource == "Config":
            return program_resource_id('config "quoted"' if rng.random() < 0.98 else "other")
        known = [address for address in self.names[resource] if self.world.state.get(address)]
        if known and rng.random() < 0.9:
            return rng.choice(known)
        lock = _lock_id(rng.choice(LOCKS).encode())
        if resource == "Account":
            found = user_resource_id(lock)
        else:
            color = bytes([rng.randrange(len(COLORS))])
            found = derived_resource_id(1, color, lock, rng.choice(TAGS))
        self.names[resource].append(found)
        return found

    def _call(self, instruction: Instruction) -> Call:
        rng = self.rng
        arguments = {p.name: _value(rng, p.type) for p in instruction.parameters}
        if instruction.name == "compute" and rng.random() < 0.8:
            arguments |= {name: _number(rng, 0, 2000) for name in ("impl", "self")}
        roles: list[RoleRef] = []
        for role in instruction.roles:
            address = self._address(role.resource)
            lock = arguments.get("lock")
            if isinstance(lock, bytes) and rng.random() < 0.8:
                if role.resource == "Account":
                    address = user_resource_id(_lock_id(lock))
                elif instruction.name == "make":
                    color = bytes([COLORS.index(str(arguments["color"]))])
                    address = derived_resource_id(1, color, _lock_id(lock), bytes(arguments["tag"]))  # type: ignore[arg-type]
                    self.names["Item"].append(address)
            roles.append(RoleRef(address, role.writable if rng.random() < 0.97 else False, role.indexed))
        parameters = b"".join(encode(p.type, arguments[p.name]) for p in instruction.parameters)
        return Call(instruction.tag, tuple(roles), parameters)

    def blob(self) -> tuple[bytes, bytes]:
        """A payload and the processor input around it."""
        rng, world = self.rng, self.world
        program = world.layout.program
        if program_resource_id('config "quoted"') in world.state:
            chosen = rng.choices(program.instructions, weights=[1, 4, 6, 4, 3, 2, 1, 3], k=rng.choice([1, 1, 2]))
        else:
            chosen = [program.instruction("init")]
        calls = [self._call(instruction) for instruction in chosen]
        lock_of = lock_reader(world.layout)
        signers: list[Authorization] = []
        for address in sorted({role.address for call in calls for role in call.roles if isinstance(role, RoleRef)}):
            lock = lock_of(world.state.get(address, b""))
            if lock is not None and rng.random() < 0.95:
                signers.append(Authorization(address, lock, KEYS))
            elif lock is None and any(i.name == "init" for i in chosen):
                signers.append(Authorization(address, None, (GENESIS,)))
        outputs = tuple(TxOutput(rng.choice([4, 5, 5000]), deposit_script(COVENANT)) for _ in range(3))
        transaction = L1Transaction(
            version=1, inputs=(TxInput(rng.randbytes(32), 0),), outputs=outputs, subnetwork_id=LANE
        )
        rest = transaction.rest_preimage()
        payload = build_payload(calls, signers, rest)
        return payload, world.input_blob(payload, rest)


@pytest.mark.parametrize("seed", range(6))
def test_interpreter_and_guest_agree(seed: int) -> None:
    met: Counter[str] = Counter()
    sender = _Sender(seed)
    with NativeGuest(built(PROGRAM)) as guest:
        for _ in range(250):
            try:
                payload, blob = sender.blob()
            except PayloadBuildError:
                continue
            execution = sender.world.interpreter.process(blob)
            native = guest.run(blob)
            assert native is not None
            assert native[:2] == (execution.outputs, execution.journal), execution.failure
            assert bool(native[2]) == bool(execution.events)
            met[execution.failure.name if execution.failure else "success"] += 1
            sender.world.apply(payload, execution)
    assert met["success"] > 15, met
    assert len(met) > 6, met
