//! User ELFs, wrapped with the kernel the way the prover wraps them.

use risc0_binfmt::{MemoryImage, ProgramBinary};
use risc0_zkos_v1compat::V1COMPAT_ELF;

/// A program ready to run.
pub struct Program {
    /// What verifiers know the program by.
    pub image_id: [u8; 32],
    /// Memory before the first cycle.
    pub image: MemoryImage,
}

impl Program {
    /// Wraps a *user* ELF (the linker's output) with the kernel and computes its image id.
    ///
    /// # Errors
    /// When the bytes are no 32-bit RISC-V executable that the machine can load.
    pub fn from_user_elf(elf: &[u8]) -> anyhow::Result<Self> {
        let binary = ProgramBinary::new(elf, V1COMPAT_ELF);
        let image_id = binary.compute_image_id()?;
        Ok(Self {
            image_id: image_id.into(),
            image: binary.to_image()?,
        })
    }
}
