"""The example programs compile without a finding, to exactly the typed programs in `goldens/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from vprog.dsl.compile import compile_file
from vprog.dsl.program.dump import dump

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("name", ["ledger", "token"])
def test_an_example_compiles_to_its_golden(name: str) -> None:
    compilation = compile_file(EXAMPLES / name / f"{name}.vprog")
    assert compilation.diagnostics == ()
    assert compilation.program is not None
    assert dump(compilation.program) == (GOLDENS / f"{name}.txt").read_text(encoding="utf-8")
