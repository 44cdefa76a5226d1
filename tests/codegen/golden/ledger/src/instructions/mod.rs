//! The instructions of the program, a module each.

mod deposit;
mod init;
mod rotate;
mod transfer;
mod update;
mod withdraw;

pub use deposit::Deposit;
pub use init::Init;
pub use rotate::Rotate;
pub use transfer::Transfer;
pub use update::Update;
pub use withdraw::Withdraw;

/// A decoded action.
#[derive(Clone, Debug)]
pub enum Action {
    /// `update`, tag 1.
    Update(Update),
    /// `init`, tag 2.
    Init(Init),
    /// `transfer`, tag 3.
    Transfer(Transfer),
    /// `rotate`, tag 4.
    Rotate(Rotate),
    /// `deposit`, tag 5.
    Deposit(Deposit),
    /// `withdraw`, tag 6.
    Withdraw(Withdraw),
}
