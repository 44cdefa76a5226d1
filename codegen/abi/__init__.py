"""The ABI back end: a program as one JSON document, for clients, explorers and tools of any language."""

from vprog.codegen.abi.emit import emit

__all__ = ["emit"]
