//! Instruction `later`, tag 7.

use vprog_guest::{require, Context, Input, Result};

use crate::{addresses, errors, resources};

// crowd.vprog:103
/// Instruction `later`.
#[derive(Clone, Debug)]
pub struct Later {
    /// Role `board`: a position in the access list.
    pub board: usize,
    /// Parameter `score`.
    pub score: u64,
}

impl Later {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()?, score: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // crowd.vprog:104: writes board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:105: auth
        cx.require_auth(cx.opens(board.index(), &board.lock))?;
        // crowd.vprog:106: after
        cx.require_after(self.score)?;
        // crowd.vprog:107: where
        require(self.score > 0, errors::BAD)?;

        // crowd.vprog:109
        board.edit().opens = self.score;
        // crowd.vprog:110
        if cx.is_after(100) {
            // crowd.vprog:110
            board.edit().total = 7;
        }

        cx.store(&board)?;
        Ok(())
    }
}
