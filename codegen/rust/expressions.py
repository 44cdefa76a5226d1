"""Expressions of the typed program as Rust."""

from __future__ import annotations

from vprog.codegen.rust import chain, collections, numbers
from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.carriers import Carrier
from vprog.codegen.rust.environment import Environment
from vprog.codegen.rust.errors import or_fail
from vprog.codegen.rust.names import type_identifier
from vprog.codegen.rust.roles import holder, role
from vprog.codegen.rust.types import is_copy
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, CollectionOp, Expression
from vprog.dsl.program.types import U32, CoinsType, EnumType, ExactType, OutputIndexType, Type

_LOGIC = {BinaryOp.AND: "&&", BinaryOp.OR: "||"}


def value(x: Expression, env: Environment) -> rs.Expr:
    """The value itself, moved or cloned where it is not `Copy`."""
    match x:
        case e.Convert():
            return numbers.converted(x, env)
        case e.ParamRef() | e.LocalRef() | e.FieldRef() | e.ConstRef() | e.CoinsValue() | e.FieldOf():
            return _taken(x, env)
        case e.RoleId():
            return rs.Method(role(x.role, env), "id")
        case e.LockIdOf():
            return rs.Method(rs.target(place(x.lock, env)), "id")
        case e.OptionSome():
            return rs.Call("Some", (value(x.value, env),))
        case e.OptionNone():
            return rs.Path("None")
        case e.Unwrap():
            return or_fail(value(x.option, env), x.error, env, option=True)
        case e.Claim():
            return _claim(x, env)
        case e.StructLiteral():
            return _struct(x, env)
        case e.VariantLiteral():
            return _variant(x, env)
        case e.CollectionLiteral():
            return collections.literal(x, env)
        case e.CollectionCall() if x.op is CollectionOp.INDEX:
            return _taken(x, env)
        case e.CollectionCall() if not isinstance(x.type, ExactType):
            return collections.asked(x, env)
        case e.Random() if x.below is None:
            return chain.drawn(x, env)
        case e.After():
            return chain.is_after(x, env)
        case e.TxField() if not isinstance(x.type, ExactType):
            return chain.asked(x, env)
        case e.Mint():
            return numbers.number(x.amount, _coins(x.type), env)
        case e.Take():
            raise AssertionError("take stands alone in a let")
        case _ if isinstance(x.type, ExactType):
            return numbers.number(x, numbers.natural(x, env), env)
        case e.Binary():
            return _condition(x, env)
        case e.Not():
            return rs.Prefix("!", value(x.operand, env))
        case e.BoolLiteral():
            return rs.Path("true" if x.value else "false")
        case e.BytesLiteral():
            return collections.bytes_literal(x, env)
        case e.EnumLiteral():
            return rs.Path(variant(x.type, x.variant, env))
        case _:
            raise AssertionError(f"no value: {x}")


def place(x: Expression, env: Environment) -> rs.Expr:
    """Something to borrow or to call a method on, left where it is."""
    match x:
        case e.ParamRef() | e.LocalRef() | e.FieldRef() | e.ConstRef() | e.CoinsValue() | e.FieldOf():
            return leaf(x, env)
        case e.CollectionCall() if x.op is CollectionOp.INDEX:
            return collections.asked(x, env)
        case _:
            return value(x, env)


def borrowed(x: Expression, env: Environment) -> rs.Expr:
    """A reference to the value."""
    return rs.reference(place(x, env))


def leaf(x: Expression, env: Environment) -> rs.Expr:
    """The place that a parameter, binding, field or constant is read from."""
    match x:
        case e.ParamRef():
            return rs.Field(rs.Path("self"), env.naming.field(x.name))
        case e.LocalRef():
            return rs.Path(env.locals[x.name][0])
        case e.CoinsValue():
            return rs.Path(env.locals[x.coins][0])
        case e.ConstRef():
            return rs.Path(env.scope.sibling("constants", env.naming.constants[x.name]))
        case e.FieldOf():
            return rs.Field(rs.target(place(x.value, env)), env.naming.field(x.field))
        case e.CollectionCall():
            return collections.asked(x, env)
        case e.FieldRef():
            return rs.Field(holder(x.role, env), env.naming.field(x.field))
        case _:
            raise AssertionError(f"no leaf: {x}")


def variant(type_: Type, name: str, env: Environment) -> str:
    """The path of a variant."""
    assert isinstance(type_, EnumType)
    return f"{env.scope.sibling('enums', env.naming.enums[type_.name])}::{type_identifier(name)}"


def _taken(x: Expression, env: Environment) -> rs.Expr:
    found = leaf(x, env)
    if not is_copy(x.type):
        found = rs.target(found)
    movable = isinstance(x, e.ParamRef | e.LocalRef) and id(x) in env.last_uses
    return found if is_copy(x.type) or movable else rs.Method(found, "clone")


def _struct(x: e.StructLiteral, env: Environment) -> rs.Expr:
    name = env.scope.sibling("structs", env.naming.structs[x.type.name])
    return rs.Struct(name, _fields(x.type.fields, x.fields, env))


def _variant(x: e.VariantLiteral, env: Environment) -> rs.Expr:
    name, payload = variant(x.type, x.variant, env), x.type.payload(x.variant)
    return rs.Struct(name, _fields(payload, x.fields, env)) if payload else rs.Path(name)


def _fields(
    declared: tuple[tuple[str, Type], ...], given: tuple[Expression, ...], env: Environment
) -> tuple[tuple[str, rs.Expr], ...]:
    return tuple(
        (env.naming.field(name), collections.typed(part, type_, env))
        for (name, type_), part in zip(declared, given, strict=True)
    )


def _claim(x: e.Claim, env: Environment) -> rs.Expr:
    output = numbers.number(x.output, numbers.of_integer(U32), env)
    return rs.Try(rs.Method(rs.Path(env.context()), "claim", (output, borrowed(x.covenant, env))))


def _coins(type_: Type) -> Carrier:
    assert isinstance(type_, CoinsType)
    return numbers.of_integer(type_.unit.repr)


def _condition(x: e.Binary, env: Environment) -> rs.Expr:
    if x.op in _LOGIC:
        return rs.infix(_LOGIC[x.op], value(x.left, env), value(x.right, env))
    if isinstance(x.left.type, ExactType | OutputIndexType):
        carrier = numbers.common_carrier(x.left, x.right, env)
        return rs.infix(x.op.value, numbers.receiver(x.left, carrier, env), numbers.number(x.right, carrier, env))
    return rs.infix(x.op.value, _compared(x.left, env), _compared(x.right, env))


def _compared(x: Expression, env: Environment) -> rs.Expr:
    """In parentheses where a brace would open the block of an `if`."""
    found = place(x, env)
    return rs.Paren(found) if isinstance(found, rs.Struct) else found
