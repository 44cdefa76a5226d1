"""Receipts and provers: transaction, batch, aggregate."""
