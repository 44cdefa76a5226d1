"""Who may watch a run: coverage of branches, invariants after every action. The interpreter tells, and asks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from vprog.dsl.interpret.frame import Frame
    from vprog.dsl.program.declarations import Instruction
    from vprog.dsl.program.types import Type
    from vprog.dsl.source.span import Span


class Observer(Protocol):
    """Every method may raise: an exception that is no Failure ends the run and reaches the caller of `process`."""

    def begin(self, instruction: Instruction, frame: Frame) -> None:
        """The header's checks hold; the body is about to run."""
        ...

    def branch(self, span: Span, way: str) -> None:
        """The statement at `span` went this way: "then", "else", "new", "live", "none", "some", a variant's name,
        "holds" or "fails"."""
        ...

    def moved(self, how: str, coins: Type, amount: int) -> None:
        """Value came into the program or left it: `how` is "claim", "mint", "exit" or "burn"."""
        ...

    def end(self, instruction: Instruction, frame: Frame) -> None:
        """The body ended without an error; what it wrote is about to be stored."""
        ...
