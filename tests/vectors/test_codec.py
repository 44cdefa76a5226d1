"""codec.json: reader, mutable reader, bits, sort_unique, writer, access list."""

from typing import Any

import pytest
from vector_files import Case, cases, unhex

from vprog.wire import bits
from vprog.wire.access import decode_access_list
from vprog.wire.codec import DecodeError, MutReader, Reader, Writer, sort_unique


def read(reader: Reader, op: str, arg: int, field: str) -> Any:
    match op:
        case "byte":
            return reader.byte(field)
        case "bool":
            return reader.boolean(field)
        case "le_u16":
            return reader.u16(field)
        case "be_u16":
            return reader.be_u16(field)
        case "le_u32":
            return reader.u32(field)
        case "be_u32":
            return reader.be_u32(field)
        case "le_u64":
            return str(reader.u64(field))
        case "be_u64":
            return str(reader.be_u64(field))
        case "array32":
            return reader.take(32, field).hex()
        case "bytes" | "bytes_mut":
            return reader.take(arg, field).hex()
        case "skip":
            return reader.skip(arg, field)
        case "blob" | "blob_mut":
            return reader.blob(field).hex()
        case "string":
            return reader.string(field)
        case "slice_as_u8x4":
            return [item.hex() for item in reader.records(4, field)]
        case "many_le_u16":
            return reader.many(lambda r: r.u16("item"), field)
        case _:
            raise AssertionError(f"unknown operation {op}")


def check_error(error: DecodeError, expected: dict[str, str]) -> None:
    assert error.kind == expected["kind"]
    if error.kind == "Decode":
        assert error.field == expected["detail"]


def check_read(reader: Reader, case: Case) -> None:
    if case["err"] is None:
        assert read(reader, case["op"], case["arg"], case.get("field", "f")) == case["ok"]
    else:
        with pytest.raises(DecodeError) as caught:
            read(reader, case["op"], case["arg"], case.get("field", "f"))
        check_error(caught.value, case["err"])
    assert reader.remaining == case["remaining_after"]


@cases("codec.json", "reader")
def test_reader(case: Case) -> None:
    check_read(Reader(unhex(case["input"])), case)


@cases("codec.json", "mut_reader")
def test_mut_reader(case: Case) -> None:
    check_read(MutReader(unhex(case["input"])), case)


@cases("codec.json", "bits")
def test_bits(case: Case) -> None:
    match case["fn"]:
        case "get":
            data = unhex(case["data"])
            indices = range(len(case["msb_first"]))
            assert "".join(str(int(bits.get_msb(data, i))) for i in indices) == case["msb_first"]
            assert "".join(str(int(bits.get_lsb(data, i))) for i in indices) == case["lsb_first"]
        case "set":
            msb, lsb = bytearray(case["len"]), bytearray(case["len"])
            bits.set_msb(msb, case["index"])
            bits.set_lsb(lsb, case["index"])
            assert (msb.hex(), lsb.hex()) == (case["msb"], case["lsb"])
        case "shares_prefix":
            assert bits.shares_prefix(unhex(case["a"]), unhex(case["b"]), case["bits"]) is case["out"]
        case other:
            raise AssertionError(f"unknown function {other}")


@cases("codec.json", "sort_unique")
def test_sort_unique(case: Case) -> None:
    keys = [unhex(key) for key in case["keys"]]
    if case.get("err"):
        with pytest.raises(DecodeError) as caught:
            sort_unique(keys)
        check_error(caught.value, case["err"])
    else:
        ranked, order = sort_unique(keys)
        assert [key.hex() for key in ranked] == case["sorted"]
        assert order == case["order"]


@cases("codec.json", "writer")
def test_writer(case: Case) -> None:
    if case["fn"] == "write_blob":
        out = Writer().blob(unhex(case["blob"])).finish()
    else:
        out = Writer().many(unhex(item) for item in case["items"]).finish()
    assert out.hex() == case["out"]


@cases("codec.json", "access_metadata")
def test_access_list(case: Case) -> None:
    reader = Reader(unhex(case["input"]))
    if case["err"] is None:
        found = [{"resource_id": e.resource_id.hex(), "access": int(e.access)} for e in decode_access_list(reader)]
        assert found == case["ok"]
    else:
        with pytest.raises(DecodeError) as caught:
            decode_access_list(reader)
        check_error(caught.value, case["err"])
    assert reader.remaining == case["remaining_after"]
