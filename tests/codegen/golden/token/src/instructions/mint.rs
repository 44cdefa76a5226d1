//! Instruction `mint`, tag 2.

use vprog_guest::{address, require, Context, Entry, Error, Input, Lock, Resource, Result};

use crate::{errors, events, resources};

// token.vprog:40
/// Issues new value to a holder; opens the holding when it is new.
#[derive(Clone, Debug)]
pub struct Mint {
    /// Role `token`: a position in the access list.
    pub token: usize,
    /// Role `target`: a position in the access list.
    pub target: usize,
    /// Parameter `amount`.
    pub amount: u64,
    /// Parameter `owner_lock`.
    pub owner_lock: Lock,
}

impl Mint {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            token: input.role()?,
            target: input.role()?,
            amount: input.value()?,
            owner_lock: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.token, self.target)?;
        // token.vprog:41: writes token: Mint
        let mut token = cx.write::<resources::Mint>(self.token)?;
        // token.vprog:42: credits target: Holding or creates
        cx.require_address(
            self.target,
            &address::tuple(resources::Holding::KIND, &[&token.id(), &self.owner_lock.id()]),
        )?;
        let mut target = cx.entry::<resources::Holding>(self.target)?;
        // token.vprog:43: auth
        cx.require_auth(cx.opens(token.index(), &token.lock))?;

        // token.vprog:45
        require(self.amount > 0, errors::ZERO_AMOUNT)?;
        // token.vprog:46
        token.edit().supply = token.supply.checked_add(self.amount).ok_or(Error::OVERFLOW)?;
        // token.vprog:47
        let coins = self.amount;
        // token.vprog:48
        match &mut target {
            Entry::New(target) => {
                // token.vprog:49
                target.create(resources::Holding {
                    balance: coins,
                    mint: token.id(),
                    owner: self.owner_lock.id(),
                    lock: self.owner_lock,
                })?;
            }
            Entry::Live(target) => {
                // token.vprog:50
                target.edit().balance = target.balance.checked_add(coins).ok_or(Error::OVERFLOW)?;
            }
        }
        // token.vprog:52
        cx.emit(&events::Minted { mint: token.id(), target: target.id(), amount: self.amount });

        cx.store(&token)?;
        cx.store(&target)?;
        Ok(())
    }
}
