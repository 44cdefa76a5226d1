"""Members of role lists: the names that `for v in voters` gives to each resource of a list in turn.

Lowering sees to it that one name stands for members of one list in all of an instruction, so a name tells its list.
"""

from __future__ import annotations

from vprog.dsl.program.statements import Block, ForRoles
from vprog.dsl.program.walk import statements


def members(body: Block) -> dict[str, str]:
    """Name of a member to the role list that it is of."""
    return {node.name: node.role for node in statements(body) if isinstance(node, ForRoles)}
