"""Names that mean something in other languages, and here stand for nothing on purpose: each is told why."""

from __future__ import annotations

from vprog.dsl.determinism.names import instead_of
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.replay.names import names_sender
from vprog.dsl.source.span import Span


def foreign(bag: DiagnosticBag, span: Span, name: str) -> bool:
    """Whether an unknown name of a value or function is such a one, which is then reported."""
    from vprog.dsl.rules import vp0119_unbounded_loop, vp0622_sender_asked_for, vp0716_outside_of_the_transaction

    instead = instead_of(name)
    if name in vp0119_unbounded_loop.JUMP_WORDS:
        vp0119_unbounded_loop.report(bag, span, name)
    elif names_sender(name):
        vp0622_sender_asked_for.report(bag, span, name)
    elif instead is not None:
        vp0716_outside_of_the_transaction.report(bag, span, name, instead)
    else:
        return False
    return True
