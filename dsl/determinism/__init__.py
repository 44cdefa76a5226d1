"""What lies outside of the transaction, and what a program asks for instead (rule 13)."""
