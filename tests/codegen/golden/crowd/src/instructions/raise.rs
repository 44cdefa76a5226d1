//! Instruction `raise`, tag 2.

use vprog_guest::{Context, Error, Input, Positions, Result};

use crate::resources;

// crowd.vprog:50
/// Instruction `raise`.
#[derive(Clone, Debug)]
pub struct Raise {
    /// Roles `voters`: up to 3 positions in the access list.
    pub voters: Positions,
    /// Parameter `by`.
    pub by: u64,
}

impl Raise {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { voters: input.roles(3)?, by: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_all_distinct(&self.voters)?;
        // crowd.vprog:51: writes voters: list<Voter, max 3>
        let mut voters = cx.write_list::<resources::Voter>(&self.voters)?;
        // crowd.vprog:52: auth
        cx.require_auth(voters.all(|one| cx.opens(one.index(), &one.lock)))?;

        // crowd.vprog:54
        for v in 0..voters.len() {
            // crowd.vprog:55
            voters.at_mut(v)?.edit().weight =
                voters.at(v)?.weight.checked_add(self.by).ok_or(Error::OVERFLOW)?;
            // crowd.vprog:56
            if voters.at(v)?.number == 2 {
                // crowd.vprog:56
                voters.at_mut(v)?.edit().lock = voters.at(v)?.lock.clone();
            }
        }

        cx.store_list(&voters)?;
        Ok(())
    }
}
