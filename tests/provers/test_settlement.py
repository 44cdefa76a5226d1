"""Settlement transactions in Kaspa's own script engine: the framework's, accepted; altered ones, rejected."""

import copy
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve

from vprog.pipeline.workers import CovenantPins, CovenantState, Settlement, SettleRequest, WorkerError

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
    changes: list[dict[str, Any]] = [{"version": 9}, {"inputs": []}, {"subnetwork_id": "00"}]
    for change in changes:
        with pytest.raises(WorkerError) as caught:
            worker.run({**case["tx"], **change}, [spent(case)] if "inputs" not in change else [], {})
        assert caught.value.code == "bad-request"
    with pytest.raises(WorkerError) as caught:
        worker.run(case["tx"], [], {})
    assert caught.value.code == "bad-request"


def raw(case: Case, name: str) -> bytes:
    return bytes.fromhex(case[name])


def pins(case: Case) -> CovenantPins:
    """A dev script does not mention image ids; any will do."""
    ids = [bytes.fromhex(case.get(name, "00" * 32)) for name in ("program_id", "tx_image_id", "batch_image_id")]
    return CovenantPins(
        case["kind"], ids[0], ids[1], ids[2], raw(case, "lane_key"), int(case["permission_output_value"])
    )


def request(case: Case) -> SettleRequest:
    return SettleRequest(
        pins(case),
        raw(case, "covenant_id"),
        bytes.fromhex(case["tx"]["inputs"][0]["prev_tx_id"]),
        case["tx"]["inputs"][0]["prev_index"],
        int(case["value"]),
        CovenantState(raw(case, "prev_state"), raw(case, "prev_lane_tip")),
        CovenantState(raw(case, "new_state"), raw(case, "new_lane_tip")),
        raw(case, "block_prove_to"),
        {"claimed_seq_commit": case["claimed_seq_commit"]},
        raw(case, "permission_spk_hash"),
        raw(case, "deposit_spk_hash"),
    )


@pytest.mark.parametrize("case", vectors("covenant", "redeem_scripts"), ids=lambda case: case["redeem_script"][2:10])
def test_redeem_scripts(worker: Settlement, case: Case) -> None:
    held = worker.covenant(pins(case), CovenantState(raw(case, "prev_state"), raw(case, "prev_lane_tip")))
    assert (held.redeem.hex(), held.spk.hex()) == (case["redeem_script"], case["p2sh_script"])


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case["covenant_id"][:8])
def test_settlements_are_built_and_accepted(worker: Settlement, case: Case) -> None:
    done = worker.settle(request(case), chain(case))
    assert done.tx_id.hex() == case["tx"]["tx_id"]
    assert done.tx["inputs"][0]["signature_script"] == case["signature_script"]
    assert done.script_units == case["script_engine"]["ok_script_units"]
    assert done.new_script.redeem.hex() == case["next_redeem"]
    assert done.tx["inputs"][0]["compute_budget"] == 0
    assert done.compute_mass > 0
    again = worker.run(done.tx, [spent(case)], chain(case))
    assert again.tx_id == done.tx_id


@pytest.mark.parametrize("case", TAMPERED, ids=lambda case: f"{case['tamper']}-{case['covenant_id'][:8]}")
def test_tampered_settlements_cannot_be_built(worker: Settlement, case: Case) -> None:
    with pytest.raises(WorkerError) as caught:
        worker.settle(request(case), chain(case))
    assert caught.value.code == "script-rejected"


def test_a_covenant_lives_from_bootstrap_through_settlements_with_fees(worker: Settlement) -> None:
    digests = [hashlib.sha256(bytes([i])).digest() for i in range(16)]
    fixed = CovenantPins("dev", digests[0], digests[1], digests[2], digests[3])
    born = worker.bootstrap(fixed, digests[4], 1, 300_000_000)
    funding = {"value": 300_100_000, "spk_script": "51"}
    assert worker.run(born.tx, [funding], {}).tx_id == born.tx_id
    fee_utxo: Case = {"value": 5_000_000, "spk_script": "51"}
    state, script, tx_id, value = CovenantState(), born.script, born.tx_id, 300_000_000
    for step in range(2):
        after = CovenantState(digests[6 + step], digests[8 + step])
        block, commit = digests[10 + step], digests[12 + step]
        moved = SettleRequest(
            fixed,
            born.covenant_id,
            tx_id,
            0,
            value,
            state,
            after,
            block,
            {"claimed_seq_commit": commit.hex()},
            digests[14] if step else bytes(32),
            fee_inputs=[{"prev_tx_id": digests[5].hex(), "prev_index": 0}],
            fee_utxos=[fee_utxo],
            fee_outputs=[{"value": 4_000_000, "spk_script": "51"}],
        )
        done = worker.settle(moved, {block: commit})
        held = {"value": value, "spk_script": script.spk.hex(), "covenant_id": born.covenant_id.hex()}
        worker.run(done.tx, [held, fee_utxo], {block: commit})
        with pytest.raises(WorkerError):
            worker.settle(moved, {block: digests[15]})
        state, script, tx_id, value = after, done.new_script, done.tx_id, done.tx["outputs"][0]["value"]
    assert value == 250_000_000


def test_a_witness_of_another_kind(worker: Settlement) -> None:
    case = HONEST[0]
    moved = evolve(request(case), pins=evolve(pins(case), kind="succinct"))
    with pytest.raises(WorkerError) as caught:
        worker.settle(moved, chain(case))
    assert caught.value.code == "covenant-witness-kind"
