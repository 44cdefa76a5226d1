//! Instruction `open`, tag 3.

use vprog_guest::{address, Context, Input, Lock, Result, Text};

use crate::resources;

// calls.vprog:118
/// Instruction `open`.
#[derive(Clone, Debug)]
pub struct Open {
    /// Role `user`: a position in the access list.
    pub user: usize,
    /// Parameter `lock`.
    pub lock: Lock,
}

impl Open {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { user: input.role()?, lock: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // calls.vprog:119: creates user: User
        cx.require_address(self.user, &address::lock(&self.lock.id()))?;
        let mut user = cx.vacant::<resources::User>(self.user)?;

        // calls.vprog:121
        user.create(resources::User {
            lock: self.lock.clone(),
            balance: 0,
            first: self.lock.id(),
            level: 1,
            name: Text::<8>::literal("new"),
        })?;

        cx.store(&user)?;
        Ok(())
    }
}
