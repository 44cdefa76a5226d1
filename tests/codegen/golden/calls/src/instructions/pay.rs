//! Instruction `pay`, tag 1.

use vprog_guest::{require, Context, Error, Input, Result};

use crate::{addresses, errors, resources, structs};

// calls.vprog:88
/// Instruction `pay`.
#[derive(Clone, Debug)]
pub struct Pay {
    /// Role `vault`: a position in the access list.
    pub vault: usize,
    /// Role `user`: a position in the access list.
    pub user: usize,
    /// Parameter `amount`.
    pub amount: u64,
}

impl Pay {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { vault: input.role()?, user: input.role()?, amount: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.vault, self.user)?;
        // calls.vprog:89: writes vault: Vault
        cx.require_address(self.vault, &addresses::VAULT)?;
        let mut vault = cx.write::<resources::Vault>(self.vault)?;
        // calls.vprog:90: reads user: User
        let user = cx.read::<resources::User>(self.user)?;
        // calls.vprog:91: auth
        cx.require_auth(cx.opens(vault.index(), &vault.lock) && cx.opens(user.index(), &user.lock))?;

        // calls.vprog:93: call of issue
        let issue_9 = {
            // calls.vprog:93
            let amount_10 = self.amount;
            // calls.vprog:70
            require(user.balance >= amount_10, errors::SHORT)?;
            // calls.vprog:71
            structs::Ticket { amount: amount_10, owner: user.first, note: user.name.clone() }
        };
        // calls.vprog:93
        let ticket = issue_9;
        // calls.vprog:94: call of redeem
        {
            // calls.vprog:94
            let ticket_11 = ticket;
            // calls.vprog:75
            let structs::Ticket { amount: amount_12, owner: owner_13, note: note_14 } = ticket_11;
            // calls.vprog:76
            vault.edit().counter = (u128::from(vault.counter) * 2 / 3) as u64;
            // calls.vprog:77
            require(amount_12 != 3, errors::BAD)?;
            // calls.vprog:78
            let item = note_14;
            vault.edit().names.push(item).ok_or(errors::FULL)?;
            // calls.vprog:79
            vault.edit().owners.push(owner_13).ok_or(errors::FULL)?;
        }
        // calls.vprog:95: call of bump
        {
            // calls.vprog:95
            let by_15: u64 = 1;
            // calls.vprog:83
            if by_15 == 0 {
            } else {
                // calls.vprog:84: call of raised
                let raised_19: u64 = {
                    // calls.vprog:84
                    let n_16 = vault.counter;
                    // calls.vprog:84
                    let most_17 = 1000_u64.checked_add(by_15).ok_or(Error::OVERFLOW)?;
                    // calls.vprog:47
                    if n_16 >= most_17 {
                        // calls.vprog:47
                        most_17
                    } else if n_16 == 5 {
                        // calls.vprog:48
                        50
                    } else {
                        // calls.vprog:49
                        let next_18 = n_16 + 1;
                        // calls.vprog:50
                        next_18
                    }
                };
                // calls.vprog:84
                vault.edit().counter = raised_19;
                // calls.vprog:85: call of raised
                let raised_23: u64 = {
                    // calls.vprog:85
                    let n_20 = by_15;
                    // calls.vprog:85
                    let most_21: u64 = 9;
                    // calls.vprog:47
                    if n_20 >= most_21 {
                        // calls.vprog:47
                        most_21
                    } else if n_20 == 5 {
                        // calls.vprog:48
                        50
                    } else {
                        // calls.vprog:49
                        let next_22 = n_20 + 1;
                        // calls.vprog:50
                        next_22
                    }
                };
                // calls.vprog:85
                vault.edit().counter = vault.counter.checked_add(raised_23).ok_or(Error::OVERFLOW)?;
            }
        }

        cx.store(&vault)?;
        Ok(())
    }
}
