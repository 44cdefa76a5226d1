//! The script of the permission output (framework appendix B.4).
//!
//! A withdrawal takes part of one exit: the script rebuilds the tree's root from the exit's old leaf, then the
//! root after the deduction, and demands that what is left goes back under the new root.

use alloc::vec::Vec;

use crate::hash::Digest;
use crate::script::{own_suffix, to_delegate_hash, to_p2sh_spk, with_own_length, Script};

/// Bytes before the part of the script that never changes: root push and count push.
const PREFIX_LEN: i64 = 42;
/// Inputs 1 to 8 may come from the delegate address.
const MAX_DELEGATE_INPUTS: u8 = 8;

/// The redeem script over `root` with `count` exits left, in a tree of the given depth; `445 + 22·depth` bytes.
pub fn redeem_script(root: &Digest, count: u64, depth: usize) -> Vec<u8> {
    with_own_length(PREFIX_LEN, |len| {
        let mut script = Script::new();
        script.push(root).push(&count.to_le_bytes());
        check_exit(&mut script);
        new_leaf(&mut script);
        check_old_root(&mut script, depth);
        new_root(&mut script, depth);
        check_outputs(&mut script, len);
        sum_delegates(&mut script);
        check_change(&mut script);
        script.into_bytes()
    })
}

/// The deduction is within the amount, and output 0 pays the exit's script.
fn check_exit(script: &mut Script) {
    use crate::script::op::*;
    script
        .ops(&[
            TO_ALT, TO_ALT, DUP, FALSE, GREATER, VERIFY, DUP, TO_ALT, OVER, SWAP, SUB, DUP, FALSE,
        ])
        .ops(&[GREATER_OR_EQUAL, VERIFY, N2, ROLL, DUP])
        .push(&[0, 0])
        .ops(&[SWAP, CAT, FALSE, OUTPUT_SPK, EQUAL_VERIFY]);
}

/// Old and new leaf hash; an exit that is used up becomes an empty leaf.
fn new_leaf(script: &mut Script) {
    use crate::script::op::*;
    script
        .ops(&[
            ROT, ROT, DUP, FALSE, EQUAL, TO_ALT, N8, NUM_TO_BIN, ROT, DUP, TO_ALT, SWAP, CAT,
        ])
        .push_with_length(&[0])
        .ops(&[SWAP, CAT, SHA256])
        .push_with_length(&[2])
        .ops(&[
            SHA256, FROM_ALT, FROM_ALT, DUP, TO_ALT, SWAP, TO_ALT, IF, NIP, ELSE, DROP, END_IF, TO_ALT,
        ])
        .ops(&[FROM_ALT, FROM_ALT, ROT, CAT])
        .push_with_length(&[0])
        .ops(&[SWAP, CAT, SHA256, SWAP, TO_ALT]);
}

/// Climbs one path from the leaf on the stack; siblings and sides lie below it.
fn climb(script: &mut Script, depth: usize) {
    use crate::script::op::*;
    for _ in 0..depth {
        script
            .ops(&[SWAP, IF, ELSE, SWAP, END_IF, CAT])
            .push_with_length(&[1])
            .ops(&[SWAP, CAT, SHA256]);
    }
}

fn check_old_root(script: &mut Script, depth: usize) {
    use crate::script::op::*;
    climb(script, depth);
    script.ops(&[
        FROM_ALT,
        FROM_ALT,
        FROM_ALT,
        FROM_ALT,
        N4,
        ROLL,
        EQUAL_VERIFY,
        ROT,
        SWAP,
        TO_ALT,
        SWAP,
        TO_ALT,
    ]);
}

/// The root after the deduction, and the count after it as eight bytes.
fn new_root(script: &mut Script, depth: usize) {
    use crate::script::op::*;
    climb(script, depth);
    script.ops(&[
        FROM_ALT, FROM_ALT, FROM_ALT, ROT, IF, N1, SUB, ELSE, END_IF, N8, NUM_TO_BIN, ROT, SWAP,
    ]);
}

/// Output 0 pays enough; output 1 carries the remaining exits, unless none remain.
fn check_outputs(script: &mut Script, len: i64) {
    use crate::script::op::*;
    script
        .ops(&[FALSE, OUTPUT_AMOUNT, N3, PICK, GREATER_OR_EQUAL, VERIFY])
        .ops(&[OUTPUT_COUNT, N4, GREATER, FALSE, EQUAL_VERIFY, DUP])
        .push(&[0; 8])
        .ops(&[
            EQUAL,
            IF,
            DROP,
            DROP,
            INPUT_INDEX,
            INPUT_COVENANT_ID,
            COVENANT_OUTPUT_COUNT,
            FALSE,
        ])
        .ops(&[
            EQUAL_VERIFY,
            FALSE,
            OUTPUT_AMOUNT,
            OVER,
            INPUT_INDEX,
            INPUT_AMOUNT,
            ADD,
            GREATER_OR_EQUAL,
        ])
        .ops(&[VERIFY, ELSE, N8, SWAP, CAT, SWAP])
        .push(&[0x20])
        .ops(&[SWAP, CAT, SWAP, CAT]);
    own_suffix(script, len).ops(&[CAT, BLAKE2B]);
    to_p2sh_spk(script)
        .ops(&[
            N1,
            OUTPUT_SPK,
            EQUAL_VERIFY,
            INPUT_INDEX,
            INPUT_COVENANT_ID,
            DUP,
            COVENANT_OUTPUT_COUNT,
            DUP,
        ])
        .ops(&[
            N1,
            EQUAL_VERIFY,
            SUB_1,
            COVENANT_OUTPUT_INDEX,
            N1,
            EQUAL_VERIFY,
            INPUT_INDEX,
            INPUT_AMOUNT,
        ])
        .ops(&[N1, OUTPUT_AMOUNT, NUM_EQUAL_VERIFY, END_IF]);
}

/// Sums the delegate inputs; one past the last allowed must not exist or not be one.
fn sum_delegates(script: &mut Script) {
    use crate::script::op::*;
    script.ops(&[
        INPUT_COUNT,
        N10,
        GREATER,
        FALSE,
        EQUAL_VERIFY,
        INPUT_INDEX,
        INPUT_COVENANT_ID,
    ]);
    to_delegate_hash(script);
    to_p2sh_spk(script).ops(&[TO_ALT, FALSE]);
    for index in 1..=MAX_DELEGATE_INPUTS + 1 {
        let (input, inputs) = (N1 - 1 + index, N1 + index);
        script.ops(&[
            INPUT_COUNT,
            inputs,
            GREATER_OR_EQUAL,
            IF,
            input,
            INPUT_SPK,
            FROM_ALT,
            DUP,
            TO_ALT,
            EQUAL,
        ]);
        if index <= MAX_DELEGATE_INPUTS {
            script.ops(&[IF, input, INPUT_AMOUNT, ADD, END_IF, END_IF]);
        } else {
            script.ops(&[FALSE, EQUAL_VERIFY, END_IF]);
        }
    }
}

/// The delegates cover the deduction, and what they have too much goes back to their address.
fn check_change(script: &mut Script) {
    use crate::script::op::*;
    script
        .ops(&[
            SWAP,
            SUB,
            DUP,
            FALSE,
            GREATER_OR_EQUAL,
            VERIFY,
            INPUT_INDEX,
            INPUT_COVENANT_ID,
        ])
        .ops(&[
            COVENANT_OUTPUT_COUNT,
            N1,
            ADD,
            OVER,
            FALSE,
            GREATER,
            IF,
            DUP,
            OUTPUT_SPK,
            FROM_ALT,
        ])
        .ops(&[
            EQUAL_VERIFY,
            OUTPUT_AMOUNT,
            EQUAL_VERIFY,
            ELSE,
            DROP,
            DROP,
            FROM_ALT,
            DROP,
            END_IF,
        ])
        .ops(&[N1, N1, DROP]);
}
