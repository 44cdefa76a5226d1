"""Tokens to tree: the loop that drives the tables, and what it does when a token does not fit."""

from __future__ import annotations

from typing import Any, cast

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.source.span import Anchor, Span
from vprog.dsl.syntax.build_base import MAX_DEPTH, TooDeepError
from vprog.dsl.syntax.build_items import TreeBuilder
from vprog.dsl.syntax.lexer import MAX_ERRORS, tokenize
from vprog.dsl.syntax.tables import Tables, tables
from vprog.dsl.syntax.token import END, Token
from vprog.dsl.syntax.tree_items import File

MAX_STATES = 2000
"""Of the automaton; what brackets and MAX_DEPTH allow needs far fewer."""


class Machine:
    """An LALR(1) automaton whose values are tree nodes; public so that recovery can look at and cut its stacks."""

    def __init__(self, found: Tables, builder: TreeBuilder) -> None:
        self.tables = found
        self.states: list[int] = [found.start]
        self.values: list[Any] = []
        self._rules = [(name, size, getattr(builder, method) if method else None) for name, size, method in found.rules]

    def feed(self, token: Token) -> bool:
        """Takes one token, or returns False and stays where it can be asked what it expects."""
        states, values, actions = self.states, self.values, self.tables.actions
        kind = token.type
        while True:
            action = actions[states[-1]].get(kind, 0)
            if action > 0:
                states.append(action - 1)
                values.append(token)
                return True
            if action == 0:
                return False
            name, size, build = self._rules[-action - 1]
            parts: list[Any]
            if size:
                parts = _splice(values[-size:])
                del values[-size:], states[-size:]
            else:
                parts = []
            values.append(parts if build is None else build(parts))
            states.append(self.tables.gotos[states[-1]][name])
            if kind == END and states[-1] == self.tables.end:
                return True


def _splice(parts: list[Any]) -> list[Any]:
    """Parts with those of spliced rules in place. A list at the front is grown, so long repetitions stay linear."""
    flat = cast("list[Any]", parts[0]) if type(parts[0]) is list else parts[:1]
    for part in parts[1:]:
        if type(part) is list:
            flat.extend(cast("list[Any]", part))
        else:
            flat.append(part)
    return flat


def parse(source: str, path: str | Anchor, bag: DiagnosticBag, *, fragment: bool = False) -> File | None:
    """The tree of a file. With any syntax error in the bag the tree is None or has holes: do not compile it.

    A `fragment` is a piece of a file behind its first line: items only. All spans get the anchor, if there is one."""
    lexed = tokenize(source, path, bag)
    if not lexed.complete:
        return None
    builder = TreeBuilder(lexed.docs, bag)
    machine = Machine(tables(), builder)
    try:
        if fragment:
            start = Span(path, 0, 0, 1, 1)
            for token in (Token("PROGRAM", "program", start), Token("NAME", "fragment", start)):
                machine.feed(token)
        tree = _drive(machine, lexed.tokens, bag)
    except TooDeepError:
        return None
    if builder.loose and not bag.items:
        from vprog.dsl.syntax.loose import report_loose

        report_loose(builder.loose, lexed.tokens, bag)
    return tree


def _drive(machine: Machine, tokens: list[Token], bag: DiagnosticBag) -> File | None:
    place = 0
    recovered = False
    while place < len(tokens):
        if not machine.feed(tokens[place]):
            from vprog.dsl.syntax.recovery import recover

            found = None if recovered else recover(machine, tokens, place, bag)
            if found is None or len(bag.items) >= MAX_ERRORS:
                return None
            place, recovered = found, True
        elif len(machine.states) > MAX_STATES:
            from vprog.dsl.rules import vp0115_nested_too_deeply as too_deep

            too_deep.report(bag, tokens[place].span, MAX_DEPTH)
            return None
        else:
            place += 1
    return machine.values[-1]
