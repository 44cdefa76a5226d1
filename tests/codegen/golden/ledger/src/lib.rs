//! A ledger of KAS balances: deposit from L1, transfer, withdraw to L1.
//!
//! The framework's reference account program, declared: same payloads, same outputs, same journals.
//!
//! Generated from `ledger.vprog`; comments name the line that each part comes from.
#![no_std]
#![deny(warnings)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod addresses;
pub mod constants;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod resources;

use vprog_guest::{Context, Error, Input, Lock, Program, PubKey, Resource, Result};

use crate::instructions::Action;

/// The program `ledger`.
pub struct Ledger;

impl Program for Ledger {
    type Action = Action;

    const GENESIS_KEY: Option<PubKey> = Some(constants::GENESIS);

    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Action> {
        match tag {
            1 => instructions::Update::decode(input).map(Action::Update),
            2 => instructions::Init::decode(input).map(Action::Init),
            3 => instructions::Transfer::decode(input).map(Action::Transfer),
            4 => instructions::Rotate::decode(input).map(Action::Rotate),
            5 => instructions::Deposit::decode(input).map(Action::Deposit),
            6 => instructions::Withdraw::decode(input).map(Action::Withdraw),
            _ => return Err(Error::UNKNOWN_INSTRUCTION),
        }
        .ok_or(Error::MALFORMED_INSTRUCTION)
    }

    fn lock_of(data: &[u8]) -> Option<Lock> {
        match *data.first()? {
            resources::Config::KIND => resources::Config::decode(data).ok().map(|resource| resource.lock),
            resources::User::KIND => resources::User::decode(data).ok().map(|resource| resource.lock),
            _ => None,
        }
    }

    fn run(action: Action, cx: &mut Context<'_, '_>) -> Result<()> {
        match action {
            Action::Update(update) => update.run(cx),
            Action::Init(init) => init.run(cx),
            Action::Transfer(transfer) => transfer.run(cx),
            Action::Rotate(rotate) => rotate.run(cx),
            Action::Deposit(deposit) => deposit.run(cx),
            Action::Withdraw(withdraw) => withdraw.run(cx),
        }
    }
}
