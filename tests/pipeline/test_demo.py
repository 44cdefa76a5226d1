"""`make demo`, both ways, as a person runs it: the real one proves, verifies, settles and refuses altered copies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def demo(*options: str) -> str:
    command = [sys.executable, "-m", "vprog.pipeline.demo", *options]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_the_demo_settles_with_marked_dev_receipts() -> None:
    output = demo()
    rows = [line.split() for line in output.splitlines() if line.strip().endswith("yes")]
    assert len(rows) >= 6
    assert sum(int(row[1]) for row in rows) >= 60
    assert sum(int(row[2]) for row in rows) >= 8
    assert all(row[5] == "dev" for row in rows)
    assert "L1's covenant, the node and the interpreter's replay agree" in output


@pytest.mark.xdist_group("prover")
def test_a_batch_is_proven_settled_and_a_tampered_receipt_refused() -> None:
    output = demo("--prove", "real")
    assert "verifying 3 receipts" in output
    assert output.count("changed is refused: receipt-invalid") == 3
    assert "settled with REAL receipts" in output
