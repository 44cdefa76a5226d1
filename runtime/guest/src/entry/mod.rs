//! How a program's process talks to its host. Stdin is `u32 length ‖ input blob` in both forms.

#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
mod native;
#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
mod zkvm;

#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
pub use native::{main, serve};
#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
pub use zkvm::main;

/// Makes the program the crate's `main`, for the zkVM and for the host.
#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
#[macro_export]
macro_rules! entry {
    ($program:ty) => {
        fn main() -> std::process::ExitCode {
            $crate::entry::main::<$program>()
        }
    };
}

/// Makes the program the crate's `main`, for the zkVM and for the host.
#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
#[macro_export]
macro_rules! entry {
    ($program:ty) => {
        fn main() {
            $crate::entry::main::<$program>();
        }

        $crate::risc0_zkvm::guest::entry!(main);
    };
}
