//! Instruction `lists`, tag 3.

use vprog_guest::{collections, require, Context, Error, Input, List, Result, Text};

use crate::{addresses, errors, resources};

// values.vprog:81
/// Instruction `lists`.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `index`.
    pub index: u64,
    /// Parameter `value`.
    pub value: u64,
    /// Parameter `small`.
    pub small: u8,
    /// Parameter `name`.
    pub name: Text<8>,
    /// Parameter `whole`.
    pub whole: List<u64, 4>,
}

impl Lists {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            store: input.role()?,
            index: input.value()?,
            value: input.value()?,
            small: input.value()?,
            name: input.value()?,
            whole: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:82: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:83: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:85
        store.edit().items.replace(collections::index(self.index), self.value).ok_or(errors::MISSING)?;
        // values.vprog:86
        store.edit().items.push(self.value).ok_or(errors::FULL)?;
        // values.vprog:87
        let item = *store.grid.get(1).ok_or(Error::OUT_OF_RANGE)?;
        collections::replace(&mut store.edit().grid, usize::from(self.small), item).ok_or(errors::MISSING)?;
        // values.vprog:88
        let last = *store.items.get(usize::from(self.small)).ok_or(Error::OUT_OF_RANGE)?;
        // values.vprog:89
        require(store.items.contains(&last), errors::MISSING)?;
        // values.vprog:90
        if store.items.len() > 3 {
            // values.vprog:90
            store.edit().items.pop().ok_or(Error::OUT_OF_RANGE)?;
        }
        // values.vprog:91
        if self.value == 9 {
            // values.vprog:91
            store.edit().items.pop().ok_or(errors::MISSING)?;
        }
        // values.vprog:92
        store.edit().names.push(self.name.clone()).ok_or(errors::FULL)?;
        // values.vprog:93
        if self.name.len() > 3 {
            // values.vprog:93
            store.edit().names = List::<Text<8>, 2>::literal([]);
        }
        // values.vprog:94
        let mut sum: u64 = 0;
        // values.vprog:95
        for &item_ in self.whole.iter() {
            // values.vprog:95
            sum = sum.checked_add(item_).ok_or(Error::OVERFLOW)?;
        }
        // values.vprog:96
        for item_ in store.items.clone() {
            // values.vprog:97
            if item_ == self.value {
                // values.vprog:97
                store.edit().items = self.whole.clone();
            }
            // values.vprog:98
            let item__ =
                (*store.grid.get(2).ok_or(Error::OUT_OF_RANGE)?).checked_add(1).ok_or(Error::OVERFLOW)?;
            collections::replace(&mut store.edit().grid, 2, item__).ok_or(Error::OUT_OF_RANGE)?;
        }
        // values.vprog:100
        store.edit().items.push(sum).ok_or(errors::FULL)?;
        // values.vprog:101
        let item___ = *store.keys.get(0).ok_or(Error::OUT_OF_RANGE)?;
        collections::replace(&mut store.edit().keys, 1, item___).ok_or(Error::OUT_OF_RANGE)?;

        cx.store(&store)?;
        Ok(())
    }
}
