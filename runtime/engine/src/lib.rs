//! The native half of the pipeline: state tree, batch processor, aggregator and L1 trees for Python.
//!
//! Rejected input raises `EngineError`, a `ValueError` with the attribute `code`. Nothing here panics.

mod batch;
mod error;
mod lane;
mod permission;
mod state;

use pyo3::prelude::*;

/// Fills the module `vprog.pipeline._engine`.
#[pymodule]
#[pyo3(name = "_engine")]
fn engine(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("EngineError", module.py().get_type::<error::EngineError>())?;
    module.add_class::<state::StateTree>()?;
    module.add_class::<lane::LaneTree>()?;
    module.add_class::<permission::PermissionTree>()?;
    module.add_function(wrap_pyfunction!(batch::process_batch, module)?)?;
    module.add_function(wrap_pyfunction!(batch::aggregate, module)?)?;
    module.add_function(wrap_pyfunction!(permission::permission_tree, module)?)?;
    module.add_function(wrap_pyfunction!(lane::lane_leaf, module)?)?;
    module.add_function(wrap_pyfunction!(lane::lane_root, module)?)?;
    module.add_function(wrap_pyfunction!(state::proof_roots, module)?)
}
