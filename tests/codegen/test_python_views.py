"""Emitted views against the interpreter's: the same answer or the same error, for any resources and arguments."""

from __future__ import annotations

from typing import Any

import pytest
from client_packages import client, program
from hypothesis import given, settings
from hypothesis import strategies as st
from test_python_calls import as_python
from test_python_codecs import values

from vprog.client.errors import ClientError
from vprog.client.failures import ProgramFailure
from vprog.client.verified import ProvenState, prove
from vprog.dsl.interpret.calls import addresses
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.views import view
from vprog.dsl.layout.codec import encode_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import View
from vprog.wire.hashes import value_hash
from vprog.wire.state_smt import StateTree

VIEWS = [(name, item) for name in ("rich", "queries") for item in program(name).views]
Stored = dict[bytes, bytes]


def proven(stored: Stored, others: Stored) -> ProvenState:
    """What a proof vouches for, in a tree that holds `others` too."""
    tree = StateTree({address: value_hash(data) for address, data in {**others, **stored}.items()})
    return prove(tree.root, tree.prove(sorted(stored)), stored)


def resource(layout: ProgramLayout, data: st.DataObject, kind: str) -> bytes:
    own = layout.resources[kind]
    live = encode_resource(own, {f.name: data.draw(values(f.type), f.name) for f in own.fields})
    return data.draw(st.sampled_from([live] * 8 + [b"", b"\xff", b"\x63", live[:-1]]), "stored")


def answer(ask: Any) -> Any:
    """The result, or the code of the failure."""
    try:
        return ask()
    except Failure as failure:
        return ("failed", failure.code)
    except ProgramFailure as failure:
        return ("failed", failure.code)


@pytest.mark.parametrize(("name", "item"), VIEWS, ids=lambda part: part if isinstance(part, str) else part.name)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_views_answer_as_the_interpreter_does(name: str, item: View, data: st.DataObject) -> None:
    package, layout = client(name), ProgramLayout(program(name))
    address = st.binary(min_size=32, max_size=32)
    arguments = {p.name: data.draw(values(p.type), p.name) for p in item.parameters}
    stored: Stored = {}
    roles: dict[str, bytes] = {}
    lists: dict[str, list[bytes]] = {}
    for role in item.roles:
        if role.many is not None:
            lists[role.name] = data.draw(st.lists(address, max_size=role.many, unique=True))
            stored |= {at: resource(layout, data, role.resource) for at in lists[role.name]}
        elif role.address is not None:
            stored[addresses(layout, item, arguments, {}, {})[role.name]] = resource(layout, data, role.resource)
        else:
            roles[role.name] = data.draw(address)
            stored[roles[role.name]] = resource(layout, data, role.resource)
    others = data.draw(st.dictionaries(address, st.just(b"x"), max_size=3))
    found = vars(package)[f"{name.capitalize()}Client"](None)
    views = found.views(proven(stored, {k: v for k, v in others.items() if k not in stored}))
    keywords: dict[str, Any] = {**roles, **lists}
    keywords |= {p.name: as_python(name, p.type, arguments[p.name]) for p in item.parameters}

    expected = answer(lambda: as_python(name, item.result, view(layout, item.name, arguments, roles, stored, lists)))
    assert answer(lambda: getattr(views, item.name)(**keywords)) == expected


def test_failures_tell_their_arguments() -> None:
    errors, score = client("rich").errors, client("rich").types.Score
    failure = errors.Closed(closes=score(5), score=score(6))
    assert str(failure) == "Closed (code 256): open until 5, asked for 6"
    assert failure.arguments == {"closes": 5, "score": 6}
    assert str(errors.from_code(256)) == "Closed (code 256): open until {closes}, asked for {score}"
    assert str(client("features").errors.Short(have=1, need=2)) == 'Short (code 256): holds 1, "needs" 2 \\ {literal}'


def test_multiples_are_named() -> None:
    types = client("rich").types
    assert (types.Sompi.KAS, types.Score.DAY, types.Shares.BLOCK) == (100_000_000, 864_000, 1_000)
    assert isinstance(types.Sompi.KAS, types.Sompi)


def test_what_is_not_proven_is_not_read() -> None:
    views = client("rich").RichClient(None).views(ProvenState(bytes(32)))
    with pytest.raises(ClientError) as refused:
        views.note(key=1)
    assert refused.value.code == "not-proven"
