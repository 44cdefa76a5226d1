"""Arrays, lists, sets and maps: literals, questions, and operations, which are pure functions that make another one.

Where the result goes back to where the subject came from, the operation is done there, in place (`in_place`).
"""

from __future__ import annotations

from vprog.codegen.rust import expressions as x
from vprog.codegen.rust import numbers
from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.carriers import narrowest
from vprog.codegen.rust.environment import Environment
from vprog.codegen.rust.errors import or_fail
from vprog.codegen.rust.roles import edited, followed
from vprog.codegen.rust.text import byte_array, string_literal
from vprog.codegen.rust.types import is_copy, rust_type
from vprog.dsl.program import expressions as e
from vprog.dsl.program import statements as s
from vprog.dsl.program.expressions import CollectionOp, ErrorUse, Expression
from vprog.dsl.program.types import (
    U16,
    ArrayType,
    BoundedBytesType,
    BytesType,
    ExactType,
    MapType,
    TextType,
    Type,
    element_of,
    integer_of,
)
from vprog.dsl.program.walk import expressions as parts_of

_EDITS = {
    CollectionOp.PUSH: ("push", "pushed"),
    CollectionOp.POP: ("pop", "popped"),
    CollectionOp.REPLACE: ("replace", "replaced"),
    CollectionOp.INSERT: ("insert", "inserted"),
    CollectionOp.REMOVE: ("remove", "removed"),
}
"""The method that changes a collection, and the one that makes a changed one of it."""

_READS = e.FieldRef | e.LocalRef | e.RoleId | e.RoleCount


def typed(value: Expression, type_: Type, env: Environment) -> rs.Expr:
    """A value as one of a declared type."""
    integer = integer_of(type_)
    if integer is not None and isinstance(value.type, ExactType):
        return numbers.number(value, numbers.of_integer(integer), env)
    return x.value(value, env)


def bytes_literal(node: e.BytesLiteral, env: Environment) -> rs.Expr:
    """Bytes or text of a declared type."""
    match node.type:
        case TextType():
            literal = rs.Path(string_literal(node.value.decode()))
            return rs.Call(f"{env.scope.guest('Text')}::<{node.type.max}>::literal", (literal,))
        case BoundedBytesType():
            literal = rs.Path(f"&[{byte_array(node.value)}]")
            return rs.Call(f"{env.scope.guest('Bytes')}::<{node.type.max}>::literal", (literal,))
        case _:
            return rs.Path(f"[{byte_array(node.value)}]")


def literal(node: e.CollectionLiteral, env: Environment) -> rs.Expr:
    """`[a, b]`"""
    if isinstance(node.type, MapType):
        return rs.Call(f"{_path(node.type, env)}::empty")
    items = rs.Array(tuple(typed(item, element_of(node.type), env) for item in node.items))
    if isinstance(node.type, ArrayType):
        return items
    return rs.Call(f"{_path(node.type, env)}::literal", (items,))


def asked(node: e.CollectionCall, env: Environment) -> rs.Expr:
    """The place of an element, the answer to a question, or the collection that an operation makes."""
    type_ = node.subject.type
    match node.op:
        case CollectionOp.LENGTH:
            if isinstance(type_, ArrayType | BytesType):
                return rs.Call(f"{env.scope.guest('collections')}::len", (x.borrowed(node.subject, env),))
            return rs.Method(rs.target(x.place(node.subject, env)), "len")
        case CollectionOp.INDEX:
            found = rs.Method(rs.target(x.place(node.subject, env)), "get", (_index(node.arguments[0], env),))
            return rs.Prefix("*", _or_fail(found, node, env))
        case CollectionOp.CONTAINS:
            item = _reference(node.arguments[0], element_of(type_), env)
            return rs.Method(rs.target(x.place(node.subject, env)), "contains", (item,))
        case CollectionOp.GET:
            assert isinstance(type_, MapType)
            key = _reference(node.arguments[0], type_.key, env)
            found = rs.Method(rs.target(x.place(node.subject, env)), "get", (key,))
            return rs.Method(found, "copied" if is_copy(type_.value) else "cloned")
        case _:
            return _made(node, env)


def in_place(statement: s.AssignField | s.AssignLocal, env: Environment) -> tuple[rs.Stmt, ...] | None:
    """The statement as a change of the field or variable where it is; None where it is no such change."""
    call = statement.value
    if not isinstance(call, e.CollectionCall) or call.op not in _EDITS:
        return None
    if isinstance(statement, s.AssignField):
        source = e.FieldRef(call.span, call.subject.type, statement.role, statement.field)
    else:
        source = e.LocalRef(call.span, call.subject.type, statement.name)
    if not _same_place(call.subject, source):
        return None
    # What the operation is given must be read before the change begins.
    before: list[rs.Stmt] = []
    arguments: list[rs.Expr] = []
    for argument, given in zip(call.arguments, _arguments(call, env), strict=True):
        if any(isinstance(part, _READS) and not _plain(part) for part in parts_of(argument)):
            name = env.names.take("item")
            lent = given if isinstance(given, rs.Prefix) and given.operator == "&" else None
            before.append(rs.Let(name, lent.operand if lent else given))
            given = rs.Path(f"&{name}" if lent else name)
        arguments.append(given)
    if isinstance(statement, s.AssignField):
        place, after = edited(statement.role, statement.field, env), followed(statement.role, env)
    else:
        place, after = rs.Path(env.locals[statement.name][0]), ()
    if isinstance(call.subject.type, ArrayType):
        borrow = rs.Prefix("&mut ", place)
        done: rs.Expr = rs.Call(f"{env.scope.guest('collections')}::replace", (borrow, *arguments))
    else:
        done = rs.Method(place, _EDITS[call.op][0], tuple(arguments))
    if call.op is CollectionOp.REMOVE and call.error is None:
        return (*before, rs.Let("_", done), *after)
    return (*before, rs.Do(_or_fail(done, call, env)), *after)


def _plain(part: Expression) -> bool:
    """Read without a borrow of the place that changes: the value of a `Copy` binding."""
    return isinstance(part, e.LocalRef) and is_copy(part.type)


def _same_place(a: Expression, b: Expression) -> bool:
    match a, b:
        case e.FieldRef(), e.FieldRef():
            return (a.role, a.field) == (b.role, b.field)
        case e.LocalRef(), e.LocalRef():
            return a.name == b.name
        case _:
            return False


def _made(node: e.CollectionCall, env: Environment) -> rs.Expr:
    subject, arguments = x.value(node.subject, env), _arguments(node, env)
    if node.op is CollectionOp.REMOVE and node.error is None:
        return rs.Method(subject, "without", arguments)
    if isinstance(node.subject.type, ArrayType):
        made: rs.Expr = rs.Call(f"{env.scope.guest('collections')}::replaced", (subject, *arguments))
    else:
        made = rs.Method(subject, _EDITS[node.op][1], arguments)
    return _or_fail(made, node, env)


def _arguments(node: e.CollectionCall, env: Environment) -> tuple[rs.Expr, ...]:
    type_, given = node.subject.type, node.arguments
    match node.op:
        case CollectionOp.PUSH:
            return (typed(given[0], element_of(type_), env),)
        case CollectionOp.REPLACE:
            return (_index(given[0], env), typed(given[1], element_of(type_), env))
        case CollectionOp.INSERT:
            key = typed(given[0], element_of(type_), env)
            return (key, typed(given[1], type_.value, env)) if isinstance(type_, MapType) else (key,)
        case CollectionOp.REMOVE:
            return (_reference(given[0], element_of(type_), env),)
        case _:
            return ()


def _reference(value: Expression, type_: Type, env: Environment) -> rs.Expr:
    if integer_of(type_) is not None:
        return rs.reference(typed(value, type_, env))
    return x.borrowed(value, env)


def _index(value: Expression, env: Environment) -> rs.Expr:
    low, high = numbers.bounds(value)
    if low >= 0 and high <= U16.high:
        if numbers.carrier_of(value, env) is None:
            return rs.Path(str(low))
        return rs.Call("usize::from", (numbers.number(value, narrowest(low, high), env),))
    exact = numbers.number(value, numbers.computing(value, env), env)
    return rs.Call(f"{env.scope.guest('collections')}::index", (exact,))


def _or_fail(found: rs.Expr, node: e.CollectionCall, env: Environment) -> rs.Expr:
    # What the ranges prove cannot fail, and a guest has no panic to say so.
    return or_fail(found, node.error or ErrorUse(node.span, "OutOfRange"), env, option=True)


def _path(type_: Type, env: Environment) -> str:
    """The type as the head of a path: `List::<u64, 4>`."""
    return rust_type(type_, env.naming, env.scope).replace("<", "::<", 1)
