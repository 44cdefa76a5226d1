//! Values made of values: structs, enums with payloads, collections, text and numbers of 256 bits.
//!
//! Generated from `values.vprog`; comments name the line that each part comes from.
#![no_std]
#![deny(warnings)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod addresses;
pub mod enums;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod resources;
pub mod structs;

use vprog_guest::{Context, Error, Input, Lock, Program, PubKey, Resource, Result};

use crate::instructions::Action;

/// The program `values`.
pub struct Values;

impl Program for Values {
    type Action = Action;

    const GENESIS_KEY: Option<PubKey> = None;

    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Action> {
        match tag {
            1 => instructions::Structs::decode(input).map(Action::Structs),
            2 => instructions::Shapes::decode(input).map(Action::Shapes),
            3 => instructions::Lists::decode(input).map(Action::Lists),
            4 => instructions::Sets::decode(input).map(Action::Sets),
            5 => instructions::Maps::decode(input).map(Action::Maps),
            6 => instructions::Wide_::decode(input).map(Action::Wide_),
            7 => instructions::Shifts::decode(input).map(Action::Shifts),
            8 => instructions::Texts::decode(input).map(Action::Texts),
            _ => return Err(Error::UNKNOWN_INSTRUCTION),
        }
        .ok_or(Error::MALFORMED_INSTRUCTION)
    }

    fn lock_of(data: &[u8]) -> Option<Lock> {
        match *data.first()? {
            resources::Store::KIND => resources::Store::decode(data).ok().map(|resource| resource.lock),
            _ => None,
        }
    }

    fn run(action: Action, cx: &mut Context<'_, '_>) -> Result<()> {
        match action {
            Action::Structs(structs) => structs.run(cx),
            Action::Shapes(shapes) => shapes.run(cx),
            Action::Lists(lists) => lists.run(cx),
            Action::Sets(sets) => sets.run(cx),
            Action::Maps(maps) => maps.run(cx),
            Action::Wide_(wide) => wide.run(cx),
            Action::Shifts(shifts) => shifts.run(cx),
            Action::Texts(texts) => texts.run(cx),
        }
    }
}
