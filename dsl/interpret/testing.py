"""Runs the `test` and `property` blocks of a program in the interpreter."""

from __future__ import annotations

from math import prod
from typing import Any

from attrs import define, field, frozen

from vprog.client.payload import PayloadBuildError
from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.calls import CallError, addresses, authorizations, make_call
from vprog.dsl.interpret.checks import Promises, Violation, values_of
from vprog.dsl.interpret.coverage import Coverage
from vprog.dsl.interpret.evaluate import evaluate
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.literals import Unwritable
from vprog.dsl.interpret.messages import error_message
from vprog.dsl.interpret.properties import (
    DEFAULT_RUNS,
    Case,
    CaseFailure,
    Discarded,
    search,
    show_case,
    write_case,
)
from vprog.dsl.interpret.random_values import how_many
from vprog.dsl.interpret.slots import Life, RoleState
from vprog.dsl.interpret.test_keys import as_signed, test_key
from vprog.dsl.interpret.world import World
from vprog.dsl.layout.codec import Value, decode_resource, encode_resource
from vprog.dsl.modules.spelling import spellings, spelt
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.tests import (
    Expect,
    LetResource,
    LetValue,
    Property,
    Run,
    Test,
    TestOutput,
    TestStatement,
    TestValue,
)
from vprog.dsl.program.types import Type
from vprog.dsl.source.span import Span
from vprog.wire.access import AccessMetadata
from vprog.wire.authority import Authority
from vprog.wire.hashes import sha256
from vprog.wire.l1 import TxOutput, deposit_script
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink


@frozen(slots=False)
class TestResult:
    """One test or property: whether it passed, and if not, where and why. `runs` is 1, or how many different cases of a
    property ran, of those `asked` for; `counterexample` is then a `test` block of the simplest case that fails."""

    __test__ = False

    name: str
    passed: bool
    span: Span
    message: str
    runs: int = 1
    counterexample: str | None = None
    asked: int = 1


class _Failed(Exception):  # noqa: N818 - a verdict, not a fault
    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span


@frozen
class Watch:
    """Sees every action of a test: checks what the program promises, and counts what the tests reach."""

    promises: Promises
    coverage: Coverage

    def begin(self, instruction: Instruction, frame: Frame) -> None:
        self.promises.begin(instruction, frame)

    def branch(self, span: Span, way: str) -> None:
        self.coverage.branch(span, way)

    def moved(self, how: str, coins: Type, amount: int) -> None:
        """Nothing to check: that value is conserved is the compiler's business."""

    def end(self, instruction: Instruction, frame: Frame) -> None:
        self.promises.end(instruction, frame)


@define
class _Run:
    """One test while it runs: the world, and which address each name stands for."""

    world: World
    watch: Watch
    parameters: dict[str, Value] = field(factory=dict[str, Value])
    """Of a property; then a start that breaks an invariant is no case instead of a failure."""
    is_property: bool = False
    addresses: dict[str, bytes] = field(factory=dict[str, bytes])
    resources: dict[str, str] = field(factory=dict[str, str])
    values: dict[str, Value] = field(factory=dict[str, Value])

    def frame(self) -> Frame:
        layout = self.world.layout
        context = TransactionContext(layout, [], b"", Authority(), ExitSink(), DepositSink())
        frame = Frame(layout.program, context, {}, dict(self.parameters), dict(self.values))
        for name, address in self.addresses.items():
            resource = Resource(AccessMetadata(address), 0, self.world.state.get(address, b""))
            state = RoleState(layout.resources[self.resources[name]], resource, 0)
            if state.life is Life.LIVE:
                # A resource that was migrated is of another kind now.
                state.layout = layout.by_kind[resource.data[0]]
                state.values = decode_resource(state.layout, resource.data)
            frame.roles[name] = state
        return frame


def run_tests(
    program: Program, *, coverage: Coverage | None = None, runs: int = DEFAULT_RUNS, seed: int | None = None
) -> list[TestResult]:
    """Every test, in order, then every property, each in a world of its own. `ensures` clauses and invariants are
    checked after every action. `runs` and `seed` are of the properties; `coverage` collects what they all reach."""
    watch = Watch(Promises(program), coverage or Coverage(program))
    tests = [_run_test(program, test, watch) for test in program.tests]
    return tests + [_run_property(program, item, watch, runs, seed) for item in program.properties]


def _run_test(program: Program, test: Test, watch: Watch) -> TestResult:
    world = World(as_signed(program, test.statements), observer=watch)
    try:
        _execute(_Run(world, watch), test.statements)
    except _Failed as failed:
        return TestResult(test.name, False, failed.span, spelt(str(failed), spellings(program)))
    return TestResult(test.name, True, test.span, "")


def _run_property(program: Program, item: Property, watch: Watch, runs: int, seed: int | None) -> TestResult:
    world = World(as_signed(program, item.statements), observer=watch)

    def run_case(case: Case) -> CaseFailure | None:
        world.state, world.transactions = {}, 0
        run = _Run(world, watch, case, is_property=True)
        try:
            if item.condition is not None and not _value(run.frame(), item.condition, item.span):
                raise Discarded
            _execute(run, item.statements)
        except _Failed as failed:
            return CaseFailure(failed.span, str(failed))
        return None

    verdict = search(program, item, run_case, runs, seed)
    failure = verdict.failure
    if failure is None:
        asked = min(runs, prod(how_many(type_) for _, type_ in item.parameters))
        return TestResult(item.name, True, item.span, "", verdict.runs, asked=int(asked))
    if not verdict.runs:
        return TestResult(item.name, False, failure.span, failure.message, 0)
    told = f"{failure.message}\nwith {show_case(item, verdict.case) or 'no values'}"
    message = spelt(told, spellings(program))
    text = None
    try:
        text = write_case(program, item, verdict.case)
    except Unwritable as why:
        message += f"\nthe case cannot be written as a test: {why}"
    return TestResult(item.name, False, failure.span, message, verdict.runs, text)


def _execute(run: _Run, statements: tuple[TestStatement, ...]) -> None:
    for statement in statements:
        match statement:
            case LetResource():
                _let_resource(run, statement)
            case LetValue():
                run.values[statement.name] = _value(run.frame(), statement.value, statement.span)
            case Run():
                _run_instruction(run, statement)
            case Expect():
                _expect(run, statement)


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
    state.values, state.life = values, Life.LIVE
    frame.roles["self"] = state
    try:
        run.watch.promises.resource(f"`{let.name}`", state, frame)
    except Violation as violation:
        if run.is_property:
            raise Discarded from None
        raise _Failed(let.span, str(violation)) from None
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
    lists = {role: [_address(run, name, step.span) for name in names] for role, names in step.lists}
    keys = [test_key(key.name) for key in step.signed]
    try:
        found = addresses(layout, instruction, arguments, given, run.world.state, lists)
        call = make_call(layout, instruction, arguments, found, lists)
        signers = authorizations(layout, instruction, found, run.world.state, keys, lists)
        outputs = [_output(frame, o, step.span) for o in step.outputs]
        lock_time = _value(frame, step.after, step.span) if step.after is not None else 0
        execution = run.world.submit([call], signers, outputs, lock_time)
    except Violation as violation:
        raise _Failed(step.span, str(violation)) from None
    except (CallError, PayloadBuildError) as error:
        raise _Failed(step.span, str(error)) from None
    for role, name in bound.items():
        run.addresses.setdefault(name, found[role])
        run.resources.setdefault(name, instruction.role(role).resource)
    failure = execution.failure
    run.watch.coverage.ran(instruction.name, failure.name if failure is not None else None)
    if failure is None and step.fails is not None:
        raise _Failed(step.span, f"expected `{step.fails}`, but the instruction succeeded")
    if failure is not None and failure.name != step.fails:
        expected = f"expected `{step.fails}`, but it failed" if step.fails else "failed"
        raise _Failed(step.span, f"{expected} with `{failure.name}`{_detail(layout.program, failure)}")


def _address(run: _Run, name: str, span: Span) -> bytes:
    if name not in run.addresses:
        raise _Failed(span, f"`{name}` is no resource yet")
    return run.addresses[name]


def _detail(program: Program, failure: Failure) -> str:
    return f": {error_message(program, failure)}"


def _output(frame: Frame, output: TestOutput, span: Span) -> TxOutput:
    covenant: bytes = _value(frame, output.covenant, span)
    return TxOutput(_value(frame, output.amount, span), deposit_script(covenant))


def _expect(run: _Run, expect: Expect) -> None:
    frame = run.frame()
    if not _value(frame, expect.condition, expect.span):
        raise _Failed(expect.span, f"the condition does not hold{values_of(expect.condition, frame)}")
