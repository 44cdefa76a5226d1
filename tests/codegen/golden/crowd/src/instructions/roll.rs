//! Instruction `roll`, tag 6.

use vprog_guest::{require, Context, Input, Result};

use crate::{addresses, errors, events, resources};

// crowd.vprog:91
/// Instruction `roll`.
#[derive(Clone, Debug)]
pub struct Roll {
    /// Role `board`: a position in the access list.
    pub board: usize,
    /// Parameter `sides`.
    pub sides: u8,
    /// Parameter `nonce`.
    pub nonce: u64,
}

impl Roll {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()?, sides: input.value()?, nonce: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // crowd.vprog:92: writes board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:93: auth
        cx.require_auth(cx.opens(board.index(), &board.lock))?;

        // crowd.vprog:96
        require(self.sides > 0, errors::BAD)?;
        // crowd.vprog:97
        board.edit().dice = cx.random_below(self.nonce, u64::from(self.sides)) as u8;
        // crowd.vprog:98
        board.edit().total = cx.random_below(self.nonce, 1000);
        // crowd.vprog:99
        board.edit().last = cx.random(self.nonce);
        // crowd.vprog:100
        cx.emit(&events::Counted { voters: 0, weight: self.nonce, tx: cx.tx_id(), draw: cx.random(1) });

        cx.store(&board)?;
        Ok(())
    }
}
