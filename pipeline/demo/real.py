"""The demo with real receipts."""

from __future__ import annotations
