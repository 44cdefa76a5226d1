"""Package map: the folder `dsl/` at the top level is the package `vprog.dsl`, and so on.

pyproject.toml cannot express "every sub-package of these folders, under another prefix", so this does. A wheel also
gets the parse tables, which are made from the grammar in the freshly assembled package.
"""

import os
import subprocess
import sys

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOMS = ("grammar", "dsl", "codegen", "stdlib", "pipeline", "wire", "client")

packages = [f"vprog.{package}" for room in ROOMS for package in (room, *(f"{room}.{p}" for p in find_packages(room)))]

# Emitted guests carry copies of these crates.
CRATES = ("abi", "guest")
crate_files = [f"{crate}/{pattern}" for crate in CRATES for pattern in ("Cargo.toml", "src/*.rs", "src/**/*.rs")]


class BuildWithTables(build_py):
    def run(self):
        super().run()
        if not self.editable_mode:
            make = [sys.executable, "-m", "vprog.dsl.syntax.ship_tables"]
            path = os.pathsep.join([os.path.abspath(self.build_lib), *filter(None, sys.path)])
            subprocess.run(make, env={**os.environ, "PYTHONPATH": path}, check=True)


setup(
    packages=[*packages, "vprog.runtime"],
    package_dir={f"vprog.{room}": room for room in (*ROOMS, "runtime")},
    package_data={
        "": ["*.lark", "*.j2", "templates/*.j2", "*.json", "*.vprog", "py.typed", "*.toml", "*.lock", "*.rs"],
        "vprog.runtime": crate_files,
    },
    cmdclass={"build_py": BuildWithTables},
)
