"""A council with a treasury: every construct of headers and values that clients have to spell."""

from typing import Final

from . import addresses, errors, events, instructions, resources, structs, types, views
from .client import RichClient

__all__ = (
    "PROGRAM",
    "SOURCE_HASH",
    "RichClient",
    "addresses",
    "errors",
    "events",
    "instructions",
    "resources",
    "structs",
    "types",
    "views",
)

PROGRAM: Final = "rich"
SOURCE_HASH: Final = "22cf93e6fde156e13f09431138a0b03c79980fa0b5015cb032bf7e61581ebf35"
"""SHA-256 of the source that this package was made from."""
