"""Statements of the typed program as Rust, each under the line of the source it comes from."""

from __future__ import annotations

from itertools import chain

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.carriers import Carrier
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.errors import error_path, failing, or_fail
from vprog.codegen.rust.expressions import edited, leaf, place, value, variant
from vprog.codegen.rust.numbers import natural, number, of_integer
from vprog.codegen.rust.reach import fallible_arguments, named_roles
from vprog.dsl.program import expressions as e
from vprog.dsl.program import statements as s
from vprog.dsl.program.expressions import ErrorUse, Expression
from vprog.dsl.program.types import BOOL, CoinsType, ExactType, IntType, Type, integer_of
from vprog.dsl.source.span import Span
from vprog.dsl.types.values import is_literal

BODY = "body"
"""The label that `return` leaves."""


def block(body: s.Block, env: Environment) -> tuple[rs.Stmt, ...]:
    """The statements of a block."""
    return tuple(chain.from_iterable(_numbered(statement, env) for statement in body.statements))


def origin(span: Span, env: Environment) -> str:
    """`ledger.vprog:42`"""
    return f"{env.source_name}:{span.line}"


def required(condition: Expression, error: ErrorUse, env: Environment) -> rs.Stmt:
    """The condition holds, or the error."""
    if fallible_arguments(error):
        return rs.If(rs.Prefix("!", value(condition, env)), failing(error, env))
    call = rs.Call(env.scope.guest("require"), (value(condition, env), error_path(error.error, env)))
    return rs.Do(rs.Try(call))


def _numbered(statement: s.Statement, env: Environment) -> tuple[rs.Stmt, ...]:
    return (rs.Comment(origin(statement.span, env)), *_emit(statement, env))


def _emit(statement: s.Statement, env: Environment) -> tuple[rs.Stmt, ...]:
    match statement:
        case s.Let():
            return _let(statement, env)
        case s.AssignLocal():
            target, carrier = env.locals[statement.name]
            return (rs.Assign(rs.Path(target), _as(statement.value, carrier, env)),)
        case s.AssignField():
            assigned = value(statement.value, env)
            target = edited(statement.role, statement.field, env)
            return (rs.Assign(target, assigned), *_followed(statement.role, env))
        case s.Require():
            return (required(statement.condition, statement.error, env),)
        case s.If():
            return (_if(statement, env),)
        case s.MatchRole():
            return (_match_role(statement, env),)
        case s.MatchOption():
            return (_match_option(statement, env),)
        case s.MatchEnum():
            subject = place(statement.subject, env)
            arms = tuple(_enum_arm(statement.subject.type, names, body, env) for names, body in statement.arms)
            return (rs.Match(subject, arms),)
        case s.For():
            return (_for(statement, env),)
        case s.Put():
            return (*_put(statement, env), *_followed(statement.role, env))
        case s.Create():
            return (_create(statement, env),)
        case s.Delete():
            return _delete(statement, env)
        case s.Exit():
            coins, script = value(statement.coins, env), value(statement.script, env)
            return (rs.Do(rs.Method(rs.Path(env.context()), "exit", (coins, script))),)
        case s.Burn():
            return (rs.Let("_", value(statement.coins, env)),)
        case s.Emit():
            return (_event(statement, env),)
        case s.Return():
            return (rs.Break(BODY),)


def _if(x: s.If, env: Environment) -> rs.If:
    condition, then = value(x.condition, env), block(x.then, env)
    match x.otherwise:
        case None:
            return rs.If(condition, then)
        case s.Block(statements=(s.If() as chained,)):
            return rs.If(condition, then, chained=_if(chained, env))
        case otherwise:
            return rs.If(condition, then, block(otherwise, env))


def _let(x: s.Let, env: Environment) -> tuple[rs.Stmt, ...]:
    if isinstance(x.value, e.Take):
        return _take(x.name, x.value, env)
    if not _is_number(x.value.type):
        bound = value(x.value, env)
        return (rs.Let(env.declare(x.name, None), bound, x.name in env.assigned),)
    carrier = of_integer(_unit(x.value.type)) if isinstance(x.value.type, CoinsType) else natural(x.value, env)
    bound = _as(x.value, carrier, env)
    # A literal alone would fall back to Rust's own default type.
    annotation = carrier.name if _literal_only(x.value) else None
    return (rs.Let(env.declare(x.name, carrier), bound, x.name in env.assigned, annotation),)


def _take(name: str, x: e.Take, env: Environment) -> tuple[rs.Stmt, ...]:
    carrier = of_integer(_unit(x.type))
    amount = number(x.amount, carrier, env)
    annotation = carrier.name if _literal_only(x.amount) else None
    coins = env.declare(name, carrier)
    held = leaf(e.FieldRef(x.span, x.type, x.role, x.field), env)
    rest = or_fail(rs.Method(held, "checked_sub", (rs.Path(coins),)), x.error, env, option=True)
    return (
        rs.Let(coins, amount, type=annotation),
        rs.Assign(edited(x.role, x.field, env), rest),
        *_followed(x.role, env),
    )


def _put(x: s.Put, env: Environment) -> tuple[rs.Stmt, ...]:
    return (_added(x.role, x.field, value(x.coins, env), x.error, x.coins.type, env),)


def _added(role: str, field: str, coins: rs.Expr, error: ErrorUse, type_: Type, env: Environment) -> rs.Stmt:
    held = leaf(e.FieldRef(error.span, type_, role, field), env)
    total = or_fail(rs.Method(held, "checked_add", (coins,)), error, env, option=True)
    return rs.Assign(edited(role, field, env), total)


def _create(x: s.Create, env: Environment) -> rs.Stmt:
    resource = env.role_types[x.role]
    fields = tuple((env.naming.field(name), value(given, env)) for name, given in x.fields)
    created = rs.Struct(env.scope.sibling("resources", env.naming.resources[resource]), fields)
    return rs.Do(rs.Try(rs.Method(rs.Path(env.role_names[x.role]), "create", (created,))))


def _delete(x: s.Delete, env: Environment) -> tuple[rs.Stmt, ...]:
    overflow = ErrorUse(x.span, "Overflow")
    moved: list[rs.Stmt] = []
    for held, role, field in x.into:
        coins = leaf(e.FieldRef(x.span, BOOL, x.role, held), env)
        moved += [_added(role, field, coins, overflow, BOOL, env), *_followed(role, env)]
    return (*moved, rs.Do(rs.Method(rs.Path(env.role_names[x.role]), "delete")))


def _event(x: s.Emit, env: Environment) -> rs.Stmt:
    fields = tuple((env.naming.field(name), value(given, env)) for name, given in x.fields)
    event = rs.Struct(env.scope.sibling("events", env.naming.events[x.event]), fields)
    return rs.Do(rs.Method(rs.Path(env.context()), "emit", (rs.Prefix("&", event),)))


def _match_role(x: s.MatchRole, env: Environment) -> rs.Stmt:
    entry = env.scope.guest("Entry")
    arms: list[rs.Arm] = []
    for form, body in ((RoleForm.NEW, x.new), (RoleForm.LIVE, x.live)):
        with env.role_as(x.role, form):
            emitted = block(body, env)
        name = env.role_names[x.role] if x.role in named_roles(body) else "_"
        arms.append(rs.Arm(f"{entry}::{'New' if form is RoleForm.NEW else 'Live'}({name})", emitted))
    borrow = "&mut " if x.role in env.changed else "&"
    return rs.Match(rs.Path(borrow + env.role_names[x.role]), tuple(arms))


def _match_option(x: s.MatchOption, env: Environment) -> rs.Stmt:
    subject = value(x.option, env)
    none = block(x.none, env)
    inner = getattr(x.option.type, "inner", None)
    carrier = of_integer(integer) if inner and (integer := integer_of(inner)) else None
    binding = env.declare(x.binding, carrier)
    some = block(x.some, env)
    return rs.Match(subject, (rs.Arm("None", none), rs.Arm(f"Some({binding})", some)))


def _enum_arm(type_: Type, names: tuple[str, ...], body: s.Block, env: Environment) -> rs.Arm:
    return rs.Arm(" | ".join(variant(type_, name, env) for name in names), block(body, env))


def _for(x: s.For, env: Environment) -> rs.Stmt:
    literal = e.IntLiteral(x.span, ExactType(x.low, max(x.low, x.high)), x.high)
    carrier = natural(literal, env)
    name = env.declare(x.name, carrier)
    return rs.For(name, str(x.low), f"{x.high}_{carrier.name}", block(x.body, env))


def _as(x: Expression, carrier: Carrier | None, env: Environment) -> rs.Expr:
    if carrier is not None and isinstance(x.type, ExactType):
        return number(x, carrier, env)
    return value(x, env)


def _followed(role: str, env: Environment) -> tuple[rs.Stmt, ...]:
    """Roles that may be the same resource see the write."""
    return tuple(
        rs.Do(rs.Method(rs.Path(env.role_names[other]), "follow", (rs.Path(f"&{env.role_names[role]}"),)))
        for other in env.aliases(role)
    )


def _is_number(type_: Type) -> bool:
    return isinstance(type_, ExactType | CoinsType) or integer_of(type_) is not None


def _unit(type_: Type) -> IntType:
    assert isinstance(type_, CoinsType)
    return type_.unit.repr


def _literal_only(x: Expression) -> bool:
    match x:
        case e.Convert():
            return _literal_only(x.value)
        case e.Mint():
            return _literal_only(x.amount)
        case _:
            return is_literal(x)
