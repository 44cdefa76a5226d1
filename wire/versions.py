"""The versions that stand on the wire. Imports nothing: the back ends read only this."""

from typing import Final

TX_VERSION: Final = 1
"""Of a transaction's input blob and journal (framework spec, section 5.2)."""
