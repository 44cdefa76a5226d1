"""Package map: the folder `dsl/` at the top level is the package `vprog.dsl`, and so on.

pyproject.toml cannot express "every sub-package of these folders, under another prefix", so this does.
"""

from setuptools import find_packages, setup

ROOMS = ("grammar", "dsl", "codegen", "stdlib", "pipeline", "wire", "client")

packages = [
    f"vprog.{package}" for room in ROOMS for package in (room, *(f"{room}.{p}" for p in find_packages(room)))
]

setup(
    packages=packages,
    package_dir={f"vprog.{room}": room for room in ROOMS},
    package_data={"": ["*.lark", "*.j2", "*.json", "*.vprog", "py.typed", "*.toml", "*.lock", "*.rs"]},
)
