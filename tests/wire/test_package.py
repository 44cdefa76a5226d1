"""The package needs nothing beyond its declared dependencies, and the curve library only when it signs."""

import subprocess
import sys
from pathlib import Path

import vprog.wire

ROOM = Path(vprog.wire.__file__).parent


def test_importing_needs_no_curve_library() -> None:
    names = sorted(path.stem for path in ROOM.glob("*.py") if path.stem != "__init__")
    script = "import importlib, sys\n" + "".join(f"importlib.import_module('vprog.wire.{n}')\n" for n in names)
    script += "assert 'coincurve' not in sys.modules\nassert 'vprog.dsl' not in sys.modules\n"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_known_addresses() -> None:
    from vprog.wire.addresses import decode_address, encode_address
    from vprog.wire.exits import SpkKind, StandardSpk

    spk = StandardSpk(SpkKind.PUB_KEY, bytes(32))
    text = "kaspa:" + "q" * 53 + "kx9awp4e"
    assert encode_address(spk) == text
    assert decode_address(text) == ("kaspa", spk)
