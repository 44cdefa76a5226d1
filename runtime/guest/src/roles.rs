//! Role lists: any number of resources of one kind, up to a bound.

use alloc::vec::Vec;

use crate::{Error, Result, Role};

/// Where the resources of a role list stand in the access list.
pub type Positions = Vec<usize>;

/// The live resources of a role list, in the order in which the action names them.
#[derive(Clone, Debug)]
pub struct Roles<T>(Vec<Role<T>>);

impl<T> Roles<T> {
    pub(crate) fn new(roles: Vec<Role<T>>) -> Self {
        Self(roles)
    }

    /// How many.
    pub fn len(&self) -> u16 {
        crate::bytes::length(self.0.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The resource at a place of the list. Errors: `OutOfRange`, which a loop over its length never meets.
    pub fn at(&self, place: u16) -> Result<&Role<T>> {
        self.0.get(usize::from(place)).ok_or(Error::OUT_OF_RANGE)
    }

    /// As [`Roles::at`], for writing.
    pub fn at_mut(&mut self, place: u16) -> Result<&mut Role<T>> {
        self.0.get_mut(usize::from(place)).ok_or(Error::OUT_OF_RANGE)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Role<T>> {
        self.0.iter()
    }

    /// Whether at least `threshold` of them satisfy `agrees`.
    pub fn at_least(&self, threshold: usize, agrees: impl Fn(&Role<T>) -> bool) -> bool {
        self.0.iter().filter(|role| agrees(role)).count() >= threshold
    }

    /// Whether there is one, and every one satisfies `agrees`.
    pub fn all(&self, agrees: impl Fn(&Role<T>) -> bool) -> bool {
        !self.0.is_empty() && self.0.iter().all(agrees)
    }
}

impl<T: Clone> Roles<T> {
    /// Takes over what was written through `other`, in each place that names the same resource.
    pub fn follow(&mut self, other: &Role<T>) {
        for role in &mut self.0 {
            role.follow(other);
        }
    }

    /// Takes over what was written through the resource at `place` of this list, in the other places of it.
    pub fn follow_within(&mut self, place: u16) {
        if let Some(other) = self.0.get(usize::from(place)).cloned() {
            self.follow(&other);
        }
    }
}
