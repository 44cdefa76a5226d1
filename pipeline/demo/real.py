"""The demo with real receipts."""
