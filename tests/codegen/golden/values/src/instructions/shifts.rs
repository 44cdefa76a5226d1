//! Instruction `shifts`, tag 7.

use vprog_guest::{collections, math, Context, Error, Input, List, Result, Wide, U256};

use crate::{addresses, resources};

// values.vprog:159
/// Instruction `shifts`.
#[derive(Clone, Debug)]
pub struct Shifts {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `a`.
    pub a: u64,
    /// Parameter `n`.
    pub n: u8,
    /// Parameter `c`.
    pub c: u128,
}

impl Shifts {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { store: input.role()?, a: input.value()?, n: input.value()?, c: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:160: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:161: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:163
        let few = self.n % 8;
        // values.vprog:164
        store.edit().big =
            U256::try_from(math::shift_left(Wide::from(self.c), u32::from(few))).unwrap_or(U256::MAX);
        // values.vprog:165
        store.edit().items = List::<u64, 4>::literal([
            math::shift_right(self.a, u32::from(self.n)),
            math::shift_right(self.a, u32::from(few)),
            u64::from(math::shift_left(1_u8, u32::from(few))),
        ]);
        // values.vprog:166
        let item =
            ((u64::from(*store.grid.get(1).ok_or(Error::OUT_OF_RANGE)?) + 4000000000) % 4294967296) as u32;
        collections::replace(&mut store.edit().grid, 1, item).ok_or(Error::OUT_OF_RANGE)?;
        // values.vprog:167
        let item_ = (i64::from(*store.grid.get(1).ok_or(Error::OUT_OF_RANGE)?)
            - i64::from(*store.grid.get(2).ok_or(Error::OUT_OF_RANGE)?))
        .min(4294967295)
        .max(0) as u32;
        collections::replace(&mut store.edit().grid, 2, item_).ok_or(Error::OUT_OF_RANGE)?;

        cx.store(&store)?;
        Ok(())
    }
}
