//! Resources of the program: `kind u8 || fixed fields || tail fields`.

use alloc::vec::Vec;

use vprog_guest::{Address, Bytes, Hash, Input, List, Lock, Map, Resource, Set, Text, Wire, U256};

use crate::{addresses, enums, structs};

// values.vprog:21
/// Resource `Store`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// Field `point`.
    pub point: structs::Point,
    /// Field `named`.
    pub named: structs::Named,
    /// Field `shape`.
    pub shape: enums::Shape,
    /// Field `grid`.
    pub grid: [u32; 3],
    /// Field `keys`.
    pub keys: [Hash; 2],
    /// Field `items`.
    pub items: List<u64, 4>,
    /// Field `names`.
    pub names: List<Text<8>, 2>,
    /// Field `seen`.
    pub seen: Set<u16, 4>,
    /// Field `colours`.
    pub colours: Set<enums::Colour, 2>,
    /// Field `signed`.
    pub signed: Set<i16, 3>,
    /// Field `counts`.
    pub counts: Map<Hash, u64, 3>,
    /// Field `notes`.
    pub notes: Map<enums::Colour, Text<8>, 2>,
    /// Field `big`.
    pub big: U256,
    /// Field `more`.
    pub more: U256,
    /// Field `raw`.
    pub raw: Bytes<5>,
    /// Field `label`.
    pub label: Text<8>,
    /// Field `maybe`.
    pub maybe: Option<structs::Point>,
    /// Field `lock`.
    pub lock: Lock,
}

impl Resource for Store {
    const KIND: u8 = 0;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            point: input.value()?,
            grid: input.value()?,
            keys: input.value()?,
            big: input.value()?,
            more: input.value()?,
            named: input.value()?,
            shape: input.value()?,
            items: input.value()?,
            names: input.value()?,
            seen: input.value()?,
            colours: input.value()?,
            signed: input.value()?,
            counts: input.value()?,
            notes: input.value()?,
            raw: input.value()?,
            label: input.value()?,
            maybe: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.point.encode(out);
        self.grid.encode(out);
        self.keys.encode(out);
        self.big.encode(out);
        self.more.encode(out);
        self.named.encode(out);
        self.shape.encode(out);
        self.items.encode(out);
        self.names.encode(out);
        self.seen.encode(out);
        self.colours.encode(out);
        self.signed.encode(out);
        self.counts.encode(out);
        self.notes.encode(out);
        self.raw.encode(out);
        self.label.encode(out);
        self.maybe.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        addresses::STORE
    }
}
