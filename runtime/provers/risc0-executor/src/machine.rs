//! One run of one program.

use std::collections::HashSet;

use risc0_circuit_rv32im::execute::{CycleLimit, Executor, ExecutorResult};
use risc0_circuit_rv32im::{MAX_INSN_CYCLES, MAX_INSN_CYCLES_LOWER_PO2};

use crate::program::Program;
use crate::syscalls::Host;

/// The smallest segment (as a power of two) in which every big-integer instruction fits.
const FULL_INSN_PO2: usize = 15;

/// How far a run may go.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Cycles in a segment, as a power of two.
    pub segment_po2: usize,
    /// User cycles after which the guest is stopped.
    pub max_cycles: u64,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// Halted with exit code 0: this run can be proven.
    Halted,
    /// Anything else, with the reason: a panic, a failed system call, a missing assumption, too many cycles.
    Panicked(String),
}

/// What a run left behind. Streams are empty unless the guest halted.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// Bytes written to stdout.
    pub stdout: Vec<u8>,
    /// Bytes committed.
    pub journal: Vec<u8>,
    /// Cycles the program itself took; 0 when it did not halt.
    pub user_cycles: u64,
    /// Cycles a prover pays for: paging and the padding of segments included.
    pub total_cycles: u64,
    /// Number of segments.
    pub segments: u64,
}

impl Outcome {
    fn panicked(reason: String) -> Self {
        let exit = Exit::Panicked(reason);
        Self {
            exit,
            stdout: Vec::new(),
            journal: Vec::new(),
            user_cycles: 0,
            total_cycles: 0,
            segments: 0,
        }
    }
}

/// Runs `program` with `input` on stdin; `assumptions` are the digests of the claims `env::verify` may rely on.
pub fn run(program: &Program, input: Vec<u8>, assumptions: HashSet<[u8; 32]>, limits: Limits) -> Outcome {
    let host = Host::new(input, assumptions);
    let max_insn_cycles = if limits.segment_po2 >= FULL_INSN_PO2 {
        MAX_INSN_CYCLES
    } else {
        MAX_INSN_CYCLES_LOWER_PO2
    };
    let mut executor = Executor::new(program.image.clone(), &host, None, Vec::new(), None);
    let limit = CycleLimit::Hard(limits.max_cycles);
    match executor.run(limits.segment_po2, max_insn_cycles, limit, |_segment| Ok(())) {
        Ok(result) => finished(host, &result),
        Err(error) => Outcome::panicked(host.panic_message().unwrap_or_else(|| format!("{error:#}"))),
    }
}

fn finished(host: Host, result: &ExecutorResult) -> Outcome {
    // a0 packs the exit code the guest chose above the kind of halt; 0 is "terminated".
    let ended = result.claim.terminate_state.map(|state| (state.a0.1, state.a0.0));
    match ended {
        Some((0, 0)) => {}
        Some((0, code)) => return Outcome::panicked(format!("the guest halted with exit code {code}")),
        Some((1, _)) => {
            return Outcome::panicked("the guest paused; only a halted run can be settled".to_owned())
        }
        _ => return Outcome::panicked("the guest stopped without halting".to_owned()),
    }
    let (stdout, journal) = host.into_streams();
    Outcome {
        exit: Exit::Halted,
        stdout,
        journal,
        user_cycles: result.user_cycles,
        total_cycles: result.total_cycles,
        segments: result.segments,
    }
}
