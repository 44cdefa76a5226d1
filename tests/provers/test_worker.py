"""What a worker's caller sees when the worker misbehaves."""

import stat
from pathlib import Path

import pytest

from vprog.pipeline.workers import Worker, WorkerError


def script(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "worker"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def failure(path: Path, timeout: float | None = 10) -> str:
    with Worker(path) as worker, pytest.raises(WorkerError) as caught:
        worker.call("ping", {}, timeout)
    return caught.value.code


def test_a_missing_binary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VPROG_BIN", str(tmp_path))
    with pytest.raises(WorkerError) as caught:
        Worker.start()
    assert caught.value.code == "worker-missing"
    with pytest.raises(WorkerError) as caught:
        Worker(tmp_path / "none")
    assert caught.value.code == "worker-missing"


def test_a_worker_that_dies(tmp_path: Path) -> None:
    assert failure(script(tmp_path, "read line; exit 3")) == "worker-died"


def test_a_worker_that_is_silent(tmp_path: Path) -> None:
    assert failure(script(tmp_path, "read line; exec sleep 60"), timeout=0.2) == "worker-timeout"


@pytest.mark.parametrize("reply", ["no json", '{"id": 9, "ok": {}}', "[]"])
def test_a_worker_that_talks_nonsense(tmp_path: Path, reply: str) -> None:
    assert failure(script(tmp_path, f"read line; echo '{reply}'; read line")) == "worker-died"


def test_an_error_keeps_its_code(tmp_path: Path) -> None:
    path = script(tmp_path, """read line; echo '{"id":1,"error":{"code":"no-such","message":"text"}}'; read line""")
    assert failure(path) == "no-such"
