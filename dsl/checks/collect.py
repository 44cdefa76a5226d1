"""Every check that a body makes or was proved not to need, in the order of evaluation (language rule 1)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from vprog.dsl.program.declarations import Field, Instruction, Program, View
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    CollectionCall,
    CollectionOp,
    Convert,
    Divide,
    ErrorUse,
    Expression,
    FieldRef,
    ParamRef,
    Remainder,
    Take,
    Unwrap,
)
from vprog.dsl.program.statements import Put, Statement
from vprog.dsl.program.types import ExactType, Type, integer_of, show
from vprog.dsl.program.walk import error_of, evaluated, expressions, operands, statements
from vprog.dsl.source.span import Span
from vprog.dsl.types.values import is_literal

_CALLS = {
    CollectionOp.INDEX: "index",
    CollectionOp.REPLACE: "index",
    CollectionOp.PUSH: "room for one more",
    CollectionOp.POP: "an element to take",
    CollectionOp.INSERT: "room for one more",
    CollectionOp.REMOVE: "an element to remove",
}


@frozen
class Check:
    """One check. `error` is what it ends with when it fails, None for one that was removed; `why` says why it stays or
    is not needed."""

    span: Span
    body: str
    kind: str
    error: str | None
    why: str


def checks(program: Program) -> Iterator[Check]:
    """The checks of all instructions and views. A value that is read and stored as what it was declared needs none."""
    for body in (*program.instructions, *program.views):
        known = _Declared(program, body)
        for statement in statements(body.body):
            for node in (*evaluated(statement), statement):
                yield from _checks(node, body.name, known)


class _Declared:
    """The declared types of what a body reads."""

    def __init__(self, program: Program, body: Instruction | View) -> None:
        self._parameters = {parameter.name: parameter for parameter in body.parameters}
        resources = {role.name: program.resource(role.resource) for role in body.roles}
        self._fields = {(role, f.name): f for role, resource in resources.items() for f in resource.fields}

    def narrowed(self, root: Expression) -> list[str]:
        """Where a condition before it has narrowed what an expression reads: "`amount` is in 1..=5"."""
        found: list[str] = []
        for node in expressions(root, errors=False):
            match node:
                case ParamRef():
                    declared, name = self._parameters.get(node.name), node.name
                case FieldRef():
                    declared, name = self._fields.get((node.role, node.field)), f"{node.role}.{node.field}"
                case Binary(op=BinaryOp.SUBTRACT) if _is_ordered(node):
                    found.append("one side of the `-` is at least the other")
                    continue
                case _:
                    continue
            if declared is not None and isinstance(node.type, ExactType) and _is_narrower(node.type, declared):
                found.append(f"`{name}` is in {node.type.low}..={node.type.high}")
        return list(dict.fromkeys(found))


def _is_ordered(node: Binary) -> bool:
    """Whether a difference is in a narrower range than the ranges of its sides say."""
    left, right, found = node.left.type, node.right.type, node.type
    if not (isinstance(left, ExactType) and isinstance(right, ExactType) and isinstance(found, ExactType)):
        return False
    return (found.low, found.high) != (left.low - right.high, left.high - right.low)


def _is_narrower(type_: ExactType, declared: Field) -> bool:
    integer = integer_of(declared.type)
    return integer is not None and (integer.low, integer.high) != (type_.low, type_.high)


def _checks(node: Expression | Statement, body: str, known: _Declared) -> Iterator[Check]:
    """The check of one node."""
    match node:
        case Convert():
            if node.error is not None or _says_something(node.value, known):
                why = _range(node.value.type, f"all of which {show(node.type)} holds", node.error)
                yield _check(node, body, f"fits {show(node.type)}", why, (node.value,), known)
        case Divide() | Remainder():
            if node.zero is not None or not is_literal(node.right):
                why = _range(node.right.type, "which is without 0", node.zero)
                yield _check(node, body, "divisor is not 0", why, (node.right,), known)
        case CollectionCall() if node.op in _CALLS and (node.error is not None or node.op is not CollectionOp.REMOVE):
            why = _of_collection(node)
            yield _check(node, body, _CALLS[node.op], why, operands(node), known)
        case Take():
            yield Check(node.span, body, f"`{node.role}.{node.field}` holds enough", node.error.error, "value is moved")
        case Put():
            yield Check(node.span, body, f"`{node.role}.{node.field}` has room", node.error.error, "value is moved")
        case Unwrap():
            yield Check(node.span, body, "is not `none`", node.error.error, "the option may be `none`")
        case _:
            pass


def _check(node: Expression, body: str, kind: str, why: str, parts: tuple[Expression, ...], known: _Declared) -> Check:
    error = error_of(node)
    said = [fact for part in parts for fact in known.narrowed(part)] if error is None else []
    if said:
        why += "; a condition before it says that " + " and ".join(dict.fromkeys(said))
    return Check(node.span, body, kind, error.error if error is not None else None, why)


def _says_something(value: Expression, known: _Declared) -> bool:
    """Whether a conversion without an error could have needed one: not of a literal, nor of what is only read."""
    if is_literal(value):
        return False
    return bool(operands(value)) or bool(known.narrowed(value))


def _range(type_: Type, holds: str, error: ErrorUse | None) -> str:
    if not isinstance(type_, ExactType):
        return "the value is read as it was stored"
    found = f"{type_.low}..={type_.high}" if type_.low != type_.high else str(type_.low)
    return f"the value may be anything in {found}" if error is not None else f"the value is in {found}, {holds}"


def _of_collection(node: CollectionCall) -> str:
    if node.op in (CollectionOp.INDEX, CollectionOp.REPLACE):
        at = node.arguments[0].type
        where = f"{at.low}..={at.high}" if isinstance(at, ExactType) else "any number"
        return f"the index is in {where}" + ("" if node.error is not None else ", all of it inside")
    return "it depends on what is there" if node.error is not None else "a condition before it bounds `.len`"
