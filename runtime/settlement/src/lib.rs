//! Settlement transactions, checked by the script engine that Kaspa's nodes run (kaspa-txscript 2.1.0).

mod chain;
mod covenant;
mod judge;
mod service;
mod transaction;

pub use chain::SeqCommits;
pub use judge::{judge, Judgement, Masses};
pub use service::Settlement;
pub use transaction::{Binding, Input, Output, Tx, Utxo};
