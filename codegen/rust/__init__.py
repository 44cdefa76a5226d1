"""The Rust back end: a typed program becomes a guest crate.

`emit(program)` decides everything in an attrs model (`model.py`, `syntax.py`) and lets the templates, which decide
nothing, print it.
"""

from vprog.codegen.rust.emit import emit
from vprog.codegen.rust.vendor import vendor_runtime

__all__ = ["emit", "vendor_runtime"]
