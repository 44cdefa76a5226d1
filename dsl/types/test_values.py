"""Values that only tests can write: keys with a known secret, and locks made of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.tests import TestKey, TestLock, TestScript
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import misplaced

MAX_KEYS = 16


def test_name(ctx: Context, span: Span, name: str) -> Expression | None:
    """`ALICE` or `unlocked`; None for any other name. Test values carry a type, so they stand where expressions do."""
    if name == "unlocked":
        return cast(Expression, TestLock(span, "unlocked", 0, ()))
    if name.isupper() and ctx.symbols.sort_of(name) is None:
        return cast(Expression, TestKey(span, name))
    return None


def test_key(ctx: Context, span: Span, name: str) -> TestKey | None:
    """The key of that name; a constant is refused, because nobody knows its secret here."""
    if name in ctx.symbols.constants:
        from vprog.dsl.rules.vp1104_test_key_is_constant import report

        return report(ctx.bag, span, name)
    if name.isupper():
        return TestKey(span, name)
    return misplaced(ctx, span, f"`{name}` is no test key: write it in capitals, `{name.upper()}`")


def signing_key(ctx: Context, span: Span, name: str, own: Collection[str]) -> TestKey | None:
    """As `test_key`; besides the program's `own` key, in whose place the test puts one with a known secret."""
    return TestKey(span, name) if name in own else test_key(ctx, span, name)


def test_lock(ctx: Context, node: syn.Call, kind: str) -> Expression | None:
    """`schnorr(ALICE)` or `multisig(2, ALICE, BOB, CAROL)`."""
    threshold, names = 1, list(node.arguments)
    if kind == "multisig":
        first = names.pop(0) if names else None
        if not isinstance(first, syn.IntLiteral):
            return _bad(ctx, node, "`multisig` starts with how many keys must sign: `multisig(2, A, B, C)`")
        threshold = first.value
    keys: list[TestKey] = []
    for name in names:
        if not isinstance(name, syn.NameRef):
            return _bad(ctx, node, "the keys of a test lock are names in capitals")
        key = test_key(ctx, name.span, name.name)
        if key is None:
            return None
        keys.append(key)
    if kind == "schnorr" and len(keys) != 1:
        return _bad(ctx, node, "`schnorr` takes one key")
    different = len({key.name for key in keys})
    if not 1 <= threshold <= len(keys) <= MAX_KEYS or different != len(keys):
        return _bad(ctx, node, f"a lock of {threshold} of {different} different keys")
    return cast(Expression, TestLock(node.span, kind, threshold, tuple(keys)))


def test_script(ctx: Context, node: syn.Call) -> Expression | None:
    """`p2pk(ALICE)`: the script that pays a test key."""
    name = node.arguments[0] if len(node.arguments) == 1 else None
    if not isinstance(name, syn.NameRef):
        return misplaced(ctx, node.span, "`p2pk` takes one test key: `p2pk(ALICE)`")
    key = test_key(ctx, name.span, name.name)
    return cast(Expression, TestScript(node.span, key)) if key is not None else None


def _bad(ctx: Context, node: syn.Call, reason: str) -> None:
    from vprog.dsl.rules.vp1105_test_lock import report

    report(ctx.bag, node.span, reason)
