//! Instruction `burn`, tag 4.

use vprog_guest::{require, Context, Error, Input, Result};

use crate::{errors, events, resources};

// token.vprog:77
/// Destroys value of a holding and lowers the supply.
#[derive(Clone, Debug)]
pub struct Burn {
    /// Role `source`: a position in the access list.
    pub source: usize,
    /// Role `token`: a position in the access list.
    pub token: usize,
    /// Parameter `amount`.
    pub amount: u64,
}

impl Burn {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { source: input.role()?, token: input.role()?, amount: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.source, self.token)?;
        // token.vprog:78: writes source: Holding
        let mut source = cx.write::<resources::Holding>(self.source)?;
        // token.vprog:79: writes token: Mint
        let mut token = cx.write::<resources::Mint>(self.token)?;
        // token.vprog:80: auth
        cx.require_auth(cx.opens(source.index(), &source.lock))?;
        // token.vprog:81: where
        require(source.mint == token.id(), Error::UNRELATED)?;

        // token.vprog:84
        let coins = self.amount;
        source.edit().balance = source.balance.checked_sub(coins).ok_or(errors::INSUFFICIENT_BALANCE)?;
        // token.vprog:85
        let _ = coins;
        // token.vprog:86
        token.edit().supply = token.supply.checked_sub(self.amount).ok_or(Error::OVERFLOW)?;
        // token.vprog:87
        cx.emit(&events::Burned { source: source.id(), amount: self.amount });

        cx.store(&source)?;
        cx.store(&token)?;
        Ok(())
    }
}
