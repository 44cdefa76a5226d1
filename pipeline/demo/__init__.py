"""`make demo`: the ledger example from source to settlement, through its generated client."""
