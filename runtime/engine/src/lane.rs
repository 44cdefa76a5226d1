//! L1's tree of active lanes.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use vprog_abi::l1;
use vprog_abi::lane::{tree, LaneProof};

use crate::error::{coded, digest};

/// Lane key → leaf value, with root and proofs.
#[pyclass(module = "vprog.pipeline._engine")]
#[derive(Default)]
pub struct LaneTree {
    tree: tree::LaneTree,
}

#[pymethods]
impl LaneTree {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Sets the leaf value of a lane.
    fn set(&mut self, py: Python<'_>, lane_key: &[u8], leaf: &[u8]) -> PyResult<()> {
        self.tree.set(digest(py, lane_key)?, digest(py, leaf)?);
        Ok(())
    }

    /// Removes a lane, if it is there.
    fn remove(&mut self, py: Python<'_>, lane_key: &[u8]) -> PyResult<()> {
        self.tree.remove(&digest(py, lane_key)?);
        Ok(())
    }

    /// The lanes root.
    fn root<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.tree.root())
    }

    /// Proof that a lane is, or is not, in the tree.
    fn prove<'py>(&self, py: Python<'py>, lane_key: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &self.tree.prove(&digest(py, lane_key)?)))
    }
}

/// Leaf value of a lane.
#[pyfunction]
pub fn lane_leaf<'py>(py: Python<'py>, lane_tip: &[u8], blue_score: u64) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(
        py,
        &l1::lane_leaf(&digest(py, lane_tip)?, blue_score),
    ))
}

/// Lanes root a proof leads to; without a leaf the proof must show the lane's absence.
#[pyfunction]
#[pyo3(signature = (proof, lane_key, leaf=None))]
pub fn lane_root<'py>(
    py: Python<'py>,
    proof: &[u8],
    lane_key: &[u8],
    leaf: Option<&[u8]>,
) -> PyResult<Bound<'py, PyBytes>> {
    let lane_key = digest(py, lane_key)?;
    let leaf = leaf.map(|leaf| digest(py, leaf)).transpose()?;
    let root = LaneProof::decode(proof).and_then(|proof| match leaf {
        Some(leaf) => proof.root_with(&lane_key, &leaf),
        None => proof.root_without(&lane_key),
    });
    Ok(PyBytes::new(
        py,
        &root.map_err(|error| coded(py, error.code(), error))?,
    ))
}
