//! Instruction `update`, tag 1.

use vprog_guest::{require, Context, CovenantId, Input, Lock, Result};

use crate::{addresses, errors, resources};

// ledger.vprog:41
/// Changes the minimum or the lock of the settings; the covenant stays.
#[derive(Clone, Debug)]
pub struct Update {
    /// Role `config`: a position in the access list.
    pub config: usize,
    /// Parameter `min_withdrawal`.
    pub min_withdrawal: u64,
    /// Parameter `covenant`.
    pub covenant: CovenantId,
    /// Parameter `lock`.
    pub lock: Lock,
}

impl Update {
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
        // ledger.vprog:42: writes config: Config
        cx.require_address(self.config, &addresses::CONFIG)?;
        let mut config = cx.write::<resources::Config>(self.config)?;
        // ledger.vprog:43: auth
        cx.require_auth(cx.opens(config.index(), &config.lock))?;

        // ledger.vprog:45
        require(self.covenant == config.covenant, errors::COVENANT_IS_FIXED)?;
        // ledger.vprog:46
        config.edit().min_withdrawal = self.min_withdrawal;
        // ledger.vprog:47
        config.edit().lock = self.lock;

        cx.store(&config)?;
        Ok(())
    }
}
