//! Role lists, time, chance and the L1 transaction.
//!
//! Generated from `crowd.vprog`; comments name the line that each part comes from.
#![no_std]
#![deny(warnings)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod addresses;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod resources;

use vprog_guest::{Context, Error, Input, Lock, Program, PubKey, Resource, Result};

use crate::instructions::Action;

/// The program `crowd`.
pub struct Crowd;

impl Program for Crowd {
    type Action = Action;

    const GENESIS_KEY: Option<PubKey> = None;

    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Action> {
        match tag {
            1 => instructions::Count::decode(input).map(Action::Count),
            2 => instructions::Raise::decode(input).map(Action::Raise),
            3 => instructions::Agree::decode(input).map(Action::Agree),
            4 => instructions::Any::decode(input).map(Action::Any),
            5 => instructions::Collect::decode(input).map(Action::Collect),
            6 => instructions::Roll::decode(input).map(Action::Roll),
            7 => instructions::Later::decode(input).map(Action::Later),
            8 => instructions::Open::decode(input).map(Action::Open),
            9 => instructions::Outputs::decode(input).map(Action::Outputs),
            _ => return Err(Error::UNKNOWN_INSTRUCTION),
        }
        .ok_or(Error::MALFORMED_INSTRUCTION)
    }

    fn lock_of(data: &[u8]) -> Option<Lock> {
        match *data.first()? {
            resources::Board::KIND => resources::Board::decode(data).ok().map(|resource| resource.lock),
            resources::Voter::KIND => resources::Voter::decode(data).ok().map(|resource| resource.lock),
            _ => None,
        }
    }

    fn run(action: Action, cx: &mut Context<'_, '_>) -> Result<()> {
        match action {
            Action::Count(count) => count.run(cx),
            Action::Raise(raise) => raise.run(cx),
            Action::Agree(agree) => agree.run(cx),
            Action::Any(any) => any.run(cx),
            Action::Collect(collect) => collect.run(cx),
            Action::Roll(roll) => roll.run(cx),
            Action::Later(later) => later.run(cx),
            Action::Open(open) => open.run(cx),
            Action::Outputs(outputs) => outputs.run(cx),
        }
    }
}
