"""Amounts that cross the line between a user and what is shared must be rounded for what is shared.

In an instruction, a role whose own lock agreed is the user's, and so is any other of that resource type. All else is
shared: a pool, a treasury, a mint. What is taken from a shared role, and what is minted, is owed at most: it may be
rounded down, never up. What is taken from a user's role while something shared takes part is owed at least. Counters of
a user's role (`user.points += ...`) are read the same way. An amount is followed through bindings, sums, products and
conversions to the divisions it is made of; one in a denominator or behind a minus counts the other way round, and one
that counts both ways may round as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vprog.dsl.authority.cover import own
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Instruction, LabelAddress, Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    Convert,
    Divide,
    Expression,
    FieldRef,
    LocalRef,
    MinMax,
    Mint,
    Rounding,
    Take,
)
from vprog.dsl.program.statements import AssignField, AssignLocal, Inline, Let, Statement, Yield
from vprog.dsl.program.types import ExactType
from vprog.dsl.program.walk import evaluated, statements
from vprog.dsl.source.span import Span

_Report = Callable[[DiagnosticBag, Span, Span, str, str, str], None]


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0420 and VP0421."""
    body = list(statements(instruction.body))
    if any(isinstance(node, Divide) for statement in body for node in evaluated(statement, errors=False)):
        _Amounts(program, instruction, body, bag).run()


class _Amounts:
    def __init__(self, program: Program, instruction: Instruction, body: list[Statement], bag: DiagnosticBag) -> None:
        self._program = program
        self._body = body
        self._bag = bag
        kinds = {
            role.resource
            for role in instruction.roles
            if role.writable
            and instruction.auth is not None
            and own(role.name).occurs(instruction.auth)
            and program.resource(role.resource).lock_field is not None
            and not _is_label(program, role.resource)
        }
        self._users = {role.name for role in instruction.roles if role.resource in kinds}
        self._shared = {role.name for role in instruction.roles if role.name not in self._users and role.writable}
        self._values: dict[str, list[Expression]] = {}
        for statement in body:
            if isinstance(statement, Let | AssignLocal):
                self._values.setdefault(statement.name, []).append(statement.value)
            elif isinstance(statement, Inline) and statement.name is not None:
                results = [s.value for s in statements(statement.body) if isinstance(s, Yield) and s.value is not None]
                self._values.setdefault(statement.name, []).extend(results)

    def run(self) -> None:
        from vprog.dsl.rules import vp0420_rounds_out as out
        from vprog.dsl.rules import vp0421_rounds_in as paid

        for statement in self._body:
            for node in evaluated(statement, errors=False):
                if isinstance(node, Mint):
                    self._demand(node.amount, Rounding.FLOOR, node.span, out.report, "what is minted")
                elif isinstance(node, Take) and node.role in self._shared:
                    what = f"what is taken from `{node.role}`"
                    self._demand(node.amount, Rounding.FLOOR, node.span, out.report, what)
                elif isinstance(node, Take) and node.role in self._users and self._shared:
                    what = f"what `{node.role}` pays"
                    self._demand(node.amount, Rounding.CEIL, node.span, paid.report, what)
            if isinstance(statement, AssignField) and statement.role in self._users and self._shared:
                self._counter(statement)

    def _counter(self, node: AssignField) -> None:
        """`user.points = user.points + earned`: more of it must be rounded down, less of it up."""
        from vprog.dsl.rules import vp0420_rounds_out as out
        from vprog.dsl.rules import vp0421_rounds_in as paid

        value = node.value.value if isinstance(node.value, Convert) else node.value
        if not isinstance(value, Binary) or not isinstance(value.left, FieldRef):
            return
        if (value.left.role, value.left.field) != (node.role, node.field):
            return
        if value.op is BinaryOp.ADD:
            what = f"what is added to `{node.role}.{node.field}`"
            self._demand(value.right, Rounding.FLOOR, node.span, out.report, what)
        elif value.op is BinaryOp.SUBTRACT:
            what = f"what is taken off `{node.role}.{node.field}`"
            self._demand(value.right, Rounding.CEIL, node.span, paid.report, what)

    def _demand(self, amount: Expression, mode: Rounding, flow: Span, report: _Report, what: str) -> None:
        wanted: dict[int, tuple[Divide, set[Rounding]]] = {}
        for division, way in self._divisions(amount, mode, frozenset()):
            wanted.setdefault(id(division), (division, set()))[1].add(way)
        for division, ways in wanted.values():
            if division.rounding not in ways:
                report(self._bag, division.span, flow, what, division.rounding.value, ways.pop().value)
                return  # one cause, one finding

    def _divisions(
        self, value: Expression, mode: Rounding, inside: frozenset[str]
    ) -> Iterator[tuple[Divide, Rounding]]:
        """The divisions that decide how `value` is rounded, each with the way that `mode` asks of it."""
        other = Rounding.CEIL if mode is Rounding.FLOOR else Rounding.FLOOR
        match value:
            case Divide():
                if not _is_exact(value):
                    yield value, mode
                yield from self._divisions(value.left, mode, inside)
                yield from self._divisions(value.right, other, inside)
            case Binary(op=BinaryOp.SUBTRACT):
                yield from self._divisions(value.left, mode, inside)
                yield from self._divisions(value.right, other, inside)
            case Binary(op=BinaryOp.ADD | BinaryOp.MULTIPLY) | MinMax():
                yield from self._divisions(value.left, mode, inside)
                yield from self._divisions(value.right, mode, inside)
            case Convert():
                yield from self._divisions(value.value, mode, inside)
            case LocalRef() if value.name not in inside:
                for made in self._values.get(value.name, ()):
                    yield from self._divisions(made, mode, inside | {value.name})
            case _:
                return


def _is_label(program: Program, resource: str) -> bool:
    return isinstance(program.resource(resource).address, LabelAddress)


def _is_exact(division: Divide) -> bool:
    """Whether it divides by one, which rounds nothing (a number loses its unit that way)."""
    type_ = division.right.type
    return isinstance(type_, ExactType) and type_.low == type_.high == 1
