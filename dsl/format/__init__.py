"""The formatter: one canonical style, every comment kept."""

from vprog.dsl.format.formatter import UnformattableError, format_source

__all__ = ["UnformattableError", "format_source"]
