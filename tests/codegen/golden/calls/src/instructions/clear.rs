//! Instruction `clear`, tag 4.

use vprog_guest::{Context, Input, List, LockId, Result, Text};

use crate::{addresses, resources};

// calls.vprog:124
/// Instruction `clear`.
#[derive(Clone, Debug)]
pub struct Clear {
    /// Role `vault`: a position in the access list.
    pub vault: usize,
}

impl Clear {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { vault: input.role()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // calls.vprog:125: writes vault: Vault
        cx.require_address(self.vault, &addresses::VAULT)?;
        let mut vault = cx.write::<resources::Vault>(self.vault)?;
        // calls.vprog:126: auth
        cx.require_auth(cx.opens(vault.index(), &vault.lock))?;

        // calls.vprog:128
        vault.edit().owners = List::<LockId, 4>::literal([]);
        // calls.vprog:129
        vault.edit().names = List::<Text<8>, 3>::literal([]);
        // calls.vprog:130
        vault.edit().counter = 0;

        cx.store(&vault)?;
        Ok(())
    }
}
