"""VP0102: a character that the language does not use."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0102",
    "syntax.bad_character",
    Severity.ERROR,
    "A character has no meaning in a program",
    "Remove the character. Text belongs in strings and comments.",
)

_INSTEAD = {"!": "not ", "&": "and", "&&": "and", "'": '"', "‘": '"', "’": '"', "“": '"', "”": '"', "\u00a0": " "}


def in_word(bag: DiagnosticBag, span: Span, word: str) -> None:
    """Reports a word with a letter that no name has, once: where it is declared, and not again where it is used."""
    strange = next(letter for letter in word if not letter.isascii())
    message = f"`{word}` has the letter U+{ord(strange):04X} in it, and names are of a-z, A-Z, 0-9 and `_`"
    if all(finding.message != message for finding in bag.items):
        bag.report(RULE, span, message, "not a letter of a name")


def report(bag: DiagnosticBag, span: Span, text: str) -> None:
    """Reports a run of one character."""
    shown = f"`{text[:8]}`" if text.isprintable() and not text.isspace() else f"the character U+{ord(text[0]):04X}"
    instead = _INSTEAD.get(text)
    bag.report(
        RULE,
        span,
        f"{shown} means nothing here",
        f"write `{instead.strip() or 'a space'}`" if instead else "not part of the language",
        fix=Fix(span, instead, f"write `{instead.strip()}`") if instead and instead.strip() else None,
    )


def single_quoted(bag: DiagnosticBag, span: Span, text: str) -> None:
    """Reports a string in the quotes of other languages."""
    better = f'"{text[1:-1]}"'
    bag.report(RULE, span, "a string stands in double quotes", "in single quotes", fix=Fix(span, better, 'write `"`'))


def block_comment(bag: DiagnosticBag, span: Span) -> None:
    """Reports the beginning of a comment over several lines."""
    bag.report(RULE, span, "`/*` begins no comment: write `//` on each line", "no comment")


def hash_comment(bag: DiagnosticBag, span: Span) -> None:
    """Reports a `#` at the beginning of a line."""
    bag.report(
        RULE,
        span,
        "`#` means nothing here: a comment begins with `//`",
        "no comment",
        fix=Fix(span, "//", "write `//`"),
    )


def attribute(bag: DiagnosticBag, span: Span) -> None:
    """Reports a `#[...]`."""
    bag.report(RULE, span, "`#` means nothing here: there are no attributes", "not part of the language")


def raw_name(bag: DiagnosticBag, span: Span, word: str) -> None:
    """Reports a `r#word`."""
    bag.report(RULE, span, f"`{word[:60]}` cannot be made a name with `r#`", "choose another name")
