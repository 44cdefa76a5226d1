//! Instruction `tip`, tag 8.

use vprog_guest::{Context, Entry, Error, Input, Lock, Result};

use crate::{errors, resources};

// features.vprog:181
/// Instruction `tip`.
#[derive(Clone, Debug)]
pub struct Tip {
    /// Role `item`: a position in the access list.
    pub item: usize,
    /// Role `account`: a position in the access list.
    pub account: usize,
    /// Parameter `amount`.
    pub amount: u64,
    /// Parameter `lock`.
    pub lock: Option<Lock>,
}

impl Tip {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            item: input.role()?,
            account: input.role()?,
            amount: input.value()?,
            lock: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.item, self.account)?;
        // features.vprog:182: writes item: Item
        let mut item = cx.write::<resources::Item>(self.item)?;
        // features.vprog:183: credits account: Account or creates
        let mut account = cx.entry::<resources::Account>(self.account)?;
        // features.vprog:184: auth
        cx.require_auth(cx.opens(item.index(), &item.lock))?;

        'body: {
            // features.vprog:186
            let tipped = self.amount;
            item.edit().value = match item.value.checked_sub(tipped) {
                Some(value) => value,
                None => {
                    let _ = item.value.checked_sub(self.amount).ok_or(Error::OVERFLOW)?;
                    return Err(errors::SHORT);
                }
            };
            // features.vprog:187
            match &mut account {
                Entry::New(account) => {
                    // features.vprog:190
                    let found = self.lock.ok_or(errors::ZERO)?;
                    // features.vprog:191
                    if tipped > 3 {
                        // features.vprog:192
                        account.create(resources::Account {
                            balance: tipped,
                            first: found.id(),
                            lock: found.clone(),
                        })?;
                    } else {
                        // features.vprog:194
                        account.create(resources::Account {
                            balance: tipped,
                            first: found.id(),
                            lock: found,
                        })?;
                        // features.vprog:195
                        break 'body;
                    }
                }
                Entry::Live(account) => {
                    // features.vprog:188
                    account.edit().balance = account.balance.checked_add(tipped).ok_or(Error::OVERFLOW)?;
                }
            }
        }

        cx.store(&item)?;
        cx.store(&account)?;
        Ok(())
    }
}
