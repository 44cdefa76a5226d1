//! Error codes: the predeclared ones, and the type a program's own are values of.

/// Why a transaction failed. Codes 1 to 3 are the framework's, 16 to 255 predeclared, 256 and up the program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error(u32);

/// Result of a step of a transaction.
pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    /// The signers or actions cannot be decoded.
    pub const MALFORMED_INSTRUCTION: Self = Self(17);
    /// No instruction has this tag.
    pub const UNKNOWN_INSTRUCTION: Self = Self(18);
    /// A signer entry does not fit the resource or the payload it points into.
    pub const BAD_SIGNER: Self = Self(19);
    /// A signature does not verify.
    pub const BAD_SIGNATURE: Self = Self(20);
    /// A resource with a constant address is not in the access list.
    pub const MISSING_RESOURCE: Self = Self(21);
    /// A resource does not stand at the address its role or its fields derive.
    pub const WRONG_ADDRESS: Self = Self(22);
    /// A resource that is written is listed as Read.
    pub const NOT_WRITABLE: Self = Self(23);
    /// The resource does not exist.
    pub const NOT_LIVE: Self = Self(24);
    /// The resource to be created exists already.
    pub const ALREADY_EXISTS: Self = Self(25);
    /// The resource was deleted; its address cannot be used again.
    pub const DELETED: Self = Self(26);
    /// The resource is of another kind.
    pub const WRONG_KIND: Self = Self(27);
    /// The stored bytes are no value of the resource's kind.
    pub const CORRUPT_RESOURCE: Self = Self(28);
    /// Two roles name the same resource.
    pub const ALIASED: Self = Self(29);
    /// The signers do not satisfy the instruction's auth clause.
    pub const NOT_AUTHORIZED: Self = Self(30);
    /// A header condition does not hold.
    pub const UNRELATED: Self = Self(31);
    /// A result does not fit the type it is stored in.
    pub const OVERFLOW: Self = Self(32);
    /// An index lies outside its range.
    pub const OUT_OF_RANGE: Self = Self(33);
    /// A divisor is zero.
    pub const DIVISION_BY_ZERO: Self = Self(34);
    /// The L1 transaction has no output of this index.
    pub const NO_SUCH_OUTPUT: Self = Self(35);
    /// The L1 output does not pay the covenant's deposit address.
    pub const WRONG_DEPOSIT_ADDRESS: Self = Self(36);
    /// The L1 output was claimed before in this transaction.
    pub const ALREADY_CLAIMED: Self = Self(37);
    /// One transaction cannot take deposits for two covenants.
    pub const DEPOSIT_CONFLICT: Self = Self(38);

    /// The L1 transaction does not prove that the DAA score of the header's `after` is reached.
    pub const BEFORE_SCORE: Self = Self(39);

    /// A program's own error.
    pub const fn declared(code: u32) -> Self {
        Self(code)
    }

    /// The code that outputs and journal carry.
    pub const fn code(self) -> u32 {
        self.0
    }
}

impl From<Error> for vprog_abi::error::Error {
    fn from(error: Error) -> Self {
        Self::Guest(error.0)
    }
}

/// `Err(error)` unless `condition` holds.
pub fn require(condition: bool, error: Error) -> Result<()> {
    if condition {
        Ok(())
    } else {
        Err(error)
    }
}

/// Whether at least `threshold` of `parts` hold.
pub fn at_least(threshold: usize, parts: &[bool]) -> bool {
    parts.iter().filter(|part| **part).count() >= threshold
}
