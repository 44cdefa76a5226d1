//! The instructions of the program, a module each.

mod lists;
mod maps;
mod sets;
mod shapes;
mod shifts;
mod structs;
mod texts;
mod wide;

pub use lists::Lists;
pub use maps::Maps;
pub use sets::Sets;
pub use shapes::Shapes;
pub use shifts::Shifts;
pub use structs::Structs;
pub use texts::Texts;
pub use wide::Wide_;

/// A decoded action.
#[derive(Clone, Debug)]
pub enum Action {
    /// `structs`, tag 1.
    Structs(Structs),
    /// `shapes`, tag 2.
    Shapes(Shapes),
    /// `lists`, tag 3.
    Lists(Lists),
    /// `sets`, tag 4.
    Sets(Sets),
    /// `maps`, tag 5.
    Maps(Maps),
    /// `wide`, tag 6.
    Wide_(Wide_),
    /// `shifts`, tag 7.
    Shifts(Shifts),
    /// `texts`, tag 8.
    Texts(Texts),
}
