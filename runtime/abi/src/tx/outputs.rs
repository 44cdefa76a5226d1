//! The stdout of a transaction guest: what the host stores. Not proven; the journal is.

use alloc::vec::Vec;

use crate::codec::{Error as CodecError, Reader, Result, Writer};
use crate::error::Error;

use super::Resource;

/// New bytes per resource (`None`: unchanged, empty: deleted), or the program's error.
pub type Effects<'a> = core::result::Result<Vec<Option<&'a [u8]>>, Error>;

/// Reads the outputs of a transaction that declared `count` resources; trailing bytes are ignored.
///
/// Errors: `Decode` of the field, or `invalid output discriminant`.
pub fn decode_outputs(mut outputs: &[u8], count: usize) -> Result<Effects<'_>> {
    match outputs.byte("discriminant")? {
        0 => {
            // Every resource takes a byte at least; a lying count reserves nothing.
            let mut effects = Vec::with_capacity(count.min(outputs.len()));
            for _ in 0..count {
                let dirty = outputs.bool("dirty_flag")?;
                effects.push(if dirty { Some(outputs.blob("data")?) } else { None });
            }
            Ok(Ok(effects))
        }
        1 => Error::decode(&mut outputs).map(Err),
        _ => Err(CodecError::Decode("invalid output discriminant")),
    }
}

pub(super) fn encode_success(resources: &[Resource<'_>]) -> Vec<u8> {
    let mut out = alloc::vec![0];
    for resource in resources {
        out.write_byte(u8::from(resource.is_dirty()));
        if resource.is_dirty() {
            out.write_blob(resource.data());
        }
    }
    out
}

pub(super) fn encode_error(error: &Error) -> Vec<u8> {
    let mut out = alloc::vec![1];
    error.encode(&mut out);
    out
}
