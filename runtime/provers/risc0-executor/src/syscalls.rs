//! The host side of the guest's system calls.
//!
//! The kernel turns every guest system call into a `host_read` whose "file" is the address of the call's name: the
//! host fills the buffer and remembers two return words, which the kernel fetches with a second read from file 0.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use anyhow::{anyhow, bail, Result};
use risc0_binfmt::ByteAddr;
use risc0_circuit_rv32im::execute::{Syscall, SyscallContext};

const STDIN: u32 = 0;
const STDOUT: u32 = 1;
const STDERR: u32 = 2;
const JOURNAL: u32 = 3;

const A3: usize = 13;
const A4: usize = 14;
const A5: usize = 15;

const WORD: usize = 4;
/// Longer than any name the platform has.
const MAX_NAME: usize = 128;
/// What a guest may print or commit before it is stopped, in bytes.
const MAX_OUTPUT: usize = 64 << 20;
/// `getenv`'s answer for "not set"; guests see no environment.
const NOT_SET: u32 = u32::MAX;

/// Everything one run reads and writes.
#[derive(Default)]
pub struct Host {
    input: Vec<u8>,
    assumptions: HashSet<[u8; 32]>,
    read: Cell<usize>,
    stdout: RefCell<Vec<u8>>,
    stderr: RefCell<Vec<u8>>,
    journal: RefCell<Vec<u8>>,
    panic: RefCell<Option<String>>,
    random: Cell<u32>,
    returned: Cell<(u32, u32)>,
}

impl Host {
    /// A host that serves `input` on stdin and knows receipts for the claims in `assumptions` (claim digests).
    pub fn new(input: Vec<u8>, assumptions: HashSet<[u8; 32]>) -> Self {
        Self {
            input,
            assumptions,
            ..Self::default()
        }
    }

    /// Bytes the guest wrote to stdout, and bytes it committed.
    pub fn into_streams(self) -> (Vec<u8>, Vec<u8>) {
        (self.stdout.into_inner(), self.journal.into_inner())
    }

    /// The guest's own words when it gave up.
    pub fn panic_message(&self) -> Option<String> {
        self.panic.borrow().clone()
    }

    fn call(&self, name: &str, ctx: &mut impl SyscallContext, to_guest: &mut [u8]) -> Result<(u32, u32)> {
        match name.rsplit("::").next().unwrap_or(name) {
            "SYS_READ" => self.read(ctx, to_guest),
            "SYS_WRITE" => self.write(ctx),
            "SYS_VERIFY_INTEGRITY" => self.verify_integrity(ctx),
            "SYS_PANIC" => {
                let message = String::from_utf8_lossy(&region(ctx, A3, A4)?).into_owned();
                *self.panic.borrow_mut() = Some(message);
                bail!("guest panicked")
            }
            "SYS_LOG" => Ok((0, 0)), // a log line is for people; it must not mix with the outputs on stdout
            "SYS_CYCLE_COUNT" => {
                let cycle = ctx.get_cycle();
                Ok(((cycle >> 32) as u32, cycle as u32))
            }
            "SYS_GETENV" => Ok((NOT_SET, 0)),
            "SYS_ARGC" => Ok((0, 0)),
            "SYS_RANDOM" => self.fill_random(to_guest),
            other => bail!("the guest made the system call {other}, which this executor does not offer"),
        }
    }

    /// `read(fd, n)`: fills whole words of the buffer, then hands the last few bytes over in the second return word.
    fn read(&self, ctx: &mut impl SyscallContext, to_guest: &mut [u8]) -> Result<(u32, u32)> {
        let (fd, wanted) = (ctx.peek_register(A3)?, ctx.peek_register(A4)? as usize);
        if fd != STDIN {
            bail!("the guest read from file {fd}; only stdin is open");
        }
        let main = self.take(to_guest);
        let left = wanted.saturating_sub(main);
        let mut tail = [0u8; WORD];
        // More than a word left over means the input ended inside the buffer.
        let end = if left <= WORD {
            self.take(tail.get_mut(..left).unwrap_or(&mut []))
        } else {
            0
        };
        Ok((u32::try_from(main + end)?, u32::from_le_bytes(tail)))
    }

    fn take(&self, into: &mut [u8]) -> usize {
        let rest = self.input.get(self.read.get()..).unwrap_or(&[]);
        let count = rest.len().min(into.len());
        for (slot, byte) in into.iter_mut().zip(rest) {
            *slot = *byte;
        }
        self.read.set(self.read.get() + count);
        count
    }

    fn write(&self, ctx: &mut impl SyscallContext) -> Result<(u32, u32)> {
        let sink = match ctx.peek_register(A3)? {
            STDOUT => &self.stdout,
            STDERR => &self.stderr,
            JOURNAL => &self.journal,
            fd => bail!("the guest wrote to file {fd}, which is not open"),
        };
        let length = ctx.peek_register(A5)? as usize;
        if length > MAX_OUTPUT.saturating_sub(sink.borrow().len()) {
            bail!("the guest wrote more than {MAX_OUTPUT} bytes");
        }
        let bytes = region(ctx, A4, A5)?;
        sink.borrow_mut().extend_from_slice(&bytes);
        Ok((0, 0))
    }

    /// A control root of zeros means "the same one as mine", the only one that composition of guests uses.
    fn verify_integrity(&self, ctx: &mut impl SyscallContext) -> Result<(u32, u32)> {
        let bytes = region(ctx, A3, A4)?;
        let (claim, root) = bytes
            .split_first_chunk::<32>()
            .ok_or_else(|| anyhow!("a claim digest has 32 bytes"))?;
        if root != [0; 32] {
            bail!("the guest asked for a proof under another control root");
        }
        if !self.assumptions.contains(claim) {
            bail!("no receipt was given for a claim that the guest verifies");
        }
        Ok((0, 0))
    }

    /// Reproducible on purpose: `std` seeds its hash maps from this, and nothing that is committed may depend on it.
    fn fill_random(&self, to_guest: &mut [u8]) -> Result<(u32, u32)> {
        for word in to_guest.chunks_mut(WORD) {
            let next = self
                .random
                .get()
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            self.random.set(next);
            for (slot, byte) in word.iter_mut().zip(next.to_le_bytes()) {
                *slot = byte;
            }
        }
        Ok((u32::try_from(to_guest.len())?, 0))
    }
}

impl Syscall for Host {
    fn host_read(&self, ctx: &mut impl SyscallContext, fd: u32, buf: &mut [u8]) -> Result<u32> {
        if fd == 0 {
            let (first, second) = self.returned.get();
            for (slot, byte) in buf
                .iter_mut()
                .zip(first.to_le_bytes().into_iter().chain(second.to_le_bytes()))
            {
                *slot = byte;
            }
            return Ok(u32::try_from(2 * WORD)?);
        }
        let name = name_at(ctx, ByteAddr(fd))?;
        // The guest's buffer may end inside a word; the call itself works on whole words.
        let mut words = vec![0u8; buf.len().next_multiple_of(WORD)];
        self.returned.set(self.call(&name, ctx, &mut words)?);
        for (slot, byte) in buf.iter_mut().zip(&words) {
            *slot = *byte;
        }
        Ok(u32::try_from(buf.len())?)
    }

    fn host_write(&self, _ctx: &mut impl SyscallContext, _fd: u32, buf: &[u8]) -> Result<u32> {
        Ok(u32::try_from(buf.len())?) // the kernel's own diagnostics
    }
}

/// The bytes at the address in one register, as many as another says.
fn region(ctx: &mut impl SyscallContext, address: usize, length: usize) -> Result<Vec<u8>> {
    let start = ByteAddr(ctx.peek_register(address)?);
    let length = ctx.peek_register(length)? as usize;
    if length > MAX_OUTPUT {
        bail!("the guest passed {length} bytes to one system call");
    }
    if length == 0 {
        return Ok(Vec::new());
    }
    ctx.peek_region(start, length)
}

fn name_at(ctx: &mut impl SyscallContext, mut at: ByteAddr) -> Result<String> {
    let mut name = Vec::new();
    while name.len() < MAX_NAME {
        match ctx.peek_u8(at)? {
            0 => return Ok(String::from_utf8(name)?),
            byte => name.push(byte),
        }
        at += 1u32;
    }
    bail!("a system call's name does not end")
}
