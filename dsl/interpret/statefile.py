"""Runs one instruction on a state held as JSON: what `vprog run` does.

state    `{"program": name, "resources": {id hex: data hex}}`
request  `{"instruction": name, "arguments": {...}, "roles": {role: id hex, role list: [id hex]}, "keys": [secret hex],
         "outputs": [{"value": sompi, "script": hex} or {"value": sompi, "deposit": covenant id hex}],
         "lock_time": DAA score}`
query    `{"view": name, "arguments": {...}, "roles": {...}}`, answered with `{"ok": bool, "error": ..., "value": ...}`
reply    `{"ok": bool, "error": {...} | null, "state": {...}, "roles": {...}, "events": [...], "exits": [...]}`
"""

from __future__ import annotations

from typing import Any, cast

from attrs import frozen

from vprog.client.payload import Authorization, Call, PayloadBuildError
from vprog.client.signing import LocalKey
from vprog.dsl.interpret.calls import CallError, State, addresses, authorizations, make_call
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.json_values import JsonValueError, from_json, to_json
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.interpret.messages import error_message
from vprog.dsl.interpret.views import view
from vprog.dsl.interpret.world import World
from vprog.dsl.layout.codec import Value, decode_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Instruction, Program, View
from vprog.dsl.program.types import U64
from vprog.wire.codec import DecodeError
from vprog.wire.exits import decode_exits
from vprog.wire.journal import Success, decode_journal
from vprog.wire.l1 import TxOutput, deposit_script


class RequestError(ValueError):
    """A state or request that cannot be run; the message says what and where."""


@frozen
class Prepared:
    """A request resolved against a state: what to call, who signs, which L1 outputs go with it, where roles are."""

    call: Call
    signers: list[Authorization]
    outputs: tuple[TxOutput, ...]
    addresses: dict[str, bytes]
    lock_time: int = 0


def run_instruction(program: Program, state: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    """Executes and returns the reply; the given state is not changed. Raises RequestError."""
    world = World(program, _read_state(program, state))
    prepared = prepare(world.layout, world.state, request)
    try:
        execution = world.submit([prepared.call], prepared.signers, prepared.outputs, prepared.lock_time)
    except PayloadBuildError as error:
        raise RequestError(str(error)) from None
    return _reply(world, execution, prepared.addresses)


def prepare(layout: ProgramLayout, state: State, request: dict[str, Any]) -> Prepared:
    """Reads a request. Raises RequestError for anything in it that is wrong."""
    try:
        return _prepare(layout, state, request)
    except (JsonValueError, CallError) as error:
        raise RequestError(str(error)) from None


def _prepare(layout: ProgramLayout, state: State, request: dict[str, Any]) -> Prepared:
    instruction = _instruction(layout.program, request.get("instruction"))
    arguments = _arguments(instruction, request)
    given, lists = _roles(instruction, request)
    found = addresses(layout, instruction, arguments, given, state, lists)
    call = make_call(layout, instruction, arguments, found, lists)
    signers = authorizations(layout, instruction, found, state, _keys(request), lists)
    lock_time = from_json(U64, request.get("lock_time") or 0, "lock_time")
    assert isinstance(lock_time, int)
    outputs = tuple(_output(item) for item in _sequence(request, "outputs"))
    return Prepared(call, signers, outputs, found, lock_time)


def run_view(program: Program, state: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """Answers a view on a state. Raises RequestError for anything in the query that is wrong."""
    item = next((v for v in program.views if v.name == query.get("view")), None)
    if item is None:
        known = ", ".join(v.name for v in program.views)
        raise RequestError(f"no view `{query.get('view')}`; the program has {known or 'none'}")
    try:
        arguments = _arguments(item, query)
        given, lists = _roles(item, query)
        value = view(program, item.name, arguments, given, _read_state(program, state), lists)
    except (JsonValueError, CallError) as error:
        raise RequestError(str(error)) from None
    except Failure as failure:
        return {"ok": False, "error": _error(program, failure), "value": None}
    return {"ok": True, "error": None, "value": to_json(item.result, value)}


def _arguments(item: Instruction | View, request: dict[str, Any]) -> dict[str, Value]:
    given = _mapping(request, "arguments")
    _reject_unknown(given, [p.name for p in item.parameters], "argument")
    return {p.name: from_json(p.type, given.get(p.name), p.name) for p in item.parameters}


def _roles(item: Instruction | View, request: dict[str, Any]) -> tuple[dict[str, bytes], dict[str, list[bytes]]]:
    """Addresses by role, and by role list."""
    given = _mapping(request, "roles")
    _reject_unknown(given, [r.name for r in item.roles], "role")
    many = {r.name for r in item.roles if r.many is not None}
    single = {name: _hex(value, f"roles.{name}", 32) for name, value in given.items() if name not in many}
    # `vprog run --role voters=ID,ID` has no other way to give several.
    given |= {n: [part for part in v.split(",") if part] for n, v in given.items() if n in many and isinstance(v, str)}
    lists = {
        name: [_hex(member, f"roles.{name}", 32) for member in _sequence(given, name)] for name in given if name in many
    }
    return single, lists


def _keys(request: dict[str, Any]) -> list[LocalKey]:
    try:
        return [LocalKey(_hex(key, "keys", 32)) for key in _sequence(request, "keys")]
    except RequestError:
        raise
    except ValueError as error:
        raise RequestError(f"keys: {error}") from None


def _reply(world: World, execution: Execution, found: dict[str, bytes]) -> dict[str, Any]:
    program, failure = world.layout.program, execution.failure
    events = {e.name: {f.name: f.type for f in e.fields} for e in program.events}
    output = decode_journal(execution.journal).output
    exits = decode_exits(output.exits) if isinstance(output, Success) else ()
    return {
        "ok": failure is None,
        "error": None if failure is None else _error(program, failure),
        "state": write_state(program, world.state),
        "roles": {name: address.hex() for name, address in found.items()},
        "events": [
            {"event": e.name, **{n: to_json(events[e.name][n], v) for n, v in e.values.items()}}
            for e in execution.events
        ],
        "exits": [{"script": x.spk.script().hex(), "amount": x.amount} for x in exits],
    }


def _error(program: Program, failure: Failure) -> dict[str, Any]:
    return {"name": failure.name, "code": failure.code, "message": error_message(program, failure)}


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
    return cast("dict[str, Any]", value)


def _sequence(source: dict[str, Any], name: str) -> list[Any]:
    value: Any = source.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise RequestError(f"{name}: expected a list")
    return cast("list[Any]", value)


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
    if not isinstance(item, dict):
        raise RequestError("outputs: expected objects")
    fields = cast("dict[str, Any]", item)
    value = from_json(U64, fields.get("value"), "outputs.value")
    assert isinstance(value, int)
    if "deposit" in fields:
        return TxOutput(value, deposit_script(_hex(fields["deposit"], "outputs.deposit", 32)))
    return TxOutput(value, _hex(fields.get("script"), "outputs.script", None))
