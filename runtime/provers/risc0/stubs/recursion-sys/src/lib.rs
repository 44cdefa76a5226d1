//! The interface of risc0's recursion circuit without the circuit: types of the layout its caller fills in, and entry
//! points that refuse. Only succinct and Groth16 receipts need it; asking for one gives an error, never a wrong proof.

use std::ffi::c_char;

use risc0_core::field::baby_bear::{BabyBearElem, BabyBearExtElem};

/// The trace's columns while it is filled in.
#[repr(C)]
#[allow(missing_docs)]
pub struct RawExecBuffers {
    pub ctrl: *const BabyBearElem,
    pub data: *const BabyBearElem,
    pub global: *const BabyBearElem,
}

/// The trace's columns while it is accumulated and checked.
#[repr(C)]
#[allow(missing_docs)]
pub struct RawAccumBuffers {
    pub ctrl: *const BabyBearElem,
    pub global: *const BabyBearElem,
    pub data: *const BabyBearElem,
    pub mix: *const BabyBearElem,
    pub accum: *const BabyBearElem,
}

/// One cycle of a recursion program.
#[derive(Clone, Debug, PartialEq)]
#[repr(C)]
#[allow(missing_docs)]
pub struct RawPreflightCycle {
    pub iop_idx: u32,
    pub is_par_safe: u32,
}

/// A run of a recursion program.
#[repr(C)]
#[allow(missing_docs)]
pub struct RawPreflightTrace {
    pub wom: *const BabyBearExtElem,
    pub cycles: *const RawPreflightCycle,
    pub iops: *const BabyBearExtElem,
    pub num_woms: u32,
    pub num_cycles: u32,
    pub num_iops: u32,
}

/// Order in which cycles are filled in.
#[derive(Clone, Copy, PartialEq)]
#[repr(u32)]
#[allow(missing_docs)]
pub enum StepMode {
    Parallel,
    SeqForward,
    SeqReverse,
}

extern "C" {
    // Callers free the message they get, so it must be the allocator's.
    fn strdup(text: *const c_char) -> *const c_char;
}

fn refuse() -> *const c_char {
    // SAFETY: the argument is a C string; `strdup` copies it.
    unsafe { strdup(c"this prover was built without the recursion circuit".as_ptr()) }
}

/// Refuses.
///
/// # Safety
/// Touches none of its arguments.
pub unsafe fn risc0_circuit_recursion_cpu_witgen(
    _mode: StepMode,
    _buffers: *const RawExecBuffers,
    _preflight: *const RawPreflightTrace,
    _total_cycles: u32,
) -> *const c_char {
    refuse()
}

/// Refuses.
///
/// # Safety
/// Touches none of its arguments.
pub unsafe fn risc0_circuit_recursion_cpu_accum(
    _buffers: *const RawAccumBuffers,
    _work_cycles: u32,
    _total_cycles: u32,
) -> *const c_char {
    refuse()
}

/// Refuses.
///
/// # Safety
/// Touches none of its arguments.
pub unsafe fn risc0_circuit_recursion_cpu_eval_check(
    _buffers: *const RawAccumBuffers,
    _poly_mix: *const BabyBearExtElem,
    _check: *const BabyBearElem,
    _rou: BabyBearElem,
    _po2: u32,
    _steps: u32,
) -> *const c_char {
    refuse()
}
