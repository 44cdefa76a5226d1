//! Errors of the program; codes count from 256 in the order of the source.

use vprog_guest::Error;

// token.vprog:7
/// Error `InsufficientBalance`.
///
/// holds {have}, needs {need}
pub const INSUFFICIENT_BALANCE: Error = Error::declared(256);

// token.vprog:8
/// Error `NoSuchHolding`.
///
/// the target does not exist and no lock was given to open it
pub const NO_SUCH_HOLDING: Error = Error::declared(257);

// token.vprog:9
/// Error `ZeroAmount`.
///
/// the amount must not be zero
pub const ZERO_AMOUNT: Error = Error::declared(258);
