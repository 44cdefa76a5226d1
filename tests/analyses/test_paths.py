"""The flow analyses against brute force: every path of a random body, walked one by one.

What the compiler accepts must be right on every path; without loops, what is right on every path must be accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from vprog.dsl.compile import Compilation


@frozen
class Do:
    op: str


@frozen
class Branch:
    arms: tuple[tuple[Node, ...], ...]


@frozen
class Loop:
    body: tuple[Node, ...]


@frozen
class Leave:
    pass


Node = Do | Branch | Loop | Leave
Body = tuple[Node, ...]
Path = tuple[str, ...]


def always_leaves(body: Body) -> bool:
    last = body[-1] if body else None
    return isinstance(last, Leave) or (isinstance(last, Branch) and all(always_leaves(arm) for arm in last.arms))


def trimmed(nodes: list[Node]) -> Body:
    """Without what can never run: that is an error of its own."""
    kept: list[Node] = []
    for node in nodes:
        kept.append(node)
        if always_leaves(tuple(kept)):
            break
    return tuple(kept)


def bodies(ops: list[str], depth: int = 3) -> st.SearchStrategy[Body]:
    leaf: st.SearchStrategy[Node] = st.sampled_from(ops).map(Do)
    if depth == 0:
        return st.lists(leaf, max_size=3).map(trimmed)
    inner = bodies(ops, depth - 1)
    branch = st.tuples(inner, inner).map(Branch)
    loop = inner.filter(lambda body: not always_leaves(body)).map(Loop)
    node = st.one_of(leaf, leaf, branch, loop, st.just(Leave()))
    return st.lists(node, max_size=4).map(trimmed)


@st.composite
def nearly_right(draw: st.DrawFn, orders: list[tuple[str, ...]], depth: int = 3) -> Body:
    """A body that does one of `orders` on every path, or, half of the time, one that lost one operation."""
    order = draw(st.sampled_from(orders))
    body = draw(exactly(order, orders, depth))
    return draw(st.one_of(st.just(body), st.integers(0, 7).map(lambda number: without(body, number)[0])))


@st.composite
def exactly(draw: st.DrawFn, order: tuple[str, ...], orders: list[tuple[str, ...]], depth: int) -> Body:
    """Does `order` on every path: some of it step by step, some of it in both arms of a branch."""
    body: list[Node] = []
    rest = order
    while rest:
        if depth == 0 or draw(st.booleans()):
            body.append(Do(rest[0]))
            rest = rest[1:]
            continue
        count = draw(st.integers(0, len(rest)))
        leaves = draw(st.tuples(st.booleans(), st.booleans()))
        arms: list[Body] = []
        for leave in leaves:
            arm = draw(exactly(rest if leave else rest[:count], orders, depth - 1))
            arms.append(trimmed([*arm, Leave()]) if leave else arm)
        body.append(Branch(tuple(arms)))
        if always_leaves(tuple(body)):
            return tuple(body)
        rest = rest[count:]
        depth -= 1
    return tuple(body)


def without(body: Body, number: int) -> tuple[Body, int]:
    """The body without its operation of that number (in the order of the source), and how many are still to skip."""
    kept: list[Node] = []
    for node in body:
        match node:
            case Do():
                if number != 0:
                    kept.append(node)
                number -= 1
            case Branch(arms):
                changed: list[Body] = []
                for arm in arms:
                    inner, number = without(arm, number)
                    changed.append(inner)
                kept.append(Branch(tuple(changed)))
            case _:
                kept.append(node)
    return tuple(kept), number


def paths(body: Body) -> Iterator[tuple[Path, bool]]:
    """Every path through a body: its operations, and whether it left the instruction."""
    if not body:
        yield (), False
        return
    for first, left in _paths_of(body[0]):
        if left:
            yield first, True
        else:
            for rest, left_later in paths(body[1:]):
                yield first + rest, left_later


def _paths_of(node: Node) -> Iterator[tuple[Path, bool]]:
    match node:
        case Do(op):
            yield (op,), False
        case Leave():
            yield (), True
        case Branch(arms):
            for arm in arms:
                yield from paths(arm)
        case Loop(body):
            yield from paths((*body, *body))


def has_loop(body: Body) -> bool:
    return any(isinstance(n, Loop) or (isinstance(n, Branch) and any(has_loop(a) for a in n.arms)) for n in body)


def text(body: Body, spell: Callable[[str], str], fresh: Iterator[int]) -> str:
    lines: list[str] = []
    for node in body:
        match node:
            case Do(op):
                lines.append(spell(op))
            case Leave():
                lines.append("return")
            case Branch((first, second)):
                then, otherwise = text(first, spell, fresh), text(second, spell, fresh)
                lines.append(f"if n > 0 {{\n{then}\n}} else {{\n{otherwise}\n}}")
            case Loop(inner):
                lines.append(f"for i{next(fresh)} in 0..2 {{\n{text(inner, spell, fresh)}\n}}")
            case _:
                raise AssertionError(node)
    return "\n".join(lines)


def agree(source: str, right: bool, loops: bool) -> None:
    errors = [(d.rule.code, d.message) for d in Compilation(source).diagnostics if d.is_error]
    assert not errors or all(code[:4] in ("VP08", "VP09") for code, _ in errors), (errors, source)
    if not errors:
        assert right, source
    elif not loops:
        assert not right, (errors, source)


COINS = """program coins
unit Gold: u64
error {{ Short "short" }}
resource Purse at (owner, number) {{ gold: held Gold, owner: LockId, number: u32, lock: Lock }}
instruction spend(n: u32) writes purse: Purse auth purse.lock {{
let first = purse.gold.take(1) else Short
let second = purse.gold.take(2) else Short
{body}
}}
"""
COIN_ORDERS = [("first", "second"), ("second", "first"), ("read first", "second", "first")]


@settings(max_examples=250, deadline=None)
@given(st.one_of(bodies(["first", "second", "read first"]), nearly_right(COIN_ORDERS)))
def test_coins(body: Body) -> None:
    """Two bindings, each to be used exactly once, and its amount read only before."""

    def spell(op: str) -> str:
        return "require first.value > 0 else Short" if op == "read first" else f"purse.gold.put({op})"

    def right(path: Path) -> bool:
        reads = [i for i, op in enumerate(path) if op == "read first"]
        once = path.count("first") == 1 and path.count("second") == 1
        return once and all(i < path.index("first") for i in reads)

    source = COINS.format(body=text(body, spell, iter(range(1000))))
    agree(source, all(right(path) for path, _ in paths(body)), has_loop(body))


LIVES = """program lives
error {{ Bad "bad" }}
resource Box at (owner, number) {{ count: u64, owner: LockId, number: u32, lock: Lock }}
instruction live(n: u32, lock: Lock) creates new_one: Box deletes old_one: Box auth old_one.lock {{
{body}
}}
"""
LIFE_OPS = {
    "create": "create new_one = Box { count: 0, owner: id(lock), number: n, lock }",
    "write": "new_one.count = 7",
    "delete": "delete old_one",
    "read": "require old_one.count == 0 else Bad",
}
LIFE_ORDERS = [("create",), ("create", "write", "delete"), ("read", "create", "delete", "write"), ("delete", "create")]


@settings(max_examples=250, deadline=None)
@given(st.one_of(bodies(list(LIFE_OPS)), nearly_right(LIFE_ORDERS)))
def test_lives(body: Body) -> None:
    """One role to be created exactly once and written only then, one to be deleted at most once and not used after."""

    def right(path: Path) -> bool:
        created = path.count("create") == 1 and all(
            i > path.index("create") for i, op in enumerate(path) if op == "write"
        )
        after = path[path.index("delete") + 1 :] if "delete" in path else ()
        return created and "delete" not in after and "read" not in after

    source = LIVES.format(body=text(body, LIFE_OPS.__getitem__, iter(range(1000))))
    agree(source, all(right(path) for path, _ in paths(body)), has_loop(body))
