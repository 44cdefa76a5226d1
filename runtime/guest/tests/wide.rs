//! 256-bit arithmetic against the machine's own, where that reaches, and against known values beyond.

use vprog_guest::{math, Wide};

const SAMPLES: [i128; 11] = [0, 1, -1, 2, -2, 7, -7, 1000, -999, 1 << 60, -(1 << 60)];

#[test]
fn agrees_with_machine_integers() {
    for a in SAMPLES {
        for b in SAMPLES {
            let (x, y) = (Wide::from(a), Wide::from(b));
            assert_eq!(x + y, Wide::from(a + b));
            assert_eq!(x - y, Wide::from(a - b));
            assert_eq!(x * y, Wide::from(a * b));
            assert_eq!(x.cmp(&y), a.cmp(&b));
            assert_eq!(x.min(y), Wide::from(a.min(b)));
            assert_eq!(x.max(y), Wide::from(a.max(b)));
            assert_eq!(
                math::div_floor(x, y),
                math::div_floor(a, b).map(Wide::from),
                "{a} {b}"
            );
            assert_eq!(
                math::div_ceil(x, y),
                math::div_ceil(a, b).map(Wide::from),
                "{a} {b}"
            );
            if a >= 0 && b >= 0 {
                assert_eq!(math::remainder(x, y), math::remainder(a, b).map(Wide::from));
            }
        }
    }
}

#[test]
fn rounds_both_ways() {
    for (a, b, floor, ceil) in [
        (7, 2, 3, 4),
        (-7, 2, -4, -3),
        (7, -2, -4, -3),
        (-7, -2, 3, 4),
        (6, 2, 3, 3),
    ] {
        assert_eq!(math::div_floor(a, b), Some(floor));
        assert_eq!(math::div_ceil(a, b), Some(ceil));
    }
    assert_eq!(math::div_floor(7u64, 2), Some(3));
    assert_eq!(math::div_ceil(7u64, 2), Some(4));
    assert_eq!(math::div_ceil(u64::MAX, 1), Some(u64::MAX));
    assert_eq!(math::div_ceil(1u8, 0), None);
    assert_eq!(math::div_floor(i64::MIN, -1), None);
}

#[test]
fn reaches_beyond_128_bits() {
    let max = Wide::from(u128::MAX);
    let square = max * max;
    assert_eq!(square, Wide::literal(false, [1, 0, u64::MAX - 1, u64::MAX]));
    assert_eq!(math::div_floor(square, max), Some(max));
    assert!(u128::try_from(square).is_err());
    assert_eq!(
        math::div_ceil(square, max).map(u128::try_from),
        Some(Ok(u128::MAX))
    );
}

#[test]
fn narrows_exactly_at_the_edges() {
    assert_eq!(u64::try_from(Wide::from(u64::MAX)), Ok(u64::MAX));
    assert!(u64::try_from(Wide::from(u128::from(u64::MAX) + 1)).is_err());
    assert!(u64::try_from(Wide::from(-1i8)).is_err());
    assert_eq!(i64::try_from(Wide::from(i64::MIN)), Ok(i64::MIN));
    assert!(i64::try_from(Wide::from(i128::from(i64::MIN) - 1)).is_err());
    assert_eq!(i128::try_from(Wide::from(i128::MIN)), Ok(i128::MIN));
    assert_eq!(u8::try_from(Wide::from(0i8)), Ok(0));
}
