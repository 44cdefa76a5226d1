"""VP0105: a name is spelt in none of the three ways."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0105",
    "syntax.bad_name",
    Severity.ERROR,
    "A name is spelt in a way that no name is",
    "Types, resources, errors and events are UpperCamel, values and fields lower_snake, constants UPPER_SNAKE of two "
    "characters or more.",
)


def _better(text: str) -> str | None:
    """The name as it could be spelt: lower_snake when it begins small, UpperCamel otherwise."""
    if text[0].islower():
        snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in text).replace("__", "_").strip("_")
        return snake or None
    words = [word for word in text.split("_") if word]
    camel = "".join(word[0].upper() + word[1:] for word in words)
    return camel if len(words) > 1 and camel[0].isalpha() and not camel.isupper() else None


def report(bag: DiagnosticBag, span: Span, text: str) -> None:
    """Reports one name."""
    better = _better(text)
    label = f"could be `{better}`" if better else "neither UpperCamel nor lower_snake nor UPPER_SNAKE"
    if len(text) == 1 and text.isupper():
        label = "one capital letter is no name"
    bag.report(RULE, span, f"`{text[:60]}` is not spelt as a name", label)
