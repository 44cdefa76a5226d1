//! Sets and maps of bounded size, strictly ascending: `u16 count ‖ elements`, or `u16 count ‖ key ‖ value ‖ ...`.

use alloc::vec::{self, Vec};
use core::iter::Map as Mapped;
use core::slice;

use crate::bytes::length;
use crate::{Input, Wire};

/// `set<T, max N>`: at most `N` different elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T, const N: usize>(Vec<T>);

/// `map<K, V, max N>`: values under at most `N` different keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<K, V, const N: usize>(Vec<(K, V)>);

impl<T: Ord, const N: usize> Set<T, N> {
    /// A literal, its elements inserted one by one; the compiler has counted them.
    pub fn literal<const K: usize>(items: [T; K]) -> Self {
        let mut set = Self(Vec::new());
        for item in items {
            // Full is full: the count of a literal is known to fit.
            let _ = set.insert(item);
        }
        set
    }

    /// How many elements.
    pub fn len(&self) -> u16 {
        length(self.0.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it holds `item`.
    pub fn contains(&self, item: &T) -> bool {
        self.0.binary_search(item).is_ok()
    }

    /// The elements, ascending.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Puts an element in, if it is not there; None, and nothing changed, where it would be one too many.
    pub fn insert(&mut self, item: T) -> Option<()> {
        if let Err(place) = self.0.binary_search(&item) {
            if self.0.len() >= N {
                return None;
            }
            self.0.insert(place, item);
        }
        Some(())
    }

    /// The set with one more; None where it would be one too many.
    pub fn inserted(mut self, item: T) -> Option<Self> {
        self.insert(item).map(|()| self)
    }

    /// The set without an element; None where it is not there.
    pub fn removed(mut self, item: &T) -> Option<Self> {
        self.remove(item).map(|()| self)
    }

    /// The set without an element, whether it was there or not.
    pub fn without(mut self, item: &T) -> Self {
        let _ = self.remove(item);
        self
    }

    /// Takes an element out; None where it is not there.
    pub fn remove(&mut self, item: &T) -> Option<()> {
        let place = self.0.binary_search(item).ok()?;
        self.0.remove(place);
        Some(())
    }
}

impl<T, const N: usize> IntoIterator for Set<T, N> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Wire + Ord, const N: usize> Wire for Set<T, N> {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        let count = input.count(N)?;
        let mut items: Vec<T> = Vec::new();
        for _ in 0..count {
            let item = T::decode(input)?;
            if items.last().is_some_and(|previous| *previous >= item) {
                return None;
            }
            items.push(item);
        }
        Some(Self(items))
    }

    fn encode(&self, out: &mut Vec<u8>) {
        length(self.0.len()).encode(out);
        for item in &self.0 {
            item.encode(out);
        }
    }
}

impl<K: Ord, V, const N: usize> Map<K, V, N> {
    /// The map without a key.
    pub fn empty() -> Self {
        Self(Vec::new())
    }

    /// How many keys.
    pub fn len(&self) -> u16 {
        length(self.0.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a value under `key`.
    pub fn contains(&self, key: &K) -> bool {
        self.place(key).is_ok()
    }

    /// The value under `key`.
    pub fn get(&self, key: &K) -> Option<&V> {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// The keys, ascending.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Puts a value under `key`, in place of another; None, and nothing changed, where it would be one too many.
    pub fn insert(&mut self, key: K, value: V) -> Option<()> {
        match self.place(&key) {
            Ok(place) => self.0.get_mut(place)?.1 = value,
            Err(_) if self.0.len() >= N => return None,
            Err(place) => self.0.insert(place, (key, value)),
        }
        Some(())
    }

    /// The map with a value under `key`; None where it would be one too many.
    pub fn inserted(mut self, key: K, value: V) -> Option<Self> {
        self.insert(key, value).map(|()| self)
    }

    /// The map without a key; None where it is not there.
    pub fn removed(mut self, key: &K) -> Option<Self> {
        self.remove(key).map(|()| self)
    }

    /// The map without a key, whether it was there or not.
    pub fn without(mut self, key: &K) -> Self {
        let _ = self.remove(key);
        self
    }

    /// Drops the value under `key`; None where there is none.
    pub fn remove(&mut self, key: &K) -> Option<()> {
        let place = self.place(key).ok()?;
        self.0.remove(place);
        Some(())
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(at, _)| at.cmp(key))
    }
}

/// Over the keys.
impl<K, V, const N: usize> IntoIterator for Map<K, V, N> {
    type Item = K;
    type IntoIter = Mapped<vec::IntoIter<(K, V)>, fn((K, V)) -> K>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(key, _)| key)
    }
}

impl<K: Wire + Ord, V: Wire, const N: usize> Wire for Map<K, V, N> {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        let count = input.count(N)?;
        let mut items: Vec<(K, V)> = Vec::new();
        for _ in 0..count {
            let (key, value) = (K::decode(input)?, V::decode(input)?);
            if items.last().is_some_and(|(previous, _)| *previous >= key) {
                return None;
            }
            items.push((key, value));
        }
        Some(Self(items))
    }

    fn encode(&self, out: &mut Vec<u8>) {
        length(self.0.len()).encode(out);
        for (key, value) in &self.0 {
            key.encode(out);
            value.encode(out);
        }
    }
}
