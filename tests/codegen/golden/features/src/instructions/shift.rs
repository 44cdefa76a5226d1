//! Instruction `shift`, tag 5.

use vprog_guest::{require, Context, Error, Input, Result};

use crate::{errors, resources};

// features.vprog:153
/// Instruction `shift`.
#[derive(Clone, Debug)]
pub struct Shift {
    /// Role `from`: a position in the access list.
    pub from: usize,
    /// Role `to`: a position in the access list.
    pub to: usize,
    /// Parameter `amount`.
    pub amount: u64,
}

impl Shift {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { from: input.role()?, to: input.role()?, amount: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // features.vprog:154: writes from: Item
        let mut from = cx.write::<resources::Item>(self.from)?;
        // features.vprog:155: writes to: Item
        let mut to = cx.write::<resources::Item>(self.to)?;
        // features.vprog:156: auth
        cx.require_auth(cx.opens(from.index(), &from.lock) && cx.opens(to.index(), &to.lock))?;

        // features.vprog:159
        let moved_1 = self.amount;
        from.edit().value = from.value.checked_sub(moved_1).ok_or(errors::SHORT)?;
        to.follow(&from);
        // features.vprog:159
        to.edit().value = to.value.checked_add(moved_1).ok_or(Error::OVERFLOW)?;
        from.follow(&to);
        // features.vprog:160
        from.edit().count = from.count.checked_add(1).ok_or(Error::OVERFLOW)?;
        to.follow(&from);
        // features.vprog:161
        to.edit().count = to.count.checked_add(1).ok_or(Error::OVERFLOW)?;
        from.follow(&to);
        // features.vprog:162
        require(from.count > 0, errors::ZERO)?;

        cx.store(&from)?;
        cx.store(&to)?;
        Ok(())
    }
}
