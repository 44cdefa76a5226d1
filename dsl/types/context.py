"""What every step of lowering shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.names.symbols import Symbols
from vprog.dsl.program.types import UnitType
from vprog.dsl.source.span import Span

if TYPE_CHECKING:
    from vprog.dsl.program.expressions import ErrorUse
    from vprog.dsl.program.statements import Statement
    from vprog.dsl.types.functions import Signature

MAX_EXPRESSION_DEPTH = 100
MAX_BLOCK_DEPTH = 64
NO_CALLS = "outside of a body"


class Context:
    """The bag, the symbols, and where lowering stands. A function that fails reports, and gives back None; whoever gets
    None says nothing more, so that one cause is one finding."""

    __slots__ = (
        "_block_depth",
        "_depth",
        "_first_fresh",
        "_fresh",
        "bag",
        "claimable",
        "expanded",
        "failed",
        "function",
        "hoisted",
        "instruction",
        "members",
        "modules",
        "no_calls",
        "old",
        "otherwise",
        "otherwise_spent",
        "source",
        "symbols",
        "turns",
        "unclaimed",
        "view",
    )

    def __init__(self, bag: DiagnosticBag, symbols: Symbols, source: str) -> None:
        self.bag = bag
        self.symbols = symbols
        self.source = source
        self.failed = False
        """Something of the instruction, test or declaration at hand could not be lowered."""
        self.claimable: tuple[UnitType, ...] = ()
        """The units that the instruction at hand declares to claim."""
        self.instruction = ""
        """The name of the instruction at hand."""
        self.turns = 1
        """How often the block at hand runs, by the bounds of the loops around it."""
        self.members: dict[str, tuple[str, Span]] = {}
        """The loops over role lists of the instruction at hand: the name of a member, its list, and where."""
        self.old = False
        """Whether `old(...)` may stand here: in `ensures` and `invariant`."""
        self.hoisted: list[Statement] | None = None
        """The calls of functions in the statement at hand, which run before it; None where there is no such place."""
        self.no_calls = NO_CALLS
        """Why `hoisted` is None."""
        self.expanded = 0
        """How many statements the calls in the body at hand have brought into it."""
        self.function: Signature | None = None
        """The function whose body is being lowered."""
        self.view = False
        """That `function` is a view."""
        self.unclaimed: dict[str, Span] = {}
        """The functions that claim value while no header says of which unit, and where: their callers lack `claims`."""
        self.modules: dict[str, str] = {}
        """Path to name, of the modules that are used."""
        self.otherwise: ErrorUse | None = None
        """The error behind the statement at hand, which an index in its value may end with."""
        self.otherwise_spent = False
        """Whether one does."""
        self._depth = 0
        self._block_depth = 0
        self._fresh = 0
        self._first_fresh = 0

    def fail(self) -> None:
        self.failed = True

    def otherwise_used(self) -> ErrorUse | None:
        """The error behind the statement, for an index that may lie outside."""
        self.otherwise_spent = self.otherwise_spent or self.otherwise is not None
        return self.otherwise

    def errors(self) -> int:
        """How many errors there are so far."""
        return sum(finding.is_error for finding in self.bag.items)

    def enter(self, span: Span, what: str = "an expression") -> bool:
        """One level of nesting deeper; False when it is one too many, which is reported. `leave` follows either way."""
        self._depth += 1
        if self._depth > MAX_EXPRESSION_DEPTH:
            from vprog.dsl.rules.vp0317_too_deep import report

            report(self.bag, span, what, MAX_EXPRESSION_DEPTH)
        return self._depth <= MAX_EXPRESSION_DEPTH

    def leave(self) -> None:
        self._depth -= 1

    @property
    def block_depth(self) -> int:
        """How many blocks stand around the statement at hand."""
        return self._block_depth

    def module_of(self, span: Span) -> str:
        """The module whose file a place is in; empty for the program itself."""
        return self.modules.get(span.path, "")

    def enter_block(self, span: Span) -> bool:
        """As `enter`, for blocks."""
        self._block_depth += 1
        if self._block_depth > MAX_BLOCK_DEPTH:
            from vprog.dsl.rules.vp0317_too_deep import report

            report(self.bag, span, "a block", MAX_BLOCK_DEPTH)
        return self._block_depth <= MAX_BLOCK_DEPTH

    def leave_block(self) -> None:
        self._block_depth -= 1

    @property
    def made(self) -> int:
        """How many fresh names were made so far."""
        return self._fresh

    def begin_instructions(self, fresh: int) -> None:
        """Everything that instructions share is declared, with so many fresh names."""
        self._first_fresh = self._fresh = fresh

    def begin_instruction(self) -> None:
        """Fresh names of an instruction do not depend on what stands before it."""
        self._fresh = self._first_fresh

    def fresh(self, stem: str) -> str:
        """A name that stands nowhere in the source."""
        while True:
            self._fresh += 1
            name = f"{stem}_{self._fresh}"
            if name not in self.source:
                return name
