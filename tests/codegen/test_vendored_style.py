"""An emitted crate is in style, its copies of the runtime too: they have a style of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from differential.native_guest import REPOSITORY, compiled, write_crate


def test_rustfmt_has_nothing_to_say(tmp_path: Path) -> None:
    write_crate(compiled(REPOSITORY / "examples" / "ledger" / "ledger.vprog"), tmp_path)
    roots = [tmp_path / "src" / "lib.rs", *(tmp_path / "vendor").glob("*/src/lib.rs")]
    assert len(roots) == 3
    said = subprocess.run(
        ["rustfmt", "--check", "--edition", "2021", *map(str, roots)], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout) == (0, ""), said.stderr
