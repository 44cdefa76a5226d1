//! Making, storing and checking composite receipts.

use std::path::{Path, PathBuf};

use risc0_binfmt::ProgramBinary;
use risc0_zkos_v1compat::V1COMPAT_ELF;
use risc0_zkvm::sha::Digest;
use risc0_zkvm::{get_prover_server, ExecutorEnv, ProveInfo, ProverOpts, Receipt, VerifierContext};
use vprog_worker::Failure;

/// What is to be proven.
pub struct Job<'a> {
    /// The user ELF.
    pub elf: &'a [u8],
    /// Bytes for stdin.
    pub input: &'a [u8],
    /// Receipts for everything the guest passes to `env::verify`.
    pub receipts: Vec<Receipt>,
    /// Cycles in a segment, as a power of two: memory grows with it.
    pub segment_po2: u32,
}

/// Runs and proves a guest; the receipt holds those it builds on.
///
/// # Errors
/// `proving-failed`: the guest gave up, or a receipt it needs is missing.
pub fn prove(job: Job<'_>) -> Result<ProveInfo, Failure> {
    let failed = |error| Failure::new("proving-failed", format!("{error:#}"));
    let binary = ProgramBinary::new(job.elf, V1COMPAT_ELF).encode();
    let mut stdout = Vec::new();
    let mut env = ExecutorEnv::builder();
    env.write_slice(job.input)
        .stdout(&mut stdout)
        .segment_limit_po2(job.segment_po2);
    for receipt in job.receipts {
        env.add_assumption(receipt);
    }
    let env = env.build().map_err(failed)?;
    let server = get_prover_server(&ProverOpts::composite()).map_err(failed)?;
    server
        .prove_with_ctx(env, &VerifierContext::default(), &binary)
        .map_err(failed)
}

/// Checks a receipt against the program it should be of, down to every receipt inside it.
///
/// # Errors
/// `receipt-invalid`.
pub fn verify(receipt: &Receipt, image_id: [u8; 32]) -> Result<(), Failure> {
    receipt
        .verify(Digest::from(image_id))
        .map_err(|error| Failure::new("receipt-invalid", error))
}

/// Reads a stored receipt. Errors: `receipt-missing`, `receipt-invalid` (not a receipt at all).
pub fn read(path: &Path) -> Result<Receipt, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::new("receipt-missing", format!("{}: {error}", path.display())))?;
    borsh::from_slice(&bytes)
        .map_err(|error| Failure::new("receipt-invalid", format!("{}: {error}", path.display())))
}

/// Stores a receipt in one step, so that no reader sees half of it. Errors: `receipt-not-stored`.
pub fn write(receipt: &Receipt, path: &PathBuf) -> Result<(), Failure> {
    let failed = |error| Failure::new("receipt-not-stored", format!("{}: {error}", path.display()));
    let fresh = path.with_extension(format!("{}.part", std::process::id()));
    let bytes = borsh::to_vec(receipt).map_err(failed)?;
    std::fs::write(&fresh, bytes).map_err(failed)?;
    std::fs::rename(&fresh, path).map_err(failed)
}
