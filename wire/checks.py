"""Field validators for the attrs models: a wrong length or range is the caller's bug (ValueError)."""

from collections.abc import Callable
from typing import Any

import attrs

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def length(size: int) -> Validator:
    """Exactly `size` bytes."""

    def check(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not isinstance(value, bytes) or len(value) != size:
            raise ValueError(f"{attribute.name} must be {size} bytes")

    return check


def unsigned(bits: int) -> Validator:
    """An integer from 0 to 2**bits - 1."""

    def check(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not isinstance(value, int) or not 0 <= value < 1 << bits:
            raise ValueError(f"{attribute.name} must fit u{bits}")

    return check
