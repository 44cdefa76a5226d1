"""Events as a node reports them, read by the emitted client: any value of any type."""

from __future__ import annotations

from typing import Any

import pytest
from client_packages import client, program
from hypothesis import given, settings
from hypothesis import strategies as st
from test_python_calls import as_python
from test_python_codecs import values

from vprog.client.errors import ClientError
from vprog.dsl.interpret.json_values import to_json


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_event_is_read(data: st.DataObject) -> None:
    event = program("rich").events[0]
    chosen = {f.name: data.draw(values(f.type), f.name) for f in event.fields}
    document: dict[str, Any] = {f.name: to_json(f.type, chosen[f.name]) for f in event.fields}
    found = client("rich").events.read({"event": event.name, **document})
    for field in event.fields:
        assert getattr(found, field.name) == as_python("rich", field.type, chosen[field.name])


@pytest.mark.parametrize(
    "wrong",
    [
        {"motion": {"variant": "Sell"}},
        {"motion": {"amount": 1}},
        {"motion": {"variant": "Rename", "title": "x" * 41}},
        {"window": {"opens": 1}},
        {"window": []},
        {"weights": [1] * 9},
        {"weights": [True]},
        {"notes": [[1, "a", "b"]]},
        {"notes": {"1": "a"}},
        {"seen": ["00"]},
        {"mark": {"term": {"opens": 1, "closes": 2}, "by": "11" * 32, "tags": ["00112233"], "depth": 1}},
    ],
)
def test_other_documents_are_refused(wrong: dict[str, Any]) -> None:
    good: dict[str, Any] = {
        "event": "Voted",
        "motion": {"variant": "Nothing"},
        "window": {"opens": 1, "closes": 2},
        "weights": [1],
        "notes": [[1, "a"]],
        "seen": ["11" * 32],
        "level": "High",
        "mark": None,
        "proof": "22" * 64,
    }
    events = client("rich").events
    assert events.read(good).notes == {1: "a"}
    with pytest.raises(ClientError) as refused:
        events.read({**good, **wrong})
    assert refused.value.code == "bad-event"
