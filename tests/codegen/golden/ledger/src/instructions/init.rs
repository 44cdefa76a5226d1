//! Instruction `init`, tag 2.

use vprog_guest::{Context, CovenantId, Input, Lock, Result};

use crate::{addresses, constants, resources};

// ledger.vprog:51
/// Creates the settings, once, by the genesis key.
#[derive(Clone, Debug)]
pub struct Init {
    /// Role `config`: a position in the access list.
    pub config: usize,
    /// Parameter `min_withdrawal`.
    pub min_withdrawal: u64,
    /// Parameter `covenant`.
    pub covenant: CovenantId,
    /// Parameter `lock`.
    pub lock: Lock,
}

impl Init {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            config: input.role()?,
            min_withdrawal: input.value()?,
            covenant: input.value()?,
            lock: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // ledger.vprog:52: creates config: Config
        cx.require_address(self.config, &addresses::CONFIG)?;
        let mut config = cx.vacant::<resources::Config>(self.config)?;
        // ledger.vprog:53: auth
        cx.require_auth(cx.signed_by(config.index(), &constants::GENESIS))?;

        // ledger.vprog:55
        config.create(resources::Config {
            min_withdrawal: self.min_withdrawal,
            covenant: self.covenant,
            lock: self.lock,
        })?;

        cx.store(&config)?;
        Ok(())
    }
}
