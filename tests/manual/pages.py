"""The pages of the language manual, taken apart.

A block that opens with ```` ```vprog ```` is a whole program (or a module that the programs of its page use). One that
opens with ```` ```vprog reject VP0601 ```` is refused with that code: it is a whole program, or items that are added to
the page's program. One that opens with ```` ```vprog breaks width ```` is a later version of the page's program, and
`vprog diff` finds that class of change in it.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import frozen

from vprog.dsl.compile import Compilation

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
INDEX = MANUAL / "README.md"
PAGES = sorted(path for path in MANUAL.glob("*.md") if path != INDEX)
_BLOCK = re.compile(r"^```vprog([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r"\A(?:///[^\n]*\n)*(program|module) ([a-z0-9_]+)")


@frozen
class Block:
    """One block of a page. `mark` is what stands behind `vprog` in its fence, `shown` the block itself, `text` the
    whole program that it stands for."""

    page: Path
    line: int
    mark: tuple[str, ...]
    text: str
    shown: str

    @property
    def name(self) -> str:
        return f"{self.page.stem}-{self.line}"

    @property
    def is_module(self) -> bool:
        head = _HEAD.match(self.text)
        return head is not None and head[1] == "module"

    @property
    def module_name(self) -> str:
        head = _HEAD.match(self.text)
        assert head is not None, self.name
        return head[2]


def blocks(page: Path) -> list[Block]:
    """All blocks of a page, in order."""
    found: list[Block] = []
    source = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(source):
        mark, shown = tuple(match[1].split()), match[2]
        text = shown
        if not _HEAD.match(shown):
            base = next(block for block in found if not block.mark and not block.is_module)
            text = f"{base.text}\n{shown}"
        found.append(Block(page, source.count("\n", 0, match.start()) + 1, mark, text, shown))
    return found


def compiled(block: Block, folder: Path) -> Compilation:
    """Compiles a block, the modules of its page beside it."""
    for other in blocks(block.page):
        if other.is_module and not other.mark:
            (folder / f"{other.module_name}.vprog").write_text(other.text, encoding="utf-8")
    return Compilation(block.text, str(folder / f"{block.page.stem}.vprog"))


BLOCKS = [block for page in PAGES for block in blocks(page)]
PROGRAMS = [block for block in BLOCKS if not block.mark]
REJECTED = [block for block in BLOCKS if block.mark[:1] == ("reject",)]
BREAKING = [block for block in BLOCKS if block.mark[:1] == ("breaks",)]
