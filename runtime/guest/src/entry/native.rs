//! On the host: a worker that answers framed inputs until its stdin ends.
//!
//! ```text
//! request  u32 length ‖ input blob
//! reply    status u8 (0 ok, 1 host input rejected) ‖ outputs blob ‖ journal blob ‖ events blob
//! ```

use alloc::vec::Vec;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use vprog_abi::codec::Writer;

use crate::{process, Program};

/// Serves stdin and stdout; fails only if they do.
pub fn main<P: Program>() -> ExitCode {
    match serve::<P>(
        BufReader::new(io::stdin().lock()),
        BufWriter::new(io::stdout().lock()),
    ) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Answers every frame of `requests`. Errors: those of the streams, and a frame cut short.
pub fn serve<P: Program>(mut requests: impl Read, mut replies: impl Write) -> io::Result<()> {
    while let Some(len) = read_len(&mut requests)? {
        // Grows with what arrives, so a lying length reserves nothing.
        let mut input = Vec::new();
        requests.by_ref().take(u64::from(len)).read_to_end(&mut input)?;
        if input.len() != usize::try_from(len).map_err(io::Error::other)? {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        replies.write_all(&reply::<P>(&input))?;
        replies.flush()?;
    }
    Ok(())
}

fn reply<P: Program>(input: &[u8]) -> Vec<u8> {
    let (status, outputs, journal, events) = match process::<P>(input) {
        Ok(outcome) => (0, outcome.outputs, outcome.journal, outcome.events),
        Err(_) => (1, Vec::new(), Vec::new(), Vec::new()),
    };
    let mut frame = Vec::new();
    frame.write_byte(status);
    frame.write_blob(&outputs);
    frame.write_blob(&journal);
    frame.write_blob(&events);
    frame
}

/// The next frame's length, or `None` at the end of the stream between frames.
fn read_len(requests: &mut impl Read) -> io::Result<Option<u32>> {
    let mut prefix = Vec::new();
    requests.by_ref().take(4).read_to_end(&mut prefix)?;
    match prefix.first_chunk::<4>() {
        Some(len) => Ok(Some(u32::from_le_bytes(*len))),
        None if prefix.is_empty() => Ok(None),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
