"""Programs for the codes that nothing of a readable length gives: made, not written. Each has a twin of about its
size that is fine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from unittest.mock import patch

from attrs import field, frozen

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic
from vprog.dsl.evolution.gate import check
from vprog.dsl.evolution.record import record
from vprog.dsl.modules import load
from vprog.dsl.source.read import decode_source
from vprog.dsl.types import context


@frozen
class Generated:
    """`code` is the one finding of `bad`. `blocks` lowers the limit for nested blocks: from a text the parser's own
    limit (VP0115) is met first, so that this one only guards the lowering itself."""

    code: str
    bad: bytes
    good: bytes
    blocks: int = context.MAX_BLOCK_DEPTH
    published: str | None = None
    """The version that `vprog.lock` records, which a build compares with."""
    beside: Mapping[str, bytes] = field(factory=dict[str, bytes])
    """The modules beside it, by name."""

    @property
    def name(self) -> str:
        return f"generated/{self.code}"

    def diagnostics(self, data: bytes) -> tuple[Diagnostic, ...]:
        """As for a file with these bytes."""
        bag = DiagnosticBag()
        source = decode_source(data, self.name, bag)
        if bag.items:
            return bag.sorted()
        files = {f"generated/{name}.vprog": text for name, text in self.beside.items()}
        with (
            patch.object(context, "MAX_BLOCK_DEPTH", self.blocks),
            patch.object(load, "read_module", files.__getitem__),
        ):
            compilation = Compilation(source, self.name)
            if self.published is None or compilation.program is None:
                return compilation.diagnostics
            before = Compilation(self.published, self.name).program
            assert before is not None
            check(record(before), compilation.program, bag)
            return (*compilation.diagnostics, *bag.sorted())


_MODULES = {
    "one": b"module one use three",
    "two": b"module two",
    "three": b"module three use one",
    "plain": b"program plain",
}
_TICKETS = {
    "one": b"module one linear struct Ticket { n: u8 } pub fn make() -> Ticket { return Ticket { n: 1 } }"
    b"pub fn unmake(ticket: Ticket) { let Ticket { n } = ticket }"
}


def _doubling(depth: int) -> str:
    """Functions that each call the one before twice."""
    calls = "".join(f"fn f{n + 1}(c: Counter) {{ f{n}(c) f{n}(c) }}\n" for n in range(depth))
    return f'program x resource Counter at label("c") {{ v: u8 lock: Lock }} fn f0(c: Counter) {{ c.v = 1 }}\n{calls}'


def _ticket(made: bytes) -> bytes:
    return b"program x use one instruction i() { " + made + b" one::unmake(made) }"


def generated() -> tuple[Generated, ...]:
    return (
        Generated("VP0101", b"program caf\xe9", b"program cafe"),
        _scaled("VP0214", _doubling, 12, 8),
        Generated("VP0222", b"program x use one", b"program x use two", beside=_MODULES),
        Generated("VP0224", b"program x use plain", b"program x use two", beside=_MODULES),
        Generated(
            "VP0227", _ticket(b"let made = one::Ticket { n: 1 }"), _ticket(b"let made = one::make()"), beside=_TICKETS
        ),
        _scaled("VP0115", _brackets, 99, 60),
        Generated("VP0116", b"program x //".ljust(4_000_001), b"program x //".ljust(4_000_000)),
        Generated("VP0317", _blocks(9).encode(), _blocks(4).encode(), blocks=8),
        _scaled("VP0319", lambda n: f"program x enum Many {{ {', '.join(f'V{i}a' for i in range(n))} }}", 257, 256),
        _scaled("VP1002", _resources, 256, 255),
        _scaled("VP1003", lambda n: "program x\n" + "".join(f"instruction i{i}() {{}}\n" for i in range(n)), 256, 255),
        _scaled("VP1004", _roles, 256, 255),
        Generated("VP1115", _published(64).encode(), _published(32).encode(), published=_published(32)),
    )


def _scaled(code: str, make: Callable[[int], str], bad: int, good: int) -> Generated:
    return Generated(code, make(bad).encode(), make(good).encode())


def _brackets(depth: int) -> str:
    return f"program x const NUMBER: u8 = {'(' * depth}1{')' * depth}"


def _blocks(depth: int) -> str:
    return f"program x instruction go(n: u64) {{ {'if n > 1 { ' * depth}return{' }' * depth} }}"


def _resources(count: int) -> str:
    return "program x\n" + "".join(f'resource R{n}x at label("{n}") {{ a: bool }}\n' for n in range(count))


def _published(bits: int) -> str:
    return (
        f'program x resource Counter at label("counter") {{ value: u{bits} lock: Lock }}\n'
        "instruction reset() writes counter: Counter auth counter.lock { counter.value = 0 }\n"
    )


def _roles(count: int) -> str:
    named = "".join(f"    credits r{n}: Purse\n" for n in range(count))
    filled = "".join(f"    r{n}.gold.put(coins{n})\n" for n in range(count))
    minted = "".join(f"    let coins{n} = Gold.mint(1)\n" for n in range(count))
    return (
        "program x\nunit Gold: u64\n"
        "resource Purse at (owner, number) { gold: held Gold, owner: LockId, number: u8 }\n"
        f'instruction fill()\n{named}    permissionless("play money")\n{{\n{minted}{filled}}}\n'
    )
