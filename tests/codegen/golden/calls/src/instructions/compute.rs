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
        let raised_24: u64 = {
            // calls.vprog:102
            let n_25 = self.a;
            // calls.vprog:102
            let most_26: u64 = 10;
            // calls.vprog:47
            if n_25 >= most_26 {
                // calls.vprog:47
                most_26
            } else if n_25 == 5 {
                // calls.vprog:48
                50
            } else {
                // calls.vprog:49
                let next_27 = n_25 + 1;
                // calls.vprog:50
                next_27
            }
        };
        // calls.vprog:102: call of pair_of
        let pair_of_28 = {
            // calls.vprog:102
            let a_29 = raised_24;
            // calls.vprog:102
            let b_30 = self.b;
            // calls.vprog:54
            if a_29 < b_30 {
                // calls.vprog:54
                structs::Pair { low: a_29, high: b_30 }
            } else {
                // calls.vprog:55
                structs::Pair { low: b_30, high: a_29 }
            }
        };
        // calls.vprog:102
        let both = pair_of_28;
        // calls.vprog:103: call of pair_of
        let pair_of_31 = {
            // calls.vprog:103
            let a_32 = self.b;
            // calls.vprog:103
            let b_33 = self.a;
            // calls.vprog:54
            if a_32 < b_33 {
                // calls.vprog:54
                structs::Pair { low: a_32, high: b_33 }
            } else {
                // calls.vprog:55
                structs::Pair { low: b_33, high: a_32 }
            }
        };
        // calls.vprog:103
        let other = pair_of_31;
        // calls.vprog:104: call of name_of
        let name_of_34 = {
            // calls.vprog:104
            let choice_35 = self.choice.clone();
            // calls.vprog:104
            let other_36 = self.name;
            // calls.vprog:59
            match choice_35 {
                enums::Choice::Nothing => {
                    // calls.vprog:60
                    Text::<8>::literal("nothing")
                }
                enums::Choice::Some { value: value_37 } => {
                    // calls.vprog:61
                    if value_37 > 7 {
                        // calls.vprog:61
                        other_36
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
                enums::Choice::Both { pair: pair_38, names: names_39 } => {
                    // calls.vprog:63
                    if pair_38.low == 0 && names_39.len() > 0 {
                        // calls.vprog:63
                        names_39.get(0).ok_or(Error::OUT_OF_RANGE)?.clone()
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
            }
        };
        // calls.vprog:104
        let called = name_of_34;
        // calls.vprog:105: call of name_of
        let name_of_40 = {
            // calls.vprog:105
            let choice_41 = vault.choice.clone();
            // calls.vprog:105
            let other_42 = Text::<8>::literal("mine");
            // calls.vprog:59
            match choice_41 {
                enums::Choice::Nothing => {
                    // calls.vprog:60
                    Text::<8>::literal("nothing")
                }
                enums::Choice::Some { value: value_43 } => {
                    // calls.vprog:61
                    if value_43 > 7 {
                        // calls.vprog:61
                        other_42
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
                enums::Choice::Both { pair: pair_44, names: names_45 } => {
                    // calls.vprog:63
                    if pair_44.low == 0 && names_45.len() > 0 {
                        // calls.vprog:63
                        names_45.get(0).ok_or(Error::OUT_OF_RANGE)?.clone()
                    } else {
                        // calls.vprog:66
                        Text::<8>::literal("some")
                    }
                }
            }
        };
        // calls.vprog:105
        vault.edit().names = List::<Text<8>, 3>::literal([called.clone(), name_of_40]);
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
            let by_46 = both.low;
            // calls.vprog:83
            if by_46 == 0 {
            } else {
                // calls.vprog:84: call of raised
                let raised_50: u64 = {
                    // calls.vprog:84
                    let n_47 = vault.counter;
                    // calls.vprog:84
                    let most_48 = 1000_u64.checked_add(by_46).ok_or(Error::OVERFLOW)?;
                    // calls.vprog:47
                    if n_47 >= most_48 {
                        // calls.vprog:47
                        most_48
                    } else if n_47 == 5 {
                        // calls.vprog:48
                        50
                    } else {
                        // calls.vprog:49
                        let next_49 = n_47 + 1;
                        // calls.vprog:50
                        next_49
                    }
                };
                // calls.vprog:84
                vault.edit().counter = raised_50;
                // calls.vprog:85: call of raised
                let raised_54: u64 = {
                    // calls.vprog:85
                    let n_51 = by_46;
                    // calls.vprog:85
                    let most_52: u64 = 9;
                    // calls.vprog:47
                    if n_51 >= most_52 {
                        // calls.vprog:47
                        most_52
                    } else if n_51 == 5 {
                        // calls.vprog:48
                        50
                    } else {
                        // calls.vprog:49
                        let next_53 = n_51 + 1;
                        // calls.vprog:50
                        next_53
                    }
                };
                // calls.vprog:85
                vault.edit().counter = vault.counter.checked_add(raised_54).ok_or(Error::OVERFLOW)?;
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
                    let by_55 = value;
                    // calls.vprog:83
                    if by_55 == 0 {
                    } else {
                        // calls.vprog:84: call of raised
                        let raised_59: u64 = {
                            // calls.vprog:84
                            let n_56 = vault.counter;
                            // calls.vprog:84
                            let most_57 = 1000_u64.checked_add(by_55).ok_or(Error::OVERFLOW)?;
                            // calls.vprog:47
                            if n_56 >= most_57 {
                                // calls.vprog:47
                                most_57
                            } else if n_56 == 5 {
                                // calls.vprog:48
                                50
                            } else {
                                // calls.vprog:49
                                let next_58 = n_56 + 1;
                                // calls.vprog:50
                                next_58
                            }
                        };
                        // calls.vprog:84
                        vault.edit().counter = raised_59;
                        // calls.vprog:85: call of raised
                        let raised_63: u64 = {
                            // calls.vprog:85
                            let n_60 = by_55;
                            // calls.vprog:85
                            let most_61: u64 = 9;
                            // calls.vprog:47
                            if n_60 >= most_61 {
                                // calls.vprog:47
                                most_61
                            } else if n_60 == 5 {
                                // calls.vprog:48
                                50
                            } else {
                                // calls.vprog:49
                                let next_62 = n_60 + 1;
                                // calls.vprog:50
                                next_62
                            }
                        };
                        // calls.vprog:85
                        vault.edit().counter = vault.counter.checked_add(raised_63).ok_or(Error::OVERFLOW)?;
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
