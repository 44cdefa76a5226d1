//! The executor's operations.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{json, Value};
use vprog_worker::{arguments, unknown_op, Bytes, Failure, Hash, Reply, Service};

use crate::claim::ok_claim;
use crate::machine::{run, Exit, Limits};
use crate::program::Program;

/// Segment sizes the machine accepts, as powers of two.
const SEGMENT_PO2: std::ops::RangeInclusive<usize> = 13..=24;
const DEFAULT_SEGMENT_PO2: usize = 20;
/// About ten minutes of execution: far beyond anything that could be proven, short of a hang.
const DEFAULT_MAX_CYCLES: u64 = 1 << 34;

/// The programs loaded so far, by image id.
#[derive(Default)]
pub struct Executor {
    programs: HashMap<Hash, Program>,
}

#[derive(Deserialize)]
struct Load {
    path: PathBuf,
}

#[derive(Deserialize)]
struct Execute {
    image_id: Hash,
    input: Bytes,
    #[serde(default)]
    assumptions: Vec<Assumption>,
    segment_po2: Option<usize>,
    max_cycles: Option<u64>,
}

#[derive(Deserialize)]
struct Assumption {
    image_id: Hash,
    journal: Bytes,
}

impl Service for Executor {
    fn handle(&mut self, op: &str, fields: Value) -> Reply {
        match op {
            "load" => self.load(arguments(fields)?),
            "execute" => self.execute(arguments(fields)?),
            other => Err(unknown_op(other)),
        }
    }
}

impl Executor {
    fn load(&mut self, request: Load) -> Reply {
        let elf = std::fs::read(&request.path)
            .map_err(|error| Failure::new("elf-missing", format!("{}: {error}", request.path.display())))?;
        let program = Program::from_user_elf(&elf)
            .map_err(|error| Failure::new("elf-invalid", format!("{error:#}")))?;
        let image_id = Hash(program.image_id);
        self.programs.insert(image_id, program);
        Ok(json!({ "image_id": image_id }))
    }

    fn execute(&self, request: Execute) -> Reply {
        let program = self.programs.get(&request.image_id).ok_or_else(|| {
            Failure::new("program-not-loaded", "load the program's ELF before executing it")
        })?;
        let limits = Limits {
            segment_po2: request.segment_po2.unwrap_or(DEFAULT_SEGMENT_PO2),
            max_cycles: request.max_cycles.unwrap_or(DEFAULT_MAX_CYCLES),
        };
        if !SEGMENT_PO2.contains(&limits.segment_po2) {
            return Err(Failure::new(
                "bad-request",
                "`segment_po2` must lie between 13 and 24",
            ));
        }
        let assumptions: HashSet<_> = request
            .assumptions
            .iter()
            .map(|known| ok_claim(&known.image_id.0, &known.journal.0))
            .collect();
        let outcome = run(program, request.input.0, assumptions, limits);
        let (exit, message) = match outcome.exit {
            Exit::Halted => ("halted", String::new()),
            Exit::Panicked(reason) => ("panicked", reason),
        };
        Ok(json!({
            "exit": exit,
            "message": message,
            "stdout": Bytes(outcome.stdout),
            "journal": Bytes(outcome.journal),
            "user_cycles": outcome.user_cycles,
            "total_cycles": outcome.total_cycles,
            "segments": outcome.segments,
        }))
    }
}
