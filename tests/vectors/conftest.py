"""Deselects tests whose file is not part of the vector set under test."""

import pytest
from vector_files import ABSENT


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    absent = [item for item in items if _case(item) is ABSENT]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if item not in absent]


def _case(item: pytest.Item) -> object:
    spec = getattr(item, "callspec", None)
    return None if spec is None else spec.params.get("case")
