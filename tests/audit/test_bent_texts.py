"""Whatever stands in a file, the compiler answers with coded findings, and what it accepts can be emitted and run.

`VPROG_LONG=1` bends forty times as many texts.
"""

from __future__ import annotations

import os
import re
from random import Random

import pytest
from bent_texts import Bender

from vprog.codegen.abi import emit as emit_abi
from vprog.codegen.python import emit as emit_client
from vprog.codegen.rust.crate import crate_model
from vprog.codegen.rust.emit import render
from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.text import render_text
from vprog.dsl.format import UnformattableError, format_source
from vprog.dsl.interpret.testing import run_tests

TEXTS = 80
SEEDS = range(160 if os.environ.get("VPROG_LONG") == "1" else 4)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_text_gets_an_answer(seed: int) -> None:
    bender = Bender(Random(seed))
    for _ in range(TEXTS):
        path, source = bender.bent()
        compilation = Compilation(source, str(path))
        found = compilation.diagnostics
        assert all(re.fullmatch(r"VP\d{4}", finding.rule.code) for finding in found)
        assert bool(render_text(found, compilation.sources)) == bool(found)
        try:
            assert format_source(format_source(source)) == format_source(source)
        except UnformattableError as refused:
            assert compilation.program is None
            assert refused.diagnostics
        program = compilation.program
        if program is None:
            assert any(finding.rule.severity.value == "error" for finding in found)
            continue
        assert emit_abi(program)
        assert render(crate_model(program))
        assert emit_client(program)
        assert len(run_tests(program)) == len(program.tests) + len(program.properties)


def test_half_a_character_is_refused_wherever_it_stands() -> None:
    for text in ("// \ud800", "/// \udfff", 'const LONG: text<=9 = "\ud800"', "const LO\udc00NG: u8 = 3"):
        found = Compilation(f'program halves\n{text}\nresource Note at label("note") {{ n: u8 }}\n').diagnostics
        assert [finding.rule.code for finding in found] == ["VP0120"]
