//! Errors of the program; codes count from 256 in the order of the source.

use vprog_guest::Error;

// values.vprog:14
/// Error `Full`.
///
/// no room
pub const FULL: Error = Error::declared(256);

// values.vprog:15
/// Error `Missing`.
///
/// nothing there
pub const MISSING: Error = Error::declared(257);

// values.vprog:16
/// Error `Bad`.
///
/// does not fit
pub const BAD: Error = Error::declared(258);
