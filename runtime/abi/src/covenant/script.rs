//! The redeem scripts (framework appendices B.1 to B.3).
//!
//! Stack comments name what lies on top; the journal is put together from left to right as the checks go on.

use alloc::vec::Vec;

use crate::hash::ZERO;
use crate::script::{op::*, own_suffix, to_delegate_hash, to_p2sh_spk, with_own_length, Script};

use super::constants::*;
use super::{Kind, Pins, State, PREFIX_LEN};

const DIGEST_PUSH: &[u8] = &[0x20];

pub(super) fn redeem(pins: &Pins, state: &State, permission_value: i64) -> Vec<u8> {
    with_own_length(PREFIX_LEN as i64, |len| {
        let mut script = Script::new();
        script
            .push(&state.lane_tip)
            .push(&state.state)
            .push(&pins.lane_key);
        match pins.kind {
            Kind::Dev => dev(&mut script, pins, permission_value, len),
            Kind::Succinct | Kind::Groth16 => proven(&mut script, pins, permission_value, len),
        }
        script.into_bytes()
    })
}

fn proven(script: &mut Script, pins: &Pins, permission_value: i64, len: i64) {
    // Resolve the block, keep its seq commit and the new values for the journal, build the next prefix.
    script
        .ops(&[
            TO_ALT,
            TO_ALT,
            TO_ALT,
            CHAIN_BLOCK_SEQ_COMMIT,
            TO_ALT,
            DUP,
            TO_ALT,
        ])
        .push(DIGEST_PUSH)
        .ops(&[SWAP, CAT, SWAP, DUP, TO_ALT])
        .push(DIGEST_PUSH)
        .ops(&[SWAP, CAT, SWAP, CAT])
        .push(DIGEST_PUSH)
        .ops(&[CAT])
        .push(&pins.lane_key)
        .ops(&[CAT]);
    continues_as_itself(script, len);
    // prev_state ‖ prev_lane_tip ‖ new_state ‖ new_lane_tip ‖ new_seq_commit ‖ covenant_id ‖ images
    script
        .ops(&[
            FROM_ALT, FROM_ALT, FROM_ALT, SWAP, TO_ALT, SWAP, FROM_ALT, SWAP, CAT, SWAP, CAT,
        ])
        .ops(&[
            FROM_ALT,
            FROM_ALT,
            SWAP,
            CAT,
            SWAP,
            CAT,
            INPUT_INDEX,
            INPUT_COVENANT_ID,
            CAT,
        ])
        .push(&pins.tx_image_id)
        .ops(&[CAT])
        .push(&pins.batch_image_id)
        .ops(&[CAT]);
    outputs(script, permission_value, true);
    script.ops(&[SWAP]);
    deposit(script);
    script.ops(&[CAT, FROM_ALT, CAT, SHA256]).push(&pins.program_id);
    match pins.kind {
        Kind::Groth16 => groth16(script),
        Kind::Dev | Kind::Succinct => succinct(script),
    }
    script.ops(&[INPUT_INDEX, FALSE, EQUAL_VERIFY, N1, FALSE, DROP]);
}

fn dev(script: &mut Script, pins: &Pins, permission_value: i64, len: i64) {
    // The seq commit is claimed by the spender and only compared with the block's.
    script
        .ops(&[
            TO_ALT,
            TO_ALT,
            TO_ALT,
            CHAIN_BLOCK_SEQ_COMMIT,
            SWAP,
            TO_ALT,
            SWAP,
            TO_ALT,
            EQUAL_VERIFY,
        ])
        .ops(&[FROM_ALT, FROM_ALT])
        .push(DIGEST_PUSH)
        .ops(&[SWAP, CAT, SWAP])
        .push(DIGEST_PUSH)
        .ops(&[SWAP, CAT, SWAP, CAT])
        .push(DIGEST_PUSH)
        .ops(&[CAT])
        .push(&pins.lane_key)
        .ops(&[CAT]);
    continues_as_itself(script, len);
    script.ops(&[FROM_ALT, DROP, FROM_ALT, DROP, FROM_ALT, DROP]);
    deposit(script);
    script.ops(&[DROP, INPUT_INDEX, FALSE, EQUAL_VERIFY]);
    outputs(script, permission_value, false);
    script.ops(&[N1]);
}

/// Output 0 holds the prefix on the stack followed by this script's own suffix.
fn continues_as_itself(script: &mut Script, len: i64) {
    own_suffix(script, len).ops(&[CAT, BLAKE2B]);
    to_p2sh_spk(script).ops(&[INPUT_INDEX, OUTPUT_SPK, EQUAL_VERIFY]);
}

/// One or two outputs carry the covenant: its continuation, then what users may withdraw. With `journal` the
/// permission hash (zeros for none) goes onto the journal.
fn outputs(script: &mut Script, permission_value: i64, journal: bool) {
    script
        .ops(&[
            INPUT_INDEX,
            INPUT_COVENANT_ID,
            COVENANT_OUTPUT_COUNT,
            DUP,
            N2,
            NUM_EQUAL,
            IF,
            DROP,
        ])
        .ops(&[
            INPUT_INDEX,
            INPUT_COVENANT_ID,
            FALSE,
            COVENANT_OUTPUT_INDEX,
            FALSE,
            EQUAL_VERIFY,
        ])
        .ops(&[
            INPUT_INDEX,
            INPUT_COVENANT_ID,
            N1,
            COVENANT_OUTPUT_INDEX,
            N1,
            EQUAL_VERIFY,
        ])
        .ops(&[FALSE, INPUT_AMOUNT])
        .number(permission_value)
        .ops(&[SUB, FALSE, OUTPUT_AMOUNT, NUM_EQUAL_VERIFY, N1, OUTPUT_AMOUNT])
        .number(permission_value)
        .ops(&[EQUAL_VERIFY, N1, N4])
        .number(36)
        .ops(&[OUTPUT_SPK_SUBSTR, DUP])
        .push(&ZERO)
        .ops(&[EQUAL, NOT, VERIFY, DUP]);
    to_p2sh_spk(script)
        .ops(&[
            N1,
            OUTPUT_SPK,
            EQUAL_VERIFY,
            if journal { CAT } else { DROP },
            ELSE,
        ])
        .ops(&[
            N1,
            NUM_EQUAL_VERIFY,
            INPUT_INDEX,
            INPUT_COVENANT_ID,
            FALSE,
            COVENANT_OUTPUT_INDEX,
            FALSE,
        ])
        .ops(&[
            EQUAL_VERIFY,
            FALSE,
            INPUT_AMOUNT,
            FALSE,
            OUTPUT_AMOUNT,
            NUM_EQUAL_VERIFY,
        ]);
    if journal {
        script.push(&ZERO).ops(&[CAT]);
    }
    script.ops(&[END_IF]);
}

/// A deposit hash other than zeros is that of this covenant's delegate script.
fn deposit(script: &mut Script) {
    script
        .ops(&[DUP, DUP])
        .push(&ZERO)
        .ops(&[EQUAL, NOT, IF, INPUT_INDEX, INPUT_COVENANT_ID]);
    to_delegate_hash(script).ops(&[EQUAL_VERIFY, ELSE, DROP, END_IF]);
}

fn succinct(script: &mut Script) {
    script
        .push(&SUCCINCT_CONTROL_ID)
        .push(&[SUCCINCT_HASH_FUNCTION])
        .push(&[ZK_TAG_SUCCINCT])
        .ops(&[ZK_PRECOMPILE, VERIFY]);
}

/// Builds the receipt claim from image and journal digest, splits it into field elements and calls the verifier.
fn groth16(script: &mut Script) {
    script
        .ops(&[ROT, TO_ALT, TO_ALT])
        .push(&OUTPUT_TAG_DIGEST)
        .ops(&[SWAP, CAT])
        .push(&ZERO)
        .ops(&[CAT])
        .push(&[2, 0])
        .ops(&[CAT, SHA256])
        .push(&RECEIPT_CLAIM_TAG_DIGEST)
        .push(&ZERO)
        .ops(&[CAT, FROM_ALT, CAT])
        .push(&POST_DIGEST)
        .ops(&[CAT, SWAP, CAT])
        .push(&[0, 0, 0, 0, 0, 0, 0, 0, 4, 0])
        .ops(&[CAT, SHA256, TO_ALT])
        .push(&BN254_CONTROL_ID)
        .ops(&[
            FROM_ALT, SIZE, N2, DIV, DUP_2, FALSE, SWAP, SUBSTR, ROT, ROT, DUP, N2, MUL, SUBSTR,
        ])
        .push(&[0; 16])
        .ops(&[CAT, SWAP])
        .push(&[0; 16])
        .ops(&[CAT])
        .push(&CONTROL_ROOT_A1)
        .push(&CONTROL_ROOT_A0)
        .ops(&[N5, FROM_ALT])
        .push(&GROTH16_VK)
        .push(&[ZK_TAG_GROTH16])
        .ops(&[ZK_PRECOMPILE, VERIFY]);
}
