"""Says which condition is missing."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Access
from vprog.dsl.program.types import (
    LOCK_ID,
    AddressType,
    ListType,
    MapType,
    OpaqueType,
    SetType,
    StructType,
    Type,
    contained,
)
from vprog.dsl.related.exits import Astray
from vprog.dsl.related.keys import ID
from vprog.dsl.related.places import Place
from vprog.dsl.related.ties import Asked
from vprog.dsl.related.values import Finding, Leak


def unrelated(asked: Asked, finding: Finding, place: Place, bag: DiagnosticBag) -> None:
    """VP0713, at the first role: nothing ties it to the other one."""
    from vprog.dsl.rules import vp0713_unrelated_roles

    role, field, other, name = finding
    one, two = asked.instruction.role(role), asked.instruction.role(other)
    first, second = _type(asked, role, field), _type(asked, other, name)
    by_lock = name != ID and second == LOCK_ID
    if (
        ID not in (field, name) and first != second and not by_lock
    ):  # one of them names the other, not what that one names
        field, name = (field, ID) if first == AddressType(two.resource) else (ID, name)
    what = f"`{role}` belongs to `{other}`" if field != ID else f"`{other}` belongs to `{role}`"
    if by_lock:
        what = f"`{other}` is the one of `{role}.{field}`"
    elif ID not in (field, name):
        what = f"`{role}` and `{other}` belong to the same `{getattr(first, 'resource', '')}`"
    tie = _tie(f"{role}.{field}", _type(asked, role, field), f"{other}.{name}", _type(asked, other, name))
    single = all(r.many is None and not r.or_creates and r.access is not Access.CREATES for r in (one, two))
    note = f"ask that what `{role}.{field}` names is `{other}.{name}`"
    if tie:
        note = f"`where {tie}` would say so" if single else f"`require {tie} else ...` there would say so"
    vp0713_unrelated_roles.report(bag, (one, two), place.statement.span, what, note)


def leaking(asked: Asked, leak: Leak, bag: DiagnosticBag) -> None:
    """VP0713: value moves to something of another issuer, or that can hold value of any."""
    from vprog.dsl.rules import vp0713_unrelated_roles

    one, field, two, name = leak.finding
    if field and name:
        unrelated(asked, leak.finding, leak.flow.ended, bag)
        return
    role, other = (two, one) if field else (one, two)
    roles = (asked.instruction.role(role), asked.instruction.role(other))
    vp0713_unrelated_roles.leak(bag, roles, leak.flow.ended.statement.span, leak.flow.unit, leak.issuer)


def strayed(exit_: Astray, bag: DiagnosticBag) -> None:
    """VP0713: what is paid out goes to whatever script the sender passes."""
    from vprog.dsl.rules import vp0713_unrelated_roles

    vp0713_unrelated_roles.stray(bag, exit_.role, exit_.place.statement.span, exit_.field, exit_.parameter)


def _type(asked: Asked, role: str, field: str) -> Type:
    resource = asked.instruction.role(role).resource
    return AddressType(resource) if field == ID else asked.program.resource(resource).field(field).type


def _tie(reference: str, type_: Type, value: str, of: Type) -> str:
    """The condition that says that a field names a resource, or holds its id; empty where it takes more."""
    match type_:
        case AddressType() | OpaqueType():
            return f"{reference} == {value}"
        case ListType(element=inner) | SetType(element=inner) | MapType(key=inner) if inner == of:
            return f"{reference}.contains({value})"
        case StructType():
            inside = next((f for f in type_.fields if of in contained(f[1])), None)
            return _tie(f"{reference}.{inside[0]}", inside[1], value, of) if inside is not None else ""
        case _:
            return ""
