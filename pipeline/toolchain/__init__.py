"""Building Rust: guests for the zkVM and programs for this machine, reproducibly and with plain-word errors."""

from .cargo import Progress, ToolchainError, build_native
from .risc0 import BuiltGuest, build_guest

__all__ = ["BuiltGuest", "Progress", "ToolchainError", "build_guest", "build_native"]
