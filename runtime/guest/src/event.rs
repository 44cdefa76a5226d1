//! Events: observations for indexers, in no output and no journal.

use alloc::vec::Vec;

/// An event a program declares.
pub trait Event {
    /// Position among the program's events, in source order.
    const INDEX: u8;

    /// Appends the fields in declaration order.
    fn write(&self, out: &mut Vec<u8>);
}

/// The events of one transaction: `index u8 ‖ u32 length ‖ fields` each. A zkVM run records none.
#[derive(Clone, Debug, Default)]
pub struct Events {
    #[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
    bytes: Vec<u8>,
}

#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
impl Events {
    pub fn record<E: Event>(&mut self, event: &E) {
        use vprog_abi::codec::Writer;

        let mut fields = Vec::new();
        event.write(&mut fields);
        self.bytes.push(E::INDEX);
        self.bytes.write_blob(&fields);
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
impl Events {
    pub fn record<E: Event>(&mut self, _event: &E) {}

    pub fn into_bytes(self) -> Vec<u8> {
        Vec::new()
    }
}
