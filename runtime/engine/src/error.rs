//! Coded errors.

use std::fmt::Display;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use vprog_abi::hash::Digest;

create_exception!(
    vprog.pipeline._engine,
    EngineError,
    PyValueError,
    "Rejected input; `code` is a stable slug."
);

/// An `EngineError` with its code.
pub fn coded(py: Python<'_>, code: &str, message: impl Display) -> PyErr {
    let error = EngineError::new_err(message.to_string());
    match error.value(py).setattr("code", code) {
        Ok(()) => error,
        Err(other) => other,
    }
}

/// Takes 32 bytes. Errors: `engine-digest-length`.
pub fn digest(py: Python<'_>, bytes: &[u8]) -> PyResult<Digest> {
    Digest::try_from(bytes).map_err(|_| {
        coded(
            py,
            "engine-digest-length",
            format!("32 bytes expected, {} given", bytes.len()),
        )
    })
}
