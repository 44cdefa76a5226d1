"""What the operations of a guest cost in the zkVM, beside what `dsl/cost/table.py` says: how the table is made again.

`operations.vprog` has an instruction for each operation, most with 32 turns of it. What an instruction without any
takes is subtracted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from ledger import ALICE

from vprog.client.payload import Authorization, Call, RoleRef, build_payload
from vprog.codegen.rust.crate import package_name
from vprog.dsl.compile import compile_file
from vprog.dsl.cost.bound import REST_BYTES, bound
from vprog.dsl.cost.draw import Draw
from vprog.dsl.cost.table import COSTS
from vprog.dsl.interpret.calls import addresses, make_call
from vprog.dsl.interpret.world import LANE, World
from vprog.dsl.layout.codec import Value, encode_resource
from vprog.dsl.program import types as t
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.types import Type, integer_of
from vprog.pipeline.artifacts import TARGET, emit_guest
from vprog.pipeline.node.backends import ZkBackend
from vprog.pipeline.toolchain import build_guest
from vprog.pipeline.workers import Executor
from vprog.wire.access import AccessMetadata, AccessType, encode_access_list
from vprog.wire.codec import Writer
from vprog.wire.ids import program_resource_id
from vprog.wire.l1 import TxOutput
from vprog.wire.locks import Lock, SchnorrLock, UnlockedLock
from vprog.wire.signers import encode_signers
from vprog.wire.transaction import L1Transaction, TxInput

SOURCE = Path(__file__).with_name("operations.vprog")
PLACE = SOURCE.parents[1] / "build" / "cost" / "operations"
CELL = program_resource_id("cell")
DRAWS = 40
_ONCE = ("divide_64", "divide_128", "divide_256", "product_quotient_64", "product_quotient_128", "draws_below")
TURNS = {"walk_list": 64, **dict.fromkeys(_ONCE, 1)}
"""Operations in an instruction, where they are not 32."""


class _Numbers(Draw):
    """Numbers of every length, which is what division takes its time by."""

    def argument(self, type_: Type) -> Value:
        integer = integer_of(type_)
        if integer is None:
            return super().argument(type_)
        return self._rng.getrandbits(self._rng.randint(1, integer.bits)) if integer.bits > 16 else 40


def operations() -> Iterator[tuple[str, str]]:
    """Cycles of each operation: measured, and what bounds say."""
    program = compile_file(SOURCE).program
    assert program is not None, "the operations do not compile"
    emit_guest(program, PLACE / "guest")
    elf = PLACE / "guest.elf"
    build_guest(PLACE / "guest", package_name(program), elf, TARGET / "riscv-guest")
    with Executor.start() as executor:
        backend = ZkBackend(executor, elf)
        yield from _constants(backend, program)
        empty = program.instruction("nothing")
        least, said = _most(backend, program, empty), _body(program, empty)
        for instruction in program.instructions:
            if instruction.name not in ("init", "nothing"):
                turns = TURNS.get(instruction.name, 32)
                measured = (_most(backend, program, instruction) - least) / turns
                yield instruction.name, _beside(measured, (_body(program, instruction) - said) / turns)


def _constants(backend: ZkBackend, program: Program) -> Iterator[tuple[str, str]]:
    world = World(program)

    def cycles(resources: int = 1, tail: int = 0, data: int = 0, inputs: int = 1) -> int:
        ids = [bytes([place + 1]) * 32 for place in range(resources)]
        world.state = {id_: bytes(data) for id_ in ids}
        head = encode_access_list([AccessMetadata(id_, AccessType.READ) for id_ in ids])
        payload = head + encode_signers([]) + Writer().many([]).finish() + bytes(tail)
        return _run(backend, world, payload, _rest(inputs))

    yield "BLAKE3, 64 bytes", _beside((cycles(tail=640) - cycles()) / 10, COSTS.blake_block + 64 * COSTS.payload_byte)
    node = cycles(tail=8 * 1024) - cycles() - 8 * 1024 / 64 * (cycles(tail=640) - cycles()) / 10
    yield "BLAKE3, a node of the tree", _beside(node / 8, COSTS.blake_chunk)
    access = 33 / 64 * (COSTS.blake_block + 64 * COSTS.payload_byte)
    yield "a resource", _beside((cycles(resources=33) - cycles()) / 32, COSTS.resource + access)
    yield "a byte of a resource", _beside((cycles(data=2048) - cycles(data=1024)) / 1024, COSTS.resource_byte)
    yield "a run", _beside(cycles() - 4 * COSTS.blake_block - COSTS.resource, COSTS.start)
    signed, unsigned = (_set(backend, program, lock) for lock in (SchnorrLock(ALICE.public_key), UnlockedLock()))
    yield (
        "a signature, its bytes, its message",
        _beside(signed - unsigned, COSTS.signature + COSTS.message + 2 * COSTS.blake_block),
    )


def _set(backend: ZkBackend, program: Program, lock: Lock) -> int:
    world = World(program)
    world.state[CELL] = _cell(world, Draw(Random(1), lock.encode()), lock)
    call = Call(program.instruction("nothing").tag, (RoleRef(CELL, True),), bytes(8))
    rest = _rest(1)
    return _run(backend, world, build_payload([call], [Authorization(CELL, lock, (ALICE,))], rest), rest)


def _most(backend: ZkBackend, program: Program, instruction: Instruction) -> int:
    """The most cycles of some accepted transactions, of an unlocked cell."""
    found: list[int] = []
    for seed in range(DRAWS):
        world, draw = World(program), _Numbers(Random(seed), SchnorrLock(ALICE.public_key).encode())
        world.state[CELL] = _cell(world, draw, UnlockedLock())
        arguments = {p.name: draw.argument(p.type) for p in instruction.parameters}
        roles = addresses(world.layout, instruction, arguments, {}, world.state)
        payload = build_payload([make_call(world.layout, instruction, arguments, roles)], [], _rest(4))
        if world.interpreter.process(world.input_blob(payload, _rest(4))).failure is None:
            found.append(_run(backend, world, payload, _rest(4)))
    return max(found)


def _cell(world: World, draw: Draw, lock: Lock) -> bytes:
    layout = world.layout.resources["Cell"]
    fields = layout.resource.fields
    return encode_resource(
        layout, {f.name: lock.encode() if isinstance(f.type, t.LockType) else draw.stored(f.type) for f in fields}
    )


def _run(backend: ZkBackend, world: World, payload: bytes, rest: bytes) -> int:
    return backend.execute(world.input_blob(payload, rest)).cycles or 0


def _rest(inputs: int) -> bytes:
    spent = tuple(TxInput(bytes([place]) * 32, 0) for place in range(inputs))
    outputs = tuple(TxOutput(1000, bytes(35)) for _ in range(4 if inputs > 1 else 0))
    made = L1Transaction(version=1, inputs=spent, outputs=outputs, subnetwork_id=LANE).rest_preimage()
    assert len(made) <= REST_BYTES
    return made


def _body(program: Program, instruction: Instruction) -> int:
    return bound(program, instruction).single.sequential


def _beside(measured: float, said: float) -> str:
    over = "" if measured <= said else "  ABOVE THE TABLE"
    return f"{measured:>12,.1f} measured, {said:>12,.1f} counted{over}"
