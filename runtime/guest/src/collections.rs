//! What lists and arrays, `[T; N]`, have in common.

/// How many elements an array has.
pub fn len<T, const N: usize>(_items: &[T; N]) -> u16 {
    crate::bytes::length(N)
}

/// A number as an index: one that no `usize` holds lies behind every end.
pub fn index<T: TryInto<usize>>(value: T) -> usize {
    value.try_into().unwrap_or(usize::MAX)
}

/// Puts another element at `index`; None where there is none.
pub fn replace<T>(items: &mut [T], index: usize, item: T) -> Option<()> {
    *items.get_mut(index)? = item;
    Some(())
}

/// The array with another element at `index`; None where there is none.
pub fn replaced<T, const N: usize>(mut items: [T; N], index: usize, item: T) -> Option<[T; N]> {
    replace(&mut items, index, item).map(|()| items)
}
