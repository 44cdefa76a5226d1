"""The Rust back end: a typed program becomes a guest crate.

`emit(program)` decides everything in a model (`model.py`, `syntax.py`) and lets the templates, which decide
nothing, print it.
"""

from vprog.codegen.rust.emit import emit, emitting
from vprog.codegen.rust.vendor import vendor_runtime

__all__ = ["emit", "emitting", "vendor_runtime"]
