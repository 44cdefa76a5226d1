"""Copies typed statements to another place: other roles, fresh local names, spans that know the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from vprog.dsl.program import expressions as e
from vprog.dsl.program import statements as s
from vprog.dsl.program.types import Type
from vprog.dsl.program.walk import blocks, statements
from vprog.dsl.source.span import Span, called_from

N = TypeVar("N")

_ROLE_USES = (
    e.FieldRef,
    e.RoleId,
    e.Take,
    e.RoleCount,
    s.AssignField,
    s.MatchRole,
    s.Put,
    s.Create,
    s.Delete,
    s.ForRoles,
    s.Migrate,
)


class Rewriter:
    """`roles`: what a role of the body is called outside. `parameters`: the locals that hold them. `fresh`: a new name
    for a local. `call`: where the call is; None leaves the spans alone."""

    def __init__(
        self,
        fresh: Callable[[str], str],
        roles: Mapping[str, str],
        parameters: Mapping[str, str],
        call: Span | None,
    ) -> None:
        self._fresh = fresh
        self._roles = dict(roles)
        self._parameters = parameters
        self._call = call
        self._locals: dict[str, str] = {}

    def block(self, block: s.Block) -> s.Block:
        """A block with a scope of its own."""
        outer = (dict(self._locals), dict(self._roles))
        made = s.Block(self._span(block.span), tuple(self.copy(statement) for statement in block.statements))
        self._locals, self._roles = outer
        return made

    def copy(self, node: N) -> N:
        """The node with everything below it; names that it binds hold from here on."""
        return self._node(node)

    def bind(self, name: str, outside: str) -> None:
        """A local of the body that has its name already."""
        self._locals[name] = outside

    def _node(self, node: Any) -> Any:
        match node:
            case s.Block():
                return self.block(node)
            case e.ParamRef() if node.name in self._parameters:
                return e.LocalRef(self._span(node.span), node.type, self._parameters[node.name])
            case s.For() | s.ForEach() | s.ForRoles() | s.MatchOption():
                return self._scoped(node)
            case s.VariantArm():
                outer = dict(self._locals)
                bindings = tuple(self._bound(name) for name in node.bindings)
                made = s.VariantArm(node.variants, bindings, self.block(node.body))
                self._locals = outer
                return made
            case s.Inline():
                body = self.block(node.body)
                name = None if node.name is None else self._bound(node.name)
                return s.Inline(self._span(node.span), node.function, name, body)
            case s.Let():
                value = self._node(node.value)
                return s.Let(self._span(node.span), self._bound(node.name), value, node.mutable)
            case s.Unpack():
                value = self._node(node.value)
                return s.Unpack(self._span(node.span), tuple(self._bound(name) for name in node.names), value)
            case _:
                return self._fields(node)

    def _scoped(self, node: Any) -> Any:
        """A statement whose name holds in one of its blocks only."""
        outer, roles = dict(self._locals), dict(self._roles)
        fields = {name: getattr(node, name) for name in node.__match_args__}
        for name in ("subject", "option"):
            if name in fields:
                fields[name] = self._node(fields[name])
        if "role" in fields:
            fields["role"] = self._roles.get(node.role, node.role)
        if isinstance(node, s.MatchOption):
            fields["none"] = self.block(node.none)
            fields["binding"] = self._bound(node.binding)
            fields["some"] = self.block(node.some)
        elif isinstance(node, s.ForRoles):
            fields["name"] = self._roles[node.name] = self._fresh(node.name)
            fields["body"] = self.block(node.body)
        else:
            fields["name"] = self._bound(node.name)
            fields["body"] = self.block(node.body)
        self._locals, self._roles = outer, roles
        fields["span"] = self._span(node.span)
        return type(node)(**fields)

    def _fields(self, node: Any) -> Any:
        made: list[Any] = []
        for name in node.__match_args__:
            value = getattr(node, name)
            if name == "role" and isinstance(node, _ROLE_USES):
                value = self._roles.get(value, value)
            elif name == "into" and isinstance(node, s.Delete):
                value = tuple((field, self._roles.get(role, role), target) for field, role, target in value)
            elif (name == "name" and isinstance(node, e.LocalRef | s.AssignLocal)) or (
                name == "coins" and isinstance(node, e.CoinsValue)
            ):
                value = self._locals.get(value, value)
            elif name != "type":
                value = self._value(value)
            made.append(value)
        return type(node)(*made)

    def _value(self, value: Any) -> Any:
        if isinstance(value, Span):
            return self._span(value)
        if isinstance(value, tuple):
            return tuple(self._value(part) for part in cast("tuple[Any, ...]", value))
        if hasattr(value, "__match_args__") and not isinstance(value, Type):
            return self._node(value)
        return value

    def _bound(self, name: str) -> str:
        self._locals[name] = found = self._fresh(name)
        return found

    def _span(self, span: Span) -> Span:
        return span if self._call is None else called_from(span, self._call)


def bound_names(body: s.Block) -> list[str]:
    """Every name that a body binds, as often as it does."""
    found: list[str] = []
    for node in statements(body):
        match node:
            case s.Let() | s.For() | s.ForEach() | s.ForRoles():
                found.append(node.name)
            case s.Inline():
                found += [] if node.name is None else [node.name]
            case s.MatchOption():
                found.append(node.binding)
            case s.Unpack():
                found += node.names
            case s.MatchVariant():
                found += [name for arm in node.arms for name in arm.bindings]
            case _:
                pass
    return found


def apart(body: s.Block, fresh: Callable[[str], str]) -> s.Block:
    """The body with no name bound twice, so that statements can move between its blocks."""
    names = bound_names(body)
    if len(set(names)) == len(names):
        return body
    seen: set[str] = set()

    def once(name: str) -> str:
        if name in seen:
            return fresh(name)
        seen.add(name)
        return name

    return Rewriter(once, {}, {}, None).block(body)


def with_blocks(statement: s.Statement, new: tuple[s.Block, ...]) -> s.Statement:
    """The statement with other nested blocks, in the order of `walk.blocks`."""
    match statement:
        case s.If():
            return s.If(statement.span, statement.condition, new[0], new[1] if len(new) > 1 else None)
        case s.MatchRole():
            return s.MatchRole(statement.span, statement.role, new[0], new[1])
        case s.MatchOption():
            return s.MatchOption(statement.span, statement.option, new[0], statement.binding, new[1])
        case s.MatchEnum():
            arms = tuple((names, block) for (names, _), block in zip(statement.arms, new, strict=True))
            return s.MatchEnum(statement.span, statement.subject, arms)
        case s.MatchVariant():
            varms = tuple(
                s.VariantArm(arm.variants, arm.bindings, block) for arm, block in zip(statement.arms, new, strict=True)
            )
            return s.MatchVariant(statement.span, statement.subject, varms)
        case _:
            return statement


def depth(block: s.Block) -> int:
    """How many blocks stand in each other at most."""
    return 1 + max((depth(inner) for node in block.statements for inner in blocks(node)), default=0)
