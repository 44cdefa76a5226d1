//! Instruction `create_mint`, tag 1.

use vprog_guest::{address, Context, Input, Lock, Resource, Result};

use crate::resources;

// token.vprog:33
/// Founds a token with no supply.
#[derive(Clone, Debug)]
pub struct CreateMint {
    /// Role `mint`: a position in the access list.
    pub mint: usize,
    /// Parameter `symbol`.
    pub symbol: [u8; 8],
    /// Parameter `lock`.
    pub lock: Lock,
}

impl CreateMint {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { mint: input.role()?, symbol: input.value()?, lock: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // token.vprog:34: creates mint: Mint
        cx.require_address(
            self.mint,
            &address::tuple(resources::Mint::KIND, &[&self.lock.id(), &self.symbol]),
        )?;
        let mut mint = cx.vacant::<resources::Mint>(self.mint)?;

        // token.vprog:36
        mint.create(resources::Mint {
            issuer: self.lock.id(),
            symbol: self.symbol,
            supply: 0,
            lock: self.lock,
        })?;

        cx.store(&mint)?;
        Ok(())
    }
}
