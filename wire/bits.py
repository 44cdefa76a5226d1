"""Bit strings over bytes, in both index conventions (framework spec, section 1.3)."""


def get_msb(data: bytes | bytearray, index: int) -> bool:
    """Bit `index`, counting from 0x80 of byte 0; false out of range."""
    return index < 8 * len(data) and bool(data[index // 8] & (0x80 >> (index % 8)))


def get_lsb(data: bytes | bytearray, index: int) -> bool:
    """Bit `index`, counting from 0x01 of byte 0; false out of range."""
    return index < 8 * len(data) and bool(data[index // 8] & (1 << (index % 8)))


def set_msb(data: bytearray, index: int) -> None:
    """Set bit `index` (from 0x80 of byte 0); nothing out of range."""
    if index < 8 * len(data):
        data[index // 8] |= 0x80 >> (index % 8)


def set_lsb(data: bytearray, index: int) -> None:
    """Set bit `index` (from 0x01 of byte 0); nothing out of range."""
    if index < 8 * len(data):
        data[index // 8] |= 1 << (index % 8)


def shares_prefix(a: bytes, b: bytes, bits: int) -> bool:
    """Whether the first `bits` bits (MSB first) are equal; false when either side is too short."""
    need = (bits + 7) // 8
    if len(a) < need or len(b) < need:
        return False
    shift = 8 * need - bits
    return int.from_bytes(a[:need], "big") >> shift == int.from_bytes(b[:need], "big") >> shift
