//! Reading and writing rest preimages: an L1 transaction of version 1 or later without payload, signature
//! scripts and mass (framework section 4.3).
//!
//! ```text
//! version u16
//! ‖ u64 n ‖ n × (prev_tx_id[32] ‖ prev_index u32 ‖ u64 0 ‖ sequence u64)
//! ‖ u64 n ‖ n × (value u64 ‖ spk_version u16 ‖ u64 len ‖ script ‖ 00 | 01 ‖ authorizing_input u16 ‖ covenant_id[32])
//! ‖ lock_time u64 ‖ subnetwork_id[20] ‖ gas u64 ‖ u64 0
//! ```
//!
//! Counts and lengths are u64 here, unlike everywhere else. A preimage is trustworthy once its transaction id
//! has been recomputed; nothing here panics on any other bytes.

use alloc::vec::Vec;

use crate::codec::{Error, Reader, Result, Writer};
use crate::hash::Digest;

use super::SUBNETWORK_LEN;

/// The sequence number with which an input switches the lock time off.
pub const FINAL_SEQUENCE: u64 = u64::MAX;

/// The output an input spends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outpoint<'a> {
    /// Id of the transaction that made the output.
    pub tx_id: &'a Digest,
    /// Its position there.
    pub index: u32,
}

/// One input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Input<'a> {
    /// The output it spends.
    pub outpoint: Outpoint<'a>,
    /// Sequence number.
    pub sequence: u64,
}

/// One output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output<'a> {
    /// Value in sompi.
    pub value: u64,
    /// Script version.
    pub spk_version: u16,
    /// Script bytes.
    pub script: &'a [u8],
    /// Authorizing input and covenant id of a bound output.
    pub covenant: Option<(u16, &'a Digest)>,
}

impl Output<'_> {
    /// Whether this pays to `script_hash` with a version 0 pay-to-script-hash script.
    pub fn pays_script_hash(&self, script_hash: &Digest) -> bool {
        self.spk_version == 0 && self.script == super::p2sh_script(script_hash)
    }
}

/// The fields behind the outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail<'a> {
    /// Lock time.
    pub lock_time: u64,
    /// Lane.
    pub subnetwork_id: &'a [u8; SUBNETWORK_LEN],
    /// Gas.
    pub gas: u64,
}

/// Version of the transaction. Errors: `Decode("rest_version")`.
pub fn version(rest: &[u8]) -> Result<u16> {
    (&mut &*rest).le_u16("rest_version")
}

/// Number of inputs. Errors: `Decode` of a field.
pub fn input_count(mut rest: &[u8]) -> Result<u64> {
    rest.le_u16("rest_version")?;
    rest.le_u64("rest_input_count")
}

/// Number of outputs. Errors: `Decode` of a field.
pub fn output_count(mut rest: &[u8]) -> Result<u64> {
    skip_inputs(&mut rest)?;
    rest.le_u64("rest_output_count")
}

/// Input `index`. Errors: `Decode("rest_input_index")` if out of range, `Decode` of a field.
pub fn input(mut rest: &[u8], index: u32) -> Result<Input<'_>> {
    rest.le_u16("rest_version")?;
    let count = rest.le_u64("rest_input_count")?;
    nth(&mut rest, count, index, "rest_input_index", read_input)
}

/// The outpoint input `index` spends. Errors: those of [`input`].
pub fn input_outpoint(rest: &[u8], index: u32) -> Result<Outpoint<'_>> {
    input(rest, index).map(|input| input.outpoint)
}

/// Output `index`. Errors: `Decode("rest_output_index")` if out of range, `Decode` of a field.
pub fn output(mut rest: &[u8], index: u32) -> Result<Output<'_>> {
    skip_inputs(&mut rest)?;
    let count = rest.le_u64("rest_output_count")?;
    nth(&mut rest, count, index, "rest_output_index", read_output)
}

/// The fields behind the outputs. Errors: `Decode` of a field, also for bytes behind the preimage's end.
pub fn tail(mut rest: &[u8]) -> Result<Tail<'_>> {
    skip_inputs(&mut rest)?;
    let outputs = rest.le_u64("rest_output_count")?;
    for _ in 0..outputs {
        read_output(&mut rest)?;
    }
    let tail = Tail {
        lock_time: rest.le_u64("rest_lock_time")?,
        subnetwork_id: rest.array("rest_subnetwork_id")?,
        gas: rest.le_u64("rest_gas")?,
    };
    match (rest.le_u64("rest_payload")?, rest.remaining()) {
        (0, 0) => Ok(tail),
        _ => Err(Error::Decode("rest_payload")),
    }
}

/// The lock time, and whether it binds: some input has not switched it off. Errors: `Decode` of a field up to it.
pub fn lock_time(mut rest: &[u8]) -> Result<(u64, bool)> {
    rest.le_u16("rest_version")?;
    let mut binds = false;
    for _ in 0..rest.le_u64("rest_input_count")? {
        binds |= read_input(&mut rest)?.sequence != FINAL_SEQUENCE;
    }
    for _ in 0..rest.le_u64("rest_output_count")? {
        read_output(&mut rest)?;
    }
    Ok((rest.le_u64("rest_lock_time")?, binds))
}

/// Builds a rest preimage.
pub fn encode(version: u16, inputs: &[Input<'_>], outputs: &[Output<'_>], tail: &Tail<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    out.write_u16(version);
    out.write_u64(inputs.len() as u64);
    for input in inputs {
        out.write(input.outpoint.tx_id);
        out.write_u32(input.outpoint.index);
        out.write_u64(0);
        out.write_u64(input.sequence);
    }
    out.write_u64(outputs.len() as u64);
    for output in outputs {
        out.write_u64(output.value);
        out.write_u16(output.spk_version);
        out.write_u64(output.script.len() as u64);
        out.write(output.script);
        out.write_byte(u8::from(output.covenant.is_some()));
        if let Some((authorizing_input, covenant_id)) = output.covenant {
            out.write_u16(authorizing_input);
            out.write(covenant_id);
        }
    }
    out.write_u64(tail.lock_time);
    out.write(tail.subnetwork_id);
    out.write_u64(tail.gas);
    out.write_u64(0);
    out
}

/// Reads items up to and including `index`. Each takes bytes, so a lying count ends at the end of input.
fn nth<'a, T>(
    rest: &mut &'a [u8],
    count: u64,
    index: u32,
    field: &'static str,
    read: impl Fn(&mut &'a [u8]) -> Result<T>,
) -> Result<T> {
    if u64::from(index) >= count {
        return Err(Error::Decode(field));
    }
    for _ in 0..index {
        read(rest)?;
    }
    read(rest)
}

fn skip_inputs(rest: &mut &[u8]) -> Result<()> {
    rest.le_u16("rest_version")?;
    for _ in 0..rest.le_u64("rest_input_count")? {
        read_input(rest)?;
    }
    Ok(())
}

fn read_input<'a>(rest: &mut &'a [u8]) -> Result<Input<'a>> {
    let outpoint = Outpoint {
        tx_id: rest.array("rest_prev_tx_id")?,
        index: rest.le_u32("rest_prev_index")?,
    };
    if rest.le_u64("rest_signature_script")? != 0 {
        return Err(Error::Decode("rest_signature_script"));
    }
    Ok(Input {
        outpoint,
        sequence: rest.le_u64("rest_sequence")?,
    })
}

fn read_output<'a>(rest: &mut &'a [u8]) -> Result<Output<'a>> {
    let value = rest.le_u64("rest_value")?;
    let spk_version = rest.le_u16("rest_spk_version")?;
    let len = usize::try_from(rest.le_u64("rest_script")?).map_err(|_| Error::Decode("rest_script"))?;
    let script = rest.bytes(len, "rest_script")?;
    let covenant = match rest.byte("rest_covenant")? {
        0 => None,
        1 => Some((
            rest.le_u16("rest_authorizing_input")?,
            rest.array("rest_covenant_id")?,
        )),
        _ => return Err(Error::Decode("rest_covenant")),
    };
    Ok(Output {
        value,
        spk_version,
        script,
        covenant,
    })
}
