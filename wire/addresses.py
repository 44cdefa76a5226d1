"""Kaspa addresses: `prefix:payload` in the network's bech32 variant with a 40-bit checksum."""

from typing import Final

from .exits import SpkKind, StandardSpk

_CHARSET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
PREFIXES: Final = ("kaspa", "kaspatest", "kaspasim", "kaspadev")


class AddressError(ValueError):
    """Text that is no address of a known network."""


def encode_address(spk: StandardSpk, prefix: str = "kaspa") -> str:
    """The address that pays to a standard script; its version byte is the script's wire tag."""
    words = _to_words(bytes([spk.kind]) + spk.payload)
    checksum = _polymod([*_prefix_words(prefix), *words, *[0] * 8])
    tail = [checksum >> 5 * (7 - i) & 31 for i in range(8)]
    return prefix + ":" + "".join(_CHARSET[word] for word in [*words, *tail])


def decode_address(text: str) -> tuple[str, StandardSpk]:
    """(prefix, script destination). AddressError for a typo, an unknown network or an unknown version."""
    prefix, separator, body = text.partition(":")
    if not separator or prefix not in PREFIXES:
        raise AddressError("an address starts with its network, as in kaspa:")
    if any(letter not in _CHARSET for letter in body) or len(body) < 8:
        raise AddressError("the address has a character that addresses do not use")
    words = [_CHARSET.index(letter) for letter in body]
    if _polymod([*_prefix_words(prefix), *words]) != 0:
        raise AddressError("the address does not match its checksum")
    raw = _from_words(words[:-8])
    try:
        return prefix, StandardSpk(SpkKind(raw[0]), raw[1:])
    except (ValueError, IndexError):
        raise AddressError("the address is of an unknown version or length") from None


def _prefix_words(prefix: str) -> list[int]:
    return [*(ord(letter) & 31 for letter in prefix), 0]


def _polymod(words: list[int]) -> int:
    checksum = 1
    for word in words:
        top = checksum >> 35
        checksum = (checksum & 0x07FFFFFFFF) << 5 ^ word
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                checksum ^= generator
    return checksum ^ 1


def _to_words(data: bytes) -> list[int]:
    padding = -len(data) * 8 % 5
    value = int.from_bytes(data, "big") << padding
    count = (len(data) * 8 + padding) // 5
    return [value >> 5 * (count - 1 - i) & 31 for i in range(count)]


def _from_words(words: list[int]) -> bytes:
    value = 0
    for word in words:
        value = value << 5 | word
    padding = len(words) * 5 % 8
    if padding >= 5 or value & ((1 << padding) - 1):
        raise AddressError("the address has non-zero padding")
    return (value >> padding).to_bytes(len(words) * 5 // 8, "big")
