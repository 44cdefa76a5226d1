//! Instruction `structs`, tag 1.

use vprog_guest::{Context, Input, Result, Text};

use crate::{addresses, errors, resources, structs};

// values.vprog:42
/// Instruction `structs`.
#[derive(Clone, Debug)]
pub struct Structs {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `point`.
    pub point: structs::Point,
    /// Parameter `named`.
    pub named: structs::Named,
    /// Parameter `x`.
    pub x: u32,
}

impl Structs {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { store: input.role()?, point: input.value()?, named: input.value()?, x: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:43: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:44: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:46
        store.edit().point = self.point;
        // values.vprog:47
        store.edit().point = structs::Point { x: self.x, y: store.point.y };
        // values.vprog:48
        store.edit().named = self.named;
        // values.vprog:49
        store.edit().named = structs::Named {
            point: structs::Point {
                x: store.named.point.x,
                y: 0_i64.checked_sub(self.point.y).ok_or(errors::BAD)?,
            },
            name: store.named.name.clone(),
            tags: store.named.tags.clone(),
        };
        // values.vprog:50
        let other = structs::Point { x: store.named.point.x, y: 7 };
        // values.vprog:51
        if other == store.point {
            // values.vprog:51
            store.edit().maybe = Some(other);
        } else {
            // values.vprog:51
            store.edit().maybe = None;
        }
        // values.vprog:52
        match store.maybe {
            None => {
                // values.vprog:53
                store.edit().label = Text::<8>::literal("none");
            }
            Some(found) => {
                // values.vprog:54
                store.edit().point = found;
            }
        }

        cx.store(&store)?;
        Ok(())
    }
}
