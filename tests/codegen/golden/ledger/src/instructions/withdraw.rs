//! Instruction `withdraw`, tag 6.

use vprog_guest::{require, Context, Input, L1Script, Result};

use crate::{addresses, errors, events, resources};

// ledger.vprog:102
/// Pays value out to an L1 script.
#[derive(Clone, Debug)]
pub struct Withdraw {
    /// Role `user`: a position in the access list.
    pub user: usize,
    /// Parameter `amount`.
    pub amount: u64,
    /// Parameter `to`.
    pub to: L1Script,
}

impl Withdraw {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { user: input.role()?, amount: input.value()?, to: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        let config = cx.find(&addresses::CONFIG)?;
        // Different roles are different resources.
        cx.require_distinct(config, self.user)?;
        // ledger.vprog:103: reads config: Config
        let config = cx.read::<resources::Config>(config)?;
        // ledger.vprog:104: writes user: User
        let mut user = cx.write::<resources::User>(self.user)?;
        // ledger.vprog:105: auth
        cx.require_auth(cx.opens(user.index(), &user.lock))?;

        // ledger.vprog:108
        require(self.amount >= config.min_withdrawal, errors::BELOW_MINIMUM)?;
        // ledger.vprog:109
        let coins = self.amount;
        user.edit().balance = user.balance.checked_sub(coins).ok_or(errors::INSUFFICIENT_BALANCE)?;
        // ledger.vprog:110
        cx.emit(&events::Withdrawn { user: user.id(), amount: self.amount });
        // ledger.vprog:111
        cx.exit(coins, self.to);

        cx.store(&user)?;
        Ok(())
    }
}
