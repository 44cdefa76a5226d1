//! Instruction `sets`, tag 4.

use vprog_guest::{collections, Context, Error, Input, Result, Set};

use crate::{addresses, enums, errors, resources};

// values.vprog:104
/// Instruction `sets`.
#[derive(Clone, Debug)]
pub struct Sets {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `key`.
    pub key: u16,
    /// Parameter `colour`.
    pub colour: enums::Colour,
    /// Parameter `signed`.
    pub signed: i16,
    /// Parameter `whole`.
    pub whole: Set<u16, 4>,
}

impl Sets {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            store: input.role()?,
            key: input.value()?,
            colour: input.value()?,
            signed: input.value()?,
            whole: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:105: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:106: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:108
        if store.seen.contains(&self.key) {
            // values.vprog:108
            store.edit().seen.remove(&self.key).ok_or(errors::MISSING)?;
        } else {
            // values.vprog:108
            store.edit().seen.insert(self.key).ok_or(errors::FULL)?;
        }
        // values.vprog:109
        store.edit().colours.insert(self.colour).ok_or(errors::FULL)?;
        // values.vprog:110
        let _ = store.edit().colours.remove(&enums::Colour::Red);
        // values.vprog:111
        store.edit().signed.insert(self.signed).ok_or(errors::FULL)?;
        // values.vprog:112
        if self.whole.len() > 2 {
            // values.vprog:112
            store.edit().seen = self.whole.clone();
        }
        // values.vprog:113
        for each in store.seen.clone() {
            // values.vprog:113
            collections::replace(&mut store.edit().grid, 0, u32::from(each)).ok_or(Error::OUT_OF_RANGE)?;
        }
        // values.vprog:114
        if self.whole == store.seen {
            // values.vprog:114
            store.edit().seen = Set::<u16, 4>::literal([3, 1, 3]);
        }

        cx.store(&store)?;
        Ok(())
    }
}
