//! A pure-Rust executor for risc0 guests (no C++, no external virtual machine): what a guest prints and commits, and
//! how many cycles it takes, exactly as the prover would see it.

pub mod claim;
mod machine;
mod program;
mod service;
mod syscalls;

pub use machine::{run, Exit, Limits, Outcome};
pub use program::Program;
pub use service::Executor;
