"""Transactions that come near an instruction's bound: large values, full locks, every signature, a long L1 part.

States and arguments are drawn from seeds, and the interpreter says which are accepted. What is measured on them is a
lower limit of the true worst case, as the bound is an upper one.
"""

from __future__ import annotations

from random import Random

from attrs import frozen

from vprog.client.errors import ClientError
from vprog.client.payload import Call, access_list, build_payload
from vprog.client.proofs import ProvingKey, SpentInput
from vprog.client.signing import LocalKey
from vprog.dsl.cost.bound import MAX_KEYS, REST_BYTES
from vprog.dsl.cost.draw import COVENANT, Draw
from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.calls import CallError, addresses, authorizations, make_call
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.slots import RoleState
from vprog.dsl.interpret.world import LANE, World
from vprog.dsl.layout.codec import Value, encode_resource
from vprog.dsl.program import types as t
from vprog.dsl.program.declarations import Access, Auth, AuthKey, AuthLock, AuthMany, Instruction, Program, Role
from vprog.wire.access import AccessMetadata, AccessType
from vprog.wire.authority import Authority
from vprog.wire.l1 import TxOutput, deposit_script, p2pk_script
from vprog.wire.locks import MultisigLock, SchnorrLock
from vprog.wire.resource import Resource as Slot
from vprog.wire.sinks import DepositSink, ExitSink
from vprog.wire.transaction import L1Transaction, TxInput

TRIES = 400
"""Draws for one instruction."""
KEPT = 3
"""The largest accepted ones of each set of roles that are new."""
_INPUTS = 4
_SECRETS = 64
"""Keys of which placeholders are usually made."""


@frozen
class WorstCase:
    """A transaction that the interpreter accepts: the processor's input, and what it is like."""

    blob: bytes
    new: frozenset[str]
    """Roles that were new."""
    resources: int
    """Entries of the access list."""

    @property
    def size(self) -> int:
        """Bytes of the blob."""
        return len(self.blob)


def worst_cases(program: Program, instruction: Instruction, *, multisig: bool, tries: int = TRIES) -> list[WorstCase]:
    """The largest transactions found of one action of the instruction, for each set of new roles; none when no draw
    was accepted. `multisig`: the locks that its auth names need 16 signatures each."""
    maker = _Maker(program, instruction, multisig)
    found: dict[frozenset[str], list[WorstCase]] = {}
    for seed in range(tries):
        case = maker.case(seed)
        if case is not None:
            best = found.setdefault(case.new, [])
            best.append(case)
            best.sort(key=lambda known: -known.size)
            del best[KEPT:]
    return [case for cases in found.values() for case in cases]


class _Maker:
    def __init__(self, program: Program, instruction: Instruction, multisig: bool) -> None:
        self._program = program
        self._instruction = instruction
        keys = sorted((_key(secret) for secret in range(101, 101 + MAX_KEYS)), key=lambda key: key.public_key)
        self._keys: list[ProvingKey] = [*keys]
        full = MultisigLock(MAX_KEYS, tuple(key.public_key for key in keys)).encode()
        single = SchnorrLock(keys[0].public_key).encode()
        self._full = full
        self._signing = full if multisig else single
        self._signers = roles_that_sign(instruction.auth)
        self._genesis = _genesis(program)
        if self._genesis is not None:
            self._keys.append(self._genesis)

    def case(self, seed: int) -> WorstCase | None:
        """The transaction of one seed, if it can be built and is accepted."""
        rng = Random(f"{self._program.name} {self._instruction.name} {seed}")
        world = World(self._program)
        try:
            return self._case(rng, world)
        except (CallError, ClientError, Failure, KeyError, ValueError, OverflowError):
            return None  # a draw whose addresses or payload cannot be made

    def _case(self, rng: Random, world: World) -> WorstCase | None:
        instruction, draw = self._instruction, Draw(rng, self._full)
        given: dict[str, bytes] = {}
        lists: dict[str, tuple[bytes, ...]] = {}
        arguments = {p.name: draw.argument(p.type) for p in instruction.parameters}
        order = sorted(instruction.roles, key=lambda role: _dependencies(self._program, role))
        for role in order:
            if role.access is Access.CREATES or (role.or_creates and rng.random() < 0.5):
                continue
            places = [self._settle(world, role, draw) for _ in range(role.many or 1)]
            if role.many is not None:
                lists[role.name] = tuple(dict.fromkeys(places))
            elif role.address is None:
                given[role.name] = places[0]
        found = addresses(world.layout, instruction, arguments, given, world.state, lists)
        for role in order:
            drawn_live = role.or_creates and role.address is not None and rng.random() < 0.5
            if role.many is None and role.access is not Access.CREATES and (not role.or_creates or drawn_live):
                address = found[role.name]
                if not world.state.get(address):
                    world.state[address] = self._stored(world, role, draw)[1]
        call = make_call(world.layout, instruction, arguments, found, lists)
        new = frozenset(r.name for r in instruction.roles if r.many is None and not world.state.get(found[r.name]))
        return self._accepted(world, call, found, lists, new)

    def _accepted(
        self,
        world: World,
        call: Call,
        found: dict[str, bytes],
        lists: dict[str, tuple[bytes, ...]],
        new: frozenset[str],
    ) -> WorstCase | None:
        able = [key for key in self._keys if not isinstance(key, SpentInput)]
        signers = authorizations(world.layout, self._instruction, found, world.state, able, lists)
        rest = _l1(self._genesis if isinstance(self._genesis, SpentInput) else None)
        payload = build_payload([call], signers, rest)
        blob = world.input_blob(payload, rest)
        if world.interpreter.process(blob).failure is not None:
            return None
        return WorstCase(blob, new, len(access_list([call])))

    def _settle(self, world: World, role: Role, draw: Draw) -> bytes:
        address, data = self._stored(world, role, draw)
        world.state[address] = data
        draw.known.setdefault(role.resource, []).append(address)
        return address

    def _stored(self, world: World, role: Role, draw: Draw) -> tuple[bytes, bytes]:
        """A resource for the role, where its fields say."""
        layout = world.layout.resources[role.resource]
        lock = self._signing if role.name in self._signers else self._full
        values: dict[str, Value] = {
            field.name: lock if isinstance(field.type, t.LockType) else draw.stored(field.type)
            for field in layout.resource.fields
        }
        state = RoleState(layout, Slot(AccessMetadata(bytes(32), AccessType.WRITE), 0, b""), 0)
        state.values = values
        context = TransactionContext(world.layout, [], b"", Authority(()), ExitSink(), DepositSink())
        frame = Frame(self._program, context, {"self": state}, {})
        return derive(layout.resource.address, frame), encode_resource(layout, values)


def roles_that_sign(auth: Auth | None) -> frozenset[str]:
    """The roles whose locks an auth clause asks."""
    match auth:
        case None | AuthKey():
            return frozenset()
        case AuthLock() | AuthMany():
            return frozenset((auth.role,))
        case _:
            return frozenset[str]().union(*(roles_that_sign(part) for part in auth.parts))


def _key(secret: int) -> LocalKey:
    return LocalKey(secret.to_bytes(32, "big"))


def _genesis(program: Program) -> ProvingKey | None:
    """A key for the program's genesis key: the secret where it is a placeholder, else an output of it that is spent."""
    if program.genesis_key is None:
        return None
    wanted = program.constant(program.genesis_key).value
    assert isinstance(wanted, bytes)
    for secret in range(1, _SECRETS):
        if _key(secret).public_key == wanted:
            return _key(secret)
    return SpentInput(wanted, 0, L1Transaction(version=1, outputs=(TxOutput(1000, p2pk_script(wanted)),)))


def _dependencies(program: Program, role: Role) -> int:
    return sum(isinstance(field.type, t.AddressType) for field in program.resource(role.resource).fields)


def _l1(spent: SpentInput | None) -> bytes:
    """The rest preimage: four inputs and outputs to the covenant, padded to the size that bounds are for."""
    first = TxInput(spent.previous.id(), 0) if spent is not None else TxInput(bytes(32), 0)
    inputs = (first, *[TxInput(bytes([place]) * 32, 0) for place in range(1, _INPUTS)])
    deposits = [TxOutput(1_000_000_000, deposit_script(COVENANT)) for _ in range(3)]

    def made(padding: int) -> bytes:
        outputs = (TxOutput(1000, bytes(padding)), *deposits)
        return L1Transaction(
            version=1, inputs=inputs, outputs=outputs, subnetwork_id=LANE, lock_time=499_999_999_999
        ).rest_preimage()

    return made(REST_BYTES - len(made(0)))
