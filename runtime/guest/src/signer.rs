//! Signers: entries that bring keys to a transaction, and what locks make of the keys.

use alloc::vec::Vec;

use vprog_abi::l1::recover_p2pk_key;

use crate::{schnorr, Error, Hash, Input, LockView, Program, PubKey, Result, Wire};

/// How many bytes a signature takes in the tail.
const SIGNATURE_LEN: usize = 64;
/// How many bytes a payload digest takes in the tail.
const DIGEST_LEN: usize = 32;

/// One entry of the stream; offsets count from the start of the payload.
#[derive(Clone, Copy, Debug)]
pub struct Signer {
    resource: u8,
    proof: Proof,
}

/// What stands behind an entry.
#[derive(Clone, Copy, Debug)]
enum Proof {
    /// A signature by the resource's Schnorr lock.
    Signature { offset: u32 },
    /// The owner of an L1 input.
    Spender(Witness),
    /// A signature by one key of the resource's Multisig lock.
    MemberSignature { key: u8, offset: u32 },
    /// The owner of an L1 input, for a Multisig lock.
    MemberSpender(Witness),
    /// A signature by the program's genesis key.
    Genesis { offset: u32 },
}

/// Where the payload tells how the output that an L1 input spends came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Witness {
    input: u8,
    rest_offset: u32,
    rest_len: u32,
    digest_offset: u32,
}

/// A key that takes part in the transaction, for one resource.
#[derive(Clone, Copy, Debug)]
struct Signed {
    resource: usize,
    key: PubKey,
    /// A contribution to a Multisig lock, of no use for others.
    member: bool,
}

/// The resolved entries of a transaction, in stream order.
#[derive(Clone, Debug, Default)]
pub struct Signers(Vec<Signed>);

/// What signatures are checked against.
pub struct Evidence<'a> {
    /// The whole payload.
    pub payload: &'a [u8],
    /// The L1 transaction without payload and signature scripts.
    pub rest_preimage: &'a [u8],
    /// What signatures sign.
    pub message: Hash,
}

impl Signer {
    /// Position of the resource it acts on; not checked against the access list.
    pub fn resource(&self) -> u8 {
        self.resource
    }

    /// Takes an entry; `None` if bytes are missing or the kind is unknown.
    pub fn decode(input: &mut Input<'_>) -> Option<Self> {
        let resource = input.byte()?;
        let proof = match input.byte()? {
            1 => Proof::Signature {
                offset: input.value()?,
            },
            2 => Proof::Spender(input.value()?),
            3 => Proof::MemberSignature {
                key: input.byte()?,
                offset: input.value()?,
            },
            4 => Proof::MemberSpender(input.value()?),
            5 => Proof::Genesis {
                offset: input.value()?,
            },
            _ => return None,
        };
        Some(Self { resource, proof })
    }
}

impl Wire for Witness {
    fn decode(input: &mut Input<'_>) -> Option<Self> {
        Some(Self {
            input: input.byte()?,
            rest_offset: input.value()?,
            rest_len: input.value()?,
            digest_offset: input.value()?,
        })
    }

    fn encode(&self, out: &mut Vec<u8>) {
        out.push(self.input);
        self.rest_offset.encode(out);
        self.rest_len.encode(out);
        self.digest_offset.encode(out);
    }
}

/// What entries proved so far. An entry costs its sender a few bytes and a proof many cycles, so that each proof is
/// done once, however many entries point at it.
#[derive(Default)]
struct Proven {
    signatures: Vec<(u32, PubKey)>,
    spenders: Vec<(Witness, PubKey)>,
}

impl Evidence<'_> {
    fn bytes(&self, offset: u32, len: usize) -> Result<&[u8]> {
        let start = usize::try_from(offset).map_err(|_| Error::BAD_SIGNER)?;
        let end = start.checked_add(len).ok_or(Error::BAD_SIGNER)?;
        self.payload.get(start..end).ok_or(Error::BAD_SIGNER)
    }

    fn array<const N: usize>(&self, offset: u32) -> Result<&[u8; N]> {
        self.bytes(offset, N)?.first_chunk().ok_or(Error::BAD_SIGNER)
    }

    fn signed(&self, key: &PubKey, offset: u32, proven: &mut Proven) -> Result<PubKey> {
        let signature = self.array::<SIGNATURE_LEN>(offset)?;
        if proven
            .signatures
            .iter()
            .any(|known| known.0 == offset && known.1 == *key)
        {
            return Ok(*key);
        }
        if !schnorr::verify(key, &self.message, signature) {
            return Err(Error::BAD_SIGNATURE);
        }
        proven.signatures.push((offset, *key));
        Ok(*key)
    }

    fn spender(&self, witness: &Witness, proven: &mut Proven) -> Result<PubKey> {
        if let Some((_, key)) = proven.spenders.iter().find(|known| known.0 == *witness) {
            return Ok(*key);
        }
        let key = self.recover(witness)?;
        proven.spenders.push((*witness, key));
        Ok(key)
    }

    fn recover(&self, witness: &Witness) -> Result<PubKey> {
        let len = usize::try_from(witness.rest_len).map_err(|_| Error::BAD_SIGNER)?;
        let rest = self.bytes(witness.rest_offset, len)?;
        let digest = self.array::<DIGEST_LEN>(witness.digest_offset)?;
        recover_p2pk_key(self.rest_preimage, u32::from(witness.input), rest, digest)
            .map_err(|_| Error::BAD_SIGNER)
    }
}

impl Signers {
    /// Checks every entry against the resources as the transaction found them (`stored`: bytes of the resource
    /// at a position). Errors: `BadSigner`, `BadSignature`, for the first entry that fails.
    pub fn resolve<'s, P: Program>(
        entries: &[Signer],
        evidence: &Evidence<'_>,
        stored: impl Fn(usize) -> Option<&'s [u8]>,
    ) -> Result<Self> {
        let mut signers = Vec::with_capacity(entries.len());
        let mut proven = Proven::default();
        for entry in entries {
            let resource = usize::from(entry.resource);
            let data = || stored(resource).ok_or(Error::BAD_SIGNER);
            let lock = || data().and_then(|data| P::lock_of(data).ok_or(Error::BAD_SIGNER));
            let (key, member) = match &entry.proof {
                Proof::Signature { offset } => match lock()?.view() {
                    LockView::Schnorr(key) => (evidence.signed(key, *offset, &mut proven)?, false),
                    _ => return Err(Error::BAD_SIGNER),
                },
                Proof::MemberSignature { key, offset } => match lock()?.view() {
                    LockView::Multisig { keys, .. } => {
                        let key = keys.get(usize::from(*key)).ok_or(Error::BAD_SIGNER)?;
                        (evidence.signed(key, *offset, &mut proven)?, true)
                    }
                    _ => return Err(Error::BAD_SIGNER),
                },
                Proof::Spender(witness) => (evidence.spender(witness, &mut proven)?, false),
                Proof::MemberSpender(witness) => (evidence.spender(witness, &mut proven)?, true),
                Proof::Genesis { offset } => {
                    data()?;
                    let key = P::GENESIS_KEY.ok_or(Error::BAD_SIGNER)?;
                    (evidence.signed(&key, *offset, &mut proven)?, false)
                }
            };
            signers.push(Signed {
                resource,
                key,
                member,
            });
        }
        Ok(Self(signers))
    }

    /// Whether the signers of the resource at `resource` open `lock`.
    pub fn open(&self, resource: usize, lock: LockView<'_>) -> bool {
        match lock {
            LockView::Schnorr(key) => self.is_sole_key(resource, key),
            LockView::Multisig { threshold, keys } => self.reach(resource, threshold, keys),
            LockView::Unlocked => true,
        }
    }

    /// Whether exactly one entry that is no contribution stands at `resource`, and it is of `key`.
    pub fn is_sole_key(&self, resource: usize, key: &PubKey) -> bool {
        let mut entries = self.at(resource, false);
        entries.next() == Some(key) && entries.next().is_none()
    }

    fn reach(&self, resource: usize, threshold: u8, keys: &[PubKey]) -> bool {
        let ascending = self
            .at(resource, true)
            .zip(self.at(resource, true).skip(1))
            .all(|(a, b)| a < b);
        let signed = self
            .at(resource, true)
            .filter(|key| keys.binary_search(key).is_ok())
            .count();
        ascending && signed >= usize::from(threshold)
    }

    fn at(&self, resource: usize, member: bool) -> impl Iterator<Item = &PubKey> {
        let entries = self
            .0
            .iter()
            .filter(move |entry| entry.resource == resource && entry.member == member);
        entries.map(|entry| &entry.key)
    }
}
