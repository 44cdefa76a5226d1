//! The instructions of the program, a module each.

mod agree;
mod any;
mod collect;
mod count;
mod later;
mod open;
mod outputs;
mod raise;
mod roll;

pub use agree::Agree;
pub use any::Any;
pub use collect::Collect;
pub use count::Count;
pub use later::Later;
pub use open::Open;
pub use outputs::Outputs;
pub use raise::Raise;
pub use roll::Roll;

/// A decoded action.
#[derive(Clone, Debug)]
pub enum Action {
    /// `count`, tag 1.
    Count(Count),
    /// `raise`, tag 2.
    Raise(Raise),
    /// `agree`, tag 3.
    Agree(Agree),
    /// `any`, tag 4.
    Any(Any),
    /// `collect`, tag 5.
    Collect(Collect),
    /// `roll`, tag 6.
    Roll(Roll),
    /// `later`, tag 7.
    Later(Later),
    /// `open`, tag 8.
    Open(Open),
    /// `outputs`, tag 9.
    Outputs(Outputs),
}
