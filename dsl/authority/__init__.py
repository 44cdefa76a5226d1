"""Every write, debit and delete is authorised on every path."""
