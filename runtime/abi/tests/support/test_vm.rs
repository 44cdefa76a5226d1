//! The little program the vectors were made with; it reaches every part of the ABI.

use vprog_abi::codec::Reader;
use vprog_abi::error::{Error, Result};
use vprog_abi::exits::{DepositSink, ExitSink, Exits, StandardSpk};
use vprog_abi::hash::Digest;
use vprog_abi::tx::{process_transaction, HostError, Processed, Resource, Transaction};

/// Runs the program over an input blob.
pub fn run(input: &[u8]) -> std::result::Result<Processed, HostError> {
    process_transaction(input, handle)
}

fn handle(
    tx: &Transaction<'_>,
    merge_idx: u32,
    context_hash: &Digest,
    resources: &mut [Resource<'_>],
    exits: &mut ExitSink,
    deposit: &mut DepositSink,
) -> Result<()> {
    let Some((&op, args)) = tx.ix_data().split_first() else {
        return Ok(());
    };
    let mut args = args;
    match op {
        0x00 => Ok(()),
        0x01 => count(resources),
        0x02 => {
            count(resources)?;
            exits.emit(
                StandardSpk::PubKey([merge_idx as u8; 32]),
                1_000_000 * (u64::from(merge_idx) + 1),
            );
            Ok(())
        }
        0x03 => Err(Error::Guest(args.le_u32("code")?)),
        0x04 => Err(Error::Decode(String::from_utf8_lossy(args).into_owned())),
        0x05 => {
            let slot = slot(resources, &mut args)?;
            slot.resize(args.len());
            slot.data_mut().copy_from_slice(args);
            Ok(())
        }
        0x06 => {
            slot(resources, &mut args)?.resize(0);
            Ok(())
        }
        0x07 => args.as_chunks().0.iter().try_for_each(|hash| deposit.set(hash)),
        0x08 => {
            slot(resources, &mut args)?.data_mut();
            Ok(())
        }
        0x09 => Exits::new(args).try_for_each(|exit| {
            let exit = exit?;
            exits.emit(exit.spk, exit.amount);
            Ok(())
        }),
        0x0a => {
            let slot = slot(resources, &mut args)?;
            slot.resize(slot.data().len());
            Ok(())
        }
        0x0b => overwrite(
            resources,
            [merge_idx.to_le_bytes().as_slice(), context_hash].concat(),
        ),
        0x0c => {
            overwrite(resources, vec![0xaa, 0xbb])?;
            exits.emit(StandardSpk::PubKey([1; 32]), 1);
            deposit.set(&[2; 32])?;
            Err(Error::Guest(77))
        }
        // 0d panics in the original; no vector uses it and the fuzz test must not.
        _ => Err(Error::Guest(0xdead)),
    }
}

fn slot<'r, 'a>(resources: &'r mut [Resource<'a>], args: &mut &[u8]) -> Result<&'r mut Resource<'a>> {
    let index = args.byte("idx")?;
    resources.get_mut(usize::from(index)).ok_or(Error::Guest(0xdead))
}

fn overwrite(resources: &mut [Resource<'_>], data: Vec<u8>) -> Result<()> {
    let first = resources.first_mut().ok_or(Error::Guest(0xdead))?;
    first.replace(data);
    Ok(())
}

fn count(resources: &mut [Resource<'_>]) -> Result<()> {
    for slot in resources {
        if slot.is_new() {
            slot.resize(4);
        }
        let value: &mut [u8; 4] = slot.data_mut().try_into().map_err(|_| Error::Guest(0xdead))?;
        *value = (u32::from_le_bytes(*value).wrapping_add(1)).to_le_bytes();
    }
    Ok(())
}
