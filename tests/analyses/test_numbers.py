"""What one byte can number: kinds, tags and role indices, at the limit and one beyond it."""

from __future__ import annotations

import pytest

from vprog.dsl.compile import Compilation


def resources(count: int) -> str:
    return "program many\n" + "".join(f'resource R{n}x at label("{n}") {{ a: bool }}\n' for n in range(count))


def instructions(count: int) -> str:
    return "program many\n" + "".join(f"instruction i{n}() {{}}\n" for n in range(count))


def roles(count: int) -> str:
    named = "".join(f"    credits r{n}: Purse\n" for n in range(count))
    filled = "".join(f"    r{n}.gold.put(Gold.mint(1))\n" for n in range(count))
    return (
        "program many\nunit Gold: u64\n"
        "resource Purse at (owner, number) { gold: held Gold, owner: LockId, number: u8 }\n"
        f'instruction fill()\n{named}    permissionless("play money")\n{{\n{filled}}}\n'
    )


@pytest.mark.parametrize(
    ("make", "code"), [(resources, "VP1002"), (instructions, "VP1003"), (roles, "VP1004")], ids=["1002", "1003", "1004"]
)
def test_limits(make: object, code: str) -> None:
    assert callable(make)
    assert [d.rule.code for d in Compilation(str(make(255))).diagnostics] == []
    assert [d.rule.code for d in Compilation(str(make(256))).diagnostics] == [code]
