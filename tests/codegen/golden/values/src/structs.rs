//! Structs of the program: on the wire their fields, one after the other.

use alloc::vec::Vec;

use vprog_guest::{Input, List, Text, Wire};

// values.vprog:7
/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Field `x`.
    pub x: u32,
    /// Field `y`.
    pub y: i64,
}

impl Wire for Point {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { x: input.value()?, y: input.value()? })
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.x.encode(out);
        self.y.encode(out);
    }
}

// values.vprog:9
/// A place with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Field `point`.
    pub point: Point,
    /// Field `name`.
    pub name: Text<8>,
    /// Field `tags`.
    pub tags: List<u16, 3>,
}

impl Wire for Named {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { point: input.value()?, name: input.value()?, tags: input.value()? })
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.point.encode(out);
        self.name.encode(out);
        self.tags.encode(out);
    }
}
