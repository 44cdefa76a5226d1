//! The executor worker: loads user ELFs and runs them in risc0's own rv32im machine, without proving.
//!
//! Operations: `load {path}` and `execute {image_id, input, assumptions, segment_po2?, max_cycles?}`.

use vprog_risc0_executor::Executor;

fn main() -> std::io::Result<()> {
    vprog_worker::serve(&mut Executor::default())
}
