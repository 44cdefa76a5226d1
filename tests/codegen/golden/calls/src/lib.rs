//! Functions in their callers, linear structs, and a kind of resource that became another.
//!
//! Generated from `calls.vprog`; comments name the line that each part comes from.
#![no_std]
#![deny(warnings)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod addresses;
pub mod enums;
pub mod errors;
pub mod instructions;
pub mod resources;
pub mod structs;

use vprog_guest::{Context, Error, Input, Lock, Program, PubKey, Resource, Result};

use crate::instructions::Action;

/// The program `calls`.
pub struct Calls;

impl Program for Calls {
    type Action = Action;

    const GENESIS_KEY: Option<PubKey> = None;

    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Action> {
        match tag {
            1 => instructions::Pay::decode(input).map(Action::Pay),
            2 => instructions::Compute::decode(input).map(Action::Compute),
            3 => instructions::Open::decode(input).map(Action::Open),
            4 => instructions::Clear::decode(input).map(Action::Clear),
            255 => instructions::MigrateOldUser::decode(input).map(Action::MigrateOldUser),
            _ => return Err(Error::UNKNOWN_INSTRUCTION),
        }
        .ok_or(Error::MALFORMED_INSTRUCTION)
    }

    fn lock_of(data: &[u8]) -> Option<Lock> {
        match *data.first()? {
            resources::Vault::KIND => resources::Vault::decode(data).ok().map(|resource| resource.lock),
            resources::OldUser::KIND => resources::OldUser::decode(data).ok().map(|resource| resource.lock),
            resources::User::KIND => resources::User::decode(data).ok().map(|resource| resource.lock),
            _ => None,
        }
    }

    fn run(action: Action, cx: &mut Context<'_, '_>) -> Result<()> {
        match action {
            Action::Pay(pay) => pay.run(cx),
            Action::Compute(compute) => compute.run(cx),
            Action::Open(open) => open.run(cx),
            Action::Clear(clear) => clear.run(cx),
            Action::MigrateOldUser(migrate_old_user) => migrate_old_user.run(cx),
        }
    }
}
