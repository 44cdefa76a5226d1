//! Instruction `open`, tag 6.

use vprog_guest::{address, require, Context, Input, Lock, Result};

use crate::{errors, resources};

// features.vprog:165
/// Instruction `open`.
#[derive(Clone, Debug)]
pub struct Open {
    /// Role `account`: a position in the access list.
    pub account: usize,
    /// Parameter `lock`.
    pub lock: Lock,
}

impl Open {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { account: input.role()?, lock: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // features.vprog:166: creates account: Account
        cx.require_address(self.account, &address::lock(&self.lock.id()))?;
        let mut account = cx.vacant::<resources::Account>(self.account)?;

        // features.vprog:168
        account.create(resources::Account { balance: 0, first: self.lock.id(), lock: self.lock })?;
        // features.vprog:169
        require(account.created()?.balance == 0, errors::ZERO)?;

        cx.store(&account)?;
        Ok(())
    }
}
