//! Constants of the program.

use vprog_guest::PubKey;

use crate::enums;

// features.vprog:14
/// Constant `LIMIT`.
pub const LIMIT: u64 = 1000000;

// features.vprog:15
/// Constant `KEY`.
pub const KEY: PubKey = [
    0xf9, 0x30, 0x8a, 0x01, 0x92, 0x58, 0xc3, 0x10, 0x49, 0x34, 0x4f, 0x85, 0xf8, 0x9d, 0x52, 0x29, 0xb5,
    0x31, 0xc8, 0x45, 0x83, 0x6f, 0x99, 0xb0, 0x86, 0x01, 0xf1, 0x13, 0xbc, 0xe0, 0x36, 0xf9,
];

// features.vprog:16
/// Constant `FLAG`.
pub const FLAG: bool = true;

// features.vprog:17
/// Constant `TAG`.
pub const TAG: [u8; 4] = [0x61, 0x62, 0x22, 0x63];

// features.vprog:18
/// Constant `SHADE`.
pub const SHADE: enums::Color = enums::Color::Green;

// features.vprog:19
/// Constant `NEGATIVE`.
pub const NEGATIVE: i64 = -5;
