"""The worst path through an instruction's code: header conditions, body, addresses, as cycles."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.cost.table import COSTS
from vprog.dsl.cost.widths import Carrier, bits_of, carrier_of, declared, joined, narrowest
from vprog.dsl.layout.sizes import fixed_size, size_bounds
from vprog.dsl.program import expressions as e
from vprog.dsl.program import statements as s
from vprog.dsl.program import types as t
from vprog.dsl.program.declarations import Address, Field, LabelAddress, LockAddress, Program
from vprog.dsl.program.expressions import BinaryOp, CollectionOp, Expression
from vprog.dsl.program.types import (
    Type,
    is_number,
)
from vprog.dsl.program.walk import blocks, error_of, expressions, operands, values, yields_of


class Walk:
    """Costs under one assumption: which `or creates` roles are new. `rest_bytes`: what parsing the L1 transaction
    goes over."""

    def __init__(
        self,
        program: Program,
        resources: dict[str, str],
        parameters: tuple[Field, ...],
        new: frozenset[str],
        rest_bytes: int,
    ) -> None:
        self.program = program
        self.resources = resources
        """The resource type of each role, by the role's name."""
        self.new = new
        self.rest = COSTS.rest_byte * rest_bytes
        self._names = dict(_named(program, resources, parameters))

    def block(self, block: s.Block) -> int:
        """All statements of a block, one after the other."""
        return sum(self.statement(statement) for statement in block.statements)

    def statement(self, node: s.Statement) -> int:
        """The statement and the dearest of the blocks inside it, as often as they can run."""
        if isinstance(node, s.Emit):
            return COSTS.step + sum(self.expression(value) for _, value in node.fields)
        own = COSTS.step + sum(self.expression(value) for value in values(node)) + self._error(node)
        match node:
            case s.MatchRole():
                return own + self.block(node.new if node.role in self.new else node.live)
            case s.For():
                return own + max(0, node.high - node.low) * (COSTS.step + self.block(node.body))
            case s.ForEach():
                copied = copy(node.subject.type)
                return own + copied + node.bound * (COSTS.step + self.block(node.body))
            case s.ForRoles():
                return own + node.bound * (COSTS.step + self.block(node.body))
            case s.Create():
                return own + self._address_of(self.resources[node.role])
            case s.Inline():
                cost = own + self.block(node.body)
                self._bind(node.name, *(y.value for y in yields_of(node.body)))
                return cost
            case s.Migrate():
                return own + self._address_of(node.resource) + COSTS.write
            case s.Exit():
                return own + COSTS.exit
            case s.Put() | s.Delete():
                return own + COSTS.number_128 * (1 + (len(node.into) if isinstance(node, s.Delete) else 0))
            case s.AssignLocal() | s.AssignField() | s.Let() | s.MatchVariant() | s.MatchOption():
                return own + self._bound(node) + max((self.block(inner) for inner in blocks(node)), default=0)
            case _:
                return own + max((self.block(inner) for inner in blocks(node)), default=0)

    def expression(self, root: Expression) -> int:
        """All of an expression: both sides of `and` and `or`."""
        return sum(self._node(node) for node in expressions(root, errors=False))

    def address(self, address: Address) -> int:
        """The derivation of an address; a label's is a constant."""
        match address:
            case LabelAddress():
                return 0
            case LockAddress():
                return self.expression(address.source) + _hash(32)
            case _:
                size = sum(4 + size_of(part.type) for part in address.parts)
                return sum(self.expression(part) + copy(part.type) for part in address.parts) + _hash(size, copies=3)

    def _address_of(self, resource: str) -> int:
        return self.address(self.program.resource(resource).address)

    def _bound(self, node: s.Statement) -> int:
        if isinstance(node, s.Let):
            self._bind(node.name, node.value)
        return sum(copy(value.type) for value in values(node))

    def _bind(self, name: str | None, *given: Expression | None) -> None:
        """A name for a number: it keeps what the number was computed in."""
        carriers = [carrier_of(value, self._names) or declared(value.type) for value in given if value is not None]
        known = [carrier for carrier in carriers if carrier is not None]
        if name is not None and known:
            self._names[name] = narrowest(min(low for low, _ in known), max(high for _, high in known))

    def _error(self, node: s.Statement | Expression) -> int:
        """Its arguments are never computed in a guest."""
        return COSTS.number if error_of(node) is not None else 0

    def _node(self, node: Expression) -> int:
        own = COSTS.number + self._error(node)
        match node:
            case e.Binary():
                return own + self._binary(node)
            case e.Divide() | e.Remainder():
                return own + self._division(node)
            case e.MinMax() | e.Convert() | e.Shift():
                return own + 2 * self._by_width(node, _PLAIN)
            case e.LockIdOf():
                return own + _hash(size_of(t.LOCK))
            case e.Claim():
                return own + COSTS.claim + 2 * self.rest
            case e.TxField():
                parsed = 0 if node.part is e.TxPart.ID else self.rest
                return own + parsed + sum(copy(argument.type) for argument in node.arguments)
            case e.After():
                return own + self.rest
            case e.Random():
                return own + COSTS.random + (COSTS.random_below if node.below is not None else 0)
            case e.CollectionCall():
                return own + _collection(node)
            case e.CollectionLiteral():
                ordered = len(node.items) if isinstance(node.type, t.SetType) else 1
                return own + copy(node.type) * ordered
            case _:
                return own + copy(node.type)

    def _binary(self, node: e.Binary) -> int:
        if node.op in (BinaryOp.AND, BinaryOp.OR):
            return COSTS.number
        if is_number(node.left.type):
            return self._by_width(node, _MULTIPLY if node.op is BinaryOp.MULTIPLY else _PLAIN)
        return copy(node.left.type) + copy(node.right.type)

    def _division(self, node: e.Divide | e.Remainder) -> int:
        right = node.right
        if isinstance(right, e.IntLiteral) and right.value.bit_count() == 1:
            return self._by_width(node, (*_PLAIN[:3], COSTS.divide_wide))
        return self._by_width(node, _DIVIDE)

    def _by_width(self, node: Expression, costs: tuple[int, int, int, int]) -> int:
        """The cost by what the operation is done in: up to 32, 64, 128 bits, or wider."""
        bits = bits_of(joined(node, operands(node), self._names))
        return costs[(bits > 32) + (bits > 64) + (bits > 128)]


_HALVINGS = 11
"""Comparisons of a search in the largest set or map."""
_PLAIN = (COSTS.number, COSTS.number_64, COSTS.number_128, COSTS.number_wide)
_MULTIPLY = (COSTS.number, COSTS.number_64, COSTS.multiply_128, COSTS.multiply_wide)
_DIVIDE = (COSTS.divide, COSTS.divide_64, COSTS.divide_128, COSTS.divide_wide)


def _named(program: Program, resources: dict[str, str], parameters: tuple[Field, ...]) -> Iterator[tuple[str, Carrier]]:
    fields = [(f"{role}.{f.name}", f.type) for role, kind in resources.items() for f in program.resource(kind).fields]
    for name, type_ in (*fields, *((p.name, p.type) for p in parameters)):
        carrier = declared(type_)
        if carrier is not None:
            yield name, carrier


def size_of(type_: Type) -> int:
    """The most bytes of a value; of a number that is computed, those of what carries it."""
    match type_:
        case t.ExactType():
            return bits_of(narrowest(type_.low, type_.high)) // 8
        case t.CoinsType():
            return type_.unit.repr.bits // 8
        case t.StructType():
            return sum(size_of(field) for _, field in type_.fields)
        case _:
            return size_bounds(type_)[1]


def copy(type_: Type) -> int:
    """A value moved, cloned or compared; numbers are moved for nothing."""
    if is_number(type_) or isinstance(type_, t.BoolType):
        return 0
    return COSTS.heap * heaps_in(type_) + COSTS.byte * size_of(type_)


def decode(type_: Type) -> int:
    """A value decoded, or encoded."""
    return COSTS.value * values_in(type_) + COSTS.heap * heaps_in(type_) + COSTS.byte * size_of(type_)


def heaps_in(type_: Type) -> int:
    """How many separate pieces of memory it has at most."""
    match type_:
        case t.LockType() | t.TextType() | t.BoundedBytesType():
            return 1
        case t.OptionType():
            return heaps_in(type_.inner)
        case t.ArrayType():
            return type_.size * heaps_in(type_.element)
        case t.ListType() | t.SetType():
            return 1 + type_.max * heaps_in(type_.element)
        case t.MapType():
            return 1 + type_.max * (heaps_in(type_.key) + heaps_in(type_.value))
        case t.StructType():
            return sum(heaps_in(field) for _, field in type_.fields)
        case t.EnumType():
            return max((sum(heaps_in(field) for _, field in p) for p in type_.payloads), default=0)
        case _:
            return 0


def values_in(type_: Type) -> int:
    """How many separate values it holds at most, itself included: each is decoded, copied and encoded by itself."""
    match type_:
        case t.OptionType():
            return 1 + values_in(type_.inner)
        case t.ArrayType():
            return 1 if fixed_size(type_) == type_.size else 1 + type_.size * values_in(type_.element)
        case t.ListType() | t.SetType():
            return 1 + type_.max * values_in(type_.element)
        case t.MapType():
            return 1 + type_.max * (values_in(type_.key) + values_in(type_.value))
        case t.StructType():
            return 1 + sum(values_in(field) for _, field in type_.fields)
        case t.EnumType():
            return 1 + max((sum(values_in(field) for _, field in p) for p in type_.payloads), default=0)
        case t.LockType():
            return 8
        case _:
            return 1


def _collection(node: e.CollectionCall) -> int:
    """Questions look at everything in an array or list, and halve sets and maps; operations may copy their subject."""
    type_ = node.subject.type
    held, elements = copy(type_), values_in(type_)
    given = COSTS.step + sum(copy(argument.type) for argument in node.arguments)
    match node.op:
        case CollectionOp.LENGTH:
            return given
        case CollectionOp.INDEX:
            return given + copy(node.type)
        case CollectionOp.GET:
            return given + copy(node.type) + _HALVINGS * COSTS.value
        case CollectionOp.CONTAINS:
            return given + COSTS.look * elements + held
        case _:
            return given + 2 * held + _HALVINGS * COSTS.value


def _hash(size: int, copies: int = 1) -> int:
    return COSTS.hash + size * (COSTS.hash_byte + (copies - 1) * COSTS.byte)
