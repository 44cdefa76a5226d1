"""Packets that no honest sender builds: access lists, signers and actions bent before they are signed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import evolve

from differential.moves import KEYS, View, sign_for, spend
from differential.packet import GENESIS, MULTISIG, MULTISIG_SPEND, SCHNORR, SPEND, Entry, Packet

Bend = Callable[[Random, View, Packet], None]
HUGE = (1 << 32) - 1


def odd_rest(rng: Random, view: View, packet: Packet) -> None:
    """The L1 transaction itself, as the guest sees it, does not parse, or says something else."""
    packet.rest_flip = rng.randrange(1 << 16)
    if rng.random() < 0.4:
        packet.rest_cut = rng.randrange(200)


def read_for_write(rng: Random, view: View, packet: Packet) -> None:
    _mode(rng, packet, 0)


def write_for_read(rng: Random, view: View, packet: Packet) -> None:
    packet.access = [(id_, 1) for id_, _ in packet.access]


def bad_mode(rng: Random, view: View, packet: Packet) -> None:
    _mode(rng, packet, rng.choice([2, 0x80, 0xFF]))


def _mode(rng: Random, packet: Packet, mode: int) -> None:
    at = rng.randrange(len(packet.access))
    packet.access[at] = (packet.access[at][0], mode)


def drop_resource(rng: Random, view: View, packet: Packet) -> None:
    """Indices stay as they were, so they mean the next resource, or none."""
    del packet.access[rng.randrange(len(packet.access))]


def lose_config(rng: Random, view: View, packet: Packet) -> None:
    """A resource without an index on the wire is replaced; everything else keeps its place."""
    used = {index for act in packet.actions for index in act.indices}
    unused = [at for at in range(len(packet.access)) if at not in used] or [rng.randrange(len(packet.access))]
    at = rng.choice(unused)
    id_, mode = packet.access[at]
    packet.access[at] = (id_[:-1] + bytes([id_[-1] ^ 1]), mode)


def extra_resources(rng: Random, view: View, packet: Packet) -> None:
    """Resources that no action names; indices follow."""
    before = packet.access
    strangers = [rng.randbytes(32), rng.choice([*sorted(view.state), rng.randbytes(32)])]
    listed = dict(before) | {id_: rng.randrange(2) for id_ in strangers if id_ not in dict(before)}
    packet.access = sorted(listed.items())
    moved = {old: packet.access.index(entry) for old, entry in enumerate(before)}
    for act in packet.actions:
        act.indices = [moved[index] for index in act.indices]
    for entry in packet.entries:
        entry.index = moved[entry.index]


def unsorted_access(rng: Random, view: View, packet: Packet) -> None:
    if rng.random() < 0.5:
        packet.access.reverse()
    else:
        packet.access.append(packet.access[-1])


def counts(rng: Random, view: View, packet: Packet) -> None:
    """A count that is not the true one."""
    name = rng.choice(["access_count", "entry_count", "action_count"])
    true = len({"access_count": packet.access, "entry_count": packet.entries, "action_count": packet.actions}[name])
    setattr(packet, name, rng.choice([0, true + 1, max(true - 1, 0), 1 << 16, 1 << 31, HUGE]))


def role_indices(rng: Random, view: View, packet: Packet) -> None:
    act = rng.choice(packet.actions)
    if not act.indices:
        return
    at = rng.randrange(len(act.indices))
    act.indices[at] = rng.choice([*range(len(packet.access)), len(packet.access), 0xFF])


def reversed_roles(rng: Random, view: View, packet: Packet) -> None:
    for act in packet.actions:
        act.indices.reverse()


def tags(rng: Random, view: View, packet: Packet) -> None:
    rng.choice(packet.actions).tag = rng.choice([0, 1, 2, 3, 4, 5, 6, 7, 8, 0x80, 0xFF])


def parameters(rng: Random, view: View, packet: Packet) -> None:
    """Cut, extended or changed in one byte."""
    act = rng.choice(packet.actions)
    raw = act.parameters
    at = rng.randrange(len(raw))
    changed = raw[:at] + rng.choice([b"\x00", b"\x01", b"\x02", b"\x04", b"\xff", rng.randbytes(1)]) + raw[at + 1 :]
    act.parameters = rng.choice([raw[:at], raw + rng.randbytes(1 + rng.randrange(40)), changed, changed, changed])


def bad_lock(rng: Random, view: View, packet: Packet) -> None:
    """A lock at the end of the parameters that breaks a rule: tag, threshold, count, order."""
    act = rng.choice(packet.actions)
    keys = sorted(key.public_key for key in rng.sample(KEYS, 2))
    wrong = [
        b"\x00",
        b"\x04" + keys[0],
        b"\x01" + keys[0][:-1],
        b"\x02\x00\x01" + keys[0],
        b"\x02\x03\x02" + b"".join(keys),
        b"\x02\x01\x00",
        b"\x02\x01\x11" + b"".join(bytes([i]) * 32 for i in range(17)),
        b"\x02\x01\x02" + keys[1] + keys[0],
        b"\x02\x01\x02" + keys[0] + keys[0],
    ]
    tail = next((i for i in range(len(act.parameters)) if act.parameters[i : i + 1] in (b"\x01", b"\x02")), 0)
    act.parameters = act.parameters[:tail] + rng.choice(wrong)


def repeat_action(rng: Random, view: View, packet: Packet) -> None:
    packet.actions.append(evolve(rng.choice(packet.actions)))


def no_actions(rng: Random, view: View, packet: Packet) -> None:
    packet.actions = []


def unsorted_signers(rng: Random, view: View, packet: Packet) -> None:
    """By resource, or only within one."""
    _need(rng, view, packet, 2)
    packet.entries.reverse()


def drop_signer(rng: Random, view: View, packet: Packet) -> None:
    if packet.entries:
        del packet.entries[rng.randrange(len(packet.entries))]


def repeat_signer(rng: Random, view: View, packet: Packet) -> None:
    _need(rng, view, packet, 1)
    at = rng.randrange(len(packet.entries))
    packet.entries.insert(at, evolve(packet.entries[at]))


def genesis_signer(rng: Random, view: View, packet: Packet) -> None:
    """The genesis key where nobody asked for it."""
    packet.entries.append(Entry(len(packet.access) - 1, GENESIS, rng.choice([KEYS[2], KEYS[2], *KEYS])))


def spend_signer(rng: Random, view: View, packet: Packet) -> None:
    """A key proven by a spent output, perhaps for a resource out of range: the index is not checked."""
    key = rng.choice(KEYS)
    kind = rng.choice([SPEND, MULTISIG_SPEND])
    index = rng.choice([len(packet.access) - 1, len(packet.access), 0xFF])
    packet.entries.append(Entry(index, kind, key, spent=spend(rng, key, rng.choice([1, 1, 1, 0]))))


def signer_kind(rng: Random, view: View, packet: Packet) -> None:
    _need(rng, view, packet, 1)
    rng.choice(packet.entries).kind = rng.choice([0, 1, 2, 3, 4, 5, 6, 0xFF])


def signer_index(rng: Random, view: View, packet: Packet) -> None:
    _need(rng, view, packet, 1)
    entry = rng.choice(packet.entries)
    entry.index = rng.choice([0, len(packet.access) - 1, len(packet.access), 0xFF])


def signer_position(rng: Random, view: View, packet: Packet) -> None:
    for entry in packet.entries:
        if entry.kind == MULTISIG:
            entry.position = rng.choice([0, 1, 2, 3, 0xFF])


def signer_offset(rng: Random, view: View, packet: Packet) -> None:
    _need(rng, view, packet, 1)
    rng.choice(packet.entries).shift = rng.choice([1, -1, 64, -64, 1000, HUGE // 2, -500])


def signer_input(rng: Random, view: View, packet: Packet) -> None:
    """The witness of another transaction than the one that an input spends."""
    _need(rng, view, packet, 1)
    entry = rng.choice(packet.entries)
    true, other = spend(rng, entry.key), spend(rng, rng.choice(KEYS))
    entry.kind = rng.choice([SPEND, MULTISIG_SPEND])
    entry.spent = evolve(true, rest=rng.choice([other.rest, true.rest[:-1], b"", rng.randbytes(90)]))


def forged(rng: Random, view: View, packet: Packet) -> None:
    """A signature of nothing, of another message, or by another key."""
    _need(rng, view, packet, 1)
    entry = rng.choice(packet.entries)
    choice = rng.randrange(4)
    if choice == 0:
        entry.signature = rng.randbytes(64)
    elif choice == 1:
        entry.signature = bytes(64)
    elif choice == 2:
        entry.digest = rng.randbytes(32)
    else:
        entry.key = rng.choice(KEYS)


def _need(rng: Random, view: View, packet: Packet, count: int) -> None:
    """Adds signers until there are enough: for any lock that the packet touches, else by the genesis key."""
    for index, (id_, _) in enumerate(packet.access):
        if len(packet.entries) < count and all(entry.index != index for entry in packet.entries):
            packet.entries += sign_for(rng, index, view.lock_at(id_))
    while len(packet.entries) < count:
        packet.entries.append(Entry(len(packet.access) - 1, rng.choice([GENESIS, SCHNORR]), KEYS[2]))
    packet.entries.sort(key=lambda entry: entry.index)


BENDS: tuple[Bend, ...] = (
    odd_rest, odd_rest, read_for_write, write_for_read, bad_mode, drop_resource, extra_resources, lose_config,
    lose_config, lose_config, unsorted_access, counts, role_indices, reversed_roles, tags, parameters, parameters,
    bad_lock, repeat_action, no_actions, unsorted_signers, drop_signer, repeat_signer, genesis_signer, spend_signer,
    signer_kind, signer_index, signer_position, signer_offset, signer_input, forged, forged,
)  # fmt: skip
