//! Instruction `outputs`, tag 9.

use vprog_guest::{Context, Input, L1Script, Result};

use crate::{addresses, errors, resources};

// crowd.vprog:121
/// Instruction `outputs`.
#[derive(Clone, Debug)]
pub struct Outputs {
    /// Role `board`: a position in the access list.
    pub board: usize,
    /// Parameter `index`.
    pub index: u32,
    /// Parameter `script`.
    pub script: L1Script,
}

impl Outputs {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { board: input.role()?, index: input.value()?, script: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // crowd.vprog:122: writes board: Board
        cx.require_address(self.board, &addresses::BOARD)?;
        let mut board = cx.write::<resources::Board>(self.board)?;
        // crowd.vprog:123: auth
        cx.require_auth(cx.opens(board.index(), &board.lock))?;

        // crowd.vprog:125
        board.edit().total = u64::from(cx.output_count());
        // crowd.vprog:126
        if cx.output_count() > 1 {
            // crowd.vprog:126
            board.edit().total = cx.output_value(1)?;
        }
        // crowd.vprog:127
        if cx.output_pays(self.index, self.script)? {
            // crowd.vprog:127
            board.edit().last = cx.tx_id();
        }
        // crowd.vprog:128
        board.edit().dice = u8::try_from(cx.output_value(self.index)?).map_err(|_| errors::BAD)?;

        cx.store(&board)?;
        Ok(())
    }
}
