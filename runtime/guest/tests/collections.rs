//! Collections, bounded strings and numbers of 256 bits: one encoding each, bounds kept, operations against models.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::{BTreeMap, BTreeSet};

use vprog_guest::{collections, math, Bytes, Input, List, Map, Set, Text, Wide, Wire, U256};

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

/// Numbers that look random and are the same in each run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

#[test]
fn counts_above_the_bound_are_refused() {
    assert!(decode::<List<u8, 2>>(&[2, 0, 7, 7]).is_some());
    assert!(decode::<List<u8, 2>>(&[3, 0, 7, 7, 7]).is_none());
    assert!(decode::<List<u8, 2>>(&[2, 0, 7]).is_none());
    assert!(decode::<List<[u8; 32], 1024>>(&[0, 4]).is_none());
    assert!(decode::<Bytes<2>>(&[3, 0, 1, 2, 3]).is_none());
    assert!(decode::<Bytes<2>>(&[2, 0, 1]).is_none());
    assert!(decode::<Set<u8, 2>>(&[3, 0, 1, 2, 3]).is_none());
    assert!(decode::<Map<u8, u8, 1>>(&[2, 0, 1, 1, 2, 2]).is_none());
}

#[test]
fn sets_and_maps_are_strictly_ascending() {
    assert!(decode::<Set<i8, 3>>(&[3, 0, 0xff, 0, 1]).is_some());
    assert!(decode::<Set<i8, 3>>(&[2, 0, 1, 1]).is_none());
    assert!(decode::<Set<i8, 3>>(&[2, 0, 1, 0xff]).is_none());
    assert!(decode::<Set<bool, 2>>(&[2, 0, 0, 1]).is_some());
    // As numbers, not as bytes.
    assert!(decode::<Set<u16, 2>>(&[2, 0, 2, 0, 1, 1]).is_some());
    assert!(decode::<Set<[u8; 2], 2>>(&[2, 0, 2, 0, 1, 1]).is_none());
    assert!(decode::<Map<u8, u8, 2>>(&[2, 0, 1, 9, 2, 8]).is_some());
    assert!(decode::<Map<u8, u8, 2>>(&[2, 0, 2, 9, 1, 8]).is_none());
    assert!(decode::<Map<u8, u8, 2>>(&[2, 0, 1, 9, 1, 8]).is_none());
}

#[test]
fn text_is_utf8_in_its_shortest_form() {
    let text: Text<6> = decode(&[5, 0, b'g', b'r', 0xc3, 0xbc, b'n']).expect("text");
    assert_eq!((text.as_str(), text.len()), ("grün", 5));
    assert_eq!(encoded(&text), [5, 0, b'g', b'r', 0xc3, 0xbc, b'n']);
    for bad in [&[0xc0, 0x80][..], &[0xed, 0xa0, 0x80], &[0xff], &[0xc3]] {
        let wire = [&[u8::try_from(bad.len()).unwrap(), 0][..], bad].concat();
        assert!(decode::<Text<6>>(&wire).is_none());
        assert!(decode::<Bytes<6>>(&wire).is_some());
    }
    assert_eq!(Text::<3>::literal("abü").as_str(), "ab");
    assert!(Text::<3>::literal("ab") == Text::<9>::literal("ab"));
}

#[test]
fn arrays_are_their_elements() {
    assert_eq!(decode(&[1, 0, 2, 0]), Some([1u16, 2]));
    assert_eq!(decode::<[u16; 2]>(&[1, 0, 2]), None);
    assert_eq!(encoded(&[[1u8, 2], [3, 4]]), [1, 2, 3, 4]);
    assert_eq!(collections::replaced([1, 2], 1, 9), Some([1, 9]));
    assert_eq!(collections::replaced([1, 2], 2, 9), None);
    assert_eq!(collections::len(&[0u64; 300]), 300);
    assert_eq!(collections::index(-1i8), usize::MAX);
    assert_eq!(collections::index(Wide::from(u128::MAX)), usize::MAX);
    assert_eq!(collections::index(Wide::from(7u8)), 7);
}

#[test]
fn lists_do_as_vectors_of_bounded_length() {
    let mut chance = Chance(1);
    let (mut list, mut model): (List<u64, 5>, Vec<u64>) = (List::literal([]), vec![]);
    for _ in 0..2000 {
        let (at, item) = (usize::try_from(chance.below(6)).unwrap(), chance.below(4));
        match chance.below(3) {
            0 => {
                assert_eq!(list.push(item).is_some(), model.len() < 5);
                model.push(item);
                model.truncate(5);
            }
            1 => assert_eq!(list.pop().is_some(), model.pop().is_some()),
            _ => {
                assert_eq!(list.replace(at, item).is_some(), at < model.len());
                if let Some(place) = model.get_mut(at) {
                    *place = item;
                }
            }
        }
        assert_eq!(list.iter().copied().collect::<Vec<_>>(), model);
        assert_eq!(usize::from(list.len()), model.len());
        assert_eq!(list.get(at), model.get(at));
        assert_eq!(list.contains(&item), model.contains(&item));
        assert_eq!(decode(&encoded(&list)).as_ref(), Some(&list));
    }
}

#[test]
fn sets_and_maps_do_as_trees_of_bounded_size() {
    let mut chance = Chance(2);
    let (mut set, mut of_set): (Set<i16, 4>, BTreeSet<i16>) = (Set::literal([]), BTreeSet::new());
    let (mut map, mut of_map): (Map<u8, u64, 4>, BTreeMap<u8, u64>) = (Map::empty(), BTreeMap::new());
    for _ in 0..4000 {
        let (key, value) = (u8::try_from(chance.below(7)).unwrap(), chance.next());
        let item = i16::from(key) - 3;
        if chance.below(2) == 0 {
            let room = of_set.len() < 4 || of_set.contains(&item);
            assert_eq!(set.insert(item).is_some(), room);
            assert_eq!(
                map.insert(key, value).is_some(),
                of_map.len() < 4 || of_map.contains_key(&key)
            );
            if room {
                of_set.insert(item);
            }
            if of_map.len() < 4 || of_map.contains_key(&key) {
                of_map.insert(key, value);
            }
        } else {
            assert_eq!(set.remove(&item).is_some(), of_set.remove(&item));
            assert_eq!(map.remove(&key).is_some(), of_map.remove(&key).is_some());
        }
        assert!(set.iter().eq(of_set.iter()));
        assert!(map.keys().eq(of_map.keys()));
        assert_eq!(map.get(&key), of_map.get(&key));
        assert_eq!(
            (set.contains(&item), map.contains(&key)),
            (of_set.contains(&item), of_map.contains_key(&key))
        );
        assert_eq!(decode(&encoded(&set)).as_ref(), Some(&set));
        assert_eq!(decode(&encoded(&map)).as_ref(), Some(&map));
    }
    assert_eq!(Set::<u8, 3>::literal([3, 1, 3]), Set::literal([1, 3]));
}

/// Numbers of every size up to 256 bits.
fn numbers() -> Vec<U256> {
    let mut chance = Chance(3);
    let mut out = vec![
        U256::from(0u8),
        U256::from(1u8),
        U256::MAX,
        U256::literal([0, 0, 1, 0]),
    ];
    for bits in (0..256).step_by(5) {
        let limbs = [chance.next(), chance.next(), chance.next(), chance.next()];
        let whole = Wide::from(U256::literal(limbs));
        out.push(U256::try_from(math::shift_right(whole, bits)).expect("it fits"));
    }
    out
}

#[test]
fn numbers_of_256_bits_obey_the_laws() {
    let all = numbers();
    for &a in &all {
        assert_eq!(decode(&encoded(&a)), Some(a));
        assert_eq!(encoded(&a), a.to_le_bytes());
        assert_eq!(U256::try_from(Wide::from(a)).ok(), Some(a));
        assert_eq!(
            u128::try_from(Wide::from(a)).is_ok(),
            a.to_le_bytes()[16..] == [0; 16]
        );
        for &b in &all {
            let (x, y) = (Wide::from(a), Wide::from(b));
            // a == q * b + r with r < b, so product, sum and quotient hold each other in check.
            match math::div_floor(x, y) {
                None => assert_eq!(b, U256::from(0u8)),
                Some(quotient) => {
                    let rest = math::remainder(x, y).expect("a divisor");
                    assert!(rest < y && rest >= Wide::from(0u8));
                    assert_eq!(quotient * y + rest, x);
                }
            }
            assert_eq!(a.cmp(&b), x.cmp(&y));
            assert_eq!(a.checked_sub(b).map(Wide::from), (x >= y).then(|| x - y));
            assert_eq!((x - y) + y, x);
            let sum = a.wrapping_add(b);
            assert_eq!(sum.wrapping_sub(b), a);
            assert_eq!(a.checked_add(b), (sum >= a).then_some(sum));
            assert_eq!(a.saturating_add(b), a.checked_add(b).unwrap_or(U256::MAX));
            let product = a.checked_mul(b);
            assert_eq!(a.wrapping_mul(b), product.unwrap_or(a.wrapping_mul(b)));
            if let (Some(product), Some(quotient)) =
                (product, product.and_then(|p| math::div_floor(p.into(), y)))
            {
                assert_eq!((Wide::from(product), quotient), (x * y, x));
            }
        }
    }
}

#[test]
fn shifts_take_any_amount() {
    for amount in [0, 1, 7, 63, 64, 127, 128, 200, 255, 256, u32::MAX] {
        let wide = math::shift_left(Wide::from(1u8), amount);
        assert_eq!(wide == Wide::from(0u8), amount > 255);
        assert_eq!(math::shift_right(wide, amount) == Wide::from(1u8), amount < 256);
        assert_eq!(
            math::shift_left(3u64, amount),
            if amount < 64 { 3 << amount } else { 0 }
        );
        assert_eq!(
            math::shift_right(200u8, amount),
            if amount < 8 { 200 >> amount } else { 0 }
        );
    }
}
