//! What `OpChainblockSeqCommit` sees of the chain (L1 section 6.5).

use std::collections::HashMap;

use kaspa_hashes::Hash;
use kaspa_txscript::SeqCommitAccessor;
use vprog_worker::Hash as Hex;

/// Sequencing commitments by block hash: the selected chain within finality depth, as far as a request tells it.
/// Any other block is unknown, which fails the script.
pub struct SeqCommits(HashMap<Hash, Hash>);

impl SeqCommits {
    /// A chain of the given blocks.
    pub fn new(blocks: impl IntoIterator<Item = (Hex, Hex)>) -> Self {
        Self(
            blocks
                .into_iter()
                .map(|(block, commit)| (Hash::from(block.0), Hash::from(commit.0)))
                .collect(),
        )
    }
}

impl SeqCommitAccessor for SeqCommits {
    fn is_chain_ancestor_from_pov(&self, block_hash: Hash) -> Option<bool> {
        self.0.contains_key(&block_hash).then_some(true)
    }

    fn seq_commitment_within_depth(&self, block_hash: Hash) -> Option<Hash> {
        self.0.get(&block_hash).copied()
    }
}
