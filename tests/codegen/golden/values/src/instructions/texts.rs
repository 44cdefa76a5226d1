//! Instruction `texts`, tag 8.

use vprog_guest::{require, Bytes, Context, Hash, Input, Result, Text};

use crate::{addresses, errors, events, resources};

// values.vprog:170
/// Instruction `texts`.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `name`.
    pub name: Text<8>,
    /// Parameter `raw`.
    pub raw: Bytes<5>,
    /// Parameter `key`.
    pub key: Hash,
}

impl Texts {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { store: input.role()?, name: input.value()?, raw: input.value()?, key: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:171: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:172: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:174
        require(self.name != Text::<8>::literal("no"), errors::BAD)?;
        // values.vprog:175
        store.edit().raw = self.raw.clone();
        // values.vprog:176
        if self.raw.len() == 2 {
            // values.vprog:176
            store.edit().raw = Bytes::<5>::literal(&[0x61, 0x62]);
        }
        // values.vprog:177
        store.edit().label = self.name.clone();
        // values.vprog:178
        if store.label == Text::<8>::literal("abc") {
            // values.vprog:178
            store.edit().label = Text::<8>::literal("gr\u{fc}n");
        }
        // values.vprog:179
        cx.emit(&events::Changed {
            point: store.point,
            shape: store.shape.clone(),
            total: store.big,
            name: self.name,
            all: store.seen.clone(),
        });

        cx.store(&store)?;
        Ok(())
    }
}
