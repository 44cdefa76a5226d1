"""VP0110: something stands where it cannot."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0110",
    "syntax.unexpected",
    Severity.ERROR,
    "Something stands where it cannot",
    "Write what is expected there, or remove what is not.",
)


def report(bag: DiagnosticBag, span: Span, found: str, expected: str, text: str, like: str | None = None) -> None:
    """Reports `found` (a description) where `expected` (a list in words) could stand. `text` is as in the source,
    `like` a word that could stand there and is spelt nearly so."""
    notes: tuple[str, ...] = ()
    fix = None
    label = f"expected {expected}"
    if like is not None:
        label = f"did you mean `{like}`?"
        fix = Fix(span, like, f"write `{like}`")
    elif text == ";":
        notes = ("statements end by themselves: there are no `;`",)
        fix = Fix(span, "", "remove the `;`")
    elif text == "=":
        notes = ("`=` assigns; to compare, write `==`",)
    elif text == "|":
        notes = ("logic is written in words: `or`, `and`, `not`",)
    bag.report(RULE, span, f"expected {expected}, found {found}", label, notes=notes, fix=fix)


def in_capitals(bag: DiagnosticBag, span: Span, expected: str, text: str) -> None:
    """Reports a name in capitals where one in UpperCamel could stand, once: where it is declared, and not again where
    it is used."""
    better = "".join(word.capitalize() for word in text.split("_"))
    hint, fix = "a name in UpperCamel case has a small letter in it", None
    if better != text and not better.isupper():
        hint, fix = f"write `{better}`: {hint}", Fix(span, better, f"write `{better}`")
    if all(finding.primary.text != hint for finding in bag.items) or fix is None:
        bag.report(RULE, span, f"expected {expected}, found `{text[:60]}`", hint, fix=fix)


def end_included(bag: DiagnosticBag, span: Span, last: str | None) -> None:
    """Reports the `..=` of another language; `last` is the number behind it, None for anything else."""
    plain = last is not None and last.isdecimal()
    instead = f"`..{int(last or 0) + 1}`" if plain else "`..` and one more"
    bag.report(RULE, span, f"the end of a range is excluded, there is no `..=`: write {instead}", "a range is `0..6`")


def in_words(bag: DiagnosticBag, span: Span, message: str, label: str, fix: Fix | None = None) -> None:
    """Reports a mistake that has words of its own."""
    bag.report(RULE, span, message, label, fix=fix)
