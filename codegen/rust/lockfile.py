"""The lock file of an emitted crate: the same versions for every program, so that builds are reproducible."""

from __future__ import annotations

from importlib.resources import files

PLACEHOLDER = "the-guest"
_BLOCK = "[[package]]\n"


def lockfile(package: str) -> str:
    """`Cargo.lock` for a guest crate of this name. Cargo keeps packages sorted by name, and so does this."""
    text = (files("vprog.codegen.rust") / "templates" / "Cargo.lock").read_text("utf-8")
    head, *blocks = text.split(_BLOCK)
    named = [block.replace(f'name = "{PLACEHOLDER}"', f'name = "{package}"').rstrip("\n") for block in blocks]
    named.sort(key=_identity)
    return head + "\n\n".join(_BLOCK + block for block in named) + "\n"


def _identity(block: str) -> tuple[str, tuple[int, ...]]:
    values = dict(line.split(" = ", 1) for line in block.split("\n") if " = " in line)
    version = values["version"].strip('"').split("+")[0].split("-")[0]
    return values["name"].strip('"'), tuple(int(part) for part in version.split("."))
