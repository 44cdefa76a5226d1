"""What the exploration of one instruction shares between its paths: symbols, the checks met, and limits."""

from __future__ import annotations

from attrs import define, field, frozen

from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.types import Type
from vprog.dsl.prove.path import Path, resources
from vprog.dsl.prove.solver import (
    BYTES,
    INTEGERS,
    TRUTH,
    Answer,
    Clock,
    Term,
    distinct,
    function,
    query,
    sort_of,
    symbol,
)
from vprog.dsl.prove.values import Symbolic, fresh, lengths, parts
from vprog.dsl.source.span import Span

MAX_PATHS = 512
PRUNE_FROM = 32
_QUICK = 0.05


class TooComplex(Exception):  # noqa: N818 - a verdict, not a fault
    """Too many paths, or no time left: everything about the instruction is unknown."""


@frozen(eq=False)
class Check:
    """A check met on one path. `error` is None where the compiler left the check out because ranges prove it."""

    kind: str
    span: Span
    error: str | None
    path: Path
    """Where it fires."""


@define(eq=False)
class Explorer:
    """One instruction of a program."""

    program: Program
    instruction: Instruction
    clock: Clock
    parameters: dict[str, Symbolic] = field(factory=dict[str, Symbolic])
    unlocked: dict[str, Term] = field(factory=dict[str, Term])
    """Whether a role's lock is satisfied, by role."""
    key_signed: Term = field(factory=lambda: symbol("the program's key signed", TRUTH))
    literals: dict[bytes, Term] = field(factory=dict[bytes, Term])
    labels: dict[str, Term] = field(factory=dict[str, Term])
    domains: dict[str, int] = field(factory=dict[str, int])
    checks: list[Check] = field(factory=list[Check])
    partial: str = ""
    """Why what holds on all paths that were gone through need not hold on all paths."""
    unknowns: int = 0

    def unknown(self, path: Path, type_: Type) -> Symbolic:
        """Any value of a declared type."""
        self.unknowns += 1
        return self.once(path, f"unknown {self.unknowns}", type_)

    def once(self, path: Path, name: str, type_: Type) -> Symbolic:
        """Any value of a declared type, the same one wherever the name is the same."""
        value, facts = fresh(name, type_)
        path.facts += facts
        return value

    def literal(self, value: bytes) -> Term:
        """The constant of these bytes."""
        return self.literals.setdefault(value, symbol(f"bytes {value.hex()}", BYTES))

    def inputs(self, path: Path) -> list[tuple[Type, Term]]:
        """Every argument and field at the start, with its declared type; of what is put together, its parts."""
        return [part for type_, value in self._given(path) for part in parts(type_, value)]

    def lengths(self, path: Path) -> list[Term]:
        """Of every collection among these that is known by its length alone."""
        return [length for _, value in self._given(path) for length in lengths(value)]

    def _given(self, path: Path) -> list[tuple[Type, Symbolic]]:
        found: list[tuple[Type, Symbolic]] = [(p.type, self.parameters[p.name]) for p in self.instruction.parameters]
        for role in resources(path.before).values():
            declared = self.program.resource(role.resource)
            found += [(declared.field(name).type, value) for name, value in role.fields.items()]
        return found

    def lock_id(self, path: Path, lock: Term) -> Term:
        """`id(lock)`; equal ids come from equal locks."""
        found = LOCK_ID(lock)
        path.facts.append(_LOCK_OF(found) == lock)
        return found

    def address(self, path: Path, name: str, parts: tuple[Term, ...]) -> Term:
        """A derived address: of equal parts only, and never one of another domain."""
        sorts = [sort_of(part) for part in parts]
        found = function(f"address {name}", sorts, BYTES)(*parts)
        for n, (part, sort) in enumerate(zip(parts, sorts, strict=True)):
            path.facts.append(function(f"part {n} of {name}", [BYTES], sort)(found) == part)
        path.facts.append(_DOMAIN(found) == self.domains.setdefault(name, len(self.domains) + 1))
        return found

    def label(self, path: Path, label: str) -> Term:
        """The constant address of a label."""
        found = symbol(f"label {label}", BYTES)
        self.labels[label] = found
        path.facts.append(_DOMAIN(found) == 0)
        return found

    @property
    def facts(self) -> tuple[Term, ...]:
        """What is always true: different literals are different bytes."""
        return distinct([*self.literals.values()]), distinct([*self.labels.values()])

    def limited(self, paths: list[Path]) -> list[Path]:
        """Without the impossible ones; these are looked for only where there are many. Raises TooComplex."""
        if self.clock.left <= 0:
            raise TooComplex("the instruction has too many paths for the time limit")
        paths = [path for path in paths if not path.dead]
        if len(paths) > PRUNE_FROM:
            paths = [path for path in paths if _possible(path)]
        if len(paths) > MAX_PATHS:
            raise TooComplex(f"the instruction has more than {MAX_PATHS} paths")
        return paths


def _possible(path: Path) -> bool:
    """Whether the path may be one; asked again only where something was added."""
    if path.looked_at != len(path.facts):
        path.looked_at = len(path.facts)
        return query(path.facts, _QUICK)[0] is not Answer.NONE
    return True


LOCK_ID = function("id", [BYTES], BYTES)
_LOCK_OF = function("lock of id", [BYTES], BYTES)
_DOMAIN = function("domain", [BYTES], INTEGERS)
