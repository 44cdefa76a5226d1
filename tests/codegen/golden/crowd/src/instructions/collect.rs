//! Instruction `collect`, tag 5.

use vprog_guest::{Context, Error, Input, Positions, Result};

use crate::{addresses, errors, resources};

// crowd.vprog:81
/// Instruction `collect`.
#[derive(Clone, Debug)]
pub struct Collect {
    /// Role `board`: a position in the access list.
    pub board: usize,
    /// Roles `voters`: up to 4 positions in the access list.
    pub voters: Positions,
    /// Parameter `amount`.
    pub amount: u64,
}

impl Collect {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()?, voters: input.roles(4)?, amount: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_disjoint(&[self.board], &self.voters)?;
        cx.require_all_distinct(&self.voters)?;
        // crowd.vprog:82: credits board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:83: writes voters: list<Voter, max 4>
        let mut voters = cx.write_list::<resources::Voter>(&self.voters)?;
        // crowd.vprog:84: auth
        cx.require_auth(
            cx.opens(board.index(), &board.lock) && voters.all(|one| cx.opens(one.index(), &one.lock)),
        )?;

        // crowd.vprog:86
        for v in 0..voters.len() {
            // crowd.vprog:87
            let moved_1 = self.amount;
            voters.at_mut(v)?.edit().kept = voters.at(v)?.kept.checked_sub(moved_1).ok_or(errors::FEW)?;
            // crowd.vprog:87
            board.edit().kept = board.kept.checked_add(moved_1).ok_or(Error::OVERFLOW)?;
        }

        cx.store(&board)?;
        cx.store_list(&voters)?;
        Ok(())
    }
}
