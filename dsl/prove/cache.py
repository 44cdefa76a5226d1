"""Findings of earlier runs, by the hash of the program. What stayed unknown is asked again."""

from __future__ import annotations

import contextlib
import json
import os
from functools import cache
from hashlib import sha256
from pathlib import Path

from vprog.dsl.cache import cache_folder
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.dump import dump
from vprog.dsl.prove.excerpt import source_at
from vprog.dsl.prove.findings import Findings, Firing, Verdict
from vprog.dsl.prove.report import from_object, to_object
from vprog.dsl.version import VERSION


def program_hash(program: Program, solver_version: str) -> str:
    """Over the typed program and its text (findings name lines), the prover and the solver."""
    modules = (source_at(program, path) for _, path in program.modules)
    parts = (VERSION, _prover(), solver_version, dump(program), program.source, *modules)
    digest = sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "little") + encoded)
    return digest.hexdigest()


@cache
def _prover() -> str:
    """The prover's own code: what an older one found is proved again, in a checkout too."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def default_folder() -> Path:
    """The user's cache."""
    return Path(cache_folder("verify"))


def load(folder: Path, key: str) -> Findings | None:
    """None where there is nothing, or nothing readable."""
    try:
        return from_object(json.loads((folder / f"{key}.json").read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def store(folder: Path, key: str, findings: Findings) -> None:
    """Keeps findings in which everything was decided; a folder that cannot be written is no error."""
    undecided = any(finding.verdict is Verdict.UNKNOWN for finding in findings.obligations)
    if undecided or any(check.firing is Firing.UNKNOWN for check in findings.checks):
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{key}.{os.getpid()}"
        draft.write_text(json.dumps(to_object(findings)), "utf-8")
        draft.replace(folder / f"{key}.json")
