//! Errors of the program; codes count from 256 in the order of the source.

use vprog_guest::Error;

// ledger.vprog:15
/// Error `BelowMinimum`.
///
/// withdrawals start at {minimum}, got {amount}
pub const BELOW_MINIMUM: Error = Error::declared(256);

// ledger.vprog:16
/// Error `BelowOpening`.
///
/// an account opens with at least {minimum}, got {amount}
pub const BELOW_OPENING: Error = Error::declared(257);

// ledger.vprog:17
/// Error `InsufficientBalance`.
///
/// holds {have}, needs {need}
pub const INSUFFICIENT_BALANCE: Error = Error::declared(258);

// ledger.vprog:18
/// Error `CovenantIsFixed`.
///
/// the covenant cannot change once the ledger is initialised
pub const COVENANT_IS_FIXED: Error = Error::declared(259);

// ledger.vprog:19
/// Error `NoSuchAccount`.
///
/// the target does not exist and no lock was given to open it
pub const NO_SUCH_ACCOUNT: Error = Error::declared(260);
