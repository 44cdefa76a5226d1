//! Errors of the program; codes count from 256 in the order of the source.

use vprog_guest::Error;

// calls.vprog:7
/// Error `Short`.
///
/// not enough
pub const SHORT: Error = Error::declared(256);

// calls.vprog:8
/// Error `Full`.
///
/// no room
pub const FULL: Error = Error::declared(257);

// calls.vprog:9
/// Error `Bad`.
///
/// does not fit
pub const BAD: Error = Error::declared(258);
