"""The guests and the executor that the tests of this folder share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from vprog.pipeline.toolchain import BuiltGuest, build_guest
from vprog.pipeline.workers import Executor

REPOSITORY = Path(__file__).resolve().parents[2]
GUESTS = REPOSITORY / "runtime" / "guests"
TARGET = REPOSITORY / "target" / "riscv-guest"


@frozen
class Probe:
    """The probe guest, loaded."""

    executor: Executor
    guest: BuiltGuest


@pytest.fixture(scope="session")
def probe_guest(tmp_path_factory: pytest.TempPathFactory) -> BuiltGuest:
    return build_guest(GUESTS / "probe", "probe", tmp_path_factory.mktemp("guests") / "probe.elf", TARGET)


@pytest.fixture(scope="session")
def probe(probe_guest: BuiltGuest) -> Iterator[Probe]:
    with Executor.start() as executor:
        executor.load(probe_guest.elf)
        yield Probe(executor, probe_guest)
