//! Errors of the program; codes count from 256 in the order of the source.

use vprog_guest::Error;

// crowd.vprog:8
/// Error `Few`.
///
/// too few
pub const FEW: Error = Error::declared(256);

// crowd.vprog:9
/// Error `Full`.
///
/// no room
pub const FULL: Error = Error::declared(257);

// crowd.vprog:10
/// Error `Bad`.
///
/// does not fit
pub const BAD: Error = Error::declared(258);
