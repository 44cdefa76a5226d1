"""What is vendored into an emitted crate replaces what was there, and touches nothing that is the same."""

import os
from pathlib import Path

from vprog.codegen.rust.vendor import vendor_runtime


def _files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    vendor_runtime(tmp_path)
    vendor = tmp_path / "vendor"
    first = _files(vendor)
    assert {"rustfmt.toml", "vprog-abi/Cargo.toml", "vprog-abi/src/lib.rs", "vprog-guest/src/lib.rs"} <= first.keys()
    assert "[dev-dependencies]" not in (vendor / "vprog-guest" / "Cargo.toml").read_text("utf-8")

    changed, same = vendor / "vprog-abi" / "src" / "lib.rs", vendor / "vprog-guest" / "src" / "lib.rs"
    changed.write_text("// another version", "utf-8")
    os.utime(same, (1, 1))
    (vendor / "vprog-abi" / "src" / "gone" / "deeper").mkdir(parents=True)
    (vendor / "vprog-abi" / "src" / "gone" / "old.rs").write_text("", "utf-8")
    vendor_runtime(tmp_path)

    assert _files(vendor) == first
    assert not (vendor / "vprog-abi" / "src" / "gone").exists()
    assert same.stat().st_mtime == 1
