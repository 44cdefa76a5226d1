//! The prover's operations.

use std::collections::HashMap;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{json, Value};
use vprog_risc0_executor::Executor;
use vprog_worker::{arguments, Bytes, Failure, Hash, Reply, Service};

use crate::proof::{self, Job};

/// 2^16 cycles a segment: 0.6 GB of memory.
const DEFAULT_SEGMENT_PO2: u32 = 16;
const SEGMENT_PO2: std::ops::RangeInclusive<u32> = 13..=22;

/// Programs loaded so far; execution without proof is the executor's own.
#[derive(Default)]
pub struct Prover {
    executor: Executor,
    elfs: HashMap<Hash, Vec<u8>>,
}

#[derive(Deserialize)]
struct Prove {
    image_id: Hash,
    input: Bytes,
    #[serde(default)]
    receipts: Vec<PathBuf>,
    out: PathBuf,
    segment_po2: Option<u32>,
}

#[derive(Deserialize)]
struct Verify {
    path: PathBuf,
    image_id: Hash,
}

#[derive(Deserialize)]
struct Loaded {
    image_id: Hash,
}

impl Service for Prover {
    fn handle(&mut self, op: &str, fields: Value) -> Reply {
        match op {
            "load" => self.load(fields),
            "prove" => self.prove(arguments(fields)?),
            "verify" => verify(&arguments(fields)?),
            other => self.executor.handle(other, fields),
        }
    }
}

impl Prover {
    fn load(&mut self, fields: Value) -> Reply {
        let path = fields.get("path").and_then(Value::as_str).map(PathBuf::from);
        let reply = self.executor.handle("load", fields)?;
        let Loaded { image_id } = arguments(reply.clone())?;
        let elf =
            std::fs::read(path.unwrap_or_default()).map_err(|error| Failure::new("elf-missing", error))?;
        self.elfs.insert(image_id, elf);
        Ok(reply)
    }

    fn prove(&self, request: Prove) -> Reply {
        let elf = self
            .elfs
            .get(&request.image_id)
            .ok_or_else(|| Failure::new("program-not-loaded", "load the program's ELF before proving it"))?;
        let segment_po2 = request.segment_po2.unwrap_or(DEFAULT_SEGMENT_PO2);
        if !SEGMENT_PO2.contains(&segment_po2) {
            return Err(Failure::new(
                "bad-request",
                "`segment_po2` must lie between 13 and 22",
            ));
        }
        let receipts = request
            .receipts
            .iter()
            .map(|path| proof::read(path))
            .collect::<Result<_, _>>()?;
        let job = Job {
            elf,
            input: &request.input.0,
            receipts,
            segment_po2,
        };
        let info = proof::prove(job)?;
        // Never hand out what would not be accepted.
        proof::verify(&info.receipt, request.image_id.0)?;
        proof::write(&info.receipt, &request.out)?;
        Ok(json!({
            "journal": Bytes(info.receipt.journal.bytes.clone()),
            "total_cycles": info.stats.total_cycles,
            "user_cycles": info.stats.user_cycles,
            "segments": info.stats.segments,
            "seal_bytes": info.receipt.inner.seal_size(),
        }))
    }
}

fn verify(request: &Verify) -> Reply {
    let receipt = proof::read(&request.path)?;
    proof::verify(&receipt, request.image_id.0)?;
    Ok(json!({ "journal": Bytes(receipt.journal.bytes.clone()) }))
}
