//! The transaction as an action sees it: slots, keys, and the ways out.

use alloc::vec::Vec;

use vprog_abi::access::AccessType;
use vprog_abi::exits::{DepositSink, ExitSink};
use vprog_abi::hash::Digest;
use vprog_abi::tx;

use crate::claims::Claims;
use crate::event::{Event, Events};
use crate::role::Stored;
use crate::signer::Signers;
use crate::{
    chain, Address, CovenantId, Entry, Error, Hash, L1Script, Lock, New, PubKey, Resource, Result, Role,
    Roles, TOMBSTONE,
};

/// One transaction in progress. Actions take roles out of it, check them, and store what they wrote.
pub struct Context<'t, 'a> {
    slots: &'t mut [tx::Resource<'a>],
    exits: &'t mut ExitSink,
    deposit: &'t mut DepositSink,
    chain: Chain<'a>,
    signers: Signers,
    claims: Claims,
    events: Events,
}

/// The L1 transaction and its block, as far as a body may know them.
pub struct Chain<'a> {
    pub tx_id: &'a Digest,
    pub context_hash: &'a Digest,
    pub merge_idx: u32,
    pub rest_preimage: &'a [u8],
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
        chain: Chain<'a>,
        signers: Signers,
    ) -> Self {
        let (claims, events) = (Claims::default(), Events::default());
        Self {
            slots,
            exits,
            deposit,
            chain,
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

    /// No two roles at these positions name one resource. Errors: `Aliased`.
    pub fn require_all_distinct(&self, list: &[usize]) -> Result<()> {
        let mut rest = list;
        while let Some((first, others)) = rest.split_first() {
            crate::require(!others.contains(first), Error::ALIASED)?;
            rest = others;
        }
        Ok(())
    }

    /// No role of one list names a resource of the other. Errors: `Aliased`.
    pub fn require_disjoint(&self, list: &[usize], other: &[usize]) -> Result<()> {
        crate::require(!list.iter().any(|index| other.contains(index)), Error::ALIASED)
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

    /// The live resources of a role list to read, one by one. Errors: those of [`Context::read`].
    pub fn read_list<T: Resource>(&self, list: &[usize]) -> Result<Roles<T>> {
        let roles: Result<_> = list.iter().map(|index| self.read(*index)).collect();
        roles.map(Roles::new)
    }

    /// The live resources of a role list to write, one by one. Errors: those of [`Context::write`].
    pub fn write_list<T: Resource>(&self, list: &[usize]) -> Result<Roles<T>> {
        let roles: Result<_> = list.iter().map(|index| self.write(*index)).collect();
        roles.map(Roles::new)
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
            .claim(self.chain.rest_preimage, self.deposit, index, covenant)
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

    /// Ends an action for the roles of a list.
    pub fn store_list<T: Resource>(&mut self, roles: &Roles<T>) -> Result<()> {
        roles.iter().try_for_each(|role| self.store(role))
    }

    /// Id of the L1 transaction.
    pub fn tx_id(&self) -> Hash {
        *self.chain.tx_id
    }

    /// How many outputs the L1 transaction has.
    pub fn output_count(&self) -> u32 {
        chain::output_count(self.chain.rest_preimage)
    }

    /// What an output of the L1 transaction is worth in sompi. Errors: `NoSuchOutput`.
    pub fn output_value(&self, index: u32) -> Result<u64> {
        chain::output_value(self.chain.rest_preimage, index)
    }

    /// Whether an output of the L1 transaction pays the script. Errors: `NoSuchOutput`.
    pub fn output_pays(&self, index: u32, script: L1Script) -> Result<bool> {
        chain::output_pays(self.chain.rest_preimage, index, script)
    }

    /// Whether the L1 transaction proves that it was merged at a DAA score above `score`.
    pub fn is_after(&self, score: u64) -> bool {
        chain::is_after(self.chain.rest_preimage, score)
    }

    /// The condition of a header's `after`. Errors: `BeforeScore`.
    pub fn require_after(&self, score: u64) -> Result<()> {
        crate::require(self.is_after(score), Error::BEFORE_SCORE)
    }

    /// A random draw of this transaction.
    pub fn random(&self, nonce: u64) -> Hash {
        let Chain {
            context_hash,
            tx_id,
            merge_idx,
            ..
        } = self.chain;
        chain::draw(context_hash, tx_id, merge_idx, nonce)
    }

    /// A random draw as a number below `below`.
    pub fn random_below(&self, nonce: u64, below: u64) -> u64 {
        chain::modulo(&self.random(nonce), below)
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
