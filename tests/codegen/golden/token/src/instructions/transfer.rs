//! Instruction `transfer`, tag 3.

use vprog_guest::{require, Context, Entry, Error, Input, Lock, Result};

use crate::{errors, events, resources};

// token.vprog:56
/// Moves value between two holdings of one token; opens the target when a lock for it is given.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Role `source`: a position in the access list.
    pub source: usize,
    /// Role `target`: a position in the access list.
    pub target: usize,
    /// Parameter `amount`.
    pub amount: u64,
    /// Parameter `owner_lock`.
    pub owner_lock: Option<Lock>,
}

impl Transfer {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            source: input.role()?,
            target: input.role()?,
            amount: input.value()?,
            owner_lock: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.source, self.target)?;
        // token.vprog:57: writes source: Holding
        let mut source = cx.write::<resources::Holding>(self.source)?;
        // token.vprog:58: credits target: Holding or creates
        let mut target = cx.entry::<resources::Holding>(self.target)?;
        // token.vprog:59: auth
        cx.require_auth(cx.opens(source.index(), &source.lock))?;

        // token.vprog:61
        require(self.amount > 0, errors::ZERO_AMOUNT)?;
        // token.vprog:62
        let coins = self.amount;
        source.edit().balance = source.balance.checked_sub(coins).ok_or(errors::INSUFFICIENT_BALANCE)?;
        // token.vprog:63
        match &mut target {
            Entry::New(target) => {
                // token.vprog:65
                let lock = self.owner_lock.ok_or(errors::NO_SUCH_HOLDING)?;
                // token.vprog:66
                target.create(resources::Holding {
                    balance: coins,
                    mint: source.mint,
                    owner: lock.id(),
                    lock,
                })?;
            }
            Entry::Live(target) => {
                // token.vprog:69
                require(target.mint == source.mint, Error::UNRELATED)?;
                // token.vprog:70
                target.edit().balance = target.balance.checked_add(coins).ok_or(Error::OVERFLOW)?;
            }
        }
        // token.vprog:73
        cx.emit(&events::Transferred { source: source.id(), target: target.id(), amount: self.amount });

        cx.store(&source)?;
        cx.store(&target)?;
        Ok(())
    }
}
