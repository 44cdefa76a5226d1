//! Instruction `fund`, tag 4.

use vprog_guest::{require, Context, Input, Result};

use crate::{addresses, errors, resources};

// features.vprog:133
/// Instruction `fund`.
#[derive(Clone, Debug)]
pub struct Fund {
    /// Role `item`: a position in the access list.
    pub item: usize,
    /// Parameter `output`.
    pub output: u32,
}

impl Fund {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { item: input.role()?, output: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        let config = cx.find(&addresses::CONFIG)?;
        // Different roles are different resources.
        cx.require_distinct(config, self.item)?;
        // features.vprog:134: reads config: Config
        let config = cx.read::<resources::Config>(config)?;
        // features.vprog:135: writes item: Item
        let mut item = cx.write::<resources::Item>(self.item)?;
        // features.vprog:136: auth
        cx.require_auth(cx.opens(item.index(), &item.lock))?;

        // features.vprog:140
        let coins = cx.claim(self.output, &config.covenant)?;
        // features.vprog:141
        require(coins >= 5, errors::ZERO)?;
        // features.vprog:142
        let _unused = u128::from(coins) * 2;
        // features.vprog:143
        item.edit().value = item.value.checked_add(coins).ok_or(errors::NARROW)?;
        // features.vprog:144
        match item.target {
            None => {}
            Some(script) => {
                // features.vprog:147
                let out: u64 = 5;
                item.edit().value = item.value.checked_sub(out).ok_or(errors::SHORT)?;
                // features.vprog:148
                cx.exit(out, script);
            }
        }

        cx.store(&item)?;
        Ok(())
    }
}
