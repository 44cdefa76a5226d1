//! Whole transactions through a program written by hand: the order of checks, lives, claims, effects.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::{stored, unlocked_address, Boxes, Tx, COVENANT};
use vprog_abi::l1::delegate_spk_hash;
use vprog_guest::{process, Error};

const A: [u8; 32] = [1; 32];
const B: [u8; 32] = [2; 32];
const ANYONE: &[u8] = &[3];

fn two(from: u64, to: u64) -> Tx {
    Tx::default()
        .slot(A, stored(from, ANYONE))
        .slot(B, stored(to, ANYONE))
}

fn moved(from: u8, to: u8, amount: u64) -> Vec<u8> {
    [&[1, from, to][..], &amount.to_le_bytes()].concat()
}

fn claim(slot: u8, output: u32, covenant: [u8; 32]) -> Vec<u8> {
    [&[4, slot][..], &output.to_le_bytes(), &covenant].concat()
}

#[test]
fn a_later_action_sees_what_an_earlier_one_stored() {
    let outcome = two(5, 0).action(&moved(0, 1, 5)).action(&moved(1, 0, 2)).run();
    let expected = [
        &[0, 1][..],
        &10u32.to_le_bytes(),
        &stored(2, ANYONE),
        &[1],
        &10u32.to_le_bytes(),
        &stored(3, ANYONE),
    ];
    assert_eq!(outcome.outputs, expected.concat());
    let event = |amount: u64| [&[7][..], &8u32.to_le_bytes(), &amount.to_le_bytes()].concat();
    assert_eq!(outcome.events, [event(5), event(2)].concat());
}

#[test]
fn a_failure_leaves_nothing() {
    let outcome = two(5, 0).action(&moved(0, 1, 5)).action(&moved(0, 1, 1)).run();
    assert_eq!(
        outcome.outputs,
        [&[1, 0][..], &Error::OVERFLOW.code().to_le_bytes()].concat()
    );
    assert!(outcome.journal.ends_with(&outcome.outputs));
    assert!(outcome.events.is_empty());
}

#[test]
fn slots_are_written_only_where_an_action_wrote() {
    let outcome = two(5, 0)
        .slot([3; 32], stored(9, ANYONE))
        .action(&moved(0, 1, 0))
        .run();
    // Written though the bytes are the same; the third is untouched.
    assert_eq!(outcome.outputs[1], 1);
    assert_eq!(outcome.outputs.last(), Some(&0));
}

#[test]
fn the_stream_is_decoded_before_anything_is_checked() {
    assert_eq!(two(0, 0).action(&moved(0, 0, 1)).code(), Error::ALIASED.code());
    for (late, error) in [
        (vec![1, 0], Error::MALFORMED_INSTRUCTION),
        (moved(0, 2, 1), Error::MALFORMED_INSTRUCTION),
        (vec![99], Error::UNKNOWN_INSTRUCTION),
        (vec![], Error::MALFORMED_INSTRUCTION),
    ] {
        assert_eq!(
            two(0, 0).action(&moved(0, 0, 1)).action(&late).code(),
            error.code(),
            "{late:?}"
        );
    }
    assert_eq!(
        Tx {
            tail: vec![0; 100],
            ..two(1, 0).action(&moved(0, 1, 1))
        }
        .code(),
        0
    );
}

#[test]
fn lying_counts_cost_nothing() {
    let tx = two(0, 0);
    for instructions in [vec![0xff; 4], [[0; 4], [0xff; 4]].concat(), vec![], vec![0; 7]] {
        let outcome = process::<Boxes>(&tx.input_over(&instructions)).unwrap();
        assert_eq!(common::code(&outcome), Error::MALFORMED_INSTRUCTION.code());
    }
}

#[test]
fn signers_ascend_and_have_a_known_kind() {
    let signer = |resource: u8, kind: u8| [&[resource, kind][..], &0u32.to_le_bytes()].concat();
    let with = |signers: Vec<Vec<u8>>| {
        Tx {
            signers,
            ..two(1, 0).action(&moved(0, 1, 1))
        }
        .code()
    };
    assert_eq!(
        with(vec![signer(1, 1), signer(0, 1)]),
        Error::MALFORMED_INSTRUCTION.code()
    );
    assert_eq!(with(vec![signer(0, 6)]), Error::MALFORMED_INSTRUCTION.code());
    assert_eq!(with(vec![signer(0, 0)]), Error::MALFORMED_INSTRUCTION.code());
    // The box is unlocked, so no single key stands behind it.
    assert_eq!(with(vec![signer(0, 1)]), Error::BAD_SIGNER.code());
    assert_eq!(with(vec![signer(200, 1)]), Error::BAD_SIGNER.code());
    assert_eq!(with(vec![signer(200, 5)]), Error::BAD_SIGNER.code());
    // Some bytes of the payload, but no signature of the genesis key.
    assert_eq!(with(vec![signer(0, 5)]), Error::BAD_SIGNATURE.code());
    let far = [&[0, 5][..], &u32::MAX.to_le_bytes()].concat();
    assert_eq!(with(vec![far]), Error::BAD_SIGNER.code());
}

#[test]
fn authority_is_asked_for() {
    let locked = [&[1][..], &[7; 32]].concat();
    let tx = Tx::default()
        .slot(A, stored(5, &locked))
        .slot(B, stored(0, ANYONE))
        .action(&moved(0, 1, 1));
    assert_eq!(tx.code(), Error::NOT_AUTHORIZED.code());
    assert_eq!(two(0, 0).action(&[6, 0]).code(), Error::NOT_AUTHORIZED.code());
}

#[test]
fn checks_of_a_role_come_in_order() {
    let read = |data: Vec<u8>| {
        Tx::default()
            .slot(A, stored(1, ANYONE))
            .read_slot(B, data)
            .action(&moved(0, 1, 1))
            .code()
    };
    let write = |data: Vec<u8>| {
        Tx::default()
            .slot(A, stored(1, ANYONE))
            .slot(B, data)
            .action(&moved(0, 1, 1))
            .code()
    };
    assert_eq!(read(vec![0xff]), Error::NOT_WRITABLE.code());
    assert_eq!(write(vec![0xff]), Error::DELETED.code());
    assert_eq!(write(vec![]), Error::NOT_LIVE.code());
    assert_eq!(write(vec![5]), Error::WRONG_KIND.code());
    assert_eq!(write(vec![0]), Error::CORRUPT_RESOURCE.code());
    assert_eq!(
        write([stored(1, ANYONE), vec![0]].concat()),
        Error::CORRUPT_RESOURCE.code()
    );
    assert_eq!(write(stored(u64::MAX, ANYONE)), Error::OVERFLOW.code());
    assert_eq!(write(stored(1, ANYONE)), 0);
}

#[test]
fn a_resource_is_created_once_at_its_address() {
    let create = [&[2, 0][..], &5u64.to_le_bytes()].concat();
    let tx = Tx::default().slot(unlocked_address(), vec![]);
    let outcome = tx.clone().action(&create).run();
    assert_eq!(
        outcome.outputs,
        [&[0, 1][..], &10u32.to_le_bytes(), &stored(5, ANYONE)].concat()
    );
    assert_eq!(
        tx.action(&create).action(&create).code(),
        Error::ALREADY_EXISTS.code()
    );
    assert_eq!(
        Tx::default().slot(A, vec![]).action(&create).code(),
        Error::WRONG_ADDRESS.code()
    );
    assert_eq!(
        Tx::default().slot(A, vec![0xff]).action(&create).code(),
        Error::DELETED.code()
    );
    assert_eq!(
        Tx::default().read_slot(A, vec![]).action(&create).code(),
        Error::NOT_WRITABLE.code()
    );
}

#[test]
fn deleted_is_for_ever() {
    let tx = Tx::default()
        .slot(unlocked_address(), stored(5, ANYONE))
        .action(&[3, 0]);
    assert_eq!(
        tx.run().outputs,
        [&[0, 1][..], &1u32.to_le_bytes(), &[0xff]].concat()
    );
    assert_eq!(tx.clone().action(&[3, 0]).code(), Error::DELETED.code());
    let create = [&[2, 0][..], &5u64.to_le_bytes()].concat();
    assert_eq!(tx.action(&create).code(), Error::DELETED.code());
}

#[test]
fn claims_are_checked_in_order_and_once() {
    let pays = |covenant| delegate_spk_hash(&covenant);
    let other = [0x55; 32];
    let tx = Tx {
        outputs: vec![
            (10, pays(COVENANT)),
            (20, pays(COVENANT)),
            (30, pays(other)),
            (40, [9; 32]),
        ],
        ..Tx::default().slot(unlocked_address(), vec![])
    };
    let outcome = tx
        .clone()
        .action(&claim(0, 0, COVENANT))
        .action(&claim(0, 1, COVENANT))
        .run();
    assert_eq!(
        outcome.outputs,
        [&[0, 1][..], &10u32.to_le_bytes(), &stored(30, ANYONE)].concat()
    );
    // exits: none; then the deposit hash
    let committed = [&[0, 0, 0, 0, 0][..], &pays(COVENANT)].concat();
    assert!(outcome
        .journal
        .windows(committed.len())
        .any(|window| window == committed));
    for (second, error) in [
        (claim(0, 0, other), Error::ALREADY_CLAIMED),
        (claim(0, 4, COVENANT), Error::NO_SUCH_OUTPUT),
        (claim(0, 3, other), Error::WRONG_DEPOSIT_ADDRESS),
        (claim(0, 2, COVENANT), Error::WRONG_DEPOSIT_ADDRESS),
        (claim(0, 2, other), Error::DEPOSIT_CONFLICT),
    ] {
        assert_eq!(
            tx.clone().action(&claim(0, 0, COVENANT)).action(&second).code(),
            error.code(),
            "{second:?}"
        );
    }
}

#[test]
fn exits_are_committed() {
    let exit = [&[5, 0][..], &3u64.to_le_bytes(), &[8], &[6; 32]].concat();
    let outcome = Tx::default().slot(A, stored(5, ANYONE)).action(&exit).run();
    let committed = [
        &[0][..],
        &41u32.to_le_bytes(),
        &[8],
        &[6; 32],
        &3u64.to_le_bytes(),
    ]
    .concat();
    assert!(outcome
        .journal
        .windows(committed.len())
        .any(|window| window == committed));
}

#[test]
fn no_payload_bytes_stop_the_program() {
    let tx = two(5, 0).action(&moved(0, 1, 5));
    let good = tx.instructions();
    for at in 0..good.len() {
        for byte in [0, 1, 2, 3, 5, 0x7f, 0xff] {
            let mut bad = good.clone();
            bad[at] = byte;
            let _ = process::<Boxes>(&tx.input_over(&bad)).unwrap();
        }
        let _ = process::<Boxes>(&tx.input_over(&good[..at])).unwrap();
    }
}
