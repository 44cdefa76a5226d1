"""From the emit model to files: the templates print."""

from __future__ import annotations

from vprog.codegen.python.catalogue import Catalogue, catalogue
from vprog.codegen.python.declarations import errors_model, events_model, types_model
from vprog.codegen.python.instructions import instructions_model
from vprog.codegen.python.package import client_model, package_model, project_model
from vprog.codegen.python.resources import addresses_model, resources_model
from vprog.codegen.python.structs import has_structs, structs_model
from vprog.codegen.python.views import views_model
from vprog.codegen.templates import environment
from vprog.dsl.program.declarations import Program


def emit(program: Program) -> dict[str, str]:
    """Paths (with `/`) to texts: `pyproject.toml` and the package `<program>_client/`. Deterministic."""
    names = catalogue(program)
    jinja = environment("vprog.codegen.python")
    render = jinja.get_template
    files = {"pyproject.toml": render("pyproject.toml.j2").render(model=project_model(names))}
    for module, model in _modules(names).items():
        files[f"{names.package}/{module}.py"] = render(f"{module}.py.j2").render(model=model)
    files[f"{names.package}/py.typed"] = ""
    return files


def _modules(names: Catalogue) -> dict[str, object]:
    """Module to model; a template of the same name prints it."""
    program = names.program
    modules: dict[str, object] = {
        "__init__": package_model(names),
        "addresses": addresses_model(names),
        "client": client_model(names),
        "errors": errors_model(names),
        "instructions": instructions_model(names),
        "resources": resources_model(names),
    }
    if program.units or any(not enum.type.payloads for enum in program.enums) or program.constants:
        modules["types"] = types_model(names)
    if has_structs(names):
        modules["structs"] = structs_model(names)
    if program.views:
        modules["views"] = views_model(names)
    if program.events:
        modules["events"] = events_model(names)
    return modules
