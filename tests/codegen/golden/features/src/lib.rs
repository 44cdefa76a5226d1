//! Every construct that has a node: what the back ends must agree on. Not an example of style.
//!
//! */ ``` `#![allow(all)]` "quoted" \ text that must stay a comment {braces} {{ jinja }} {% raw %}
//!
//! Generated from `features.vprog`; comments name the line that each part comes from.
#![no_std]
#![deny(warnings)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod addresses;
pub mod constants;
pub mod enums;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod resources;

use vprog_guest::{Context, Error, Input, Lock, Program, PubKey, Resource, Result};

use crate::instructions::Action;

/// The program `features`.
pub struct Features;

impl Program for Features {
    type Action = Action;

    const GENESIS_KEY: Option<PubKey> = Some(constants::KEY);

    fn decode(tag: u8, input: &mut Input<'_>) -> Result<Action> {
        match tag {
            1 => instructions::Init::decode(input).map(Action::Init),
            2 => instructions::Make::decode(input).map(Action::Make),
            3 => instructions::Compute::decode(input).map(Action::Compute),
            4 => instructions::Fund::decode(input).map(Action::Fund),
            5 => instructions::Shift::decode(input).map(Action::Shift),
            6 => instructions::Open::decode(input).map(Action::Open),
            7 => instructions::Close::decode(input).map(Action::Close),
            8 => instructions::Tip::decode(input).map(Action::Tip),
            _ => return Err(Error::UNKNOWN_INSTRUCTION),
        }
        .ok_or(Error::MALFORMED_INSTRUCTION)
    }

    fn lock_of(data: &[u8]) -> Option<Lock> {
        match *data.first()? {
            resources::Config::KIND => resources::Config::decode(data).ok().map(|resource| resource.lock),
            resources::Item::KIND => resources::Item::decode(data).ok().map(|resource| resource.lock),
            resources::Account::KIND => resources::Account::decode(data).ok().map(|resource| resource.lock),
            _ => None,
        }
    }

    fn run(action: Action, cx: &mut Context<'_, '_>) -> Result<()> {
        match action {
            Action::Init(init) => init.run(cx),
            Action::Make(make) => make.run(cx),
            Action::Compute(compute) => compute.run(cx),
            Action::Fund(fund) => fund.run(cx),
            Action::Shift(shift) => shift.run(cx),
            Action::Open(open) => open.run(cx),
            Action::Close(close) => close.run(cx),
            Action::Tip(tip) => tip.run(cx),
        }
    }
}
