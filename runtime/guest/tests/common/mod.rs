//! A program written by hand, and transactions for it: boxes of value that their lock opens.

use vprog_abi::access::AccessType;
use vprog_abi::codec::Writer;
use vprog_abi::l1::rest::{self, Output, Tail};
use vprog_abi::tx::{encode_input, Header};
use vprog_abi::{l1, payload};
use vprog_guest::{
    address, process, Address, Context, Entry, Error, Event, Input, L1Script, Lock, Outcome, Program, PubKey,
    Resource, Result, Wire,
};

/// The covenant that deposits are for.
pub const COVENANT: [u8; 32] = [0x44; 32];

/// A box: `00 ‖ amount u64 ‖ lock`, at any address.
#[derive(Clone, Debug)]
pub struct Box {
    pub amount: u64,
    pub lock: Lock,
}

impl Resource for Box {
    const KIND: u8 = 0;

    fn read(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            amount: input.value()?,
            lock: input.value()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.amount.encode(out);
        self.lock.encode(out);
    }

    fn address(&self) -> Address {
        address::lock(&self.lock.id())
    }
}

pub struct Moved {
    pub amount: u64,
}

impl Event for Moved {
    const INDEX: u8 = 7;

    fn write(&self, out: &mut Vec<u8>) {
        self.amount.encode(out);
    }
}

pub enum Action {
    /// 01 from to amount: moves between two boxes, the first with authority.
    Move(usize, usize, u64),
    /// 02 box amount: creates an unlocked box.
    Create(usize, u64),
    /// 03 box: deletes.
    Delete(usize),
    /// 04 box output covenant: puts an L1 output in, creating the box if it is new.
    Claim(usize, u32, [u8; 32]),
    /// 05 box amount script: pays out.
    Exit(usize, u64, L1Script),
    /// 06 box: only the genesis key may.
    Genesis(usize),
}

pub struct Boxes;

impl Program for Boxes {
    type Action = Action;

    // x(3 * G)
    const GENESIS_KEY: Option<PubKey> = Some([
        0xf9, 0x30, 0x8a, 0x01, 0x92, 0x58, 0xc3, 0x10, 0x49, 0x34, 0x4f, 0x85, 0xf8, 0x9d, 0x52, 0x29, 0xb5,
        0x31, 0xc8, 0x45, 0x83, 0x6f, 0x99, 0xb0, 0x86, 0x01, 0xf1, 0x13, 0xbc, 0xe0, 0x36, 0xf9,
    ]);

    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Action> {
        let mut body = || {
            Some(match tag {
                1 => Action::Move(input.role()?, input.role()?, input.value()?),
                2 => Action::Create(input.role()?, input.value()?),
                3 => Action::Delete(input.role()?),
                4 => Action::Claim(input.role()?, input.value()?, input.value()?),
                5 => Action::Exit(input.role()?, input.value()?, input.value()?),
                _ => Action::Genesis(input.role()?),
            })
        };
        if (1..=6).contains(&tag) {
            body().ok_or(Error::MALFORMED_INSTRUCTION)
        } else {
            Err(Error::UNKNOWN_INSTRUCTION)
        }
    }

    fn lock_of(data: &[u8]) -> Option<Lock> {
        Box::decode(data).ok().map(|found| found.lock)
    }

    fn run(action: Action, cx: &mut Context<'_, '_>) -> Result<()> {
        match action {
            Action::Move(from, to, amount) => {
                cx.require_distinct(from, to)?;
                let (mut from, mut to) = (cx.write::<Box>(from)?, cx.write::<Box>(to)?);
                cx.require_auth(cx.opens(from.index(), &from.lock))?;
                from.edit().amount = from.amount.checked_sub(amount).ok_or(Error::OVERFLOW)?;
                to.edit().amount = to.amount.checked_add(amount).ok_or(Error::OVERFLOW)?;
                cx.emit(&Moved { amount });
                cx.store(&from)?;
                cx.store(&to)
            }
            Action::Create(index, amount) => {
                let mut created = cx.vacant::<Box>(index)?;
                created.create(Box {
                    amount,
                    lock: unlocked(),
                })?;
                cx.store(&created)
            }
            Action::Delete(index) => {
                let mut gone = cx.write::<Box>(index)?;
                gone.delete();
                cx.store(&gone)
            }
            Action::Claim(index, output, covenant) => {
                let mut entry = cx.entry::<Box>(index)?;
                let coins = cx.claim(output, &covenant)?;
                match &mut entry {
                    Entry::New(slot) => slot.create(Box {
                        amount: coins,
                        lock: unlocked(),
                    })?,
                    Entry::Live(held) => {
                        held.edit().amount = held.amount.checked_add(coins).ok_or(Error::OVERFLOW)?;
                    }
                }
                cx.store(&entry)
            }
            Action::Exit(index, amount, script) => {
                let mut from = cx.write::<Box>(index)?;
                from.edit().amount = from.amount.checked_sub(amount).ok_or(Error::OVERFLOW)?;
                cx.exit(amount, script);
                cx.store(&from)
            }
            Action::Genesis(index) => {
                cx.require_auth(Self::GENESIS_KEY.is_some_and(|key| cx.signed_by(index, &key)))
            }
        }
    }
}

/// The lock that anyone opens.
pub fn unlocked() -> Lock {
    Lock::decode(&mut Input::new(&[3], 0)).unwrap()
}

/// Where the unlocked box stands.
pub fn unlocked_address() -> Address {
    address::lock(&unlocked().id())
}

/// A stored box.
pub fn stored(amount: u64, lock: &[u8]) -> Vec<u8> {
    [&[0][..], &amount.to_le_bytes(), lock].concat()
}

/// A transaction over slots (address, access, bytes) in ascending order, with these signers, actions and tail.
#[derive(Clone, Default)]
pub struct Tx {
    pub slots: Vec<(Address, Option<AccessType>, Vec<u8>)>,
    pub signers: Vec<Vec<u8>>,
    pub actions: Vec<Vec<u8>>,
    pub tail: Vec<u8>,
    pub outputs: Vec<(u64, [u8; 32])>,
}

impl Tx {
    pub fn slot(mut self, address: Address, data: Vec<u8>) -> Self {
        self.slots.push((address, Some(AccessType::Write), data));
        self
    }

    pub fn read_slot(mut self, address: Address, data: Vec<u8>) -> Self {
        self.slots.push((address, None, data));
        self
    }

    pub fn action(mut self, action: &[u8]) -> Self {
        self.actions.push(action.to_vec());
        self
    }

    pub fn instructions(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for items in [&self.signers, &self.actions] {
            out.write_len(items.len());
            out.extend(items.concat());
        }
        out
    }

    pub fn input_over(&self, instructions: &[u8]) -> Vec<u8> {
        let access: Vec<_> = self
            .slots
            .iter()
            .map(|(id, access, _)| (*id, access.unwrap_or(AccessType::Read)))
            .collect();
        let payload = payload::encode(&access, instructions);
        let scripts: Vec<_> = self
            .outputs
            .iter()
            .map(|(_, hash)| l1::p2sh_script(hash))
            .collect();
        let outputs: Vec<_> = self
            .outputs
            .iter()
            .zip(&scripts)
            .map(|((value, _), script)| Output {
                value: *value,
                spk_version: 0,
                script,
                covenant: None,
            })
            .collect();
        let rest = rest::encode(
            1,
            &[],
            &outputs,
            &Tail {
                lock_time: 0,
                subnetwork_id: &[0; 20],
                gas: 0,
            },
        );
        let tx_id = l1::tx_id_v1(&payload, &rest);
        let slots: Vec<_> = self
            .slots
            .iter()
            .map(|(_, _, data)| (0, data.as_slice()))
            .collect();
        encode_input(
            &Header {
                version: 1,
                tx_id: &tx_id,
                merge_idx: 0,
            },
            &[0; 32],
            &payload,
            &rest,
            &slots,
        )
    }

    pub fn run(&self) -> Outcome {
        let instructions = [self.instructions(), self.tail.clone()].concat();
        process::<Boxes>(&self.input_over(&instructions)).unwrap()
    }

    /// The code it fails with; 0 for a success.
    pub fn code(&self) -> u32 {
        code(&self.run())
    }
}

/// The code an outcome carries; 0 for a success.
pub fn code(outcome: &Outcome) -> u32 {
    match outcome.outputs.as_slice() {
        [0, ..] => 0,
        [1, 0, code @ ..] => u32::from_le_bytes(code.try_into().unwrap()),
        other => panic!("outputs {other:?}"),
    }
}
