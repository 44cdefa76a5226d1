//! Instruction `migrate_old_user`, tag 255.

use vprog_guest::{Context, Input, Result, Text};

use crate::resources;

// calls.vprog:41
/// Instruction `migrate_old_user`.
#[derive(Clone, Debug)]
pub struct MigrateOldUser {
    /// Role `old`: a position in the access list.
    pub old: usize,
}

impl MigrateOldUser {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { old: input.role()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // calls.vprog:41: writes old: OldUser
        let old = cx.write::<resources::OldUser>(self.old)?;
        // calls.vprog:41: auth
        cx.require_auth(cx.opens(old.index(), &old.lock))?;

        // calls.vprog:41
        let migrated = old.migrated(resources::User {
            lock: old.lock.clone(),
            balance: old.balance,
            first: old.first,
            level: u16::from(old.level),
            name: Text::<8>::literal("old"),
        })?;
        cx.store(&migrated)?;

        Ok(())
    }
}
