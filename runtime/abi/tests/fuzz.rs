//! Random, cut and altered bytes never make a decoder or the transaction processor panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use support::{cases, hex, load, test_vm};
use vprog_abi::hash::sha256_parts;
use vprog_abi::l1::{self, rest};
use vprog_abi::payload::Payload;
use vprog_abi::tx::{decode_outputs, encode_input, Header, Journal, OutputCommitment};

/// A reproducible byte source: SHA-256 in counter mode.
struct Source {
    counter: u64,
    buffer: Vec<u8>,
}

impl Source {
    fn new(counter: u64) -> Self {
        Self {
            counter,
            buffer: Vec::new(),
        }
    }

    fn byte(&mut self) -> u8 {
        if self.buffer.is_empty() {
            self.counter += 1;
            self.buffer = sha256_parts(&[b"fuzz", &self.counter.to_le_bytes()]).to_vec();
        }
        self.buffer.pop().unwrap()
    }

    fn below(&mut self, bound: usize) -> usize {
        let value = u32::from_le_bytes([self.byte(), self.byte(), self.byte(), 0]);
        value as usize % bound.max(1)
    }

    fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.byte()).collect()
    }

    /// One of: cut, overwrite, insert, huge length in place of four bytes.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len());
        match self.byte() % 4 {
            0 => bytes.truncate(at),
            1 => bytes
                .iter_mut()
                .skip(at)
                .take(1 + self.below(3))
                .for_each(|byte| *byte = self.byte()),
            2 => {
                let extra = self.below(40);
                let extra = self.bytes(extra);
                bytes.splice(at..at, extra);
            }
            _ => bytes.iter_mut().skip(at).take(4).for_each(|byte| *byte = 0xff),
        }
    }
}

/// Reads everything there is to read from bytes a stranger chose.
fn read_all(bytes: &[u8]) {
    let _ = Payload::decode(bytes);
    for count in [0, 1, 3, usize::MAX] {
        let _ = decode_outputs(bytes, count);
    }
    if let Ok(journal) = Journal::decode(bytes) {
        if let OutputCommitment::Success { exits, resources, .. } = journal.output {
            let _ = (exits.count(), resources.count());
        }
    }
    let _ = (
        rest::version(bytes),
        rest::input_count(bytes),
        rest::output_count(bytes),
        rest::tail(bytes),
    );
    for index in [0, 1, u32::MAX] {
        let _ = (rest::input(bytes, index), rest::output(bytes, index));
        let _ = l1::recover_p2pk_key(bytes, index, bytes, &[0; 32]);
    }
}

#[test]
fn random_bytes() {
    let mut source = Source::new(0);
    for _ in 0..20_000 {
        let len = source.below(200);
        let mut bytes = source.bytes(len);
        if let [version, high, ..] = bytes.as_mut_slice() {
            (*version, *high) = (1, 0);
        }
        let _ = test_vm::run(&bytes);
        read_all(&bytes);
    }
}

#[test]
fn altered_vectors() {
    let vectors = load("tx_processor.json");
    let mut source = Source::new(1 << 32);
    for case in cases(&vectors, "cases") {
        let (input, journal) = (hex(&case["input"]), hex(&case["result"]["journal"]));
        for end in 0..input.len() {
            let _ = test_vm::run(&input[..end]);
        }
        for seed in [&input, &journal, &hex(&case["result"]["outputs"])] {
            for _ in 0..1000 {
                let mut bytes = seed.clone();
                for _ in 0..=source.below(3) {
                    source.mutate(&mut bytes);
                }
                let _ = test_vm::run(&bytes);
                read_all(&bytes);
            }
        }
    }
}

/// Whatever a sender puts into payload and rest preimage, a well-behaved host gets a journal.
#[test]
fn any_payload_gets_a_journal() {
    let vectors = load("tx_processor.json");
    let mut source = Source::new(2 << 32);
    for case in cases(&vectors, "cases") {
        for _ in 0..1000 {
            let mut payload = hex(&case["l1_tx"]["payload"]);
            source.mutate(&mut payload);
            let len = source.below(80);
            let rest = source.bytes(len);
            let tx_id = l1::tx_id_v1(&payload, &rest);
            let header = Header {
                version: 1,
                tx_id: &tx_id,
                merge_idx: 1,
            };
            let count = Payload::decode(&payload).map_or(0, |payload| payload.access.len());
            let data: Vec<_> = (0..count)
                .map(|_| {
                    let len = source.below(9);
                    source.bytes(len)
                })
                .collect();
            let resources: Vec<_> = (0..)
                .zip(&data)
                .map(|(index, data)| (index, data.as_slice()))
                .collect();
            let input = encode_input(&header, &[7; 32], &payload, &rest, &resources);
            let processed = test_vm::run(&input).unwrap();
            let journal = Journal::decode(&processed.journal).unwrap();
            assert_eq!(journal.context.unwrap().len(), count);
            assert!(decode_outputs(&processed.outputs, count).is_ok());
        }
    }
}
