"""The standard modules, written in the language itself. None yet: they come with `module` and `use`."""
