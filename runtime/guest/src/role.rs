//! Roles: resources as one action holds them. What an action wrote goes back to its slot at the end.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Deref;

use crate::{Address, Error, Resource, Result, TOMBSTONE};

/// A live resource. Reading goes through `Deref`; [`Role::edit`] marks it written.
#[derive(Clone, Debug)]
pub struct Role<T> {
    index: usize,
    id: Address,
    value: T,
    written: bool,
    deleted: bool,
}

/// A slot that is empty when the action starts.
#[derive(Clone, Debug)]
pub struct New<T> {
    index: usize,
    id: Address,
    created: Option<T>,
}

/// A role that is live or to be created.
#[derive(Clone, Debug)]
pub enum Entry<T> {
    /// The slot is empty.
    New(New<T>),
    /// The resource exists.
    Live(Role<T>),
}

impl<T> Role<T> {
    pub(crate) fn new(index: usize, id: Address, value: T) -> Self {
        Self {
            index,
            id,
            value,
            written: false,
            deleted: false,
        }
    }

    /// Position in the access list.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The resource's address.
    pub fn id(&self) -> Address {
        self.id
    }

    /// The resource for writing.
    pub fn edit(&mut self) -> &mut T {
        self.written = true;
        &mut self.value
    }

    /// Ends the resource's life: a tombstone remains.
    pub fn delete(&mut self) {
        self.deleted = true;
    }
}

impl<T> Role<T> {
    /// The resource as one of another kind at the same address. Errors: `WrongAddress` if its fields derive another.
    pub fn migrated<U: Resource>(&self, value: U) -> Result<Role<U>> {
        if value.address() != self.id {
            return Err(Error::WRONG_ADDRESS);
        }
        let mut role = Role::new(self.index, self.id, value);
        role.written = true;
        Ok(role)
    }
}

impl<T: Clone> Role<T> {
    /// Takes over what was written through `other`, if both name one resource.
    pub fn follow(&mut self, other: &Self) {
        if self.index == other.index {
            self.value = other.value.clone();
            self.written = other.written;
            self.deleted = other.deleted;
        }
    }
}

impl<T> Deref for Role<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Resource> New<T> {
    pub(crate) fn at(index: usize, id: Address) -> Self {
        Self {
            index,
            id,
            created: None,
        }
    }

    /// Position in the access list.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The address of the slot.
    pub fn id(&self) -> Address {
        self.id
    }

    /// Creates the resource. Errors: `WrongAddress` if its fields derive another address.
    pub fn create(&mut self, value: T) -> Result<()> {
        if value.address() != self.id {
            return Err(Error::WRONG_ADDRESS);
        }
        self.created = Some(value);
        Ok(())
    }

    /// The resource once it is created. Errors: `NotLive` before.
    pub fn created(&self) -> Result<&T> {
        self.created.as_ref().ok_or(Error::NOT_LIVE)
    }

    /// The resource for writing, once it is created. Errors: `NotLive` before.
    pub fn edit(&mut self) -> Result<&mut T> {
        self.created.as_mut().ok_or(Error::NOT_LIVE)
    }
}

impl<T: Resource> Entry<T> {
    /// Position in the access list.
    pub fn index(&self) -> usize {
        match self {
            Self::New(role) => role.index(),
            Self::Live(role) => role.index(),
        }
    }

    /// The resource's address.
    pub fn id(&self) -> Address {
        match self {
            Self::New(role) => role.id(),
            Self::Live(role) => role.id(),
        }
    }
}

/// A role that may have been written.
pub trait Stored {
    /// Position in the access list.
    fn slot(&self) -> usize;

    /// The bytes to store, if the action wrote any.
    fn written(&self) -> Option<Vec<u8>>;
}

impl<T: Resource> Stored for Role<T> {
    fn slot(&self) -> usize {
        self.index
    }

    fn written(&self) -> Option<Vec<u8>> {
        if self.deleted {
            Some(vec![TOMBSTONE])
        } else {
            self.written.then(|| self.value.encode())
        }
    }
}

impl<T: Resource> Stored for New<T> {
    fn slot(&self) -> usize {
        self.index
    }

    fn written(&self) -> Option<Vec<u8>> {
        self.created.as_ref().map(T::encode)
    }
}

impl<T: Resource> Stored for Entry<T> {
    fn slot(&self) -> usize {
        self.index()
    }

    fn written(&self) -> Option<Vec<u8>> {
        match self {
            Self::New(role) => role.written(),
            Self::Live(role) => role.written(),
        }
    }
}
