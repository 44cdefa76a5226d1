//! Instruction `count`, tag 1.

use vprog_guest::{require, Address, Context, Error, Input, List, Positions, Result};

use crate::{addresses, errors, events, resources};

// crowd.vprog:33
/// Instruction `count`.
#[derive(Clone, Debug)]
pub struct Count {
    /// Role `board`: a position in the access list.
    pub board: usize,
    /// Roles `voters`: up to 4 positions in the access list.
    pub voters: Positions,
    /// Parameter `least`.
    pub least: u64,
}

impl Count {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()?, voters: input.roles(4)?, least: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // Different roles are different resources.
        cx.require_disjoint(&[self.board], &self.voters)?;
        cx.require_all_distinct(&self.voters)?;
        // crowd.vprog:34: writes board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:35: reads voters: list<Voter, max 4>
        let voters = cx.read_list::<resources::Voter>(&self.voters)?;
        // crowd.vprog:36: auth
        cx.require_auth(
            cx.opens(board.index(), &board.lock) && voters.all(|one| cx.opens(one.index(), &one.lock)),
        )?;

        // crowd.vprog:38
        let mut sum: u64 = 0;
        // crowd.vprog:39
        for v in 0..voters.len() {
            // crowd.vprog:40
            sum = sum.checked_add(voters.at(v)?.weight).ok_or(Error::OVERFLOW)?;
            // crowd.vprog:41
            for other in 0..voters.len() {
                // crowd.vprog:41
                if voters.at(other)?.id() != voters.at(v)?.id() {
                    // crowd.vprog:41
                    sum = sum.checked_add(1).ok_or(Error::OVERFLOW)?;
                }
            }
        }
        // crowd.vprog:43
        require(sum >= self.least, errors::FEW)?;
        // crowd.vprog:44
        board.edit().total = sum;
        // crowd.vprog:45
        board.edit().votes = List::<Address, 4>::literal([]);
        // crowd.vprog:46
        for v in 0..voters.len() {
            // crowd.vprog:46
            let item = voters.at(v)?.id();
            board.edit().votes.push(item).ok_or(errors::FULL)?;
        }
        // crowd.vprog:47
        cx.emit(&events::Counted {
            voters: voters.len() as u8,
            weight: sum,
            tx: board.last,
            draw: board.last,
        });

        cx.store(&board)?;
        Ok(())
    }
}
