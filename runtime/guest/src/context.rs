//! The transaction as an action sees it: slots, keys, and the ways out.

use alloc::vec::Vec;

use vprog_abi::access::AccessType;
use vprog_abi::exits::{DepositSink, ExitSink};
use vprog_abi::tx;

use crate::claims::Claims;
use crate::event::{Event, Events};
use crate::role::Stored;
use crate::signer::Signers;
use crate::{
    Address, CovenantId, Entry, Error, L1Script, Lock, New, PubKey, Resource, Result, Role, TOMBSTONE,
};

/// One transaction in progress. Actions take roles out of it, check them, and store what they wrote.
pub struct Context<'t, 'a> {
    slots: &'t mut [tx::Resource<'a>],
    exits: &'t mut ExitSink,
    deposit: &'t mut DepositSink,
    rest_preimage: &'a [u8],
    signers: Signers,
    claims: Claims,
    events: Events,
}

/// Where a resource is in its life.
enum Life {
    New,
    Live,
    Deleted,
}

impl<'t, 'a> Context<'t, 'a> {
    pub(crate) fn new(
        slots: &'t mut [tx::Resource<'a>],
        exits: &'t mut ExitSink,
        deposit: &'t mut DepositSink,
        rest_preimage: &'a [u8],
        signers: Signers,
    ) -> Self {
        let (claims, events) = (Claims::default(), Events::default());
        Self {
            slots,
            exits,
            deposit,
            rest_preimage,
            signers,
            claims,
            events,
        }
    }

    pub(crate) fn into_events(self) -> Vec<u8> {
        self.events.into_bytes()
    }

    /// Position of the resource at `address`. Errors: `MissingResource`.
    pub fn find(&self, address: &Address) -> Result<usize> {
        self.slots
            .binary_search_by(|slot| slot.id().cmp(address))
            .map_err(|_| Error::MISSING_RESOURCE)
    }

    /// Address of the resource at `index`. Errors: `MalformedInstruction` if there is none.
    pub fn id(&self, index: usize) -> Result<Address> {
        self.slot(index).map(|slot| *slot.id())
    }

    /// The roles at these positions name different resources. Errors: `Aliased`.
    pub fn require_distinct(&self, first: usize, second: usize) -> Result<()> {
        crate::require(first != second, Error::ALIASED)
    }

    /// The resource at `index` stands at `address`. Errors: `WrongAddress`.
    pub fn require_address(&self, index: usize, address: &Address) -> Result<()> {
        crate::require(self.id(index)? == *address, Error::WRONG_ADDRESS)
    }

    /// A live resource to read. Errors: `Deleted`, `NotLive`, `WrongKind`, `CorruptResource`.
    pub fn read<T: Resource>(&self, index: usize) -> Result<Role<T>> {
        let slot = self.slot(index)?;
        match life(slot.data()) {
            Life::Deleted => Err(Error::DELETED),
            Life::New => Err(Error::NOT_LIVE),
            Life::Live => Ok(Role::new(index, *slot.id(), T::decode(slot.data())?)),
        }
    }

    /// A live resource to write. Errors: `NotWritable`, and those of [`Context::read`].
    pub fn write<T: Resource>(&self, index: usize) -> Result<Role<T>> {
        self.require_writable(index)?;
        self.read(index)
    }

    /// An empty slot to create a resource in. Errors: `NotWritable`, `Deleted`, `AlreadyExists`.
    pub fn vacant<T: Resource>(&self, index: usize) -> Result<New<T>> {
        self.require_writable(index)?;
        let slot = self.slot(index)?;
        match life(slot.data()) {
            Life::Deleted => Err(Error::DELETED),
            Life::Live => Err(Error::ALREADY_EXISTS),
            Life::New => Ok(New::at(index, *slot.id())),
        }
    }

    /// A resource to write, or a slot to create it in. Errors: `NotWritable`, `Deleted`, `WrongKind`,
    /// `CorruptResource`.
    pub fn entry<T: Resource>(&self, index: usize) -> Result<Entry<T>> {
        self.require_writable(index)?;
        match life(self.slot(index)?.data()) {
            Life::New => self.vacant(index).map(Entry::New),
            Life::Live | Life::Deleted => self.read(index).map(Entry::Live),
        }
    }

    /// Whether the signers of the resource at `index` open `lock`.
    pub fn opens(&self, index: usize, lock: &Lock) -> bool {
        self.signers.open(index, lock.view())
    }

    /// Whether `key` alone signed for the resource at `index`.
    pub fn signed_by(&self, index: usize, key: &PubKey) -> bool {
        self.signers.is_sole_key(index, key)
    }

    /// The auth clause holds. Errors: `NotAuthorized`.
    pub fn require_auth(&self, satisfied: bool) -> Result<()> {
        crate::require(satisfied, Error::NOT_AUTHORIZED)
    }

    /// Value of L1 output `index` in sompi, once, if it pays the deposit address of `covenant`.
    ///
    /// Errors, in this order: `AlreadyClaimed`, `NoSuchOutput`, `WrongDepositAddress`, `DepositConflict`.
    pub fn claim(&mut self, index: u32, covenant: &CovenantId) -> Result<u64> {
        self.claims
            .claim(self.rest_preimage, self.deposit, index, covenant)
    }

    /// Pays `amount` sompi out to L1.
    pub fn exit(&mut self, amount: u64, script: L1Script) {
        self.exits.emit(script.spk(), amount);
    }

    /// Records an event, where events are recorded.
    pub fn emit<E: Event>(&mut self, event: &E) {
        self.events.record(event);
    }

    /// Ends an action for one role: what it wrote, the next action sees.
    pub fn store(&mut self, role: &impl Stored) -> Result<()> {
        if let Some(data) = role.written() {
            self.slots
                .get_mut(role.slot())
                .ok_or(Error::MALFORMED_INSTRUCTION)?
                .replace(data);
        }
        Ok(())
    }

    fn slot(&self, index: usize) -> Result<&tx::Resource<'a>> {
        self.slots.get(index).ok_or(Error::MALFORMED_INSTRUCTION)
    }

    fn require_writable(&self, index: usize) -> Result<()> {
        crate::require(
            self.slot(index)?.access_type() == AccessType::Write,
            Error::NOT_WRITABLE,
        )
    }
}

fn life(data: &[u8]) -> Life {
    match data {
        [] => Life::New,
        [TOMBSTONE, ..] => Life::Deleted,
        _ => Life::Live,
    }
}
