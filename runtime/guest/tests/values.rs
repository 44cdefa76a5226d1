//! Encodings of values: exactly one per value, nothing else accepted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use vprog_guest::{address, Input, L1Script, Lock, LockView, Wire};

fn decode<T: Wire>(bytes: &[u8]) -> Option<T> {
    let mut input = Input::new(bytes, 0);
    let value = T::decode(&mut input)?;
    input.remaining().is_empty().then_some(value)
}

fn encoded<T: Wire>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    value.encode(&mut out);
    out
}

fn multisig(threshold: u8, keys: &[u8]) -> Vec<u8> {
    let mut bytes = vec![2, threshold, u8::try_from(keys.len()).unwrap()];
    for key in keys {
        bytes.extend([*key; 32]);
    }
    bytes
}

#[test]
fn flags_are_zero_or_one() {
    assert_eq!(decode(&[0]), Some(false));
    assert_eq!(decode(&[1]), Some(true));
    assert_eq!(decode::<bool>(&[2]), None);
    assert_eq!(decode(&[0]), Some(None::<u8>));
    assert_eq!(decode(&[1, 7]), Some(Some(7u8)));
    assert_eq!(decode::<Option<u8>>(&[2, 7]), None);
    assert_eq!(decode::<Option<u8>>(&[1]), None);
    assert_eq!(encoded(&Some(Some(3u8))), [1, 1, 3]);
}

#[test]
fn integers_are_little_endian() {
    assert_eq!(decode(&[1, 2]), Some(0x0201u16));
    assert_eq!(decode(&[0xff; 16]), Some(-1i128));
    assert_eq!(decode::<u32>(&[1, 2, 3]), None);
    assert_eq!(encoded(&0x0102_0304u32), [4, 3, 2, 1]);
}

#[test]
fn locks_that_are_valid() {
    for bytes in [
        [&[1][..], &[9; 32]].concat(),
        multisig(1, &[1]),
        multisig(2, &[1, 2, 3]),
        multisig(16, &(0..16).collect::<Vec<_>>()),
        vec![3],
    ] {
        let lock: Lock = decode(&bytes).expect("valid");
        assert_eq!(lock.as_bytes(), bytes);
        assert_eq!(encoded(&lock), bytes);
    }
}

#[test]
fn locks_that_are_not() {
    for bytes in [
        vec![],
        vec![0],
        vec![4],
        vec![3, 0],
        vec![1; 32],
        multisig(0, &[1]),
        multisig(2, &[1]),
        multisig(1, &[]),
        multisig(1, &[2, 1]),
        multisig(1, &[1, 1]),
        multisig(1, &(0..17).collect::<Vec<_>>()),
        multisig(1, &[1, 2]).split_last().unwrap().1.to_vec(),
    ] {
        assert_eq!(decode::<Lock>(&bytes), None, "{bytes:?}");
    }
}

#[test]
fn locks_taken_apart() {
    let lock: Lock = decode(&multisig(2, &[1, 2, 3])).unwrap();
    let LockView::Multisig { threshold, keys } = lock.view() else {
        panic!("a multisig")
    };
    assert_eq!((threshold, keys), (2, &[[1; 32], [2; 32], [3; 32]][..]));
    let schnorr: Lock = decode(&[1; 33]).unwrap();
    assert_eq!(schnorr.view(), LockView::Schnorr(&[1; 32]));
    assert_eq!(decode::<Lock>(&[3]).unwrap().view(), LockView::Unlocked);
}

#[test]
fn scripts_have_three_forms() {
    for (tag, len) in [(0, 32), (1, 33), (8, 32)] {
        let bytes = [&[tag][..], &vec![5; len]].concat();
        assert_eq!(encoded(&decode::<L1Script>(&bytes).unwrap()), bytes);
        assert_eq!(decode::<L1Script>(bytes.split_last().unwrap().1), None);
    }
    assert_eq!(decode::<L1Script>(&[2; 33]), None);
}

#[test]
fn role_indices_stay_below_the_number_of_resources() {
    let mut input = Input::new(&[0, 1, 2], 2);
    assert_eq!(
        (input.role(), input.role(), input.role()),
        (Some(0), Some(1), None)
    );
    assert_eq!(Input::new(&[], 2).role(), None);
}

#[test]
fn addresses_are_told_apart_by_domain_kind_and_length() {
    let id = [7; 32];
    assert_ne!(address::lock(&id), address::tuple(1, &[&id]));
    assert_ne!(
        address::tuple(0, &[b"ab", b"c"]),
        address::tuple(0, &[b"a", b"bc"])
    );
    assert_ne!(address::tuple(0, &[b"a"]), address::tuple(1, &[b"a"]));
    assert_ne!(address::label("a"), address::label("b"));
}
