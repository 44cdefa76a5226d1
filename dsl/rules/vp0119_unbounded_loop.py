"""VP0119: a loop of another language, which may run without end."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0119",
    "syntax.unbounded_loop",
    Severity.ERROR,
    "A loop has no bound that is known before it runs",
    (
        "Programs have bounded loops only, so that every transaction ends and can be proved: "
        "`for i in 0..N { }` with a literal or a constant, or `for x in list { }`; ask with `if` inside of it."
    ),
)
LOOP_WORDS = frozenset(("while", "loop", "do", "until", "repeat", "forever"))
JUMP_WORDS = frozenset(("break", "continue"))


def report(bag: DiagnosticBag, span: Span, word: str) -> None:
    """Reports the word, of a loop or of a jump inside of one."""
    if word in JUMP_WORDS:
        bag.report(RULE, span, f"there is no `{word}`: a loop runs all of its turns", "not a word of this language")
    else:
        bag.report(RULE, span, f"there is no `{word}`: a loop like that might never end", "has no bound")


def without_end(bag: DiagnosticBag, span: Span) -> None:
    """Reports a range `0..` at `span`."""
    bag.report(RULE, span, "this range has no end: a loop over it might never end", "has no bound")
