"""Statements of a view's body as Python lines."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager

from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.evaluation import Evaluation, RoleNames
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Node, call, flat, lay_out, prefixed
from vprog.codegen.python.names import CALLED, Names
from vprog.codegen.python.precedence import negated
from vprog.dsl.program import statements as s
from vprog.dsl.program.expressions import Expression, LocalRef
from vprog.dsl.program.types import (
    BOOL,
    U64,
    EnumType,
    MapType,
    OptionType,
    SetType,
    Type,
    element_of,
)
from vprog.dsl.program.walk import evaluated, statements

_START = 8
"""Methods stand in a class: their bodies start this far in."""
_WIDTH = 120
_NUMBER = re.compile(r"_\d+$")


class Body:
    """The statements of one view. Bindings are renamed where two of one name are alive together."""

    def __init__(
        self, names: Catalogue, imports: Imports, values: Evaluation, taken: set[str], resources: dict[str, str]
    ) -> None:
        self._names = names
        self._imports = imports
        self._values = values
        self._alive = set(taken)
        self._resources = resources
        self._read: set[str] = set()
        self._lines: list[str] = []
        self._indent = _START
        self._assigned: tuple[int, int, str, Node] | None = None
        """The last assignment: lines up to and with it, how far in, its name and value."""
        self._targets: list[str | None] = []
        """Of the inlined calls around a statement: the variable that gets the result."""

    def lines(self, body: s.Block) -> list[str]:
        """Every statement with its final lines; the first of each stands where methods' bodies start."""
        every = (node for statement in statements(body) for node in evaluated(statement))
        self._read = {node.name for node in every if isinstance(node, LocalRef)}
        self._block(body)
        return self._lines

    def _block(self, block: s.Block) -> None:
        for statement in block.statements:
            self._statement(statement)

    def _statement(self, node: s.Statement) -> None:
        match node:
            case s.Let():
                value = self._values.value(node.value)
                self._assign(self._bind(node.name, self._values.declared(node.value)), value)
            case s.AssignLocal():
                self._assign(self._values.scope.locals[node.name][0], self._values.value(node.value))
            case s.Require():
                self._add(f"if {self._negated(node.condition)}:")
                with self._inner():
                    self._add(prefixed("raise ", self._values.made(node.error)))
            case s.If():
                self._if(node)
            case s.MatchOption():
                self._match_option(node)
            case s.MatchEnum():
                self._match_enum(node)
            case s.MatchVariant():
                self._match_variant(node)
            case s.For():
                bounds = str(node.high) if node.low == 0 else f"{node.low}, {node.high}"
                self._loop(node.name, U64, f"range({bounds})", node.body)
            case s.ForEach():
                subject = self._values.value(node.subject)
                if isinstance(node.subject.type, SetType | MapType):
                    self._imports.add("vprog.client", "values")
                    subject = call("values.ordered", subject)
                self._loop(node.name, element_of(node.subject.type), flat(subject), node.body)
            case s.ForRoles():
                self._for_roles(node)
            case s.Inline():
                self._inline(node)
            case s.Yield():
                self._result(node.value)
            case _:
                raise TypeError(f"{type(node).__name__} in a view")

    def _result(self, value: Expression | None) -> None:
        if self._targets:
            target = self._targets[-1]
            if target is not None and value is not None:
                self._assign(target, self._values.value(value))
        elif value is not None:
            self._return(self._values.value(value))

    def _assign(self, name: str, value: Node) -> None:
        self._add(prefixed(f"{name} = ", value))
        self._assigned = (len(self._lines), self._indent, name, value)

    def _return(self, value: Node) -> None:
        """`return value`; what was assigned to a name right before is returned itself."""
        if self._assigned is not None:
            lines, indent, name, assigned = self._assigned
            if (lines, indent, name) == (len(self._lines), self._indent, value):
                self._lines.pop()
                value = assigned
        self._add(prefixed("return ", value))

    def _if(self, node: s.If) -> None:
        if self._choice(node):
            return
        self._add(f"if {self._values.text(node.condition)}:")
        self._nested(node.then)
        if node.otherwise is None or not node.otherwise.statements:
            return
        inner = node.otherwise.statements
        if self._ends(node.then):
            self._scoped(node.otherwise)
        elif len(inner) == 1 and isinstance(inner[0], s.If):
            start = len(self._lines)
            self._scoped(node.otherwise)
            first = self._lines[start]
            margin = len(first) - len(first.lstrip())
            if first[margin:].startswith("if "):
                self._lines[start] = f"{first[:margin]}el{first[margin:]}"
        else:
            self._add("else:")
            self._nested(node.otherwise)

    def _choice(self, node: s.If) -> bool:
        """`name = a if condition else b`, where it fits on a line."""
        target = self._targets[-1] if self._targets else None
        if target is None or node.otherwise is None:
            return False
        found = [block.statements for block in (node.then, node.otherwise)]
        results = [only[0].value for only in found if len(only) == 1 and isinstance(only[0], s.Yield)]
        values = [value for value in results if value is not None]
        if len(values) != 2:
            return False
        then, otherwise = (self._values.text(value) for value in values)
        choice = f"{then} if {self._values.text(node.condition)} else {otherwise}"
        if self._indent + len(f"{target} = {choice}") > _WIDTH:
            return False
        self._assign(target, choice)
        return True

    def _match_option(self, node: s.MatchOption) -> None:
        option = self._named(node.option, node.binding)
        type_ = node.option.type
        inner = type_.inner if isinstance(type_, OptionType) else type_
        if not node.none.statements and node.some.statements:
            self._add(f"if {option} is not None:")
            with self._inner():
                self._bound(node.binding, (option, inner), node.some)
                self._filled_in(node.some)
            return
        self._add(f"if {option} is None:")
        self._nested(node.none)
        if self._ends(node.none):
            self._bound(node.binding, (option, inner), node.some)
        elif node.some.statements:
            self._add("else:")
            with self._inner():
                self._bound(node.binding, (option, inner), node.some)
                self._filled_in(node.some)

    def _bound(self, name: str, option: tuple[str, Type], block: s.Block) -> None:
        """The block with the value inside the option, which is the option's variable once it is not None."""
        before = dict(self._values.scope.locals)
        self._values.scope.locals[name] = option
        self._block(block)
        self._values.scope.locals.clear()
        self._values.scope.locals.update(before)

    def _match_enum(self, node: s.MatchEnum) -> None:
        type_ = node.subject.type
        assert isinstance(type_, EnumType)
        self._add(f"match {self._named(node.subject, 'found')}:")
        for variants, block in node.arms:
            members = [self._names.variants[(type_.name, variant)] for variant in variants]
            if type_.payloads:
                self._imports.add(".structs", *members)
                pattern = " | ".join(f"{member}()" for member in members)
            else:
                self._imports.add(".types", self._names.enums[type_.name])
                pattern = " | ".join(f"{self._names.enums[type_.name]}.{member}" for member in members)
            self._arm(pattern, (), block)

    def _match_variant(self, node: s.MatchVariant) -> None:
        type_ = node.subject.type
        assert isinstance(type_, EnumType)
        self._add(f"match {self._named(node.subject, 'found')}:")
        for arm in node.arms:
            members = [self._names.variants[(type_.name, variant)] for variant in arm.variants]
            self._imports.add(".structs", *members)
            if arm.bindings:
                types = [type_ for _, type_ in type_.payload(arm.variants[0])]
                self._arm(f"{members[0]}(", tuple(zip(arm.bindings, types, strict=True)), arm.body)
            else:
                self._arm(" | ".join(f"{member}()" for member in members), (), arm.body)

    def _arm(self, pattern: str, bindings: tuple[tuple[str, Type], ...], block: s.Block) -> None:
        self._indent += 4
        with self._scope():
            if bindings:
                pattern += ", ".join(self._bind(name, type_) for name, type_ in bindings) + ")"
            self._add(f"case {pattern}:")
            with self._inner():
                self._block(block)
                self._filled_in(block)
        self._indent -= 4

    def _loop(self, name: str, type_: Type, over: str, block: s.Block) -> None:
        with self._scope():
            self._add(f"for {self._bind(name, type_)} in {over}:")
            with self._inner():
                self._block(block)
                self._filled_in(block)

    def _for_roles(self, node: s.ForRoles) -> None:
        with self._scope():
            address, now = self._fresh(node.name), self._fresh(f"{node.name}_now")
            role = RoleNames(address, now, self._resources[node.role])
            self._values.scope.roles[node.name] = role
            at = len(self._lines)
            self._add("")
            with self._inner():
                self._block(node.body)
                self._filled_in(node.body)
            text = "\n".join(self._lines[at + 1 :])
            shown = (address if _mentions(text, address) else f"_{address}", now if f"{now}." in text else f"_{now}")
            margin = " " * (self._indent - _START)
            self._lines[at] = f"{margin}for {', '.join(shown)} in {self._values.scope.lists[node.role]}:"

    def _inline(self, node: s.Inline) -> None:
        """The body of a call, whose own bindings end with it."""
        outer = dict(self._values.scope.locals)
        target = None
        if node.name is not None:
            hoisted = node.name.startswith(f"{_short(node.function)}_")
            plain = _NUMBER.sub("", node.name) if hoisted or self._targets else node.name
            target = self._fresh(plain if node.name in self._read else f"_{plain}")
        with self._scope():
            self._targets.append(target)
            self._block(node.body)
            self._targets.pop()
        self._values.scope.locals.clear()
        self._values.scope.locals.update(outer)
        if node.name is not None and target is not None:
            self._values.scope.locals[node.name] = (target, _result_type(node.body))
            self._alive.add(target)

    def _named(self, node: Expression, wanted: str) -> str:
        """The expression as something that can be asked twice: a name, or a new variable."""
        text = self._values.text(node)
        if text.replace(".", "").isidentifier():
            return text
        name = self._fresh(wanted)
        self._add(prefixed(f"{name} = ", self._values.value(node)))
        return name

    def _negated(self, condition: Expression) -> str:
        return self._values.text(negated(condition))

    def _bind(self, name: str, type_: Type) -> str:
        # Names of an inlined body have a number behind them, which keeps them apart from the caller's.
        plain = _NUMBER.sub("", name) if self._targets else name
        found = self._fresh(plain if name in self._read else f"_{plain}")
        self._values.scope.locals[name] = (found, type_)
        return found

    def _fresh(self, wanted: str) -> str:
        found = Names(frozenset(self._alive) | CALLED).take(wanted)
        self._alive.add(found)
        return found

    def _ends(self, block: s.Block) -> bool:
        """Whether every path through the block returns."""
        if self._targets or not block.statements:
            return False
        last = block.statements[-1]
        match last:
            case s.Yield():
                return True
            case s.If():
                return last.otherwise is not None and self._ends(last.then) and self._ends(last.otherwise)
            case s.MatchOption():
                return self._ends(last.none) and self._ends(last.some)
            case s.MatchEnum():
                return all(self._ends(arm) for _, arm in last.arms)
            case s.MatchVariant():
                return all(self._ends(arm.body) for arm in last.arms)
            case _:
                return False

    def _nested(self, block: s.Block) -> None:
        with self._inner():
            self._scoped(block)
            self._filled_in(block)

    def _scoped(self, block: s.Block) -> None:
        with self._scope():
            self._block(block)

    def _filled_in(self, block: s.Block) -> None:
        if not block.statements or (self._targets and not self._writes(block)):
            self._add("pass")

    def _writes(self, block: s.Block) -> bool:
        """Whether the block makes a line at all: the result of a call that nobody asks for makes none."""
        return (
            not all(isinstance(statement, s.Yield) for statement in block.statements) or self._targets[-1] is not None
        )

    @contextmanager
    def _inner(self) -> Generator[None]:
        self._indent += 4
        yield
        self._indent -= 4

    @contextmanager
    def _scope(self) -> Generator[None]:
        """Bindings made inside end with it."""
        alive, known = set(self._alive), dict(self._values.scope.locals)
        yield
        self._alive = alive
        self._values.scope.locals.clear()
        self._values.scope.locals.update(known)

    def _add(self, node: Node) -> None:
        self._lines.append(" " * (self._indent - _START) + lay_out(node, self._indent))


def _short(function: str) -> str:
    """The name of a function without its module."""
    return function.rsplit("::", 1)[-1]


def _result_type(body: s.Block) -> Type:
    """The type of a call's result: every path ends with a value of it."""
    found = (node.value for node in statements(body) if isinstance(node, s.Yield))
    return next((value.type for value in found if value is not None), BOOL)


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None
