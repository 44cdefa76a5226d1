//! What the L1 defines and a guest must recompute: transaction ids, lane and sequencing commitments, covenant
//! ids, script hashes (framework sections 2.2, 4.3, 4.4, 10.5; L1 sections 1 to 6).

mod covenant;
mod ids;
pub mod rest;
mod seq;
mod witness;

pub use covenant::{
    covenant_id, delegate_script, delegate_spk_hash, p2sh_script, GenesisOutput, DELEGATE_SCRIPT_LEN,
};
pub(crate) use covenant::{DELEGATE_PREFIX, DELEGATE_SUFFIX};
pub use ids::{payload_digest, rest_digest, tx_id_v1, tx_id_v1_from_digest};
pub use seq::{
    activity_digest, activity_leaf, activity_root, lane_key, lane_leaf, lane_tip, mergeset_context_hash,
    seq_branch, seq_commit, seq_state_root, ActivityDigest, SUBNETWORK_LEN,
};
pub use witness::{p2pk_key, recover_p2pk_key};
