//! Instruction `make`, tag 2.

use vprog_guest::{address, Context, Input, L1Script, Lock, Resource, Result};

use crate::{enums, events, resources};

// features.vprog:66
/// Instruction `make`.
#[derive(Clone, Debug)]
pub struct Make {
    /// Role `item`: a position in the access list.
    pub item: usize,
    /// Parameter `color`.
    pub color: enums::Color,
    /// Parameter `tag`.
    pub tag: [u8; 4],
    /// Parameter `lock`.
    pub lock: Lock,
    /// Parameter `target`.
    pub target: Option<L1Script>,
    /// Parameter `note`.
    pub note: Option<u64>,
}

impl Make {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            item: input.role()?,
            color: input.value()?,
            tag: input.value()?,
            lock: input.value()?,
            target: input.value()?,
            note: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // features.vprog:67: creates item: Item
        cx.require_address(
            self.item,
            &address::tuple(resources::Item::KIND, &[&[self.color as u8], &self.lock.id(), &self.tag]),
        )?;
        let mut item = cx.vacant::<resources::Item>(self.item)?;

        // features.vprog:69
        item.create(resources::Item {
            lock: self.lock.clone(),
            color: self.color,
            owner: self.lock.id(),
            tag: self.tag,
            value: 0,
            count: 0,
            total: 0,
            delta: 0,
            flag: false,
            target: self.target,
            note: self.note,
        })?;
        // features.vprog:72
        cx.emit(&events::Empty {});

        cx.store(&item)?;
        Ok(())
    }
}
