"""Runs the `test` blocks of a program in the interpreter."""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen

from vprog.client.payload import PayloadBuildError
from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.calls import CallError, addresses, authorizations, make_call
from vprog.dsl.interpret.evaluate import evaluate
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.messages import error_message
from vprog.dsl.interpret.slots import Life, RoleState
from vprog.dsl.interpret.test_keys import test_key
from vprog.dsl.interpret.world import World
from vprog.dsl.layout.codec import Value, decode_resource, encode_resource
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.tests import Expect, LetResource, LetValue, Run, Test, TestOutput, TestValue
from vprog.dsl.source.span import Span
from vprog.wire.access import AccessMetadata
from vprog.wire.authority import Authority
from vprog.wire.hashes import sha256
from vprog.wire.l1 import TxOutput, deposit_script
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink


@frozen
class TestResult:
    """One test: whether it passed, and if not, where and why."""

    name: str
    passed: bool
    span: Span
    message: str


class _Failed(Exception):  # noqa: N818 - a verdict, not a fault
    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span


@define
class _Run:
    """One test while it runs: the world, and which address each name stands for."""

    world: World
    addresses: dict[str, bytes] = field(factory=dict[str, bytes])
    resources: dict[str, str] = field(factory=dict[str, str])
    values: dict[str, Value] = field(factory=dict[str, Value])

    def frame(self) -> Frame:
        layout = self.world.layout
        context = TransactionContext(layout, [], b"", Authority(), ExitSink(), DepositSink())
        frame = Frame(layout.program, context, {}, {}, dict(self.values))
        for name, address in self.addresses.items():
            resource = Resource(AccessMetadata(address), 0, self.world.state.get(address, b""))
            state = RoleState(layout.resources[self.resources[name]], resource, 0)
            if state.life is Life.LIVE:
                state.values = decode_resource(state.layout, resource.data)
            frame.roles[name] = state
        return frame


def run_tests(program: Program) -> list[TestResult]:
    """Every test, in order; each in a world of its own."""
    return [_run_test(program, test) for test in program.tests]


def _run_test(program: Program, test: Test) -> TestResult:
    run = _Run(World(program))
    try:
        for statement in test.statements:
            match statement:
                case LetResource():
                    _let_resource(run, statement)
                case LetValue():
                    run.values[statement.name] = _value(run.frame(), statement.value, statement.span)
                case Run():
                    _run_instruction(run, statement)
                case Expect():
                    _expect(run, statement)
    except _Failed as failed:
        return TestResult(test.name, False, failed.span, str(failed))
    return TestResult(test.name, True, test.span, "")


def _value(frame: Frame, expression: TestValue, span: Span) -> Any:
    """A value of a test; one that cannot be computed fails the test, as a condition that does not hold."""
    try:
        return evaluate(expression, frame)  # pyright: ignore[reportArgumentType]
    except Failure as failure:
        raise _Failed(span, f"a value here fails with `{failure.name}`{_detail(frame.program, failure)}") from None
    except KeyError:
        # Fields of a role are there only while the resource lives.
        raise _Failed(span, "this reads a field of a resource that is deleted or was never created") from None


def _let_resource(run: _Run, let: LetResource) -> None:
    layout = run.world.layout.resources[let.resource]
    frame = run.frame()
    values: dict[str, Value] = {name: _value(frame, value, let.span) for name, value in let.fields}
    for missing in (f for f in layout.resource.fields if f.name not in values):
        # A lock id that the address is bound to may be left out: it is the id of the lock the test gives.
        lock = values.get(layout.resource.lock_field or "")
        if not isinstance(lock, bytes):
            raise _Failed(let.span, f"field `{missing.name}` of `{let.name}` must be given")
        values[missing.name] = sha256(b"\x03", lock)
    state = RoleState(layout, Resource(AccessMetadata(bytes(32)), 0, b""), 0)
    state.values = values
    frame.roles["self"] = state
    address = derive(layout.resource.address, frame)
    run.world.state[address] = encode_resource(layout, values)
    run.addresses[let.name] = address
    run.resources[let.name] = let.resource


def _run_instruction(run: _Run, step: Run) -> None:
    layout = run.world.layout
    instruction = layout.program.instruction(step.instruction)
    frame = run.frame()
    names = [p.name for p in instruction.parameters]
    arguments: dict[str, Value] = {
        name: _value(frame, value, step.span) for name, value in zip(names, step.arguments, strict=True)
    }
    bound = dict(step.roles)
    given = {role: run.addresses[name] for role, name in bound.items() if name in run.addresses}
    keys = [test_key(key.name) for key in step.signed]
    try:
        found = addresses(layout, instruction, arguments, given, run.world.state)
        call = make_call(layout, instruction, arguments, found)
        signers = authorizations(layout, instruction, found, run.world.state, keys)
        execution = run.world.submit([call], signers, [_output(frame, o, step.span) for o in step.outputs])
    except (CallError, PayloadBuildError) as error:
        raise _Failed(step.span, str(error)) from None
    for role, name in bound.items():
        run.addresses.setdefault(name, found[role])
        run.resources.setdefault(name, instruction.role(role).resource)
    failure = execution.failure
    if failure is None and step.fails is not None:
        raise _Failed(step.span, f"expected `{step.fails}`, but the instruction succeeded")
    if failure is not None and failure.name != step.fails:
        expected = f"expected `{step.fails}`, but it failed" if step.fails else "failed"
        raise _Failed(step.span, f"{expected} with `{failure.name}`{_detail(layout.program, failure)}")


def _detail(program: Program, failure: Failure) -> str:
    return f": {error_message(program, failure)}"


def _output(frame: Frame, output: TestOutput, span: Span) -> TxOutput:
    covenant: bytes = _value(frame, output.covenant, span)
    return TxOutput(_value(frame, output.amount, span), deposit_script(covenant))


def _expect(run: _Run, expect: Expect) -> None:
    if not _value(run.frame(), expect.condition, expect.span):
        raise _Failed(expect.span, "the condition does not hold")
