"""Statements of the typed program as Rust, each under the line of the source it comes from."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePath

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.carriers import Carrier, narrowest
from vprog.codegen.rust.collections import in_place, typed
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.errors import error_path, failing, or_fail
from vprog.codegen.rust.expressions import leaf, place, value, variant
from vprog.codegen.rust.names import identifier
from vprog.codegen.rust.numbers import bounds, natural, number, of_integer, type_name
from vprog.codegen.rust.reach import changed_roles, fallible_arguments, named_roles
from vprog.codegen.rust.roles import edited, followed, role_to_edit
from vprog.codegen.rust.text import comment_text
from vprog.codegen.rust.types import is_copy, machine_type, rust_type
from vprog.dsl.program import expressions as e
from vprog.dsl.program import statements as s
from vprog.dsl.program.expressions import ErrorUse, Expression
from vprog.dsl.program.types import (
    BOOL,
    ArrayType,
    CoinsType,
    EnumType,
    ExactType,
    IntType,
    MapType,
    StructType,
    Type,
    element_of,
    integer_of,
    is_number,
)
from vprog.dsl.program.walk import statements, yields_of
from vprog.dsl.source.span import Span
from vprog.dsl.types.values import is_literal

BODY = "body"
"""The label that `return` leaves."""


def block(body: s.Block, env: Environment) -> tuple[rs.Stmt, ...]:
    """The statements of a block."""
    return tuple(chain.from_iterable(_numbered(statement, env) for statement in body.statements))


def origin(span: Span, env: Environment) -> str:
    """`ledger.vprog:42`; of a module, the module's file."""
    return comment_text(f"{PurePath(span.path).name}:{span.line}")


def required(condition: Expression, error: ErrorUse, env: Environment) -> rs.Stmt:
    """The condition holds, or the error."""
    if fallible_arguments(error):
        return rs.If(rs.Prefix("!", value(condition, env)), failing(error, env))
    call = rs.Call(env.scope.guest("require"), (value(condition, env), error_path(error.error, env)))
    return rs.Do(rs.Try(call))


def _numbered(statement: s.Statement, env: Environment) -> tuple[rs.Stmt, ...]:
    about = f": call of {statement.function}" if isinstance(statement, s.Inline) else ""
    return (rs.Comment(comment_text(origin(statement.span, env) + about)), *_emit(statement, env))


def _emit(statement: s.Statement, env: Environment) -> tuple[rs.Stmt, ...]:
    match statement:
        case s.Let():
            return _let(statement, env)
        case s.AssignLocal() | s.AssignField() if (changed := in_place(statement, env)) is not None:
            return changed
        case s.AssignLocal():
            target, carrier = env.locals[statement.name]
            return (rs.Assign(rs.Path(target), _as(statement.value, carrier, env)),)
        case s.AssignField():
            assigned = value(statement.value, env)
            target = edited(statement.role, statement.field, env)
            return (rs.Assign(target, assigned), *followed(statement.role, env))
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
            return (*_put(statement, env), *followed(statement.role, env))
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
        case s.MatchVariant():
            return (_match_variant(statement, env),)
        case s.ForEach():
            return (_for_each(statement, env),)
        case s.ForRoles():
            return (_for_roles(statement, env),)
        case s.Unpack():
            return (_unpack(statement, env),)
        case s.Inline():
            return _inline(statement, env)
        case s.Yield():
            return () if statement.value is None else (rs.Tail(_as(statement.value, env.yields[-1], env)),)
        case s.Migrate():
            return _migrate(statement, env)


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
    if not is_number(x.value.type):
        bound, annotation = value(x.value, env), _annotation(x.value, env)
        return (rs.Let(env.declare(x.name, None), bound, x.name in env.assigned, annotation),)
    carrier = of_integer(_unit(x.value.type)) if isinstance(x.value.type, CoinsType) else natural(x.value, env)
    bound = _as(x.value, carrier, env)
    # A literal alone would fall back to Rust's own default type.
    annotation = type_name(carrier, env) if _literal_only(x.value) else None
    return (rs.Let(env.declare(x.name, carrier), bound, x.name in env.assigned, annotation),)


def _annotation(x: Expression, env: Environment) -> str | None:
    """The type of a value that does not tell its own: `none`, and bare numbers in an option or an array."""
    untold = isinstance(x, e.OptionNone | e.OptionSome) or (
        isinstance(x, e.CollectionLiteral) and isinstance(x.type, ArrayType)
    )
    return rust_type(x.type, env.naming, env.scope) if untold else None


def _take(name: str, x: e.Take, env: Environment) -> tuple[rs.Stmt, ...]:
    carrier = of_integer(_unit(x.type))
    amount = number(x.amount, carrier, env)
    annotation = type_name(carrier, env) if _literal_only(x.amount) else None
    coins = env.declare(name, carrier)
    held = leaf(e.FieldRef(x.span, x.type, x.role, x.field), env)
    rest = or_fail(rs.Method(held, "checked_sub", (rs.Path(coins),)), x.error, env, option=True)
    return (
        rs.Let(coins, amount, type=annotation),
        rs.Assign(edited(x.role, x.field, env), rest),
        *followed(x.role, env),
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
        moved += [_added(role, field, coins, overflow, BOOL, env), *followed(role, env)]
    return (*moved, rs.Do(rs.Method(role_to_edit(x.role, env), "delete")), *followed(x.role, env))


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
    return rs.For(name, rs.Path(f"{x.low}..{x.high}_{carrier.name}"), block(x.body, env))


def _for_each(x: s.ForEach, env: Environment) -> rs.Stmt:
    element = element_of(x.subject.type)
    source = x.subject
    if is_copy(element) and not isinstance(source.type, ArrayType) and _stays(source, x.body, env):
        elements = "keys" if isinstance(source.type, MapType) else "iter"
        over: rs.Expr = rs.Method(rs.target(place(source, env)), elements)
        pattern = "&"
    else:
        over, pattern = value(source, env), ""
    integer = integer_of(element)
    name = env.declare(x.name, of_integer(integer) if integer else None)
    return rs.For(pattern + name, over, block(x.body, env))


def _stays(source: Expression, body: s.Block, env: Environment) -> bool:
    """Whether nothing in the body changes what the loop goes over, so that it needs no copy."""
    match source:
        case e.ParamRef():
            return True
        case e.LocalRef():
            return not any(isinstance(x, s.AssignLocal) and x.name == source.name for x in statements(body))
        case e.FieldRef():
            role = env.members.get(source.role, source.role)
            changed = {env.members.get(name, name) for name in changed_roles(body)}
            return not changed & {role, *env.aliases(role)}
        case _:
            return False


def _for_roles(x: s.ForRoles, env: Environment) -> rs.Stmt:
    wanted = identifier(x.name) if x.name in named_roles(x.body) else f"_{x.name}"
    if env.role_names.get(x.name) != wanted:  # a loop that has ended may have had the name
        env.role_names[x.name] = env.names.take(wanted)
    count = rs.Method(rs.Path(env.role_names[x.role]), "len")
    return rs.For(env.role_names[x.name], rs.Range(rs.Path("0"), count), block(x.body, env))


def _unpack(x: s.Unpack, env: Environment) -> rs.Stmt:
    type_ = x.value.type
    assert isinstance(type_, StructType)
    unpacked = value(x.value, env)
    names = tuple(_bound(name, field, env) for name, (_, field) in zip(x.names, type_.fields, strict=True))
    path = env.scope.sibling("structs", env.naming.structs[type_.name])
    return rs.Let(_pattern(path, type_.fields, names, env), unpacked)


def _bound(name: str, type_: Type, env: Environment) -> str:
    """A name that a pattern binds to a value of a declared type."""
    integer = type_.unit.repr if isinstance(type_, CoinsType) else integer_of(type_)
    return env.declare(name, of_integer(integer) if integer else None)


def _pattern(path: str, fields: tuple[tuple[str, Type], ...], names: tuple[str, ...], env: Environment) -> str:
    parts = [(env.naming.field(field), name) for (field, _), name in zip(fields, names, strict=True)]
    return f"{path} {{ {', '.join(f if f == n else f'{f}: {n}' for f, n in parts)} }}"


def _match_variant(x: s.MatchVariant, env: Environment) -> rs.Stmt:
    type_ = x.subject.type
    assert isinstance(type_, EnumType)
    # Fields that move out of their place are taken from a copy.
    subject = value(x.subject, env) if any(arm.bindings for arm in x.arms) else place(x.subject, env)
    if isinstance(subject, rs.Struct):
        subject = rs.Paren(subject)
    return rs.Match(subject, tuple(_variant_arm(type_, arm, env) for arm in x.arms))


def _variant_arm(type_: EnumType, arm: s.VariantArm, env: Environment) -> rs.Arm:
    patterns: list[str] = []
    for name in arm.variants:
        path, payload = variant(type_, name, env), type_.payload(name)
        if arm.bindings:
            names = tuple(_bound(b, field, env) for b, (_, field) in zip(arm.bindings, payload, strict=True))
            patterns.append(_pattern(path, payload, names, env))
        else:
            patterns.append(f"{path} {{ .. }}" if payload else path)
    return rs.Arm(" | ".join(patterns), block(arm.body, env))


def _inline(x: s.Inline, env: Environment) -> tuple[rs.Stmt, ...]:
    carrier, annotation = _result(x.body, env)
    env.yields.append(carrier)
    body = block(x.body, env)
    env.yields.pop()
    if x.name is None:
        return (rs.Scope(body),) if body else ()
    return (rs.Let(env.declare(x.name, carrier), rs.Block(body), x.name in env.assigned, annotation),)


def _result(body: s.Block, env: Environment) -> tuple[Carrier | None, str | None]:
    """What holds a call's result, where that is a number, and the type to say so."""
    results = [x.value for x in yields_of(body) if x.value is not None]
    if not results:
        return None, None
    if not is_number(results[0].type):
        return None, next((shown for x in results if (shown := _annotation(x, env)) is not None), None)
    if isinstance(results[0].type, CoinsType):
        integer: IntType | None = _unit(results[0].type)
    else:
        declared = {integer_of(x.type) for x in results}
        integer = declared.pop() if len(declared) == 1 else None
    if integer is not None:
        return of_integer(integer), machine_type(integer, env.scope)
    ranges = [bounds(x) for x in results]
    carrier = narrowest(min(low for low, _ in ranges), max(high for _, high in ranges))
    return carrier, type_name(carrier, env)


def _migrate(x: s.Migrate, env: Environment) -> tuple[rs.Stmt, ...]:
    declared = env.program.resource(x.resource)
    fields = tuple((env.naming.field(name), typed(given, declared.field(name).type, env)) for name, given in x.fields)
    made = rs.Struct(env.scope.sibling("resources", env.naming.resources[x.resource]), fields)
    migrated = env.names.take("migrated")
    role = rs.Path(env.role_names[x.role])
    return (
        rs.Let(migrated, rs.Try(rs.Method(role, "migrated", (made,)))),
        rs.Do(rs.Try(rs.Method(rs.Path(env.context()), "store", (rs.Path(f"&{migrated}"),)))),
    )


def _as(x: Expression, carrier: Carrier | None, env: Environment) -> rs.Expr:
    if carrier is not None and isinstance(x.type, ExactType):
        return number(x, carrier, env)
    return value(x, env)


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
