//! Instruction `compute`, tag 2.

use vprog_guest::{Context, Error, Input, List, Result, Text};

use crate::{addresses, enums, resources, structs};

// calls.vprog:98
/// Instruction `compute`.
#[derive(Clone, Debug)]
pub struct Compute {
    /// Role `vault`: a position in the access list.
    pub vault: usize,
    /// Parameter `a`.
    pub a: u64,
    /// Parameter `b`.
    pub b: u64,
    /// Parameter `choice`.
    pub choice: enums::Choice,
    /// Parameter `name`.
    pub name: Text<8>,
}

impl Compute {
    /// Takes role indices, then parameters.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            vault: input.role()?,
            a: input.value()?,
            b: input.value()?,
            choice: input.value()?,
            name: input.value()?,
        })
    }

    /// Checks the header, runs the body, stores what it wrote.
    pub fn run(self, cx: &mut Context<'_, '_>) -> Result<()> {
        // calls.vprog:99: writes vault: Vault
        cx.require_address(self.vault, &addresses::VAULT)?;
        let mut vault = cx.write::<resources::Vault>(self.vault)?;
        // calls.vprog:100: auth
        cx.require_auth(cx.opens(vault.index(), &vault.lock))?;

        // calls.vprog:102: call of raised
        let raised_9: u64 = {
            // calls.vprog:102
            let n_10 = self.a;
            // calls.vprog:102
            let most_11: u64 = 10;
            // calls.vprog:47
            if n_10 >= most_11 {
                // calls.vprog:47
                most_11
            } else if n_10 == 5 {
                // calls.vprog:48
                50
            } else {
                // calls.vprog:49
                let next_12 = n_10 + 1;
                // calls.vprog:50
                next_12
            }
        };
        // calls.vprog:102: call of pair_of
        let pair_of_13 = {
            // calls.vprog:102
            let a_14 = raised_9;
            // calls.vprog:102
            let b_15 = self.b;
            // calls.vprog:54
            if a_14 < b_15 {
                // calls.vprog:54
                structs::Pair { low: a_14, high: b_15 }
            } else {
                // calls.vprog:55
                structs::Pair { low: b_15, high: a_14 }
            }
        };
        // calls.vprog:102
        let both = pair_of_13;
        // calls.vprog:103: call of pair_of
        let pair_of_16 = {
            // calls.vprog:103
            let a_17 = self.b;
            // calls.vprog:103
            let b_18 = self.a;
            // calls.vprog:54
            if a_17 < b_18 {
                // calls.vprog:54
                structs::Pair { low: a_17, high: b_18 }
            } else {
                // calls.vprog:55
                structs::Pair { low: b_18, high: a_17 }
            }
        };
        // calls.vprog:103
        let other = pair_of_16;
        // calls.vprog:104: call of name_of
        let name_of_19 = {
            // calls.vprog:104
            let choice_20 = self.choice.clone();
            // calls.vprog:104
            let other_21 = self.name;
            // calls.vprog:59
            match choice_20 {
                enums::Choice::Nothing => {
                    // calls.vprog:60
                    Text::<8>::literal("nothing")
                }
                enums::Choice::Some { value: value_22 } => {
                    // calls.vprog:61
                    if value_22 > 7 {
                        // calls.vprog:61
                        other_21
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
                enums::Choice::Both { pair: pair_23, names: names_24 } => {
                    // calls.vprog:63
                    if pair_23.low == 0 && names_24.len() > 0 {
                        // calls.vprog:63
                        names_24.get(0).ok_or(Error::OUT_OF_RANGE)?.clone()
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
            }
        };
        // calls.vprog:104
        let called = name_of_19;
        // calls.vprog:105: call of name_of
        let name_of_25 = {
            // calls.vprog:105
            let choice_26 = vault.choice.clone();
            // calls.vprog:105
            let other_27 = Text::<8>::literal("mine");
            // calls.vprog:59
            match choice_26 {
                enums::Choice::Nothing => {
                    // calls.vprog:60
                    Text::<8>::literal("nothing")
                }
                enums::Choice::Some { value: value_28 } => {
                    // calls.vprog:61
                    if value_28 > 7 {
                        // calls.vprog:61
                        other_27
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
                enums::Choice::Both { pair: pair_29, names: names_30 } => {
                    // calls.vprog:63
                    if pair_29.low == 0 && names_30.len() > 0 {
                        // calls.vprog:63
                        names_30.get(0).ok_or(Error::OUT_OF_RANGE)?.clone()
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
            }
        };
        // calls.vprog:105
        vault.edit().names = List::<Text<8>, 3>::literal([called.clone(), name_of_25]);
        // calls.vprog:106
        if both == other {
            // calls.vprog:106
            vault.edit().choice = self.choice.clone();
        } else {
            // calls.vprog:106
            vault.edit().choice =
                enums::Choice::Both { pair: both, names: List::<Text<8>, 3>::literal([called]) };
        }
        // calls.vprog:107: call of bump
        {
            // calls.vprog:107
            let by_31 = both.low;
            // calls.vprog:83
            if by_31 == 0 {
            } else {
                // calls.vprog:84: call of raised
                let raised_35: u64 = {
                    // calls.vprog:84
                    let n_32 = vault.counter;
                    // calls.vprog:84
                    let most_33 = 1000_u64.checked_add(by_31).ok_or(Error::OVERFLOW)?;
                    // calls.vprog:47
                    if n_32 >= most_33 {
                        // calls.vprog:47
                        most_33
                    } else if n_32 == 5 {
                        // calls.vprog:48
                        50
                    } else {
                        // calls.vprog:49
                        let next_34 = n_32 + 1;
                        // calls.vprog:50
                        next_34
                    }
                };
                // calls.vprog:84
                vault.edit().counter = raised_35;
                // calls.vprog:85: call of raised
                let raised_39: u64 = {
                    // calls.vprog:85
                    let n_36 = by_31;
                    // calls.vprog:85
                    let most_37: u64 = 9;
                    // calls.vprog:47
                    if n_36 >= most_37 {
                        // calls.vprog:47
                        most_37
                    } else if n_36 == 5 {
                        // calls.vprog:48
                        50
                    } else {
                        // calls.vprog:49
                        let next_38 = n_36 + 1;
                        // calls.vprog:50
                        next_38
                    }
                };
                // calls.vprog:85
                vault.edit().counter = vault.counter.checked_add(raised_39).ok_or(Error::OVERFLOW)?;
            }
        }
        // calls.vprog:108
        match self.choice {
            enums::Choice::Both { pair, names } => {
                // calls.vprog:110
                vault.edit().counter = pair.high;
                // calls.vprog:111
                vault.edit().names = names;
            }
            enums::Choice::Some { value } => {
                // calls.vprog:113: call of bump
                {
                    // calls.vprog:113
                    let by_40 = value;
                    // calls.vprog:83
                    if by_40 == 0 {
                    } else {
                        // calls.vprog:84: call of raised
                        let raised_44: u64 = {
                            // calls.vprog:84
                            let n_41 = vault.counter;
                            // calls.vprog:84
                            let most_42 = 1000_u64.checked_add(by_40).ok_or(Error::OVERFLOW)?;
                            // calls.vprog:47
                            if n_41 >= most_42 {
                                // calls.vprog:47
                                most_42
                            } else if n_41 == 5 {
                                // calls.vprog:48
                                50
                            } else {
                                // calls.vprog:49
                                let next_43 = n_41 + 1;
                                // calls.vprog:50
                                next_43
                            }
                        };
                        // calls.vprog:84
                        vault.edit().counter = raised_44;
                        // calls.vprog:85: call of raised
                        let raised_48: u64 = {
                            // calls.vprog:85
                            let n_45 = by_40;
                            // calls.vprog:85
                            let most_46: u64 = 9;
                            // calls.vprog:47
                            if n_45 >= most_46 {
                                // calls.vprog:47
                                most_46
                            } else if n_45 == 5 {
                                // calls.vprog:48
                                50
                            } else {
                                // calls.vprog:49
                                let next_47 = n_45 + 1;
                                // calls.vprog:50
                                next_47
                            }
                        };
                        // calls.vprog:85
                        vault.edit().counter = vault.counter.checked_add(raised_48).ok_or(Error::OVERFLOW)?;
                    }
                }
            }
            enums::Choice::Nothing => {
                // calls.vprog:114
                vault.edit().counter = 0;
            }
        }

        cx.store(&vault)?;
        Ok(())
    }
}
