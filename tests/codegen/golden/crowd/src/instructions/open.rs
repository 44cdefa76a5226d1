//! Instruction `open`, tag 8.

use vprog_guest::{Context, Input, Result};

use crate::{addresses, resources};

// crowd.vprog:113
/// Instruction `open`.
#[derive(Clone, Debug)]
pub struct Open {
    /// Role `board`: a position in the access list.
    pub board: usize,
}

impl Open {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // crowd.vprog:114: writes board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:115: auth
        cx.require_auth(cx.opens(board.index(), &board.lock))?;

        // crowd.vprog:118
        if cx.is_after(board.opens) {
            // crowd.vprog:118
            board.edit().total = 3;
        } else {
            // crowd.vprog:118
            board.edit().total = 1;
        }

        cx.store(&board)?;
        Ok(())
    }
}
