"""Fills the models of the package itself: its front, the client class and the project file."""

from __future__ import annotations

from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.imports import Imports, rank
from vprog.codegen.python.layout import Group, call, lay_out, prefixed
from vprog.codegen.python.model import ClientModel, PackageModel, ProjectModel, ReaderModel
from vprog.codegen.python.structs import has_structs
from vprog.codegen.python.text import doc_lines, docstring, string_literal, toml_string
from vprog.dsl.program.declarations import LabelAddress, Resource
from vprog.wire.hashes import sha256


def package_model(names: Catalogue) -> PackageModel:
    program, imports = names.program, Imports()
    modules = ["addresses", "errors", "instructions", "resources"]
    modules += ["events"] if program.events else []
    plain = [enum for enum in program.enums if not enum.type.payloads]
    modules += ["structs"] if has_structs(names) else []
    modules += ["types"] if program.units or plain or program.constants else []
    modules += ["views"] if program.views else []
    imports.add("typing", "Final")
    imports.add(".", *modules)
    imports.add(".client", names.client)
    exported = [f'"{name}"' for name in sorted(("PROGRAM", "SOURCE_HASH", names.client, *modules), key=rank)]
    fallback = f"Client of the program `{program.name}`."
    return PackageModel(
        docstring(doc_lines(program.doc, fallback)),
        imports.render(),
        lay_out(prefixed("__all__ = ", Group("(", tuple(exported), tall=True))),
        string_literal(program.name),
        string_literal(sha256(program.source.encode()).hex()),
    )


def client_model(names: Catalogue) -> ClientModel:
    program, imports = names.program, Imports()
    imports.add("vprog.client.program_client", "ProgramClient", "ProgramCodec")
    imports.add("vprog.client.state", "StateReader")
    imports.add(".", "errors", "resources")
    readers = tuple(_reader(names, imports, resource) for resource in program.resources)
    doc = docstring([f"Reads the state of the program `{program.name}` and builds its transactions."])
    class_doc = docstring(
        [
            f"The program `{program.name}` over one view of its state.",
            "",
            "Actions come from `instructions`; `payload` signs them, `transaction` wraps them for L1, `result` reads",
            "what became of them.",
        ],
        4,
    )
    if program.views:
        imports.add("vprog.client.verified", "ProvenState")
        imports.add(".views", names.view_class)
    views = names.view_class if program.views else ""
    return ClientModel(doc, imports.render(), names.client, class_doc, readers, views)


def _reader(names: Catalogue, imports: Imports, resource: Resource) -> ReaderModel:
    kind = names.resources[resource.name]
    imports.add(".resources", kind)
    if isinstance(resource.address, LabelAddress):
        imports.add(".", "addresses")
        parameters: tuple[str, ...] = ("self",)
        address = f"addresses.{names.locators[resource.name]}()"
    else:
        imports.add(".addresses", names.addresses[resource.name])
        parameters = ("self", f"address: {names.addresses[resource.name]}")
        address = "address"
    return ReaderModel(
        lay_out(Group(f"def {names.readers[resource.name]}(", parameters, f") -> {kind} | None:"), 4),
        docstring([f"The live `{resource.name}` there; None when there is none, or none any more."], 8),
        lay_out(prefixed("return ", call("self.live", kind, address)), 8),
    )


def project_model(names: Catalogue) -> ProjectModel:
    program = names.program
    summary = next(iter(doc_lines(program.doc, "")), "") or f"Client of the program {program.name}"
    return ProjectModel(toml_string(names.package.replace("_", "-")), toml_string(summary), toml_string(names.package))
