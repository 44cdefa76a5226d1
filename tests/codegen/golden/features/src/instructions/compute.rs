//! Instruction `compute`, tag 3.

use vprog_guest::{at_least, math, require, Context, Error, Input, Result, Wide};

use crate::{addresses, constants, enums, errors, events, resources};

// features.vprog:75
/// Instruction `compute`.
#[derive(Clone, Debug)]
pub struct Compute {
    /// Role `item`: a position in the access list.
    pub item: usize,
    /// Parameter `impl`.
    pub r#impl: u64,
    /// Parameter `self`.
    pub self_: u64,
    /// Parameter `match_with`.
    pub match_with: u8,
    /// Parameter `factor`.
    pub factor: u128,
    /// Parameter `delta`.
    pub delta: i64,
    /// Parameter `big`.
    pub big: u128,
    /// Parameter `maybe`.
    pub maybe: Option<u64>,
    /// Parameter `color`.
    pub color: enums::Color,
}

impl Compute {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            item: input.role()?,
            r#impl: input.value()?,
            self_: input.value()?,
            match_with: input.value()?,
            factor: input.value()?,
            delta: input.value()?,
            big: input.value()?,
            maybe: input.value()?,
            color: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        let config = cx.find(&addresses::CONFIG)?;
        // Different roles are different resources.
        cx.require_distinct(config, self.item)?;
        // features.vprog:76: reads config: Config
        let config = cx.read::<resources::Config>(config)?;
        // features.vprog:77: writes item: Item
        let mut item = cx.write::<resources::Item>(self.item)?;
        // features.vprog:78: auth
        cx.require_auth(
            cx.opens(item.index(), &item.lock)
                && (cx.opens(item.index(), &item.lock) || cx.signed_by(item.index(), &constants::KEY))
                && at_least(1, &[cx.opens(item.index(), &item.lock), cx.opens(config.index(), &config.lock)]),
        )?;
        // features.vprog:79: where
        require(item.color == self.color, errors::BAD_COLOR)?;
        // features.vprog:80: where
        if !(self.r#impl <= config.limit) {
            let _ = self.r#impl.checked_add(self.self_).ok_or(Error::OVERFLOW)?;
            return Err(errors::TOO_BIG);
        }

        'body: {
            // features.vprog:82
            if !(u128::from(self.r#impl) + u128::from(self.self_) <= u128::from(constants::LIMIT * 2)) {
                let _ = self.r#impl.checked_add(self.self_).ok_or(Error::OVERFLOW)?;
                return Err(errors::TOO_BIG);
            }
            // features.vprog:83
            let sum = u128::from(self.r#impl) + u128::from(self.self_);
            // features.vprog:84
            let half = sum.div_ceil(2);
            // features.vprog:85
            let scaled =
                math::div_floor(Wide::from(self.r#impl) * Wide::from(self.factor), Wide::from(1000_u64))
                    .ok_or(Error::DIVISION_BY_ZERO)?;
            // features.vprog:86
            let mut counter = half as u64;
            // features.vprog:87
            let mut steps: u64 = 0;
            // features.vprog:88
            counter = counter.checked_add(1).ok_or(Error::OVERFLOW)?;
            // features.vprog:89
            counter = counter.checked_sub(1).ok_or(errors::NARROW)?;
            // features.vprog:90
            for i in 0..5_u8 {
                // features.vprog:91
                if i % 2 == 0 && !(i == 4) {
                    // features.vprog:92
                    steps = steps.checked_add(u64::from(i)).ok_or(Error::OVERFLOW)?;
                } else if i == 3 || constants::FLAG {
                    // features.vprog:94
                    steps = steps.max(u64::from(i)).checked_mul(2).ok_or(Error::OVERFLOW)?;
                } else {
                    // features.vprog:96
                    counter = counter.min(constants::LIMIT);
                }
            }
            // features.vprog:99
            for _unused in 1..3_u8 {
                // features.vprog:100
                item.edit().count = item.count.checked_add(1).ok_or(Error::OVERFLOW)?;
            }
            // features.vprog:102
            item.edit().count = self.match_with.checked_add(item.count).ok_or(errors::NARROW)?;
            // features.vprog:103
            item.edit().delta = item.delta.checked_add(self.delta).ok_or(Error::OVERFLOW)?;
            // features.vprog:104
            item.edit().delta = 0_i64.checked_sub(self.delta).ok_or(Error::OVERFLOW)?;
            // features.vprog:105
            item.edit().delta = math::div_floor(item.delta, 3).ok_or(Error::DIVISION_BY_ZERO)?;
            // features.vprog:106
            item.edit().total =
                u128::try_from(Wide::from(self.big) * Wide::from(3_u64) + Wide::from(item.total))
                    .map_err(|_| Error::OVERFLOW)?;
            // features.vprog:107
            item.edit().total = u128::try_from(
                math::div_ceil(Wide::from(self.big) * Wide::from(self.factor), Wide::from(7_u64))
                    .ok_or(Error::DIVISION_BY_ZERO)?,
            )
            .map_err(|_| errors::NARROW)?;
            // features.vprog:108
            item.edit().flag = !item.flag
                && Wide::from(self.big) * Wide::from(self.big) > Wide::from(item.total) * Wide::from(5_u64)
                || self.r#impl == self.self_;
            // features.vprog:109
            if Wide::from(self.big) * Wide::from(item.total) >= Wide::from(item.total) * Wide::from(9_u64) {
                // features.vprog:110
                item.edit().note = Some(counter);
            }
            // features.vprog:112
            if !(i128::from(item.delta) - i128::from(self.delta) < 9000000) {
                let _ = self.r#impl.checked_mul(1000).ok_or(Error::OVERFLOW)?;
                return Err(errors::TOO_BIG);
            }
            // features.vprog:113
            match self.maybe {
                None => {
                    // features.vprog:114
                    item.edit().note = None;
                }
                Some(inner) => {
                    // features.vprog:116
                    let rest = math::remainder(inner, self.r#impl).ok_or(Error::DIVISION_BY_ZERO)?;
                    // features.vprog:117
                    require(rest > 0, errors::ZERO)?;
                    // features.vprog:118
                    item.edit().note = Some(rest);
                }
            }
            // features.vprog:121
            match item.color {
                enums::Color::Red => {
                    // features.vprog:122
                    break 'body;
                }
                enums::Color::Green | enums::Color::Blue => {
                    // features.vprog:123
                    item.edit().flag = item.color == constants::SHADE;
                }
            }
            // features.vprog:125
            require(steps < 100, errors::ZERO)?;
            // features.vprog:126
            let narrow = u64::try_from(scaled).map_err(|_| errors::NARROW)?;
            // features.vprog:127
            cx.emit(&events::Computed {
                value: narrow,
                color: item.color,
                flag: item.flag,
                delta: constants::NEGATIVE,
                big: item.total,
                tag: constants::TAG,
                maybe: item.note,
                lock: item.lock.id(),
            });
        }

        cx.store(&item)?;
        Ok(())
    }
}
