//! Instruction `wide`, tag 6.

use vprog_guest::{collections, math, require, Context, Error, Input, List, Result, Wide, U256};

use crate::{addresses, errors, resources, structs};

// values.vprog:140
/// Instruction `wide`.
#[derive(Clone, Debug)]
pub struct Wide_ {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `a`.
    pub a: U256,
    /// Parameter `b`.
    pub b: U256,
    /// Parameter `n`.
    pub n: u8,
    /// Parameter `c`.
    pub c: u128,
    /// Parameter `signed`.
    pub signed: i128,
    /// Parameter `d`.
    pub d: u64,
}

impl Wide_ {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            store: input.role()?,
            a: input.value()?,
            b: input.value()?,
            n: input.value()?,
            c: input.value()?,
            signed: input.value()?,
            d: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:141: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:142: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:144
        store.edit().big = self.a;
        // values.vprog:145
        if self.a > self.b {
            // values.vprog:145
            store.edit().more =
                U256::try_from(Wide::from(self.a).max(Wide::from(self.b))).unwrap_or(U256::MAX);
        } else {
            // values.vprog:145
            store.edit().more =
                U256::try_from(Wide::from(store.big).min(Wide::from(self.b))).unwrap_or(U256::MAX);
        }
        // values.vprog:146
        require(
            store.more != U256::from(7_u64)
                && store.more < U256::literal([0x51ecf20000000000, 0x5e313828182d6f8a, 0x5bd, 0x0]),
            errors::BAD,
        )?;
        // values.vprog:147
        store.edit().big = U256::try_from(Wide::from(self.c) * Wide::from(self.c)).unwrap_or(U256::MAX);
        // values.vprog:148
        store.edit().more =
            U256::try_from(Wide::from(self.c) * Wide::from(3_u64) + Wide::from(self.n)).unwrap_or(U256::MAX);
        // values.vprog:149
        let half = U256::try_from(
            math::div_floor(Wide::from(self.a), Wide::from(2_u64)).ok_or(Error::DIVISION_BY_ZERO)?,
        )
        .unwrap_or(U256::MAX);
        // values.vprog:150
        let rest = u64::try_from(
            math::remainder(Wide::from(half), Wide::from(1000_u64)).ok_or(Error::DIVISION_BY_ZERO)?,
        )
        .unwrap_or(u64::MAX);
        // values.vprog:151
        store.edit().items = List::<u64, 4>::literal([rest]);
        // values.vprog:152
        require(half > U256::from(0_u64), errors::BAD)?;
        // values.vprog:153
        collections::replace(
            &mut store.edit().grid,
            0,
            u32::try_from(
                math::div_ceil(Wide::from(self.b), Wide::from(half)).ok_or(Error::DIVISION_BY_ZERO)?,
            )
            .map_err(|_| errors::BAD)?,
        )
        .ok_or(Error::OUT_OF_RANGE)?;
        // values.vprog:154
        store.edit().point = structs::Point {
            x: store.point.x,
            y: i64::try_from(Wide::from(self.signed) * Wide::from(2_u64) - Wide::from(self.c))
                .map_err(|_| errors::BAD)?,
        };
        // values.vprog:155
        require(self.n != 0, errors::BAD)?;
        // values.vprog:156
        store.edit().big = U256::try_from(
            math::div_floor(Wide::from(self.c) * Wide::from(self.d), Wide::from(self.n))
                .ok_or(Error::DIVISION_BY_ZERO)?,
        )
        .unwrap_or(U256::MAX);

        cx.store(&store)?;
        Ok(())
    }
}
