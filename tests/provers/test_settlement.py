"""Settlement transactions in Kaspa's own script engine: the framework's, accepted; altered ones, rejected."""

import copy
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from vprog.pipeline.workers import Settlement, WorkerError

from .guest_inputs import Case, vectors

DEV = [case for case in vectors("covenant", "settlements") if case["kind"] == "dev"]
HONEST = [case for case in DEV if not case["tamper"]]
TAMPERED = [case for case in DEV if case["tamper"]]


@pytest.fixture(scope="module")
def worker() -> Iterator[Settlement]:
    with Settlement.start() as running:
        yield running


def p2sh(redeem: str) -> str:
    return f"aa20{hashlib.blake2b(bytes.fromhex(redeem), digest_size=32).hexdigest()}87"


def spent(case: Case) -> dict[str, Any]:
    """The covenant output that a settlement spends."""
    return {"value": case["value"], "spk_script": p2sh(case["prev_redeem"]), "covenant_id": case["covenant_id"]}


def chain(case: Case) -> dict[bytes, bytes]:
    return {bytes.fromhex(case["block_prove_to"]): bytes.fromhex(case["chain_seq_commit"])}


def refused(worker: Settlement, case: Case, tx: dict[str, Any], blocks: dict[bytes, bytes] | None = None) -> str:
    with pytest.raises(WorkerError) as caught:
        worker.run(tx, [spent(case)], chain(case) if blocks is None else blocks)
    return caught.value.code


def test_there_are_both_kinds() -> None:
    assert len(HONEST) >= 6
    assert len(TAMPERED) >= 6


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case["covenant_id"][:8])
def test_honest_settlements_are_accepted(worker: Settlement, case: Case) -> None:
    done = worker.run(case["tx"], [spent(case)], chain(case))
    assert done.tx_id.hex() == case["tx"]["tx_id"]
    assert done.script_units == (case["script_engine"]["ok_script_units"],)
    assert done.budgets == (0,)


@pytest.mark.parametrize("case", TAMPERED, ids=lambda case: f"{case['tamper']}-{case['covenant_id'][:8]}")
def test_tampered_settlements_are_rejected(worker: Settlement, case: Case) -> None:
    assert refused(worker, case, case["tx"]) == "script-rejected"


def test_the_block_must_be_on_the_chain(worker: Settlement) -> None:
    case = HONEST[0]
    assert refused(worker, case, case["tx"], {}) == "script-rejected"
    block = bytes.fromhex(case["block_prove_to"])
    assert refused(worker, case, case["tx"], {block: bytes(32)}) == "script-rejected"


def test_outputs_cannot_be_altered(worker: Settlement) -> None:
    case = HONEST[0]
    for change in (
        {"value": case["value"] - 1},
        {"spk_script": p2sh("51")},
        {"covenant": None},
    ):
        tx = copy.deepcopy(case["tx"])
        tx["outputs"][0].update(change)
        assert refused(worker, case, tx) == "script-rejected"


def test_a_covenant_id_cannot_be_claimed(worker: Settlement) -> None:
    case = HONEST[0]
    tx = copy.deepcopy(case["tx"])
    tx["outputs"][0]["covenant"]["covenant_id"] = "ab" * 32
    assert refused(worker, case, tx) == "covenant-invalid"


def test_the_compute_budget_is_kept(worker: Settlement) -> None:
    """A succinct settlement with a made-up proof still shows that the precompile's price is charged."""
    case = next(c for c in vectors("covenant", "settlements") if c["kind"] == "succinct")
    assert refused(worker, case, case["tx"], {bytes.fromhex(case["block_prove_to"]): bytes(32)}) == "script-rejected"


def test_requests_that_make_no_sense(worker: Settlement) -> None:
    case = HONEST[0]
    for change in ({"version": 9}, {"inputs": []}, {"subnetwork_id": "00"}):
        with pytest.raises(WorkerError) as caught:
            worker.run({**case["tx"], **change}, [spent(case)] if "inputs" not in change else [], {})
        assert caught.value.code == "bad-request"
    with pytest.raises(WorkerError) as caught:
        worker.run(case["tx"], [], {})
    assert caught.value.code == "bad-request"
