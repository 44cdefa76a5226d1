//! Errors of the program; codes count from 256 in the order of the source.

use vprog_guest::Error;

// features.vprog:22
/// Error `Short`.
///
/// holds {have}, "needs" {need} \ {{literal}}
pub const SHORT: Error = Error::declared(256);

// features.vprog:23
/// Error `TooBig`.
///
/// */ too big: {sum}
pub const TOO_BIG: Error = Error::declared(257);

// features.vprog:24
/// Error `Narrow`.
///
/// does not fit
pub const NARROW: Error = Error::declared(258);

// features.vprog:25
/// Error `BadColor`.
///
/// wrong colour
pub const BAD_COLOR: Error = Error::declared(259);

// features.vprog:26
/// Error `Zero`.
///
/// zero
pub const ZERO: Error = Error::declared(260);
