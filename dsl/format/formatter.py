"""Source text to source text in the one style."""

from __future__ import annotations

import re

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic
from vprog.dsl.format.base import PrinterFaultError
from vprog.dsl.format.items import ItemPrinter
from vprog.dsl.format.render import render
from vprog.dsl.format.words import Word, words
from vprog.dsl.syntax.parse import parse
from vprog.grammar.tokens import CLOSING


class UnformattableError(Exception):
    """The text has syntax errors: `diagnostics`."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0].message if diagnostics else "no program")
        self.diagnostics = diagnostics


def format_source(text: str, path: str = "<text>") -> str:
    """The text in canonical style: the same tokens (but for commas that mean nothing), the same comments, the same
    tree; formatting the result changes nothing. Raises UnformattableError for a text with syntax errors."""
    bag = DiagnosticBag()
    tree = parse(text, path, bag)
    if tree is None or bag.has_errors:
        raise UnformattableError(bag.sorted())
    found = words(text, path)
    result = render(ItemPrinter(list(found)).file(tree))
    if _content(found) != _content(words(result, path)):
        raise PrinterFaultError("formatting changed the program")
    return result


def _content(found: list[Word]) -> tuple[list[tuple[str, bool]], list[str]]:
    """What must stay: the tokens, with whether each is documented, and the words of the comments. A comment that a
    program carries around may end up on the line of another, so they are compared word by word."""
    tokens = [(w.text, w.documented and w.kind not in CLOSING) for w in found if w.kind != "COMMA"]
    comments = [text for w in found for text in (*(c.text for c in w.above), w.behind or "")]
    return tokens, sorted(re.findall(r"\S+", " ".join(comments)))
