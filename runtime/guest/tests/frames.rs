//! The native worker's frames.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(dead_code)] // this test needs little of the common program

mod common;

use common::{stored, Boxes, Tx};
use vprog_guest::entry::serve;
use vprog_guest::process;

fn framed(input: &[u8]) -> Vec<u8> {
    [&u32::try_from(input.len()).unwrap().to_le_bytes(), input].concat()
}

fn served(requests: &[u8]) -> (bool, Vec<u8>) {
    let mut replies = Vec::new();
    let done = serve::<Boxes>(requests, &mut replies);
    (done.is_ok(), replies)
}

#[test]
fn answers_every_frame_until_the_end() {
    let tx = Tx::default().slot([1; 32], stored(5, &[3])).action(&[3, 0]);
    let input = tx.input_over(&tx.instructions());
    let outcome = process::<Boxes>(&input).unwrap();
    let good = [
        &[0][..],
        &framed(&outcome.outputs),
        &framed(&outcome.journal),
        &framed(&outcome.events),
    ]
    .concat();
    let bad = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let requests = [framed(&input), framed(b"no input"), framed(b""), framed(&input)].concat();
    assert_eq!(served(&requests), (true, [&good[..], &bad, &bad, &good].concat()));
    assert_eq!(served(b""), (true, vec![]));
}

#[test]
fn a_frame_cut_short_ends_the_worker() {
    assert_eq!(served(&[5, 0, 0, 0, 1]), (false, vec![]));
    assert_eq!(served(&[5, 0]), (false, vec![]));
    assert_eq!(served(&[0xff; 8]), (false, vec![]));
}
