"""What one emitted module imports, collected while its code is decided."""

from __future__ import annotations

from vprog.codegen.rust.model import Module


class ModuleScope:
    """`own` is the module itself: names of its own need no path."""

    def __init__(self, own: str) -> None:
        self.own = own
        self._guest: set[str] = set()
        self._siblings: set[str] = set()

    def guest(self, name: str) -> str:
        """A name of `vprog_guest`."""
        self._guest.add(name)
        return name

    def sibling(self, module: str, name: str) -> str:
        """A name of another module of the crate, by its path."""
        if module == self.own:
            return name
        self._siblings.add(module)
        return f"{module}::{name}"

    def imports(self) -> Module:
        """Everything asked for so far."""
        return Module(tuple(sorted(self._guest, key=_import_order)), tuple(sorted(self._siblings)))


def _import_order(name: str) -> tuple[bool, str]:
    """rustfmt's: modules and functions before types."""
    return (name[:1].isupper(), name)
