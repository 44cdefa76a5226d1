//! The instructions of the program, a module each.

mod clear;
mod compute;
mod migrate_old_user;
mod open;
mod pay;

pub use clear::Clear;
pub use compute::Compute;
pub use migrate_old_user::MigrateOldUser;
pub use open::Open;
pub use pay::Pay;

/// A decoded action.
#[derive(Clone, Debug)]
pub enum Action {
    /// `pay`, tag 1.
    Pay(Pay),
    /// `compute`, tag 2.
    Compute(Compute),
    /// `open`, tag 3.
    Open(Open),
    /// `clear`, tag 4.
    Clear(Clear),
    /// `migrate_old_user`, tag 255.
    MigrateOldUser(MigrateOldUser),
}
