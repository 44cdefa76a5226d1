//! Instruction `maps`, tag 5.

use vprog_guest::{Context, Error, Hash, Input, List, Map, Result, Text};

use crate::{addresses, enums, errors, resources};

// values.vprog:117
/// Instruction `maps`.
#[derive(Clone, Debug)]
pub struct Maps {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `key`.
    pub key: Hash,
    /// Parameter `value`.
    pub value: u64,
    /// Parameter `colour`.
    pub colour: enums::Colour,
    /// Parameter `text`.
    pub text: Text<8>,
}

impl Maps {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            store: input.role()?,
            key: input.value()?,
            value: input.value()?,
            colour: input.value()?,
            text: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:118: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:119: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:121
        match store.counts.get(&self.key).copied() {
            None => {
                // values.vprog:122
                store.edit().counts.insert(self.key, self.value).ok_or(errors::FULL)?;
            }
            Some(found) => {
                // values.vprog:124
                let both = found.checked_add(self.value).ok_or(Error::OVERFLOW)?;
                // values.vprog:125
                store.edit().counts.insert(self.key, both).ok_or(errors::FULL)?;
            }
        }
        // values.vprog:128
        if self.value > 10 {
            // values.vprog:128
            store.edit().counts.remove(&self.key).ok_or(errors::MISSING)?;
        }
        // values.vprog:129
        store.edit().notes.insert(self.colour, self.text).ok_or(errors::FULL)?;
        // values.vprog:130
        if store.notes.contains(&enums::Colour::Green) {
            // values.vprog:130
            let _ = store.edit().notes.remove(&enums::Colour::Green);
        }
        // values.vprog:131
        let mut total: u64 = 0;
        // values.vprog:132
        for &each in store.counts.keys() {
            // values.vprog:133
            let kept = store.counts.get(&each).copied().ok_or(errors::MISSING)?;
            // values.vprog:134
            total = total.checked_add(kept).ok_or(Error::OVERFLOW)?;
        }
        // values.vprog:136
        if store.notes.len() == 0 {
            // values.vprog:136
            store.edit().counts = Map::<Hash, u64, 3>::empty();
        }
        // values.vprog:137
        store.edit().items = List::<u64, 4>::literal([total, self.value]);

        cx.store(&store)?;
        Ok(())
    }
}
