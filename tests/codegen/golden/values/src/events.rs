//! Events of the program: observations, in no output and no journal.

use alloc::vec::Vec;

use vprog_guest::{Event, Set, Text, Wire, U256};

use crate::{enums, structs};

// values.vprog:19
/// Event `Changed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Field `point`.
    pub point: structs::Point,
    /// Field `shape`.
    pub shape: enums::Shape,
    /// Field `total`.
    pub total: U256,
    /// Field `name`.
    pub name: Text<8>,
    /// Field `all`.
    pub all: Set<u16, 4>,
}

impl Event for Changed {
    const INDEX: u8 = 0;

    fn write(&self, out: &mut Vec<u8>) {
        self.point.encode(out);
        self.shape.encode(out);
        self.total.encode(out);
        self.name.encode(out);
        self.all.encode(out);
    }
}
