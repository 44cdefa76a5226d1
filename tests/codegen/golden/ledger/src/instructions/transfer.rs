//! Instruction `transfer`, tag 3.

use vprog_guest::{require, Context, Entry, Error, Input, Lock, Result};

use crate::{constants, errors, events, resources};

// ledger.vprog:59
/// Moves value between holders; opens the target's account when a lock for it is given.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Role `source`: a position in the access list.
    pub source: usize,
    /// Role `target`: a position in the access list.
    pub target: usize,
    /// Parameter `amount`.
    pub amount: u64,
    /// Parameter `target_lock`.
    pub target_lock: Option<Lock>,
}

impl Transfer {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            source: input.role()?,
            target: input.role()?,
            amount: input.value()?,
            target_lock: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.source, self.target)?;
        // ledger.vprog:60: writes source: User
        let mut source = cx.write::<resources::User>(self.source)?;
        // ledger.vprog:61: credits target: User or creates
        let mut target = cx.entry::<resources::User>(self.target)?;
        // ledger.vprog:62: auth
        cx.require_auth(cx.opens(source.index(), &source.lock))?;

        // ledger.vprog:64
        let coins = self.amount;
        source.edit().balance = source.balance.checked_sub(coins).ok_or(errors::INSUFFICIENT_BALANCE)?;
        // ledger.vprog:65
        match &mut target {
            Entry::New(target) => {
                // ledger.vprog:67
                let lock = self.target_lock.ok_or(errors::NO_SUCH_ACCOUNT)?;
                // ledger.vprog:68
                require(self.amount >= constants::MIN_OPENING, errors::BELOW_OPENING)?;
                // ledger.vprog:69
                target.create(resources::User { balance: coins, initial_lock: lock.id(), lock })?;
            }
            Entry::Live(target) => {
                // ledger.vprog:71
                target.edit().balance = target.balance.checked_add(coins).ok_or(Error::OVERFLOW)?;
            }
        }
        // ledger.vprog:73
        cx.emit(&events::Transferred { source: source.id(), target: target.id(), amount: self.amount });

        cx.store(&source)?;
        cx.store(&target)?;
        Ok(())
    }
}
