"""Early returns of a function moved to the end of its paths: what follows them goes into the branches that go on."""

from __future__ import annotations

from vprog.dsl.program.statements import (
    Block,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    Return,
    Statement,
    Yield,
)
from vprog.dsl.program.walk import blocks
from vprog.dsl.source.span import Span
from vprog.dsl.types.context import Context
from vprog.dsl.types.rewriting import apart, with_blocks

MAX_STATEMENTS = 5_000
"""The most statements that an instruction or a function has with all of its calls."""
_LOOPS = (For, ForEach, ForRoles)


def at_the_end(ctx: Context, name: str, body: Block, *, result: bool, at: Span) -> Block | None:
    """The body with every Yield as the last statement of its path. Without `result` there is none left: the paths just
    end. None when a path has no result, or a loop one, which is reported."""
    early = any(_yields(node) for node in body.statements[:-1]) or any(
        _yields(inner) for node in body.statements for block in blocks(node) for inner in block.statements
    )
    if not early and not (body.statements and isinstance(body.statements[-1], Yield)):
        return _missing(ctx, name, at) if result else body
    if not _outside_loops(ctx, body, in_loop=False):
        return None
    mover = _Mover(ctx)
    moved = mover.block(apart(body, ctx.fresh), ())
    if mover.left < 0:
        from vprog.dsl.rules.vp0214_function_too_large import report

        return report(ctx.bag, at, name, MAX_STATEMENTS)
    if result and not _ends(moved):
        return _missing(ctx, name, at)
    return moved if result else _without(moved)


def _missing(ctx: Context, name: str, at: Span) -> None:
    from vprog.dsl.rules.vp0213_missing_return import report

    report(ctx.bag, at, name)


def _yields(node: Statement) -> bool:
    if isinstance(node, Inline):
        return False
    return isinstance(node, Yield) or any(_yields(inner) for block in blocks(node) for inner in block.statements)


def _outside_loops(ctx: Context, block: Block, *, in_loop: bool) -> bool:
    sound = True
    for node in block.statements:
        if isinstance(node, Yield) and in_loop:
            from vprog.dsl.rules.vp0212_return_in_loop import report

            report(ctx.bag, node.span)
            sound = False
        if not isinstance(node, Inline):
            for inner in blocks(node):
                sound = _outside_loops(ctx, inner, in_loop=in_loop or isinstance(node, _LOOPS)) and sound
    return sound


def _ends(block: Block) -> bool:
    """Every path of the block has its result."""
    if not block.statements:
        return False
    last = block.statements[-1]
    if isinstance(last, Yield | Return):
        return True
    inner = blocks(last)
    if isinstance(last, Inline | For | ForEach | ForRoles) or not inner:
        return False
    if isinstance(last, If) and last.otherwise is None:
        return False
    return all(_ends(nested) for nested in inner)


class _Mover:
    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self.left = MAX_STATEMENTS
        """What follows an early return is copied into each branch that goes on."""

    def block(self, block: Block, rest: tuple[Statement, ...]) -> Block:
        """The block, and behind it what comes after, where a path gets there."""
        self.left -= len(block.statements) + len(rest)
        if self.left < 0:
            return block
        if _ends(block):
            self._unreachable(rest)
            rest = ()
        return Block(block.span, self._statements((*block.statements, *rest)))

    def _statements(self, nodes: tuple[Statement, ...]) -> tuple[Statement, ...]:
        for place, node in enumerate(nodes):
            after = nodes[place + 1 :]
            if isinstance(node, Yield):
                self._unreachable(after)
                return nodes[: place + 1]
            if not _yields(node):
                continue
            inner = blocks(node)
            if isinstance(node, If) and node.otherwise is None and after:
                inner = (*inner, Block(after[0].span, ()))
            everywhere = all(_ends(block) for block in inner) and len(inner) > 1
            if everywhere:
                self._unreachable(after)
            new = tuple(self.block(block, () if _ends(block) else after) for block in inner)
            return (*nodes[:place], with_blocks(node, new))
        return nodes

    def _unreachable(self, after: tuple[Statement, ...]) -> None:
        if after:
            from vprog.dsl.rules.vp0811_unreachable import report

            report(self._ctx.bag, after[0].span)


def _without(block: Block) -> Block:
    """Without the Yields of a function that has no result."""
    kept: list[Statement] = []
    for node in block.statements:
        if isinstance(node, Yield):
            continue
        if not isinstance(node, Inline | For | ForEach | ForRoles):
            inner = blocks(node)
            node = with_blocks(node, tuple(_without(nested) for nested in inner)) if inner else node
        kept.append(node)
    return Block(block.span, tuple(kept))
