"""Runs one instruction on a state held as JSON: what `vprog run` does.

state    `{"program": name, "resources": {id hex: data hex}}`
request  `{"instruction": name, "arguments": {...}, "roles": {role: id hex}, "keys": [secret hex], "outputs":
         [{"value": sompi, "script": hex} or {"value": sompi, "deposit": covenant id hex}]}`
reply    `{"ok": bool, "error": {...} | null, "state": {...}, "roles": {...}, "events": [...], "exits": [...]}`
"""

from __future__ import annotations

from typing import Any

from vprog.client.payload import PayloadBuildError
from vprog.client.signing import LocalKey
from vprog.dsl.interpret.calls import CallError, addresses, authorizations, make_call
from vprog.dsl.interpret.json_values import JsonValueError, from_json, to_json
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.interpret.messages import error_message
from vprog.dsl.interpret.world import World
from vprog.dsl.layout.codec import decode_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.types import U64
from vprog.wire.codec import DecodeError
from vprog.wire.exits import decode_exits
from vprog.wire.journal import Success, decode_journal
from vprog.wire.l1 import TxOutput, deposit_script


class RequestError(ValueError):
    """A state or request that cannot be run; the message says what and where."""


def run_instruction(program: Program, state: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    """Executes and returns the reply; the given state is not changed. Raises RequestError."""
    try:
        return _run(program, state, request)
    except (JsonValueError, CallError, PayloadBuildError) as error:
        raise RequestError(str(error)) from None


def _run(program: Program, state: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    world = World(program, _read_state(program, state))
    instruction = _instruction(program, request.get("instruction"))
    given_arguments = _mapping(request, "arguments")
    _reject_unknown(given_arguments, [p.name for p in instruction.parameters], "argument")
    arguments = {p.name: from_json(p.type, given_arguments.get(p.name), p.name) for p in instruction.parameters}
    given_roles = _mapping(request, "roles")
    _reject_unknown(given_roles, [r.name for r in instruction.roles], "role")
    given = {name: _hex(value, f"roles.{name}", 32) for name, value in given_roles.items()}
    try:
        keys = [LocalKey(_hex(key, "keys", 32)) for key in _sequence(request, "keys")]
    except RequestError:
        raise
    except ValueError as error:
        raise RequestError(f"keys: {error}") from None
    outputs = [_output(item) for item in _sequence(request, "outputs")]
    found = addresses(world.layout, instruction, arguments, given, world.state)
    call = make_call(world.layout, instruction, arguments, found)
    signers = authorizations(world.layout, instruction, found, world.state, keys)
    execution = world.submit([call], signers, outputs)
    return _reply(world, execution, found)


def _reply(world: World, execution: Execution, found: dict[str, bytes]) -> dict[str, Any]:
    program, failure = world.layout.program, execution.failure
    error = None
    if failure is not None:
        error = {"name": failure.name, "code": failure.code, "message": error_message(program, failure)}
    events = {e.name: {f.name: f.type for f in e.fields} for e in program.events}
    output = decode_journal(execution.journal).output
    exits = decode_exits(output.exits) if isinstance(output, Success) else ()
    return {
        "ok": failure is None,
        "error": error,
        "state": write_state(program, world.state),
        "roles": {name: address.hex() for name, address in found.items()},
        "events": [
            {"event": e.name, **{n: to_json(events[e.name][n], v) for n, v in e.values.items()}}
            for e in execution.events
        ],
        "exits": [{"script": x.spk.script().hex(), "amount": x.amount} for x in exits],
    }


def write_state(program: Program, state: dict[bytes, bytes]) -> dict[str, Any]:
    """The state as JSON, ids ascending."""
    return {"program": program.name, "resources": {id_.hex(): state[id_].hex() for id_ in sorted(state)}}


def show_resource(layout: ProgramLayout, data: bytes) -> dict[str, Any]:
    """A resource's fields as JSON, for people; `{"raw": hex}` for bytes of no kind of the program."""
    kind = layout.by_kind.get(data[0]) if data else None
    if kind is None:
        return {"raw": data.hex()}
    try:
        values = decode_resource(kind, data)
    except DecodeError:
        return {"raw": data.hex()}
    return {"resource": kind.resource.name, **{f.name: to_json(f.type, values[f.name]) for f in kind.fields}}


def _read_state(program: Program, state: dict[str, Any]) -> dict[bytes, bytes]:
    name = state.get("program", program.name)
    if name != program.name:
        raise RequestError(f"the state is of program `{name}`, not `{program.name}`")
    resources = _mapping(state, "resources")
    return {_hex(k, "resources", 32): _hex(v, f"resources.{k}", None) for k, v in resources.items()}


def _instruction(program: Program, name: Any) -> Instruction:
    for instruction in program.instructions:
        if instruction.name == name:
            return instruction
    known = ", ".join(i.name for i in program.instructions)
    raise RequestError(f"no instruction `{name}`; the program has {known}")


def _mapping(source: dict[str, Any], name: str) -> dict[str, Any]:
    value: Any = source.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise RequestError(f"{name}: expected an object")
    return value  # pyright: ignore[reportUnknownVariableType]


def _sequence(source: dict[str, Any], name: str) -> list[Any]:
    value: Any = source.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise RequestError(f"{name}: expected a list")
    return value  # pyright: ignore[reportUnknownVariableType]


def _reject_unknown(given: dict[str, Any], known: list[str], what: str) -> None:
    for name in given:
        if name not in known:
            raise RequestError(f"no {what} `{name}`; there are: {', '.join(known) or 'none'}")


def _hex(value: Any, place: str, size: int | None) -> bytes:
    try:
        raw = bytes.fromhex(str(value).removeprefix("0x"))
    except ValueError:
        raise RequestError(f"{place}: expected hex") from None
    if size is not None and len(raw) != size:
        raise RequestError(f"{place}: expected {size} bytes, got {len(raw)}")
    return raw


def _output(item: Any) -> TxOutput:
    value = from_json(U64, item.get("value") if isinstance(item, dict) else None, "outputs.value")  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    assert isinstance(value, int)
    if "deposit" in item:
        return TxOutput(value, deposit_script(_hex(item["deposit"], "outputs.deposit", 32)))  # pyright: ignore[reportUnknownArgumentType]
    return TxOutput(value, _hex(item.get("script"), "outputs.script", None))  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
