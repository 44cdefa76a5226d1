"""`abi.json`: valid by the published schema, strict, the same every time, and true to the codec model."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from client_packages import program
from jsonschema import Draft202012Validator, ValidationError

import vprog.codegen.abi
from vprog.codegen.abi import emit
from vprog.dsl.compile import Compilation
from vprog.dsl.layout.codec import encode_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.wire.hashes import sha256

SCHEMA = json.loads((Path(vprog.codegen.abi.__file__).parent / "abi.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
NAMES = ("ledger", "token", "features", "hostile", "rich", "queries", "odd", "empty")


def document(name: str) -> dict[str, Any]:
    return json.loads(emit(program(name)))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


def named(items: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(item for item in items if item["name"] == name)


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_valid(name: str) -> None:
    VALIDATOR.validate(document(name))
    assert emit(program(name)) == emit(program(name))


@pytest.mark.parametrize("name", ["features", "rich"])
def test_schema_is_strict(name: str) -> None:
    """No object of the document may have one member more, or miss one."""
    whole = document(name)
    count = len(list(objects(whole)))
    assert count > 200
    for at in range(count):
        extended = copy.deepcopy(whole)
        list(objects(extended))[at]["surprise"] = 1
        with pytest.raises(ValidationError):
            VALIDATOR.validate(extended)
    for key in whole:
        with pytest.raises(ValidationError):
            VALIDATOR.validate({k: v for k, v in whole.items() if k != key})


def test_guest_is_filled_in_by_the_build() -> None:
    assert document("ledger")["guest"] == {"image_id": None, "toolchain": None}
    guest: dict[str, str | None] = {"image_id": "ab" * 32, "toolchain": "risc0 3.0.4"}
    filled = json.loads(emit(program("ledger"), guest=guest))
    VALIDATOR.validate(filled)
    assert filled["guest"] == guest
    assert filled["hashes"] == document("ledger")["hashes"]


def test_hashes_tell_what_changed() -> None:
    source = program("ledger").source
    before = document("ledger")["hashes"]
    assert before["source"] == sha256(source.encode()).hex()

    def hashes(text: str) -> dict[str, str]:
        changed = Compilation(text, "ledger.vprog").program
        assert changed is not None
        return json.loads(emit(changed))["hashes"]

    comment = hashes("// a comment\n" + source.replace("/// One holder.", "/// A holder."))
    assert comment["source"] != before["source"]
    assert comment["interface"] == before["interface"]
    assert hashes(source.replace("BelowOpening", "TooSmall"))["interface"] != before["interface"]


@pytest.mark.parametrize("name", NAMES)
def test_layouts_are_those_of_the_codec(name: str) -> None:
    """Offsets and sizes of the document find each fixed field in encoded bytes."""
    layout = ProgramLayout(program(name))
    for described in document(name)["resources"]:
        own = layout.resources[described["name"]]
        values = {f.name: sample(f.type, at) for at, f in enumerate(own.fields, 1)}
        stored = encode_resource(own, values)
        assert stored[0] == described["kind"]
        assert described["min_size"] <= len(stored) <= described["max_size"]
        for field in described["fields"]:
            if field["part"] == "fixed" and field["type"]["encoding"] == "bytes":
                start = field["offset"]
                assert stored[start : start + field["type"]["size"]] == values[field["name"]]
            if field["type"]["encoding"] == "uint":
                start, size = field["offset"], field["type"]["bits"] // 8
                assert int.from_bytes(stored[start : start + size], "little") == values[field["name"]]


def sample(type_: Any, seed: int) -> Any:
    match type(type_).__name__:
        case "LockType":
            return b"\x03"
        case "ScriptType":
            return b"\x00" + bytes([seed]) * 32
        case "OptionType":
            return None
        case "EnumType" if type_.payloads:
            return (type_.variants[0], *(sample(field, seed) for _, field in type_.payloads[0]))
        case "EnumType":
            return type_.variants[0]
        case "StructType":
            return tuple(sample(field, seed) for _, field in type_.fields)
        case "ArrayType":
            return (sample(type_.element, seed),) * type_.size
        case "ListType" | "SetType" | "MapType":
            return ()
        case "TextType":
            return "a"
        case "BoundedBytesType":
            return b"a"
        case "BoolType":
            return True
        case "BytesType" | "OpaqueType":
            return bytes([seed]) * type_.size
        case "AddressType":
            return bytes([seed]) * 32
        case _:
            return seed


def test_derivations_are_structured() -> None:
    token = document("token")
    transfer = named(token["instructions"], "transfer")
    target = named(transfer["roles"], "target")
    assert target["address"] is None
    assert target["created_at"] == {
        "derivation": "tuple",
        "kind": 1,
        "parts": [
            {"type": "Address<Mint>", "value": {"op": "field", "role": "source", "field": "mint"}},
            {
                "type": "LockId",
                "value": {"op": "lock_id", "of": {"op": "unwrap", "of": {"op": "param", "name": "owner_lock"}}},
            },
        ],
    }
    burn = named(token["instructions"], "burn")
    assert burn["where"] == [{"condition": "source.mint == token.id", "error": "Unrelated"}]
    assert burn["effects"] == {
        "reads": ["source", "token"],
        "writes": ["source", "token"],
        "creates": [],
        "deletes": [],
        "only_credits": [],
    }
    config = named(named(document("ledger")["instructions"], "deposit")["roles"], "config")
    assert (config["indexed"], config["address"]) == (False, {"derivation": "label", "label": "config"})


def test_errors_carry_the_programs_codes() -> None:
    for error in document("ledger")["errors"]:
        declared = program("ledger").error(error["name"])
        assert (error["code"], error["message"]) == (declared.code, declared.message)


def test_new_headers_are_structured() -> None:
    rich = document("rich")
    settle = named(rich["instructions"], "settle")
    assert named(settle["roles"], "voters")["max"] == 5
    assert settle["auth"]["parts"][1] == {"auth": "many", "threshold": 2, "role": "voters"}
    assert (settle["random"], named(rich["instructions"], "draw")["random"]) == (False, True)
    assert named(rich["instructions"], "draw")["after"] == {"score": None}
    assert settle["after"]["score"] is not None
    assert named(rich["units"], "Sompi")["multiples"][-1] == {"name": "kas", "value": 100_000_000}
    assert [len(fields) for fields in named(rich["enums"], "Motion")["payloads"]] == [2, 1, 0]
    assert named(rich["enums"], "Level")["payloads"] is None
    assert named(rich["views"], "heaviest")["result"]["unit"] == "Shares"
    notes = named(named(rich["resources"], "Council")["fields"], "notes")["type"]
    assert (notes["encoding"], notes["max"], notes["key"]["bits"], notes["value"]["encoding"]) == ("map", 4, 16, "text")
