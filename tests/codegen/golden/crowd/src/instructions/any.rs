//! Instruction `any`, tag 4.

use vprog_guest::{require, Context, Input, Positions, Result};

use crate::{addresses, errors, resources};

// crowd.vprog:69
/// Instruction `any`.
#[derive(Clone, Debug)]
pub struct Any {
    /// Role `board`: a position in the access list.
    pub board: usize,
    /// Role `first`: a position in the access list.
    pub first: usize,
    /// Roles `voters`: up to 2 positions in the access list.
    pub voters: Positions,
    /// Parameter `by`.
    pub by: u64,
}

impl Any {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()?, first: input.role()?, voters: input.roles(2)?, by: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_distinct(self.board, self.first)?;
        cx.require_disjoint(&[self.board], &self.voters)?;
        cx.require_disjoint(&[self.first], &self.voters)?;
        cx.require_all_distinct(&self.voters)?;
        // crowd.vprog:70: writes board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:71: writes first: Voter
        let mut first = cx.write::<resources::Voter>(self.first)?;
        // crowd.vprog:72: reads voters: list<Voter, max 2>
        let voters = cx.read_list::<resources::Voter>(&self.voters)?;
        // crowd.vprog:73: auth
        cx.require_auth(
            cx.opens(first.index(), &first.lock)
                && (cx.opens(board.index(), &board.lock)
                    || cx.opens(board.index(), &board.lock)
                        && voters.at_least(1, |one| cx.opens(one.index(), &one.lock))),
        )?;

        // crowd.vprog:75
        board.edit().total = self.by;
        // crowd.vprog:76
        for v in 0..voters.len() {
            // crowd.vprog:76
            require(board.votes.contains(&voters.at(v)?.id()), errors::FEW)?;
        }
        // crowd.vprog:77
        first.edit().weight = self.by;
        // crowd.vprog:78
        for v in 0..voters.len() {
            // crowd.vprog:78
            if voters.at(v)?.kept > first.kept {
                // crowd.vprog:78
                board.edit().total = voters.at(v)?.weight;
            }
        }

        cx.store(&board)?;
        cx.store(&first)?;
        Ok(())
    }
}
