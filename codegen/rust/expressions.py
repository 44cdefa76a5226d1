"""Expressions of the typed program as Rust."""

from __future__ import annotations

from vprog.codegen.rust import numbers
from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.carriers import Carrier
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.errors import or_fail
from vprog.codegen.rust.names import type_identifier
from vprog.codegen.rust.text import byte_array
from vprog.codegen.rust.types import is_copy
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, Expression
from vprog.dsl.program.types import U32, CoinsType, EnumType, ExactType, OutputIndexType, Type

_LOGIC = {BinaryOp.AND: "&&", BinaryOp.OR: "||"}


def value(x: Expression, env: Environment) -> rs.Expr:
    """The value itself, moved or cloned where it is not `Copy`."""
    match x:
        case e.Convert():
            return numbers.converted(x, env)
        case e.ParamRef() | e.LocalRef() | e.FieldRef() | e.ConstRef() | e.CoinsValue():
            return _taken(x, env)
        case e.RoleId():
            return rs.Method(rs.Path(env.role_names[x.role]), "id")
        case e.LockIdOf():
            return rs.Method(place(x.lock, env), "id")
        case e.OptionSome():
            return rs.Call("Some", (value(x.value, env),))
        case e.OptionNone():
            return rs.Path("None")
        case e.Unwrap():
            return or_fail(value(x.option, env), x.error, env, option=True)
        case e.Claim():
            return _claim(x, env)
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
            return rs.Path(f"[{byte_array(x.value)}]")
        case e.EnumLiteral():
            return rs.Path(variant(x.type, x.variant, env))
        case _:
            raise AssertionError(f"no value: {x}")


def place(x: Expression, env: Environment) -> rs.Expr:
    """Something to borrow or to call a method on, left where it is."""
    match x:
        case e.ParamRef() | e.LocalRef() | e.FieldRef() | e.ConstRef() | e.CoinsValue():
            return leaf(x, env)
        case _:
            return value(x, env)


def borrowed(x: Expression, env: Environment) -> rs.Expr:
    """A reference to the value."""
    return rs.Prefix("&", place(x, env))


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
        case e.FieldRef():
            return rs.Field(holder(x.role, env), env.naming.field(x.field))
        case _:
            raise AssertionError(f"no leaf: {x}")


def holder(role: str, env: Environment) -> rs.Expr:
    """What the fields of a role are read from."""
    form = env.roles[role]
    if form is RoleForm.FIELDS:
        return rs.Path("self")
    name = rs.Path(env.role_names[role])
    return rs.Try(rs.Method(name, "created")) if form is RoleForm.NEW else name


def edited(role: str, field: str, env: Environment) -> rs.Expr:
    """The field of a role as the target of an assignment."""
    edit: rs.Expr = rs.Method(rs.Path(env.role_names[role]), "edit")
    if env.roles[role] is RoleForm.NEW:
        edit = rs.Try(edit)
    return rs.Field(edit, env.naming.field(field))


def variant(type_: Type, name: str, env: Environment) -> str:
    """The path of a variant."""
    assert isinstance(type_, EnumType)
    return f"{env.scope.sibling('enums', env.naming.enums[type_.name])}::{type_identifier(name)}"


def _taken(x: Expression, env: Environment) -> rs.Expr:
    found = leaf(x, env)
    movable = isinstance(x, e.ParamRef | e.LocalRef) and id(x) in env.last_uses
    return found if is_copy(x.type) or movable else rs.Method(found, "clone")


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
    return rs.infix(x.op.value, place(x.left, env), place(x.right, env))
