"""Lowers the header of an instruction: parameters, roles and clauses, before any body."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.declarations import Auth, Field, Role, Where
from vprog.dsl.program.expressions import ErrorUse
from vprog.dsl.program.types import BOOL, U64, UnitType, integer_of
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.assignments import role_named
from vprog.dsl.types.auth import lower_auth
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.error_uses import error_use
from vprog.dsl.types.expressions import infer, no_such
from vprog.dsl.types.resolve import resolve
from vprog.dsl.types.roles import lower_role, resource_of
from vprog.dsl.types.values import value_type


class Header:
    """A lowered header and the scope that the body starts from. `sound` is false when a part is missing."""

    __slots__ = (
        "aliases",
        "auth",
        "claims",
        "conditions",
        "exits",
        "parameters",
        "permissionless",
        "roles",
        "scope",
        "sound",
    )

    def __init__(self) -> None:
        self.scope = Scope()
        self.sound = True
        self.parameters: tuple[Field, ...] = ()
        self.roles: tuple[Role, ...] = ()
        self.aliases: tuple[frozenset[str], ...] = ()
        self.auth: Auth | None = None
        self.permissionless: str | None = None
        self.conditions: tuple[Where, ...] = ()
        self.claims: tuple[UnitType, ...] = ()
        self.exits: tuple[UnitType, ...] = ()


def lower_header(ctx: Context, node: syn.Instruction) -> Header:
    """The header; what is wrong in it is reported, and the names it declares are in scope all the same."""
    header = Header()
    before, ctx.failed = ctx.errors(), False
    _parameters(ctx, header, node)
    _roles(ctx, header, node)
    once: dict[str, syn.HeaderClause] = {}
    for clause in node.clauses:
        _clause(ctx, header, clause, once)
    header.sound = not ctx.failed and ctx.errors() == before
    return header


def _parameters(ctx: Context, header: Header, node: syn.Instruction) -> None:
    for parameter in node.parameters:
        type_ = resolve(ctx, parameter.type)
        name = parameter.name.text
        integer = integer_of(type_) if type_ is not None else None
        shown = value_type(type_) if type_ is not None else None
        bits = integer.bits if integer else 0
        bound = bind(ctx, header.scope, Binding(NameKind.PARAMETER, name, parameter.name.span, shown, bits=bits))
        if type_ is None:
            ctx.fail()
        elif bound:
            header.parameters += (Field(parameter.span, name, parameter.doc, type_),)


def _roles(ctx: Context, header: Header, node: syn.Instruction) -> None:
    """All roles are in scope of all addresses; which of them an address may read, and when, is judged later."""
    bound: list[tuple[syn.RoleClause, str | None]] = []
    for clause in node.clauses:
        if isinstance(clause, syn.RoleClause):
            name = resource_of(ctx, clause)
            binding = Binding(NameKind.ROLE, clause.name.text, clause.name.span, None, resource=name)
            if bind(ctx, header.scope, binding):
                bound.append((clause, name))
    for clause, name in bound:
        resource = ctx.symbols.resources[name] if name is not None else None
        role = lower_role(ctx, header.scope, clause, resource) if resource is not None else None
        if role is None:
            ctx.fail()
        else:
            header.roles += (role,)


def _clause(ctx: Context, header: Header, node: syn.HeaderClause, once: dict[str, syn.HeaderClause]) -> None:
    match node:
        case syn.AuthClause():
            if _only(ctx, node, "auth", once):
                header.auth = lower_auth(ctx, header.scope, node.auth, header.roles)
                if header.auth is None:
                    ctx.fail()
        case syn.PermissionlessClause():
            if _only(ctx, node, "permissionless", once):
                header.permissionless = node.reason.value
        case syn.WhereClause():
            error = error_use(ctx, header.scope, node.error) or ErrorUse(node.span, "Unrelated")
            condition = convert(ctx, header.scope, infer(ctx, header.scope, node.condition), BOOL)
            if condition is None:
                return ctx.fail()
            header.conditions += (Where(node.span, condition, error),)
        case syn.MayAliasClause():
            found = [role_named(ctx, header.scope, role) for role in node.roles]
            if None in found:
                return ctx.fail()
            header.aliases += (frozenset(role.text for role in node.roles),)
        case syn.ClaimsClause():
            header.claims += _units(ctx, node.units)
        case syn.ExitsClause():
            header.exits += _units(ctx, node.units)
        case syn.RoleClause():
            pass
    return None


def _only(ctx: Context, node: syn.HeaderClause, word: str, once: dict[str, syn.HeaderClause]) -> bool:
    first = once.setdefault(word, node)
    if first is not node:
        from vprog.dsl.rules.vp0206_repeated_field import report

        report(ctx.bag, node.span, word, first.span)
    return first is node


def _units(ctx: Context, names: tuple[syn.Identifier, ...]) -> tuple[UnitType, ...]:
    units: list[UnitType] = []
    for name in names:
        if name.text not in ctx.symbols.units:
            no_such(ctx, name.span, "unit", name.text, list(ctx.symbols.units))
            continue
        unit = ctx.symbols.units[name.text]
        if unit is None:
            ctx.fail()
        elif unit.repr != U64:
            from vprog.dsl.rules.vp0321_l1_unit import report

            report(ctx.bag, name.span, unit.name, unit.repr.name)
        elif unit not in units:
            units.append(unit)
    return tuple(units)
