"""The user's cache: what can be made again at any time."""

from __future__ import annotations

import os


def cache_folder(*parts: str) -> str:
    """A folder of ours below the user's cache; it need not exist."""
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    return os.path.join(root, "vprog", *parts)
