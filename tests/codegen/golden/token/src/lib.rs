//! A fungible token: anyone may found a mint, its lock issues, holders transfer and burn.
//!
//! Generated from `token.vprog`; comments name the line that each part comes from.
#![no_std]
#![deny(warnings)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod errors;
pub mod events;
pub mod instructions;
pub mod resources;

use vprog_guest::{Context, Error, Input, Lock, Program, PubKey, Resource, Result};

use crate::instructions::Action;

/// The program `token`.
pub struct Token;

impl Program for Token {
    type Action = Action;

    const GENESIS_KEY: Option<PubKey> = None;

    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Action> {
        match tag {
            1 => instructions::CreateMint::decode(input).map(Action::CreateMint),
            2 => instructions::Mint::decode(input).map(Action::Mint),
            3 => instructions::Transfer::decode(input).map(Action::Transfer),
            4 => instructions::Burn::decode(input).map(Action::Burn),
            5 => instructions::Rotate::decode(input).map(Action::Rotate),
            _ => return Err(Error::UNKNOWN_INSTRUCTION),
        }
        .ok_or(Error::MALFORMED_INSTRUCTION)
    }

    fn lock_of(data: &[u8]) -> Option<Lock> {
        match *data.first()? {
            resources::Mint::KIND => resources::Mint::decode(data).ok().map(|resource| resource.lock),
            resources::Holding::KIND => resources::Holding::decode(data).ok().map(|resource| resource.lock),
            _ => None,
        }
    }

    fn run(action: Action, cx: &mut Context<'_, '_>) -> Result<()> {
        match action {
            Action::CreateMint(create_mint) => create_mint.run(cx),
            Action::Mint(mint) => mint.run(cx),
            Action::Transfer(transfer) => transfer.run(cx),
            Action::Burn(burn) => burn.run(cx),
            Action::Rotate(rotate) => rotate.run(cx),
        }
    }
}
