//! The interface of risc0's keccak circuit without the circuit: types of the layout its caller fills in, and entry
//! points that refuse. A guest that used the keccak coprocessor would get an error, never a wrong proof.

use std::ffi::c_char;

use risc0_core::field::baby_bear::{BabyBearElem, BabyBearExtElem};

/// Where a run of values goes in the trace.
#[derive(Debug)]
#[repr(C)]
#[allow(missing_docs)]
pub struct ScatterInfo {
    pub offset: u32,
    pub row: u32,
    pub col: u16,
    pub count: u16,
    pub bits: u32,
}

/// The permutations to prove.
#[repr(C)]
#[allow(missing_docs)]
pub struct RawPreflightTrace {
    pub preimages: *const [u64; 25],
    pub preimages_count: u32,
    pub preimage_idxs: *const u32,
    pub run_order: *const u32,
}

/// The trace's columns.
#[repr(C)]
#[allow(missing_docs)]
pub struct RawExecBuffers {
    pub global: RawBuffer,
    pub data: RawBuffer,
}

/// A matrix of field elements.
#[repr(C)]
#[allow(missing_docs)]
pub struct RawBuffer {
    pub buf: *const BabyBearElem,
    pub rows: usize,
    pub cols: usize,
    pub checked_reads: bool,
}

extern "C" {
    // Callers free the message they get, so it must be the allocator's.
    fn strdup(text: *const c_char) -> *const c_char;
}

fn refuse() -> *const c_char {
    // SAFETY: the argument is a C string; `strdup` copies it.
    unsafe { strdup(c"this prover was built without the keccak coprocessor".as_ptr()) }
}

/// Refuses.
///
/// # Safety
/// Touches none of its arguments.
pub unsafe fn risc0_circuit_keccak_cpu_witgen(
    _mode: u32,
    _buffers: *const RawExecBuffers,
    _preflight: *const RawPreflightTrace,
    _cycles: u32,
) -> *const c_char {
    refuse()
}

/// Refuses.
///
/// # Safety
/// Touches none of its arguments.
pub unsafe fn risc0_circuit_keccak_cpu_poly_fp(
    _cycle: usize,
    _steps: usize,
    _poly_mixs: *const BabyBearExtElem,
    _args: *const *const BabyBearElem,
    _result: *mut BabyBearExtElem,
) -> *const c_char {
    refuse()
}
