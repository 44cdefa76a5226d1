"""Arithmetic by chance: the interpreter's unbounded integers against the widths that the emitter chose.

One program of many instructions, each storing a random expression over parameters of every width; the front end says
which need an `else`. Values come from the edges of the types.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from differential.native_guest import NativeGuest, built
from vprog.client.payload import Authorization, Call, RoleRef, build_payload
from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.world import World
from vprog.dsl.layout.codec import encode, encode_resource
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.types import integer_of
from vprog.wire.ids import program_resource_id
from vprog.wire.locks import UnlockedLock
from vprog.wire.transaction import L1Transaction

TYPES = ("u8", "u16", "u32", "u64", "u128", "u256", "i8", "i16", "i32", "i64", "i128")
INSTRUCTIONS = 60
RUNS = 40
FIELDS = "\n    ".join(f"t_{name}: {name}" for name in TYPES)
HEAD = f"""program arithmetic

error {{ Bad "does not fit" }}

resource Cell at label("cell") {{
    {FIELDS}
    flag: bool
    lock: Lock
}}
"""


def _expression(rng: Random, depth: int) -> str:
    if depth == 0 or rng.random() < 0.15:
        leaf = rng.random()
        if leaf < 0.2:
            return str(rng.choice([0, 1, 2, 7, 255, 256, 65_537, 1 << 40]))
        return f"p_{rng.choice(TYPES)}" if leaf < 0.8 else f"cell.t_{rng.choice(TYPES)}"
    left, right = _expression(rng, depth - 1), _expression(rng, depth - 1)
    shape = rng.randrange(12)
    if shape > 9:
        return f"({left} {rng.choice(['<<', '>>'])} {rng.choice(['p_u8 % 9', 'p_u64', '3', right])})"
    if shape < 6:
        return f"({left} {rng.choice('+-*')} {right})"
    if shape < 8:
        return f"{rng.choice(['div_floor', 'div_ceil', 'min', 'max'])}({left}, {right})"
    return f"({left} % {right})" if shape == 8 else f"mul_div({left}, {right}, {_expression(rng, 0)}, floor)"


def _instruction(rng: Random, name: str) -> str:
    parameters = ", ".join(f"p_{type_}: {type_}" for type_ in TYPES)
    target = rng.choice(TYPES)
    kind = rng.randrange(4)
    first = _expression(rng, rng.choice([1, 2, 2, 3]))
    if kind == 0:
        operator = rng.choice(["==", "!=", "<", "<=", ">", ">="])
        body = f"cell.flag = {first} {operator} {_expression(rng, 2)}"
    elif kind == 1:
        body = f"let x = {first}\n    cell.t_{target} = x * 3 - p_u8 else Bad"
    else:
        body = f"cell.t_{target} = {first}" + (" else Bad" if kind == 2 else "")
    return f"\ninstruction {name}({parameters})\n    writes cell: Cell\n    auth   cell.lock\n{{\n    {body}\n}}\n"


def _source() -> str:
    rng = Random(20)
    kept: list[str] = []
    while len(kept) < INSTRUCTIONS:
        candidate = _instruction(rng, f"f{len(kept)}")
        if Compilation(HEAD + candidate, "arithmetic.vprog").program is not None:
            kept.append(candidate)
    return HEAD + "".join(kept)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("arithmetic") / "arithmetic.vprog"
    path.write_text(_source(), "utf-8")
    return path


def _value(rng: Random, low: int, high: int) -> int:
    near = rng.choice([low, high, 0, 1, 2, high // 3]) + rng.choice([-1, 0, 0, 1])
    return min(max(rng.choice([near, rng.randint(low, high), rng.randint(0, 9)]), low), high)


def _values(rng: Random, program: Program) -> dict[str, int]:
    types = {field.name: integer_of(field.type) for field in program.instructions[0].parameters}
    return {name: _value(rng, type_.low, type_.high) for name, type_ in types.items() if type_ is not None}


def test_widths_change_nothing(source: Path) -> None:
    program = Compilation(source.read_text("utf-8"), source.name).program
    assert program is not None
    rng = Random(21)
    address = program_resource_id("cell")
    rest = L1Transaction(version=1).rest_preimage()
    lock = UnlockedLock()
    failures = 0
    world = World(program)
    with NativeGuest(built(source)) as guest:
        for instruction in program.instructions * RUNS:
            cell = {f"t_{name[2:]}": value for name, value in _values(rng, program).items()}
            stored = encode_resource(world.layout.resources["Cell"], {**cell, "flag": False, "lock": lock.encode()})
            world.state = {address: stored}
            values = _values(rng, program)
            parameters = b"".join(encode(p.type, values[p.name]) for p in instruction.parameters)
            call = Call(instruction.tag, (RoleRef(address, True),), parameters)
            payload = build_payload([call], [Authorization(address, lock, ())], rest)
            blob = world.input_blob(payload, rest)
            execution = world.interpreter.process(blob)
            native = guest.run(blob)
            assert native is not None
            assert native[:2] == (execution.outputs, execution.journal), (instruction.name, values, cell)
            failures += execution.failure is not None
    runs = len(program.instructions) * RUNS
    assert runs // 8 < failures < runs * 7 // 8
