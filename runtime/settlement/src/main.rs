//! The settlement worker: covenant scripts, settlement transactions, and Kaspa's own script engine to judge them.

fn main() -> std::io::Result<()> {
    vprog_worker::serve(&mut vprog_settlement::Settlement)
}
