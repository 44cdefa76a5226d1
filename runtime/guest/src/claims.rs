//! L1 outputs as sources of value, each usable once per transaction.

use alloc::vec::Vec;

use vprog_abi::exits::DepositSink;
use vprog_abi::l1::{delegate_spk_hash, rest};

use crate::{CovenantId, Error, Result};

/// The outputs claimed so far.
#[derive(Clone, Debug, Default)]
pub struct Claims(Vec<u32>);

impl Claims {
    /// Claims output `index` of the L1 transaction for `covenant`; gives its value in sompi.
    ///
    /// Errors, in the order they are checked: `AlreadyClaimed`, `NoSuchOutput`, `WrongDepositAddress`,
    /// `DepositConflict`.
    pub fn claim(
        &mut self,
        rest_preimage: &[u8],
        deposit: &mut DepositSink,
        index: u32,
        covenant: &CovenantId,
    ) -> Result<u64> {
        if self.0.contains(&index) {
            return Err(Error::ALREADY_CLAIMED);
        }
        let output = rest::output(rest_preimage, index).map_err(|_| Error::NO_SUCH_OUTPUT)?;
        let spk_hash = delegate_spk_hash(covenant);
        if !output.pays_script_hash(&spk_hash) {
            return Err(Error::WRONG_DEPOSIT_ADDRESS);
        }
        deposit.set(&spk_hash).map_err(|_| Error::DEPOSIT_CONFLICT)?;
        self.0.push(index);
        Ok(output.value)
    }
}
