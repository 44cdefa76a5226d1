"""The executor runs guests as the prover would: streams, system calls, assumptions, cycles."""

import hashlib

import pytest

from vprog.pipeline.workers import Assumption, Execution, WorkerError, frame

from .conftest import Probe


def run(probe: Probe, command: bytes, *assumptions: Assumption) -> Execution:
    return probe.executor.execute(probe.guest.image_id, frame(command), assumptions, timeout=60)


@pytest.mark.parametrize("length", [0, 1, 3, 4, 5, 1023, 1024, 4097, 100_001])
def test_bytes_of_any_length_arrive_and_come_back(probe: Probe, length: int) -> None:
    data = bytes(i * 7 % 256 for i in range(length))
    done = run(probe, b"e" + data)
    assert (done.exit, done.message) == ("halted", "")
    assert done.stdout == data
    assert done.journal == hashlib.sha256(data).digest()


def test_cycles_are_counted_and_reproducible(probe: Probe) -> None:
    short, long = run(probe, b"e" + bytes(64)), run(probe, b"e" + bytes(6400))
    assert run(probe, b"e" + bytes(64)) == short
    assert 0 < short.user_cycles < long.user_cycles < 100_000
    assert short.total_cycles >= short.user_cycles
    assert short.segments == 1


def test_a_long_run_is_split_into_segments(probe: Probe) -> None:
    command = frame(b"e" + bytes(400_000))
    done = probe.executor.execute(probe.guest.image_id, command, segment_po2=16)
    assert done.exit == "halted"
    assert done.segments > 1


def test_a_panic_is_told_in_the_guests_words(probe: Probe) -> None:
    done = run(probe, b"pno such vault")
    assert done.exit == "panicked"
    assert "no such vault" in done.message
    assert (done.stdout, done.journal) == (b"", b"")


def test_an_exit_code_is_no_success(probe: Probe) -> None:
    done = run(probe, b"x\x07")
    assert done.exit == "panicked"
    assert "7" in done.message


def test_std_hash_maps_work(probe: Probe) -> None:
    assert run(probe, b"mabca").journal == (3).to_bytes(4, "little")


def test_logs_do_not_mix_with_outputs(probe: Probe) -> None:
    assert run(probe, b"loutput").stdout == b"output"


def test_input_that_ends_early_proves_nothing(probe: Probe) -> None:
    done = probe.executor.execute(probe.guest.image_id, frame(b"e1234")[:-1])
    assert (done.exit, done.journal) == ("panicked", b"")


def test_a_runaway_guest_is_stopped(probe: Probe) -> None:
    command = frame(b"e" + bytes(100_000))
    done = probe.executor.execute(probe.guest.image_id, command, max_cycles=10_000)
    assert done.exit == "panicked"


def test_verify_succeeds_for_what_was_proven_and_for_nothing_else(probe: Probe) -> None:
    image_id, journal = bytes(range(32)), b"the inner journal"
    known = Assumption(image_id, journal)
    done = run(probe, b"v" + image_id + journal, known)
    assert (done.exit, done.journal) == ("halted", journal)
    for wrong in (
        (),
        (Assumption(image_id, journal + b"!"),),
        (Assumption(bytes(32), journal),),
        (Assumption(image_id, b""), Assumption(image_id, journal[:-1])),
    ):
        refused = run(probe, b"v" + image_id + journal, *wrong)
        assert refused.exit == "panicked"
        assert refused.journal == b""


def test_requests_that_make_no_sense_are_refused_and_survived(probe: Probe) -> None:
    executor, image_id = probe.executor, probe.guest.image_id
    for op, fields, code in (
        ("fly", {}, "unknown-op"),
        ("load", {}, "bad-request"),
        ("load", {"path": "/nowhere/at/all"}, "elf-missing"),
        ("load", {"path": __file__}, "elf-invalid"),
        ("execute", {"image_id": "00" * 32, "input": ""}, "program-not-loaded"),
        ("execute", {"image_id": "00", "input": ""}, "bad-request"),
        ("execute", {"image_id": image_id.hex(), "input": "xyz"}, "bad-request"),
        ("execute", {"image_id": image_id.hex(), "input": "", "segment_po2": 40}, "bad-request"),
    ):
        with pytest.raises(WorkerError) as caught:
            executor.call(op, fields, timeout=60)
        assert caught.value.code == code
    assert run(probe, b"e").exit == "halted"
