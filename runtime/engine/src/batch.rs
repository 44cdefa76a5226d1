//! Batch processor and aggregator, the same code the zkVM guests run.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use vprog_abi::hash::Digest;

use crate::error::coded;

/// Asks the caller about one journal; an exception ends the run and is passed on.
struct Verifier<'py> {
    accept: Bound<'py, PyAny>,
    raised: Option<PyErr>,
}

impl<'py> Verifier<'py> {
    fn new(accept: Bound<'py, PyAny>) -> Self {
        Self { accept, raised: None }
    }

    fn verify(&mut self, image_id: &Digest, journal: &[u8]) -> Result<(), ()> {
        let py = self.accept.py();
        let answer = self
            .accept
            .call1((PyBytes::new(py, image_id), PyBytes::new(py, journal)));
        match answer.and_then(|answer| answer.is_truthy()) {
            Ok(true) => Ok(()),
            Ok(false) => Err(()),
            Err(error) => {
                self.raised = Some(error);
                Err(())
            }
        }
    }

    /// The journal, the caller's own exception, or the coded error.
    fn finish<E>(
        self,
        result: Result<Vec<u8>, E>,
        code: impl Fn(&E) -> &'static str,
    ) -> PyResult<Bound<'py, PyBytes>>
    where
        E: std::fmt::Display,
    {
        let py = self.accept.py();
        match (result, self.raised) {
            (Ok(journal), _) => Ok(PyBytes::new(py, &journal)),
            (Err(_), Some(raised)) => Err(raised),
            (Err(error), None) => Err(coded(py, code(&error), error)),
        }
    }
}

/// Checks a batch input and returns its journal. `accept(image_id, journal)` vouches for transaction journals.
#[pyfunction]
pub fn process_batch<'py>(input: &[u8], accept: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let mut verifier = Verifier::new(accept);
    let result = vprog_abi::batch::process_batch(input, |image, journal| verifier.verify(image, journal));
    verifier.finish(result, |error| error.code())
}

/// Checks an aggregator input and returns the settlement journal. `accept` vouches for batch journals.
#[pyfunction]
pub fn aggregate<'py>(input: &[u8], accept: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let mut verifier = Verifier::new(accept);
    let result = vprog_abi::aggregate::aggregate(input, |image, journal| verifier.verify(image, journal));
    verifier.finish(result, |error| error.code())
}
