//! Lists of bounded length: `u16 count ‖ elements`.

use alloc::vec::{self, Vec};
use core::slice;

use crate::bytes::length;
use crate::{collections, Input, Wire};

/// `list<T, max N>`: at most `N` elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T, const N: usize>(Vec<T>);

impl<T, const N: usize> List<T, N> {
    /// A literal, which the compiler has counted; elements beyond `N` are left out.
    pub fn literal<const K: usize>(items: [T; K]) -> Self {
        Self(items.into_iter().take(N).collect())
    }

    /// How many elements.
    pub fn len(&self) -> u16 {
        length(self.0.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The element at `index`, if there is one.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.0.get(index)
    }

    /// The elements in order.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Appends an element; None, and nothing changed, where the list is full.
    pub fn push(&mut self, item: T) -> Option<()> {
        if self.0.len() >= N {
            return None;
        }
        self.0.push(item);
        Some(())
    }

    /// Drops the last element; None where there is none.
    pub fn pop(&mut self) -> Option<()> {
        self.0.pop().map(drop)
    }

    /// The list with one more; None where it is full.
    pub fn pushed(mut self, item: T) -> Option<Self> {
        self.push(item).map(|()| self)
    }

    /// The list without its last element; None where there is none.
    pub fn popped(mut self) -> Option<Self> {
        self.pop().map(|()| self)
    }

    /// The list with another element at `index`; None where there is none.
    pub fn replaced(mut self, index: usize, item: T) -> Option<Self> {
        self.replace(index, item).map(|()| self)
    }

    /// Puts another element at `index`; None where there is none.
    pub fn replace(&mut self, index: usize, item: T) -> Option<()> {
        collections::replace(&mut self.0, index, item)
    }
}

impl<T: PartialEq, const N: usize> List<T, N> {
    /// Whether an element equals `item`.
    pub fn contains(&self, item: &T) -> bool {
        self.0.contains(item)
    }
}

impl<T, const N: usize> IntoIterator for List<T, N> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Wire, const N: usize> Wire for List<T, N> {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        let count = input.count(N)?;
        // Grows with what arrives: a lying count reserves nothing.
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(T::decode(input)?);
        }
        Some(Self(items))
    }

    fn encode(&self, out: &mut Vec<u8>) {
        self.len().encode(out);
        for item in &self.0 {
            item.encode(out);
        }
    }
}
