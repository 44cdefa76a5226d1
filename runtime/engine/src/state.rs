//! The state tree.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use vprog_abi::hash::{data_hash, Digest, ZERO};
use vprog_abi::smt::tree::Tree;
use vprog_abi::smt::{Proof, Sha256};

use crate::error::{coded, digest};

/// Resource id → value hash, with root and proofs.
#[pyclass(module = "vprog.pipeline._engine")]
#[derive(Default)]
pub struct StateTree {
    tree: Tree,
}

#[pymethods]
impl StateTree {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Sets a resource to `data`; empty data removes it.
    fn set(&mut self, py: Python<'_>, key: &[u8], data: &[u8]) -> PyResult<()> {
        self.tree.set(digest(py, key)?, data_hash(data));
        Ok(())
    }

    /// Sets a resource by the hash of its data; zeros remove it.
    fn set_hash(&mut self, py: Python<'_>, key: &[u8], value_hash: &[u8]) -> PyResult<()> {
        self.tree.set(digest(py, key)?, digest(py, value_hash)?);
        Ok(())
    }

    /// Removes a resource, if it is there.
    fn remove(&mut self, py: Python<'_>, key: &[u8]) -> PyResult<()> {
        self.tree.set(digest(py, key)?, ZERO);
        Ok(())
    }

    /// The value hash of a resource, zeros if absent.
    fn get<'py>(&self, py: Python<'py>, key: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &self.tree.get(&digest(py, key)?)))
    }

    /// The state root.
    fn root<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.tree.root())
    }

    /// A multi-proof over `keys`, in their order.
    fn prove<'py>(&self, py: Python<'py>, keys: Vec<Bound<'py, PyBytes>>) -> PyResult<Bound<'py, PyBytes>> {
        let keys: Vec<Digest> = keys
            .iter()
            .map(|key| digest(py, key.as_bytes()))
            .collect::<PyResult<_>>()?;
        let proof = self
            .tree
            .prove(&keys)
            .map_err(|error| coded(py, "state-proof-keys", error))?;
        Ok(PyBytes::new(py, &proof))
    }

    /// Contents: id → value hash, in key order.
    fn values<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let values = PyDict::new(py);
        for (key, value) in self.tree.entries() {
            values.set_item(PyBytes::new(py, key), PyBytes::new(py, value))?;
        }
        Ok(values)
    }

    /// An independent copy, for going back after a reorganisation.
    fn copy(&self) -> Self {
        Self {
            tree: self.tree.clone(),
        }
    }

    fn __len__(&self) -> usize {
        self.tree.len()
    }
}

/// Roots before and after setting the queried keys of a proof to `new_values` (value hashes, zeros delete).
#[pyfunction]
pub fn proof_roots<'py>(
    py: Python<'py>,
    proof: &[u8],
    new_values: Vec<Bound<'py, PyBytes>>,
) -> PyResult<(Bound<'py, PyBytes>, Bound<'py, PyBytes>)> {
    let values: Vec<Digest> = new_values
        .iter()
        .map(|value| digest(py, value.as_bytes()))
        .collect::<PyResult<_>>()?;
    let roots = Proof::decode(proof).and_then(|proof| proof.compute_roots::<Sha256>(&values));
    let (before, after) = roots.map_err(|error| coded(py, "state-proof-invalid", error))?;
    Ok((PyBytes::new(py, &before), PyBytes::new(py, &after)))
}
