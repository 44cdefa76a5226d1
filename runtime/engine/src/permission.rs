//! The permission tree over a bundle's exits.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use vprog_abi::exits::Exits;
use vprog_abi::permission::{self, leaf_hash, PermissionError};

use crate::error::coded;

/// What a settlement lets users withdraw.
#[pyclass(module = "vprog.pipeline._engine", frozen)]
pub struct PermissionTree {
    tree: permission::PermissionTree,
}

/// Sibling of a node on a path, and whether the node lies to its right.
type Step<'py> = (Bound<'py, PyBytes>, bool);

#[pymethods]
impl PermissionTree {
    /// Number of exits.
    fn __len__(&self) -> usize {
        self.tree.count()
    }

    /// Merkle root over the exits.
    fn root<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(
            py,
            &self.tree.root().map_err(|error| raise(py, error))?,
        ))
    }

    /// Redeem script of the permission output; `None` without exits.
    fn redeem_script<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyBytes>>> {
        let script = self.tree.redeem_script().map_err(|error| raise(py, error))?;
        Ok(script.map(|script| PyBytes::new(py, &script)))
    }

    /// Script hash of the permission output; zeros without exits.
    fn spk_hash<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(
            py,
            &self.tree.spk_hash().map_err(|error| raise(py, error))?,
        ))
    }

    /// Path of the exit at `index`, from the leaves up.
    fn branch<'py>(&self, py: Python<'py>, index: usize) -> PyResult<Vec<Step<'py>>> {
        let branch = self.tree.branch(index).map_err(|error| raise(py, error))?;
        Ok(branch
            .into_iter()
            .map(|(sibling, right)| (PyBytes::new(py, &sibling), right))
            .collect())
    }
}

/// Builds the tree over encoded exit entries.
#[pyfunction]
pub fn permission_tree(py: Python<'_>, exits: &[u8]) -> PyResult<PermissionTree> {
    let mut tree = permission::PermissionTree::default();
    for exit in Exits::new(exits) {
        let exit = exit.map_err(|error| coded(py, "exit-malformed", error))?;
        tree.push_leaf(leaf_hash(&exit.spk.script(), exit.amount));
    }
    Ok(PermissionTree { tree })
}

fn raise(py: Python<'_>, error: PermissionError) -> PyErr {
    coded(py, error.code(), error)
}
