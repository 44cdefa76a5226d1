"""Programs near the borders of the rules that must compile without any finding, and the examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from vprog.dsl.compile import Compilation

HERE = Path(__file__).parent
PROGRAMS = [*sorted((HERE / "cases").glob("*.vprog")), *sorted((HERE.parents[1] / "examples").glob("*/*.vprog"))]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_compiles_without_findings(path: Path) -> None:
    compilation = Compilation(path.read_text(encoding="utf-8"), path.name)
    assert [(d.rule.code, d.primary.span.line, d.message) for d in compilation.diagnostics] == []
    assert compilation.program is not None
