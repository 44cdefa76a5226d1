//! The program `values` as a process: a zkVM guest, or a native worker.
#![cfg_attr(all(target_os = "zkvm", target_vendor = "risc0"), no_main)]
#![deny(warnings)]

vprog_guest::entry!(values_guest::Values);
