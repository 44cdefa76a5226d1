//! Enums of the program: a byte, the index of the variant; then the fields that come with it.

use alloc::vec::Vec;

use vprog_guest::{Input, List, Text, Wire};

use crate::structs;

// calls.vprog:14
/// Enum `Choice`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Variant 0.
    Nothing,
    /// Variant 1.
    Some {
        /// Field `value` of `Some`.
        value: u64,
    },
    /// Variant 2.
    Both {
        /// Field `pair` of `Both`.
        pair: structs::Pair,
        /// Field `names` of `Both`.
        names: List<Text<8>, 3>,
    },
}

impl Wire for Choice {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        match input.byte()? {
            0 => Some(Self::Nothing),
            1 => Some(Self::Some { value: input.value()? }),
            2 => Some(Self::Both { pair: input.value()?, names: input.value()? }),
            _ => None,
        }
    }

    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Nothing => {
                out.push(0);
            }
            Self::Some { value: field_1 } => {
                out.push(1);
                field_1.encode(out);
            }
            Self::Both { pair: field_1, names: field_2 } => {
                out.push(2);
                field_1.encode(out);
                field_2.encode(out);
            }
        }
    }
}
