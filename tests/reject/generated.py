"""Programs for the codes that nothing of a readable length gives: made, not written. Each has a twin of about its
size that is fine."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from attrs import frozen

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic
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

    @property
    def name(self) -> str:
        return f"generated/{self.code}"

    def diagnostics(self, data: bytes) -> tuple[Diagnostic, ...]:
        """As for a file with these bytes."""
        bag = DiagnosticBag()
        source = decode_source(data, self.name, bag)
        if bag.items:
            return bag.sorted()
        with patch.object(context, "MAX_BLOCK_DEPTH", self.blocks):
            return Compilation(source, self.name).diagnostics


def generated() -> tuple[Generated, ...]:
    return (
        Generated("VP0101", b"program caf\xe9", b"program cafe"),
        _scaled("VP0115", _brackets, 99, 60),
        Generated("VP0116", b"program x //".ljust(4_000_001), b"program x //".ljust(4_000_000)),
        Generated("VP0317", _blocks(9).encode(), _blocks(4).encode(), blocks=8),
        _scaled("VP0319", lambda n: f"program x enum Many {{ {', '.join(f'V{i}a' for i in range(n))} }}", 257, 256),
        _scaled("VP1002", _resources, 256, 255),
        _scaled("VP1003", lambda n: "program x\n" + "".join(f"instruction i{i}() {{}}\n" for i in range(n)), 256, 255),
        _scaled("VP1004", _roles, 256, 255),
    )


def _scaled(code: str, make: Callable[[int], str], bad: int, good: int) -> Generated:
    return Generated(code, make(bad).encode(), make(good).encode())


def _brackets(depth: int) -> str:
    return f"program x const NUMBER: u8 = {'(' * depth}1{')' * depth}"


def _blocks(depth: int) -> str:
    return f"program x instruction go(n: u64) {{ {'if n > 1 { ' * depth}return{' }' * depth} }}"


def _resources(count: int) -> str:
    return "program x\n" + "".join(f'resource R{n}x at label("{n}") {{ a: bool }}\n' for n in range(count))


def _roles(count: int) -> str:
    named = "".join(f"    credits r{n}: Purse\n" for n in range(count))
    filled = "".join(f"    r{n}.gold.put(coins{n})\n" for n in range(count))
    minted = "".join(f"    let coins{n} = Gold.mint(1)\n" for n in range(count))
    return (
        "program x\nunit Gold: u64\n"
        "resource Purse at (owner, number) { gold: held Gold, owner: LockId, number: u8 }\n"
        f'instruction fill()\n{named}    permissionless("play money")\n{{\n{minted}{filled}}}\n'
    )
