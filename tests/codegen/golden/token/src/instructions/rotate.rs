//! Instruction `rotate`, tag 5.

use vprog_guest::{Context, Input, Lock, Result};

use crate::resources;

// token.vprog:91
/// Replaces a holding's lock; the address stays.
#[derive(Clone, Debug)]
pub struct Rotate {
    /// Role `source`: a position in the access list.
    pub source: usize,
    /// Parameter `lock`.
    pub lock: Lock,
}

impl Rotate {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { source: input.role()?, lock: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // token.vprog:92: writes source: Holding
        let mut source = cx.write::<resources::Holding>(self.source)?;
        // token.vprog:93: auth
        cx.require_auth(cx.opens(source.index(), &source.lock))?;

        // token.vprog:95
        source.edit().lock = self.lock;

        cx.store(&source)?;
        Ok(())
    }
}
