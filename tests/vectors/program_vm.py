"""`test_vm`: the small handler the transaction processor's vectors were made with (vprogs/README.md)."""

from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError
from vprog.wire.exits import SpkKind, StandardSpk, decode_exit
from vprog.wire.processor import Transaction
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink


class PanicError(Exception):
    """Stands for a guest that panics."""


def count(resources: list[Resource]) -> None:
    for resource in resources:
        if resource.is_new:
            resource.resize(4)
        value = int.from_bytes(resource.data, "little") + 1
        resource.data_mut()[:] = value.to_bytes(4, "little")


def overwrite(resource: Resource, data: bytes) -> None:
    resource.resize(len(data))
    resource.data_mut()[:] = data


def emit_one(merge_idx: int, exits: ExitSink) -> None:
    exits.emit(StandardSpk(SpkKind.PUB_KEY, bytes([merge_idx & 0xFF]) * 32), 1_000_000 * (merge_idx + 1))


def test_vm(
    tx: Transaction,
    merge_idx: int,
    context_hash: bytes,
    resources: list[Resource],
    exits: ExitSink,
    deposit: DepositSink,
    /,
) -> None:
    ix = tx.payload.ix_data
    op, arg = (ix[0], ix[1:]) if ix else (0, b"")
    match op:
        case 0x00:
            pass
        case 0x01:
            count(resources)
        case 0x02:
            count(resources)
            emit_one(merge_idx, exits)
        case 0x03:
            raise GuestError(int.from_bytes(arg[:4], "little"))
        case 0x04:
            raise DecodeError(arg.decode("utf-8"))
        case 0x05:
            overwrite(resources[arg[0]], arg[1:])
        case 0x06:
            resources[arg[0]].resize(0)
        case 0x07:
            for at in range(0, len(arg), 32):
                deposit.set(arg[at : at + 32])
        case 0x08:
            resources[arg[0]].data_mut()
        case 0x09:
            reader = Reader(arg)
            while reader.remaining:
                entry = decode_exit(reader)
                exits.emit(entry.spk, entry.amount)
        case 0x0A:
            resources[arg[0]].resize(len(resources[arg[0]].data))
        case 0x0B:
            overwrite(resources[0], merge_idx.to_bytes(4, "little") + context_hash)
        case 0x0C:
            overwrite(resources[0], bytes.fromhex("aabb"))
            emit_one(merge_idx, exits)
            deposit.set(bytes([9]) * 32)
            raise GuestError(77)
        case 0x0D:
            raise PanicError
        case _:
            raise GuestError(0xDEAD)


test_vm.__test__ = False  # a program, not a test: keeps pytest from collecting the name
