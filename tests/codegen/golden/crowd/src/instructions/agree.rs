//! Instruction `agree`, tag 3.

use vprog_guest::{require, Context, Input, Positions, Result};

use crate::{addresses, errors, resources};

// crowd.vprog:60
/// Instruction `agree`.
#[derive(Clone, Debug)]
pub struct Agree {
    /// Role `board`: a position in the access list.
    pub board: usize,
    /// Roles `voters`: up to 5 positions in the access list.
    pub voters: Positions,
    /// Parameter `by`.
    pub by: u64,
}

impl Agree {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()?, voters: input.roles(5)?, by: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_disjoint(&[self.board], &self.voters)?;
        cx.require_all_distinct(&self.voters)?;
        // crowd.vprog:61: writes board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:62: reads voters: list<Voter, max 5>
        let voters = cx.read_list::<resources::Voter>(&self.voters)?;
        // crowd.vprog:63: auth
        cx.require_auth(
            cx.opens(board.index(), &board.lock)
                && voters.at_least(2, |one| cx.opens(one.index(), &one.lock)),
        )?;

        // crowd.vprog:65
        for v in 0..voters.len() {
            // crowd.vprog:65
            require(board.votes.contains(&voters.at(v)?.id()), errors::FEW)?;
        }
        // crowd.vprog:66
        board.edit().total = self.by.checked_mul(u64::from(voters.len())).ok_or(errors::BAD)?;

        cx.store(&board)?;
        Ok(())
    }
}
