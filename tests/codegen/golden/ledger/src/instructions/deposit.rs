//! Instruction `deposit`, tag 5.

use vprog_guest::{address, require, Context, Entry, Error, Input, Lock, Result};

use crate::{addresses, constants, errors, events, resources};

// ledger.vprog:85
/// Credits what an L1 output of this transaction pays to the covenant's deposit address.
#[derive(Clone, Debug)]
pub struct Deposit {
    /// Role `user`: a position in the access list.
    pub user: usize,
    /// Parameter `output`.
    pub output: u32,
    /// Parameter `initial_lock`.
    pub initial_lock: Lock,
}

impl Deposit {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { user: input.role()?, output: input.value()?, initial_lock: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        let config = cx.find(&addresses::CONFIG)?;
        // Different roles are different resources.
        cx.require_distinct(config, self.user)?;
        // ledger.vprog:86: reads config: Config
        let config = cx.read::<resources::Config>(config)?;
        // ledger.vprog:87: credits user: User or creates
        cx.require_address(self.user, &address::lock(&self.initial_lock.id()))?;
        let mut user = cx.entry::<resources::User>(self.user)?;

        // ledger.vprog:90
        let coins = cx.claim(self.output, &config.covenant)?;
        // ledger.vprog:91
        cx.emit(&events::Deposited { user: user.id(), amount: coins });
        // ledger.vprog:92
        match &mut user {
            Entry::New(user) => {
                // ledger.vprog:94
                require(coins >= constants::MIN_OPENING, errors::BELOW_OPENING)?;
                // ledger.vprog:95
                user.create(resources::User {
                    balance: coins,
                    initial_lock: self.initial_lock.id(),
                    lock: self.initial_lock,
                })?;
            }
            Entry::Live(user) => {
                // ledger.vprog:97
                user.edit().balance = user.balance.checked_add(coins).ok_or(Error::OVERFLOW)?;
            }
        }

        cx.store(&user)?;
        Ok(())
    }
}
