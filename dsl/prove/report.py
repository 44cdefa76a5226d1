"""Findings as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import attrs

from vprog.dsl.prove.findings import CheckFinding, Finding, Findings, Firing, Verdict

FORMAT = "vprog-verify-1"


def render_findings(path: str, findings: Findings, *, verbose: bool = False) -> str:
    """One line for each obligation, counterexamples below; the checks. `verbose` shows how each check can fire."""
    lines = [path]
    instruction = ""
    for finding in findings.obligations:
        if finding.instruction != instruction:
            instruction = finding.instruction
            lines.append(f"  {instruction}")
        lines += _obligation(finding)
    if findings.checks:
        lines += ["", "checks of arithmetic and collections"]
        for check in findings.checks:
            lines += _check(check, verbose)
    lines += ["", _summary(findings)]
    return "\n".join(lines) + "\n"


def _obligation(finding: Finding) -> list[str]:
    quoted = f' "{finding.subject}"' if finding.obligation == "invariant" else f" of `{finding.subject}`"
    subject = quoted if finding.subject else ""
    why = f": {finding.why}" if finding.why else ""
    what = f"{finding.obligation}{subject}".replace("ensures of", "ensures")
    lines = [f"    {finding.verdict.value:<8} {what}{why}"]
    return lines + _test(finding.test)


def _check(check: CheckFinding, verbose: bool) -> list[str]:
    verb = {Firing.NEVER: "never fires", Firing.CAN: "can fire", Firing.UNKNOWN: "may fire"}[check.firing]
    why = f" ({check.why})" if check.why else ""
    place = f"{check.file}:{check.line}:{check.column}" if check.file else f"{check.line}:{check.column}"
    line = f"  {place} {check.instruction}: `{check.error}` of this {check.kind} {verb}{why}"
    return [line, *(_test(check.test) if verbose else ())]


def _test(text: str) -> list[str]:
    return [f"        {line}" for line in text.splitlines()]


def _summary(findings: Findings) -> str:
    counted = Counter(finding.verdict for finding in findings.obligations)
    shown = [f"{counted[verdict]} {verdict.value}" for verdict in Verdict if counted[verdict]]
    never = sum(check.firing is Firing.NEVER for check in findings.checks)
    tail = f"; {never} of {len(findings.checks)} checks never fire" if findings.checks else ""
    return f"{', '.join(shown) or 'nothing to prove'}{tail}"


def render_findings_json(path: str, findings: Findings) -> str:
    """One object: `verdict`, `obligations`, `checks`."""
    return json.dumps({"file": path, **to_object(findings)}, indent=2, ensure_ascii=False) + "\n"


def to_object(findings: Findings) -> dict[str, Any]:
    """Plain data, which `from_object` reads back."""
    return {
        "format": FORMAT,
        "verdict": findings.verdict.value,
        "obligations": [_plain(finding) for finding in findings.obligations],
        "checks": [_plain(check) for check in findings.checks],
    }


def _plain(finding: Finding | CheckFinding) -> dict[str, Any]:
    values = attrs.asdict(finding)
    return {name: value.value if isinstance(value, Verdict | Firing) else value for name, value in values.items()}


def from_object(data: dict[str, Any]) -> Findings:
    """Raises KeyError, TypeError or ValueError for what `to_object` did not write."""
    if data["format"] != FORMAT:
        raise ValueError(f"not {FORMAT}")
    obligations: list[dict[str, Any]] = [{**row, "verdict": Verdict(row["verdict"])} for row in data["obligations"]]
    checks: list[dict[str, Any]] = [{**row, "firing": Firing(row["firing"])} for row in data["checks"]]
    return Findings(tuple(Finding(**row) for row in obligations), tuple(CheckFinding(**row) for row in checks))
