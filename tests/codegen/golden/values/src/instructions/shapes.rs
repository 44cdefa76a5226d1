//! Instruction `shapes`, tag 2.

use vprog_guest::{collections, Context, Error, Input, List, Result, Text};

use crate::{addresses, enums, errors, resources, structs};

// values.vprog:58
/// Instruction `shapes`.
#[derive(Clone, Debug)]
pub struct Shapes {
    /// Role `store`: a position in the access list.
    pub store: usize,
    /// Parameter `shape`.
    pub shape: enums::Shape,
    /// Parameter `colour`.
    pub colour: enums::Colour,
}

impl Shapes {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self { store: input.role()?, shape: input.value()?, colour: input.value()? })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // values.vprog:59: writes store: Store
        cx.require_address(self.store, &addresses::STORE)?;
        let mut store = cx.write::<resources::Store>(self.store)?;
        // values.vprog:60: auth
        cx.require_auth(cx.opens(store.index(), &store.lock))?;

        // values.vprog:62
        match self.shape.clone() {
            enums::Shape::Circle { centre, radius } => {
                // values.vprog:64
                store.edit().point = centre;
                // values.vprog:65
                store.edit().items.push(radius).ok_or(errors::FULL)?;
                // values.vprog:66
                store.edit().shape = enums::Shape::Path {
                    points: List::<structs::Point, 3>::literal([centre, store.point]),
                    colour: self.colour,
                };
            }
            enums::Shape::Path { points, colour: seen } => {
                // values.vprog:69
                for &p in points.iter() {
                    // values.vprog:69
                    let item = (*store.grid.get(0).ok_or(Error::OUT_OF_RANGE)?)
                        .checked_add(p.x)
                        .ok_or(errors::BAD)?;
                    collections::replace(&mut store.edit().grid, 0, item).ok_or(Error::OUT_OF_RANGE)?;
                }
                // values.vprog:70
                store.edit().colours.insert(seen).ok_or(errors::FULL)?;
                // values.vprog:71
                store.edit().shape = self.shape;
            }
            enums::Shape::Empty => {
                // values.vprog:73
                store.edit().shape = enums::Shape::Empty;
            }
        }
        // values.vprog:75
        match store.shape {
            enums::Shape::Empty => {
                // values.vprog:76
                store.edit().label = Text::<8>::literal("empty");
            }
            enums::Shape::Circle { .. } | enums::Shape::Path { .. } => {
                // values.vprog:77
                store.edit().label = Text::<8>::literal("full");
            }
        }

        cx.store(&store)?;
        Ok(())
    }
}
