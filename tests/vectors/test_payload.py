"""l1_payload.json: payloads, lanes, and the ids of version 0 and version 1 transactions."""

from tx_models import l1_tx
from vector_files import Case, cases, unhex

from vprog.wire.access import AccessMetadata, AccessType
from vprog.wire.payload import decode_payload, encode_payload
from vprog.wire.seq_commit import lane_key


@cases("l1_payload.json", "payloads")
def test_payload(case: Case) -> None:
    access = [AccessMetadata(unhex(e["resource_id"]), AccessType(e["access"])) for e in case["access"]]
    raw = encode_payload(access, unhex(case["ix_data"]))
    assert raw.hex() == case["payload"]
    payload = decode_payload(raw)
    assert list(payload.access) == access
    assert payload.ix_data.hex() == case["ix_data"]
    check_tx(case["l1_tx"])
    assert lane_key(unhex(case["l1_tx"]["subnetwork_id"])).hex() == case["lane_key"]


@cases("l1_payload.json", "tx_ids")
def test_tx_id(case: Case) -> None:
    check_tx(case)


def check_tx(document: Case) -> None:
    tx = l1_tx(document)
    if document["rest_preimage"] is not None:
        assert tx.rest_preimage().hex() == document["rest_preimage"]
    assert tx.id().hex() == document["tx_id"]
