//! Instruction `close`, tag 7.

use vprog_guest::{require, Context, Error, Input, Result};

use crate::{errors, resources};

// features.vprog:172
/// Instruction `close`.
#[derive(Clone, Debug)]
pub struct Close {
    /// Role `item`: a position in the access list.
    pub item: usize,
    /// Role `account`: a position in the access list.
    pub account: usize,
    /// Parameter `amount`.
    pub amount: u64,
}

impl Close {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { item: input.role()?, account: input.role()?, amount: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.item, self.account)?;
        // features.vprog:173: deletes item: Item
        let mut item = cx.write::<resources::Item>(self.item)?;
        // features.vprog:174: credits account: Account
        let mut account = cx.write::<resources::Account>(self.account)?;
        // features.vprog:175: auth
        cx.require_auth(cx.opens(item.index(), &item.lock))?;

        // features.vprog:177
        require(item.value >= self.amount, errors::SHORT)?;
        // features.vprog:178
        account.edit().balance = account.balance.checked_add(item.value).ok_or(Error::OVERFLOW)?;
        item.delete();

        cx.store(&item)?;
        cx.store(&account)?;
        Ok(())
    }
}
