"""A worker program's process: one request, one reply, both a JSON line; bytes travel as hex. See `runtime/worker`."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

_REPOSITORY = Path(__file__).resolve().parents[2]
_STOP_SECONDS = 5.0


class WorkerError(Exception):
    """A request that failed. `code` is the worker's, or one of worker-missing, worker-died, worker-timeout."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def find_binary(name: str) -> Path:
    """Where a worker's binary is: in `$VPROG_BIN`, else the freshest one built in this repository."""
    folder = os.environ.get("VPROG_BIN")
    target = Path(os.environ.get("CARGO_TARGET_DIR") or _REPOSITORY / "target")
    places = [Path(folder)] if folder else [target / "release", target / "debug", target / "prover" / "release"]
    found = [place / name for place in places if (place / name).is_file()]
    if not found:
        raise WorkerError("worker-missing", f"{name} is not built: run `make workers`, or point VPROG_BIN at it")
    return max(found, key=lambda path: path.stat().st_mtime)


class Worker:
    """A running worker. Use it in a `with` block; calls from several threads take turns."""

    BINARY = ""

    def __init__(self, binary: Path) -> None:
        """Starts the process; raises `WorkerError` (worker-missing) when it cannot."""
        try:
            self._process = subprocess.Popen(
                [str(binary)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        except OSError as error:
            raise WorkerError("worker-missing", f"{binary} does not start: {error.strerror}") from error
        self._replies: queue.Queue[str | None] = queue.Queue()
        self._turn = threading.Lock()
        self._next_id = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @classmethod
    def start(cls, binary: Path | None = None) -> Self:
        """Starts the worker's usual binary, or the one given."""
        return cls(binary or find_binary(cls.BINARY))

    def call(self, op: str, fields: Mapping[str, Any], timeout: float | None = None) -> dict[str, Any]:
        """Sends a request and gives back what the reply says is ok. Raises `WorkerError`.

        A worker that does not answer within `timeout` seconds is stopped, since its next reply would be this one's.
        """
        with self._turn:
            self._next_id += 1
            request = {"id": self._next_id, "op": op, **fields}
            stdin = self._process.stdin
            try:
                assert stdin is not None
                stdin.write(json.dumps(request, separators=(",", ":")) + "\n")
                stdin.flush()
            except (OSError, ValueError) as error:
                raise WorkerError("worker-died", f"the worker is gone: {self._epitaph()}") from error
            try:
                line = self._replies.get(timeout=timeout)
            except queue.Empty:
                self._process.kill()
                raise WorkerError("worker-timeout", f"`{op}` took longer than {timeout} s") from None
            if line is None:
                raise WorkerError("worker-died", f"the worker ended during `{op}`: {self._epitaph()}")
            return _outcome(line, self._next_id)

    def close(self) -> None:
        """Ends the worker: end of input is its signal; one that ignores it is stopped."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it is gone already, which is what was wanted
                self._process.stdin.close()
        try:
            self._process.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listen(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        for line in stdout:
            self._replies.put(line)
        self._replies.put(None)

    def _epitaph(self) -> str:
        try:
            return f"exit status {self._process.wait(timeout=_STOP_SECONDS)}"
        except subprocess.TimeoutExpired:
            return "it closed its pipes and still runs"


def _outcome(line: str, expected: int) -> dict[str, Any]:
    try:
        reply = json.loads(line)
    except ValueError as error:
        raise WorkerError("worker-died", "the worker's reply is not JSON") from error
    if not isinstance(reply, dict) or cast("dict[str, Any]", reply).get("id") != expected:
        raise WorkerError("worker-died", "the worker answered another request")
    reply = cast("dict[str, Any]", reply)
    if "error" in reply:
        raise WorkerError(str(reply["error"]["code"]), str(reply["error"]["message"]))
    return cast("dict[str, Any]", reply["ok"])


def frame(blob: bytes) -> bytes:
    """A guest's stdin for one input blob: `u32 len ‖ blob` (framework section 5.1)."""
    return len(blob).to_bytes(4, "little") + blob
