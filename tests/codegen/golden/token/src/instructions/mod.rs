//! The instructions of the program, a module each.

mod burn;
mod create_mint;
mod mint;
mod rotate;
mod transfer;

pub use burn::Burn;
pub use create_mint::CreateMint;
pub use mint::Mint;
pub use rotate::Rotate;
pub use transfer::Transfer;

/// A decoded action.
#[derive(Clone, Debug)]
pub enum Action {
    /// `create_mint`, tag 1.
    CreateMint(CreateMint),
    /// `mint`, tag 2.
    Mint(Mint),
    /// `transfer`, tag 3.
    Transfer(Transfer),
    /// `burn`, tag 4.
    Burn(Burn),
    /// `rotate`, tag 5.
    Rotate(Rotate),
}
