"""Amounts as sums of products, so that two of them can be compared and what they share falls away.

What cannot be taken apart (a parameter, a field, a division, `min`) is an atom with a number; equal atoms have equal
numbers. A field counts as the same amount wherever it is read, until it is written.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from vprog.dsl.program.declarations import Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BytesLiteral,
    CoinsValue,
    CollectionCall,
    ConstRef,
    Convert,
    Divide,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    MinMax,
    Mint,
    ParamRef,
    RoleCount,
    Shift,
    Take,
    TxField,
)
from vprog.dsl.program.types import CoinsType, ExactType, integer_of
from vprog.dsl.program.walk import operands
from vprog.dsl.rounding.sources import Reference, Sources

Sum = Mapping[tuple[int, ...], int]
"""Product of atoms, in order, to how often it is added; the empty product is the number one."""
ONE: Sum = {(): 1}
_LARGEST = 100
"""Sums with more products than this are not looked into."""
_NAMES: dict[type, tuple[str, ...]] = {
    LocalRef: ("name",),
    ParamRef: ("name",),
    ConstRef: ("name",),
    FieldRef: ("role", "field"),
    FieldOf: ("field",),
    CoinsValue: ("coins",),
    RoleCount: ("role",),
    IntLiteral: ("value",),
    BytesLiteral: ("value",),
    Divide: ("rounding",),
    Binary: ("op",),
    MinMax: ("largest",),
    Shift: ("left",),
    CollectionCall: ("op",),
    TxField: ("part",),
}
"""What an expression says besides its operands."""


class Sums:
    def __init__(self, program: Program, sources: Sources) -> None:
        self._constants = {c.name: c.value for c in program.constants if type(c.value) is int}
        self._sources = sources
        self._numbers: dict[Hashable, int] = {}
        self._numbered: dict[int, int] = {}
        self._sums: dict[int, Sum] = {}
        self.atoms: dict[int, Expression] = {}
        """By number: one of the expressions that have it."""

    def number(self, node: Expression) -> int:
        """The same for expressions that say the same; those of a kind that is not known here are all different."""
        node = self.plain(node)
        if id(node) not in self._numbered:
            inner = operands(node)
            names = _NAMES.get(type(node))
            said = tuple(getattr(node, name) for name in names) if names is not None else ()
            if isinstance(node, FieldRef):
                said += tuple(map(id, self._sources.written(node)))
            same = bool(inner) or names is not None
            key = (type(node), said, *map(self.number, inner)) if same else (type(node), id(node))
            self._numbered[id(node)] = self._numbers.setdefault(key, len(self._numbers))
            self.atoms.setdefault(self._numbered[id(node)], node)
        return self._numbered[id(node)]

    def plain(self, node: Expression) -> Expression:
        """Without conversions, and what a name stands for where that is one thing."""
        while True:
            if isinstance(node, Convert):
                node = node.value
            elif isinstance(node, Take | Mint):
                node = node.amount
            elif isinstance(node, Reference) and (only := self._sources.only(node)) is not None and only is not node:
                node = only
            else:
                return node

    def sum(self, node: Expression) -> Sum:
        node = self.plain(node)
        if id(node) not in self._sums:
            self._sums[id(node)] = self._sum(node)
        return self._sums[id(node)]

    def _sum(self, node: Expression) -> Sum:
        match node:
            case IntLiteral():
                return {(): node.value}
            case ConstRef() if node.name in self._constants:
                return {(): self._constants[node.name]}
            case Binary(op=BinaryOp.ADD | BinaryOp.SUBTRACT | BinaryOp.MULTIPLY):
                left, right = self.sum(node.left), self.sum(node.right)
                size = len(left) * len(right) if node.op is BinaryOp.MULTIPLY else len(left) + len(right)
                return combined(node.op, left, right) if size <= _LARGEST else {(self.number(node),): 1}
            case Divide() if is_exact(node):
                return self.sum(node.left)
            case _:
                return {(self.number(node),): 1}

    def sign(self, total: Sum) -> int | None:
        """1 or -1 for a sum that is never below or above zero whatever its atoms are, 0 for an empty one."""
        if not all(self._counts(atom) for product in total for atom in product):
            return None
        signs = {1 if times > 0 else -1 for times in total.values()}
        return None if len(signs) > 1 else signs.pop() if signs else 0

    def _counts(self, atom: int) -> bool:
        """Whether an atom is never negative."""
        type_ = self.atoms[atom].type
        machine = integer_of(type_)
        if isinstance(type_, ExactType):
            return type_.low >= 0
        return isinstance(type_, CoinsType) or (machine is not None and machine.low >= 0)


def combined(op: BinaryOp, left: Sum, right: Sum) -> Sum:
    """Two sums added, subtracted or multiplied."""
    if op is BinaryOp.MULTIPLY:
        return _added((tuple(sorted((*a, *b))), x * y) for a, x in left.items() for b, y in right.items())
    sign = 1 if op is BinaryOp.ADD else -1
    return _added((*left.items(), *((product, sign * times) for product, times in right.items())))


def slope(total: Sum, atom: int) -> Sum:
    """How much more the sum becomes with more of one of its atoms."""
    found: list[tuple[tuple[int, ...], int]] = []
    for product, times in total.items():
        power = product.count(atom)
        if power:
            at = product.index(atom)
            found.append((product[:at] + product[at + 1 :], times * power))
    return _added(found)


def _added(parts: Iterable[tuple[tuple[int, ...], int]]) -> Sum:
    total: dict[tuple[int, ...], int] = {}
    for product, times in parts:
        total[product] = total.get(product, 0) + times
    return {product: times for product, times in total.items() if times}


def is_exact(division: Divide) -> bool:
    """Whether it divides by one, which rounds nothing (a number loses its unit that way)."""
    type_ = division.right.type
    return isinstance(type_, ExactType) and type_.low == type_.high == 1
