//! Sorting with a duplicate check.

use alloc::vec::Vec;

use super::{Error, Result};

/// Sorts items and reports where each came from: `order[sorted_position] = original index`.
///
/// Errors: `Decode("duplicate keys")` if two items are equal.
pub fn sort_unique<T: Ord>(items: &[T]) -> Result<(Vec<&T>, Vec<u32>)> {
    let mut indexed: Vec<(&T, u32)> = items.iter().zip(0u32..).collect();
    indexed.sort_unstable();
    let pairs = indexed.iter().zip(indexed.iter().skip(1));
    for ((left, _), (right, _)) in pairs {
        if left == right {
            return Err(Error::Decode("duplicate keys"));
        }
    }
    Ok(indexed.into_iter().unzip())
}
