"""What is found out about a program."""

from __future__ import annotations

from enum import Enum

from attrs import frozen


class Verdict(Enum):
    PROVED = "proved"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


@frozen
class Finding:
    """One obligation of an instruction. `test` is a counterexample, a `test` block that fails."""

    instruction: str
    obligation: str
    subject: str
    verdict: Verdict
    why: str = ""
    test: str = ""


class Firing(Enum):
    NEVER = "proved never"
    CAN = "can"
    UNKNOWN = "unknown"


@frozen
class CheckFinding:
    """One check in the source. `test` shows how it fires: a `test` block that passes. `file`: the module that the line
    is of; empty where it is of the program itself."""

    instruction: str
    kind: str
    error: str
    line: int
    column: int
    firing: Firing
    why: str = ""
    test: str = ""
    file: str = ""


@frozen
class Findings:
    """All of a program, in the order of the source."""

    obligations: tuple[Finding, ...]
    checks: tuple[CheckFinding, ...]

    @property
    def verdict(self) -> Verdict:
        """Refuted when any obligation is, else unknown when any is. Checks that can fire refute nothing."""
        found = {finding.verdict for finding in self.obligations}
        return next((v for v in (Verdict.REFUTED, Verdict.UNKNOWN) if v in found), Verdict.PROVED)
