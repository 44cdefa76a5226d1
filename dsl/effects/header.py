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

_OR_CREATES = re.compile(r"\bor\s+creates\b")
_LINE_START = re.compile(r"^[ \t]*\Z", re.MULTILINE)
_LINE_REST = re.compile(r"[ \t]*(?://[^\n]*)?\r?\n")


class Header:
    """The text between the start of an instruction and its body; comments and strings are blanked out."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._program = program
        # The header of a module's instruction is in another text: no fix there.
        self._source = program.source if instruction.span.path == program.path else ""
        self._anchor = instruction.span.anchor
        self._start = instruction.span.start
        self._end = instruction.body.span.start
        self._raw = self._source[self._start : self._end]
        self._text = _NOISE.sub(lambda match: " " * len(match.group()), self._raw)

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
        return None if match is None else self._removal(match.start(), match.end(), "remove `or creates`")

    def drop_role(self, role: Role) -> Fix | None:
        """Removes the clause of a role that the rest of the header does not name."""
        start, end = role.span.start - self._start, role.span.end - self._start
        named = re.compile(rf"\b{re.escape(role.name)}\b").findall(self._text)
        if not 0 < start < end <= len(self._text) or len(named) != 1:
            return None
        return self._removal(start, end, f"remove `{role.name}`")

    def drop(self, word: str, unit: str) -> tuple[Span, Fix | None] | None:
        """Where `claims Unit` or `exits Unit` stands, and its removal unless it is one of several units."""
        match = re.search(rf"\b{word}\s+{self._spelling(unit)}\b(\s*,)?", self._text)
        if match is None:
            return None
        removal = None if match.group(1) else self._removal(*match.span(), f"remove `{word} {unit}`")
        return self._span(match.start(), match.end()), removal

    def _spelling(self, unit: str) -> str:
        """The expression that finds a unit as it is written: that of a module with the module before it, or alone."""
        if not self._program.modules:
            return re.escape(unit)
        from vprog.dsl.modules.spelling import spellings

        module, _, name = spellings(self._program).get(unit, unit).rpartition("::")
        return rf"(?:{module}\s*::\s*)?{name}" if module else name

    def add(self, clause: str) -> Fix | None:
        """Adds a clause as the last line of the header."""
        if self._source[self._end : self._end + 1] != "{":
            return None
        own_line = self._text.rpartition("\n")[2].strip() == "" and "\n" in self._text
        text = f"    {clause}\n" if own_line else f"{clause} "
        return Fix(self._span(len(self._text), len(self._text)), text, f"add `{clause}`")

    def drop_word(self, word: str) -> tuple[Span, Fix | None] | None:
        """Where a clause of one word stands (`random`), and its removal."""
        match = re.search(rf"\b{word}\b(?!\s*[(:.,)])", self._text)
        if match is None:
            return None
        return self._span(match.start(), match.end()), self._removal(*match.span(), f"remove `{word}`")

    def drop_permissionless(self) -> tuple[Span, Fix | None] | None:
        """Where `permissionless(...)` stands, and its removal."""
        match = re.search(r"\bpermissionless\s*\(\s*\)", self._text)
        if match is None:
            return None
        return self._span(match.start(), match.end()), self._removal(*match.span(), "remove `permissionless`")

    def _removal(self, start: int, end: int, title: str) -> Fix | None:
        """Removes a part of the header: its lines, with the comment behind it, where it stands alone on them; otherwise
        with the space before it. Comments of other lines stay, so a part with one inside gets no fix."""
        if self._commented(start, end):
            return None
        first, rest = _LINE_START.search(self._text[:start]), _LINE_REST.match(self._raw, end)
        before = len(self._text[:start].rstrip())
        if first is None or (rest is None and not self._commented(before, start)):
            start = before
        elif rest is None:
            end = len(self._raw) - len(self._raw[end:].lstrip(" \t"))
        else:
            start, end = first.start(), rest.end()
        return Fix(self._span(start, end), "", title)

    def _commented(self, start: int, end: int) -> bool:
        """Whether a comment begins in a part of the header."""
        noise = (match for match in _NOISE.finditer(self._raw) if start <= match.start() < end)
        return any(match.group().startswith("//") for match in noise)

    def _span(self, start: int, end: int) -> Span:
        offset = self._start + start
        line_start = self._source.rfind("\n", 0, offset) + 1
        line = self._source.count("\n", 0, offset) + 1
        anchor = self._anchor
        begin = offset - anchor.offset
        return Span(anchor, begin, begin + end - start, line - anchor.line, offset - line_start + 1)
