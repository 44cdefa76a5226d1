"""The templates: what the emitted crate looks like. A package, so that wheels hold it."""
