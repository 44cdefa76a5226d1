"""The Python back end: a typed program becomes a client package.

`emit(program)` decides everything in a model (`model.py` and the rooms that fill it) and lets the templates,
which decide nothing, print it.
"""

from vprog.codegen.python.emit import emit

__all__ = ["emit"]
