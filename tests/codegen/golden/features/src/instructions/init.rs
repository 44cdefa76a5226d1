//! Instruction `init`, tag 1.

use vprog_guest::{Context, CovenantId, Input, Lock, Result};

use crate::{addresses, constants, resources};

// features.vprog:59
/// Instruction `init`.
#[derive(Clone, Debug)]
pub struct Init {
    /// Role `config`: a position in the access list.
    pub config: usize,
    /// Parameter `limit`.
    pub limit: u64,
    /// Parameter `lock`.
    pub lock: Lock,
    /// Parameter `covenant`.
    pub covenant: CovenantId,
}

impl Init {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            config: input.role()?,
            limit: input.value()?,
            lock: input.value()?,
            covenant: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // features.vprog:60: creates config: Config
        cx.require_address(self.config, &addresses::CONFIG)?;
        let mut config = cx.vacant::<resources::Config>(self.config)?;
        // features.vprog:61: auth
        cx.require_auth(cx.signed_by(config.index(), &constants::KEY))?;

        // features.vprog:63
        config.create(resources::Config { limit: self.limit, lock: self.lock, covenant: self.covenant })?;

        cx.store(&config)?;
        Ok(())
    }
}
