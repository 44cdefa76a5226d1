//! Events of the program: observations, in no output and no journal.

use alloc::vec::Vec;

use vprog_guest::{Event, Hash, Wire};

// crowd.vprog:13
/// Event `Counted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Field `voters`.
    pub voters: u8,
    /// Field `weight`.
    pub weight: u64,
    /// Field `tx`.
    pub tx: Hash,
    /// Field `draw`.
    pub draw: Hash,
}

impl Event for Counted {
    const INDEX: u8 = 0;

    fn write(&self, out: &mut Vec<u8>) {
        self.voters.encode(out);
        self.weight.encode(out);
        self.tx.encode(out);
        self.draw.encode(out);
    }
}
