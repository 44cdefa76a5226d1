"""Lowers the header of an instruction: parameters, roles and clauses, before any body."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.declarations import Field, Where
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
from vprog.dsl.types.facts import assume
from vprog.dsl.types.header import Header
from vprog.dsl.types.resolve import resolve, stored
from vprog.dsl.types.roles import lower_role, resource_of
from vprog.dsl.types.values import value_type


def lower_header(
    ctx: Context, node: syn.Instruction | syn.View, clauses: Sequence[syn.HeaderClause] | None = None
) -> Header:
    """The header, of some of its clauses or of all; what is wrong in it is reported, and the names it declares are in
    scope all the same."""
    header = Header()
    before, ctx.failed = ctx.errors(), False
    _parameters(ctx, header, node)
    clauses = node.clauses if clauses is None else clauses
    _roles(ctx, header, clauses)
    once: dict[str, syn.HeaderClause] = {}
    for clause in clauses:
        _clause(ctx, header, clause, once)
    header.sound = not ctx.failed and ctx.errors() == before
    return header


def _parameters(ctx: Context, header: Header, node: syn.Instruction | syn.View) -> None:
    for parameter in node.parameters:
        type_ = resolve(ctx, parameter.type)
        if type_ is not None and not stored(ctx, parameter.type.span, type_):
            type_ = None
        name = parameter.name.text
        integer = integer_of(type_) if type_ is not None else None
        shown = value_type(type_) if type_ is not None else None
        bits = integer.bits if integer else 0
        binding = Binding(NameKind.PARAMETER, name, parameter.name.span, shown, declared=type_, bits=bits)
        bound = bind(ctx, header.scope, binding)
        if type_ is None:
            ctx.fail()
        elif bound:
            header.parameters += (Field(parameter.span, name, parameter.doc, type_),)


def _roles(ctx: Context, header: Header, clauses: Sequence[syn.HeaderClause]) -> None:
    """All roles are in scope of all addresses; which of them an address may read, and when, is judged later."""
    bound: list[tuple[syn.RoleClause, str | None, int]] = []
    for clause in clauses:
        if isinstance(clause, syn.RoleClause):
            if clause.name.text == "self":
                from vprog.dsl.rules.vp0208_reserved_name import report

                report(ctx.bag, clause.name.span, "self", "the resource itself, in its own address")
                ctx.fail()
            name, many = resource_of(ctx, clause)
            kind = NameKind.ROLE_LIST if many else NameKind.ROLE
            binding = Binding(kind, clause.name.text, clause.name.span, None, resource=name, many=many)
            if bind(ctx, header.scope, binding):
                bound.append((clause, name, many))
    for clause, name, many in bound:
        resource = ctx.symbols.resources[name] if name is not None else None
        role = lower_role(ctx, header.scope, clause, resource, many) if resource is not None else None
        if role is None:
            ctx.fail()
        else:
            header.roles += (role,)


def _clause(ctx: Context, header: Header, node: syn.HeaderClause, once: dict[str, syn.HeaderClause]) -> None:
    match node:
        case syn.AuthClause():
            if only(ctx, node, "auth", once):
                header.auth = lower_auth(ctx, header.scope, node.auth, header.roles)
                if header.auth is None:
                    ctx.fail()
        case syn.PermissionlessClause():
            if only(ctx, node, "permissionless", once):
                header.permissionless = node.reason.value
        case syn.WhereClause():
            error = error_use(ctx, header.scope, node.error) or ErrorUse(node.span, "Unrelated")
            condition = convert(ctx, header.known, infer(ctx, header.known, node.condition), BOOL)
            if condition is None:
                return ctx.fail()
            assume(header.known, condition)
            header.conditions += (Where(node.span, condition, error),)
        case syn.MayAliasClause():
            found = [_aliased(ctx, header.scope, role) for role in node.roles]
            if None in found:
                return ctx.fail()
            names = list(dict.fromkeys(role.text for role in node.roles))
            pairs = [frozenset(pair) for pair in combinations(names, 2)] or [frozenset(names)]
            header.aliases += tuple(pair for pair in pairs if pair not in header.aliases)
        case syn.ClaimsClause():
            header.claims += _units(ctx, node.units)
        case syn.ExitsClause():
            header.exits += _units(ctx, node.units)
        case syn.RoleClause():
            pass
        case syn.RandomClause() | syn.AfterClause() | syn.LimitsClause() | syn.EnsuresClause():
            from vprog.dsl.types.clauses import lower_clause

            if isinstance(node, syn.EnsuresClause) or only(ctx, node, _WORDS[type(node)], once):
                lower_clause(ctx, header, node)
    return None


_WORDS: dict[type[syn.HeaderClause], str] = {
    syn.RandomClause: "random",
    syn.AfterClause: "after",
    syn.LimitsClause: "limits",
}


def _aliased(ctx: Context, scope: Scope, name: syn.Identifier) -> Binding | None:
    """A role or a role list: its members may then be the other role's resource, never each other's."""
    binding = scope.find(name.text)
    return binding if binding and binding.kind is NameKind.ROLE_LIST else role_named(ctx, scope, name)


def only(ctx: Context, node: syn.HeaderClause, word: str, once: dict[str, syn.HeaderClause]) -> bool:
    """Whether a clause stands for the first time; reported when not."""
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
