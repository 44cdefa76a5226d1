//! Instruction `rotate`, tag 4.

use vprog_guest::{Context, Input, Lock, Result};

use crate::resources;

// ledger.vprog:77
/// Replaces a holder's lock (key rotation, or a move to multisig); the address stays.
#[derive(Clone, Debug)]
pub struct Rotate {
    /// Role `user`: a position in the access list.
    pub user: usize,
    /// Parameter `lock`.
    pub lock: Lock,
}

impl Rotate {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { user: input.role()?, lock: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // ledger.vprog:78: writes user: User
        let mut user = cx.write::<resources::User>(self.user)?;
        // ledger.vprog:79: auth
        cx.require_auth(cx.opens(user.index(), &user.lock))?;

        // ledger.vprog:81
        user.edit().lock = self.lock;

        cx.store(&user)?;
        Ok(())
    }
}
