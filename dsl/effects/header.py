"""Finds a clause in the text of an instruction's header, so that a fix can replace or remove it.

The typed program keeps what a header means, not how it was spelled; a fix is about the spelling. Whatever is not found
in the expected form (a list of roles behind one word, say) gets no fix.
"""

from __future__ import annotations

import re

from vprog.dsl.diagnostics.diagnostic import Fix
from vprog.dsl.program.declarations import Access, Instruction, Program, Role
from vprog.dsl.source.span import Span

_NOISE = re.compile(r'//[^\n]*|"(?:[^"\\\n]|\\.)*"')
_ACCESS = "|".join(access.value for access in Access)
_WORDS = "claims|exits|auth|where|may_alias|permissionless|random|after|limits|ensures"
_CLAUSE = re.compile(rf"\b(?:(?<!or )(?:{_ACCESS})|{_WORDS})\b")

_OR_CREATES = re.compile(r"\s+or\s+creates\b")


class Header:
    """The text between the start of an instruction and its body; comments and strings are blanked out."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        # The header of a module's instruction is in another text: no fix there.
        self._source = program.source if instruction.span.path == program.path else ""
        self._anchor = instruction.span.anchor
        self._start = instruction.span.start
        self._end = instruction.body.span.start
        raw = self._source[self._start : self._end]
        self._text = _NOISE.sub(lambda match: " " * len(match.group()), raw)

    def replace_access(self, role: Role, access: Access) -> Fix | None:
        """Replaces the word before a role: `reads config` becomes `writes config`."""
        match = re.search(rf"\b({_ACCESS})\s+{re.escape(role.name)}\s*:", self._text)
        if match is None:
            return None
        return Fix(self._span(match.start(1), match.end(1)), access.value, f"declare `{access.value} {role.name}`")

    def drop_or_creates(self, role: Role) -> Fix | None:
        """Removes `or creates` behind a role."""
        found = re.search(rf"\b{re.escape(role.name)}\s*:", self._text)
        if found is None:
            return None
        following = _CLAUSE.search(self._text, found.end())
        match = _OR_CREATES.search(self._text, found.end(), following.start() if following else len(self._text))
        return None if match is None else Fix(self._span(match.start(), match.end()), "", "remove `or creates`")

    def drop_role(self, role: Role) -> Fix | None:
        """Removes the clause of a role that the rest of the header does not name."""
        start, end = role.span.start - self._start, role.span.end - self._start
        named = re.compile(rf"\b{re.escape(role.name)}\b").findall(self._text)
        if not 0 < start < end <= len(self._text) or len(named) != 1:
            return None
        before = len(self._text[:start].rstrip())
        return Fix(self._span(before, end), "", f"remove `{role.name}`")

    def drop(self, word: str, unit: str) -> tuple[Span, Fix | None] | None:
        """Where `claims Unit` or `exits Unit` stands, and its removal unless it is one of several units."""
        match = re.search(rf"\b{word}\s+{re.escape(unit)}\b(\s*,)?", self._text)
        if match is None:
            return None
        removal = None if match.group(1) else self._removal(match, f"remove `{word} {unit}`")
        return self._span(match.start(), match.end()), removal

    def add(self, clause: str) -> Fix | None:
        """Adds a clause as the last line of the header."""
        if self._source[self._end : self._end + 1] != "{":
            return None
        own_line = self._text.rpartition("\n")[2].strip() == "" and "\n" in self._text
        text = f"    {clause}\n" if own_line else f"{clause} "
        return Fix(self._span(len(self._text), len(self._text)), text, f"add `{clause}`")

    def drop_word(self, word: str) -> tuple[Span, Fix] | None:
        """Where a clause of one word stands (`random`), and its removal."""
        match = re.search(rf"\b{word}\b(?!\s*[(:.,)])", self._text)
        if match is None:
            return None
        return self._span(match.start(), match.end()), self._removal(match, f"remove `{word}`")

    def drop_permissionless(self) -> tuple[Span, Fix] | None:
        """Where `permissionless(...)` stands, and its removal."""
        match = re.search(r"\bpermissionless\s*\(\s*\)", self._text)
        if match is None:
            return None
        return self._span(match.start(), match.end()), self._removal(match, "remove `permissionless`")

    def _removal(self, match: re.Match[str], title: str) -> Fix:
        """Removes what was matched, with the space before it."""
        before = len(self._text[: match.start()].rstrip())
        return Fix(self._span(before, match.end()), "", title)

    def _span(self, start: int, end: int) -> Span:
        offset = self._start + start
        line_start = self._source.rfind("\n", 0, offset) + 1
        line = self._source.count("\n", 0, offset) + 1
        anchor = self._anchor
        begin = offset - anchor.offset
        return Span(anchor, begin, begin + end - start, line - anchor.line, offset - line_start + 1)
