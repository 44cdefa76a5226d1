//! The instructions of the program, a module each.

mod close;
mod compute;
mod fund;
mod init;
mod make;
mod open;
mod shift;
mod tip;

pub use close::Close;
pub use compute::Compute;
pub use fund::Fund;
pub use init::Init;
pub use make::Make;
pub use open::Open;
pub use shift::Shift;
pub use tip::Tip;

/// A decoded action.
#[derive(Clone, Debug)]
pub enum Action {
    /// `init`, tag 1.
    Init(Init),
    /// `make`, tag 2.
    Make(Make),
    /// `compute`, tag 3.
    Compute(Compute),
    /// `fund`, tag 4.
    Fund(Fund),
    /// `shift`, tag 5.
    Shift(Shift),
    /// `open`, tag 6.
    Open(Open),
    /// `close`, tag 7.
    Close(Close),
    /// `tip`, tag 8.
    Tip(Tip),
}
