//! The prover worker: real risc0 receipts, made and checked.
//!
//! Operations: `load` and `execute` as the executor has them, `prove {image_id, input, receipts, out, segment_po2?}` and
//! `verify {path, image_id}`.

mod proof;
mod service;

fn main() -> std::io::Result<()> {
    vprog_worker::serve(&mut service::Prover::default())
}
