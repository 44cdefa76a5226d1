"""The version of the toolchain. Imports nothing: `vprog --version` reads only this."""

VERSION = "0.1.0"
